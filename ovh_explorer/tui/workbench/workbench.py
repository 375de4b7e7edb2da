"""An operation at work: its request beside its response. Mounted when the first operation is
opened.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal

from ovh_explorer.call import Call
from ovh_explorer.form import Field, Form
from ovh_explorer.tui.open_operation import OpenOperation
from ovh_explorer.tui.request.edit_text import FieldTextEditor
from ovh_explorer.tui.request.field_editor import FieldEditor
from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.request.pane import RequestPane
from ovh_explorer.tui.request.paste import FormFiller
from ovh_explorer.tui.request.value_lookup import FieldValueLookup
from ovh_explorer.tui.response.actions import ResponseActions
from ovh_explorer.tui.response.code_options import CodeOptions
from ovh_explorer.tui.response.json_view import Wanting
from ovh_explorer.tui.response.pane import ResponsePane
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.schema_view import SchemaView
from ovh_explorer.tui.workbench.copy import CopyActions
from ovh_explorer.tui.workbench.navigate import Navigator
from ovh_explorer.tui.workbench.send import RequestRunner
from ovh_explorer.workspace.navigation.next_steps import PendingRefreshes
from ovh_explorer.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ovh_explorer.tui.main.screen import MainScreen

__all__ = ["Workbench"]


# Characters up to which what was copied is repeated.
_SHORT = 60
_FORBIDDEN = 403


class Workbench(Horizontal):
    """Holds the form that is open, and does with it what the main screen's keys ask for."""

    def __init__(
        self, workspace: Workspace, clock: Callable[[], float], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.workspace = workspace
        self.coding = CodeOptions(workspace)
        self.state = OpenOperation(lambda: workspace.settings.credentials)
        self.request = RequestPane(self.state, self._follow_form, id="request")
        self.request.view.may = self._may
        self.request.picks = self._picks
        self.response = ResponsePane(workspace, self.state, self.coding, clock, id="response")
        self.trying = RequestRunner(self)
        self.taking = CopyActions(self)
        self._editing = FieldTextEditor(self)
        self._filling = FormFiller(self)
        self.following = Navigator(self)
        self._choosing = FieldValueLookup(self)
        self._inspecting = ResponseActions(self)
        self.pending = PendingRefreshes(workspace.store)

    def compose(self) -> ComposeResult:
        yield self.request
        yield self.response

    @property
    def main(self) -> "MainScreen":
        """The screen this is on."""
        return cast("MainScreen", self.screen)

    @property
    def form(self) -> Form | None:
        """The form that is open."""
        return self.state.form

    def _may(self, form: Form) -> bool | None:
        """Whether the key's rules allow an operation; None where that isn't known, or the API said
        otherwise.
        """
        rights, operation = self.workspace.account.rights, form.operation
        if rights is None:
            return None
        may = rights.may(operation.branch, operation.method, operation.path)
        found = self.state.shown.found
        was_refused = found is not None and found.response.status == _FORBIDDEN
        return None if may and was_refused else may

    def show(self, form: Form, *, line: int | None = None) -> None:
        """Show an operation's form, what is known of its answer, and its code.

        With `line` the keyboard goes to that line of the answer.
        """
        if self.form is not None and self.form is not form:
            self.keep(self.form)
        self.state.form = form
        self.trying.forget()
        self.request.show(self._filling.offer(form))
        # The form is on the screen sooner when the response isn't drawn in the same breath. Until
        # then there is none.
        self.response.clear()
        self.call_after_refresh(self._shown, form, line)

    def _shown(self, form: Form, line: int | None) -> None:
        if form is not self.form:
            return
        if line is None:
            self.request.focus_form()
        self.response.show()
        if line is not None:
            self.response.go_to(line)

    # TRY

    @on(FormView.Try)
    def _on_try(self, event: FormView.Try) -> None:
        event.stop()
        if presses_of(self.app).use():
            self.trying.press()

    @work(exclusive=True, group="try")
    async def try_call(self, form: Form, call: Call, anyway: str) -> None:
        """Ask where it must be asked, then send and show what comes back."""
        await self.trying.go_on(form, call, anyway)

    @work(exclusive=True, group="try")
    async def send_again(self, form: Form, call: Call) -> None:
        """Ask whether to send a call again that the API refused for its time."""
        await self.trying.send_again(form, call)

    # The answer

    @on(Wanting.Wanted)
    def _on_wanted_of_answer(self, event: Wanting.Wanted) -> None:
        event.stop()
        self._inspect(event.what)

    @work(exclusive=True, group="inspect")
    async def _inspect(self, what: str) -> None:
        await self._inspecting.do(what)

    # Following

    @on(ResponsePane.Follow)
    def _on_follow_line(self, event: ResponsePane.Follow) -> None:
        event.stop()
        self._follow(event)

    @work(exclusive=True, group="follow")
    async def _follow(self, event: ResponsePane.Follow) -> None:
        await self.following.follow(event.form, event.call, event.place, event.line)

    @work(exclusive=True, group="follow")
    async def go_back(self) -> None:
        """Back to what was followed from."""
        await self.following.back()

    def next_step(self) -> None:
        """Do what usually follows the response that is shown; once, however long the key is held."""
        if presses_of(self.app).use():
            self._next_step()

    @work(exclusive=True, group="follow")
    async def _next_step(self) -> None:
        steps = self.response.next_steps
        if self.form is None or not steps:
            self.notify("Nothing is known to follow this.", timeout=3)
            return
        await self.following.take(self.form, steps[0])

    # Filling

    @work(group="keep")
    async def keep(self, form: Form) -> None:
        """Keep what is typed for another run of the program."""
        await self.workspace.drafts.keep(form)

    @on(FormView.Restore)
    def _on_restore(self, event: FormView.Restore) -> None:
        event.stop()
        if self.form is not None:
            self._filling.bring_back(self.form, forget=event.forget)

    @on(RequestPane.Pasted)
    def _on_pasted(self, event: RequestPane.Pasted) -> None:
        event.stop()
        self._paste(event.text)

    @work(exclusive=True, group="paste")
    async def _paste(self, text: str) -> None:
        if self.form is not None:
            await self._filling.paste(self.form, text)

    async def fill_from_curl(self, command: str) -> None:
        """Open and fill the operation that a curl command calls."""
        await self._filling.take_curl(command)

    @on(SchemaView.Follow)
    def _on_follow(self, event: SchemaView.Follow) -> None:
        event.stop()
        self.main.action_replacement()

    # Values from the account

    def _picks(self, field: Field) -> bool:
        return (
            self.form is not None
            and self.workspace.value_lookup.source(self.form, field) is not None
        )

    @on(FieldEditor.Wanted)
    def _on_wanted(self, event: FieldEditor.Wanted) -> None:
        event.stop()
        self._offer_values(event.field)

    @on(FieldEditor.Typing)
    def _on_typing(self, event: FieldEditor.Typing) -> None:
        """Once somebody has asked for values in this run, they are offered as one types."""
        event.stop()
        if self.workspace.value_lookup.was_used and self._picks(event.field):
            self._offer_values(event.field)

    @work(exclusive=True, group="pick")
    async def _offer_values(self, field: Field) -> None:
        if self.form is not None:
            await self._choosing.offer(self.form, field)

    @on(FieldEditor.Stopped)
    def _on_stopped(self, event: FieldEditor.Stopped) -> None:
        event.stop()
        self.workers.cancel_group(self, "pick")

    @on(FieldEditor.Visible)
    def _on_visible(self, event: FieldEditor.Visible) -> None:
        event.stop()
        self._label_values(event.field, event.texts)

    @work(exclusive=True, group="label")
    async def _label_values(self, field: Field, texts: list[str]) -> None:
        if self.form is not None:
            await self._choosing.label(self.form, field, texts)

    # Code and response follow the form

    def _follow_form(self) -> None:
        """The form says something else now."""
        self.trying.forget()
        self.response.follow()

    # Taking away and editing

    @work(exclusive=True, group="copy")
    async def copy_shown(self) -> None:
        """Copy what the response pane shows."""
        await self.taking.copy_shown()

    @work(exclusive=True, group="copy")
    async def copy_call(self) -> None:
        """Copy the call alone."""
        await self.taking.copy_call()

    @work(exclusive=True, group="copy")
    async def show_links(self) -> None:
        """Ways to name what is open to somebody else."""
        await self.taking.links()

    @on(SchemaView.Copy)
    def _on_copy_line(self, event: SchemaView.Copy) -> None:
        event.stop()
        self._copy_line(event.text)

    @work(exclusive=True, group="copy")
    async def _copy_line(self, text: str) -> None:
        await self.taking.copy(text, text if len(text) <= _SHORT else "the line")

    @work(exclusive=True, group="write")
    async def write_shown(self) -> None:
        """Write what the response pane shows to a file."""
        await self.taking.write_shown()

    @on(RequestPane.EditText)
    def _on_edit_text(self, event: RequestPane.EditText) -> None:
        event.stop()
        self._edit_text(event.field, event.typed)

    @work(exclusive=True, group="edit")
    async def _edit_text(self, field: Field | None, typed: str = "") -> None:
        if self.form is not None:
            await self._editing.edit(self.form, field, typed)

    def edit_outside(self) -> None:
        """Edit the field under the cursor, or the body, in the person's own editor."""
        if self.form is not None:
            self._editing.edit_outside(self.form, self.request.field_to_edit())

    def step_tab(self, by: int) -> None:
        """The next tab of the pane that has the keyboard."""
        if self.request.has_keyboard:
            self.request.step_tab(by)
        else:
            self.response.step_tab(by)
