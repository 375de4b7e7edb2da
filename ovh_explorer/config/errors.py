"""Errors of the configuration."""

from ovh_explorer.translation import _

__all__ = ["ConfigError", "EndpointUnknown", "said_of"]


class ConfigError(Exception):
    """Something about endpoints, keys or files that the user has to put right.

    The message says what and where in plain words, and never holds a key or a line of a file.
    """


class EndpointUnknown(ConfigError):
    """The environment or the files name no usable endpoint: nothing can be sent until one is
    chosen.

    A wrong endpoint given as an argument is a plain :class:`ConfigError`.
    """


def said_of(place: str, problem: object) -> str:
    """What is wrong, after where it is: ``~/.ovh.conf, line 3: …``, ``--endpoint: …``."""
    return _("{place}: {problem}").format(place=place, problem=problem)
