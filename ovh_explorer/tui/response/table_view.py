"""A list of objects as a table, however long it is."""

from collections.abc import Callable

from rich.segment import Segment
from textual import events, work
from textual.actions import SkipAction
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from ovh_explorer.text import printable
from ovh_explorer.translation import _, number
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.response.json_view import SIGN_KINDS
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.calls.row_calls import MAX_ROWS
from ovh_explorer.workspace.response.json_path import line_within
from ovh_explorer.workspace.response.service import ReadError, ResponseService

__all__ = ["TableView"]

# At the edge behind which there are more columns.
_MORE = " ›"
# Before a row that is marked.
_MARK = "* "


class TableView(LineView):
    """Rows below a line of titles that stays; a cursor goes over rows and columns.

    Args:
        reader: gives what reads responses: it searches large tables.
    """

    BINDINGS = bindings("table")
    COMPONENT_CLASSES = {"line-view--header", "line-view--header-current"}
    DEFAULT_CSS = """
    TableView {
        & > .line-view--header { color: $text-muted; text-style: bold; background: $boost; }
        & > .line-view--header-current {
            color: $text-accent; text-style: bold; background: $boost;
        }
    }
    """

    class Sort(Message):
        """Sort by the column under the cursor."""

    class ChooseColumns(Message):
        """Choose which columns are shown."""

    class ActOnRows(Message):
        """Do something with all rows that are marked."""

    def __init__(self, reader: Callable[[], ResponseService], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._reader = reader

    @property
    def lines(self) -> TableLines | None:
        """The table."""
        return self.document if isinstance(self.document, TableLines) else None

    def show_table(self, lines: TableLines) -> None:
        """Show a table, the cursor where it was left."""
        if self.document is not lines:
            row = lines.row
            self.document = lines
            # At once: a key that comes now is for the row that is painted.
            self.cursor = row if lines.height else None
            lines.row = row
            # Where it was just mounted, or was hidden, it has no height yet.
            self.call_after_refresh(self.move_to, row)
        else:
            self.measure()
            self.move_to(lines.row)
            self.refresh()
            if self._words:
                # What was found stands in other rows now.
                self._find(lines, self._words, stays=True)

    @property
    def page_height(self) -> int:
        return max(1, super().page_height - 1)

    def measure(self) -> None:
        lines = self.lines
        width = self.document.width
        room = self._text_width - self._pinned
        if lines is not None and width > self._text_width:
            # Scrolled as far as it goes, it begins with a whole column, too.
            width = lines.start_from(width - room) + room
        self.virtual_size = Size(width + self.head_width, self.document.height + 1)

    def on_resize(self) -> None:
        self.measure()
        self.call_after_refresh(self._bring_column_into_sight)

    def go_on(self, lines: TableLines) -> None:
        """Show a table in place of the one before; the cursor and what was found stay."""
        x, y = self.scroll_offset
        words, row = self._words, lines.row
        self.document = lines
        self._words = words
        self.cursor = row if lines.height else None
        self.scroll_to(x, y, animate=False, force=True)
        self.bring_into_sight()
        if words:
            self._find(lines, words, stays=True)

    # Beside the rows: what is marked, what changed

    @property
    def head_width(self) -> int:
        lines = self.lines
        if lines is None:
            return 0
        return len(_MARK) * bool(lines.marks) + len("~ ") * (lines.changes is not None)

    def head(self, index: int) -> str:
        lines = self.lines
        if lines is None:
            return ""
        mark = ""
        if lines.marks:
            mark = _MARK if lines.is_marked(index) else " " * len(_MARK)
        sign = f"{lines.sign(index) or ' '} " if lines.changes is not None else ""
        return mark + sign

    def head_kind(self, index: int) -> str:
        if self.lines is None:
            return "gutter"
        is_marked = self.lines.is_marked(index)
        return "keyword" if is_marked else SIGN_KINDS[self.lines.sign(index)]

    def action_mark(self) -> None:
        """Mark the row of the cursor, or not, and go on to the next."""
        if self.cursor is not None:
            self._mark(self.cursor)
            self.move(1)

    def _mark(self, row: int) -> None:
        if self.lines is not None:
            self.lines.mark(row)
            self._show_marks()

    def action_mark_all(self) -> None:
        """Mark all rows, of a search those that were found; where they are marked, none."""
        if self.lines is None:
            return
        rows = self._matches if self._words else range(self.lines.height)
        if len(rows) > MAX_ROWS:
            words = _("{count} rows are too many. Mark {most} at most: search (/) first.")
            words = words.format(count=number(len(rows)), most=number(MAX_ROWS))
            self.notify(words, severity="warning", timeout=6)
            return
        self.lines.mark_all(rows)
        self._show_marks()

    def _show_marks(self) -> None:
        self.measure()
        self.refresh()
        self.post_message(self.Moved())

    def action_act(self) -> None:
        self.post_message(self.ActOnRows())

    @property
    def line(self) -> int | None:
        """The line of the response in which the cell under the cursor stands."""
        lines = self.lines
        if lines is None or self.cursor is None or not lines.shown:
            return None
        table = lines.table
        line = table.line(lines.item(self.cursor))
        return line_within(table.text, line, lines.shown[lines.column].path)

    def show_line(self, line: int) -> None:
        """Put the cursor on the row that a line of the response is in."""
        if self.lines is not None and self.cursor is not None:
            self.move_to(self.lines.row_of(line))

    def watch_cursor(self, line: int | None) -> None:
        if self.lines is not None and line is not None:
            self.lines.row = line
        super().watch_cursor(line)

    def render_line(self, y: int) -> Strip:
        if y:
            return super().render_line(y - 1)
        width, x = self.scrollable_content_region.width, self.scroll_offset.x
        base = self.visual_style.rich_style
        pieces = self.lines.header if self.lines is not None else []
        strip = Strip(
            [
                Segment(text, base + component_style(self, f"line-view--{kind}"))
                for kind, text in pieces
            ]
        )
        filled = base + component_style(self, "line-view--header")
        head = self.head_width
        strip = self.in_sight(strip, x, width - head).adjust_cell_length(width - head, filled)
        if self._has_more:
            more = Segment(_MORE, base + component_style(self, "line-view--header-current"))
            strip = Strip.join([strip.crop(0, width - head - len(_MORE)), Strip([more])])
        if head:
            strip = Strip.join([Strip([Segment(" " * head, filled)]), strip])
        return self.dim(strip) if self.is_dimmed else strip

    # Columns

    @property
    def _pinned(self) -> int:
        """The columns of the screen that the first column takes, and keeps."""
        return self.lines.pinned_width(self._text_width) if self.lines is not None else 0

    @property
    def _has_more(self) -> bool:
        """Whether more columns stand to the right."""
        return self.scroll_offset.x + self._text_width < self.document.width

    def in_sight(self, strip: Strip, x: int, width: int) -> Strip:
        """The first column, which says what a row is, and what is scrolled to beside it."""
        pinned = self._pinned
        if not x or not pinned:
            return super().in_sight(strip, x, width)
        edge = Strip([Segment("│ ", component_style(self, "line-view--gutter"))])
        return Strip.join([strip.crop(0, pinned - 2), edge, strip.crop(x + pinned, x + width)])

    def action_fold(self) -> None:
        self._go(-1)

    def action_unfold(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        if self.lines is not None:
            self._to_column(self.lines.column + by)

    def _to_column(self, column: int) -> None:
        lines = self.lines
        if lines is None or not 0 <= column < len(lines.shown):
            return
        lines.column = column
        self._bring_column_into_sight()
        self.refresh()
        self.post_message(self.Moved())

    def _to_next_hidden(self) -> None:
        """Go to the first column that isn't in sight to its end."""
        edge, lines = self.scroll_offset.x + self._text_width, self.lines
        shown = range(len(lines.shown)) if lines is not None else ()
        hidden = (at for at in shown if lines is not None and lines.span(at)[1] > edge)
        self._to_column(next(hidden, -1))

    def _bring_column_into_sight(self) -> None:
        lines = self.lines
        if lines is None or not lines.shown:
            return
        column = lines.column
        start, end = lines.span(column)
        pinned = self._pinned if column else 0
        left, width = self.scroll_offset.x + pinned, self._text_width - pinned
        if start < left or end > left + width:
            x = start if start < left or end - start > width else lines.start_from(end - width)
            self.scroll_to(x=x - pinned, animate=False)

    async def _on_click(self, event: events.Click) -> None:
        # The lines themselves go down by one: see `on_click` of the lines.
        event.prevent_default()
        event.stop()
        if self.lines is None:
            return
        x = event.x - self.head_width
        row = self.scroll_offset.y + event.y - 1
        if self.lines.marks and event.x < len(_MARK) and event.y and row < self.lines.height:
            self._mark(row)
            # Where it was the last mark, the second half of a double click is on a cell.
            self._clicks.use()
            return
        if event.y == 0 and self._has_more and x >= self._text_width - len(_MORE):
            self._to_next_hidden()
            return
        is_kept = x < self._pinned
        before = (self.cursor, self.lines.column)
        self._to_column(self.lines.column_at(x if is_kept else self.scroll_offset.x + x))
        if event.y == 0:
            self.action_sort()
            return
        self.move_to(row)
        is_there = before == (self.cursor, self.lines.column)
        if self._clicks.choose(event, is_there=is_there):
            self.action_choose()

    def action_toggle_wrap(self) -> None:
        # Its columns go on to the right.
        raise SkipAction

    def action_sort(self) -> None:
        self.post_message(self.Sort())

    def action_columns(self) -> None:
        self.post_message(self.ChooseColumns())

    # Finding

    def find(self, words: str) -> None:
        if self.lines is not None:
            self._find(self.lines, words)

    @work(exclusive=True, group="find")
    async def _find(self, lines: TableLines, words: str, *, stays: bool = False) -> None:
        try:
            found = await self._reader().find_rows(lines.table, lines.shown, lines.sequence, words)
        except ReadError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if lines is not self.document:
            return
        if stays:
            self.found_again(words, found, self.cursor or 0)
        else:
            self.found(words, found)

    def _show_match(self) -> None:
        super()._show_match()
        if self.lines is not None and self._match >= 0:
            self._to_column(self.lines.column_with(self._matches[self._match], self._words))
