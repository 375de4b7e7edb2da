"""The page keys of Textual's lists and trees: one press shows the next page."""

from typing import TYPE_CHECKING

from textual.scroll_view import ScrollView
from textual.widgets import OptionList

from ovh_explorer.tui.terminal.whole_rows import WholeRows

__all__ = ["PagedOptions", "Paging", "show_page"]

if TYPE_CHECKING:

    class _Base(ScrollView):
        def action_page_down(self) -> None: ...
        def action_page_up(self) -> None: ...
else:
    _Base = object


def show_page(view: ScrollView, step: int) -> None:
    """Scroll to the next page (1), or to the one before (-1); a line of this one stays."""
    lines = step * max(1, view.scrollable_content_region.height - 1)
    view.scroll_to(y=view.scroll_offset.y + lines, animate=False, force=True)


class Paging(_Base):
    """What a list has whose lines go with its cursor. Textual's goes no further than it takes to
    have the cursor in sight: from the first line, a page shows one line more.
    """

    def action_page_down(self) -> None:
        """Show the next page, the cursor in it."""
        show_page(self, 1)
        super().action_page_down()

    def action_page_up(self) -> None:
        """Show the page before, the cursor in it."""
        show_page(self, -1)
        super().action_page_up()


class PagedOptions(WholeRows, Paging, OptionList):
    """An option list that shows the next page by one press."""
