"""More of the list that is shown: its pages, its objects in place of ids, the details of its items."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from ovh_explorer.catalog.links import Detail, detail_of
from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.response.table_view import TableView
from ovh_explorer.workspace.calls.item_details import (
    MAX_DETAILS,
    SAFE_REQUESTS_PER_MINUTE,
    Details,
    detail_calls,
    takes_batches,
)
from ovh_explorer.workspace.calls.pagination import (
    SIZE,
    Pages,
    next_page,
    put_together,
    whole_objects,
)
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.tui.response.render import RenderedResponse
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["ListLoader"]

_MAX_PAGES = 100_000
# Seconds until details that have come are shown while others are still asked for; then twice as
# long each time.
_FIRST_SHOWN, _LAST_SHOWN = 1.0, 30.0


class ListLoader:
    """What `m` does on a workbench."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    async def ask(self, form: "Form", found: "RenderedResponse") -> None:
        """Ask what more of the list is wanted, and get it."""
        bench, call = self._bench, found.call
        entries = []
        if next_page(call, found.response) is not None:
            entries += [
                Entry("Next page", "added to what is shown", "next"),
                Entry("All pages", "until there are no more; esc stops", "all"),
            ]
        if form.field("header", SIZE) is not None and found.response.ok:
            entries.append(Entry("Items a page", "begin again with pages of another size", "size"))
        detail = (
            detail_of(bench.workspace.store, form.operation)
            if found.response.ok and not found.gathered
            else None
        )
        calls, listed = await self._calls(found, detail) if detail is not None else ([], 0)
        count = len(calls)
        if calls:
            which = f"of each of the {count:,}"
            if listed > MAX_DETAILS:
                rest = f"[{MAX_DETAILS}:{2 * MAX_DETAILS}]"
                which = f"of the first {count:,} of {listed:,}; f narrows the list, to the next ones by {rest}"
            entries.append(Entry("Details", f"{which}: GET {calls[0][1].path}", "details"))
        if calls and detail is not None and takes_batches(detail.operation):
            words = f"fifty with one request; X-Ovh-Batch is in no documentation, else one by one: {-(-count // 50):,}"
            entries.append(Entry("Details in batches", words, "batches"))
        if detail is not None and not detail.key and call.branch == "v1":
            words = "the manager's X-Pagination-Mode is in no documentation; the API may answer ids all the same"
            entries.append(Entry("Whole objects in place of ids", words, "objects"))
        if not entries:
            bench.notify(
                "There is no more of this: no further page, and nothing that shows an item.",
                timeout=4,
            )
            return
        match await bench.app.push_screen_wait(
            MenuScreen(f"More of {form.operation.title}", entries)
        ):
            case "next":
                bench.trying.gather(found.said, self._pages(found, 1))
            case "all":
                bench.trying.gather(found.said, self._pages(found, _MAX_PAGES))
            case "size":
                await self._size(form)
            case "objects":
                size = await self._number(
                    "Whole objects", "How many a page? Nothing leaves it to the API:"
                )
                if size is not None:
                    bench.trying.gather(found.said, self._objects(found, whole_objects(call, size)))
            case "details":
                limit = await self._limit(count)
                if limit is not None:
                    bench.trying.gather(found.said, self._details(found, calls, limit))
            case "batches":
                bench.trying.gather(found.said, self._details(found, calls, 0, batches=True))

    async def _calls(
        self, found: "RenderedResponse", detail: Detail
    ) -> "tuple[list[tuple[str, Call]], int]":
        """The calls that show the items that are listed, those that a filter leaves: so many, of
        how many.
        """
        if not isinstance(found.document, FoldedLines):
            return [], 0
        values = await self._bench.workspace.response_service.values(
            found.document.text, detail.key
        )
        calls = await asyncio.to_thread(detail_calls, detail, found.call, values[:MAX_DETAILS])
        return calls, len(values)

    async def _number(self, title: str, words: str, placeholder: str = "") -> int | None:
        """A number above 0, or 0 for nothing; None to leave it."""

        def problem(text: str) -> str:
            return (
                ""
                if not text or (text.isdecimal() and 0 < int(text) < 10**9)
                else "A number, or nothing."
            )

        answer = await self._bench.app.push_screen_wait(
            PromptScreen(title, words, problem, placeholder=placeholder)
        )
        return None if answer is None else int(answer or 0)

    async def _limit(self, count: int) -> int | None:
        """How many requests a minute; None to leave it."""
        if count <= SAFE_REQUESTS_PER_MINUTE:
            return 0
        words = (
            f"{count:,} requests will be sent, eight at once. {SAFE_REQUESTS_PER_MINUTE} a minute are said to be safe; when the API "
            "refuses for their number, all wait. At most how many a minute? Nothing for no limit:"
        )
        return await self._number("Details", words, str(SAFE_REQUESTS_PER_MINUTE))

    async def _size(self, form: "Form") -> None:
        """Ask for pages of another size, from the first on; the form says so, and the code with it."""
        size = await self._number("Items a page", "How many? Nothing leaves it to the API:")
        field = form.field("header", SIZE)
        if size is None or field is None or form is not self._bench.form:
            return
        field.type_text(str(size) if size else "")
        self._bench.request.refresh_form()
        self._bench.trying.press()

    async def _pages(self, found: "RenderedResponse", most: int) -> None:
        pane = self._bench.response
        pages = Pages(self._bench.workspace.send, found.call, found.response, pane.status.say_doing)
        problem = ""
        try:
            problem = await pages.follow(most)
        finally:
            # Also when it was stopped, or one didn't come: what came is kept. Not when the program
            # ends.
            if pane.is_attached:
                call, response = await pages.finish()
                await pane.answer(call, response, said=found.said, gathered=found.gathered)
        words = f"{pages.count:,} pages." if pages.count > 1 else "There is no further page."
        self._bench.notify(printable(problem or words), timeout=5, markup=False)

    async def _objects(self, found: "RenderedResponse", call: "Call") -> None:
        bench = self._bench
        response = await bench.workspace.send(call, bench.response.arriving)
        is_list = response.ok and response.read(200).lstrip()[1:].lstrip().startswith(b"{")
        await bench.response.answer(call, response, said=found.said, gathered=is_list)
        if response.ok and not is_list:
            bench.notify(
                "The API answered what it answers without being asked for objects.", timeout=6
            )

    async def _details(
        self,
        found: "RenderedResponse",
        calls: "list[tuple[str, Call]]",
        a_minute: int,
        *,
        batches: bool = False,
    ) -> None:
        bench = self._bench
        tell = bench.response.status.say_doing
        details = Details(bench.workspace.send, calls, tell, a_minute=a_minute, batches=batches)
        showing = asyncio.create_task(self._show_as_they_come(found, details))
        try:
            await details.run()
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
            if bench.is_attached:
                result = put_together(
                    found.response, await details.finish(), found.response.elapsed
                )
                await bench.response.answer(found.call, result, said=found.said, gathered=True)
        words = []
        if details.failed:
            words.append(f"{details.failed:,} of {len(calls):,} failed: see the column error.")
        if details.no_batches:
            words.append(f"They were asked for one by one: {details.no_batches}.")
        if words:
            bench.notify(
                printable(" ".join(words)),
                title="Details",
                severity="warning",
                timeout=8,
                markup=False,
            )

    async def _show_as_they_come(self, found: "RenderedResponse", details: Details) -> None:
        """Show the rows that are there, now and then, with the cursor where it is."""
        pane, wait = self._bench.response, _FIRST_SHOWN
        while True:
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LAST_SHOWN)
            rows = details.so_far()
            if rows is None:
                continue
            before = pane.table
            row, column = (before.row, before.column) if before is not None else (0, 0)
            # What can't be read is said at the end, when all of it is there.
            with suppress(ReadError):
                result = put_together(found.response, rows, found.response.elapsed)
                await pane.answer(found.call, result, said=found.said, gathered=True)
            if row and isinstance(pane.view, TableView):
                pane.view.move_to(row)
            if column and pane.table is not None:
                pane.table.column = min(column, len(pane.table.shown) - 1)
