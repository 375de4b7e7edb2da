"""Which clicks on lines with a cursor choose the line."""

from collections.abc import Hashable

from textual import events
from textual.geometry import Offset

__all__ = ["LineClicks"]


class LineClicks:
    """The first click on a line puts the cursor there, the next one chooses the line; also where
    the cursor was there before, as it is on the first line of a list. A drag that ends on a line
    chooses nothing.
    """

    def __init__(self) -> None:
        self._pressed_at: Offset | None = None
        # Where the click before put the cursor.
        self._place: Hashable = None

    def press(self, event: events.MouseDown) -> None:
        """The button was pressed."""
        self._pressed_at = event.screen_offset

    def forget(self) -> None:
        """The lines are others now."""
        self._place = None

    def choose(self, event: events.Click, *, before: Hashable, place: Hashable) -> bool:
        """Whether a click chooses its line.

        Args:
            before: where the cursor stood.
            place: where the click put it.
        """
        if event.screen_offset != self._pressed_at:
            return False
        is_next = place == before == self._place
        self._place = None if is_next else place
        return is_next
