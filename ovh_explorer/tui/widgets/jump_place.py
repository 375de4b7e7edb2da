"""A place on a widget that a letter of *jump* leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.geometry import Offset

__all__ = ["JumpPlace", "Jumpable"]


@dataclass(frozen=True, slots=True)
class JumpPlace:
    """A place to jump to: where its letter stands, and what going there does."""

    offset: Offset
    go: Callable[[], object]


@runtime_checkable
class Jumpable(Protocol):
    """A widget with places in it."""

    def jump_places(self) -> list[JumpPlace]:
        """The visible ones, their offsets from the widget's own corner."""
