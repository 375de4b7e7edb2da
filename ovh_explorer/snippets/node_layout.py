"""Layout of JavaScript, as prettier has it with single quotes."""

from ovh_explorer.snippets.layout import Group, Node, columns

__all__ = ["WIDTH", "lay_out"]

WIDTH = 80
"""Columns of a line, which only a long literal exceeds."""

_STEP = 2
_MIN_WON = 3


def lay_out(node: Node, *, before: str = "", after: str = "", indent: int = 0) -> str:
    """The text of a node between `before` and `after`; lines but the first are indented by `indent`
    columns and more.
    """
    flat = f"{before}{_on_one_line(node)}{after}"
    fits = not _always_breaks(node) and indent + columns(flat.rstrip("\n")) <= WIDTH
    if isinstance(node, str):
        return flat if fits else _long(before, node, after, indent)
    if fits or not node.items:
        return flat
    *first, (prefix, last) = node.items
    head = f"{before}{node.opening}" + "".join(
        f"{name}{_on_one_line(item)}, " for name, item in first
    )
    ends_so = node.opening.endswith("(") and isinstance(last, Group) and last.items and not prefix
    if isinstance(last, Group) and ends_so and indent + columns(head + last.opening) <= WIDTH:
        # The object or list at the end of a call opens on the line of the call.
        return lay_out(last, before=head, after=f"){after}", indent=indent)
    inner = indent + _STEP
    lines = [f"{before}{node.opening}"]
    for name, value in node.items:
        lines.append(" " * inner + lay_out(value, before=name, after=",", indent=inner))
    lines.append(f"{' ' * indent}{node.closing}{after}")
    return "\n".join(lines)


def _long(before: str, literal: str, after: str, indent: int) -> str:
    """A literal that is too long for its line has the next; but not behind a key so short that
    little would be won.
    """
    name = before.rstrip()
    is_short_key = name.endswith(":") and len(name) - 1 < _STEP + _MIN_WON
    if is_short_key or not name.endswith((":", "=")) or literal[:1] not in "'\"":
        return f"{before}{literal}{after}"
    return f"{name}\n{' ' * (indent + _STEP)}{literal}{after}"


def _always_breaks(node: Node) -> bool:
    """Whether a node holds a list of several objects, or lists, of several things each."""
    if isinstance(node, str):
        return False
    values = [value for _, value in node.items]
    if node.opening == "[" and len(values) > 1:
        openings = {value.opening for value in values if isinstance(value, Group)}
        several = all(isinstance(value, Group) and len(value.items) > 1 for value in values)
        if several and len(openings) == 1:
            return True
    return any(_always_breaks(value) for value in values)


def _on_one_line(node: Node) -> str:
    if isinstance(node, str):
        return node
    pad = " " if node.opening == "{" and node.items else ""
    items = ", ".join(prefix + _on_one_line(value) for prefix, value in node.items)
    return f"{node.opening}{pad}{items}{pad}{node.closing}"
