"""The pages of a view whose lines may go on in further rows."""

from ovh_explorer.tui.widgets.cursor_lines import CursorLines

__all__ = ["LinePages"]


class LinePages(CursorLines):
    """Shows the next page, or the one before, of lines that are wrapped or not; nothing between two
    pages is left out.
    """

    # What a subclass says of its lines

    @property
    def is_wrapped(self) -> bool:
        """Whether long lines go on in the next row."""
        return False

    def line_at(self, y: int) -> int:
        """The line that is drawn at a row of the screen."""
        return self.top_line + y

    def top_for_line(self, line: int) -> int:
        """The first line that may stand on top for all rows of `line` to be in sight, or its first;
        where lines are wrapped.
        """
        return line

    # Moving

    @property
    def _last_line(self) -> int:
        """The last line in sight, which may go on below the page."""
        return max(0, min(self.line_at(self.page_height - 1), self.row_count - 1))

    def bring_into_sight(self) -> None:
        if not self.is_wrapped or self.cursor is None or not self.page_height:
            super().bring_into_sight()
            return
        top = self.top_for_line(self.cursor)
        if not top <= self.top_line <= self.cursor:
            self.show_from(self.cursor if self.cursor < self.top_line else top)

    def show_from(self, line: int) -> None:
        if self.is_wrapped and self.row_count:
            line = min(line, self.top_for_line(self.row_count - 1))
        super().show_from(line)

    def lines_to_page(self, step: int) -> int:
        if not self.is_wrapped:
            return super().lines_to_page(step)
        top = self.top_line
        return max(1, self._last_line - top) if step > 0 else min(-1, self.top_for_line(top) - top)

    def row_in_sight(self, line: int) -> int:
        if not self.is_wrapped:
            return super().row_in_sight(line)
        top, last = self.top_line, self._last_line
        if self.top_for_line(last) > top:
            last = max(top, last - 1)
        return max(top, min(line, last))

    def action_page(self, step: int) -> None:
        if self.cursor is None:
            self.show_from(max(0, self.top_line + self.lines_to_page(step)))
        else:
            super().action_page(step)
