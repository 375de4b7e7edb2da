"""What an :class:`~ovh_explorer.tui.widgets.schema_view.SchemaView` shows: lines that hold lines."""

import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape

from ovh_explorer.catalog.outline import SchemaNode
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.operation_header import path_lines, status_words

__all__ = ["KINDS", "Item", "about_items", "schema_item"]

KINDS = ("plain", "heading", "name", "type", "required", "mark", "note", "warning", "value", "link")


@dataclass(eq=False, slots=True)
class Item:
    """A line, with the lines it holds.

    Attributes:
        pieces: kinds, of :data:`KINDS`, and texts, safe for a terminal.
        copy: what copying the line takes.
        hint: what there is to say of it that has no room in the line.
        node: the part of a schema it stands for.
        follow: whether following the line leads to the operation that replaces this one.
        make: makes the lines it holds.
    """

    pieces: list[tuple[str, str]]
    copy: str = ""
    hint: str = ""
    node: SchemaNode | None = None
    follow: bool = False
    parent: "Item | None" = None
    depth: int = 0
    has_children: bool = False
    make: "Callable[[Item], Iterable[Item]] | None" = None
    _children: "list[Item] | None" = field(default=None, repr=False)

    @property
    def children(self) -> "list[Item]":
        """The lines it holds; made when they are first asked for."""
        if self._children is None:
            self._children = list(self.make(self)) if self.make is not None else []
        return self._children


def schema_item(node: SchemaNode, parent: Item | None = None) -> Item:
    """The line of a part of a schema."""
    name = printable(node.name)
    if not node.type and parent is not None:
        pieces = [("value", name or "(empty)")]
    elif parent is None:
        pieces = [("heading", name)]
    else:
        pieces = [("name", name)]
    if node.label and node.label != node.name:
        pieces.append(("type", f"  {printable(node.label)}"))
    for mark in node.marks:
        pieces.append(("required" if mark == "required" else "mark", f"  {mark}"))
    words = node.note or node.about
    if words:
        pieces.append(("note", f"  {' '.join(printable(words).split())}"))
    return Item(
        pieces,
        copy=node.name,
        hint=printable(node.about),
        node=node,
        parent=parent,
        depth=0 if parent is None else parent.depth + 1,
        has_children=node.has_children,
        make=lambda item: [schema_item(child, item) for child in node.children],
    )


def about_items(operation: Operation, width: int) -> list[Item]:
    """Everything an operation says of itself, for lines of `width` columns."""
    items: list[Item] = []

    def say(text: str, kind: str = "plain", *, indent: int = 0) -> None:
        parts = textwrap.wrap(printable(text), max(16, width - indent)) or [""]
        items.extend(Item([(kind, " " * indent + part)], copy=text) for part in parts)

    def title(text: str) -> None:
        items.append(Item([("plain", "")]))
        items.append(Item([("heading", text)]))

    path = "".join(text for line in path_lines(operation, 4000) for _, text in line.pieces)
    say(path, "name")
    if operation.description:
        say(operation.description)
    if operation.path_description and operation.path_description != operation.description:
        say(operation.path_description, "note")
    status = operation.status
    title("Status")
    say(
        f"{status.value}: {status.description}" if status.description else status.value,
        _status_kind(status.value),
    )
    if words := status_words(status):
        say(words, "warning")
    if status.replacement:
        items.append(
            Item(
                [("link", f"→ {printable(status.replacement)}")],
                copy=status.replacement,
                hint="enter opens it",
                follow=True,
            )
        )
    title("Signing in")
    if operation.authenticated:
        say("Needs an application key and a consumer key, or a service account.")
    else:
        say("Needs no key: the request is not signed.")
    if operation.iam:
        title("IAM actions")
        for action in operation.iam:
            optional = "" if action.required else "  optional"
            note = f"  {printable(action.description)}" if action.description else ""
            items.append(
                Item(
                    [("value", printable(action.name)), ("mark", optional), ("note", note)],
                    copy=action.name,
                    hint="y copies it",
                )
            )
    title("Answer")
    items.append(
        Item(
            [
                ("type", printable(operation.response)),
                ("note", "  its schema is beside the response"),
            ],
            copy=operation.response,
        )
    )
    headers = operation.placed("header")
    if headers:
        title("Header parameters")
        for header in headers:
            say(f"{header.name} ({header.type}) {header.description}")
    if operation.errors:
        title("Errors it can answer")
        items.extend(Item([("value", printable(error))], copy=error) for error in operation.errors)
    if operation.long_description:
        title("Description")
        for line in _plain_text(operation.long_description).split("\n"):
            say(line.rstrip(), indent=len(line) - len(line.lstrip()) if line.strip() else 0)
    return items


def _status_kind(value: str) -> str:
    return "plain" if value == "PRODUCTION" else "warning"


_TAG = re.compile(r"</?(?:a|b|br|code|em|i|li|p|strong|sup|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def _plain_text(text: str) -> str:
    """A description without the HTML that some have; what only looks like it (``<id>``) stays."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", text)))
