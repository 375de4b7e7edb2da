"""The errors of this room."""

__all__ = ["ConfigError", "EndpointUnknown"]


class ConfigError(Exception):
    """Something about endpoints, keys or files that the user has to put right.

    The message says what and where in plain words, and never holds a key or a line of a file.
    """


class EndpointUnknown(ConfigError):
    """The environment or the files name no usable endpoint: nothing can be sent until one is
    chosen.

    A wrong endpoint given as an argument is a plain :class:`ConfigError`.
    """
