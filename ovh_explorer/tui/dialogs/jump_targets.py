"""Jumping: which places of a screen a letter leads to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from ovh_explorer.tui.main.screen import MainScreen

__all__ = ["JumpPlace", "Jumpable", "jump", "labels", "places_of"]

# The home row first: most jumps are to what is high on the screen.
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


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


def jump(screen: "MainScreen") -> None:
    """Show the letters, and go where the one that is typed leads."""
    from ovh_explorer.tui.dialogs.jump import JumpScreen

    if screen.bench is not None:
        screen.bench.request.leave_field()
    # At once, not from a worker: what is typed next is the letter.
    screen.app.push_screen(JumpScreen(places_of(screen)), lambda place: place and place.go())


def places_of(screen: Screen[None]) -> list[JumpPlace]:
    """The places that are visible on a screen, from top to bottom and left to right."""
    return sorted(_visible(screen), key=lambda place: (place.offset.y, place.offset.x))


def _visible(screen: Screen[None]) -> Iterator[JumpPlace]:
    for widget in screen.walk_children():
        if not isinstance(widget, Jumpable) or not isinstance(widget, Widget):
            continue
        # A widget that is hidden, or in something hidden, has no region.
        region = widget.region.intersection(screen.region)
        for place in widget.jump_places():
            at = widget.region.offset + place.offset
            if region.contains_point(at):
                yield JumpPlace(at, place.go)


def labels(count: int) -> list[str]:
    """As many labels, none of which is the beginning of another."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return [
        "".join(pair) for pair, _ in zip(product(_LETTERS, repeat=2), range(count), strict=False)
    ]
