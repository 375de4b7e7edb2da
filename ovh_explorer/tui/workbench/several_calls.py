"""Several calls that are alike, sent one after the other: asked about once, stopped by the first
that is refused.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from ovh_explorer.translation import _, labelled, ngettext, number
from ovh_explorer.workspace.calls.call_result import CallResult
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["SeveralCalls"]

# How sending them ended.
_ALL_SENT, _STOPPED_BY_FAILURE, _STOPPED_BY_ESC = range(3)


class SeveralCalls:
    """Asks about several calls with one question, then sends them.

    Args:
        owner: the widget that shows dialogs.
        workspace: sends and keeps.
        response: shows how far it is, and the responses with secrets.
        state: remembers the secrets that a response shows only once.
        done: told of each call that the API carried out.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        response: "ResponsePane",
        state: "OpenOperation",
        done: "Callable[[Call], None]",
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._pane = response
        self._secrets = state.shown_once
        self._done = done

    async def agreed(self, calls: "list[Call]", note: str = "") -> bool:
        """Ask whether to send them; `note` says which items of their list they leave out."""
        from ovh_explorer.tui.workbench.several_dialog import SeveralScreen

        workspace = self._workspace
        where = f"{workspace.title}, {workspace.account.who or workspace.account.standing}"
        question = SeveralScreen(
            [(call, workspace.effects(call)) for call in calls],
            where=where,
            notes=[self._note(call) for call in calls],
            note=note,
        )
        return await self._owner.app.push_screen_wait(question)

    def _note(self, call: "Call") -> str:
        from ovh_explorer.workspace.account.own_access import own_access_words

        workspace = self._workspace
        own = own_access_words(call, workspace.account, workspace.settings.credentials)
        return " ".join(filter(None, (own, workspace.sent.words(call))))

    async def send(self, said: "Call", calls: "list[Call]") -> None:
        """Send them, the next when the one before was carried out; then show what became of each.

        Args:
            said: what the form said that listed the items.
        """
        results: list[CallResult] = []
        pane = self._pane
        pane.begin(said, again=True)
        end = _ALL_SENT
        try:
            for index, call in enumerate(calls, start=1):
                words = _("{number} of {count}: {request}")
                shown = f"{call.method} {call.shown_target}"
                pane.say_doing(words.format(number=index, count=len(calls), request=shown))
                result, is_stopped = await self._send_one(call)
                results.append(result)
                if not result.is_done:
                    end = _STOPPED_BY_FAILURE
                    break
                if is_stopped and index < len(calls):
                    end = _STOPPED_BY_ESC
                    break
        finally:
            results += [CallResult(call) for call in calls[len(results) :]]
            if self._owner.is_attached:
                self._show(results, end)

    def _show(self, results: list[CallResult], end: int) -> None:
        from ovh_explorer.tui.workbench.several_results import SeveralResults

        done = sum(result.is_done is True for result in results)
        words = _title(end, len(results)).format(done=number(done), count=number(len(results)))
        self._owner.app.push_screen(SeveralResults(words, results, self._secrets.note_copied))

    async def _send_one(self, call: "Call") -> tuple[CallResult, bool]:
        """Send one; whether esc was pressed meanwhile. It is waited for all the same: what is under
        way may have been carried out. A second esc stops waiting.
        """
        sending = asyncio.create_task(self._result(call))
        try:
            return await asyncio.shield(sending), False
        except asyncio.CancelledError:
            self._pane.say_doing(_("stopping after this request"))
            try:
                return await sending, True
            except asyncio.CancelledError:
                words = _("cancelled; it may have been executed")
                return CallResult(call, False, words), True

    async def _result(self, call: "Call") -> CallResult:
        from ovh_explorer.client.errors import ClientError

        workspace = self._workspace
        try:
            response = await workspace.recorder.send(call, workspace.send)
        except ClientError as error:
            return CallResult(call, False, str(error))
        except ReadOnlyError as error:
            # Set meanwhile: nothing was sent.
            return CallResult(call, False, str(error))
        if response.ok:
            self._done(call)
        if not self._secrets.note(workspace.store, call, response):
            return CallResult(call, response.ok, _words(response))
        # The operation shows it again where it is opened with these values.
        await self._pane.show_response(call, response)
        return CallResult(call, response.ok, _words(response), response.content)


def _title(end: int, count: int) -> str:
    """What became of `count` requests, with places for numbers."""
    if end == _STOPPED_BY_FAILURE:
        return ngettext(
            "{done} of {count} request done: stopped at the first that failed",
            "{done} of {count} requests done: stopped at the first that failed",
            count,
        )
    if end == _STOPPED_BY_ESC:
        return ngettext(
            "{done} of {count} request done: stopped by esc",
            "{done} of {count} requests done: stopped by esc",
            count,
        )
    return ngettext("{done} of {count} request done", "{done} of {count} requests done", count)


def _words(response: "Response") -> str:
    error = response.error
    status = f"{response.status} {response.reason}".strip()
    return status if error is None else labelled(status, error.message)
