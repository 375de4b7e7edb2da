"""TRY on the workbench: check the form, ask, send, show what came back."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.text import counted, printable
from ovh_explorer.tui.terminal.application import withdraw_toasts
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.tui.workbench.request_slot import RequestSlot
from ovh_explorer.workspace.calls.item_names import words_about
from ovh_explorer.workspace.navigation.next_steps import is_over, state_of_answer, steps_after
from ovh_explorer.workspace.response.service import ReadError
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from textual.worker import Worker

    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.response.render import RenderedResponse
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["RequestRunner"]


# What the API answers to a timestamp that is too far from its own.
_OUT_OF_TIME = "QUERY_TIME_OUT"
# What it answers to keys that were good when they were last looked at.
# Said of a body that was never thought of, as of a PUT whose form is as it was opened.
_NOTHING = "Nothing is filled in: the body is {}."
_NO_KEYS = ("INVALID_CREDENTIAL", "NOT_CREDENTIAL", "INVALID_KEY")
# Seconds from asking for a task to asking again: they grow from the first to the last.
_FIRST_WAIT, _LAST_WAIT = 2.0, 15.0
_GONE = 404


class RequestRunner:
    """One request at a time, from the form that is open."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        # The form whose mistakes were shown: TRY again sends it as it is.
        self._warned: Form | None = None
        self._slot = RequestSlot(bench)
        # What asks whether to send, and then sends.
        self._asking: Worker[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way."""
        return self._slot.is_busy

    def forget(self) -> None:
        """The form is another one now, or says something else: mistakes are to be shown again."""
        self._warned = None

    def press(self) -> None:
        """TRY was pressed."""
        bench = self._bench
        form = bench.form
        assert form is not None
        if self._asking is not None and not self._asking.is_finished:
            return
        if self._slot.refuses():
            return
        bench.request.settle()
        anyway = ""
        try:
            call = form.call()
        except FormInvalid as error:
            again = self._again(form)
            if again is None:
                self._warn(form, error)
                return
            call, anyway = again, str(error)
        self._warned = None
        bench.request.leave_field()
        self._asking = bench.try_call(form, call, anyway)

    def _again(self, form: Form) -> Call | None:
        """The call of a form whose mistakes were shown already; None when it can't be
        made at all.
        """
        return form.said() if self._warned is form else None

    def _warn(self, form: Form, error: FormInvalid) -> None:
        bench = self._bench
        bench.main.show_pane("request")
        bench.request.show_mistakes(error)
        self._warned = form
        more = f" (and {len(error.mistakes) - 1} more)" if len(error.mistakes) > 1 else ""
        words = f"{error.mistakes[0].message}{more}."
        if self._can_send_anyway(form):
            words += " ^r again sends it as it is."
        bench.notify(printable(words), severity="warning", markup=False)

    def _can_send_anyway(self, form: Form) -> bool:
        """Whether TRY once more sends a form whose mistakes are shown."""
        call = form.said()
        return call is not None and (call.method == "GET" or not self._bench.workspace.read_only)

    async def go_on(self, form: Form, call: Call, anyway: str) -> None:
        """Ask, for anything but GET, showing what will be sent; then send it."""
        note = f"Not as the schema has it: {anyway}" if anyway else ""
        await self._ask_and_send(form, call, note, [anyway] if anyway else [])

    async def send_again(self, form: Form, call: Call) -> None:
        """Ask whether to send a call once more that was refused for its time, before it was looked
        at.
        """
        note = (
            "It was refused for its time and not carried out. The API's clock was read again "
            "just now."
        )
        await self._ask_and_send(form, call, note, [])

    async def _ask_and_send(self, form: Form, call: Call, note: str, mistakes: list[str]) -> None:
        if call.method != "GET" and not (
            await self._may_send(call) and await self._agreed(call, note)
        ):
            return
        if not self._slot.is_busy:
            # A worker of its own: another TRY, which ends the one that asked, doesn't end what was
            # sent.
            self._bench.main.show_pane("response", focus=False)
            self._slot.run(self._send(form, call, mistakes), self._bench.response.end)

    async def _may_send(self, call: Call) -> bool:
        bench = self._bench
        try:
            await bench.workspace.check(call)
        except ReadOnlyError as refusal:
            words = refusal_words(refusal, key_now(bench.screen, "toggle_read_only"))
            bench.notify(words, severity="warning", timeout=8, markup=False)
            return False
        finally:
            # Another program may have set it.
            bench.main.say_who()
        return True

    async def _agreed(self, call: Call, note: str) -> bool:
        from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen

        bench = self._bench
        # A toast would cover the question on a small terminal.
        withdraw_toasts(bench.app, "")
        workspace = bench.workspace
        who = f"{workspace.title}, {workspace.account.who or workspace.account.standing}"
        url = workspace.url(call.masked())
        nothing = (
            ""
            if call.body is None or call.json not in ({}, [])
            else _NOTHING.format(call.body.decode())
        )
        note = "\n".join(filter(None, (note, nothing, workspace.sent.words(call))))
        item = words_about(call, bench.state.signed_responses())
        effects = workspace.effects(call)
        question: ConfirmScreen = ConfirmScreen(
            call, url, where=who, note=note, effects=effects, item=item
        )
        return await bench.app.push_screen_wait(question)

    def cancel(self) -> None:
        """Stop waiting for the answer."""
        self._slot.cancel()

    async def _send(self, form: Form, call: Call, mistakes: list[str]) -> None:
        found = await self._exchange(call)
        if found is not None:
            self._heed(form, call, found.response)
            self._bench.run_worker(self._learn_more(form, found, mistakes), group="learn")

    async def _exchange(self, call: Call, *, again: bool = False) -> "RenderedResponse | None":
        """Send, and show what came back; None when nothing did. The history has it, unless it is
        sent `again`.
        """
        from ovh_explorer.client.errors import ClientError

        bench = self._bench
        workspace, pane = bench.workspace, bench.response
        pane.begin(call, again=again)
        response: Response | None = None
        try:
            response = await workspace.send(call, pane.arriving)
            if not again:
                workspace.recorder.record(call, response)
            return await pane.answer(call, response)
        except ClientError as error:
            workspace.recorder.record(call, None, str(error))
            pane.fail(call, str(error))
        except ReadOnlyError as error:
            # Set meanwhile, by another program.
            pane.fail(call, refusal_words(error, key_now(bench.screen, "toggle_read_only")))
        except ReadError as error:
            pane.fail(call, f"The response came, and can't be shown. {error}")
        except asyncio.CancelledError:
            if response is not None:
                status = f"{response.status} {response.reason}".strip()
                pane.fail(call, f"Cancelled. The API had answered: {status}.")
                raise
            done = "" if call.method == "GET" else " The call may have been carried out."
            pane.fail(call, f"Cancelled.{done}")
            workspace.recorder.record(call, None, "cancelled")
            raise
        return None

    async def _learn_more(
        self, form: Form, found: "RenderedResponse", mistakes: Sequence[str]
    ) -> None:
        """Find out what a response that is shown means, and add that: what may wait for the network
        or a disk.
        """
        bench = self._bench
        workspace, pane, call, response = (
            bench.workspace,
            bench.response,
            found.call,
            found.response,
        )
        try:
            await pane.filter_late(found)
        except ReadError as error:
            bench.notify(printable(str(error)), severity="error", markup=False)
        await workspace.recorder.finished()
        bench.main.say_problems()
        if response.ok:
            pane.add(found, steps_after(workspace.store, form.operation, call, response), ())
        else:
            advice = await workspace.explain(call, response, mistakes)
            pane.add(found, (), advice)
            # The key's rights may be known better now.
            bench.request.view.update()

    def _heed(self, form: Form, call: Call, response: "Response") -> None:
        """What a response means beside what it says."""
        bench = self._bench
        workspace = bench.workspace
        if response.ok and call.method != "GET":
            bench.state.did(call)
            # What lists said may be otherwise now.
            workspace.value_lookup.forget()
            bench.pending.note(form.operation, call)
            bench.main.header.pending = bench.pending.words
        code = response.error.code if response.error is not None else None
        if code == _OUT_OF_TIME and call.method != "GET":
            self._asking = bench.send_again(form, call)
        if code in _NO_KEYS and not workspace.account.problem:
            bench.main.identify()

    def gather(self, said: Call, work: Coroutine[None, None, None]) -> None:
        """Do what takes several requests for a response to what the form `said`; esc stops it."""

        def ended() -> None:
            # Where it was cancelled before it began.
            work.close()
            self._bench.response.end()

        if self._slot.refuses():
            work.close()
            return
        self._slot.run(self._gather(said, work), ended)

    async def _gather(self, said: Call, work: Coroutine[None, None, None]) -> None:
        from ovh_explorer.client.body import BodyError
        from ovh_explorer.client.errors import ClientError

        bench = self._bench
        bench.response.begin(said)
        try:
            await work
        except (ClientError, ReadError, BodyError) as error:
            bench.notify(printable(str(error)), severity="error", timeout=8, markup=False)

    # Tasks

    def watch(self, form: Form) -> None:
        """Ask for a task, which the form names, until it is over; esc stops asking."""
        if not self._slot.is_busy:
            self._bench.main.show_pane("response", focus=False)
            self._slot.run(self._watch(form, form.call()), self._bench.response.end)

    async def _watch(self, form: Form, call: Call) -> None:
        bench, pane = self._bench, self._bench.response
        count, wait = 0, _FIRST_WAIT
        while True:
            found = await self._exchange(call, again=count > 0)
            count += 1
            if found is None:
                return
            self._bench.run_worker(self._learn_more(form, found, ()), group="learn")
            response = found.response
            if not response.ok:
                if count > 1 and response.status == _GONE:
                    bench.state.did(call)
                    self._say_of_task("The task is no longer there: it is over.")
                return
            state = state_of_answer(response)
            if is_over(state) or not state:
                bench.state.did(call)
                self._say_of_task(f"The task is {state or 'here'}; asked {counted(count, 'time')}.")
                return
            pane.wait(call, f"{state}: asking again in {wait:.0f} s · esc stops")
            await asyncio.sleep(wait)
            wait = min(_LAST_WAIT, wait * 1.5)

    def _say_of_task(self, words: str) -> None:
        self._bench.notify(printable(words), timeout=6, markup=False)
