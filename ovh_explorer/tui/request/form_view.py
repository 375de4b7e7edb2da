"""The form of an operation, filled in by keys and mouse; only the field being edited is a widget."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual import events
from textual.geometry import Offset
from textual.message import Message

from ovh_explorer.form import Field, Form, State
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.tui.dialogs.jump_targets import JumpPlace
from ovh_explorer.tui.drawing.form_layout import Row, edited_as
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.open_operation import OpenOperation
from ovh_explorer.tui.request.form_lines import FormLines

__all__ = ["FormView"]


class FormView(FormLines):
    """A form to fill in by keys and mouse.

    Editing a field's text is asked of whoever holds the view, who puts an input over the field's
    value.
    """

    BINDINGS = bindings("form")

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
        edit: Callable[[Row, str], None],
        *,
        id: str | None = None,
    ) -> None:
        """`state` says which form is open; `edit` edits a row's value, a text being typed into it
        first.

        `tell` is told at once that a value is another one now. A message would come later, and
        Textual drops one that is posted while the parent handles another.
        """
        super().__init__(state, id=id)
        self._tell = tell
        self._edit = edit
        self._before: tuple[Form, dict[str, Any]] | None = None

    # Taking a step back

    def remember(self, form: Form | None = None) -> None:
        """Keep what is typed now, here or in another form, for a step back from what is about to
        change much of it.
        """
        form = form or self.form
        if form is not None:
            self._before = (form, draft_of(form, secrets=True))

    def action_undo(self) -> None:
        """Back to before the last example, paste, edited text or clearing; once more, forth again."""
        if self.form is None or self._before is None or self._before[0] is not self.form:
            self.notify("There is nothing to take back.")
            return
        draft = self._before[1]
        self.remember()
        restore(self.form, draft)
        self.changed()

    def action_clear_form(self) -> None:
        if self.form is not None and not self.form.is_empty:
            self.remember()
            self.form.clear()
            self.changed()
            self.notify("Cleared. u brings it back.")

    # Typing

    @property
    def takes_text(self) -> bool:
        """Whether the cursor is on a text: every character starts to edit it, and none is a
        command.
        """
        row = self.row
        return row is not None and (
            row.kind == "text" or (row.kind in ("field", "key") and _is_text(row.field))
        )

    def type_text(self, text: str) -> None:
        """Type into the text under the cursor, at the end of what is there."""
        row = self.row
        if row is not None and self.takes_text:
            self.move_to(self.cursor)
            self._edit(row, text)

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character is not None and self.takes_text:
            event.stop()
            event.prevent_default()
            self.type_text(event.character)

    def action_row(self, step: int) -> None:
        self.move_to(self.cursor + step)

    def action_first_row(self) -> None:
        self.scroll_home(animate=False)
        self.move_to(0)

    def action_last_row(self) -> None:
        self.move_to(len(self.plan.rows) - 1)

    def action_page(self, step: int) -> None:
        self.move_to(self.cursor + step * max(1, self.scrollable_content_region.height - 2))

    def action_enter(self) -> None:
        row = self.row
        if row is None:
            return
        if row.kind == "try":
            self.post_message(self.Try())
        elif row.kind == "restore":
            self.post_message(self.Restore())
        elif row.kind == "add" and row.field is not None:
            self.add_entry(row.field)
        elif row.kind == "field" and row.field is not None and edited_as(row.field) == "parts":
            self._enter_parts(row.field)
        else:
            self._edit(row, "")

    def _enter_parts(self, field: Field) -> None:
        if field.state is State.NULL:
            field.choose_state(State.SET)
            field.open = True
            self.changed()
        elif field.kind == "model" or field.parts:
            self._fold(field, not field.is_open)
        else:
            self.add_entry(field)

    def _fold(self, field: Field, is_open: bool) -> None:
        field.open = is_open
        self.update()

    def add_entry(self, field: Field) -> None:
        """Give a list or map one more entry and edit it: its key first, a model's first property."""
        entry = field.add_part()
        field.open = True
        self.changed()
        first = entry.key or entry
        while first.kind == "model" and first.is_open and first.parts:
            first = first.parts[0]
        self.go_to(first)
        if self.row is not None and edited_as(first) == "line":
            self._edit(self.row, "")

    def action_add(self) -> None:
        """One more entry of the list or map that the cursor is on or in."""
        field = self.row.field if self.row is not None else None
        while field is not None and not (field.kind in ("list", "map") and field.is_structured):
            field = field.parent
        if field is not None:
            self.add_entry(field)

    def action_field(self, step: int) -> None:
        """On to the next row, or the one before, and into it where it has a line to type in."""
        self.move_to(self.cursor + step)
        row = self.row
        if (
            row is not None
            and row.field is not None
            and row.kind in ("field", "key")
            and edited_as(row.field) == "line"
        ):
            self._edit(row, "")

    def action_unfold(self) -> None:
        field = self.row.field if self.row is not None else None
        if field is not None and field.is_structured and not field.is_open:
            self._fold(field, True)

    def action_fold(self) -> None:
        """Close what the cursor is on, else go to what holds it."""
        row = self.row
        field = row.field if row is not None else None
        if field is None or row is None:
            return
        if row.kind == "field" and field.is_structured and field.is_open and field.parts:
            self._fold(field, False)
        elif row.kind == "add":
            self.go_to(field)
        elif field.parent is not None:
            self.go_to(field.parent)

    def action_toggle_value(self) -> None:
        row = self.row
        if row is None or row.field is None or row.field.kind != "boolean":
            return
        steps = ["true", "false", ""]
        text = row.field.text.lower() if row.field.state is State.SET else ""
        row.field.type_text(steps[(steps.index(text) + 1) % 3] if text in steps else "true")
        self.changed()

    def action_remove(self) -> None:
        row = self.row
        if row is not None and row.kind == "restore":
            self.post_message(self.Restore(forget=True))
        if row is None or row.field is None or row.kind == "add":
            return
        entry = row.field
        self.remember()
        if row.kind == "key":
            entry = (
                next((part for part in entry.parent.parts if part.key is entry), entry)
                if entry.parent
                else entry
            )
        entry.remove()
        self.changed()

    def action_fill_example(self) -> None:
        if self.form is not None:
            self.remember()
            count = self.form.fill_example()
            self.changed()
            if not count:
                self.notify("Nothing that is required is missing.")

    def action_fill_field(self) -> None:
        """An example for the field under the cursor."""
        row = self.row
        if row is not None and row.field is not None and row.kind in ("field", "key"):
            self.remember()
            row.field.take(row.field.example())
            self.changed()

    def jump_places(self) -> list[JumpPlace]:
        """The rows in sight."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        places = []
        for index, row in enumerate(self.plan.rows):
            line = self.plan.line_of(index) - top
            if 0 <= line < height:
                x = 0 if row.kind == "try" else max(0, self._value_column(row) - 2)
                places.append(JumpPlace(Offset(x, line), partial(self._jump, index)))
        return places

    def _jump(self, index: int) -> None:
        """Go to a row, and into it where it has a line to type in; nothing is pressed."""
        self.focus()
        self.move_to(index)
        self.action_field(0)

    def changed(self) -> None:
        """Lay out anew after a change, and tell."""
        self.update()
        self._tell()

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if not 0 <= index < len(self.plan.lines):
            return
        line = self.plan.lines[index]
        if line.row is not None:
            self.move_to(line.row)
            self.action_enter()


def _is_text(field: Field | None) -> bool:
    """Whether a field's value is typed, and not chosen from a few or made of parts."""
    return (
        field is not None
        and not field.choices
        and field.kind != "boolean"
        and edited_as(field) != "parts"
    )
