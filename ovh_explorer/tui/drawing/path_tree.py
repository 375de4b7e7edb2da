"""The paths of operations as a tree, one level at a time: pure, and bounded by the paths' own
length.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ovh_explorer.catalog.rows import OperationRow

__all__ = ["Branch", "Level", "level"]


class Branch(NamedTuple):
    """Operations whose paths go on the same way.

    Attributes:
        label: the segments that they share here, joined by slashes.
        depth: how many segments below their product they share in all.
        rows: the operations, in the order they came in.
    """

    label: str
    depth: int
    rows: tuple[OperationRow, ...]


class Level(NamedTuple):
    """What stands directly below a node: operations whose path ends there, and branches."""

    leaves: tuple[OperationRow, ...]
    branches: tuple[Branch, ...]


def level(product: str, rows: Iterable[OperationRow], depth: int = 0) -> Level:
    """The operations that end at `depth` segments below `product`, and the branches below that.

    A branch that would hold nothing but one other is shown together with it. A path that isn't
    below its product, as a document may have it, counts with all its segments.
    """
    leaves, groups = _split([(_segments(product, row.path), row) for row in rows], depth)
    branches = []
    for label, group in groups.items():
        reached, words = depth + 1, [label]
        # Each turn goes one segment deeper, and ends where a path does.
        while True:
            ending, below = _split(group, reached)
            if ending or len(below) != 1:
                break
            words.append(next(iter(below)))
            reached += 1
        branches.append(Branch("/".join(words), reached, tuple(row for _, row in group)))
    return Level(tuple(row for _, row in leaves), tuple(branches))


_Parted = list[tuple[list[str], OperationRow]]


def _split(parted: _Parted, depth: int) -> tuple[_Parted, dict[str, _Parted]]:
    """The paths that end at a depth, and the others by their next segment."""
    ending: _Parted = []
    below: dict[str, _Parted] = {}
    for segments, row in parted:
        if len(segments) <= depth:
            ending.append((segments, row))
        else:
            below.setdefault(segments[depth], []).append((segments, row))
    return ending, below


def _segments(product: str, path: str) -> list[str]:
    if path == product:
        return []
    if path.startswith(f"{product}/"):
        return path[len(product) + 1 :].split("/")
    return path.removeprefix("/").split("/")
