"""The base of all screens: what is styled when they open and drawn again when the focus moves, how
they end, what ends with a widget that goes, and what the application asks of dialogs.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from textual import events, on
from textual.geometry import Size
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
        loss: what can't be had again once this screen is left, in whole sentences; "" for nothing.
    """

    IS_GUARDED = False
    late_keys: frozenset[str] = frozenset()
    loss = ""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @property
    def losses(self) -> Sequence[str]:
        """What is lost when the program ends: each in whole sentences."""
        return [self.loss] if self.loss else []

    async def _on_prune(self) -> None:
        """End what still works for this screen and its widgets, before these go.

        A screen may go without being closed: with the place that it belongs to.
        """
        end_workers(self)

    # Whether it was on top before, and the size that it was told of last.
    _has_been_shown = False
    _known_size: Size | None = None

    def begin_with_size(self) -> None:
        """Take the classes of the terminal's size before the first styles: Textual gives them after
        the first picture, and styles and draws all of it a second time.
        """
        size = self._known_size = self.app.size
        for length, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            reached = [name for least, name in breakpoints or () if length >= least]
            self.add_class(*reached[-1:], update=False)

    @on(events.ScreenResume)
    def _keep_first_styles(self, event: events.ScreenResume) -> None:
        """Leave what is mounted as it was styled then, a moment before: Textual styles it again."""
        if not self._has_been_shown:
            self._has_been_shown = True
            event.refresh_styles = False
            if not self.outer_size:
                # Textual lays it out now, which draws all of it, and then wants it drawn.
                self.call_next(_forget_marks, [self])

    @on(events.Resize)
    def _leave_as_laid_out(self, event: events.Resize) -> None:
        """Leave what is laid out for this size: Textual tells a new screen three times of it."""
        if event.size == self._known_size == self.outer_size:
            event.prevent_default()
        self._known_size = event.size

    def _compositor_refresh(self) -> None:
        """Draw what is to be drawn; where that is all of it, nothing is to be drawn again.

        Textual marks what a layout gives another size, and draws it with the layout, and by the
        mark once more. Within a batch nothing is drawn, and the marks are for what follows it.
        """
        is_all = self.size.region in self._compositor._dirty_regions
        super()._compositor_refresh()
        if is_all and self is self.app.screen and not self.app._batch_count:
            _forget_marks(self._compositor.visible_widgets)

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


def _forget_marks(drawn: Iterable[Widget]) -> None:
    """Have widgets that are drawn as they are now not be drawn for what was changed before."""
    for widget in drawn:
        widget._repaint_required = False
        widget._exchange_repaint_regions()


def _is_gone(callback: Callable[..., object], sender: MessagePump) -> bool:
    """Whether a widget that a callback is of goes, or the one that wanted it."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return any(isinstance(item, Widget) and not stays(item) for item in (owner, sender))
