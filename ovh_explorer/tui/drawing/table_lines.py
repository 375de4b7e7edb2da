"""A table as a document: its rows in the order and with the columns that were chosen."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.documents import Piece
from ovh_explorer.workspace.response.format import human_size
from ovh_explorer.workspace.response.table import Column, Table

if TYPE_CHECKING:
    from ovh_explorer.workspace.response.line_changes import LineChanges

__all__ = ["TableLines"]

_BETWEEN = "  "
_MIN_COLUMN_WIDTH = 3


class TableLines:
    """What a :class:`~ovh_explorer.tui.response.table_view.TableView` shows, and where its cursor
    is.

    Attributes:
        shown: the columns.
        sequence: the items from top to bottom; None as they came.
        sorted_by: the column they are sorted by, if any; `descending` whether the largest stands
            first.
        row, column: where the cursor is.
    """

    def __init__(self, table: Table, chosen: str = "") -> None:
        """`chosen` is what :meth:`choice` gave earlier."""
        self.table = table
        self.height = table.height
        self.sequence: Sequence[int] | None = None
        self.sorted_by: Column | None = None
        self.descending = False
        self.row = self.column = 0
        # The items that the user marked, to do something with all of them.
        self.marks: set[int] = set()
        # The names of those that are marked, and that a filter hides.
        self.hidden_marks: frozenset[str] = frozenset()
        # What is marked as changed; None where it took no other's place.
        self.changes: LineChanges | None = None
        # What the cursor waits for that isn't here yet, and the row that it was put on meanwhile.
        self.sought: tuple[object, int] | None = None
        self.show(_read(chosen))

    def show(self, titles: Sequence[str]) -> None:
        """Show the columns of these titles; all of them where there is none such."""
        ordered = self.table.as_shown
        self.shown = [column for column in ordered if column.title in titles] or ordered
        self._widths = [
            max(column.width, _MIN_COLUMN_WIDTH) + (column is self.sorted_by) * 2
            for column in self.shown
        ]
        self._starts = [0, *accumulate(width + len(_BETWEEN) for width in self._widths)]
        # Where the last column ends: nothing stands in the gap behind it.
        self.width = max(0, self._starts[-1] - len(_BETWEEN))
        self.column = min(self.column, max(0, len(self.shown) - 1))

    @property
    def shown_as_they_came(self) -> list[Column]:
        """The columns that are shown, in the order of the response, as programs read them."""
        return [column for column in self.table.columns if column in self.shown]

    def choice(self) -> str:
        """The columns that are shown, to be kept; "" for all."""
        titles = [column.title for column in self.shown]
        return "" if len(titles) == len(self.table.columns) else json.dumps(titles)

    def sort(
        self, sequence: Sequence[int] | None, column: Column | None, *, descending: bool = False
    ) -> None:
        """Have the items in another sequence, which is that of a column; None for as they came."""
        self.sequence, self.sorted_by, self.descending = sequence, column, descending
        self.show([item.title for item in self.shown])

    def item(self, row: int) -> int:
        """The item in a row."""
        return row if self.sequence is None else self.sequence[row]

    def mark(self, row: int) -> None:
        """Mark the item in a row, or take its mark away."""
        self.marks ^= {self.item(row)}

    def mark_all(self, rows: Sequence[int]) -> None:
        """Mark the items in these rows; where all of them are marked, none of them."""
        items = {self.item(row) for row in rows}
        if items <= self.marks:
            self.marks -= items
        else:
            self.marks |= items

    def is_marked(self, row: int) -> bool:
        """Whether the item in a row is marked."""
        return self.item(row) in self.marks

    def sign(self, row: int) -> str:
        """How the item in a row changed: ``~``, ``+`` or ""."""
        if self.changes is None:
            return ""
        item, text = self.item(row), self.table.text
        stop = text.line_at(self.table.starts[item + 1] - 1) + 1
        return self.changes.sign_within(self.table.line(item), stop)

    def row_of(self, line: int) -> int:
        """The row of the item that a line of the text is in."""
        item = max(0, bisect_right(self.table.starts, self.table.text.offsets[line + 1] - 1) - 1)
        item = min(item, max(0, self.height - 1))
        return item if self.sequence is None else list(self.sequence).index(item)

    def span(self, column: int) -> tuple[int, int]:
        """Where a column begins and ends."""
        return self._starts[column], self._starts[column + 1] - len(_BETWEEN)

    def start_from(self, x: int) -> int:
        """Where the first column begins that is whole from `x` on."""
        return self._starts[bisect_left(self._starts, x)]

    def pinned_width(self, width: int) -> int:
        """The columns of the screen that the first column keeps while others are scrolled through,
        of `width` in all; 0 where it has no room.
        """
        kept = self._starts[1] if len(self.shown) > 1 else 0
        return kept if kept <= width // 2 else 0

    def column_at(self, x: int) -> int:
        """The column that stands at a place of a line."""
        return max(0, min(len(self.shown) - 1, bisect_right(self._starts, x) - 1))

    def column_with(self, row: int, words: str) -> int:
        """The column whose cell in a row has words, case-blind: the one the cursor is in before any
        other.
        """
        cells = self.table.cells(self.item(row), self.shown) or ()
        found = [index for index, cell in enumerate(cells) if words.lower() in cell.lower()]
        return self.column if self.column in found or not found else found[0]

    @property
    def header(self) -> list[Piece]:
        """The titles, with a sign at the one that the table is sorted by."""
        pieces = []
        for index, (column, width) in enumerate(zip(self.shown, self._widths, strict=True)):
            sign = f" {'▼' if self.descending else '▲'}" if column is self.sorted_by else ""
            kind = "header-current" if index == self.column else "header"
            title = printable(column.title)
            title = set_cell_size(title, min(cell_len(title), width - len(sign))) + sign
            title = set_cell_size(title, width)
            pieces += [(kind, title), ("header", _BETWEEN)]
        return pieces

    def pieces(self, index: int, end: int = 0) -> list[Piece]:
        item = self.item(index)
        cells = self.table.cells(item, self.shown)
        if cells is None:
            size = human_size(self.table.size(item))
            return [("comment", _("({size}: t and enter show it)").format(size=size))]
        pieces: list[Piece] = []
        for at, (column, text, width) in enumerate(
            zip(self.shown, cells, self._widths, strict=True)
        ):
            if self._starts[at] > end > 0:
                break
            cell = _fitted(printable(text[: 4 * width]), width, to_right=column.numeric)
            kind = "key" if at == self.column else "comment" if text == "null" else "plain"
            pieces += [(kind, cell), ("plain", _BETWEEN)]
        return pieces

    def plain(self, index: int) -> str:
        return "\t".join(self.table.cells(self.item(index), self.shown) or ())


def _read(chosen: str) -> list[str]:
    try:
        titles = json.loads(chosen) if chosen else []
    except ValueError:
        return []
    return titles if isinstance(titles, list) else []


def _fitted(text: str, width: int, *, to_right: bool) -> str:
    fitted = set_cell_size(text, width)
    if fitted.rstrip() != text.rstrip():
        return set_cell_size(text, width - 1) + "…"
    return fitted if not to_right else fitted.rstrip().rjust(width)
