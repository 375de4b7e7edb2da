"""How small a terminal may be."""

from textual.geometry import Size

__all__ = ["MIN_SIZE", "is_too_small"]

MIN_SIZE = Size(40, 10)
"""In fewer columns or rows, dialogs have no room for what they ask."""


def is_too_small(size: Size) -> bool:
    """Whether there is no room to work in."""
    return size.width < MIN_SIZE.width or size.height < MIN_SIZE.height
