"""A form laid out in lines: what stands where, before anything is drawn."""

import json
import textwrap
from dataclasses import dataclass, field
from typing import Literal

from ovh_explorer.call import MASK
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.form import Field, Form, State
from ovh_explorer.text import printable

__all__ = ["Layout", "Line", "Row", "lay_out", "operation_lines", "shown_value"]

RowKind = Literal["field", "item", "add", "text", "try"]
_TITLES = {"path": "Path", "query": "Query", "header": "Headers", "body": "Body"}
_LONG_LINES = 6


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Something the cursor can stand on.

    Attributes:
        kind: a field, an entry of a list, the place to add one, the body as text, or the TRY button.
        field: the field, or the entry; for ``add`` the list.
        parent: the list that an entry is in.
    """

    kind: RowKind
    field: Field | None = None
    parent: Field | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form: a row, or text in pieces of ``(component class, text)``."""

    row: int | None = None
    pieces: tuple[tuple[str, str], ...] = ()
    part: int = 0


@dataclass(slots=True)
class Layout:
    """The rows and lines of a form at a width; `name_width` is the column of the names."""

    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    name_width: int = 12

    def line_of(self, row: int) -> int:
        """The line that `row` starts at."""
        return next((index for index, line in enumerate(self.lines) if line.row == row), 0)


def operation_lines(operation: Operation, width: int) -> list[Line]:
    """What the operation says of itself: method and path, description, status, actions."""
    width = max(20, width)
    lines = _path_lines(operation, width)
    if operation.description:
        lines += _wrapped("description", operation.description, width)
    status = operation.status
    badges: list[tuple[str, str]] = [(f"status-{status.value.lower()}", f" {printable(status.value)} ")]
    if not operation.authenticated:
        badges.append(("note", "  needs no key"))
    lines.append(Line(pieces=tuple(badges)))
    if status.value == "DEPRECATED":
        words = []
        if status.deprecated[:4] > "0001":
            words.append(f"deprecated since {status.deprecated[:10]}")
        if status.deletion[:4] > "0001":
            words.append(f"to be deleted on {status.deletion[:10]}")
        if status.replacement:
            words.append(f"use {status.replacement} instead")
        lines += _wrapped("warning", ", ".join(words), width)
    for action in operation.iam:
        optional = "" if action.required else " (optional)"
        lines += _wrapped("note", f"IAM {action.name}{optional}", width)
    if operation.long_description:
        long = _wrapped("note", " ".join(operation.long_description.split()), width)
        lines += long[:_LONG_LINES]
        if len(long) > _LONG_LINES:
            lines.append(Line(pieces=(("note", "…"),)))
    return lines


def lay_out(form: Form, width: int, *, body_mode: str, missing: bool) -> Layout:
    """The whole form at `width` columns.

    Args:
        body_mode: ``form`` for fields, ``json`` for the body's text.
        missing: say which required values are missing too, as after a TRY.
    """
    layout = Layout(lines=operation_lines(form.operation, width))
    names = [len(item.name) + 4 for item in form.fields if item.name]
    layout.name_width = min(max([10, *names]), max(12, width * 2 // 5))
    for place in ("path", "query", "header", "body"):
        fields = form.placed(place)
        if place == "body" and form.has_body:
            tabs = (
                (("tab-active", " Form "), ("tab", " JSON "))
                if body_mode == "form"
                else (("tab", " Form "), ("tab-active", " JSON "))
            )
            layout.lines += [Line(), Line(pieces=(("heading", "Body  "), *tabs, ("note", "  [ ] switch")))]
            if body_mode == "json" or form.body_problem:
                _body_text(form, layout, width)
                continue
        elif fields:
            layout.lines += [Line(), Line(pieces=(("heading", _TITLES[place]),))]
        for item in fields:
            _field(item, layout, width, missing)
    layout.lines.append(Line())
    layout.lines.append(Line(row=len(layout.rows)))
    layout.rows.append(Row("try"))
    return layout


def _path_lines(operation: Operation, width: int) -> list[Line]:
    branch = "/v2" if operation.branch == "v2" else ""
    pieces: list[tuple[str, str]] = [(f"method-{operation.method.lower()}", operation.method), ("path", " ")]
    text = f"{branch}{operation.path}"
    first = width - len(operation.method) - 1
    chunks = [text[:first]] + [text[at : at + width] for at in range(first, len(text), width)]
    lines = []
    for chunk in chunks:
        for index, part in enumerate(_braced(chunk)):
            pieces.append(("placeholder" if index % 2 else "path", printable(part)))
        lines.append(Line(pieces=tuple(pieces)))
        pieces = []
    return lines


def _braced(text: str) -> list[str]:
    """`text` cut so that every second part is a placeholder with its braces."""
    parts: list[str] = [""]
    for char in text:
        if char == "{" and len(parts) % 2:
            parts.append("")
        parts[-1] += char
        if char == "}" and not len(parts) % 2:
            parts.append("")
    return parts


def _wrapped(kind: str, text: str, width: int) -> list[Line]:
    return [Line(pieces=((kind, part),)) for part in textwrap.wrap(printable(text.strip()), width) or []]


def _field(item: Field, layout: Layout, width: int, missing: bool) -> None:
    row = len(layout.rows)
    layout.rows.append(Row("field", item))
    layout.lines.append(Line(row=row))
    if item.kind == "list" and item.state is State.SET:
        for entry in item.items:
            layout.lines.append(Line(row=len(layout.rows)))
            layout.rows.append(Row("item", entry, item))
            if message := entry.error():
                layout.lines += _indented(message, layout, width)
        layout.lines.append(Line(row=len(layout.rows)))
        layout.rows.append(Row("add", item))
    elif message := item.error():
        layout.lines += _indented(message, layout, width)
    elif missing and item.required and not item.is_given:
        layout.lines += _indented("required", layout, width)


def _indented(message: str, layout: Layout, width: int) -> list[Line]:
    room = max(16, width - layout.name_width)
    text = textwrap.wrap(printable(message), room)
    return [Line(pieces=(("error", " " * layout.name_width + part),)) for part in text]


def _body_text(form: Form, layout: Layout, width: int) -> None:
    row = len(layout.rows)
    layout.rows.append(Row("text"))
    lines = form.body_text.split("\n")
    layout.lines += [Line(row=row, part=index) for index in range(len(lines))]
    if form.body_problem:
        layout.lines += _wrapped("error", form.body_problem, width)


def shown_value(item: Field) -> tuple[str, str]:
    """How a field's value is drawn: a component class and one safe line."""
    match item.state:
        case State.ABSENT:
            return ("absent", "" if item.required else "(absent)")
        case State.NULL:
            return ("null", "null")
        case State.EMPTY:
            return ("null", json.dumps(item.value()))
    if item.is_secret:
        return ("value", MASK)
    if item.kind == "list":
        count = len(item.items)
        return ("note", f"{count} entr{'y' if count == 1 else 'ies'}")
    if item.kind == "json":
        return ("value", printable(" ".join(item.text.split())))
    return ("value", printable(item.text))
