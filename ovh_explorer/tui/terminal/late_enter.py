"""An enter that comes soon after the one that sent, once it is known to be no repeat."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.timer import Timer

from ovh_explorer.tui.terminal.key_presses import Press, Presses

__all__ = ["LateEnter"]

# A key that is held repeats sooner than this, once it does.
_REPEAT_SECONDS = 0.3


class LateEnter:
    """Gives such an enter to a widget whose class has `TAKES_LATE_ENTER = True`: to a response,
    where it opens what only reads.

    A terminal doesn't tell a second press from a repeat of the first. A key that is held goes on to
    repeat; where nothing follows, it was a press of its own. Elsewhere enter may send or change
    something: there it stays without effect.

    Args:
        deliver: gives an event to what has the focus.
    """

    def __init__(
        self,
        app: App[Any],
        presses: Presses,
        deliver: Callable[[events.Event], Awaitable[None]],
    ) -> None:
        self._app = app
        self._presses = presses
        self._deliver = deliver
        self._timer: Timer | None = None
        # The press that is known to be held.
        self._held: Press | None = None

    def note(self, event: events.Event) -> None:
        """Note an event that had no effect, as it may be a repeat."""
        press = self._presses.latest
        is_enter = isinstance(event, events.Key) and event.key == "enter"
        if not is_enter or press is None or press is self._held:
            return
        focused = self._app.focused
        if self._timer is not None:
            self._timer.stop()
            self._timer, self._held = None, press
        elif getattr(focused, "TAKES_LATE_ENTER", False):

            async def give() -> None:
                self._timer = None
                # The focus may have moved, and another key may have come.
                if self._app.focused is focused and self._presses.latest is press:
                    press.is_used = False
                    await self._deliver(event)

            self._timer = self._app.set_timer(_REPEAT_SECONDS, give)
