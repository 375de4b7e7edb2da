"""Places of a widget that a jump leads to."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, runtime_checkable

from textual.geometry import Offset

__all__ = ["JumpPlace", "Jumpable"]


class JumpPlace(NamedTuple):
    """A place to jump to: where its letter stands, and what going there does."""

    offset: Offset
    go: Callable[[], object]


@runtime_checkable
class Jumpable(Protocol):
    """A widget with places in it."""

    def jump_places(self) -> list[JumpPlace]:
        """Those in sight, their offsets from the widget's own corner."""
