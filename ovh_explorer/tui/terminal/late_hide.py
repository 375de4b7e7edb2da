"""A widget that was hidden, and is told of it later: by then it may be shown again, and have the
focus.
"""

from textual import events
from textual.widget import Widget

__all__ = ["LateHide"]


class LateHide(Widget):
    """A widget that gives up the focus when it is hidden, and only then.

    Textual tells a widget that it was hidden with the next layout, and has it give up the focus by
    a call that is later still. Where a pane was shown again in between, or another widget got the
    focus, nothing would have it.
    """

    def on_hide(self, event: events.Hide) -> None:
        event.prevent_default()
        if self.show_horizontal_scrollbar:
            self.horizontal_scrollbar.post_message(event)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.post_message(event)
        # Whether it is to be shown, once the screen is laid out.
        around = (item for item in self.ancestors_with_self if isinstance(item, Widget))
        # The screen knows at once who has the focus, the widget once it is told.
        if self.screen.focused is self and not all(item.display for item in around):
            self.screen.set_focus(None)
