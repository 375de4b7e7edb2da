"""What is open in the tree of products, kept while a filter shows something else."""

from typing import TYPE_CHECKING

from ovh_explorer.tui.products.nodes import Leaf, Place

if TYPE_CHECKING:
    from textual.widgets.tree import TreeNode

__all__ = ["Folds"]

# The labels that lead from a product to a node: the same once the tree is made anew.
_Path = tuple[str, ...]


class Folds:
    """Knows which nodes are to be open once a tree is made anew: those that were open before it
    was filtered.
    """

    def __init__(self) -> None:
        self._before: set[_Path] | None = None
        self._to_open: set[_Path] = set()

    def keep(self, root: "TreeNode[Place | Leaf]") -> None:
        """Keep what is open below `root`, until :meth:`restore`."""
        self._before = _open_paths(root) | self._to_open

    def restore(self, root: "TreeNode[Place | Leaf]") -> None:
        """From now on :meth:`open_again` opens what was kept, else what is open below `root`."""
        before, self._before = self._before, None
        self._to_open = _open_paths(root) if before is None else before

    def open_again(self, node: "TreeNode[Place | Leaf]") -> None:
        """Open a new node that is to be open; once, for the user may close it."""
        path = _path_of(node)
        if path in self._to_open:
            self._to_open.discard(path)
            node.expand()


def _path_of(node: "TreeNode[Place | Leaf]") -> _Path:
    """The labels of what holds a node, and its own."""
    labels: list[str] = []
    while node.parent is not None:
        labels.append(str(node.label))
        node = node.parent
    return tuple(reversed(labels))


def _open_paths(root: "TreeNode[Place | Leaf]") -> set[_Path]:
    """Which nodes of a tree are open, also those inside of a node that is closed."""
    found: set[_Path] = set()
    nodes = list(root.children)
    while nodes:
        node = nodes.pop()
        nodes += node.children
        if node.is_expanded:
            found.add(_path_of(node))
    return found
