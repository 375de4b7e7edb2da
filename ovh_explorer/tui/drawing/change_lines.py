"""Differences as lines of a view: what was added, removed, changed, in colours and with signs."""

from collections.abc import Sequence

from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.documents import Piece
from ovh_explorer.workspace.response.change_lines import ChangePiece, PieceKind, change_lines
from ovh_explorer.workspace.response.diff import Change

__all__ = ["ChangeLines", "drawn_piece"]

_DRAWN: dict[PieceKind, str] = {
    "added": "string",
    "removed": "error",
    "changed": "number",
    "hidden": "comment",
    "path": "key",
    "before": "error",
    "after": "string",
    "between": "punctuation",
}


class ChangeLines:
    """Differences as lines: a sign and the path, then the values."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._lines: list[list[Piece]] = []
        for change in changes:
            lines = change_lines(change, _("the whole response"))
            self._lines += [[drawn_piece(piece) for piece in line] for line in lines]
        self.height = len(self._lines)
        self.width = max(
            (sum(len(text) for _kind, text in line) for line in self._lines), default=0
        )

    def pieces(self, index: int, end: int = 0) -> list[Piece]:
        return self._lines[index]

    def plain(self, index: int) -> str:
        return "".join(text for _, text in self._lines[index])


def drawn_piece(piece: ChangePiece) -> Piece:
    """A piece of a change by how it is drawn."""
    return _DRAWN[piece[0]], piece[1]
