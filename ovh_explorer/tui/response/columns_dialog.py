"""Which columns of a table are shown."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

from ovh_explorer.text import printable
from ovh_explorer.translation import _, number
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.pages import Paging
from ovh_explorer.tui.terminal.whole_rows import WholeRows
from ovh_explorer.tui.widgets.fitted_line import FittedKeys
from ovh_explorer.workspace.response.table import Column

__all__ = ["ColumnsScreen"]


class ColumnsScreen(Dialog[list[str] | None]):
    """The columns one below the other; returns the titles of those that are chosen, or None."""

    BINDINGS = bindings("dialog", "columns")
    DEFAULT_CSS = """
    ColumnsScreen { align: center middle; }
    ColumnsScreen > SelectionList {
        width: 92%; max-width: 80; height: auto; max-height: 92%; background: $surface;
        &, &:focus { border: round $primary; }
    }
    """

    def __init__(self, columns: Sequence[Column], shown: Sequence[Column], rows: int) -> None:
        """`rows` is how many there are, to say how often a column is filled."""
        super().__init__()
        self._columns = columns
        self._shown = set(shown)
        self._rows = rows

    def compose(self) -> ComposeResult:
        box = _Columns(
            *(
                Selection(self._words(column), column.title, column in self._shown)
                for column in self._columns
            )
        )
        box.border_title = _("Columns")
        box.say_keys(
            _("enter applies"),
            _("esc closes"),
            _("space shows or hides"),
            _("a all"),
            _("n none"),
        )
        yield box

    def _words(self, column: Column) -> Content:
        often = ""
        if column.filled != self._rows:
            filled, count = number(column.filled), number(self._rows)
            words = _("{filled} of {count}").format(filled=filled, count=count)
            often = f"  {words}"
        return Content.assemble(printable(column.title), (often, "$text-muted"))

    @property
    def _box(self) -> "SelectionList[str]":
        return self.query_one(SelectionList)

    def on_mount(self) -> None:
        self._box.focus()

    def action_down(self) -> None:
        self._box.action_cursor_down()

    def action_up(self) -> None:
        self._box.action_cursor_up()

    def action_all(self) -> None:
        self._box.select_all()

    def action_none(self) -> None:
        self._box.deselect_all()

    def action_take(self) -> None:
        chosen = set(self._box.selected)
        if chosen:
            self.dismiss([column.title for column in self._columns if column.title in chosen])
        else:
            self.notify(_("Select at least one column."), severity="warning", timeout=3)


class _Columns(WholeRows, Paging, SelectionList[str], FittedKeys):
    """Takes what is chosen on enter, where Textual's own list toggles."""

    BINDINGS = bindings("columns list")  # not for people
