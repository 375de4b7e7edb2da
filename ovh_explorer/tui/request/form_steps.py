"""Which row of a form the keys lead to."""

from collections.abc import Sequence

from ovh_explorer.form import Field, Form
from ovh_explorer.tui.drawing.form_layout import Row, shows_parts
from ovh_explorer.tui.request.form_edit import is_empty_entry

__all__ = ["row_beside", "wanted_row"]


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
        if field is not None and field.is_given:
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
