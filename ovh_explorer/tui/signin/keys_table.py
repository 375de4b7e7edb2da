"""The table of the account's keys."""

from datetime import datetime

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widget import Widget
from textual.widgets import DataTable

from ovh_explorer.text import printable
from ovh_explorer.translation import pgettext
from ovh_explorer.tui.drawing.colour_roles import colour
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.account_key_words import mark_of
from ovh_explorer.workspace.account.account_key import AccountKey
from ovh_explorer.workspace.account.ages import ago

__all__ = ["KeysTable", "key_cells"]

_MAX_NAME_COLUMNS = 28
_MAX_ID_COLUMNS = 12


def key_cells(widget: Widget, key: AccountKey, now: datetime) -> list[Text]:
    """The cells of a key's row, in the colours of the widget."""
    # Several keys of one program have its name: the id tells them apart, and is asked for.
    has_number = key.name and key.kind in ("credential", "application")
    number = f" {middle_cut(printable(key.id), _MAX_ID_COLUMNS)}" if has_number else ""
    name = printable(key.name or key.id)
    if len(name) + len(number) > _MAX_NAME_COLUMNS:
        name = f"{name[: _MAX_NAME_COLUMNS - len(number) - 1]}…"
    ended = key.expires is not None and key.expires <= now
    good = key.status in ("validated", "active", "")
    rules = str(len(key.rules)) if key.kind == "credential" else ""
    mark = mark_of(key)
    status = key.status
    last_use = ago(key.last_use, now)
    if key.problem:
        status = status or "?"
    elif key.kind in ("credential", "token"):
        last_use = last_use or pgettext("last used", "never")
    return [
        Text(f"{'●' if key.in_use else ' '} {mark}", "bold" if key.in_use else "dim"),
        Text.assemble((name, "bold" if key.in_use else ""), (number, "dim")),
        Text(printable(status), "" if good else colour(widget, "problem-warning")),
        Text(rules, justify="right"),
        Text(last_use),
        Text(ago(key.expires, now), colour(widget, "problem-error") if ended else ""),
    ]


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
