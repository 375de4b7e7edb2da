"""The base of all screens: what is styled when they open and drawn again when the focus moves, how
they end, and what the application asks of those that are dialogs.
"""

from typing import TypeVar

from textual import events, on
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from ovh_explorer.tui.terminal.lifetime import end_workers

__all__ = ["BaseScreen"]

ResultType = TypeVar("ResultType")


class BaseScreen(Screen[ResultType]):
    """A screen on which the focus moves without all of it being drawn and sent again, as Textual's
    is: the widgets that show where it is, or was, draw themselves.

    Attributes:
        IS_GUARDED: whether it takes only what was pressed after it was painted: see :meth:`takes`.
    """

    IS_GUARDED = False

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    async def _on_prune(self) -> None:
        """End what still works for this screen, before its widgets go.

        A screen may go without being closed: with the place that it belongs to.
        """
        end_workers(self)

    # Whether it was on top before.
    _has_been_shown = False

    @on(events.ScreenResume)
    def _keep_first_styles(self, event: events.ScreenResume) -> None:
        """Leave what is mounted as it was styled then, a moment before: Textual styles it again."""
        if not self._has_been_shown:
            self._has_been_shown = True
            event.refresh_styles = False

    def takes(self, began: float) -> bool:
        """Whether a press that began then is for this screen."""
        return True

    def withdraw(self) -> None:
        """Close the screen where it is a dialog: its result is not waited for any more."""
