"""Layout of Perl, as perltidy has it: brackets with room in them, arrows in columns, literals that
are longer than a line at its beginning.
"""

from collections.abc import Sequence
from typing import TypeAlias

from ovh_explorer.snippets.layout import Group, Node

__all__ = ["WIDTH", "Step", "lay_out", "on_one_line", "statements"]

WIDTH = 80
"""Columns of a line, which only a long literal exceeds."""

_STEP = 4
_CONTINUED = 2


Step: TypeAlias = str | tuple[str, Node]
"""A line as it is, or an assignment: what stands before its sign, and the value."""


def statements(steps: Sequence[Step], indent: int = 0) -> list[str]:
    """Statements, the signs of assignments in one column as far as these follow each other on one
    line each. Lines but the first of each are indented.
    """
    lines: list[str] = []
    run: list[tuple[str, Node]] = []
    for step in steps:
        if isinstance(step, str):
            lines += [*_aligned(run, indent), step]
            run = []
            continue
        text = _assignment(*step, 0, indent)
        if "=\n" in text:
            lines += [*_aligned(run, indent), text]
            run = []
            continue
        run.append(step)
        if text.count("\n") > 1:
            lines += _aligned(run, indent)
            run = []
    return [*lines, *_aligned(run, indent)]


def _aligned(run: list[tuple[str, Node]], indent: int) -> list[str]:
    """The assignments of a run in one column, where no line gets too long by that."""
    width = max((len(name) for name, _ in run), default=0)
    texts = [_assignment(name, value, width, indent) for name, value in run]
    plain = [_assignment(name, value, 0, indent) for name, value in run]
    as_many = all(one.count("\n") == two.count("\n") for one, two in zip(texts, plain, strict=True))
    return texts if as_many else plain


def _assignment(name: str, value: Node, width: int, indent: int) -> str:
    return lay_out(value, before=f"{name.ljust(width)} = ", after=";\n", indent=indent)


def lay_out(
    node: Node, *, before: str = "", after: str = "", indent: int = 0, inner: bool = False
) -> str:
    """The text of a node between `before` and `after`; lines but the first are indented by `indent`
    columns and more.

    Args:
        inner: whether the node is an item on a line of its own. A mapping there takes several
            lines: on one, perltidy would make columns of its arrows and of its neighbours'.
    """
    if isinstance(node, str):
        fits = indent + len(f"{before}{node}{after}".rstrip("\n")) <= WIDTH
        if fits or not before:
            return f"{before}{node}{after}"
        return f"{before.rstrip()}\n{_margin(node, indent, after)}{node}{after}"
    if not _takes_lines(node, indent + len(before), len(after.rstrip("\n")), inner=inner):
        return f"{before}{on_one_line(node)}{after}"
    deeper = indent + _STEP
    lines = [f"{before}{node.opening}"]
    for run in _runs(node.items, deeper):
        width = max(len(prefix) for prefix, _ in run)
        for prefix, value in run:
            is_long = not prefix and isinstance(value, str) and deeper + len(value) + 1 > WIDTH
            margin = "" if is_long else " " * deeper
            lines.append(margin + _item(prefix, value, width, deeper))
    lines.append(f"{' ' * indent}{node.closing}{after}")
    return "\n".join(lines)


def _takes_lines(group: Group, begins: int, after: int, *, inner: bool) -> bool:
    """Whether a group that begins in a column, with more `after` it, isn't on one line."""
    if not group.items:
        return False
    # What has more columns than a line is not looked at to its end: with that, time would grow
    # with each level as often again.
    room = WIDTH - begins - after
    return not _fits(group, room) or (inner and _has_arrow(group))


def _fits(node: Node, columns: int) -> bool:
    """Whether a node on one line takes no more than so many columns."""
    return _columns(node, columns) <= columns


def _columns(node: Node, limit: int) -> int:
    """How many columns a node takes on one line; where it is more than a limit, any number that is
    more.
    """
    columns = 0
    waiting: list[Node] = [node]
    while waiting and columns <= limit:
        found = waiting.pop()
        if isinstance(found, str):
            columns += len(found)
            continue
        pads = 0 if _is_one_token(found) else 2
        commas = 2 * max(len(found.items) - 1, 0)
        columns += len(found.opening) + len(found.closing) + pads + commas
        columns += sum(len(prefix) for prefix, _ in found.items)
        waiting += [value for _, value in found.items]
    return columns


def _has_arrow(node: Node) -> bool:
    return not isinstance(node, str) and any(
        prefix or _has_arrow(value) for prefix, value in node.items
    )


def on_one_line(node: Node) -> str:
    """The text of a node on one line."""
    if isinstance(node, str):
        return node
    inside = ", ".join(prefix + on_one_line(value) for prefix, value in node.items)
    pad = "" if _is_one_token(node) else " "
    return f"{node.opening}{pad}{inside}{pad}{node.closing}"


def _is_one_token(group: Group) -> bool:
    """Whether a group holds nothing or one token, around which there is no room."""
    if len(group.items) != 1:
        return not group.items
    prefix, value = group.items[0]
    return not prefix and isinstance(value, str) and not value.startswith("-")


def _runs(items: tuple[tuple[str, Node], ...], indent: int) -> list[list[tuple[str, Node]]]:
    """Items whose arrows are in one column: up to one that takes several lines, which is the last
    of its run, or to one whose column would make another's line too long.
    """
    runs: list[list[tuple[str, Node]]] = [[]]
    width = longest = 0
    for item in items:
        prefix, value = item
        width = max(width, len(prefix))
        if indent + width + longest + 1 > WIDTH and runs[-1]:
            runs.append([])
            width, longest = len(prefix), 0
        runs[-1].append(item)
        longest = max(longest, _columns(value, WIDTH))
        if _has_lines(prefix, value, indent):
            runs.append([])
            width = longest = 0
    return [run for run in runs if run]


def _has_lines(prefix: str, value: Node, indent: int) -> bool:
    """Whether an item takes several lines by itself."""
    if isinstance(value, Group) and not (_is_one_token(value) and value.items and prefix):
        return _takes_lines(value, indent + len(prefix), 1, inner=True)
    return bool(prefix) and not _fits(value, WIDTH - indent - len(prefix) - 1)


def _item(prefix: str, value: Node, width: int, indent: int) -> str:
    """An item, of which all lines but the first are indented; `width` is that of its prefix."""
    name = prefix.removesuffix(" => ")
    aligned = f"{name.ljust(width - len(' => '))} => " if prefix else ""
    if not prefix or (isinstance(value, Group) and not (_is_one_token(value) and value.items)):
        return lay_out(value, before=aligned, after=",", indent=indent, inner=True)
    flat = on_one_line(value)
    fits = indent + len(prefix) + len(flat) + 1 <= WIDTH
    return (
        f"{aligned}{flat}," if fits else f"{aligned.rstrip()}\n{_margin(flat, indent, ',')}{flat},"
    )


def _margin(literal: str, indent: int, after: str) -> str:
    """What stands before a literal that has a line of its own."""
    deeper = indent + _CONTINUED
    return " " * (deeper if deeper + len(literal) + len(after.rstrip()) <= WIDTH else 0)
