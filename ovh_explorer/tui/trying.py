"""TRY on the workbench: check the form, ask, send, show what came back."""

import asyncio
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.text import printable
from ovh_explorer.workspace.danger import danger_of
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from textual.worker import Worker

    from ovh_explorer.tui.widgets.workbench import Workbench

__all__ = ["Trying"]


# What the API answers to a timestamp that is too far from its own.
_OUT_OF_TIME = "QUERY_TIME_OUT"
# What it answers to keys that were good when they were last looked at.
_NO_KEYS = ("INVALID_CREDENTIAL", "NOT_CREDENTIAL", "INVALID_KEY")


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
            bench.notify(str(refusal), severity="warning")
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
        question: ConfirmScreen = ConfirmScreen(call, url, where=who, note=note, danger=danger_of(call))
        return await bench.main.explorer.push_screen_wait(question)

    def cancel(self) -> None:
        """Stop waiting for the answer."""
        if self._sending is not None:
            self._sending.cancel()

    async def _send(self, form: Form, call: Call, mistakes: list[str]) -> None:
        from ovh_explorer.client.errors import ClientError

        bench = self._bench
        pane = bench.response
        pane.begin(form)
        bench.main.show_pane("response", focus=False)
        try:
            response = await bench.workspace.send(call, lambda received, _total: pane.received(received))
            await bench.workspace.keep_tried(call, response)
            await pane.answer(form, call, response, await bench.workspace.explain(call, response, mistakes))
            if response.ok and call.method != "GET":
                # What lists said may be otherwise now.
                bench.workspace.picking.forget()
            code = response.error.code if response.error is not None else None
            if code == _OUT_OF_TIME and call.method != "GET":
                bench.send_again(form, call)
            if code in _NO_KEYS and not bench.workspace.sign_in_problem:
                bench.main.identify()
        except ClientError as error:
            await bench.workspace.keep_tried(call, None, str(error))
            pane.fail(form, str(error))
        except asyncio.CancelledError:
            done = "" if call.method == "GET" else " The call may have been carried out."
            pane.fail(form, f"Cancelled.{done}")
            bench.keep_cancelled(call)
            raise
        finally:
            self._sending = None
            pane.end()
