"""The table of the account's keys."""

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from ovh_explorer.tui.key_bindings import bindings

__all__ = ["KeysTable"]


class KeysTable(DataTable[Text]):
    """Rows, with the keys of the other lists here."""

    BINDINGS = bindings("account keys list")  # not for people

    def __init__(self) -> None:
        super().__init__(cursor_type="row")
        self._rows: list[list[Text]] = []

    def show(self, rows: list[list[Text]]) -> None:
        """Show these rows. Only cells that change cost anything: each new one is measured, before
        the next key.
        """
        while len(self._rows) > len(rows):
            self._rows.pop()
            self.remove_row(self.coordinate_to_cell_key(Coordinate(len(self._rows), 0)).row_key)
        for place, (before, now) in enumerate(zip(self._rows, rows, strict=False)):
            for column, (old, new) in enumerate(zip(before, now, strict=True)):
                if (old, old.style) != (new, new.style):
                    self.update_cell_at(Coordinate(place, column), new, update_width=True)
        self.add_rows(rows[len(self._rows) :])
        self._rows = rows
