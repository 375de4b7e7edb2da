"""What the response pane shows, to be copied or saved."""

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
    from ovh_explorer.form import Form
    from ovh_explorer.tui.response.code_options import CodeOptions
    from ovh_explorer.tui.response.pane import ResponsePane
    from ovh_explorer.tui.response.render import RenderedResponse
    from ovh_explorer.workspace.response.service import ResponseService

__all__ = ["shown_content"]

_ENDINGS = {
    "text/html": "html",
    "text/csv": "csv",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/pdf": "pdf",
}
_PLAIN = re.compile(r"[a-z0-9]{1,5}")


@asynccontextmanager
async def shown_content(
    reader: "ResponseService", pane: "ResponsePane", coding: "CodeOptions", form: "Form | None"
) -> AsyncIterator[tuple[Content, str]]:
    """The content, and a file's ending that fits: a response as received, or what a filter leaves;
    a table as CSV.

    Code has its passwords here, which the screen shows as dots. A file it is in may be there only
    for so long.

    Raises:
        ReadError: when a table can't be written.
    """
    found, table = pane.found, pane.table
    if table is not None:
        content = await reader.csv(table.table, table.shown, table.sequence)
        try:
            yield content, "csv"
        finally:
            if isinstance(content, Path):
                content.unlink(missing_ok=True)
    elif pane.tab == "response" and found is not None:
        yield _of_response(found)
    elif pane.tab in LANGUAGES and form is not None:
        yield _of_code(coding, pane.tab, form)
    else:
        yield _encoded(pane.lines_shown()), "txt"


def _of_response(found: "RenderedResponse") -> tuple[Content, str]:
    if found.expression and isinstance(found.document, FoldedLines):
        return found.document.text.text, "json"
    response = found.response
    content = response.content if response.stored is None else response.stored.path
    return content, _ending(response)


def _of_code(coding: "CodeOptions", language: str, form: "Form") -> tuple[Content, str]:
    try:
        return _encoded(coding.write(language, form)), LANGUAGES[language].extension
    except ValueError as error:
        return _encoded(str(error)), "txt"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _ending(response: "Response") -> str:
    kind = response.content_type
    if "json" in kind:
        return "json"
    if kind in _ENDINGS:
        return _ENDINGS[kind]
    if kind.startswith("text/") or not kind:
        return "txt"
    last = kind.rpartition("/")[2]
    return last if _PLAIN.fullmatch(last) else "bin"
