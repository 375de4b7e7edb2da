"""One request at a time."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.path_cuts import path_cut

if TYPE_CHECKING:
    from textual.worker import Worker

    from ovh_explorer.call import Call

__all__ = ["RequestSlot"]

# Of a request that is named in a toast.
_MAX_TARGET = 60


class RequestSlot:
    """The one request that is under way, or what takes several: nothing else is sent beside it.

    Args:
        owner: the widget whose worker sends; what is under way ends with it.
    """

    def __init__(self, owner: Widget) -> None:
        self._owner = owner
        self._worker: Worker[None] | None = None
        self._busy_words = ""
        self._has_begun = False
        self._is_cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._worker is not None

    def refuses(self) -> bool:
        """Whether something is under way; then say so."""
        if self.is_busy:
            self._owner.notify(printable(self._busy_words), severity="warning", markup=False)
        return self.is_busy

    def run(
        self,
        call: "Call",
        work: Coroutine[Any, Any, None],
        ended: Callable[[], object],
        *,
        watches: bool = False,
    ) -> None:
        """Do `work` in a worker; `ended` is called when it is over, whatever its end.

        Args:
            call: what is sent, or the first that is: it is named where another is refused.
            watches: whether it is sent again and again.

        Raises:
            RuntimeError: when something is under way.
        """
        if self.is_busy:
            work.close()
            raise RuntimeError("a request is under way")
        self._has_begun = False
        self._is_cancelled = False
        self._busy_words = _busy_words(call, watches=watches)
        self._worker = self._owner.run_worker(self._work(work, ended), group="send")

    async def _work(self, work: Coroutine[Any, Any, None], ended: Callable[[], object]) -> None:
        self._has_begun = True
        try:
            if self._is_cancelled:
                work.close()
            else:
                await work
        finally:
            self._worker = None
            ended()

    def cancel(self) -> None:
        """Stop what is under way, where anything is."""
        self._is_cancelled = True
        # A task that is cancelled before its first step would never get to the end of `_work`, and
        # the slot would be taken for ever.
        if self._worker is not None and self._has_begun:
            self._worker.cancel()


def _busy_words(call: "Call", *, watches: bool) -> str:
    """What keeps another request from being sent; it may be of an operation that isn't shown."""
    words = (
        _("{request} is still watched; nothing else was sent. Press esc to stop watching.")
        if watches
        else _("{request} is still running; nothing else was sent. Press esc to cancel it.")
    )
    return words.format(request=f"{call.method} {path_cut(call.shown_target, _MAX_TARGET)}")
