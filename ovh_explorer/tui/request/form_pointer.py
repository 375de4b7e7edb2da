"""What the mouse does in a form outside of the field that is edited."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rich.cells import cell_len
from textual import events

from ovh_explorer.form import Field, Form, State, current_text
from ovh_explorer.tui.drawing.form_layout import VALUES_MARK, Layout, Row
from ovh_explorer.tui.request.form_edit import edits_in_line

__all__ = ["FormPointer", "LineEditor"]

# Columns of a value, from its first to behind its last however long it is.
_ALL = (0, 1 << 30)


@dataclass(frozen=True, slots=True)
class _Pressed:
    """Where the button was pressed: the column, the words of the line, its row, whether on the mark
    for its values, and whether the row was edited, and is.
    """

    x: int
    words: str
    row: Row | None
    is_mark: bool
    is_edited: bool


class _Form(Protocol):
    """The form that is clicked."""

    @property
    def plan(self) -> Layout: ...

    @property
    def top_line(self) -> int: ...

    @property
    def row(self) -> Row | None: ...

    def move_to(self, row: int) -> None: ...

    def action_enter(self) -> None: ...

    def action_field(self, step: int) -> None: ...

    def action_toggle_value(self) -> None: ...

    @property
    def form(self) -> Form | None: ...

    @property
    def has_values(self) -> bool: ...

    def value_region(self) -> tuple[int, int, int] | None: ...


class LineEditor(Protocol):
    """What edits the value of a line, over the form."""

    @property
    def choosing(self) -> bool: ...

    def select(self, start: int, end: int) -> None:
        """Select what is drawn between two columns, if a field is edited."""

    def goes_on(self, field: Field | None) -> bool:
        """Edit a field on, where that is the one that is edited; else False."""

    def toggle_choices(self) -> None:
        """Show what can be chosen, or hide it."""


class FormPointer:
    """Edits the value that is clicked, or presses the row.

    What is empty shows the values that it can take, as its mark does. All of a value is selected by
    the first click, as it is replaced by what is typed on its row; and what it was drawn over in
    one go, by a first gesture that is a drag.

    Args:
        form: is clicked.
        editor: gives what edits the value of a line.
        do_key: does what the key does that a text names at a column.
        drawn_at: what is drawn in a line of the form.
    """

    def __init__(
        self,
        form: _Form,
        editor: Callable[[], LineEditor],
        do_key: Callable[[str, int, events.Click], object],
        drawn_at: Callable[[int], str],
    ) -> None:
        self._form = form
        self._editor = editor
        self._do_key = do_key
        self._drawn_at = drawn_at
        self._pressed: _Pressed | None = None

    def press(self, event: events.MouseDown) -> None:
        """The button was pressed; what is dragged begins there. What is under the pointer now is
        what is clicked: an empty entry that is left goes, and moves the rows below it.
        """
        form = self._form
        at = form.top_line + event.y
        line = form.plan.lines[at] if at < len(form.plan.lines) else None
        row = None if line is None or line.row is None else form.plan.rows[line.row]
        words = "" if line is None else "".join(text for _, text in line.pieces)
        is_mark = row is not None and _is_values_mark(self._drawn_at(at), event.x)
        is_edited = row is not None and self._editor().goes_on(row.field)
        self._pressed = _Pressed(event.x, words, row, is_mark, is_edited)

    def click(self, event: events.Click) -> None:
        """The button was released."""
        form, pressed = self._form, self._pressed
        if pressed is None:
            return
        if pressed.row is None:
            self._do_key(pressed.words, event.x, event)
            return
        if pressed.is_edited:
            # It was beside the line that is edited: on the name, or on the type.
            if not self._editor().choosing and self._is_empty():
                self._editor().toggle_choices()
            return
        rows = enumerate(form.plan.rows)
        now = next((index for index, row in rows if row.is_same(pressed.row)), None)
        if now is None:
            return
        form.move_to(now)
        if form.row is None or not edits_in_line(form.row) or self._has_choices():
            # Enter shows the values of a type.
            form.action_enter()
        elif form.has_values and (pressed.is_mark or self._is_empty()):
            # They are those of the account.
            form.action_toggle_value()
            return
        else:
            form.action_field(0)
        self._editor().select(*self._dragged(pressed.x, event.x))

    def _has_choices(self) -> bool:
        """Whether the type of the field under the cursor lists what it can take."""
        row = self._form.row
        return row is None or row.field is None or bool(row.field.schema.choices)

    def _is_empty(self) -> bool:
        """Whether the field under the cursor was given nothing, and nothing is there now."""
        form = self._form
        field = None if form.row is None else form.row.field
        return field is None or not (field.is_given or current_text(form.form, field))

    def _dragged(self, start: int, end: int) -> tuple[int, int]:
        """The columns of the value that the button was held over."""
        row, region = self._form.row, self._form.value_region()
        if start == end or row is None or region is None or not edits_in_line(row):
            return _ALL
        if row.field is None or row.field.state is not State.SET:
            # It is drawn with words of ours in front.
            return _ALL
        # A character that the pointer came from is in it, whichever way it went.
        first, last = sorted((start - region[0], end - region[0]))
        return (max(0, first), last + 1) if last >= 0 else _ALL


def _is_values_mark(drawn: str, x: int) -> bool:
    """Whether column `x` of a row is that of the mark of a field that has values to choose from, or
    of the type behind it.
    """
    at = drawn.rfind(VALUES_MARK)
    return at >= 0 and cell_len(drawn[:at]) <= x < cell_len(drawn.rstrip())
