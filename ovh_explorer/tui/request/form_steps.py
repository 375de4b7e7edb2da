"""Which row of a form the keys lead to."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ovh_explorer.form import Field, Form, State
from ovh_explorer.text import printable
from ovh_explorer.translation import _, pgettext
from ovh_explorer.tui.drawing.form_layout import Layout, Row, edited_as, shows_parts
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.request.form_edit import (
    cleared_words,
    edits_in_line,
    is_empty_entry,
    is_part_of,
)
from ovh_explorer.tui.request.form_letters import FormLetters
from ovh_explorer.tui.request.undo_steps import UndoSteps

__all__ = ["FormSteps", "row_beside", "wanted_row"]

# Of the name of a field in the footer.
_MAX_NAME = 16


class _View(Protocol):
    """The form that the rows are of."""

    cursor: int
    missing: bool | Field

    @property
    def form(self) -> Form | None: ...

    @property
    def plan(self) -> Layout: ...

    @property
    def row(self) -> Row | None: ...

    @property
    def letters(self) -> FormLetters: ...

    @property
    def changes(self) -> UndoSteps: ...

    @property
    def notify(self) -> Any: ...

    def step_field(self, step: int) -> bool: ...

    def action_enter(self) -> None: ...

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
        """The next field, or the one before; where there is none, the one that is edited stays."""
        if self._view.step_field(step):
            self._enter()

    def go_to_row(self, step: int) -> None:
        """The row below (1) or above (-1), whatever is there, as the arrows have it in the rest of
        the form; where there is none, the field that is edited stays. So it does before TRY.
        """
        view, rows = self._view, self._view.plan.rows
        index = view.cursor + step
        if 0 <= index < len(rows) and rows[index].kind != "try":
            view.letters.arrive(index)
            self._enter()
        else:
            self.go_to(step)

    @property
    def has_next(self) -> bool:
        """Whether there is a field behind the one under the cursor."""
        return row_beside(self._view.plan.rows, self._view.cursor, 1) != self._view.cursor

    def go_on(self) -> None:
        """The next field that has to be filled in, or TRY. One that has to be filled in itself
        stays, and that is said there.
        """
        view, form = self._view, self._view.form
        if form is None:
            return
        index = wanted_row(form, view.plan.rows, view.cursor)
        if index == view.cursor:
            here = view.row.field if view.row is not None else None
            view.missing = view.missing is True or here or True
            view.changed()
        view.letters.arrive(index)
        self._enter()

    def enter_words(self, *, chooses: bool) -> str:
        """Where enter leads from the field that is edited, for the footer; whether it `chooses` the
        value that is highlighted, too. "" where it stays, as something is missing.
        """
        view, form = self._view, self._view.form
        if form is None or view.row is None:
            return ""
        index = wanted_row(form, view.plan.rows, view.cursor, is_given=chooses)
        name = "" if index == view.cursor else _row_name(view.plan.rows[index])
        if not chooses:
            return f"→ {name}" if name else ""
        return _("choose → {field}").format(field=name) if name else _("choose")

    @property
    def state_words(self) -> str:
        """What stepping through the states of the field does, for the footer; "" where it has but
        one.
        """
        row = self._view.row
        states = row.field.states if row is not None and row.field is not None else ()
        if len(states) < 2:
            return ""
        if State.NULL in states:
            # not for people: the word of JSON
            return _("not set/null") if State.ABSENT in states else "null"
        if State.EMPTY in states:
            return _("not set/empty") if State.ABSENT in states else _("empty")
        return _("not set")

    def next_state(self, wanted: State | None = None, *, is_editing: bool) -> None:
        """Step the field under the cursor through the states it can have, or have it in that which
        is wanted; a text that is lost by that is said to be.
        """
        row = self._view.row
        if row is None or row.field is None or row.kind not in ("field", "key"):
            return
        if wanted is row.field.state:
            return
        if wanted is State.SET and not row.field.has_something:
            # There is no value yet: one is given.
            self._view.action_enter()
            return
        typed = row.field.text if row.field.state is State.SET else ""
        with self._view.changes.change():
            state = row.field.next_state() if wanted is None else row.field.choose_state(wanted)
        if row.field.is_structured and row.field.parent is not None:
            # Parts in sight would look as if they were sent.
            row.field.open = state is State.SET
        self._view.changed()
        if typed and state is not State.SET:
            words = cleared_words(row.field, can_go_back=False)
            self._view.notify(printable(words), markup=False)
        if is_editing and state is State.SET and edited_as(row.field) == "line":
            self._edit(row)
        elif is_editing:
            self._focus()

    def _enter(self) -> None:
        row = self._view.row
        if row is not None and edits_in_line(row):
            self._edit(row)
        else:
            self._focus()


def row_beside(rows: Sequence[Row], at: int, step: int) -> int:
    """The row that tab goes to from another: the next one that something can be given in; the row
    itself where there is none. Never TRY: who goes on typing there would press commands.

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
    return index if 0 <= index < len(rows) and rows[index].kind != "try" else at


def wanted_row(form: Form, rows: Sequence[Row], at: int, *, is_given: bool = False) -> int:
    """The row that enter goes to from another: the next one that has to be filled in or
    corrected, round the end; TRY where there is none. After an entry of a list that has all it
    needs, that of the next entry, also from a part of it. The row itself where it has to be filled
    in: a value that is passed by enter would be missed at TRY only.

    With `is_given` the row itself gets a value first.
    """
    left = rows[at].field
    wanted = _wanted(form, rows)
    is_typed = left is not None and left.is_given and not left.is_blank
    if is_given or is_typed or (left is not None and is_empty_entry(left)):
        # What is wrong with what was typed is said there: it doesn't hold who goes on.
        wanted.discard(at)
    if at in wanted:
        return at
    if left is not None and (left.is_given or is_given):
        inside = _rows_of_entry(rows, at)
        if inside and wanted.isdisjoint(inside):
            return _behind(rows, inside)
        wanted = wanted.intersection(inside) or wanted
    if not wanted:
        return len(rows) - 1
    return min(wanted, key=lambda index: (index <= at, index))


def _rows_of_entry(rows: Sequence[Row], at: int) -> range:
    """The rows of the entry of a list or map that a row is of; none for any other row."""
    entry = rows[at].field
    while entry is not None and not entry.is_entry:
        entry = entry.parent
    first = last = at
    while entry is not None and first > 0 and is_part_of(rows[first - 1].field, entry):
        first -= 1
    while entry is not None and last + 1 < len(rows) and is_part_of(rows[last + 1].field, entry):
        last += 1
    return range(first, last + 1) if entry is not None else range(0)


def _behind(rows: Sequence[Row], inside: range) -> int:
    """The row behind those of an entry that something can be given in: of the next entry, or the
    place to add one.
    """
    index = inside.stop
    while index < len(rows) - 1 and _is_passed(rows[index]):
        index += 1
    return index


def _row_name(row: Row) -> str:
    """A row in a word for the footer."""
    if row.kind == "try":
        return "TRY"
    if row.kind == "add":
        # As the row says itself.
        words = pgettext("to a list", "add")
        return f"+ {words}"
    if row.field is None or row.kind == "text":
        return pgettext("a field", "body")
    return middle_cut(printable(row.field.name), _MAX_NAME) or pgettext("a field", "body")


def _wanted(form: Form, rows: Sequence[Row]) -> set[int]:
    """The rows that have to be filled in or corrected, or whose parts have to be."""
    places = {row.field: i for i, row in enumerate(rows) if row.kind in ("field", "key")}
    text = next((i for i, row in enumerate(rows) if row.kind == "text"), None)
    found: set[int] = set()
    for mistake in form.mistakes():
        field: Field | None = mistake.field
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
