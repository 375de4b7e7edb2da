"""A key that comes soon after it did something, once it is known to be no repeat."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.timer import Timer

from ovh_explorer.translation import _
from ovh_explorer.tui.terminal.key_presses import Press, Presses

__all__ = ["LateKeys"]

# A key that is held repeats sooner than this, once it does.
_REPEAT_SECONDS = 0.3


class LateKeys:
    """Gives such a key to a screen that names it in `late_keys`, as what it does there sends and
    changes nothing; and enter to a widget whose class has `TAKES_LATE_ENTER = True`: to a response,
    where it opens what only reads.

    A terminal doesn't tell a second press from a repeat of the first. A key that is held goes on to
    repeat; where nothing follows, it was a press of its own. Elsewhere a key may send or change
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
        if not isinstance(event, events.Key) or press is None or press is self._held:
            return
        if press.resumed > press.began and press.resumed == event.time:
            # Another key came between: this one was pressed, and not held.
            words = _("The key came too soon after the last time: it did nothing. Press it again.")
            self._app.notify(words, severity="warning", timeout=4, markup=False)
            return
        screen, focused = self._app.screen, self._app.focused
        if self._timer is not None:
            self._timer.stop()
            self._timer, self._held = None, press
            if event.key in _late_keys(screen):
                words = _("The key was held, or pressed too fast: it counted once.")
                self._app.notify(words, timeout=3, markup=False)
        elif self._takes(event.key):

            async def give() -> None:
                self._timer = None
                is_there = self._app.screen is screen and self._app.focused is focused
                # The focus may have moved, another key may have come, and the screen may show
                # something else.
                if is_there and self._presses.latest is press and self._takes(event.key):
                    press.is_used = False
                    await self._deliver(event)

            self._timer = self._app.set_timer(_REPEAT_SECONDS, give)

    def _takes(self, key: str) -> bool:
        """Whether what has the focus takes the key then."""
        is_for_widget = key == "enter" and getattr(self._app.focused, "TAKES_LATE_ENTER", False)
        return is_for_widget or key in _late_keys(self._app.screen)


def _late_keys(screen: object) -> frozenset[str]:
    found: frozenset[str] = getattr(screen, "late_keys", frozenset())
    return found
