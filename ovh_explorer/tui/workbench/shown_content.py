"""What the response pane shows, to be taken away: to the clipboard, or to a file."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.tui.drawing.json_lines import FoldedLines
from ovh_explorer.workspace.storage.save_file import Content

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["visible"]

_ENDINGS = {
    "text/html": "html",
    "text/csv": "csv",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/pdf": "pdf",
}
_PLAIN = re.compile(r"[a-z0-9]{1,5}")


@asynccontextmanager
async def visible(bench: "Workbench") -> AsyncIterator[tuple[Content, str]]:
    """The content, and a file's ending that fits: an answer as received, or what a filter leaves; a
    table as CSV.

    Code has its passwords here, which the screen shows as dots. A file it is in may be there only
    for so long.

    Raises:
        ReadError: when a table can't be written.
    """
    pane = bench.response
    found, table = pane.found, pane.table
    if table is not None:
        content = await bench.workspace.response_service.csv(
            table.table, table.shown, table.sequence
        )
        try:
            yield content, "csv"
        finally:
            if isinstance(content, Path):
                content.unlink(missing_ok=True)
    elif pane.tab == "response" and found is not None:
        if found.expression and isinstance(found.document, FoldedLines):
            yield found.document.text.text, "json"
        else:
            response = found.response
            yield (
                response.content if response.stored is None else response.stored.path,
                _ending(response),
            )
    elif pane.tab in LANGUAGES and bench.form is not None:
        try:
            yield _encoded(bench.coding.write(pane.tab, bench.form)), LANGUAGES[pane.tab].extension
        except ValueError as error:
            yield _encoded(str(error)), "txt"
    else:
        yield _encoded(pane.lines_shown()), "txt"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _ending(response: "Response") -> str:
    kind = response.content_type
    if "json" in kind:
        return "json"
    last = kind.rpartition("/")[2]
    known = _ENDINGS.get(kind)
    return known or (
        "txt" if kind.startswith("text/") or not kind else last if _PLAIN.fullmatch(last) else "bin"
    )
