"""Long lines over several rows: what a row of the screen shows, for those in sight alone."""

import re
from bisect import bisect_right
from itertools import accumulate

from ovh_explorer.tui.drawing.documents import Document, Piece

__all__ = ["rows_from", "top_for", "window", "wrapped"]

# Characters of a line that are wrapped: the longest that a document shows, and words behind it.
_MAX_CHARACTERS = 20_100
# What a comment of a language begins with.
_SIGN = re.compile(r"(?://+|#+|--+|\*+) ")
# How much further to the right than its beginning a line goes on.
_STEP_IN = 2


def wrapped(document: Document, index: int, width: int) -> list[list[Piece]]:
    """A line of a document in rows of at most `width` columns; one row for an empty line.

    What goes on in further rows hangs below the line's beginning; a comment has its sign in each.
    Rows end at blanks where there are some; one blank that would begin a row is left out.
    """
    pieces = document.pieces(index, _MAX_CHARACTERS)
    text = "".join(text for _, text in pieces)
    # Wide characters take two columns each: fewer of them in a row are safe, and cost no measuring.
    step = max(1, width if text.isascii() else width // 2)
    if len(text) <= step:
        return [pieces]
    hang = _hang(pieces, text, step)
    spans = _spans(text, step, step - len(hang[1]))
    rows: list[list[Piece]] = [[] if at == 0 or not hang[1] else [hang] for at, _ in spans]
    row = at = 0
    for kind, piece in pieces:
        end = at + len(piece)
        while row < len(spans):
            first, stop = spans[row]
            if part := text[max(at, first) : min(end, stop)]:
                rows[row].append((kind, part))
            if stop > end:
                break
            row += 1
        at = end
    return rows


def _hang(pieces: list[Piece], text: str, step: int) -> Piece:
    """What stands before the further rows of a line."""
    indent = len(text) - len(text.lstrip(" "))
    sign = _SIGN.match(text, indent)
    if sign is not None and all(kind == "comment" or not part.strip() for kind, part in pieces):
        kind, hang = "comment", text[:indent] + sign.group()
    else:
        # Of a language, or JSON; a plain text has no parts.
        kind, hang = "plain", " " * (indent + _STEP_IN * (len(pieces) > 1))
    return (kind, hang) if len(hang) <= step // 2 else ("plain", "")


def _spans(text: str, first: int, further: int) -> list[tuple[int, int]]:
    """Where the rows of a text begin and end: the first has `first` characters at most."""
    spans = []
    start, room = 0, first
    least = len(text) - len(text.lstrip(" ")) + 1
    while len(text) - start > room:
        end = start + room
        blank = text.rfind(" ", max(least, start + room // 2), end + 1)
        spans.append((start, end if blank < 0 else blank))
        start, room = end if blank < 0 else blank + 1, further
    # A blank alone needs no row.
    return [*spans, (start, len(text))] if start < len(text) else spans


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


def window(pieces: list[Piece], start: int, width: int) -> list[Piece]:
    """The pieces up to what is visible: measuring a line of a megabyte for every frame would be
    felt.
    """
    end = start + width
    kept: list[Piece] = []
    at = 0
    for kind, text in pieces:
        if at >= end:
            break
        kept.append((kind, text[: end - at]))
        at += len(text)
    return kept
