"""One request at a time."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from ovh_explorer.translation import _

if TYPE_CHECKING:
    from textual.worker import Worker

__all__ = ["RequestSlot"]


class RequestSlot:
    """The one request that is under way, or what takes several: nothing else is sent beside it.

    Args:
        owner: the widget whose worker sends; what is under way ends with it.
    """

    def __init__(self, owner: Widget) -> None:
        self._owner = owner
        self._worker: Worker[None] | None = None
        self._has_begun = False
        self._is_cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._worker is not None

    def refuses(self) -> bool:
        """Whether something is under way; then say so."""
        if self.is_busy:
            words = _("A request is running. Press esc to cancel it.")
            self._owner.notify(words, severity="warning")
        return self.is_busy

    def run(self, work: Coroutine[Any, Any, None], ended: Callable[[], object]) -> None:
        """Do `work` in a worker; `ended` is called when it is over, whatever its end.

        Raises:
            RuntimeError: when something is under way.
        """
        if self.is_busy:
            work.close()
            raise RuntimeError("a request is under way")
        self._has_begun = False
        self._is_cancelled = False
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
