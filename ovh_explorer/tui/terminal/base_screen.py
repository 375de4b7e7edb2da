"""The base of all screens: what is styled when they open and drawn again when the focus moves, how
they end, what ends with a widget that goes, and what the application asks of dialogs.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual import events, on
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from ovh_explorer.tui.terminal.key_presses import Press
from ovh_explorer.tui.terminal.lifetime import end_workers, stays

__all__ = ["BaseScreen"]

ResultType = TypeVar("ResultType")


class BaseScreen(Screen[ResultType]):
    """A screen on which the focus moves without all of it being drawn and sent again, as Textual's
    is: the widgets that show where it is, or was, draw themselves.

    Attributes:
        IS_GUARDED: whether it takes only what was pressed after it was painted: see :meth:`takes`.
        late_keys: keys that send and change nothing here: pressed twice soon, they do it twice.
    """

    IS_GUARDED = False
    late_keys: frozenset[str] = frozenset()

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    async def _on_prune(self) -> None:
        """End what still works for this screen and its widgets, before these go.

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

    def takes_text(self, press: Press, time: float) -> bool:
        """Whether a character of a press, which came at a time, is for the field on this screen."""
        return True

    def withdraw(self) -> None:
        """Close the screen where it is a dialog: its result is not waited for any more."""

    async def _invoke_and_clear_callbacks(self) -> None:
        """Leave out what was to be done with a widget after the next refresh, and it is gone since.

        Textual has that done by the screen that is on top then, another one perhaps.
        """
        self._callbacks[:] = [item for item in self._callbacks if not _is_gone(*item)]
        await super()._invoke_and_clear_callbacks()


def _is_gone(callback: Callable[..., object], sender: MessagePump) -> bool:
    """Whether a widget that a callback is of goes, or the one that wanted it."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return any(isinstance(item, Widget) and not stays(item) for item in (owner, sender))
