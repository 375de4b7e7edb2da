"""Letters over every place of a screen to go to; typing one goes there."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.widgets.jump_places import Jumpable, JumpPlace

__all__ = ["JumpScreen", "jump", "labels", "places_of"]

# The home row first: most jumps are to what is high on the screen.
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def jump(screen: Screen[Any]) -> None:
    """Show the letters over a screen, and go where the one that is typed leads."""
    # At once, not from a worker: what is typed next is the letter.
    screen.app.push_screen(JumpScreen(places_of(screen)), lambda place: place and place.go())


def places_of(screen: Screen[Any]) -> list[JumpPlace]:
    """The places in sight on a screen, from top to bottom and left to right."""
    return sorted(_places(screen), key=lambda place: (place.offset.y, place.offset.x))


def _places(screen: Screen[Any]) -> Iterator[JumpPlace]:
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
    pairs = zip(product(_LETTERS, repeat=2), range(count), strict=False)
    return ["".join(pair) for pair, _ in pairs]


class JumpScreen(Dialog[JumpPlace | None]):
    """Its result is the place whose letters were typed; any other key closes it."""

    # The same letter, typed right after it, is for where that led.
    DROPS_REPEATED_KEY = False
    DEFAULT_CSS = """
    JumpScreen { background: $background 60%; }
    JumpScreen > Static {
        position: absolute; width: auto; height: 1;
        background: $accent; color: $text; text-style: bold;
    }
    JumpScreen > Static.-off { display: none; }
    """

    def __init__(self, places: list[JumpPlace]) -> None:
        super().__init__()
        self._places = dict(zip(labels(len(places)), places, strict=True))
        self._letters = ""

    def compose(self) -> ComposeResult:
        for label, place in self._places.items():
            mark = Static(label, name=label, markup=False)
            mark.styles.offset = place.offset
            yield mark

    def on_key(self, event: events.Key) -> None:
        event.stop()
        letters = self._letters + (event.character or "")
        if letters in self._places:
            self.dismiss(self._places[letters])
        elif event.is_printable and any(label.startswith(letters) for label in self._places):
            self._letters = letters
            for mark in self.query(Static):
                mark.set_class(not (mark.name or "").startswith(letters), "-off")
        else:
            self.dismiss(None)
