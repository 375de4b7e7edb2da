"""More of the list that is shown: its pages, the details of its items."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.tui.screens.ask import AskScreen
from ovh_explorer.tui.screens.menu import Entry, MenuScreen
from ovh_explorer.workspace.gathering import SAFE, Details, Pages, detail_calls, next_cursor

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.tui.answers import Answered
    from ovh_explorer.tui.widgets.workbench import Workbench

__all__ = ["Gathering"]

_ALL = 100_000
# Failures that are told one by one.
_TOLD = 5


class Gathering:
    """What `m` does on a workbench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def ask(self, form: "Form", found: "Answered") -> None:
        """Ask what more of the list is wanted, and get it."""
        bench = self._bench
        workspace, response = bench.workspace, found.response
        entries = []
        if next_cursor(response):
            entries += [
                Entry("Next page", "added to what is shown", "next"),
                Entry("All pages", "until there are no more; esc stops", "all"),
            ]
        calls = await asyncio.to_thread(detail_calls, workspace.store, form.operation, found.call, response)
        if calls:
            entries.append(Entry("Details", f"of each of the {len(calls):,}: GET {calls[0][1].path}", "details"))
        if not entries:
            bench.notify("There is no more of this: no further page, and nothing that shows an item.", timeout=4)
            return
        match await bench.app.push_screen_wait(MenuScreen(f"More of {form.operation.title}", entries)):
            case "next":
                bench.trying.gather(form, self._pages(form, found, 1))
            case "all":
                bench.trying.gather(form, self._pages(form, found, _ALL))
            case "details":
                limit = await self._limit(len(calls))
                if limit is not None:
                    bench.trying.gather(form, self._details(form, found, calls, limit))

    async def _limit(self, count: int) -> int | None:
        """How many requests a minute; None to leave it."""
        if count <= SAFE:
            return 0

        def problem(words: str) -> str:
            return "" if not words or (words.isdigit() and int(words) > 0) else "A number, or nothing for no limit."

        words = (
            f"{count:,} requests will be sent, eight at once. {SAFE} a minute are said to be safe; when the API "
            "refuses for their number, all wait. At most how many a minute? Nothing for no limit:"
        )
        answer = await self._bench.app.push_screen_wait(AskScreen("Details", words, problem, placeholder=str(SAFE)))
        return None if answer is None else int(answer or 0)

    async def _pages(self, form: "Form", found: "Answered", most: int) -> None:
        pane = self._bench.response
        pages = Pages(self._bench.workspace.send, found.call, found.response, pane.say_doing)
        problem = ""
        try:
            problem = await pages.follow(most)
        finally:
            # Also when it was stopped, or one didn't come: what came is kept.
            await pane.answer(form, found.call, pages.result)
        words = f"{pages.count} pages." if pages.count > 1 else "There is no further page."
        self._bench.notify(printable(problem or words), timeout=5, markup=False)

    async def _details(self, form: "Form", found: "Answered", calls: "list[tuple[str, Call]]", a_minute: int) -> None:
        bench = self._bench
        details = Details(bench.workspace.send, calls, bench.response.say_doing, a_minute=a_minute)
        try:
            await details.run()
        finally:
            result = replace(found.response, content=details.content, stored=None)
            await bench.response.answer(form, found.call, result)
        if details.failures:
            told = [f"{failure.item}: {failure.why}" for failure in details.failures[:_TOLD]]
            more = len(details.failures) - len(told)
            lines = [f"{len(details.failures)} of {len(calls)} failed.", *told, *([f"and {more} more"] if more else [])]
            words = "\n".join(printable(line) for line in lines)
            bench.notify(words, title="Details", severity="warning", timeout=15, markup=False)
