"""TRY on the workbench: check the form, ask, send, show what came back."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext
from ovh_explorer.tui.messages import Identify, Milestone, ShowPending, ShowProblems
from ovh_explorer.tui.outcomes import Failure
from ovh_explorer.tui.workbench.request_question import RequestQuestion, mismatch_words
from ovh_explorer.tui.workbench.request_slot import RequestSlot
from ovh_explorer.tui.workbench.response_focus import ResponseFocus
from ovh_explorer.workspace.calls.used_values import says_missing
from ovh_explorer.workspace.calls.wait import (
    UNTIL_EVERY_SECONDS,
    UNTIL_MAX_SECONDS,
    WatchWish,
)
from ovh_explorer.workspace.navigation.next_steps import Pending, steps_after
from ovh_explorer.workspace.response.service import ReadError
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.widget import Widget
    from textual.worker import Worker

    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.tui.response.outlet import SeveralWish
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.tui.workbench.opener import ShowPaneNow
    from ovh_explorer.tui.workbench.watch import ResponseWatch
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["RequestRunner"]


# What the API answers to a timestamp that is too far from its own.
_OUT_OF_TIME = "QUERY_TIME_OUT"
# What it answers to keys that were good when they were last looked at.
_NO_KEYS = ("INVALID_CREDENTIAL", "NOT_CREDENTIAL", "INVALID_KEY")
_REFUSED_FOR_TIME = N_(
    "The API refused it because of its time and did not execute it. The clock difference has been "
    "corrected now."
)


class RequestRunner:
    """Sends what the open form says, one request at a time, and shows what comes back.

    Args:
        owner: the widget whose workers ask and learn, and that posts what the screen is to say.
        workspace: sends, keeps and explains.
        state: the operation that is open.
        request: shows the form and its mistakes.
        response: shows what comes back.
        show_pane: makes one of both visible.
        clock: in seconds.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        state: "OpenOperation",
        request: "RequestPane",
        response: "ResponsePane",
        show_pane: "ShowPaneNow",
        clock: Callable[[], float],
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._state = state
        self._request = request
        self._response = response
        self._show_pane = show_pane
        self._asks = RequestQuestion(owner, workspace, state, request, clock)
        self.slot = RequestSlot(owner)
        self._focus = ResponseFocus(request, response, show_pane)
        self.pending = Pending(workspace.store)
        # The form whose mistakes were shown: TRY again sends it as it is.
        self._warned: Form | None = None
        # What asks whether to send, and then sends.
        self._question: Worker[None] | None = None

    def forget(self) -> None:
        """The form is another one now, or says something else: mistakes are to be shown again."""
        self._warned = None

    def press(self) -> None:
        """TRY was pressed."""
        form = self._state.form
        assert form is not None
        if self._has_question or self.slot.refuses():
            return
        self._request.settle()
        anyway = ""
        try:
            call = form.call()
        except FormInvalid as error:
            again = self._call_anyway(form)
            if again is None:
                self._warn(form, error)
                return
            call, anyway = again, str(error)
        self._warned = None
        self._request.leave_field()
        self._ask(form, call, mismatch_words(anyway), [anyway] if anyway else [])

    @property
    def _has_question(self) -> bool:
        """Whether a question is open."""
        return self._question is not None and not self._question.is_finished

    def _call_anyway(self, form: Form) -> Call | None:
        """The call of a form whose mistakes were shown already; None when it can't be made."""
        return form.said() if self._warned is form else None

    def _warn(self, form: Form, error: FormInvalid) -> None:
        self._show_pane("request")
        self._request.show_mistake(error.mistakes[0])
        self._warned = form
        words, more = f"{error.mistakes[0].message}.", len(error.mistakes) - 1
        if more:
            words = ngettext("{mistake} (and {count} more).", "{mistake} (and {count} more).", more)
            words = words.format(mistake=error.mistakes[0].message, count=more)
        if self._can_send_anyway(form):
            again = _("Press ^r again to send it anyway.")
            words = f"{words} {again}"
        self._owner.notify(printable(words), severity="warning", markup=False)

    def _can_send_anyway(self, form: Form) -> bool:
        """Whether TRY once more sends a form whose mistakes are shown."""
        call = form.said()
        return call is not None and (call.method == "GET" or not self._workspace.read_only)

    # The question

    def _ask(self, form: Form, call: Call, note: str, mistakes: list[str]) -> None:
        self._question = self._owner.run_worker(
            self._ask_and_send(form, call, note, mistakes), group="try", exclusive=True
        )

    async def _ask_and_send(self, form: Form, call: Call, note: str, mistakes: list[str]) -> None:
        """Ask, for anything but GET, showing what will be sent; then send it."""
        if call.method != "GET":
            agreed = await self._asks.agreed(form, call, note)
            if agreed is None:
                return
            call = agreed
        if not self.slot.is_busy:
            # A worker of its own: another TRY, which ends the one that asked, doesn't end what was
            # sent.
            self._focus.move()
            if until := self._state.waits_until(call):
                self.slot.run(call, self._wait(form, call, until), self._end_watch, watches=True)
            else:
                self.slot.run(call, self._send(form, call, mistakes), self._response.end)

    # The request

    async def _send(self, form: Form, call: Call, mistakes: list[str]) -> None:
        found = await self._exchange(form, call)
        self._say_elsewhere(call)
        if found is None or not found.response.ok:
            self._focus.give_back()
        if found is not None:
            self._heed(form, call, found.response)
            self._learn(form, found, mistakes)

    def _say_elsewhere(self, call: Call) -> None:
        """Say what came of a call while another operation is open, where nothing shows it."""
        outcome = self._state.outcome_of(call)
        if outcome is None or self._state.is_open(call):
            return
        if isinstance(outcome, Failure):
            what, is_good = outcome.message, False
        else:
            response = outcome.response
            what, is_good = f"{response.status} {response.reason}".strip(), response.ok
        words = _("{method} {path}, which you left: {what}")
        said = words.format(method=call.method, path=call.shown_target, what=what)
        severity: SeverityLevel = "information" if is_good else "error"
        self._owner.notify(printable(said), severity=severity, markup=False)

    async def _exchange(self, form: Form, call: Call) -> "RenderedResponse | None":
        """Send, and show what came back; None when nothing did."""
        from ovh_explorer.client.errors import ClientError

        workspace, pane = self._workspace, self._response
        pane.begin(call)
        before = self._state.response_to(call)
        response: Response | None = None
        try:
            response = await workspace.send(call, pane.receive)
            workspace.recorder.record(call, response)
            self._state.shown_once.note(workspace.store, call, response)
            found = await pane.show_response(call, response)
            if response.ok:
                self._owner.post_message(Milestone("send"))
            return found
        except ClientError as error:
            workspace.recorder.record(call, None, str(error))
            pane.fail(call, str(error))
        except ReadOnlyError as error:
            # Set meanwhile, by another program.
            pane.fail(call, self._asks.refusal(error))
        except ReadError as error:
            words = _("The response can't be shown. The API had responded: {status}.")
            self._fail_after(form, call, response, words, str(error))
        except asyncio.CancelledError:
            if self._state.response_to(call) is not before:
                # What came of its details is shown.
                raise
            if response is not None:
                words = _("Cancelled. The API had responded: {status}.")
                self._fail_after(form, call, response, words)
                raise
            is_safe = call.method == "GET"
            words = (
                _("Cancelled.") if is_safe else _("Cancelled. The request may have been executed.")
            )
            pane.fail(call, words)
            workspace.recorder.record(call, None, "cancelled")
            raise
        return None

    def _fail_after(
        self, form: Form, call: Call, response: "Response | None", words: str, why: str = ""
    ) -> None:
        """Say that a response came and isn't shown, and do what it means all the same."""
        status = "" if response is None else f"{response.status} {response.reason}".strip()
        self._response.fail(call, f"{words.format(status=status)} {why}".rstrip())
        if response is not None:
            self._heed(form, call, response)

    def _heed(self, form: Form, call: Call, response: "Response") -> None:
        """Do what a response means beside what it says."""
        workspace = self._workspace
        if response.ok:
            workspace.value_lookup.note(call)
        elif says_missing(form.operation, response):
            workspace.value_lookup.note_missing(call)
        if response.ok and call.method != "GET":
            # What the form was filled from is otherwise now.
            form.present = None
            self._request.view.update()
            self._note_change(form.operation, call)
        code = response.error.code if response.error is not None else None
        if code == _OUT_OF_TIME and call.method != "GET":
            # It was refused before it was looked at: ask whether to send it once more.
            self._ask(form, call, _(_REFUSED_FOR_TIME), [])
        if code in _NO_KEYS and not workspace.account.problem:
            self._owner.post_message(Identify())

    def _note_change(self, operation: "Operation", call: Call) -> None:
        """The API carried out a call that changes something."""
        self._state.did(call)
        self._response.follow()
        # What lists said may be otherwise now.
        self._workspace.value_lookup.forget()
        self.pending.note(operation, call)
        self._owner.post_message(ShowPending(self.pending.words, self.pending.waiting))

    def _learn(self, form: Form, found: "RenderedResponse", mistakes: Sequence[str]) -> None:
        self._owner.run_worker(self._learn_more(form, found, mistakes), group="learn")

    async def _learn_more(
        self, form: Form, found: "RenderedResponse", mistakes: Sequence[str]
    ) -> None:
        """Find out what a response that is shown means, and add that: what may wait for the network
        or a disk.
        """
        workspace, pane = self._workspace, self._response
        call, response = found.call, found.response
        await workspace.recorder.finished()
        self._owner.post_message(ShowProblems())
        if response.ok:
            pane.add(found, steps_after(workspace.store, form.operation, call, response), ())
        else:
            advice = await workspace.error_doctor.explain(call, response, mistakes)
            pane.add(found, (), advice)
            # The key's rights may be known better now.
            self._request.view.update()

    def cancel(self) -> None:
        """Stop waiting for the response."""
        self.slot.cancel()

    async def read(self, call: Call) -> "Response":
        """The response to a GET that is sent beside what the form says; the history keeps it.

        Raises:
            ClientError: when none came, in words.
        """
        return await self._asks.read(call)

    # Several requests

    def gather(self, said: Call, work: Coroutine[None, None, None]) -> None:
        """Do what takes several requests for a response to what the form `said`; esc stops it."""

        def end() -> None:
            # Where it was cancelled before it began.
            work.close()
            self._response.end()

        if self.slot.refuses():
            work.close()
        else:
            self.slot.run(said, self._gather(said, work), end)

    async def _gather(self, said: Call, work: Coroutine[None, None, None]) -> None:
        from ovh_explorer.client.body import BodyError
        from ovh_explorer.client.errors import ClientError

        self._response.begin(said)
        before = self._state.moment
        try:
            await work
        except asyncio.CancelledError:
            found = self._state.response_to(said)
            if self._owner.is_attached and (found is None or found.at <= before):
                self._owner.notify(_("Stopped. What was shown before is still shown."))
            raise
        except (ClientError, ReadError, BodyError) as error:
            self._owner.notify(printable(str(error)), severity="error", timeout=8, markup=False)

    def send_each(self, wish: "SeveralWish") -> None:
        """Ask whether to send several calls, and send them; esc stops between two of them."""
        if not self._has_question and not self.slot.refuses():
            self._question = self._owner.run_worker(
                self._ask_and_send_each(wish), group="try", exclusive=True
            )

    async def _ask_and_send_each(self, wish: "SeveralWish") -> None:
        def note(call: Call) -> None:
            self._note_change(wish.operation, call)
            wish.done(call)

        from ovh_explorer.tui.workbench.several_calls import SeveralCalls

        several = SeveralCalls(self._owner, self._workspace, self._response, self._state, note)
        calls = wish.calls
        if not await self._asks.may_send(calls[0]) or not await several.agreed(calls, wish.note):
            return
        if not self.slot.is_busy:
            self.slot.run(calls[0], several.send(wish.said, calls), self._response.end)

    # Watches

    def watch(self, form: Form, is_over: Callable[[str], bool]) -> None:
        """Ask for a task or an object, which the form names, until it is over at its state; esc
        stops that. A mistake that was sent anyway is sent again.
        """
        if self.slot.refuses():
            return
        call = form.said()
        if call is None or call.method != "GET":
            # Nothing to ask for: it is said what is missing, or asked whether to send it.
            self.press()
            return
        self._focus.move()
        work = self._watches.task(form, call, is_over)
        self.slot.run(call, work, self._response.end, watches=True)

    def watch_response(self, form: Form, call: Call, wish: "WatchWish") -> None:
        """Send a GET again and again, until its response is as wished; esc stops that."""
        if not self.slot.refuses():
            work = self._watches.response(form, call, wish)
            self.slot.run(call, work, self._end_watch, watches=True)

    async def _wait(self, form: Form, call: Call, until: str) -> None:
        """Send the GET of a recipe's step until its response is as the step wants it."""
        wish = WatchWish(until, UNTIL_EVERY_SECONDS, UNTIL_MAX_SECONDS)
        await self._watches.response(form, call, wish)
        found = self._state.response_to(call)
        if found is None or not found.response.ok:
            self._focus.give_back()
        if found is not None:
            self._heed(form, call, found.response)

    def _end_watch(self) -> None:
        self._response.end()
        # The recipe that goes on says other keys now.
        self._owner.post_message(Milestone("wait"))

    @cached_property
    def _watches(self) -> "ResponseWatch":
        from ovh_explorer.tui.workbench.watch import ResponseWatch

        return ResponseWatch(self._owner, self._workspace, self._state, self._response, self._learn)
