"""What a schema view shows: lines that hold lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ovh_explorer.catalog.outline import SchemaNode
from ovh_explorer.catalog.schema import Operation, Status
from ovh_explorer.text import plain, plain_line, printable
from ovh_explorer.translation import _, labelled
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.tui.drawing.operation_header import path_lines, status_words
from ovh_explorer.tui.drawing.wrapped_text import wrap

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
        pieces = [("value", name or _("(empty)"))]
    elif parent is None:
        pieces = [("heading", name)]
    else:
        pieces = [("name", name)]
    if node.label and node.label != node.name:
        pieces.append(("type", f"  {printable(node.label)}"))
    for mark in node.marks:
        pieces.append(("required" if mark == "required" else "mark", f"  {_(mark)}"))
    about = catalog_text(node.about)
    words = node.note or about
    if words:
        pieces.append(("note", f"  {' '.join(printable(words).split())}"))
    return Item(
        pieces,
        copy=node.name,
        hint=printable(plain_line(about)),
        node=node,
        parent=parent,
        depth=0 if parent is None else parent.depth + 1,
        has_children=node.has_children,
        make=lambda item: [schema_item(child, item) for child in node.children],
    )


def about_items(operation: Operation, width: int) -> list[Item]:
    """Everything an operation says of itself, for lines of `width` columns."""
    path = "".join(text for line in path_lines(operation, 4000) for _kind, text in line.pieces)
    items = _said(path, width, "name")
    if operation.description:
        items += _said(catalog_text(operation.description), width)
    if operation.path_description and operation.path_description != operation.description:
        items += _said(catalog_text(operation.path_description), width, "note")
    items += _status_items(operation.status, width)
    items += _title(_("Signing in"))
    if operation.authenticated:
        words = _("Needs an application key and a consumer key, or a service account.")
    else:
        words = _("Needs no key: the request is not signed.")
    items += _said(words, width)
    items += _action_items(operation)
    items += _title(_("Response"))
    words = _("its schema is beside the response")
    pieces = [("type", printable(operation.response)), ("note", f"  {words}")]
    items.append(Item(pieces, copy=operation.response))
    return items + _detail_items(operation, width)


def _said(text: str, width: int, kind: str = "plain", *, indent: int = 0) -> list[Item]:
    """A text, on as many lines as it needs."""
    parts = wrap(printable(plain_line(text)), max(16, width - indent)) or [""]
    return [Item([(kind, " " * indent + part)], copy=text) for part in parts]


def _title(text: str) -> list[Item]:
    return [Item([("plain", "")]), Item([("heading", text)])]


def _status_items(status: Status, width: int) -> list[Item]:
    """How far an operation is from being in production, and what replaces it."""
    about = catalog_text(status.description)
    words = labelled(status.value, about) if about else status.value
    items = _title(_("Status")) + _said(words, width, _status_kind(status.value))
    if words := status_words(status):
        items += _said(words, width, "warning")
    if status.replacement:
        pieces = [("link", f"→ {printable(status.replacement)}")]
        items.append(Item(pieces, copy=status.replacement, hint=_("enter opens it"), follow=True))
    return items


def _action_items(operation: Operation) -> list[Item]:
    """The IAM actions that an operation needs."""
    items = _title(_("IAM actions")) if operation.iam else []
    for action in operation.iam:
        optional = _("optional")
        about = catalog_text(action.description)
        note = f"  {printable(plain_line(about))}" if about else ""
        pieces = [
            ("value", printable(action.name)),
            ("mark", "" if action.required else f"  {optional}"),
            ("note", note),
        ]
        items.append(Item(pieces, copy=action.name, hint=_("y copies it")))
    return items


def _detail_items(operation: Operation, width: int) -> list[Item]:
    """Headers, errors, and the long description."""
    items: list[Item] = []
    headers = operation.placed("header")
    if headers:
        items += _title(_("Header parameters"))
        for header in headers:
            about = catalog_text(header.description)
            items += _said(f"{header.name} ({header.type}) {about}", width)
    if operation.errors:
        items += _title(_("Errors it can return"))
        items += [Item([("value", printable(error))], copy=error) for error in operation.errors]
    if operation.long_description:
        items += _title(_("Description"))
        for line in plain(catalog_text(operation.long_description)).split("\n"):
            indent = len(line) - len(line.lstrip()) if line.strip() else 0
            items += _said(line.rstrip(), width, indent=indent)
    return items


def _status_kind(value: str) -> str:
    return "plain" if value == "PRODUCTION" else "warning"
