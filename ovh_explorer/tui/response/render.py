"""Responses as the response pane shows them."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.catalog.examples import example
from ovh_explorer.form import Form
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.documents import Document, HighlightedText, JsonLines, PlainLines
from ovh_explorer.tui.drawing.json_lines import AdvisedLines, FoldedLines, StoredLines
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.workspace.navigation.next_steps import NextStep
from ovh_explorer.workspace.response.service import Progress, ResponseService

if TYPE_CHECKING:
    from ovh_explorer.client.response import Arriving, Response
    from ovh_explorer.tui.response.code_options import CodeOptions
    from ovh_explorer.workspace.response.stored_text import StoredText
    from ovh_explorer.workspace.workspace import Workspace

__all__ = [
    "RenderedResponse",
    "advised",
    "answered",
    "code",
    "columns_choice",
    "expected",
    "filter_choice",
    "headers",
    "tabled",
    "wrapped",
]

# What stands before lines that are ours, not the response's.
_COMMENT = "// "


@dataclass(frozen=True)
class RenderedResponse:
    """A call, its response, and what is shown of it.

    Attributes:
        said: what the form said when this was asked for: `call`, but for what was put together of
            several calls.
        text: what is shown of the response, laid out.
        document: that, below `advice`.
        note: a word about what is shown.
        steps: what usually follows.
        expression: the JMESPath expression that it is filtered by.
        raw: whether it is shown as it was received.
        gathered: whether it was put together of several responses that are not the operation's own:
            details.
        table: a list in it as a table, once that was made; shown with `as_table`.
        advice: what is said above an error, and no part of it.
        keys: the keys that signed it.
        at: its place in the order in which responses came.
    """

    call: Call
    said: Call
    response: "Response"
    text: "StoredText"
    document: Document
    note: str
    steps: Sequence[NextStep] = ()
    expression: str = ""
    raw: bool = False
    gathered: bool = False
    table: TableLines | None = None
    as_table: bool = False
    advice: Sequence[str] = ()
    keys: object = None
    at: int = 0


async def answered(
    reader: ResponseService,
    call: Call,
    response: "Response",
    advice: Sequence[str],
    width: int,
    steps: Sequence[NextStep] = (),
    *,
    said: Call | None = None,
    expression: str = "",
    raw: bool = False,
    progress: Progress | None = None,
) -> RenderedResponse:
    """A response made ready to be shown at `width` columns, below `advice`, which is not part of
    it.

    Args:
        said: what the form said, where that is not `call`.
        expression: a JMESPath filter.
        raw: as it was received, not indented.
        progress: told how much is done, from 0 to 1, for a large one.

    Raises:
        FilterError: for a filter that can't be used.
        ReadError: when it can't be read.
    """
    content = response.content if response.stored is None else response.stored.path
    text = await reader.format(
        content,
        response.content_type,
        expression=expression,
        raw=raw,
        width=width,
        progress=progress,
    )
    document = _document(text, _above(advice, width - len(_COMMENT)))
    return RenderedResponse(
        call,
        said or call,
        response,
        text,
        document,
        text.note,
        steps,
        expression,
        raw,
        advice=advice,
    )


def advised(found: RenderedResponse, advice: Sequence[str], width: int) -> RenderedResponse:
    """The same response below other advice."""
    return replace(
        found, advice=advice, document=_document(found.text, _above(advice, width - len(_COMMENT)))
    )


def _document(text: "StoredText", above: list[str]) -> Document:
    if not text.height:
        return PlainLines(above if above else [text.note], kind="comment")
    if above:
        return AdvisedLines(above, StoredLines(text))
    return FoldedLines(text) if text.language == "json" else StoredLines(text)


async def tabled(
    workspace: "Workspace", found: RenderedResponse, progress: Progress, near: int = 0
) -> RenderedResponse:
    """An answer with the list around line `near` as a table; as it is where there is none.

    Raises:
        ReadError: when it can't be read.
    """
    if not isinstance(found.document, FoldedLines):
        return found
    table = await workspace.response_service.table(found.document.text, near, progress)
    if table is None:
        return found
    lines = TableLines(table, workspace.preferences.get(columns_choice(found)))
    lines.row = lines.row_of(near)
    return replace(found, table=lines, as_table=True)


def filter_choice(call: Call, *, gathered: bool) -> str:
    """The name of the choice that a filter is remembered by, for each operation and for details of
    its items.
    """
    return f"filter {call.branch} {call.method} {call.path}{' details' if gathered else ''}"


def columns_choice(found: RenderedResponse) -> str:
    """The name of the choice of columns of a table, likewise."""
    return filter_choice(found.call, gathered=found.gathered).replace("filter", "columns", 1)


def expected(form: Form) -> Document:
    """What the answer of an operation will look like, from the schema."""
    operation = form.operation
    if operation.response == "void":
        return PlainLines([f"{operation.title} answers nothing (void)."], kind="comment")
    value = example(form.models, operation.response, full=True)
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return JsonLines([f"// {operation.response}", *text.split("\n")])


def code(coding: "CodeOptions", language: str, form: Form, width: int) -> Document:
    """The code of a form's call, its passwords as dots; why there is none, in lines of `width`
    columns.
    """
    try:
        return HighlightedText(coding.write(language, form, masked=True), LANGUAGES[language].lexer)
    except ValueError as error:
        return PlainLines(wrapped(str(error), width), kind="error")


def headers(response: "Response | Arriving | None") -> Document:
    """The headers of a response, or of one that is arriving."""
    if response is None:
        return PlainLines(["The headers of the response will be here."], kind="comment")
    lines = [f"{response.http_version} {response.status} {response.reason}"]
    return PlainLines([*lines, *(f"{name}: {value}" for name, value in response.headers)])


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of `width` columns."""
    return [
        part
        for line in text.split("\n")
        for part in textwrap.wrap(line, max(20, width - 2)) or [""]
    ]


def _above(advice: Sequence[str], width: int) -> list[str]:
    words = [part for line in advice for part in wrapped(printable(line), width)]
    return [f"{_COMMENT}{line}" for line in words] + [""] * bool(words)
