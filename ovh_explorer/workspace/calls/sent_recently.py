"""Requests of this run that changed something, for a while: the same one a second time is named."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.call import Call

__all__ = ["RECENT_SECONDS", "SentRecently"]

RECENT_SECONDS = 60.0
"""How long a request that was sent is remembered."""


class SentRecently:
    """What was sent a short while ago, anything but GET.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._sent: dict[Call, float] = {}

    def note(self, call: "Call") -> None:
        """Remember that a call is sent now."""
        if call.method == "GET":
            return
        now = self._clock()
        self._sent = {known: at for known, at in self._sent.items() if now - at < RECENT_SECONDS}
        # What was sent again is the last one now.
        self._sent.pop(call, None)
        self._sent[call] = now

    def words(self, call: "Call") -> str:
        """A sentence where the same call was sent a short while ago; else nothing. Where another
        one changed the same object since then it is no slip: a zone is refreshed after each change.
        """
        at = self._sent.get(call)
        if at is None or self._was_changed_since(call):
            return ""
        seconds = self._clock() - at
        if seconds >= RECENT_SECONDS:
            return ""
        return _("You sent the same request {seconds} s ago.").format(
            seconds=max(1, round(seconds))
        )

    def _was_changed_since(self, call: "Call") -> bool:
        """Whether something else was sent to the object of a call, or to a part of it, since that
        call was sent.
        """
        # What is made of a body is made twice, whatever was changed in between.
        if not call.path_values or (call.method == "POST" and call.body is not None):
            return False
        every = list(self._sent)
        later = every[every.index(call) + 1 :]
        return any(set(call.path_values) <= set(other.path_values) for other in later)
