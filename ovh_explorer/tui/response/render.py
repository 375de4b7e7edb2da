"""Documents of a form and of headers: what the tabs beside the response show."""

import asyncio
import json
from typing import TYPE_CHECKING

from ovh_explorer.catalog.examples import example
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.documents import Document, JsonLines, PlainLines, highlighted
from ovh_explorer.tui.drawing.wrapped_text import wrap

if TYPE_CHECKING:
    from ovh_explorer.client.response import PartialResponse, Response
    from ovh_explorer.form import Form
    from ovh_explorer.tui.response.code_options import CodeOptions

__all__ = ["code", "expected", "header_lines", "large_code", "wrapped"]

_MIN_COLUMNS = 20
# Of code that is coloured beside the screen: more takes seconds.
_MAX_COLOURED_CHARACTERS = 200_000
# What the scrollbar takes.
_MARGIN = 2


def expected(form: "Form") -> Document:
    """What the response of an operation will look like, from the schema."""
    operation = form.operation
    if operation.response == "void":
        return PlainLines([_("This operation returns nothing (void).")], kind="comment")
    value = example(form.models, operation.response, full=True)
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return JsonLines([f"// {operation.response}", *text.split("\n")])


def code(options: "CodeOptions", language: str, form: "Form", width: int) -> Document:
    """The code of a form's call, its passwords as dots; why there is none, in lines of `width`
    columns.
    """
    try:
        text = options.write(language, form, masked=True)
    except ValueError as error:
        return PlainLines(wrapped(str(error), width), kind="error")
    return highlighted(text, LANGUAGES[language].lexer)


async def large_code(options: "CodeOptions", language: str, form: "Form", width: int) -> Document:
    """The same of a large call: it is written beside the screen."""
    try:
        text = await options.write_beside(language, form, masked=True)
    except ValueError as error:
        return PlainLines(wrapped(str(error), width), kind="error")
    lexer = LANGUAGES[language].lexer
    return await asyncio.to_thread(highlighted, text, lexer, _MAX_COLOURED_CHARACTERS)


def header_lines(response: "Response | PartialResponse") -> list[str]:
    """The head of a response, or of one of which a part has come."""
    lines = [f"{response.http_version} {response.status} {response.reason}"]
    # not for people: a header, as it was received
    return [*lines, *(f"{name}: {value}" for name, value in response.headers)]


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of `width` columns."""
    columns = max(_MIN_COLUMNS, width - _MARGIN)
    return [part for line in text.split("\n") for part in wrap(line, columns) or [""]]
