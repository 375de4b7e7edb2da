"""Follows what a response names, and goes back, as in a browser."""

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.form.draft import draft_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.messages import Milestone, ShowKeys
from ovh_explorer.tui.open_operation import LeftForm
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.tui.workbench.address_menu import address_entries, use_address
from ovh_explorer.tui.workbench.object_change import field_of_line, not_read_words
from ovh_explorer.tui.workbench.object_menu import (
    ADD,
    CHANGE,
    DELETE,
    entries_near,
    entries_of_steps,
    own_entries,
)
from ovh_explorer.workspace.calls.error_field import field_of_error
from ovh_explorer.workspace.calls.other_profiles import PROFILE
from ovh_explorer.workspace.navigation.deletion import deletion
from ovh_explorer.workspace.navigation.follow import Place, follow
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.navigation.shown_item import shown_item
from ovh_explorer.workspace.navigation.target import OperationTarget
from ovh_explorer.workspace.navigation.web_address import web_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.tui.response.tab import ObjectAction
    from ovh_explorer.tui.workbench.object_change import FilledChange, ObjectChange
    from ovh_explorer.tui.workbench.opener import Opener, ShowPaneNow
    from ovh_explorer.tui.workbench.send import RequestRunner
    from ovh_explorer.workspace.navigation.web_address import WebAddress
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Navigator", "ShowFormAt"]

_SEVERAL_ACCOUNTS = N_(
    "These rows are of several accounts. Send the request with one profile to act on its rows."
)
_NO_DELETE = N_("The API has no DELETE for what is shown.")
_NOT_THE_OBJECT = N_(
    "This response is not the object itself. Open it with > or enter, then delete it."
)

# The query of a secret's operations that decides whether its value comes.
_WITH_VALUE = "includeData"


class ShowFormAt(Protocol):
    """Shows an operation's form; with `line` gives the focus to that line of the response."""

    def __call__(self, form: Form, *, line: int | None = None) -> None: ...


class Navigator:
    """The way one came, and where a line of a response leads.

    Args:
        owner: the widget after whose next refresh a request is sent, whose app shows dialogs, and
            that posts what was done.
        workspace: the catalog.
        state: the operation that is open, and those that were left.
        response: knows what usually follows.
        runner: sends what follows.
        opener: opens operations.
        show: shows a form that was left.
        show_pane: makes a pane visible.
        change: fills the form that changes an object.
        request: shows the form that is open.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        state: "OpenOperation",
        response: "ResponsePane",
        runner: "RequestRunner",
        opener: "Opener",
        show: ShowFormAt,
        show_pane: "ShowPaneNow",
        change: "ObjectChange",
        request: "RequestPane",
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._state = state
        self._response = response
        self._runner = runner
        self._opener = opener
        self._show = show
        self._show_pane = show_pane
        self._change = change
        self._request = request

    async def follow(self, form: Form, call: Call, place: Place, line: int) -> None:
        """Open what a place in the response to `call` names, filled in, and fetch it; else ask
        what to do with what came.
        """
        given = dict(call.path_values)
        target = follow(self._workspace.store, form.operation, given, place)
        # An address is shown with its host before it is opened.
        if target is not None and web_address(place.value) is None:
            await self._fetch(line, target)
            return
        await self._offer(form, call, place, line)

    async def _offer(self, form: Form, call: Call, place: Place, line: int) -> None:
        """Offer what can be done with what is shown, and do what is chosen."""
        if self._is_of_several(place):
            return
        item = shown_item(self._workspace.store, call, place)
        address = web_address(place.value)
        chosen = await self._chosen(form, call, item, address)
        if use_address(self._owner, chosen, address):
            return
        if chosen == CHANGE:
            await self.change_object(place, line)
        elif chosen == DELETE:
            await self.delete_object(place, line)
        elif isinstance(chosen, NextStep):
            await self.take(form, chosen, line)
        elif isinstance(chosen, OperationTarget):
            await self._fetch(line, chosen, is_chosen=True)

    async def _fetch(self, line: int, target: OperationTarget, *, is_chosen: bool = False) -> None:
        """Open an operation; send it at once where it only reads and nothing is to be filled in,
        nor, where the user has chosen it, to be decided.
        """
        if not await self._open(line, target):
            return
        self._owner.post_message(Milestone("follow"))
        form = self._state.form
        if target.method != "GET" or form is None:
            return
        decides = form.field("query", _WITH_VALUE) if is_chosen else None
        if decides is not None and not decides.is_given:
            # Without it what is read has no value: perhaps that is what the user is after.
            self._show_pane("request")
            self._owner.call_after_refresh(self._request.view.go_to, decides)
            return
        # When the form is on the screen, so that what is sent is what one sees.
        self._owner.call_after_refresh(self._send_form, form)

    def _send_form(self, form: Form) -> None:
        if form is not self._state.form:
            return
        try:
            form.call()
        except FormInvalid:
            # The form has the focus, and says what is missing.
            return
        self._runner.press()
        # The user reads on where the id was: enter goes on, backspace back.
        self._show_pane("response")

    def _ask_for(self, form: Form | None) -> None:
        """Ask whether to send what a form says, where it is still the one that is open."""
        if form is not None and form is self._state.form:
            self._runner.press()

    async def act(self, action: "ObjectAction", place: Place, line: int) -> None:
        """Do something with the object that is shown."""
        form, found = self._state.form, self._response.found
        if form is None or found is None or self._state.shown.is_before_step:
            self._owner.notify(not_read_words(form), timeout=4)
        elif action == "actions":
            await self._offer(form, found.call, place, line)
        elif action == "change":
            await self.change_object(place, line)
        elif action == "correct":
            self._correct(form, found)
        else:
            await self.delete_object(place, line)

    def _correct(self, form: Form, found: "RenderedResponse") -> None:
        """Go to the field that an error is about."""
        self._show_pane("request")
        error = found.response.error
        field = field_of_error(form, error) if error is not None else None
        if field is not None:
            self._owner.call_after_refresh(self._request.view.go_to, field)

    def _is_of_several(self, place: Place) -> bool:
        """Whether a place is in what several accounts responded: which of them it is of, no form
        could say. That is said then.
        """
        if PROFILE not in (place.item or {}):
            return False
        self._owner.notify(_(_SEVERAL_ACCOUNTS), severity="warning", timeout=6)
        return True

    async def delete_object(self, place: Place, line: int = 0) -> None:
        """Open the DELETE of the object that is shown, or of the item in a place, filled in, and
        ask whether to send it: its form stays open behind the question.
        """
        form, found = self._state.form, self._response.found
        if form is None or found is None:
            return
        if self._is_of_several(place):
            return
        target = deletion(self._workspace.store, found.call, place)
        if target is None:
            is_known = shown_item(self._workspace.store, found.call, place) is not None
            is_other = found.call.method == "POST" and not is_known
            words = _NOT_THE_OBJECT if is_other else _NO_DELETE
            self._owner.notify(_(words), severity="warning", timeout=4)
            return
        if await self._open(line, target):
            self._show_pane("request")
            # When the form is on the screen, so that what is asked about is what one sees.
            self._owner.call_after_refresh(self._ask_for, self._state.form)

    async def change_object(self, place: Place, line: int = 0) -> None:
        """Open the PUT that changes the object that is shown, or the item in a place, filled with
        what is there. An item, and what was made or changed, is read first.
        """
        form, found = self._state.form, self._response.found
        if form is None or found is None:
            self._owner.notify(not_read_words(form), timeout=4)
            return
        if self._is_of_several(place):
            return
        # The form that is filled may be the one that is open.
        left = self._state.as_left()
        item = self._change.item(found.call, place)
        if item is None and self._state.shown.is_outdated:
            # It says what was there before: it is read anew.
            item = found.call
        if item is None:
            await self._open_change(found, line, self._change.prepare(found, place), left)
        else:
            self._runner.gather(found.said, self._change_item(form, item, found, line, left))

    async def _change_item(
        self,
        form: Form,
        item: Call,
        found: "RenderedResponse",
        line: int,
        left: LeftForm | None,
    ) -> None:
        filled = await self._change.prepare_item(item, self._runner.read)
        if form is self._state.form:
            await self._open_change(found, line, filled, left)

    async def _open_change(
        self,
        found: "RenderedResponse",
        line: int,
        filled: "FilledChange | None",
        left: LeftForm | None,
    ) -> None:
        if filled is None or not await self._open(line, filled.target, left):
            return
        self._show_pane("request")
        opened = self._state.form
        field = field_of_line(opened, found, line) if opened is not None else None
        if field is not None:
            self._request.view.go_to(field)
        # Not longer than it takes to read: a form that fills the screen has no place beside it.
        self._owner.notify(filled.words, timeout=3, markup=False)

    async def next_step(self) -> None:
        """Do what usually follows the response that is shown."""
        form, steps = self._state.form, self._response.next_steps
        if form is None or not steps:
            self._say_no_next_step()
        else:
            await self.take(form, steps[0])

    def _say_no_next_step(self) -> None:
        """Say that nothing follows what is open, and where a refresh is that changes wait for."""
        waiting = self._runner.pending.waiting
        if not waiting:
            self._owner.notify(_("There is no known next step."), timeout=3)
            return
        words = _("There is no known next step here. Press {key} and choose “Refresh {name}”.")
        words = words.format(
            key=key_now(self._owner.screen, "command_palette"), name=waiting[0].last_value
        )
        self._owner.notify(printable(words), timeout=6, markup=False)

    async def take(self, form: Form, step: NextStep, line: int = 0) -> None:
        """Open what usually follows and TRY it; a task, or an object that is under way, is asked
        for until it is over.
        """
        if not await self._open(line, step.opened):
            return
        now = self._state.form
        if now is None:
            return
        # When the form is on the screen, so that what is sent is what one sees.
        if step.is_over is not None:
            self._owner.call_after_refresh(self._watch, now, step.is_over)
        elif now is form:
            return
        elif step.opened.method == "GET":
            self._owner.call_after_refresh(self._send_form, now)
        else:
            self._owner.call_after_refresh(self._runner.press)

    def _watch(self, form: Form, is_over: "Callable[[str], bool]") -> None:
        self._runner.watch(form, is_over)
        self._show_pane("response")

    async def _open(self, line: int, target: OperationTarget, left: LeftForm | None = None) -> bool:
        """Open an operation, to come back to that line; False where it can't be, which is said."""
        left = left or self._state.as_left()
        if left is not None:
            left = replace(left, line=line)
        return await self._opener.open_and_reveal(target, of_place=True, left=left)

    async def _chosen(
        self, form: Form, call: Call, item: Call | None, address: "WebAddress | None"
    ) -> OperationTarget | NextStep | str | None:
        """What usually follows, to change or delete the object, or one of the operations near the
        one that responded; with the values of the `item` under the cursor. Before these what can be
        done with the `address` there.
        """
        operation = form.operation
        given = {**dict(call.path_values), **dict(item.path_values if item is not None else ())}
        steps = self._response.next_steps
        store, response = self._workspace.store, self._response.response
        changed = self._change.offered(call, item, response)
        own = own_entries(store, changed, operation, call, item, response)
        # An operation is there once: where it is named by what it does.
        listed = {entry.note for entry in own}
        others, rows = entries_near(store, operation, item, response, listed)
        entries = [*address_entries(address), *entries_of_steps(steps), *own, *others]
        if not entries:
            self._owner.notify(_("There are no related operations."), timeout=4)
            return None
        title = _("Actions · {operation}").format(operation=operation.title)
        menu: MenuScreen = MenuScreen(title, entries)
        chosen = await self._owner.app.push_screen_wait(menu)
        if chosen == ADD:
            return _target(operation.branch, "POST", operation.path, given)
        if chosen is not None and chosen.startswith("step-"):
            return steps[int(chosen.removeprefix("step-"))]
        if chosen is None or not chosen.isdecimal():
            return chosen
        row = rows[int(chosen)]
        return _target(row.branch, row.method, row.path, given)

    async def back(self) -> None:
        """Open what one came from, its form and its response as they were left."""
        left = self._state.step_back()
        if left is None:
            self._owner.notify(_("There is no previous operation."), timeout=3)
        else:
            await self._bring_back(left)

    async def forward(self) -> None:
        """Open what one went back from, as it was."""
        left = self._state.step_forward()
        if left is None:
            words = _("There is nothing to go forward to: you did not go back.")
            self._owner.notify(words, timeout=3)
        else:
            await self._bring_back(left)

    async def _bring_back(self, left: LeftForm) -> None:
        form = self._workspace.form(*left.key)
        if form is None:
            words = _("This operation is no longer in the catalog.")
            self._owner.notify(words, severity="warning")
            return
        if draft_of(form, secrets=True) != left.draft:
            # What was given since isn't lost: undo brings it back.
            with self._request.view.changes.change(form):
                self._workspace.forms.step_values.restore(form, left.draft, left.step)
        self._state.bring_back(left)
        self._show(form, line=left.line)
        self._owner.post_message(ShowKeys())
        await self._opener.reveal(form)


def _target(branch: str, method: str, path: str, given: dict[str, str]) -> OperationTarget:
    """An operation with those of the path values that its path has too."""
    values = [(name, value) for name, value in given.items() if f"{{{name}}}" in path]
    return OperationTarget(branch, method, path, tuple(values))
