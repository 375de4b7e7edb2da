"""TRY on the workbench: check the form, ask, send, show what came back."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.text import printable
from ovh_explorer.workspace.next_steps import is_over, state_of_answer, steps_after
from ovh_explorer.workspace.reading.reader import ReadError
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from textual.worker import Worker

    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.widgets.workbench import Workbench

__all__ = ["Trying"]


# What the API answers to a timestamp that is too far from its own.
_OUT_OF_TIME = "QUERY_TIME_OUT"
# What it answers to keys that were good when they were last looked at.
_NO_KEYS = ("INVALID_CREDENTIAL", "NOT_CREDENTIAL", "INVALID_KEY")
# Seconds from asking for a task to asking again: they grow from the first to the last.
_FIRST_WAIT, _LAST_WAIT = 2.0, 15.0
_GONE = 404


class Trying:
    """One request at a time, from the form that is open."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        # The form whose mistakes were shown: TRY again sends it as it is.
        self._warned: Form | None = None
        self._sending: Worker[None] | None = None

    def forget(self) -> None:
        """The form is another one now, or says something else: mistakes are to be shown again."""
        self._warned = None

    def press(self) -> None:
        """TRY was pressed."""
        bench = self._bench
        form = bench.form
        assert form is not None
        if self._sending is not None:
            bench.notify("A request is running: esc cancels it.", severity="warning")
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
        try:
            bench.workspace.check(call)
        except ReadOnlyError as refusal:
            bench.notify(printable(str(refusal)), severity="warning", markup=False)
            return
        bench.request.leave_field()
        bench.try_call(form, call, anyway)

    def _again(self, form: Form) -> Call | None:
        """The call of a form whose mistakes were shown already; None when it can't be made at all."""
        if self._warned is not form:
            return None
        try:
            return form.call(anyway=True)
        except FormInvalid:
            return None

    def _warn(self, form: Form, error: FormInvalid) -> None:
        bench = self._bench
        bench.main.show_pane("request")
        bench.request.show_mistakes(error)
        self._warned = form
        more = f" (and {len(error.mistakes) - 1} more)" if len(error.mistakes) > 1 else ""
        words = f"{error.mistakes[0].message}{more}. ^r again sends it as it is."
        bench.notify(printable(words), severity="warning", markup=False)

    async def go_on(self, form: Form, call: Call, anyway: str) -> None:
        """Ask, for anything but GET, showing what will be sent; then send it."""
        note = f"Not as the schema has it: {anyway}" if anyway else ""
        await self._ask_and_send(form, call, note, [anyway] if anyway else [])

    async def send_again(self, form: Form, call: Call) -> None:
        """Ask whether to send a call once more that was refused for its time, before it was looked at."""
        note = "It was refused for its time and not carried out. The API's clock was read again just now."
        await self._ask_and_send(form, call, note, [])

    async def _ask_and_send(self, form: Form, call: Call, note: str, mistakes: list[str]) -> None:
        if call.method != "GET" and not await self._agreed(call, note):
            return
        if self._sending is None:
            # A worker of its own: another TRY, which ends the one that asked, doesn't end what was sent.
            self._sending = self._bench.run_worker(self._send(form, call, mistakes), group="send")

    async def _agreed(self, call: Call, note: str) -> bool:
        from ovh_explorer.tui.screens.confirm import ConfirmScreen

        bench = self._bench
        workspace = bench.workspace
        who = f"{workspace.title}, {workspace.identity or 'not signed in'}"
        url = workspace.url(call.masked())
        question: ConfirmScreen = ConfirmScreen(call, url, where=who, note=note, effects=workspace.effects(call))
        return await bench.main.explorer.push_screen_wait(question)

    def cancel(self) -> None:
        """Stop waiting for the answer."""
        if self._sending is not None:
            self._sending.cancel()

    async def _send(self, form: Form, call: Call, mistakes: list[str]) -> None:
        try:
            response = await self._exchange(form, call, mistakes)
            if response is not None:
                self._heed(form, call, response)
        finally:
            self._sending = None
            self._bench.response.end()

    async def _exchange(
        self, form: Form, call: Call, mistakes: Sequence[str] = (), *, keep: bool = True
    ) -> "Response | None":
        """Send, and show what came back; None when nothing did. With `keep` the history has it."""
        from ovh_explorer.client.errors import ClientError

        bench = self._bench
        workspace, pane = bench.workspace, bench.response
        pane.begin(form)
        bench.main.show_pane("response", focus=False)
        try:
            response = await workspace.send(call, pane.arriving)
            if keep:
                await workspace.keep_tried(call, response)
                bench.main.say_problems()
            advice = await workspace.explain(call, response, mistakes)
            steps = steps_after(workspace.store, form.operation, call, response)
            await pane.answer(form, call, response, advice, steps)
            return response
        except ClientError as error:
            await workspace.keep_tried(call, None, str(error))
            pane.fail(form, str(error))
            return None
        except ReadError as error:
            pane.fail(form, f"The answer came, and can't be shown. {error}")
            return None
        except asyncio.CancelledError:
            done = "" if call.method == "GET" else " The call may have been carried out."
            pane.fail(form, f"Cancelled.{done}")
            bench.keep_cancelled(call)
            raise

    def _heed(self, form: Form, call: Call, response: "Response") -> None:
        """What an answer means beside what it says."""
        bench = self._bench
        workspace = bench.workspace
        if response.ok and call.method != "GET":
            # What lists said may be otherwise now.
            workspace.picking.forget()
            bench.pending.note(form.operation, call)
            bench.main.header.pending = bench.pending.words
        code = response.error.code if response.error is not None else None
        if code == _OUT_OF_TIME and call.method != "GET":
            bench.send_again(form, call)
        if code in _NO_KEYS and not workspace.sign_in_problem:
            bench.main.identify()

    def gather(self, form: Form, work: Coroutine[None, None, None]) -> None:
        """Do what takes several requests to the operation that is shown; esc stops it."""
        if self._sending is not None:
            work.close()
            self._bench.notify("A request is running: esc cancels it.", severity="warning")
            return
        self._sending = self._bench.run_worker(self._gather(form, work), group="send")

    async def _gather(self, form: Form, work: Coroutine[None, None, None]) -> None:
        from ovh_explorer.client.body import BodyError
        from ovh_explorer.client.errors import ClientError

        bench = self._bench
        bench.response.begin(form)
        try:
            await work
        except (ClientError, ReadError, BodyError) as error:
            bench.notify(printable(str(error)), severity="error", timeout=8, markup=False)
        finally:
            self._sending = None
            bench.response.end()

    # Tasks

    def watch(self, form: Form) -> None:
        """Ask for a task, which the form names, until it is over; esc stops asking."""
        if self._sending is None:
            self._sending = self._bench.run_worker(self._watch(form, form.call()), group="send")

    async def _watch(self, form: Form, call: Call) -> None:
        pane = self._bench.response
        count, wait = 0, _FIRST_WAIT
        try:
            while True:
                response = await self._exchange(form, call, keep=not count)
                count += 1
                if response is None:
                    return
                if not response.ok:
                    if count > 1 and response.status == _GONE:
                        self._bench.notify("The task is no longer there: it is over.", timeout=6)
                    return
                state = state_of_answer(response)
                if is_over(state) or not state:
                    times = "once" if count == 1 else f"{count} times"
                    self._bench.notify(
                        printable(f"The task is {state or 'here'}; asked {times}."), timeout=6, markup=False
                    )
                    return
                pane.end(f"{state}: asking again in {wait:.0f} s · esc stops")
                await asyncio.sleep(wait)
                wait = min(_LAST_WAIT, wait * 1.5)
        finally:
            self._sending = None
            pane.end()
