"""Lays responses out for the response pane."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ovh_explorer.catalog.checks import is_check
from ovh_explorer.catalog.links import naming_property
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.documents import Document, PlainLines
from ovh_explorer.tui.drawing.json_lines import COMMENT_SIGN, AdvisedLines, FoldedLines, StoredLines
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.response.render import wrapped
from ovh_explorer.tui.response.row_marks import mark_rows, marked_names
from ovh_explorer.workspace.calls.narrowed import narrowed_by, nothing_fits_words
from ovh_explorer.workspace.calls.other_profiles import PROFILE
from ovh_explorer.workspace.response.filter import FilterError
from ovh_explorer.workspace.response.service import Progress
from ovh_explorer.workspace.storage.preference_names import columns_of

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.navigation.next_steps import NextStep
    from ovh_explorer.workspace.response.stored_text import StoredText
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ResponseLayout", "with_table"]


class ResponseLayout:
    """Lays responses out: indented or as received, filtered, as a table, below advice.

    A filter is of the responses of an operation for as long as its form is open: one that was set
    for another sight of it would hide things without a word.

    Args:
        workspace: reads responses, and knows the columns that were chosen.
        width: how many columns there are.
        progress: told how much of a large response is laid out, from 0 to 1.
        warn: told why a filter that was chosen earlier is not used.
    """

    def __init__(
        self,
        workspace: "Workspace",
        width: Callable[[], int],
        progress: Progress,
        warn: Callable[[str], object],
    ) -> None:
        self._workspace = workspace
        self._width = width
        self._progress = progress
        self._warn = warn
        # By operation, and whether it is of the details of its items.
        self._filters: dict[tuple[tuple[str, str, str], bool], str] = {}

    def set_filter(self, found: RenderedResponse, expression: str) -> None:
        """Have the next responses of the operation filtered as this one is."""
        self._filters[_key(found.call), found.gathered] = expression

    def forget_filters(self, operation: tuple[str, str, str]) -> None:
        """Show the next response of an operation whole."""
        for gathered in (False, True):
            self._filters.pop((operation, gathered), None)

    async def first(
        self, call: "Call", response: "Response", *, said: "Call | None", gathered: bool
    ) -> RenderedResponse:
        """A response that has just come, filtered as the one before it.

        Args:
            said: what the form said, where that is not `call`.
            gathered: whether it was put together of several; it is shown as a table then.

        Raises:
            ReadError: when it can't be read.
        """
        lay_out = partial(
            self._laid_out,
            call,
            response,
            said=said or call,
            advice=self._workspace.error_doctor.explain_at_once(call, response)
            or _words_of_nothing(self._workspace.store, call, response),
            gathered=gathered,
        )
        expression = self._filters.get((_key(call), gathered), "")
        return await self._filtered(lay_out, expression if response.ok else "")

    async def again(
        self, found: RenderedResponse, *, raw: bool = False, expression: str | None = None
    ) -> RenderedResponse:
        """A response laid out again, after something that decides how was changed.

        Args:
            found: the response.
            raw: as it was received.
            expression: a JMESPath filter in place of the one that was chosen.

        Raises:
            FilterError: when `expression` doesn't fit it.
            ReadError: when it can't be read.
        """
        marked = await asyncio.to_thread(marked_names, self._workspace, found)
        lay_out = partial(
            self._laid_out,
            found.call,
            found.response,
            said=found.said,
            advice=() if raw else found.advice,
            gathered=found.gathered,
            marked=marked,
        )
        is_ok = found.response.ok
        if raw:
            again = await lay_out("", raw=True)
        elif expression is not None:
            again = await lay_out(expression if is_ok else "")
        else:
            expression = self._filters.get((_key(found.call), found.gathered), "")
            again = await self._filtered(lay_out, expression if is_ok else "")
        return replace(
            again,
            steps=found.steps,
            advice=found.advice,
            keys=found.keys,
            details=found.details,
            at=found.at,
            since=found.since,
            watched=found.watched,
        )

    def with_more(
        self, found: RenderedResponse, steps: "Sequence[NextStep]", advice: Sequence[str]
    ) -> RenderedResponse:
        """A response with what was learnt of it; without `advice` that stays as it is."""
        more = replace(found, steps=steps)
        if not advice or list(advice) == list(found.advice):
            return more
        if found.raw:
            return replace(more, advice=advice)
        return replace(more, advice=advice, document=self._document(found.text, advice))

    def wrapped(self, found: RenderedResponse) -> RenderedResponse:
        """A response with what is said above it wrapped to the width that there is now."""
        if found.raw or not found.advice or not found.document.height:
            return found
        return replace(found, document=self._document(found.text, found.advice))

    async def _filtered(
        self, lay_out: Callable[[str], Awaitable[RenderedResponse]], expression: str
    ) -> RenderedResponse:
        """What a filter leaves that was chosen earlier, perhaps for another response: one that it
        doesn't fit is shown whole.
        """
        try:
            return await lay_out(expression)
        except FilterError as error:
            self._warn(_("Not filtered. {problem}").format(problem=error))
            return await lay_out("")

    async def _laid_out(
        self,
        call: "Call",
        response: "Response",
        expression: str,
        *,
        said: "Call",
        advice: Sequence[str],
        gathered: bool,
        raw: bool = False,
        marked: frozenset[str] = frozenset(),
    ) -> RenderedResponse:
        content = response.content if response.stored is None else response.stored.path
        text = await self._workspace.reader.format(
            content,
            response.content_type,
            expression=expression,
            raw=raw,
            width=self._width(),
            progress=self._progress,
        )
        found = RenderedResponse(
            call,
            said,
            response,
            text,
            self._document(text, advice),
            text.note,
            expression=expression,
            raw=raw,
            gathered=gathered,
            advice=advice,
            marked=marked,
        )
        if raw or not gathered:
            return found
        return await with_table(self._workspace, found, self._progress)

    def _document(self, text: "StoredText", advice: Sequence[str]) -> Document:
        above = _above(advice, self._width() - len(COMMENT_SIGN))
        if not text.height:
            return PlainLines(above or [text.note], kind="comment")
        if above:
            return AdvisedLines(above, StoredLines(text))
        return FoldedLines(text) if text.language == "json" else StoredLines(text)


def _words_of_nothing(store: "Store", call: "Call", response: "Response") -> list[str]:
    """What a success means that says nothing: of what checks something, a yes; of a list, that
    nothing fits its filters.
    """
    operation = store.operation(call.branch, call.method, call.path)
    if filters := narrowed_by(operation, call, response):
        return [nothing_fits_words(filters)]
    if not response.is_nothing:
        return []
    if operation is not None and is_check(operation):
        if response.content:
            return [_("null: the check passed. One that does not pass returns an error.")]
        return [_("Empty: the check passed. One that does not pass returns an error.")]
    if response.content:
        return [_("null: the request succeeded, and the API returns no value.")]
    return [_("Empty: the request succeeded, and the API returns no value.")]


def _key(call: "Call") -> tuple[str, str, str]:
    return call.branch, call.method, call.path


async def with_table(
    workspace: "Workspace", found: RenderedResponse, progress: Progress | None, near: int = 0
) -> RenderedResponse:
    """A response with the list around line `near` as a table; as it is where there is none.

    Raises:
        ReadError: when it can't be read.
    """
    if not isinstance(found.document, FoldedLines):
        return found
    table = await workspace.reader.table(found.document.text, near, progress)
    if table is None:
        return found
    call = found.call
    operation = workspace.store.operation(call.branch, call.method, call.path)
    table.lead_with("" if operation is None else naming_property(workspace.store, operation))
    chosen = columns_of(call, gathered=found.gathered)
    is_of_one = all(column.path != (PROFILE,) for column in table.columns)
    lines = TableLines(table, workspace.preferences.get(chosen) if is_of_one else "")
    lines.changes = found.document.changes
    lines.row = lines.row_of(near)
    # Of the table before, where there was one: the user may have marked others since.
    found = replace(found, marked=await asyncio.to_thread(marked_names, workspace, found))
    await mark_rows(workspace, found, lines)
    return replace(found, table=lines, as_table=True)


def _above(advice: Sequence[str], width: int) -> list[str]:
    words = [part for line in advice for part in wrapped(printable(line), width)]
    return [f"{COMMENT_SIGN}{line}" for line in words] + [""] * bool(words)
