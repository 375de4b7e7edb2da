"""What a tab of the response pane shows, to be copied or saved."""

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.workspace.storage.save_file import Content

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.drawing.documents import Document
    from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
    from ovh_explorer.tui.drawing.table_lines import TableLines
    from ovh_explorer.workspace.response.service import ResponseService

__all__ = [
    "ShownContent",
    "document_content",
    "response_content",
    "table_content",
    "text_content",
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
    """

    data: Content
    extension: str
    title: str


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
async def response_content(found: "RenderedResponse", title: str) -> AsyncIterator[ShownContent]:
    """A response as it was received, or what a filter leaves of it."""
    response = found.response
    if found.expression and isinstance(found.document, FoldedLines):
        yield ShownContent(found.document.text.text, "json", title)
    elif response.stored is not None:
        yield ShownContent(response.stored.path, _extension(response), title)
    else:
        yield ShownContent(response.content, _extension(response), title)


@asynccontextmanager
async def table_content(
    reader: "ResponseService", table: "TableLines"
) -> AsyncIterator[ShownContent]:
    """A table as CSV: the columns that are shown, in the order that is shown. The file of a large
    one is removed afterwards.

    Raises:
        ReadError: when it can't be written.
    """
    content = await reader.csv(table.table, table.shown, table.sequence)
    try:
        yield ShownContent(content, "csv", _("the table"))
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
