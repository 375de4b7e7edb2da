"""An operation at work: its request beside its response. Mounted when the first operation is
opened.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on, work

from ovh_explorer.form import Form
from ovh_explorer.tui.messages import Milestone, OpenReplacement
from ovh_explorer.tui.open_operation import OpenOperation
from ovh_explorer.tui.request.edit_text import FieldTextEditor
from ovh_explorer.tui.request.field_messages import (
    ChoicesShown,
    CurrentWanted,
    Stopped,
    Typing,
    ValuesWanted,
)
from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.request.pane import RequestPane
from ovh_explorer.tui.request.paste import FormFiller
from ovh_explorer.tui.request.value_lookup import FieldValueLookup
from ovh_explorer.tui.response.body_tab import BodyTab
from ovh_explorer.tui.response.code_options import CodeOptions
from ovh_explorer.tui.response.offered_keys import place_in
from ovh_explorer.tui.response.pagination import SendWith
from ovh_explorer.tui.response.pane import ResponsePane
from ovh_explorer.tui.response.tab import ActOnObject, FollowPlace
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.terminal.toast_rack import end_toasts
from ovh_explorer.tui.widgets.schema_view import SchemaView
from ovh_explorer.tui.workbench.bench_actions import changing, copying, showing
from ovh_explorer.tui.workbench.copy import CopyActions
from ovh_explorer.tui.workbench.current_values import CurrentValues
from ovh_explorer.tui.workbench.navigate import Navigator
from ovh_explorer.tui.workbench.object_change import ObjectChange
from ovh_explorer.tui.workbench.pane_pair import PanePair
from ovh_explorer.tui.workbench.rights import may_call
from ovh_explorer.tui.workbench.send import RequestRunner
from ovh_explorer.workspace.calls.listed_values import carry_listed_values
from ovh_explorer.workspace.calls.object_words import object_words
from ovh_explorer.workspace.calls.used_values import carry_values
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.workbench.opener import Opener, ShowPaneNow

__all__ = ["Workbench"]


class Workbench(PanePair):
    """Holds the form that is open, and does with it what the main screen's keys ask for.

    Args:
        app: shows dialogs and toasts.
        workspace: what to work with.
        opener: opens operations.
        show_pane: makes a pane visible.
        clock: seconds, for the time a request has taken so far.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: Workspace,
        opener: "Opener",
        show_pane: "ShowPaneNow",
        clock: Callable[[], float],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._workspace = workspace
        self._show_pane = show_pane
        self.coding = CodeOptions(workspace)
        self.state = OpenOperation(
            lambda: workspace.settings.credentials,
            lambda: self.query_one(BodyTab).cursor_line or 0,
            lambda form: workspace.forms.step_values.of(form),
        )
        self.request = RequestPane(self.state, self._follow_form, id="request")
        self.request.is_read_only = lambda: workspace.read_only
        self.request.view.may = lambda form: may_call(form, workspace.account.rights, self.state)
        self.request.view.changes.known = lambda: workspace.account.values
        self.response = ResponsePane(
            workspace, self.state, self.coding, lambda: self._runner, clock, id="response"
        )
        self._runner = RequestRunner(
            self, workspace, self.state, self.request, self.response, show_pane, clock
        )
        self._change = ObjectChange(self, workspace, self.request.view.changes.change)
        self._current = CurrentValues(self, self.state, self.request, self._runner, self._change)
        self._navigator = Navigator(
            self,
            workspace,
            self.state,
            self.response,
            self._runner,
            opener,
            self._show_left,
            show_pane,
            self._change,
            self.request,
        )
        self.copies = CopyActions(app, workspace, self.state, self.response, self.coding)
        self._text_editor = FieldTextEditor(app, self.request, self.try_call)
        self._filler = FormFiller(app, workspace, self.request, opener.open, opener.say)
        self._values = FieldValueLookup(
            self, self.request.editor, lambda: self.form, lambda: workspace.value_lookup
        )
        self.request.lines.picks = self._values.has
        self.request.lines.reads = self._current.offer

    @property
    def form(self) -> Form | None:
        """The form that is open."""
        return self.state.form

    @property
    def is_sending(self) -> bool:
        """Whether a request is under way, or is to be sent again after a while."""
        return self._runner.slot.is_busy

    # Showing

    def carry(self, form: Form) -> None:
        """Fill into a form that is opened what follows from the one that is left."""
        if self.form is not None and self.form is not form:
            lookup = self._workspace.value_lookup
            carry_values(self.form, form, lookup.used, lookup.is_missing)
            carry_listed_values(
                self.form, form, lookup.source, lookup.is_missing, lookup.names_one_of
            )

    def show(
        self,
        form: Form,
        *,
        line: int | None = None,
        is_back: bool = False,
        was_empty: bool = False,
    ) -> None:
        """Show an operation's form, what is known of its response, and its code.

        Args:
            line: of the response, which gets the focus.
            is_back: whether the form was left with what it says.
            was_empty: whether the form said nothing before something was carried into it.
        """
        left = self.form
        if left is not None and left is not form:
            self._keep_draft(left)
        if left is not form:
            end_toasts(self.app)
        self.state.form = form
        # A key that did something there may do it here at once: it was pressed for this.
        presses_of(self.app).place = object()
        self._runner.forget()
        was_empty = was_empty or form.is_empty
        self.request.show(self._filler.offer(form, was_empty=was_empty))
        # The form is on the screen sooner when the response isn't drawn in the same breath. Until
        # then there is none.
        self.response.clear(opened=None if is_back else form)
        self.call_after_refresh(self._show_rest, form, line)

    def _show_rest(self, form: Form, line: int | None) -> None:
        if form is not self.form:
            return
        if line is None:
            self.request.focus_form()
        self.response.show()
        if line is not None:
            self.response.go_to(line)

    def _show_left(self, form: Form, *, line: int | None = None) -> None:
        """Show a form that was left, at its response where it had one."""
        self._show_pane("request" if line is None else "response", focus=False)
        self.show(form, line=line, is_back=True)

    def show_rights(self) -> None:
        """The keys, or what is known of them, are others now: form and response say so."""
        self._change.forget_others()
        self.request.view.update()
        self.response.follow()

    def _follow_form(self) -> None:
        """The form says something else now: code and response follow it."""
        self._runner.forget()
        self.response.follow()

    @property
    def response_shown(self) -> "Response | None":
        """The response that is shown."""
        return self.response.response

    def next_mistake(self) -> None:
        """Go to what is wrong with the form: to the first thing, then to the next."""
        self._show_pane("request")
        self.request.next_mistake()

    # TRY

    @on(FormView.Try)
    def _on_try(self, event: FormView.Try) -> None:
        event.stop()
        self.try_call()

    def try_call(self) -> None:
        """Send what the form says; once, however long the key is held."""
        if presses_of(self.app).use():
            self.send()

    def send(self) -> None:
        """Send what the form says; anything but GET asks first."""
        self._runner.press()

    def cancel(self) -> None:
        """Stop waiting for the response."""
        self._runner.cancel()

    # The response

    @on(SendWith)
    def _on_send_with(self, event: SendWith) -> None:
        event.stop()
        if event.form is not self.form:
            return
        with self.request.view.changes.change():
            for (place, name), text in event.values.items():
                if (field := event.form.field(place, name)) is not None:
                    # That of a list is no text.
                    field.type_text(text) if text else field.clear()
        self.request.refresh_form()
        self._runner.press()

    def object_words(self) -> dict[str, str]:
        """What DELETE and PUT do with the object that is shown, or the item under the cursor."""
        found = self.response.found
        if found is None:
            return {}
        place = place_in(found, self.query_one(BodyTab).cursor_line)
        return object_words(self._workspace.store, found.call, found.response, place)

    # Navigation

    @on(FollowPlace)
    def _on_follow_line(self, event: FollowPlace) -> None:
        event.stop()
        # It sends: once, however long the key is held.
        if presses_of(self.app).use():
            self._follow(event)

    @work(exclusive=True, group="follow")
    async def _follow(self, event: FollowPlace) -> None:
        await self._navigator.follow(event.form, event.call, event.place, event.line)

    @on(ActOnObject)
    @work(exclusive=True, group="follow")
    async def _on_act_on_object(self, event: ActOnObject) -> None:
        await self._navigator.act(event.action, event.place, event.line)

    @on(SchemaView.Follow)
    def _on_follow_replacement(self, event: SchemaView.Follow) -> None:
        event.stop()
        self.post_message(OpenReplacement())

    @work(exclusive=True, group="follow")
    async def go_back(self) -> None:
        """Back to what was followed from."""
        await self._navigator.back()

    @work(exclusive=True, group="follow")
    async def go_forward(self) -> None:
        """Forward to what one went back from."""
        await self._navigator.forward()

    def next_step(self) -> None:
        """Do what usually follows the response; once, however long the key is held."""
        if presses_of(self.app).use():
            self._next_step()

    @work(exclusive=True, group="follow")
    async def _next_step(self) -> None:
        await self._navigator.next_step()

    # The form

    def show_fields(self) -> None:
        """Show the fields of the form, where they are hidden; the focus stays in another pane."""
        self._show_pane("request", focus=False)
        if self.request.outline is not None:
            self.request.show_tab("form")

    @work(group="keep")
    async def _keep_draft(self, form: Form) -> None:
        """Keep what is typed for another run of the program; values of a recipe are its own."""
        if self._workspace.forms.step_values.of(form) is None:
            await self._workspace.drafts.keep(form)

    @on(Milestone)
    def _on_milestone(self, event: Milestone) -> None:
        if event.kind == "send" and self.form is not None:
            self._workspace.drafts.note_sent(self.form)

    @on(FormView.Restore)
    def _on_restore(self, event: FormView.Restore) -> None:
        event.stop()
        if self.form is not None:
            self._filler.bring_back(self.form, forget=event.forget)

    @on(RequestPane.Pasted)
    def _on_paste(self, event: RequestPane.Pasted) -> None:
        event.stop()
        self._fill_from(event.text)

    @work(exclusive=True, group="paste")
    async def _fill_from(self, text: str) -> None:
        if self.form is not None:
            await self._filler.paste(self.form, text)

    async def fill_from_curl(self, command: str) -> None:
        """Open and fill the operation that a curl command calls."""
        await self._filler.paste_curl(command)

    def refresh_form(self) -> None:
        """Draw the form anew: something it is made of is another now."""
        self.request.refresh_form()

    def leave_field(self) -> None:
        """End editing; what was typed is in the field."""
        self.request.leave_field()

    @on(CurrentWanted)
    def _on_load_current(self, event: CurrentWanted) -> None:
        event.stop()
        self.load_current()

    def load_current(self) -> None:
        """Show in the form of a PUT what is there now; once, however long the key is held."""
        if presses_of(self.app).use():
            self._current.load()

    clear_form = changing(FormView.action_clear_form)

    fill_form = changing(FormView.action_fill_form)
    fill_example = changing(lambda view: view.examples.fill())
    fill_field = changing(FormView.action_fill_field)
    add_entry = changing(FormView.action_add)
    undo = showing(changing(FormView.action_undo))
    redo = showing(changing(FormView.action_redo))

    def next_state(self) -> None:
        """Step a field through absent, null, empty, set."""
        self.request.next_state()

    @on(RequestPane.EditText)
    @work(exclusive=True, group="edit")
    async def _on_edit_text(self, event: RequestPane.EditText) -> None:
        if self.form is not None:
            await self._text_editor.edit(self.form, event.field, event.typed)

    def edit_outside(self) -> None:
        """Edit the field under the cursor, or the body, in the user's own editor."""
        if self.form is not None:
            self._text_editor.edit_outside(self.form, self.request.field_to_edit())

    # Values from the account

    @on(ValuesWanted)
    def _on_values_wanted(self, event: ValuesWanted) -> None:
        event.stop()
        self._values.want(event.field)

    @on(Typing)
    def _on_typing(self, event: Typing) -> None:
        event.stop()
        self._values.want_while_writing(event.field)

    @on(Stopped)
    def _on_stopped(self, event: Stopped) -> None:
        event.stop()
        self._values.stop()

    @on(ChoicesShown)
    def _on_values_shown(self, event: ChoicesShown) -> None:
        event.stop()
        self._values.label(event.field, event.texts)

    # Copying

    copy_response = copying(CopyActions.copy_response)
    copy_call = copying(CopyActions.copy_call)
    show_links = copying(CopyActions.show_links)
    save_response = copying(CopyActions.save_response, "write")
