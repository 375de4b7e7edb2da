"""What stands behind the nodes of the tree of products."""

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from ovh_explorer.catalog.store import OperationRow
from ovh_explorer.text import printable

if TYPE_CHECKING:
    from textual.widgets import Tree
    from textual.widgets.tree import TreeNode

__all__ = [
    "METHOD_WIDTH",
    "SHORT_METHODS",
    "Leaf",
    "Place",
    "add_leaf",
    "depth_of",
    "leaf_of",
    "show_children",
    "words_beside",
]

SHORT_METHODS = {"DELETE": "DEL"}
"""Methods whose names are shorter where there is little room."""
METHOD_WIDTH = 5
"""Columns before what stands behind a method."""
# Of what is below a node that is opened, what is in sight at least.
_MIN_CHILDREN = 6


class Place(NamedTuple):
    """A node that holds others: a product, a section of it, or a path inside it.

    Attributes:
        operations: what is below it; None for a product whose operations are not known yet.
        depth: how many segments below the product the node stands for.
    """

    product: str
    operations: tuple[OperationRow, ...] | None = None
    depth: int = 0


class Leaf(NamedTuple):
    """An operation's node; `words` are the method and what stands behind it, which is its `path`
    in what a filter found.
    """

    row: OperationRow
    words: str
    path: str = ""

    @property
    def badge(self) -> str:
        """What is said of an operation that isn't in production; "" for one that is."""
        status = self.row.status
        return f" {printable(status)}" if status not in ("PRODUCTION", "") else ""


def leaf_of(row: OperationRow, words: str, path: str = "") -> Leaf:
    """What stands for an operation in the tree, with `words` behind its method."""
    method = SHORT_METHODS.get(row.method, row.method)
    return Leaf(row, f"{method:<{METHOD_WIDTH - 1}} {printable(words)}", path)


def add_leaf(node: "TreeNode[Place | Leaf]", row: OperationRow, words: str, path: str = "") -> Leaf:
    """Put an operation below a node, as :func:`leaf_of` makes it."""
    leaf = leaf_of(row, words, path)
    node.add_leaf(Text(leaf.words + leaf.badge), leaf)
    return leaf


def depth_of(node: "TreeNode[Place | Leaf]") -> int:
    """How many nodes that are drawn stand above one; 0 for a product."""
    depth, above = 0, node.parent
    while above is not None and above.parent is not None:
        depth, above = depth + 1, above.parent
    return depth


def words_beside(node: "TreeNode[Place | Leaf]") -> list[str]:
    """The words of the operations that are in one place with another."""
    beside = node.parent.children if node.parent is not None else ()
    return [other.data.words for other in beside if isinstance(other.data, Leaf)]


def show_children(tree: "Tree[Place | Leaf]", node: "TreeNode[Place | Leaf]") -> None:
    """Scroll to the first things below a node that was opened at the cursor, where they are out of
    sight; the node stays in it.
    """

    def show() -> None:
        last = node.line + min(_MIN_CHILDREN, len(node.children))
        line = min(node.line, last - tree.scrollable_content_region.height + 1)
        tree.scroll_to(y=max(tree.scroll_offset.y, line), animate=False)

    if node is tree.cursor_node and node.is_expanded and node.children:
        tree.call_after_refresh(show)
