"""The lines below a form that say what is under the cursor: more of them for a long text."""

from textual import events
from textual.widgets import Static

from ovh_explorer.tui.drawing.wrapped_text import wrap
from ovh_explorer.tui.widgets.key_words import do_key_at

__all__ = ["Hint"]

_MIN_LINES = 2
# The longest descriptions of fields take so many at 80 columns.
_MAX_LINES = 8


class Hint(Static):
    """Says a text, wrapped; of one that is far too long, as much as there is room for."""

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
            lines = wrap(words, width, max_lines=_MAX_LINES)
            words = "\n".join(lines)
            height = max(_MIN_LINES, len(lines))
            if self.size.height != height:
                self.styles.height = height
        self._shown = words
        self.update(words)

    def on_click(self, event: events.Click) -> None:
        """A key that it names is pressed by a click."""
        lines = self._shown.split("\n")
        if event.y < len(lines):
            do_key_at(self, lines[event.y], event.x, event)

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self.say(self._words)
