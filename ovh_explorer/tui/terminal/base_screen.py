"""The base of all screens: what is styled when they open, and drawn again when the focus moves."""

from typing import TypeVar

from textual import events, on
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

__all__ = ["BaseScreen"]

ResultType = TypeVar("ResultType")


class BaseScreen(Screen[ResultType]):
    """A screen on which the focus moves without all of it being drawn and sent again, as Textual's
    is: the widgets that show where it is, or was, draw themselves.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    # Whether it was on top before.
    _has_been_shown = False

    @on(events.ScreenResume)
    def _keep_first_styles(self, event: events.ScreenResume) -> None:
        """Leave what is mounted as it was styled then, a moment before: Textual styles it again."""
        if not self._has_been_shown:
            self._has_been_shown = True
            event.refresh_styles = False
