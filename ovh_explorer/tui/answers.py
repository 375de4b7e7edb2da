"""Answers as the response pane keeps and shows them."""

import asyncio
import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.catalog.examples import example
from ovh_explorer.form import Form
from ovh_explorer.text import printable
from ovh_explorer.tui.documents import Document, JsonLines, PlainLines
from ovh_explorer.workspace.answer import readable
from ovh_explorer.workspace.next_steps import NextStep

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["Answered", "answered", "expected", "wrapped"]

# What stands before lines that are ours, not the answer's.
_COMMENT = "// "

# Above this an answer is formatted in a thread.
_LARGE = 100_000


@dataclass(frozen=True)
class Answered:
    """A call, its answer, what is shown of it, a word about that, and what usually follows."""

    call: Call
    response: "Response"
    document: Document
    note: str
    steps: Sequence[NextStep] = ()


async def answered(
    call: Call, response: "Response", advice: Sequence[str], width: int, steps: Sequence[NextStep] = ()
) -> Answered:
    """An answer made ready to be shown at `width` columns, below `advice`, which is not part of it."""
    kind = response.content_type
    if len(response.content) > _LARGE:
        text = await asyncio.to_thread(readable, response.content, kind)
    else:
        text = readable(response.content, kind)
    lines = JsonLines if text.language == "json" else PlainLines
    above = _above(advice, width - len(_COMMENT))
    if text.lines:
        longest = max([text.width, *map(len, above)])
        document: Document = lines([*above, *text.lines] if above else text.lines, width=longest)
    elif advice:
        document = PlainLines(above, kind="comment")
    else:
        document = PlainLines([text.note], kind="comment")
    return Answered(call, response, document, text.note, steps)


def expected(form: Form) -> Document:
    """What the answer of an operation will look like, from the schema."""
    operation = form.operation
    if operation.response == "void":
        return PlainLines([f"{operation.title} answers nothing (void)."], kind="comment")
    value = example(form.models, operation.response, full=True)
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return JsonLines([f"// {operation.response}", *text.split("\n")])


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of `width` columns."""
    return [part for line in text.split("\n") for part in textwrap.wrap(line, max(20, width - 2)) or [""]]


def _above(advice: Sequence[str], width: int) -> list[str]:
    words = [part for line in advice for part in wrapped(printable(line), width)]
    return [f"{_COMMENT}{line}" for line in words] + [""] * bool(words)
