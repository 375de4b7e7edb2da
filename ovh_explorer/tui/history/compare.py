"""Comparing two answers of this run, on a main screen."""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.tui.history.compare_screen import CompareScreen
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.storage.response_cache import CachedResponse

__all__ = ["differ", "differ_from_before"]


async def differ_from_before(screen: "MainScreen", response: "Response | None") -> None:
    """Compare an answer with the one that the same call got before."""
    await screen.workspace.recorder.finish()
    before = screen.workspace.responses.before(response) if response is not None else None
    if response is None or before is None:
        screen.notify(
            "The same call was not answered before in this run: TRY it again, then compare.",
            timeout=5,
        )
        return
    await _show(screen, _named(before, "before"), before.response, _named(before, "now"), response)


async def differ(screen: "MainScreen", ids: tuple[int, int]) -> None:
    """Compare the answers of two requests of the history, the older one first."""
    older, newer = (screen.workspace.responses.get(id) for id in sorted(ids))
    if older is None or newer is None:
        screen.notify(
            "Answers are kept for this run alone: one of these is not there any more.",
            severity="warning",
        )
        return
    await _show(screen, _named(older, ""), older.response, _named(newer, ""), newer.response)


async def _show(
    screen: "MainScreen", older: str, before: "Response", newer: str, after: "Response"
) -> None:
    bodies = [item.content if item.stored is None else item.stored.path for item in (before, after)]
    try:
        changes = await screen.workspace.response_service.compare(*bodies)
    except ReadError as error:
        screen.notify(printable(str(error)), severity="warning", markup=False)
        return
    await screen.app.push_screen_wait(CompareScreen(older, newer, changes))


def _named(answer: "CachedResponse", when: str) -> str:
    branch = "/v2" if answer.call.branch == "v2" else ""
    words = f"{answer.call.method} {branch}{answer.call.masked().target}"
    return f"{when}: {words}" if when else words
