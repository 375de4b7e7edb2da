"""Long lines over several rows: what a row of the screen shows, for those in sight alone."""

from bisect import bisect_right
from itertools import accumulate

from ovh_explorer.tui.drawing.documents import Document, Piece

__all__ = ["rows_from", "top_for", "wrapped"]

# Characters of a line that are wrapped: the longest that a document shows, and words behind it.
_MAX_CHARACTERS = 20_100


def wrapped(document: Document, index: int, width: int) -> list[list[Piece]]:
    """A line of a document in rows of at most `width` columns; one row for an empty line."""
    pieces = document.pieces(index, _MAX_CHARACTERS)
    text = "".join(text for _, text in pieces)
    # Wide characters take two columns each: fewer of them in a row are safe, and cost no measuring.
    step = max(1, width if text.isascii() else width // 2)
    rows: list[list[Piece]] = [[] for _ in range(max(1, -(-len(text) // step)))]
    at = 0
    for kind, piece in pieces:
        start = 0
        while start < len(piece):
            row, used = divmod(at, step)
            part = piece[start : start + step - used]
            rows[row].append((kind, part))
            start += len(part)
            at += len(part)
    return rows


def rows_from(
    document: Document, top: int, width: int, height: int
) -> list[tuple[int, list[Piece]]]:
    """What `height` rows show from the line `top` on: the line of each, and its pieces."""
    rows: list[tuple[int, list[Piece]]] = []
    for index in range(top, document.height):
        if len(rows) >= height:
            break
        rows += [(index, pieces) for pieces in wrapped(document, index, width)]
    return rows[:height]


def top_for(document: Document, line: int, width: int, height: int) -> int:
    """The first line that may stand on top for all rows of `line` to be in sight, or its first."""
    first = max(0, line - height + 1)
    taken = accumulate(len(wrapped(document, at, width)) for at in range(line, first - 1, -1))
    return line - max(0, bisect_right(list(taken), height) - 1)
