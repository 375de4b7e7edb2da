"""More of the list that is shown: its pages, objects in place of ids, details of its items."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.message import Message

from ovh_explorer.catalog.links import detail_of
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.messages import Milestone
from ovh_explorer.tui.response.detail_loader import (
    DetailLoader,
    detail_entries,
    lacks_details,
    rest_entry,
    rest_of,
)
from ovh_explorer.tui.terminal.lifetime import finish
from ovh_explorer.workspace.calls.detail_rest import SAFE, DetailWish
from ovh_explorer.workspace.calls.left_out import LeftOutPart, parts_left_out
from ovh_explorer.workspace.calls.narrowed import narrowed_by
from ovh_explorer.workspace.calls.pagination import (
    SIZE,
    Pages,
    next_page,
    whole_objects,
)

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.call import Call
    from ovh_explorer.form import Form
    from ovh_explorer.form.kinds import ParameterLocation
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.response.outlet import Gather, ResponseOutlet
    from ovh_explorer.workspace.workspace import Workspace

__all__ = [
    "ListLoader",
    "SendWith",
    "has_details",
    "has_more",
    "has_pages",
    "left_out",
    "left_out_words",
    "narrowed",
]

# Before the parameter that adds what is left out, in the ids of entries.
_ADD = "add-"
_MAX_PAGES = 100_000
_MAX_PAGE_SIZE = 10**9
_NOTHING_MORE = N_(
    "There is nothing more to load: no further page, and no operation for the details of an item."
)
_ALL_LOADED = N_("There is nothing more to load: the details of the items are shown.")
_NO_OBJECTS = N_("The API returned ids again, not objects.")


def has_more(workspace: "Workspace", form: "Form", found: "RenderedResponse") -> bool:
    """Whether there is more of what is shown: pages, another size of them, details of items."""
    if not found.response.ok:
        return False
    if has_pages(form, found) or left_out(form, found) or narrowed(form, found):
        return True
    return has_details(workspace, form, found)


def has_details(workspace: "Workspace", form: "Form", found: "RenderedResponse") -> bool:
    """Whether there are details of the items of a list."""
    if found.response.content.strip() == b"[]":
        return False
    if found.gathered:
        return lacks_details(found)
    return detail_of(workspace.store, form.operation) is not None


def has_pages(form: "Form", found: "RenderedResponse") -> bool:
    """Whether what is shown is a page of a list, and not only items whose details are to be had."""
    if form.field("header", SIZE) is not None:
        return True
    return next_page(found.call, found.response) is not None


def left_out(form: "Form", found: "RenderedResponse") -> list[LeftOutPart]:
    """What the response lacks that a parameter of its query adds."""
    if found.gathered or not found.response.ok or found.response.is_nothing:
        return []
    return parts_left_out(form.operation, found.call)


def narrowed(form: "Form", found: "RenderedResponse") -> list[str]:
    """The parameters that a list is narrowed by which came empty."""
    if found.gathered:
        return []
    filters = narrowed_by(form.operation, found.call, found.response)
    return list(dict.fromkeys(name for name, _value in filters))


def left_out_words(parts: list[LeftOutPart]) -> str:
    """What is left out, and the key that adds it; "" for nothing."""
    names = ", ".join(part.name for part in parts)
    if len(parts) == 1:
        words = _("{name} left out: m sends {parameter}")
        return words.format(name=names, parameter=parts[0].parameter)
    return _("{names} left out: m offers them").format(names=names) if parts else ""


def _left_out_entries(parts: list[LeftOutPart]) -> list[Entry]:
    """To add each of them, or all."""
    entries = [
        Entry(
            _("Add {part}").format(part=part.name),
            " · ".join(filter(None, (f"{part.parameter}=true", part.about))),
            f"{_ADD}{part.parameter}",
        )
        for part in parts
    ]
    if len(parts) > 1:
        entries.append(Entry(_("Add all of these"), "", f"{_ADD}*"))
    return entries


def _nothing_more(found: "RenderedResponse") -> str:
    """Why there is nothing to load."""
    rest = rest_of(found)
    if rest is None:
        return _(_ALL_LOADED) if found.gathered else _(_NOTHING_MORE)
    words = _(
        "No more than {count} are loaded at a time. For the others send the request again, narrow "
        "the list (f), then press m."
    )
    return words.format(count=number(len(rest.calls)))


class SendWith(Message):
    """Have the form say other `values`, by place and name, and send it: pages of another size, with
    what a response leaves out. An empty one is left out.
    """

    def __init__(self, form: "Form", values: "dict[tuple[ParameterLocation, str], str]") -> None:
        super().__init__()
        self.form = form
        self.values = values


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
        self._details = DetailLoader(app, workspace, outlet, post)

    async def ask(
        self, form: "Form", found: "RenderedResponse", is_shown: Callable[[], bool]
    ) -> None:
        """Offer what more of the list there is, and get what the user chooses; nothing where it is
        shown no longer once that is known, which takes time for a large list. What its filters
        left nothing of is asked for without them.
        """
        if filters := narrowed(form, found):
            self._post(SendWith(form, {("query", name): "" for name in filters}))
            return
        call = found.call
        entries = self._page_entries(form, found)
        title = _("Load more · {operation}") if entries else _("Load the details · {operation}")
        is_ids = False
        calls: list[tuple[str, Call]] = []
        listed = 0
        if found.response.ok and not found.gathered:
            detail = detail_of(self._workspace.store, form.operation)
            if detail is not None:
                calls, listed = await self._details.calls(found, detail)
                if not is_shown():
                    return
                entries += detail_entries(detail, calls, listed)
                is_ids = not detail.key and call.branch == "v1"
        rest = rest_of(found)
        if rest is not None and rest.missing:
            entries.append(rest_entry(rest))
        if is_ids:
            words = _(
                "X-Pagination-Mode is undocumented (OVHcloud's Manager uses it); "
                "the API may return ids anyway"
            )
            entries.append(Entry(_("Expand ids to objects"), words, "objects"))
        parts = left_out(form, found)
        if len(parts) == 1 and not entries:
            # There is nothing to choose.
            self._add(form, parts)
            return
        if parts and not entries:
            title = _("Load more · {operation}")
        entries += _left_out_entries(parts)
        if not entries and found.details is None:
            self._app.notify(_nothing_more(found), timeout=4)
            return
        if found.details is not None:
            if not entries:
                entries.append(Entry(_nothing_more(found)))
            words = _("as the API returns it; the next responses too")
            entries.append(Entry(_("The list alone"), words, "alone"))
        title = title.format(operation=form.operation.title)
        # What is said to be left out is what the key was pressed for, where there is no next page.
        is_said = len(parts) == 1 and next_page(call, found.response) is None
        chosen: str | None = f"{_ADD}{parts[0].parameter}" if is_said else ""
        is_done = False
        while chosen is not None and not is_done:
            menu: MenuScreen = MenuScreen(title, entries, start=chosen)
            chosen = await self._app.push_screen_wait(menu)
            if chosen is not None:
                is_done = await self._do(chosen, form, found, calls, listed)

    async def _do(
        self,
        chosen: str,
        form: "Form",
        found: "RenderedResponse",
        calls: "list[tuple[str, Call]]",
        listed: int,
    ) -> bool:
        """Get what was chosen; False where the user turned back."""
        match chosen:
            case added if added.startswith(_ADD):
                name = added.removeprefix(_ADD)
                parts = left_out(form, found)
                self._add(form, [part for part in parts if name in ("*", part.parameter)])
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
                self._gather(found.said, self._details.load(found, calls, wish, listed))
            case "alone":
                self._outlet.put_in_place(replace(found, details=None))
                self._post(SendWith(form, {}))
            case "rest":
                self._gather(found.said, self._details.load_rest(found))
            case "batches":
                wish = DetailWish(batches=True, count=len(calls))
                self._gather(found.said, self._details.load(found, calls, wish, listed))
        return True

    def _add(self, form: "Form", parts: list[LeftOutPart]) -> None:
        """Send it again with what was left out."""
        self._post(SendWith(form, {("query", part.parameter): "true" for part in parts}))

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
            self._post(SendWith(form, {("header", SIZE): str(size) if size else ""}))
        return size is not None

    async def _pages(self, found: "RenderedResponse", limit: int) -> None:
        outlet = self._outlet
        pages = Pages(self._workspace.send, found.call, found.response, outlet.say_doing)
        problem = ""
        try:
            problem = await pages.follow(limit)
        finally:
            # Also when it was stopped, by esc once or twice, or one didn't come: what came is kept.
            await finish(self._show_pages(found, pages))
        self._post(Milestone("follow"))
        words = _("This is the last page.")
        if pages.count > 1:
            words = ngettext("{count} page.", "{count} pages.", pages.count)
            words = words.format(count=number(pages.count))
        self._app.notify(printable(problem or words), timeout=5, markup=False)

    async def _show_pages(self, found: "RenderedResponse", pages: Pages) -> None:
        # Not when the program ends.
        if self._outlet.is_attached:
            call, response = await pages.finish()
            await self._outlet.show_response(
                call, response, said=found.said, gathered=found.gathered, since=found.oldest
            )

    async def _objects(self, found: "RenderedResponse", call: "Call") -> None:
        response = await self._workspace.send(call, self._outlet.receive)
        is_list = response.ok and response.read(200).lstrip()[1:].lstrip().startswith(b"{")
        await self._outlet.show_response(call, response, said=found.said, gathered=is_list)
        if is_list:
            self._post(Milestone("follow"))
        elif response.ok:
            self._app.notify(_(_NO_OBJECTS), timeout=6)

    async def load_again(
        self, found: "RenderedResponse", wish: DetailWish
    ) -> "RenderedResponse | None":
        """Load the details of a list that came again; None where nothing is listed."""
        return await self._details.load_again(found, wish)
