"""Titles that are cut so that two of them don't look alike."""

from collections.abc import Iterable
from itertools import takewhile

__all__ = ["told_apart"]

# Columns of the beginning that stay in sight.
_MIN_HEAD = 8


def told_apart(title: str, others: Iterable[str], width: int) -> str:
    """A title in `width` columns: its middle is left out where one of the others begins alike and
    differs further on; else it is as it was, to be cut at its end.
    """
    if len(title) <= width or width <= 2 * _MIN_HEAD:
        return title
    shown = title[: width - 1]
    alike = [other for other in others if other != title and other.startswith(shown)]
    if not alike:
        return title
    # From the beginning of the word that differs.
    same = max(_same(title, other) for other in alike)
    rest = title[title.rfind(" ", 0, same) + 1 :]
    rest = rest[: width - 1 - _MIN_HEAD]
    return f"{title[: width - 1 - len(rest)]}…{rest}"


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
