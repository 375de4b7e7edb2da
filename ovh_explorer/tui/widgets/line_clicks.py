"""Which clicks on lines with a cursor choose the line."""

from textual import events
from textual.geometry import Offset

__all__ = ["LineClicks"]


class LineClicks:
    """A click on the line of the cursor chooses it, and so does a double click on any. One on a
    line that does nothing but open something chooses it at once.

    A click that only brings the focus doesn't: it says where the keys go. Nor does a drag that ends
    there.

    Attributes:
        had_focus: whether the lines had the focus before the button was pressed.
    """

    def __init__(self) -> None:
        self.had_focus = False
        self._pressed_at: Offset | None = None
        # Whether the first click of a chain chose already.
        self._has_chosen = False

    def press(self, event: events.MouseDown) -> None:
        """The button was pressed."""
        self._pressed_at = event.screen_offset

    def use(self) -> None:
        """A click did something else: the second half of a double click chooses nothing."""
        self._has_chosen = True

    def choose(self, event: events.Click, *, is_there: bool, at_once: bool = False) -> bool:
        """Whether a click chooses its line.

        Args:
            is_there: whether the cursor stood on that before.
            at_once: whether its first click chooses it too.
        """
        if event.screen_offset != self._pressed_at:
            return False
        if event.chain == 1:
            self._has_chosen = (is_there or at_once) and self.had_focus
            return self._has_chosen
        return event.chain == 2 and not self._has_chosen
