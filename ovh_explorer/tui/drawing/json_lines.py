"""Responses as documents: lines that are decoded when they are drawn, some of them folded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.drawing.documents import Piece, json_pieces
from ovh_explorer.workspace.response.folds import Folds
from ovh_explorer.workspace.response.format import human_size
from ovh_explorer.workspace.response.stored_text import StoredText

if TYPE_CHECKING:
    from ovh_explorer.workspace.response.line_changes import LineChanges

__all__ = ["COMMENT_SIGN", "AdvisedLines", "FoldedLines", "StoredLines"]

COMMENT_SIGN = "// "
"""Before a line of ours above a response."""

# Characters of a line that are drawn where nothing says how many are visible.
_MAX_DRAWN_CHARACTERS = 4000
# Of a line that are shown: a value of megabytes is read in a file.
_MAX_LINE_BYTES = 20_000
# Of the words behind a line that is cut.
_MARK_COLUMNS = 30
# Of what stands behind a line that hides others.
_FOLDED_COLUMNS = len(" … }  1,000,000 lines")
_COMMENT = "comment"
_CLOSING = {"{": "}", "[": "]"}


class StoredLines:
    """The lines of a text that is kept somewhere else."""

    def __init__(self, text: StoredText) -> None:
        self.text = text
        self.height = text.height
        self.width = min(text.width, _MAX_LINE_BYTES + _MARK_COLUMNS)

    def pieces(self, index: int, end: int = _MAX_DRAWN_CHARACTERS) -> list[Piece]:
        size = self.text.size(index)
        if size > _MAX_LINE_BYTES:
            words = _("… {size} in all").format(size=human_size(size))
            more = (_COMMENT, f" {words}")
            return [
                ("plain", printable(self.text.shown(index, _MAX_LINE_BYTES)[:end])),
                *([more] if end >= _MAX_LINE_BYTES else []),
            ]
        line = self.text.shown(index)
        return (
            json_pieces(line, end)
            if self.text.language == "json"
            else [("plain", printable(line[:end]))]
        )

    def plain(self, index: int) -> str:
        return self.text.shown(index)


class FoldedLines:
    """Lines of JSON, of which some hide what they hold: a line of the view is a row here."""

    def __init__(self, text: StoredText) -> None:
        self.lines = StoredLines(text)
        self.folds = Folds()
        # What is marked; None where it took no other's place.
        self.changes: LineChanges | None = None
        # The line that the cursor was left on; None where it wasn't here yet.
        self.line: int | None = None
        self.width = self.lines.width + _FOLDED_COLUMNS

    @property
    def text(self) -> StoredText:
        """What the lines are of."""
        return self.lines.text

    @property
    def height(self) -> int:
        return self.lines.height - self.folds.hidden

    def pieces(self, index: int, end: int = _MAX_DRAWN_CHARACTERS) -> list[Piece]:
        line = self.folds.line_of(index)
        pieces = self.lines.pieces(line, end)
        if not self.folds.is_folded(line):
            return pieces
        bracket = pieces[-1][1].rstrip()[-1:] if pieces else ""
        # All but the line that closes it.
        hidden = self.folds.hidden_by(line) - 1
        count = ngettext("{count} line", "{count} lines", hidden).format(count=number(hidden))
        closing = ("punctuation", _CLOSING.get(bracket, ""))
        return [*pieces, (_COMMENT, " … "), closing, (_COMMENT, f"  {count}")]

    def plain(self, index: int) -> str:
        return self.lines.plain(self.folds.line_of(index))


class AdvisedLines:
    """A response below a few lines of ours, which are no part of it."""

    def __init__(self, above: Sequence[str], below: StoredLines) -> None:
        self._above = above
        self.below = below
        self.height = len(above) + below.height
        self.width = max([below.width, *map(len, above)])

    def advice_at(self, index: int) -> tuple[str, int]:
        """What is said above as one text, of which a sentence may go on in the next line, and where
        the line at a place begins in it; "" where the response has begun.
        """
        if index >= len(self._above):
            return "", 0
        said = [line.removeprefix(COMMENT_SIGN) for line in self._above]
        before = sum(cell_len(line) + 1 for line in said[:index])
        return " ".join(said), before - len(COMMENT_SIGN)

    def pieces(self, index: int, end: int = _MAX_DRAWN_CHARACTERS) -> list[Piece]:
        if index < len(self._above):
            return [(_COMMENT, self._above[index])]
        return self.below.pieces(index - len(self._above), end)

    def plain(self, index: int) -> str:
        return (
            self._above[index]
            if index < len(self._above)
            else self.below.plain(index - len(self._above))
        )
