"""What goes wrong while a response is read."""

__all__ = ["ReadError"]


class ReadError(Exception):
    """A response that could not be read; the message says why."""
