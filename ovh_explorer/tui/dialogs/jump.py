"""Letters over every place one can go to; typing one goes there."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.dialogs.jump_targets import JumpPlace, labels

__all__ = ["JumpScreen"]


class JumpScreen(Dialog[JumpPlace | None]):
    """Answers the place whose letters were typed; any other key closes it."""

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
        self._typed = ""

    def compose(self) -> ComposeResult:
        for label, place in self._places.items():
            mark = Static(label, name=label, markup=False)
            mark.styles.offset = place.offset
            yield mark

    def on_key(self, event: events.Key) -> None:
        event.stop()
        typed = self._typed + (event.character or "")
        if typed in self._places:
            self.dismiss(self._places[typed])
        elif event.is_printable and any(label.startswith(typed) for label in self._places):
            self._typed = typed
            for mark in self.query(Static):
                mark.set_class(not (mark.name or "").startswith(typed), "-off")
        else:
            self.dismiss(None)
