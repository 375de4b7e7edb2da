"""What a tab of the response pane shows, to be copied or saved."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.tui.drawing.response_status import part_words
from ovh_explorer.workspace.response.errors import ReadError
from ovh_explorer.workspace.storage.save_file import Content

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.drawing.documents import Document
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.tui.open_operation import Shown
    from ovh_explorer.workspace.response.service import ResponseService

__all__ = [
    "ShownContent",
    "document_content",
    "no_response",
    "response_content",
    "table_content",
    "text_content",
    "unsent_content",
]

_EXTENSIONS = {
    "text/html": "html",
    "text/csv": "csv",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/pdf": "pdf",
}
_PLAIN = re.compile(r"[a-z0-9]{1,5}")


@dataclass(frozen=True)
class ShownContent:
    """What is copied or saved.

    Attributes:
        data: the bytes, or the file that they are in.
        extension: of a file that fits, without the dot.
        title: what it is called where it is copied: ``the table``.
        part: how much of a list it is, where that is not all: ``3 of 6 details``.
        is_example: whether nothing was sent yet, and it says what a response may look like.
    """

    data: Content
    extension: str
    title: str
    is_example: bool = False
    part: str = ""

    def named(self, what: str) -> str:
        """What it is called, and how much of a list it is."""
        return f"{what} ({self.part})" if self.part else what


@asynccontextmanager
async def text_content(
    text: str, title: str, extension: str = "txt"
) -> AsyncIterator[ShownContent]:
    """A text as it is."""
    yield ShownContent(text.encode("utf-8", "surrogateescape"), extension, title)


def document_content(document: "Document", title: str) -> AbstractAsyncContextManager[ShownContent]:
    """All lines of a document as they are shown."""
    lines = [document.plain(index) for index in range(document.height)]
    return text_content("\n".join(lines), title)


@asynccontextmanager
async def unsent_content(shown: "Shown", document: "Document") -> AsyncIterator[ShownContent]:
    """What stands in the place of a response that is not there.

    Raises:
        ReadError: where that only says that there is none.
    """
    if not (shown.is_example or shown.failure):
        raise no_response()
    title = _("the example") if shown.is_example else _("the message")
    async with document_content(document, title) as content:
        yield replace(content, is_example=shown.is_example)


def no_response() -> ReadError:
    """Why nothing is copied and nothing is saved before the first response."""
    return ReadError(_("there is no response yet."))


@asynccontextmanager
async def response_content(found: "RenderedResponse", title: str) -> AsyncIterator[ShownContent]:
    """A response as it was received, or what a filter leaves of it."""
    response, part = found.response, part_words(found)
    if found.expression and isinstance(found.document, FoldedLines):
        yield ShownContent(found.document.text.text, "json", title, part=part)
    elif response.stored is not None:
        yield ShownContent(response.stored.path, _extension(response), title, part=part)
    else:
        yield ShownContent(response.content, _extension(response), title, part=part)


@asynccontextmanager
async def table_content(
    reader: "ResponseService", found: "RenderedResponse", table: "TableLines"
) -> AsyncIterator[ShownContent]:
    """A response's table as CSV: the columns that are shown, in the order that is shown. The file
    of a large one is removed afterwards.

    Raises:
        ReadError: when it can't be written.
    """
    content = await reader.csv(table.table, table.shown_as_they_came, table.sequence)
    try:
        yield ShownContent(content, "csv", _("the table"), part=part_words(found))
    finally:
        if isinstance(content, Path):
            content.unlink(missing_ok=True)


def _extension(response: "Response") -> str:
    kind = response.content_type
    if "json" in kind:
        return "json"
    if kind in _EXTENSIONS:
        return _EXTENSIONS[kind]
    if kind.startswith("text/") or not kind:
        return "txt"
    last = kind.rpartition("/")[2]
    return last if _PLAIN.fullmatch(last) else "bin"
