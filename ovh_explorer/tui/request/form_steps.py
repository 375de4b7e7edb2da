"""Which row of a form the keys lead to."""

from collections.abc import Callable, Sequence
from typing import Protocol

from ovh_explorer.form import Field, Form, State
from ovh_explorer.tui.drawing.form_layout import Layout, Row, edited_as, shows_parts
from ovh_explorer.tui.request.form_edit import edits_in_line, is_empty_entry

__all__ = ["FormSteps", "row_beside", "wanted_row"]


class _View(Protocol):
    """The form that the rows are of."""

    cursor: int
    missing: bool

    @property
    def form(self) -> Form | None: ...

    @property
    def plan(self) -> Layout: ...

    @property
    def row(self) -> Row | None: ...

    def move_to(self, row: int) -> None: ...

    def update(self) -> None: ...

    def changed(self) -> None: ...


class FormSteps:
    """Goes from the field that is edited to another row.

    Args:
        view: shows the form.
        edit: edits a row that has a line to type in.
        focus: focuses the form, outside any field.
    """

    def __init__(
        self, view: _View, edit: Callable[[Row], object], focus: Callable[[], object]
    ) -> None:
        self._view = view
        self._edit = edit
        self._focus = focus

    def go_to(self, step: int) -> None:
        """The next field, or the one before."""
        self._enter(row_beside(self._view.plan.rows, self._view.cursor, step))

    def go_on(self) -> None:
        """The next field that has to be filled in, or TRY."""
        view, form = self._view, self._view.form
        if form is None:
            return
        index = wanted_row(form, view.plan.rows, view.cursor)
        if index == view.cursor:
            # Nothing else is missing: it says so itself.
            view.missing = True
            view.update()
        self._enter(index)

    def next_state(self, *, is_editing: bool) -> None:
        """Step the field under the cursor through the states it can have."""
        row = self._view.row
        if row is None or row.field is None or row.kind not in ("field", "key"):
            return
        state = row.field.next_state()
        self._view.changed()
        if is_editing and state is State.SET and edited_as(row.field) == "line":
            self._edit(row)
        elif is_editing:
            self._focus()

    def _enter(self, index: int) -> None:
        self._view.move_to(index)
        row = self._view.row
        if row is not None and edits_in_line(row):
            self._edit(row)
        else:
            self._focus()


def row_beside(rows: Sequence[Row], at: int, step: int) -> int:
    """The row that tab goes to from another: the next one that something can be given in, or TRY.

    Args:
        step: 1 for the next, -1 for the one before, 0 for the row itself.
    """
    if not step:
        return at
    left = rows[at].field if at < len(rows) else None
    index = at + step
    if step > 0 and left is not None and is_empty_entry(left):
        index += 1  # past the place to add another
    while 0 <= index < len(rows) and _is_passed(rows[index]):
        index += step
    if 0 <= index < len(rows):
        return index
    return at if step < 0 else len(rows) - 1


def wanted_row(form: Form, rows: Sequence[Row], at: int) -> int:
    """The row that enter goes to from another: the next one that has to be filled in, round the
    end; TRY where there is none. After an entry of a list, that of the next entry.
    """
    left = rows[at].field
    if left is not None and left.is_entry and left.is_given:
        return min(at + 1, len(rows) - 1)
    wanted = _wanted(form, rows)
    if left is not None and is_empty_entry(left):
        wanted.discard(at)
    if not wanted:
        return len(rows) - 1
    return min(wanted, key=lambda index: (index <= at, index))


def _wanted(form: Form, rows: Sequence[Row]) -> set[int]:
    """The rows that have to be filled in, or whose parts have to be."""
    places = {row.field: i for i, row in enumerate(rows) if row.kind in ("field", "key")}
    text = next((i for i, row in enumerate(rows) if row.kind == "text"), None)
    found: set[int] = set()
    for mistake in form.mistakes():
        field: Field | None = mistake.field
        if field is not None and field.is_given and not field.is_blank:
            continue
        while field is not None and field not in places:
            field = field.parent
        place = text if field is None else places[field]
        if place is not None:
            found.add(place)
    return found


def _is_passed(row: Row) -> bool:
    """Whether nothing can be given in a row itself: it is the heading of the rows below it, or
    offers something else.
    """
    if row.kind == "restore":
        return True
    return row.kind == "field" and row.field is not None and shows_parts(row.field)
