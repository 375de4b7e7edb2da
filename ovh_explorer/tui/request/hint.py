"""The lines below a form that say what is under the cursor."""

import textwrap

from textual import events
from textual.widgets import Static

from ovh_explorer.tui.widgets.key_words import do_key_at

__all__ = ["Hint"]

_LINES = 2


class Hint(Static):
    """Says as much of a text as there is room for in two lines."""

    STAYS_CLEAR = True
    DEFAULT_CSS = "Hint { dock: bottom; height: 2; color: $text-muted; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._words = self._shown = ""

    def say(self, words: str) -> None:
        """Say this from now on."""
        self._words = words
        # Before it is first laid out it has no width.
        if width := self.size.width:
            words = "\n".join(textwrap.wrap(words, width, max_lines=_LINES, placeholder=" …"))
        self._shown = words
        self.update(words)

    def on_click(self, event: events.Click) -> None:
        """A key that it names is pressed by a click."""
        lines = self._shown.split("\n")
        if event.y < len(lines):
            do_key_at(self, lines[event.y], event.x)

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self.say(self._words)
