"""Layout of code: on one line where it is short, else one item a line."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

__all__ = ["WIDTH", "Group", "Node", "columns", "lay_out", "spelled"]

WIDTH = 88
"""Code longer than this many columns is broken into lines."""

_STEP = 4


@dataclass(frozen=True, slots=True)
class Group:
    """A bracketed list: ``opening``, items of a prefix (a name, a key) and a value, ``closing``.

    `pad` stands inside the brackets where all is on one line; `last` after the last item where it
    isn't.
    """

    opening: str
    items: tuple[tuple[str, "Node"], ...]
    closing: str
    pad: str = ""
    last: str = ","


Node: TypeAlias = Group | str


def spelled(node: Node, spell: Callable[[str], str]) -> Node:
    """A node whose texts are each replaced by what `spell` makes of them."""
    if isinstance(node, str):
        return spell(node)
    items = tuple((prefix, spelled(value, spell)) for prefix, value in node.items)
    return replace(node, items=items)


def lay_out(
    node: Node,
    *,
    before: str = "",
    after: str = "",
    indent: int = 0,
    step: int = _STEP,
    tabs: bool = False,
    align: bool = False,
) -> str:
    """The text of a node between `before` and `after`; lines but the first are indented by `indent`
    and more.

    Args:
        indent: columns; with `tabs` each `step` of them is written as one tab.
        step: how much further inner lines are indented.
        align: whether the values of items on one line each begin in one column, as gofmt has it.
    """
    flat = f"{before}{_one_line(node)}{after}"
    if isinstance(node, str) or not node.items or indent + columns(flat) <= WIDTH:
        return flat
    inner = indent + step
    margin = _margin(inner, step, tabs)
    lines = [f"{before}{node.opening}"]
    texts: list[tuple[str, str]] = []
    for index, (prefix, value) in enumerate(node.items, 1):
        comma = node.last if index == len(node.items) else ","
        text = lay_out(
            value, before=prefix, after=comma, indent=inner, step=step, tabs=tabs, align=align
        )
        texts.append((prefix, text))
    lines += [margin + text for text in (_aligned(texts) if align else (text for _, text in texts))]
    lines.append(f"{_margin(indent, step, tabs)}{node.closing}{after}")
    return "\n".join(lines)


def _aligned(texts: list[tuple[str, str]]) -> list[str]:
    """Items by their prefix, and with it, the rest of each in one column as far as they follow each
    other on one line each.
    """
    aligned: list[str] = []
    for is_short, run in groupby(texts, lambda item: "\n" not in item[1]):
        items = list(run)
        width = max(len(prefix) for prefix, _ in items) if is_short else 0
        aligned += [prefix.ljust(width) + text.removeprefix(prefix) for prefix, text in items]
    return aligned


def columns(text: str) -> int:
    """Columns that `text` takes, as formatters count them: wide characters take two, combining
    ones none.
    """
    if text.isascii():
        return len(text)
    return sum(_columns_of(char) for char in text)


def _columns_of(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _margin(columns: int, step: int, tabs: bool) -> str:
    return "\t" * (columns // step) if tabs else " " * columns


def _one_line(node: Node) -> str:
    if isinstance(node, str):
        return node
    pad = node.pad if node.items else ""
    items = ", ".join(prefix + _one_line(value) for prefix, value in node.items)
    return f"{node.opening}{pad}{items}{pad}{node.closing}"
