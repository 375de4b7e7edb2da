"""Answers as the response pane keeps and shows them."""

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
from ovh_explorer.tui.documents import Document, HighlightedText, JsonLines, PlainLines
from ovh_explorer.tui.stored_lines import AdvisedLines, FoldedLines, StoredLines
from ovh_explorer.tui.table_lines import TableLines
from ovh_explorer.workspace.next_steps import NextStep
from ovh_explorer.workspace.reading.reader import Progress, Reader

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.coding import Coding
    from ovh_explorer.tui.response_status import Underway
    from ovh_explorer.workspace.workspace import Workspace

__all__ = [
    "Answered",
    "Answers",
    "answered",
    "code",
    "columns_choice",
    "expected",
    "filter_choice",
    "headers",
    "tabled",
    "wrapped",
]

# What stands before lines that are ours, not the answer's.
_COMMENT = "// "
# Answers that are kept.
_MOST = 40


@dataclass(frozen=True)
class Answered:
    """A call, its answer, and what is shown of it.

    Attributes:
        note: a word about what is shown.
        steps: what usually follows.
        expression: the JMESPath expression that it is filtered by.
        raw: whether it is shown as it was received.
        gathered: whether it was put together of several answers that are not the operation's own: details.
        table: a list in it as a table, once that was made; shown with `as_table`.
    """

    call: Call
    response: "Response"
    document: Document
    note: str
    steps: Sequence[NextStep] = ()
    expression: str = ""
    raw: bool = False
    gathered: bool = False
    table: TableLines | None = None
    as_table: bool = False


class Answers:
    """The last answer of each operation, or why there was none; of answers only so many: large ones are files."""

    def __init__(self) -> None:
        # By operation: a form that nothing was typed into may be made anew.
        self._answers: dict[tuple[str, str, str], Answered] = {}
        self._failures: dict[tuple[str, str, str], str] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def keep(self, form: Form, answer: Answered) -> None:
        """Keep an answer, the newest now."""
        key = form.operation.key
        self._answers.pop(key, None)
        self._answers[key] = answer
        self._failures.pop(key, None)
        for old in list(self._answers)[:-_MOST]:
            del self._answers[old]

    def fail(self, form: Form, message: str) -> None:
        """No answer came; an earlier one stays for when it is asked for again."""
        self._failures[form.operation.key] = message

    def forget_failure(self, form: Form) -> None:
        """Another answer is waited for."""
        self._failures.pop(form.operation.key, None)

    def of(self, form: Form | None) -> Answered | None:
        """The last answer of a form's operation."""
        return self._answers.get(form.operation.key) if form is not None else None

    def failure(self, form: Form | None) -> str:
        """Why the last TRY of a form's operation got no answer; "" where it did."""
        return self._failures.get(form.operation.key, "") if form is not None else ""


async def answered(
    reader: Reader,
    call: Call,
    response: "Response",
    advice: Sequence[str],
    width: int,
    steps: Sequence[NextStep] = (),
    *,
    expression: str = "",
    raw: bool = False,
    progress: Progress | None = None,
) -> Answered:
    """An answer made ready to be shown at `width` columns, below `advice`, which is not part of it.

    Args:
        expression: a JMESPath filter.
        raw: as it was received, not indented.
        progress: told how much is done, from 0 to 1, for a large one.

    Raises:
        FilterError: for a filter that can't be used.
        ReadError: when it can't be read.
    """
    content = response.content if response.stored is None else response.stored.path
    text = await reader.lay_out(
        content, response.content_type, expression=expression, raw=raw, width=width, progress=progress
    )
    above = _above(advice, width - len(_COMMENT))
    if not text.height:
        document: Document = PlainLines(above if above else [text.note], kind="comment")
    elif above:
        document = AdvisedLines(above, StoredLines(text))
    elif text.language == "json":
        document = FoldedLines(text)
    else:
        document = StoredLines(text)
    return Answered(call, response, document, text.note, steps, expression, raw)


async def tabled(workspace: "Workspace", form: Form, found: Answered, progress: Progress, near: int = 0) -> Answered:
    """An answer with the list around line `near` as a table; as it is where there is none.

    Raises:
        ReadError: when it can't be read.
    """
    if not isinstance(found.document, FoldedLines):
        return found
    table = await workspace.reader.table(found.document.text, near, progress)
    if table is None:
        return found
    lines = TableLines(table, workspace.choice(columns_choice(form, found)))
    lines.row = lines.row_of(near)
    return replace(found, table=lines, as_table=True)


def filter_choice(form: Form, *, gathered: bool) -> str:
    """The name of the choice that a filter is remembered by, for each operation and for details of its items."""
    branch, method, path = form.operation.key
    return f"filter {branch} {method} {path}{' details' if gathered else ''}"


def columns_choice(form: Form, found: Answered) -> str:
    """The name of the choice of columns of a table, likewise."""
    return filter_choice(form, gathered=found.gathered).replace("filter", "columns", 1)


def expected(form: Form) -> Document:
    """What the answer of an operation will look like, from the schema."""
    operation = form.operation
    if operation.response == "void":
        return PlainLines([f"{operation.title} answers nothing (void)."], kind="comment")
    value = example(form.models, operation.response, full=True)
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return JsonLines([f"// {operation.response}", *text.split("\n")])


def code(coding: "Coding", language: str, form: Form, width: int) -> Document:
    """The code of a form's call, its passwords as dots; why there is none, in lines of `width` columns."""
    try:
        return HighlightedText(coding.write(language, form, masked=True), LANGUAGES[language].lexer)
    except ValueError as error:
        return PlainLines(wrapped(str(error), width), kind="error")


def headers(form: Form, underway: "Underway | None", found: Answered | None) -> Document:
    """The headers of the answer to a form's call that is arriving, else of the last one."""
    arriving = underway.arriving if underway is not None and underway.form is form else None
    response = arriving if arriving is not None else found.response if found is not None else None
    if response is None:
        return PlainLines(["The headers of the answer will be here."], kind="comment")
    lines = [f"{response.http_version} {response.status} {response.reason}"]
    return PlainLines([*lines, *(f"{name}: {value}" for name, value in response.headers)])


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of `width` columns."""
    return [part for line in text.split("\n") for part in textwrap.wrap(line, max(20, width - 2)) or [""]]


def _above(advice: Sequence[str], width: int) -> list[str]:
    words = [part for line in advice for part in wrapped(printable(line), width)]
    return [f"{_COMMENT}{line}" for line in words] + [""] * bool(words)
