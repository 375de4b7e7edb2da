"""Clicks on Textual's lists of options: each cell of a row chooses it."""

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import OptionList

__all__ = ["WholeRows"]

if TYPE_CHECKING:
    _Base = OptionList
else:
    _Base = object

# What Textual writes into the style of each cell that a click chooses by itself.
_OPTION = "option"


class WholeRows(_Base):
    """What a list of options has that begins with an edge, or with a blank: to Textual those are
    no cells of an option.
    """

    def on_click(self, event: events.Click) -> None:
        """Choose the option in whose line a click was beside its text."""
        # A scroll bar is another widget.
        if event.widget is not self or _OPTION in event.style.meta:
            return
        y = event.screen_y - self.content_region.y
        if not 0 <= y < self.scrollable_content_region.height:
            return
        styles = (segment.style for segment in self.render_line(y))
        index = next(
            (style.meta[_OPTION] for style in styles if style and _OPTION in style.meta), None
        )
        if index is not None and not self.get_option_at_index(index).disabled:
            self.highlighted = index
            self.action_select()
