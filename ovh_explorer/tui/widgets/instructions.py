"""Sentences that say what to do, with the keys for it: what a pane shows that has nothing yet."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import Static

from ovh_explorer.text import printable
from ovh_explorer.tui.widgets.hanging_text import HangingText, hanging_lines

__all__ = ["Instructions"]

# Where a sentence goes on in its further lines.
_INDENT = 2


class Instructions(Static):
    """One sentence a line, which goes on in the next where it is long. A click on a key presses
    it. It is there while there is something to say.
    """

    DEFAULT_CSS = """
    Instructions { display: none; height: auto; color: $text-muted; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._lines: tuple[str, ...] = ()
        self._has_room = True

    def say(self, lines: Sequence[str]) -> None:
        """Say these sentences; nothing for none."""
        if tuple(lines) != self._lines:
            self._lines = tuple(map(printable, lines))
            # No class for it: that would look through all rules, with each operation that opens.
            self.display = bool(lines) and self._has_room
            self.update(HangingText([(Content(line), _INDENT) for line in self._lines]))

    def give_room(self, has_room: bool) -> None:
        """Show what is said, or leave its lines to others."""
        self._has_room = has_room
        self.display = bool(self._lines) and has_room

    def on_click(self, event: events.Click) -> None:
        at, width = event.get_content_offset(self), self.content_size.width
        drawn = [part for line in self._lines for part in hanging_lines(line, width, _INDENT)]
        if at is not None and at.y < len(drawn):
            from ovh_explorer.tui.widgets.key_words import do_key_at

            do_key_at(self, drawn[at.y], at.x, event)
