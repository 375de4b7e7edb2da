"""Titles that are cut so that two of them don't look alike."""

from collections.abc import Iterable
from os.path import commonprefix

__all__ = ["told_apart"]

# Columns of the beginning that stay in sight.
_MIN_HEAD = 8


def told_apart(title: str, others: Iterable[str], width: int) -> str:
    """A title in `width` columns: its middle is left out where one of the others begins alike and
    differs further on; else it is as it was, to be cut at its end.
    """
    if len(title) <= width or width <= 2 * _MIN_HEAD:
        return title
    alike = [
        other for other in others if other != title and other[: width - 1] == title[: width - 1]
    ]
    if not alike:
        return title
    # From the beginning of the word that differs.
    same = max(len(commonprefix((title, other))) for other in alike)
    rest = title[title.rfind(" ", 0, same) + 1 :]
    rest = rest[: width - 1 - _MIN_HEAD]
    return f"{title[: width - 1 - len(rest)]}…{rest}"
