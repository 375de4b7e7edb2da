"""More of the list that is shown: its pages, objects in place of ids, details of its items."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.message import Message

from ovh_explorer.catalog.links import Detail, detail_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.messages import Milestone
from ovh_explorer.workspace.calls.item_details import (
    MAX_DETAILS,
    SAFE,
    Details,
    DetailWish,
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
    from textual.app import App

    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.response.outlet import Gather, ResponseOutlet
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ListLoader", "SetPageSize", "has_more"]

_MAX_PAGES = 100_000
_MAX_PAGE_SIZE = 10**9
# Seconds until details that have come are shown while others are still requested; then twice as
# long each time.
_MIN_SHOW_SECONDS, _MAX_SHOW_SECONDS = 1.0, 30.0
_BATCH_ITEMS = 50
_NOTHING_MORE = N_(
    "There is nothing more to load: no further page, and no operation for the details of an item."
)
_ALL_LOADED = N_("There is nothing more to load: the details of the items are shown.")
_NO_OBJECTS = N_("The API returned ids again, not objects.")


def has_more(workspace: "Workspace", form: "Form", found: "RenderedResponse") -> bool:
    """Whether there is more of what is shown: pages, another size of them, details of items."""
    if not found.response.ok:
        return False
    if has_pages(form, found):
        return True
    if found.response.content.strip() == b"[]":
        return False
    return not found.gathered and detail_of(workspace.store, form.operation) is not None


def has_pages(form: "Form", found: "RenderedResponse") -> bool:
    """Whether what is shown is a page of a list, and not only items whose details are to be had."""
    if form.field("header", SIZE) is not None:
        return True
    return next_page(found.call, found.response) is not None


class SetPageSize(Message):
    """Have the form say pages of another size, and send it; `size` is 0 for the API's own."""

    def __init__(self, form: "Form", size: int) -> None:
        super().__init__()
        self.form = form
        self.size = size


class ListLoader:
    """Asks what more of a list is wanted, and gets it.

    Args:
        app: shows dialogs and toasts.
        workspace: sends, reads what came, and knows the catalog.
        outlet: shows what came.
        gather: does what takes several requests.
        post: for what other parts of the screen do.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        outlet: "ResponseOutlet",
        gather: "Gather",
        post: Callable[[Message], object],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._outlet = outlet
        self._gather = gather
        self._post = post

    async def ask(self, form: "Form", found: "RenderedResponse") -> None:
        """Offer what more of the list there is, and get what the user chooses."""
        call = found.call
        entries = self._page_entries(form, found)
        title = _("Load more · {operation}") if entries else _("Load the details · {operation}")
        is_ids = False
        calls: list[tuple[str, Call]] = []
        if found.response.ok and not found.gathered:
            detail = detail_of(self._workspace.store, form.operation)
            if detail is not None:
                calls, listed = await self._calls(found, detail)
                entries += _detail_entries(detail, calls, listed)
                is_ids = not detail.key and call.branch == "v1"
        if is_ids:
            words = _(
                "X-Pagination-Mode is undocumented (OVHcloud's Manager uses it); "
                "the API may return ids anyway"
            )
            entries.append(Entry(_("Expand ids to objects"), words, "objects"))
        if not entries:
            words = _ALL_LOADED if found.gathered else _NOTHING_MORE
            self._app.notify(_(words), timeout=4)
            return
        title = title.format(operation=form.operation.title)
        chosen: str | None = ""
        is_done = False
        while chosen is not None and not is_done:
            menu: MenuScreen = MenuScreen(title, entries, start=chosen)
            chosen = await self._app.push_screen_wait(menu)
            if chosen is not None:
                is_done = await self._do(chosen, form, found, calls)

    async def _do(
        self,
        chosen: str,
        form: "Form",
        found: "RenderedResponse",
        calls: "list[tuple[str, Call]]",
    ) -> bool:
        """Get what was chosen; False where the user turned back."""
        match chosen:
            case "next":
                self._gather(found.said, self._pages(found, 1))
            case "all":
                self._gather(found.said, self._pages(found, _MAX_PAGES))
            case "size":
                return await self._ask_size(form)
            case "objects":
                words = _("Items per page; leave it empty for the API's default:")
                size = await self._ask_number(_("Whole objects"), words)
                if size is None:
                    return False
                self._gather(found.said, self._objects(found, whole_objects(found.call, size)))
            case "details":
                limit = await self._ask_limit(len(calls))
                if limit is None:
                    return False
                wish = DetailWish(limit, count=len(calls))
                self._gather(found.said, self._load(found, calls, wish))
            case "batches":
                wish = DetailWish(batches=True, count=len(calls))
                self._gather(found.said, self._load(found, calls, wish))
        return True

    def _page_entries(self, form: "Form", found: "RenderedResponse") -> list[Entry]:
        entries = []
        if next_page(found.call, found.response) is not None:
            entries += [
                Entry(_("Next page"), _("added to what is shown"), "next"),
                Entry(_("All pages"), _("to the end of the list; esc stops"), "all"),
            ]
        if form.field("header", SIZE) is not None and found.response.ok:
            entries.append(Entry(_("Page size"), _("reload with another page size"), "size"))
        return entries

    async def _calls(
        self, found: "RenderedResponse", detail: Detail
    ) -> "tuple[list[tuple[str, Call]], int]":
        """The calls that show the items that are listed, those that a filter leaves: so many, of
        how many.
        """
        if not isinstance(found.document, FoldedLines):
            return [], 0
        values = await self._workspace.reader.values(found.document.text, detail.key)
        calls = await asyncio.to_thread(detail_calls, detail, found.call, values[:MAX_DETAILS])
        return calls, len(values)

    async def _ask_number(self, title: str, words: str, placeholder: str = "") -> int | None:
        """A number above 0, or 0 for nothing; None to leave it."""

        def problem(text: str) -> str:
            is_number = text.isdecimal() and 0 < int(text) < _MAX_PAGE_SIZE
            return "" if not text or is_number else _("Type a number, or leave it empty.")

        typed = await self._app.push_screen_wait(
            PromptScreen(title, words, problem, placeholder=placeholder)
        )
        return None if typed is None else int(typed or 0)

    async def _ask_limit(self, count: int) -> int | None:
        """How many requests a minute; None to leave it."""
        if count <= SAFE:
            return 0
        words = _(
            "{count} requests will be sent, eight at once. {safe} a minute are said to be safe; "
            "when the API refuses for their number, all wait. At most how many a minute? "
            "Nothing for no limit:"
        )
        words = words.format(count=number(count), safe=number(SAFE))
        return await self._ask_number(_("Details"), words, str(SAFE))

    async def _ask_size(self, form: "Form") -> bool:
        """Ask for pages of another size, from the first on; the form says so, and the code with
        it. False where the user turned back.
        """
        words = _("How many? Leave it empty for the API's default:")
        size = await self._ask_number(_("Page size"), words)
        if size is not None:
            self._post(SetPageSize(form, size))
        return size is not None

    async def _pages(self, found: "RenderedResponse", limit: int) -> None:
        outlet = self._outlet
        pages = Pages(self._workspace.send, found.call, found.response, outlet.say_doing)
        problem = ""
        try:
            problem = await pages.follow(limit)
        finally:
            # Also when it was stopped, or one didn't come: what came is kept. Not when the program
            # ends.
            if outlet.is_attached:
                call, response = await pages.finish()
                await outlet.show_response(call, response, said=found.said, gathered=found.gathered)
        self._post(Milestone("follow"))
        words = _("This is the last page.")
        if pages.count > 1:
            words = ngettext("{count} page.", "{count} pages.", pages.count)
            words = words.format(count=number(pages.count))
        self._app.notify(printable(problem or words), timeout=5, markup=False)

    async def _objects(self, found: "RenderedResponse", call: "Call") -> None:
        response = await self._workspace.send(call, self._outlet.receive)
        is_list = response.ok and response.read(200).lstrip()[1:].lstrip().startswith(b"{")
        await self._outlet.show_response(call, response, said=found.said, gathered=is_list)
        if is_list:
            self._post(Milestone("follow"))
        elif response.ok:
            self._app.notify(_(_NO_OBJECTS), timeout=6)

    async def _load(
        self, found: "RenderedResponse", calls: "list[tuple[str, Call]]", wish: DetailWish
    ) -> None:
        await self._details(found, calls, wish, shows_rows=True)
        self._post(Milestone("follow"))

    async def load_again(
        self, found: "RenderedResponse", wish: DetailWish
    ) -> "RenderedResponse | None":
        """Load the details of a list that came again. Until they are there, what is shown stays.

        Where it is stopped, what came is shown. None where nothing is listed.
        """
        call, store = found.call, self._workspace.store
        operation = store.operation(call.branch, call.method, call.path)
        detail = detail_of(store, operation) if operation is not None else None
        if detail is None or not found.response.ok:
            return None
        calls, _listed = await self._calls(found, detail)
        if not calls:
            return None
        return await self._details(found, calls, wish.again(len(calls)), shows_rows=False)

    async def _details(
        self,
        found: "RenderedResponse",
        calls: "list[tuple[str, Call]]",
        wish: DetailWish,
        *,
        shows_rows: bool,
    ) -> "RenderedResponse | None":
        send, tell = self._workspace.send, self._outlet.say_doing
        details = Details(send, calls, tell, a_minute=wish.a_minute, batches=wish.batches)
        rows = asyncio.create_task(self._show_rows(found, details)) if shows_rows else None
        shown = None
        try:
            await details.run()
        finally:
            if rows is not None:
                rows.cancel()
                await asyncio.gather(rows, return_exceptions=True)
            if self._outlet.is_attached and (details.done or shows_rows):
                result = put_together(
                    found.response, await details.finish(), found.response.elapsed
                )
                shown = await self._outlet.show_response(
                    found.call, result, said=found.said, gathered=True, details=wish
                )
        self._say_failures(details, len(calls))
        return shown

    def _say_failures(self, details: Details, count: int) -> None:
        words = []
        if details.failed:
            failed, every = number(details.failed), number(count)
            words.append(
                _("{failed} of {count} failed: see the column error.").format(
                    failed=failed, count=every
                )
            )
        if details.no_batches:
            reason = details.no_batches
            words.append(_("They were loaded one by one: {reason}.").format(reason=reason))
        if words:
            self._app.notify(
                printable(" ".join(words)),
                title=_("Details"),
                severity="warning",
                timeout=8,
                markup=False,
            )

    async def _show_rows(self, found: "RenderedResponse", details: Details) -> None:
        """Show the rows that are there, now and then, with the cursor where it is."""
        wait = _MIN_SHOW_SECONDS
        while True:
            await asyncio.sleep(wait)
            wait = min(wait * 2, _MAX_SHOW_SECONDS)
            rows = details.so_far()
            if rows is None:
                continue
            # What can't be read is said at the end, when all of it is there.
            with suppress(ReadError):
                result = put_together(found.response, rows, found.response.elapsed)
                await self._outlet.show_response(found.call, result, said=found.said, gathered=True)


def _detail_entries(detail: Detail, calls: "list[tuple[str, Call]]", listed: int) -> list[Entry]:
    if not calls:
        return []
    count = len(calls)
    which = _("of each of the {count}: {request}")
    if listed > MAX_DETAILS:
        which = _(
            "of the first {count} of {listed}; f narrows the list, to the next ones by {rest}: "
            "{request}"
        )
    which = which.format(
        count=number(count),
        listed=number(listed),
        rest=f"[{MAX_DETAILS}:{2 * MAX_DETAILS}]",
        request=f"GET {calls[0][1].path}",
    )
    entries = [Entry(_("Details"), which, "details")]
    if takes_batches(detail.operation):
        requests = -(-count // _BATCH_ITEMS)
        words = ngettext(
            "{count} request for all: X-Ovh-Batch is undocumented; "
            "if the API doesn't take it, one by one",
            "{count} requests for all: X-Ovh-Batch is undocumented; "
            "if the API doesn't take it, one by one",
            requests,
        )
        words = words.format(count=number(requests))
        entries.append(Entry(_("Details in batches"), words, "batches"))
    return entries
