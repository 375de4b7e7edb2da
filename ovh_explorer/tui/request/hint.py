"""The lines below a form that say what is under the cursor: more of them for a long text."""

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.widgets import Static

from ovh_explorer.form import State
from ovh_explorer.tui.drawing.form_layout import Row
from ovh_explorer.tui.drawing.row_hint import states_said
from ovh_explorer.tui.drawing.wrapped_text import wrap
from ovh_explorer.tui.widgets.key_words import do_key_at

__all__ = ["Hint"]

_MIN_LINES = 2
# The longest descriptions of fields take so many at 80 columns.
_MAX_LINES = 8


class Hint(Static):
    """Says a text, wrapped; of one that is far too long, as much as there is room for.

    Args:
        switch: has the field that the text is about be in a state.
    """

    STAYS_CLEAR = True
    DEFAULT_CSS = "Hint { dock: bottom; height: 2; color: $text-muted; }"

    def __init__(self, switch: Callable[[State], object], *, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._words = self._shown = ""
        self._switch = switch
        self._row: Row | None = None

    def say(self, words: str, row: Row | None) -> None:
        """Say this from now on, of a row of the form; of something else for None."""
        self._words, self._row = words, row
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
        """A key that it names is pressed by a click, and a field has the state that is clicked."""
        lines = self._shown.split("\n")
        if event.y >= len(lines):
            return
        state = self._state_at(lines, event)
        if state is None:
            do_key_at(self, lines[event.y], event.x, event)
        elif event.chain == 1:
            # By the second half of a double click other words may stand there.
            self._switch(state)

    def _state_at(self, lines: list[str], event: events.Click) -> State | None:
        """The state that is named where the text was clicked: it may go on in the next line."""
        x = event.x + sum(cell_len(line) + 1 for line in lines[: event.y])
        text = " ".join(lines)
        if event.x >= cell_len(lines[event.y]):
            return None
        for start, end, state in states_said(self._row, text):
            if cell_len(text[:start]) <= x < cell_len(text[:end]):
                return state
        return None

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        self.say(self._words, self._row)
