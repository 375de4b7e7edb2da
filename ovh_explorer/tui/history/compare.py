"""Comparing two responses of this run: what differs, on a screen of its own."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.call import operation_title
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.history.compare_screen import CompareScreen
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.storage.history import HistoryEntry
    from ovh_explorer.workspace.storage.response_cache import CachedResponse
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ResponseComparison"]


class ResponseComparison:
    """Compares responses.

    Args:
        app: for dialogs and toasts.
        workspace: the run whose responses these are.
    """

    def __init__(self, app: App[Any], workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace

    async def compare_with_before(self, response: "Response | None") -> None:
        """Compare a response with the one that the same call got before."""
        await self._workspace.recorder.finished()
        before = self._workspace.responses.before(response) if response is not None else None
        if response is None or before is None:
            words = _(
                "There is no earlier response to this call in this run. TRY it again, then compare."
            )
            self._app.notify(words, timeout=5)
            return
        title = _title(before)
        await self._show(
            _("before: {title}").format(title=title),
            before.response,
            _("now: {title}").format(title=title),
            response,
        )

    async def compare_entries(self, older: "HistoryEntry", newer: "HistoryEntry") -> None:
        """Compare the responses to two requests of the history."""
        responses = self._workspace.responses
        before, after = responses.of(older), responses.of(newer)
        if before is None or after is None:
            words = _("Responses are kept for this run only. One of these is no longer there.")
            self._app.notify(words, severity="warning")
            return
        await self._show(_title(before), before.response, _title(after), after.response)

    async def _show(self, older: str, before: "Response", newer: str, after: "Response") -> None:
        bodies = [
            response.content if response.stored is None else response.stored.path
            for response in (before, after)
        ]
        try:
            changes = await self._workspace.reader.compare(*bodies)
        except ReadError as error:
            self._app.notify(printable(str(error)), severity="warning", markup=False)
            return
        await self._app.push_screen_wait(CompareScreen(older, newer, changes))


def _title(cached: "CachedResponse") -> str:
    """The call of a response, its secrets masked."""
    call = cached.call
    return operation_title(call.branch, call.method, call.shown_target)
