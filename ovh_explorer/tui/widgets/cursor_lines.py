"""What all widgets do that draw lines and move a cursor over their rows."""

from bisect import bisect_right

from textual.geometry import Offset

from ovh_explorer.tui.terminal.late_hide import LateHide
from ovh_explorer.tui.widgets.jump_places import JumpPlace

__all__ = ["CursorLines"]


class CursorLines(LateHide):
    """A cursor over rows, kept in sight as it moves.

    A subclass draws the lines. One that scrolls by Textual's scrollbars has a scroll view as its
    *first* base: Textual takes keys and styles from the first base alone.
    """

    cursor: int | None = 0
    """The row of the cursor; None where there is no cursor, and the keys scroll."""

    lines_below = 0
    """How many lines are in sight below the cursor after the view followed it down."""

    # What a subclass says of its lines

    @property
    def row_count(self) -> int:
        """How many rows there are; none where a subclass says nothing of them."""
        return 0

    def line_of_row(self, row: int) -> int:
        """The line that a row begins at."""
        return row

    @property
    def naming_rows(self) -> int:
        """How many of the first rows name what the others are about."""
        return 0

    def top_for_row(self, row: int) -> int:
        """The line at the top after the view followed the cursor up to a row."""
        return self.line_of_row(row)

    @property
    def top_line(self) -> int:
        """The first line in sight."""
        return self.scroll_offset.y

    @property
    def page_height(self) -> int:
        """How many lines are in sight."""
        return self.scrollable_content_region.height

    def show_from(self, line: int) -> None:
        """Scroll so that `line` is at the top."""
        self.scroll_to(y=line, animate=False, force=True)

    def cursor_moved(self) -> None:
        """The cursor was put on a row, by a key or the mouse."""
        self.refresh()

    # The cursor

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, no further than the ends, and bring that into sight."""
        if self.cursor is None:
            return
        self.cursor = max(0, min(row, self.row_count - 1))
        self.bring_into_sight()
        self.cursor_moved()

    def move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        if self.cursor is not None:
            self.move_to(self.cursor + step)

    def bring_into_sight(self) -> None:
        """Scroll no more than it takes for the cursor to be in sight."""
        height = self.page_height
        if self.cursor is None or not height:
            return
        line, top = self.line_of_row(self.cursor), self.top_line
        if line < top:
            self.show_from(self.top_for_row(self.cursor))
        elif line >= top + height:
            self.show_from(line - height + 1 + self.lines_below)

    def jump_places(self) -> list[JumpPlace]:
        """Itself."""
        return [JumpPlace(Offset(0, 0), self.focus)]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()

    def action_row(self, step: int) -> None:
        self.move(step)

    def lines_to_page(self, step: int) -> int:
        """How many lines further the next page begins (1), or the one before (-1): one line of this
        page stays in sight.
        """
        return step * max(1, self.page_height - 1)

    def row_in_sight(self, line: int) -> int:
        """The row at a line; where that is out of sight, at the line in sight next to it."""
        line = max(self.top_line, min(line, self.top_line + self.page_height - 1))
        return max(0, bisect_right(range(self.row_count), line, key=self.line_of_row) - 1)

    def action_page(self, step: int) -> None:
        """Show the next page, or the one before. The cursor goes with it, and at an end to that."""
        before = self.cursor
        if before is None:
            return
        lines = self.lines_to_page(step)
        line = self.line_of_row(before) + lines
        self.show_from(max(0, self.top_line + lines))
        row = self.row_in_sight(line)
        # A row may be longer than a page.
        self.move_to(row if (row - before) * step > 0 else before + step)

    def action_first_row(self) -> None:
        self.move_to(0)

    def action_last_row(self) -> None:
        self.move_to(self.row_count - 1)
