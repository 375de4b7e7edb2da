"""The messages of the program: what is marked in the code, and what data files hold.

``_("…")``, ``N_``, ``ngettext`` and ``pgettext`` mark a message, Babel finds them. Two more kinds
are found by their place: arguments of tables (`TABLES`) and values of data files (`DATA`). The
texts of whole documents (`DOCUMENTS`) have a catalog of their own.
"""

import ast
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.extract import extract

__all__ = [
    "DATA",
    "DOCUMENTS",
    "IN_CONTEXT",
    "KEYWORDS",
    "ROOT",
    "TABLES",
    "Message",
    "in_documents",
    "messages_of",
    "package_of",
    "sources",
]

ROOT = Path(__file__).resolve().parents[2] / "ovh_explorer"
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# Packages of packages: each of theirs has a catalog of its own.
_LARGE = ("tui", "workspace")

# A file for each package, so that several may be worked on at once.
_PLACES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "places").glob("*.toml"))
}

TABLES: dict[str, dict[int, str]] = {
    name: {int(place): context for place, context in places.items()}
    for file in _PLACES.values()
    for name, places in file.get("tables", {}).items()
}
"""Classes and functions whose arguments are shown to people: by their names, the places of the
arguments, from 0, and the context of each message. Where they are shown, ``_`` or ``pgettext``
translates them.
"""

DATA: dict[str, list[str]] = {
    pattern: keys for file in _PLACES.values() for pattern, keys in file.get("data", {}).items()
}
"""Data files: patterns of their paths below the package, and the keys whose values are shown to
people. ``"steps.note"`` is a key in each item of a list, ``"words.*"`` is every key of a table.
"""

IN_CONTEXT: dict[str, dict[str, list[str]]] = {
    pattern: contexts
    for file in _PLACES.values()
    for pattern, contexts in file.get("data in context", {}).items()
}
"""The same for values whose messages have a context: its keys, by the context."""

DOCUMENTS: dict[str, dict[str, list[str]]] = {
    name: file["documents"] for name, file in _PLACES.items() if "documents" in file
}
"""Documents in JSON, by the catalog that has their texts: patterns of their paths below the package,
and the keys whose values are shown to people, at any depth; with ``keys of``, the names of what is
in them. The catalog's name is their context.
"""


@dataclass(frozen=True, order=True)
class Message:
    """A message in English; `plural` where it has one, `context` where its meaning needs it."""

    text: str
    plural: str = ""
    context: str = ""


def package_of(path: Path) -> str:
    """The catalog that has the messages of a file of ours: ``cli``, ``tui-request``; those of
    modules on their own are in ``program``, and ``tui``.
    """
    parts = path.relative_to(ROOT).parts
    if len(parts) == 1:
        return "program"
    if parts[0] in _LARGE and len(parts) > 2:
        return f"{parts[0]}-{parts[1]}"
    return parts[0]


def sources() -> list[Path]:
    """The modules of ours that can have messages; of those that translate, dates and labels."""
    return [
        path
        for path in sorted(ROOT.rglob("*.py"))
        if path.parent.name != "translation" or path.name in ("dates.py", "__init__.py")
    ]


@cache
def messages_of(package: str) -> list[Message]:
    """The messages of a catalog, sorted."""
    found: set[Message] = set()
    for path in sources():
        if package_of(path) == package:
            found.update(_marked(path))
            found.update(in_tables(ast.parse(path.read_text(encoding="utf-8"))))
    in_context = [
        (pattern, keys, context)
        for pattern, contexts in IN_CONTEXT.items()
        for context, keys in contexts.items()
    ]
    for pattern, keys, context in (*((*item, "") for item in DATA.items()), *in_context):
        for path in sorted(ROOT.glob(pattern)):
            if package_of(path) == package:
                content = tomllib.loads(path.read_text(encoding="utf-8"))
                found.update(
                    Message(text, context=context)
                    for key in keys
                    for text in _values(content, key.split("."))
                )
    for pattern, names in DOCUMENTS.get(package, {}).items():
        for path in sorted(ROOT.glob(pattern)):
            texts = in_documents(json.loads(path.read_bytes()), names)
            found.update(Message(text, context=package) for text in texts)
    return sorted(_joined(found))


def _joined(found: Iterable[Message]) -> Iterator[Message]:
    """Without those that are the singular of another: a catalog has one of both."""
    plurals = {(item.text, item.context) for item in found if item.plural}
    for item in found:
        if item.plural or (item.text, item.context) not in plurals:
            yield item


def _marked(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        for _, text, _, context in extract("python", file, KEYWORDS):
            one, *more = text if isinstance(text, tuple) else (text,)
            if one:
                # English may have one form where others have two.
                yield Message(one, more[0] if more else "", context or "")


def in_tables(tree: ast.AST) -> Iterator[Message]:
    """The messages in tables of a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        for place, context in TABLES.get(name, {}).items():
            argument = node.args[place] if place < len(node.args) else None
            if isinstance(argument, ast.Constant) and argument.value:
                yield Message(str(argument.value), context=context)


def _values(content: Any, keys: list[str]) -> Iterator[str]:
    """The texts at a path of keys; ``*`` is every key."""
    if isinstance(content, list):
        for item in content:
            yield from _values(item, keys)
    elif not keys:
        if isinstance(content, str) and content:
            yield content
    elif isinstance(content, dict):
        key, *rest = keys
        parts = content.values() if key == "*" else [content[key]] if key in content else []
        for part in parts:
            yield from _values(part, rest)


def in_documents(content: Any, names: Sequence[str]) -> Iterator[str]:
    """The texts of these names, at any depth."""
    if isinstance(content, list):
        for item in content:
            yield from in_documents(item, names)
    elif isinstance(content, dict):
        for name, value in content.items():
            if name in names and isinstance(value, str) and value:
                yield value
            elif f"keys of {name}" in names and isinstance(value, dict):
                yield from value
            yield from in_documents(value, names)
