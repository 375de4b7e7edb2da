"""The request: the form of the open operation with its editor, its schema, and what it says."""

from collections.abc import Callable

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.message import Message

from ovh_explorer.catalog.outline import request_nodes
from ovh_explorer.form import Field, Form, Mistake, State, current_text
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.form_layout import Row, edited_as
from ovh_explorer.tui.drawing.form_lines import FormLines
from ovh_explorer.tui.drawing.form_mistakes import marked_mistakes
from ovh_explorer.tui.drawing.row_hint import outline_hint, row_hint
from ovh_explorer.tui.drawing.schema_items import about_items
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.open_operation import OpenOperation
from ovh_explorer.tui.request.field_editor import FieldEditor
from ovh_explorer.tui.request.form_edit import OfferedValues, entry_left_empty, text_field
from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.request.hint import Hint
from ovh_explorer.tui.request.paste_text import fills_form, fits_row, why_not
from ovh_explorer.tui.request.replaced_value import keep_replaced
from ovh_explorer.tui.request.tabs import RequestTabs
from ovh_explorer.tui.request.title import write_request_title
from ovh_explorer.tui.request.value_place import value_place
from ovh_explorer.tui.widgets.find_bar import FindBar
from ovh_explorer.tui.widgets.frames import FramedPane
from ovh_explorer.tui.widgets.schema_view import SchemaView
from ovh_explorer.tui.widgets.tab_bar import TabBar

__all__ = ["RequestPane"]


class RequestPane(FramedPane):
    """Holds the form view, the editor over it, the schema, and a line that explains what is under
    the cursor.
    """

    BINDINGS = bindings("found in request")  # not for people
    DEFAULT_CSS = """
    RequestPane { layers: base edit; }
    RequestPane > #form { height: 1fr; }
    RequestPane > #request-outline { height: 1fr; }
    """

    class EditText(Message):
        """A value of several lines is to be edited: `field`, or the body as a whole where it is
        None.

        `typed` was typed or pasted already; it is added to what is there.
        """

        def __init__(self, field: Field | None, typed: str) -> None:
            super().__init__()
            self.field = field
            self.typed = typed

    class RowChanged(Message):
        """The cursor is on another row, or the row is another one now: other keys may work."""

    class Pasted(Message):
        """A text was pasted that is for the form as a whole."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self, state: OpenOperation, tell: Callable[[], object], *, id: str | None = None
    ) -> None:
        """`state` says which form is open; `tell` is told when its values change."""
        super().__init__(id=id)
        self._state = state
        self._tabs = RequestTabs(id="request-tabs")
        self.lines = FormLines(self._tabs.mark)
        self._find = FindBar(
            _("the form"), lambda: self.outline or self._form_view, id="request-find"
        )
        self._form_view = FormView(
            state,
            tell,
            self._start_editing,
            self.focus_form,
            lambda: self._editor,
            self.lines,
            self._find.say,
            id="form",
        )
        # Whether only GET is sent; the workbench knows.
        self.is_read_only: Callable[[], bool] = lambda: False
        self._editor = FieldEditor(
            self._form_view.steps,
            self._paste,
            self._left,
            lambda field: self.lines.picks(field),
            lambda field: current_text(self.form, field),
            lambda typed, chosen: keep_replaced(self._form_view, typed, chosen),
            self._form_view.changes.change_within,
            id="editor",
        )
        self._hint = Hint(self.next_state, id="hint")
        # Made when a schema is first looked at.
        self._outline: SchemaView | None = None

    def compose(self) -> ComposeResult:
        yield from (self._tabs, self._form_view, self._find, self._hint, self._editor)

    @property
    def form(self) -> Form | None:
        """The form shown."""
        return self._form_view.form

    @property
    def view(self) -> FormView:
        """The form's view, which has the cursor."""
        return self._form_view

    @property
    def editor(self) -> FieldEditor:
        """The input that stands over a value."""
        return self._editor

    @property
    def outline(self) -> SchemaView | None:
        """The schema, or what the operation says, where that is what is shown."""
        return self._outline if self._tabs.active in ("schema", "about") else None

    @property
    def is_editing(self) -> bool:
        """Whether a field has the focus."""
        return self._editor.is_open

    @property
    def takes_text(self) -> bool:
        """Whether characters are typed into a field, the highlighted or the edited one."""
        return self.is_editing or (self.outline is None and self._form_view.takes_text)

    @property
    def is_on_try(self) -> bool:
        """Whether the focus is on TRY."""
        row = self._form_view.row
        return self.screen.focused is self._form_view and row is not None and row.kind == "try"

    def show(self, offer: str = "") -> None:
        """Show the form that was opened; see :meth:`FormView.show`."""
        self._editor.close()
        self._find.forget()
        self._write_title()
        if self.outline is not None or (self.form is not None and self.form.present is not None):
            # What is there now stands beside the fields: the text of a body doesn't say it.
            self.show_tab("form")
        self._form_view.show(offer)
        self.explain()

    def on_resize(self) -> None:
        """Fit the title to the new width."""
        self._write_title()

    def _write_title(self) -> None:
        if self.form is not None and write_request_title(self, self.form.operation, self.lines):
            self._form_view.update()

    # Tabs

    def step_tab(self, by: int) -> None:
        """Show the next tab."""
        self._tabs.step(by)

    def show_tab(self, tab: str) -> None:
        """Show ``form``, ``json``, ``schema`` or ``about``."""
        self._tabs.active = tab

    @on(TabBar.Chosen, "#request-tabs")
    async def _on_tab(self, event: TabBar.Chosen) -> None:
        event.stop()
        had_focus = self.has_focus_within
        self._editor.close()
        reading = event.tab in ("schema", "about")
        if reading and self._outline is None:
            self._outline = SchemaView(id="request-outline")
            await self.mount(self._outline, after=self._form_view)
        if self.close_find():
            self._form_view.find("")
        if self._outline is not None:
            self._outline.display = reading
        self._form_view.display = not reading
        if not reading:
            self._form_view.set_body_mode(event.tab)
        elif self.form is not None and self._outline is not None:
            self._show_outline(self._outline, self.form, event.tab)
        if had_focus:
            self.focus_form()
        self.explain()

    def _show_outline(self, outline: SchemaView, form: Form, tab: str) -> None:
        if tab == "schema":
            outline.show_schema(request_nodes(form.operation, form.models))
        else:
            outline.show(about_items(form.operation, self.size.width - 4))

    # Finding

    def open_find(self) -> None:
        """Type words to find in the form, or in the schema where that is shown."""
        self._editor.close()
        self._find.open(*self._tabs.found_by)

    def action_find_again(self) -> None:
        """Go to the next match, out of a field too; where nothing is looked for, find."""
        if not self._find.is_found:
            raise SkipAction
        self.focus_form()
        self._find.action_step(1)

    def close_find(self) -> bool:
        """Forget the words; False when nothing was looked for."""
        return self._find.close()

    @on(FindBar.Done)
    def _on_find_done(self, event: FindBar.Done) -> None:
        event.stop()
        self.focus_form()

    @on(SchemaView.Found)
    def _on_found(self, event: SchemaView.Found) -> None:
        event.stop()
        self._find.say(event.position, event.count, is_cut=event.is_cut)

    @on(SchemaView.CursorMoved)
    def _on_outline_cursor(self, event: SchemaView.CursorMoved) -> None:
        event.stop()
        self.explain()

    # The form

    def focus_form(self) -> None:
        """Focus the form, outside any field, or the schema where that is shown."""
        self._editor.close()
        self.screen.set_focus(self.outline or self._form_view)

    def next_mistake(self) -> None:
        """Go to what is wrong or missing: to the first thing, from one on to the next."""
        self._editor.settle()
        form, view = self.form, self._form_view
        assert form is not None
        here = view.row.field if view.row is not None and view.missing else None
        found = marked_mistakes(form, missing=True).after(here)
        if found is None:
            self.notify(_("Nothing is wrong in this form."))
        else:
            self.show_mistake(found)

    def show_mistake(self, mistake: Mistake) -> None:
        """Mark everything that is wrong or missing, and go to this."""
        view, field = self._form_view, mistake.field
        view.missing = True
        in_body = field is None or field.place == "body"
        if self.outline is not None or (view.body_mode == "json" and in_body):
            self.show_tab("json" if field is None else "form")
            view.set_body_mode(self._tabs.active)
        view.update()
        self._editor.close()
        self.screen.set_focus(view)
        view.go_to(field)
        self.explain()

    def change_form(self, change: Callable[[], None]) -> None:
        """Do something to the whole form, from inside of a field too, which is edited on."""
        self._editor.settle()
        edited = self._editor.field
        change()
        if edited is None or self._editor.field is not edited:
            return
        row = self._form_view.row
        if row is not None and row.field is edited and edited_as(edited) == "line":
            self._editor.read_again()
            self._form_view.changes.begin_change()
        else:
            self.focus_form()

    def refresh_form(self) -> None:
        """Draw the form anew: something else than its keys changed it."""
        self._form_view.changed()

    def next_state(self, state: State | None = None) -> None:
        """Step the field under the cursor through the states it can have, or have it in one."""
        self._form_view.steps.next_state(state, is_editing=self._editor.is_open)

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
            self._form_view.leave_unedited()
            return True
        return False

    def field_to_edit(self) -> Field | None:
        """The field whose text ``F4`` edits; None for the body as a whole."""
        return text_field(self._form_view.row) if self.outline is None else None

    def _start_editing(self, row: Row, typed: str, values: OfferedValues) -> None:
        if row.field is None or edited_as(row.field) != "line":
            self.post_message(self.EditText(row.field, typed))
            return
        if typed and self._editor.field is row.field:
            # Typed before the focus was there.
            self._editor.type_text(typed)
            return
        self._edit(row, anew=values == "none")
        if not self._editor.is_open:
            return
        if typed:
            self._editor.replace(typed)
        elif values == "all" or (values == "fixed" and self._editor.enter_opens):
            self._editor.choose(1)

    def _paste(self, text: str) -> bool:
        """Take a pasted text that is for the form as a whole; False for one that is for a field."""
        if not fills_form(self.form, text):
            return False
        self.post_message(self.Pasted(text))
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self._paste(event.text):
            return
        view = self._form_view
        is_form = self.outline is None and (self.is_editing or view.letters.fit_row)
        if is_form and fits_row(self.form, view.row, event.text):
            view.letters.take(event.text)
        else:
            words = printable(why_not(self.form, event.text))
            self.notify(words, severity="warning", timeout=8, markup=False)

    def _left(self, field: Field) -> None:
        """An entry that nothing was typed into goes as it came; undo brings it back."""
        gone = entry_left_empty(field, self._form_view.row)
        if gone is not None:
            gone.remove()
        self._form_view.changes.end_change()
        if gone is not None:
            self._form_view.changed()

    def _edit(self, row: Row, *, anew: bool = True) -> None:
        if row.field is None:
            return
        self._editor.finish()
        # A search ends with the field it led to: another one is filled in.
        if self._form_view.search.match is not row.field:
            self._find.forget()
        self._form_view.changes.end_change()
        place = value_place(self, self._form_view)
        if place is not None:
            self._form_view.changes.begin_change()
            self._editor.edit(row.field, *place, anew=anew)

    @on(FormView.Scrolled)
    def _follow(self, event: FormView.Scrolled) -> None:
        event.stop()
        if self._editor.is_open:
            place = value_place(self, self._form_view)
            if place is None:
                self.focus_form()
            else:
                self._editor.place(*place)

    @on(FormView.CursorMoved)
    def _on_cursor(self, event: FormView.CursorMoved) -> None:
        event.stop()
        self.explain()

    @on(FieldEditor.Changed)
    def _on_changed(self, event: FieldEditor.Changed) -> None:
        event.stop()
        self._form_view.changed()

    def explain(self) -> None:
        """Say what there is to say of what is under the cursor."""
        if self.outline is not None:
            words = outline_hint(self.outline.item, is_inside=self.outline.is_inside)
            self._hint.say(words, None)
        else:
            view, is_read_only = self._form_view, self.is_read_only()
            row, until = view.row, self._state.form_waits_until
            words = row_hint(row, self.form, is_read_only=is_read_only, end=view.end, until=until)
            self._hint.say(words, row)
        self.post_message(self.RowChanged())
