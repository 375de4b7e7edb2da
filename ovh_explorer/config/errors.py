"""The one error of this room."""

__all__ = ["ConfigError"]


class ConfigError(Exception):
    """Something about endpoints, keys or files that a person has to put right.

    The message says what and where in plain words, and never holds a key or a line of a file.
    """
