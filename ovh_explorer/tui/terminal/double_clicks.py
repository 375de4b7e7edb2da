"""Which presses of the mouse are not meant for what is below the pointer now."""

from textual import events
from textual.app import App
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen

from ovh_explorer.tui.terminal.key_presses import presses_of

__all__ = ["StrayClicks"]


class StrayClicks:
    """Recognizes the clicks that reach something else than what the user clicked.

    - The second half of a double click whose first half opened or closed a dialog: it would press
      what appeared under the pointer, a question's yes, or what the dialog covered.
    - A click on a widget that was removed and is still drawn.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._screen: Screen[object] | None = None
        self._at = Offset(-1, -1)
        self._time = 0.0
        self._is_ignoring = False

    def is_stray(self, event: events.Event) -> bool:
        """Whether to leave a mouse event out; to be asked about every event, in their order."""
        if not isinstance(event, events.MouseEvent):
            return False
        if isinstance(event, events.MouseDown):
            if presses_of(self._app).has_key_between:
                self._app._click_chain_last_time = None
            self._is_ignoring = self._is_second(event)
            self._screen, self._at, self._time = self._app.screen, event.screen_offset, event.time
        elif isinstance(event, events.MouseUp) and self._is_ignoring:
            self._is_ignoring = False
            return True
        return self._is_ignoring or self._is_on_what_is_gone(event)

    def _is_second(self, event: events.MouseDown) -> bool:
        return (
            self._screen is not None
            and self._screen is not self._app.screen
            and event.screen_offset == self._at
            and event.time - self._time <= self._app.CLICK_CHAIN_TIME_THRESHOLD
        )

    def _is_on_what_is_gone(self, event: events.MouseEvent) -> bool:
        try:
            widget, _ = self._app.get_widget_at(event.x, event.y)
        except (NoScreen, NoWidget):
            return False
        return widget is not self._app.screen and not widget.is_attached
