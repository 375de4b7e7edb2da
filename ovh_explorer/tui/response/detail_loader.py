"""The details of a list's items, loaded as its rows; what was stopped can be gone on with."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.links import Detail, detail_of
from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.dialogs.menu import Entry
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.messages import Milestone
from ovh_explorer.tui.terminal.lifetime import finish
from ovh_explorer.workspace.calls.detail_rest import DetailWish
from ovh_explorer.workspace.calls.item_details import (
    MAX_DETAILS,
    Details,
    detail_calls,
    takes_batches,
)
from ovh_explorer.workspace.calls.pagination import put_together
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

    from ovh_explorer.call import Call
    from ovh_explorer.client.body import StoredBody
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.response.outlet import ResponseOutlet
    from ovh_explorer.workspace.calls.detail_rest import DetailRest
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["DetailLoader", "detail_entries", "lacks_details", "rest_entry", "rest_of"]

# Seconds until details that have come are shown while others are still requested; then twice as
# long each time.
_MIN_SHOW_SECONDS, _MAX_SHOW_SECONDS = 1.0, 30.0
_BATCH_ITEMS = 50


def rest_of(found: "RenderedResponse") -> "DetailRest | None":
    """The details that are missing in what is shown, or failed; None for none."""
    return None if found.details is None else found.details.rest


def lacks_details(found: "RenderedResponse") -> bool:
    """Whether details are missing in what is shown, or failed, that can be loaded."""
    rest = rest_of(found)
    return rest is not None and bool(rest.missing)


class DetailLoader:
    """Loads the details of a list's items, and shows them as they come.

    Args:
        app: shows toasts.
        workspace: sends, reads what came, and knows the catalog.
        outlet: shows what came.
        post: for what other parts of the screen do.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        outlet: "ResponseOutlet",
        post: "Callable[[Message], object]",
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._outlet = outlet
        self._post = post

    async def calls(
        self, found: "RenderedResponse", detail: Detail
    ) -> "tuple[list[tuple[str, Call]], int]":
        """The calls that show the items that are listed, those that a filter leaves: so many, of
        how many.
        """
        if not isinstance(found.document, FoldedLines):
            return [], 0
        values = await self._workspace.reader.values(found.document.text, detail.key)
        wanted = values[:MAX_DETAILS]
        calls = await asyncio.to_thread(detail_calls, detail, found.call, wanted)
        # What can't stand in a path is no item whose details are missing.
        return calls, len(values) - len(wanted) + len(calls)

    async def load(
        self,
        found: "RenderedResponse",
        calls: "list[tuple[str, Call]]",
        wish: DetailWish,
        listed: int,
    ) -> None:
        """Load the details of a list that is shown and has so many items."""
        await self._details(found, calls, wish, listed, shows_rows=True)
        self._post(Milestone("follow"))

    async def load_rest(self, found: "RenderedResponse") -> None:
        """Load the details that are missing in what is shown, or failed, below and between the
        others.
        """
        rest = rest_of(found)
        if rest is None or found.details is None:
            return
        rows = await asyncio.to_thread(rest.rows, found.response)
        wish = found.details.again(len(rest.calls))
        calls = list(rest.calls)
        await self._details(found, calls, wish, rest.listed, shows_rows=True, rows=rows)
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
        calls, listed = await self.calls(found, detail)
        if not calls:
            return None
        return await self._details(found, calls, wish.again(len(calls)), listed, shows_rows=False)

    async def _details(
        self,
        found: "RenderedResponse",
        calls: "list[tuple[str, Call]]",
        wish: DetailWish,
        listed: int,
        *,
        shows_rows: bool,
        rows: dict[int, bytes] | None = None,
    ) -> "RenderedResponse | None":
        details = Details(
            self._workspace.send,
            calls,
            self._outlet.say_doing,
            a_minute=wish.a_minute,
            batches=wish.batches,
            rows=rows,
            listed=listed,
        )
        showing = None
        if shows_rows:
            showing = asyncio.create_task(self._show_rows(found, details))
        try:
            await details.run()
        finally:
            # Also where esc is pressed again: what came is shown, and what is missing said.
            shown = await finish(self._show_end(found, details, wish, showing))
        self._say_failures(details, len(calls))
        return shown

    async def _show_end(
        self,
        found: "RenderedResponse",
        details: Details,
        wish: DetailWish,
        showing: "asyncio.Task[None] | None",
    ) -> "RenderedResponse | None":
        """Show what came, and what is missing in it, in place of what `showing` showed. Where it
        was stopped before the first, the list that is shown stays.
        """
        if showing is not None:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
        if not (self._outlet.is_attached and details.done):
            return None
        wish = replace(wish, rest=details.rest)
        return await self._show(found, await details.finish(), wish)

    async def _show(
        self,
        found: "RenderedResponse",
        rows: "bytes | StoredBody",
        wish: DetailWish | None = None,
    ) -> "RenderedResponse":
        result = put_together(found.response, rows, found.response.elapsed)
        return await self._outlet.show_response(
            found.call, result, said=found.said, gathered=True, details=wish, since=found.oldest
        )

    def _say_failures(self, details: Details, count: int) -> None:
        words = []
        if details.failed:
            failed, every = number(details.failed), number(count)
            words.append(
                _(
                    "{failed} of {count} failed: see the column error, or press m to load them "
                    "again."
                ).format(failed=failed, count=every)
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
                await self._show(found, rows)


def detail_entries(detail: Detail, calls: "list[tuple[str, Call]]", listed: int) -> list[Entry]:
    """The ways to load the details of what is listed: one by one, in batches."""
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


def rest_entry(rest: "DetailRest") -> Entry:
    """The entry that loads the details that are missing, or failed."""
    missing = rest.missing
    if not rest.was_stopped:
        which = _("of the {count} that failed: {request}").format(
            count=number(len(missing)), request=f"GET {missing[0][1].path}"
        )
        return Entry(_("The failed details"), which, "rest")
    which = _("of the {count} that are missing: {request}")
    if rest.failed:
        which = _("of the {count} that are missing or failed: {request}")
    which = which.format(count=number(len(missing)), request=f"GET {missing[0][1].path}")
    return Entry(_("The other details"), which, "rest")
