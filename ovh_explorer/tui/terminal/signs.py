"""What the terminal can show: colours, and signs beyond ASCII."""

import sys

from rich.console import Console

__all__ = ["shows_little"]

_MANY_COLOURS = {"256", "truecolor"}


def shows_little() -> bool:
    """Whether colours alone would not be seen: the terminal has sixteen or none, or shows ASCII."""
    stream = sys.__stdout__
    encoding = stream.encoding if stream is not None else "ascii"
    if encoding.lower().replace("-", "") != "utf8":
        return True
    return Console(file=stream).color_system not in _MANY_COLOURS
