"""Where the cursor of a list goes while the list is read anew."""

from collections.abc import Sequence

__all__ = ["CursorPlace"]


class CursorPlace:
    """Keeps the cursor on its item; where that is gone, on the row that it had. Once the user moves
    it, it stays there.
    """

    def __init__(self) -> None:
        # The item that the cursor goes back to; "" for the one that it is on.
        self._item = ""
        self._row = 0
        # The item that the cursor was last put on.
        self._last = ""

    def keep(self, item: str, row: int) -> None:
        """Before the list is read anew: the cursor is on this item, in this row."""
        if item:
            self._item = self._last = item
            self._row = row

    def row(self, items: Sequence[str], current: str, *, is_whole: bool) -> int:
        """The row for the cursor.

        Args:
            items: those that are listed now.
            current: the one that the cursor was on until now; "" for none.
            is_whole: whether no others come.
        """
        if current != self._last:
            self._item = ""
        item = self._item or current
        if item in items:
            row = items.index(item)
        elif self._item and is_whole:
            row = max(0, min(self._row, len(items) - 1))
        else:
            row = 0
        if is_whole:
            self._item = ""
        self._last = items[row] if items else ""
        return row
