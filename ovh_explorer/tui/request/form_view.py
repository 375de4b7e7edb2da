"""The form of an operation, filled in by keys and mouse; only an edited field is a widget."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.actions import SkipAction
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ovh_explorer.form import Field, Form
from ovh_explorer.tui.drawing.form_layout import Layout, Row, edited_as
from ovh_explorer.tui.drawing.form_lines import FormLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.open_operation import OpenOperation
from ovh_explorer.tui.request.form_edit import (
    FormChanges,
    OfferedValues,
    edits_in_line,
    open_around,
)
from ovh_explorer.tui.request.form_examples import FormExamples
from ovh_explorer.tui.request.form_find import FormSearch, show_match
from ovh_explorer.tui.request.form_letters import FormLetters
from ovh_explorer.tui.request.form_parts import FormParts
from ovh_explorer.tui.request.form_pointer import FormPointer, LineEditor
from ovh_explorer.tui.request.form_removal import FormRemoval
from ovh_explorer.tui.request.form_steps import FormSteps, row_beside
from ovh_explorer.tui.request.form_style import FORM_CLASSES, FORM_CSS, LEFT, form_strip
from ovh_explorer.tui.request.row_keys import row_key_words
from ovh_explorer.tui.widgets.cursor_lines import CursorLines
from ovh_explorer.tui.widgets.jump_places import JumpPlace
from ovh_explorer.tui.widgets.key_words import do_key_at

__all__ = ["FormView"]


class FormView(ScrollView, CursorLines, can_focus=True):
    """A form to fill in by keys and mouse. Of a hundred fields none is mounted.

    An input that stands over a field's value is put there by `edit`.
    """

    BINDINGS = bindings("form")
    COMPONENT_CLASSES = FORM_CLASSES
    DEFAULT_CSS = FORM_CSS
    lines_below = 1  # A form goes on below what was reached; the eye needs to see that.

    class CursorMoved(Message):
        """The cursor is on another row, or its row is another one now, or says another thing."""

    class Scrolled(Message):
        """Another part is in sight, or is laid out anew: a widget over a value must follow."""

    class Try(Message):
        """The TRY row was pressed."""

    class Restore(Message):
        """What was typed another time is wanted back, or to be forgotten."""

        def __init__(self, *, forget: bool = False) -> None:
            super().__init__()
            self.forget = forget

    def __init__(
        self,
        state: OpenOperation,
        tell: Callable[[], object],
        edit: Callable[[Row, str, OfferedValues], None],
        focus: Callable[[], object],
        editor: Callable[[], LineEditor],
        lines: FormLines,
        found: Callable[[int, int], object],
        *,
        id: str | None = None,
    ) -> None:
        """`state` says which form is open; `edit` edits a row's value, a text being typed into it
        first; its last argument says which values it shows to choose from. `focus` focuses the
        form, outside any field. `editor` gives what edits the value of a line. `lines` lays out;
        `found` is told where a search stands: at which match, from 1, of how many.

        `tell` is told at once of a new value: a message comes later, and may be dropped.
        """
        super().__init__(id=id)
        self._state = state
        self._tell = tell
        self._edit = edit
        # The field that was edited last, and what it said before.
        self._edited: tuple[Field | None, str] = (None, "")
        self._lines = lines
        self._say_found = found
        self.changes = FormChanges(lambda: self.form, self.changed)
        self.examples = FormExamples(self, lines.reads_object)
        self._parts = FormParts(self, self._fold, lambda row, typed: edit(row, typed, "none"))
        self.letters = FormLetters(self, self._start, self._parts.add)
        self.steps = FormSteps(self, lambda row: edit(row, "", "none"), focus)
        self._clearing = FormRemoval(self)
        # 1 where tab stayed in the last field, -1 where shift+tab stayed in the first.
        self.end: int = 0
        self.search = FormSearch(lambda: self.form, lines)
        self._pointer = FormPointer(self, editor, partial(do_key_at, self), lines.drawn)
        self.cursor: int = 0
        # Whether required values that are missing are said to be; or that of a field alone.
        self.missing: bool | Field = False
        # What was typed another time, in words, which a row offers to bring back.
        self.offer = ""
        # Whether the key's access rules allow a form's operation; the workbench knows.
        self.may: Callable[[Form], bool | None] = lambda _form: None

    @property
    def form(self) -> Form | None:
        """The form that is open."""
        return self._state.form

    @property
    def plan(self) -> Layout:
        """The rows and lines, as they are laid out."""
        return self._lines.plan

    @property
    def row(self) -> Row | None:
        """The row the cursor stands on."""
        return self._lines.row(self.cursor)

    @property
    def key_labels(self) -> dict[str, str]:
        """What keys do in the row under the cursor, for the footer."""
        reads = self._lines.reads_object(self.form)
        words = row_key_words(self.row, self.form, has_values=self.has_values, reads=reads)
        goes_on = self.steps.enter_words(chooses=False) if self.letters.has_set else ""
        return words | {"enter": goes_on} if goes_on else words

    @property
    def has_values(self) -> bool:
        """Whether the row under the cursor has values to choose from."""
        return self.row is not None and self._lines.has_values(self.row)

    @property
    def body_mode(self) -> str:
        """How the body is shown: ``form`` or ``json``."""
        return self._lines.body_mode

    def show(self, offer: str = "") -> None:
        """Show the form that was opened, its cursor on the first field that wants a value.

        `offer` says what was typed another time, which a row offers to bring back.
        """
        self.offer = offer
        self.missing = False
        self.remove_class(LEFT)
        self.cursor = 0
        self.update()
        if self.form is not None:
            self.cursor = self._lines.first_wanted(self.form)
        self.scroll_to(0, 0, animate=False, force=True)
        self.bring_into_sight()

    def set_body_mode(self, mode: str) -> None:
        """Show the body as ``form`` or ``json``."""
        if mode != self.body_mode:
            self._lines.body_mode = mode
            self.update()
            self.move_to(self._lines.body_start(self.cursor))

    def update(self) -> None:
        """The form's values changed: lay out and draw again, the cursor on the same field."""
        form, current = self.form, self.row
        width = max(20, self.scrollable_content_region.width or self.size.width or 60)
        may = None if form is None else self.may(form)
        self._lines.lay_out(form, width - 1, missing=self.missing, offer=self.offer, allowed=may)
        if form is not None and current is not None:
            self.cursor = self._lines.index_of(current, self.cursor)
        self.virtual_size = Size(0, len(self.plan.lines))
        # Another layout of the same height changes no size, so nothing else would draw it.
        self.refresh()
        self.post_message(self.Scrolled())

    def changed(self) -> None:
        """Lay out anew after a change, and tell: other words may be true of the row too."""
        self.update()
        self._tell()
        self.post_message(self.CursorMoved())

    def on_blur(self) -> None:
        self.remove_class(LEFT)
        self.letters.forget()

    def on_resize(self, event: events.Resize) -> None:
        self.update()
        self.bring_into_sight()

    def watch_show_vertical_scrollbar(self) -> None:
        # The lines are narrower beside a scrollbar, which is no resize to Textual.
        self.call_after_refresh(self.update)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    # The cursor

    @property
    def row_count(self) -> int:
        return len(self.plan.rows)

    def line_of_row(self, row: int) -> int:
        return self.plan.line_of(row)

    @property
    def naming_rows(self) -> int:
        # Of the object that the path names.
        return sum(row.field is not None and row.field.place == "path" for row in self.plan.rows)

    def top_for_row(self, row: int) -> int:
        # Above the first row is what the operation says of itself.
        return self.line_of_row(row) if row else 0

    def cursor_moved(self) -> None:
        super().cursor_moved()
        self.remove_class(LEFT)
        self.letters.forget()
        self.end = 0
        self.post_message(self.CursorMoved())

    def go_to(self, field: Field | None) -> None:
        """Put the cursor on a field, what it is inside of opened; on the body's text for None."""
        if field is not None and open_around(field):
            self.update()
        index = self._lines.index_of_field(field)
        if index is not None:
            self.move_to(index)

    def value_region(self) -> tuple[int, int, int] | None:
        """Where the value under the cursor is drawn: x, y, width in the view; None out of sight."""
        width = self.scrollable_content_region.width
        return self._lines.value_region(self.cursor, self.top_line, self.page_height, width)

    def jump_places(self) -> list[JumpPlace]:
        """The rows in sight."""
        places = self._lines.places(self.top_line, self.page_height)
        return [JumpPlace(Offset(x, y), partial(self._jump, index)) for index, x, y in places]

    def _jump(self, index: int) -> None:
        """Go to a row, and into it where it has a line to type in; nothing is pressed."""
        self.focus()
        self.move_to(index)
        self.action_field(0)

    # Finding

    def find(self, words: str) -> None:
        """Go to the first row from the cursor on that has `words`; forget them without any."""
        row = self.row
        self.search.begin(words, row.field if row is not None else None)
        show_match(self, self.search, self._say_found)

    def action_find_next(self, step: int) -> None:
        self.search.step(step)
        show_match(self, self.search, self._say_found)

    # A step back, and forth

    def action_undo(self) -> None:
        """Take back the last example, paste, edit or clear; again: the one before it."""
        self._clearing.undo()

    def action_redo(self) -> None:
        """Make the change again that undo took back last; again: the one before it."""
        self._clearing.redo()

    def action_clear_form(self) -> None:
        self._clearing.clear_form()

    # Typing

    @property
    def takes_text(self) -> bool:
        """Whether no character is a command."""
        return self.letters.are_text

    def leave_row(self) -> None:
        """Make letters commands until the cursor is put somewhere."""
        if self.takes_text:
            self.letters.forget()
            self.add_class(LEFT)
            self.post_message(self.CursorMoved())

    def leave_unedited(self) -> None:
        """Leave the row where nothing was typed into its field, which was edited until now."""
        field = self.row.field if self.row is not None else None
        if field is not None and self._edited == (field, field.text):
            self.leave_row()

    def _start(self, row: Row, typed: str, values: OfferedValues = "none") -> None:
        self._edited = (row.field, row.field.text if row.field is not None else "")
        self._edit(row, typed, values)

    async def _on_key(self, event: events.Key) -> None:
        is_space = event.key == "space" and self.has_values
        if not event.is_printable or not event.character or is_space:
            return
        if self.letters.take(event.character):
            event.stop()
            event.prevent_default()

    def action_first_row(self) -> None:
        self.scroll_home(animate=False)
        super().action_first_row()

    def action_enter(self) -> None:
        row = self.row
        if row is None:
            return
        if row.kind == "try":
            self.post_message(self.Try())
        elif row.kind == "restore":
            self.post_message(self.Restore())
        elif row.kind == "add" and row.field is not None:
            self._parts.add(row.field)
        elif row.kind == "field" and row.field is not None and edited_as(row.field) == "parts":
            self._parts.enter(row.field)
        elif self.letters.has_set:
            self.steps.go_on()
        else:
            self._start(row, "", "fixed")

    def _fold(self, field: Field, is_open: bool) -> None:
        field.open = is_open
        self.update()
        self.post_message(self.CursorMoved())

    def action_add(self) -> None:
        """One more entry of the list or map that the cursor is on or in."""
        self._parts.add_here()

    def step_field(self, step: int) -> bool:
        """Put the cursor on the next row to fill in, or the one before; False where there is none:
        then it stays, and that is said.
        """
        index = row_beside(self.plan.rows, self.cursor, step)
        is_try = self.row is not None and self.row.kind == "try"
        if step and index == self.cursor and not is_try:
            self.end = step
            self.post_message(self.CursorMoved())
            return False
        self.letters.arrive(index, is_typing=bool(step))
        return True

    def action_field(self, step: int) -> None:
        """On to the next row to fill in, or the one before; into it where it is a line of text."""
        self.step_field(step)
        row = self.row
        if row is not None and edits_in_line(row):
            self._start(row, "")

    def action_unfold(self) -> None:
        self._parts.unfold()

    def action_fold(self) -> None:
        """Close what the cursor is on, else go to what holds it."""
        self._parts.fold()

    def action_toggle_value(self) -> None:
        row = self.row
        if row is not None and self.changes.toggle(row.field):
            self.letters.was_set()
        elif row is not None and self.has_values:
            self._start(row, "", "all")

    def action_remove(self) -> None:
        if self.row is not None and self.row.kind == "restore":
            self.post_message(self.Restore(forget=True))
        else:
            self._clearing.remove()

    def action_erase(self) -> None:
        """Clear what the cursor is on, and say so; where that holds nothing, the key goes back."""
        if not self._clearing.erase(can_go_back=bool(self._state.left)):
            raise SkipAction

    def action_fill_form(self) -> None:
        self.examples.fill_form()

    def action_fill_field(self) -> None:
        self.examples.fill_field()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pointer.press(event)

    def on_click(self, event: events.Click) -> None:
        self._pointer.click(event)

    # Drawing

    def render_line(self, y: int) -> Strip:
        return form_strip(self, self._lines, self.top_line + y, self.cursor)
