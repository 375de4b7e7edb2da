"""Texts over several lines: at blanks, and where a path is wider than a line, after its slashes."""

import re
from itertools import takewhile

from rich.cells import cell_len, chop_cells

__all__ = ["cut_word", "wrap"]

# Not the blanks that keep a French sign with its word.
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")


def wrap(text: str, width: int, *, max_lines: int | None = None) -> list[str]:
    """`text` in lines of at most `width` columns, none for an empty one. What `max_lines` has no
    room for is left out, and ``…`` says so.
    """
    lines: list[str] = []
    line, columns = "", 0
    for word in filter(None, _BLANKS.split(text)):
        wide = cell_len(word)
        if line and columns + 1 + wide <= width:
            line, columns = f"{line} {word}", columns + 1 + wide
            continue
        if line:
            lines.append(line)
        *full, line = cut_word(word, width)
        columns = cell_len(line)
        lines += full
    if line:
        lines.append(line)
    if max_lines is None or len(lines) <= max_lines:
        return lines
    last = lines[max_lines - 1]
    while cell_len(last) + 2 > width and " " in last:
        last = last.rpartition(" ")[0]
    last = cut_word(last, width - 2)[0] if width > 2 else ""
    return [*lines[: max_lines - 1], f"{last} …"]


def cut_word(text: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells: a path ends a line with a slash where it can, not
    in the middle of a name.
    """
    pieces: list[str] = []
    width = max(1, width)
    at = 0
    while True:
        # No more of a long word than the next line may take: each line measured all of the rest.
        rest = text[at : at + 4 * width]
        if pieces and (marks := _marks(rest)):
            pieces[-1] += marks
            at += len(marks)
            continue
        if at + len(rest) == len(text) and cell_len(rest) <= width:
            return [*pieces, rest] if rest or not pieces else pieces
        # Nothing is chopped of what has no width.
        piece = next(iter(chop_cells(rest, width)), rest) or rest[0]
        # The slash that a path begins with is no place to end a line.
        slash = piece.rfind("/", 1) + 1
        if slash > 1 and piece[:slash].strip("/"):
            piece = piece[:slash]
        pieces.append(piece)
        at += len(piece)


def _marks(text: str) -> str:
    """The marks without a width that a text begins with: they belong to the letter before them,
    however many they are.
    """
    return "".join(takewhile(lambda letter: not cell_len(letter), text))
