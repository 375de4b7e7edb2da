"""The request: the form of the open operation, and the editor that stands over it."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from ovh_explorer.form import Field, Form, FormInvalid, State
from ovh_explorer.text import printable
from ovh_explorer.tui.form_rows import Row
from ovh_explorer.tui.widgets.field_editor import FieldEditor
from ovh_explorer.tui.widgets.form_view import FormView

__all__ = ["RequestPane"]


class RequestPane(Container):
    """Holds the form view, the editor over it, and a line that explains the row under the cursor."""

    DEFAULT_CSS = """
    RequestPane { layers: base edit; }
    RequestPane > #form { height: 1fr; }
    RequestPane > #hint { dock: bottom; height: 2; color: $text-muted; }
    """

    class EditText(Message):
        """A value of several lines is to be edited: `field`, or the body as a whole where it is None."""

        def __init__(self, field: Field | None) -> None:
            super().__init__()
            self.field = field

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._form_view = FormView(self._start_editing, self._divert, id="form")
        self._editor = FieldEditor(self._go_on, self._give_back, id="editor")
        # The form was to be started before it had a size.
        self._starting = False
        self._hint = Static("", id="hint", markup=False)

    def compose(self) -> ComposeResult:
        yield self._form_view
        yield self._hint
        yield self._editor

    @property
    def form(self) -> Form | None:
        """The form shown."""
        return self._form_view.form

    @property
    def view(self) -> FormView:
        """The form's view, which has the cursor."""
        return self._form_view

    @property
    def is_editing(self) -> bool:
        """Whether a field has the keyboard."""
        return self._editor.is_open

    def show(self, form: Form) -> None:
        """Show a form, ready to type into the first field that wants a value."""
        self._editor.close()
        self._form_view.show(form)
        self._explain()

    def start(self) -> None:
        """Give the keyboard to the form; to its first wanted field's input where it has one."""
        self.screen.set_focus(self._form_view)
        row = self._form_view.row
        if row is not None and _has_line(row.field):
            self._starting = self._form_view.value_region() is None
            self._edit(row)

    def focus_form(self) -> None:
        """Give the keyboard to the form, outside any field."""
        self._editor.close()
        self.screen.set_focus(self._form_view)

    def show_mistakes(self, error: FormInvalid) -> None:
        """Say at the fields what is wrong, and go to the first."""
        view = self._form_view
        view.missing = True
        first = error.mistakes[0]
        if view.body_mode == "json" and first.field is not None and first.field.place == "body":
            view.set_body_mode("form")
        view.update()
        self._editor.close()
        self.screen.set_focus(view)
        view.go_to(first.field)
        self._explain()

    def refresh_form(self) -> None:
        """The form was changed by someone else."""
        self._form_view.changed()

    def next_state(self) -> None:
        """Step the field under the cursor through the states it can have."""
        row = self._form_view.row
        if row is None or row.field is None or row.kind == "item":
            return
        state = row.field.next_state()
        editing = self._editor.is_open
        self._form_view.changed()
        if editing and state is State.SET:
            self._edit(row)
        elif editing:
            self.focus_form()

    def settle(self) -> None:
        """Put what is in the input into the form, now."""
        self._editor.settle()

    def leave_field(self) -> bool:
        """Close the choices, else end editing; False when there was nothing to leave."""
        if self._editor.choosing:
            self._editor.close_choices()
            return True
        if self._editor.is_open:
            self.focus_form()
            return True
        return False

    def field_to_edit(self) -> Field | None:
        """The field whose text ``F4`` edits; None for the body as a whole."""
        row = self._form_view.row
        if row is None or row.field is None or row.kind not in ("field", "item") or row.field.kind == "list":
            return None
        return row.field if row.field.place != "body" or row.field.kind in ("json", "lines") else None

    def _start_editing(self, row: Row) -> None:
        if row.field is None or row.field.kind in ("json", "lines"):
            self.post_message(self.EditText(row.field))
        else:
            self._edit(row)

    def _divert(self, event: events.Key) -> bool:
        """A key that reached the form although a field's editor has opened meanwhile."""
        if self._editor.is_open:
            self._editor.take_key(event)
        return self._editor.is_open

    def _give_back(self, event: events.Key) -> None:
        """A key that reached the editor although it has closed meanwhile."""
        self._form_view.post_message(events.Key(event.key, event.character))

    def _edit(self, row: Row) -> None:
        if row.field is None:
            return
        self._form_view.go_to(row.field) if row.kind == "item" else None
        place = self._form_view.value_region()
        if place is not None:
            x, y, width = place
            self._editor.edit(row.field, x, y, width)

    @on(FormView.Scrolled)
    def _follow(self, event: FormView.Scrolled) -> None:
        event.stop()
        if self._starting and self._form_view.value_region() is not None:
            self.start()
        elif self._editor.is_open:
            place = self._form_view.value_region()
            if place is None:
                self.focus_form()
            else:
                self._editor.place(*place)

    @on(FormView.CursorMoved)
    def _on_cursor(self, event: FormView.CursorMoved) -> None:
        event.stop()
        self._explain()

    @on(FieldEditor.Typed)
    def _on_typed(self, event: FieldEditor.Typed) -> None:
        event.stop()
        self._form_view.changed()
        self._explain()

    def _go_on(self, step: int) -> None:
        view = self._form_view
        view.move_to(view.cursor + step)
        row = view.row
        if row is not None and row.kind in ("field", "item") and _has_line(row.field):
            self._edit(row)
        else:
            self.focus_form()

    def _explain(self) -> None:
        row = self._form_view.row
        form = self._form_view.form
        if row is None or form is None:
            self._hint.update("")
        elif row.kind == "try":
            safe = form.operation.method == "GET"
            self._hint.update("Send the request." if safe else "Show the exact request, then send it.")
        elif row.kind == "text":
            self._hint.update("The body as JSON: enter edits it, F4 opens it in $EDITOR.")
        elif row.kind == "add":
            self._hint.update("enter adds an entry to the list.")
        elif row.field is not None:
            self._hint.update(_explanation(row.field))


def _has_line(field: Field | None) -> bool:
    """Whether a field is edited in the line it stands in."""
    return field is not None and field.kind not in ("json", "lines", "list")


def _explanation(field: Field) -> str:
    states = " · ".join(state.value for state in field.states)
    need = "required" if field.required else states
    words = f"{field.name or 'body'} ({field.label}, {need})"
    if field.description:
        words += f": {field.description}"
    if field.kind == "json":
        words += " enter edits it as JSON."
    return printable(words)
