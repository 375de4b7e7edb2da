"""Setting code in lines: on one line where it is short, else one item a line."""

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["WIDTH", "Group", "Node", "lay_out"]

WIDTH = 88
"""Code longer than this many columns is broken into lines."""

_STEP = 4


@dataclass(frozen=True, slots=True)
class Group:
    """A bracketed list: ``opening``, items of a prefix (a name, a key) and a value, ``closing``."""

    opening: str
    items: tuple[tuple[str, "Node"], ...]
    closing: str


Node: TypeAlias = Group | str


def lay_out(node: Node, *, before: str = "", after: str = "", indent: int = 0) -> str:
    """The text of a node between `before` and `after`; lines but the first are indented by `indent` and more."""
    flat = f"{before}{_one_line(node)}{after}"
    if isinstance(node, str) or not node.items or indent + len(flat) <= WIDTH:
        return flat
    inner = indent + _STEP
    margin = " " * inner
    lines = [f"{before}{node.opening}"]
    lines += [margin + lay_out(value, before=prefix, after=",", indent=inner) for prefix, value in node.items]
    lines.append(f"{' ' * indent}{node.closing}{after}")
    return "\n".join(lines)


def _one_line(node: Node) -> str:
    if isinstance(node, str):
        return node
    return node.opening + ", ".join(prefix + _one_line(value) for prefix, value in node.items) + node.closing
