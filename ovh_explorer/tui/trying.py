"""TRY on the main screen: check the form, ask, send, show what came back."""

import asyncio
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid
from ovh_explorer.text import printable
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from ovh_explorer.tui.screens.main import MainScreen

__all__ = ["Trying"]


class Trying:
    """One request at a time, from the form that is open."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        # The form whose mistakes were shown: TRY again sends it as it is.
        self._warned: Form | None = None
        self._sending: asyncio.Task[None] | None = None

    def forget(self) -> None:
        """The form is another one now, or says something else: mistakes are to be shown again."""
        self._warned = None

    def press(self) -> None:
        """TRY was pressed."""
        screen = self._screen
        form = screen.form
        if form is None:
            screen.notify("Open an operation first: enter in the tree, or ^f.", severity="warning")
            return
        if self._sending is not None:
            screen.notify("A request is running: esc cancels it.", severity="warning")
            return
        screen.request.settle()
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
            screen.workspace.check(call)
        except ReadOnlyError as refusal:
            screen.notify(str(refusal), severity="warning")
            return
        screen.request.leave_field()
        screen.try_call(form, call, anyway)

    def _again(self, form: Form) -> Call | None:
        """The call of a form whose mistakes were shown already; None when it can't be made at all."""
        if self._warned is not form:
            return None
        try:
            return form.call(anyway=True)
        except FormInvalid:
            return None

    def _warn(self, form: Form, error: FormInvalid) -> None:
        screen = self._screen
        screen.show_pane("request")
        screen.request.show_mistakes(error)
        self._warned = form
        more = f" (and {len(error.mistakes) - 1} more)" if len(error.mistakes) > 1 else ""
        words = f"{error.mistakes[0].message}{more}. ^r again sends it as it is."
        screen.notify(printable(words), severity="warning", markup=False)

    async def go_on(self, form: Form, call: Call, anyway: str) -> None:
        """Ask, for anything but GET, showing what will be sent; then send it."""
        if call.method != "GET" and not await self._agreed(call, anyway):
            return
        if self._sending is None:
            self._sending = asyncio.create_task(self._send(form, call))
            self._sending.add_done_callback(self._ended)

    async def _agreed(self, call: Call, anyway: str) -> bool:
        from ovh_explorer.tui.screens.confirm import ConfirmScreen

        screen = self._screen
        workspace = screen.workspace
        who = f"{workspace.title}, {workspace.identity or 'not signed in'}"
        url = workspace.url(call.masked())
        return bool(await screen.explorer.push_screen_wait(ConfirmScreen(call, url, where=who, anyway=anyway)))

    def _ended(self, _task: asyncio.Task[None]) -> None:
        self._sending = None

    def cancel(self) -> None:
        """Stop waiting for the answer."""
        if self._sending is not None:
            self._sending.cancel()

    async def _send(self, form: Form, call: Call) -> None:
        from ovh_explorer.client.errors import ClientError

        screen = self._screen
        pane = screen.response
        pane.begin(form)
        screen.show_pane("response", keep_focus=True)
        try:
            response = await screen.workspace.send(call, lambda received, _total: pane.received(received))
            await pane.answer(form, response)
        except ClientError as error:
            pane.fail(form, str(error))
        except asyncio.CancelledError:
            done = "" if call.method == "GET" else " The call may have been carried out."
            pane.fail(form, f"Cancelled.{done}")
            raise
        finally:
            pane.end()
