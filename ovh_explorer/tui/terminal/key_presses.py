"""Key presses, told from the repeats of a key that is held. Terminals report neither a release nor
a repeat as such.
"""

from collections.abc import Callable
from typing import Any, Protocol, cast

from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.message import Message

__all__ = ["HELD_SECONDS", "Press", "Presses", "press_key", "presses_of"]

HELD_SECONDS = 0.9
"""Two events of a key less than this apart are one press.

The first repeat may come 0.7 s after the press, and be read 0.15 s late without the driver noticing
that.
"""

_MOUSE = "mouse"
# Columns and lines between two clicks that a hand makes at one place.
_NEAR_COLUMNS, _NEAR_LINES = 2, 1
# Stalls that are remembered: their events come at once, only a few keys may wait.
_MAX_STALLS = 20
# Presses kept before those that are over are dropped: one for each key that was used.
_MAX_PRESSES = 100


class Press:
    """A key, or the mouse's button, from the moment it is pressed to its last repeat.

    Attributes:
        key: Textual's name of the key.
        began: when it was pressed, in seconds of Textual's clock.
        latest: when it last repeated.
        is_used: it did what it may do only once, such as TRY: its repeats have no effect.
        place: what was open then.
        resumed: when it came again after another key, which ends the repeats of one that is held;
            else as `began`. It is a press of its own where text is typed, and nowhere else.
    """

    __slots__ = ("began", "is_used", "key", "latest", "place", "resumed")

    def __init__(self, key: str, began: float) -> None:
        self.key = key
        self.began = self.latest = self.resumed = began
        self.is_used = False
        self.place: object = None

    @property
    def is_click(self) -> bool:
        """Whether it is of the mouse's button."""
        return self.key == _MOUSE

    @property
    def is_new(self) -> bool:
        """Whether it came once only: it is no repeat of a key that is held."""
        return self.latest == self.began


class Presses:
    """The presses of a run.

    Args:
        clock: seconds, of the clock that Textual stamps events by.

    Attributes:
        place: what is open, such as a form: a key that comes again after another one, where
            something else is open, is no repeat.
        keys_of_clicks: how many keys are on their way that clicks on their words press.
        has_key_between: whether the user pressed a key after the mouse's button: the next click is
            no second half of a double click.
    """

    def __init__(self, clock: Callable[[], float] = lambda: Message().time) -> None:
        self.now = clock
        self.place: object = None
        self.keys_of_clicks = 0
        self.has_key_between = False
        self._presses: dict[str, Press] = {}
        # Of each stall, when it ended, by when it began.
        self._stalls: dict[float, float] = {}
        self._latest: Press | None = None
        # Where the mouse's button was pressed last.
        self._place = Offset(0, 0)
        # The press that closed a dialog, as long as no other key is pressed.
        self._closing: Press | None = None

    @property
    def latest(self) -> Press | None:
        """The press that came last; None before the first."""
        return self._latest

    def note_stall(self, began: float, ended: float) -> None:
        """Note that the terminal was not read for a while: the program was stopped, or had no turn.

        What was read at the end may have come at any time before: it bears the time at which the
        stall began. A key that is held has not been released meanwhile, as far as can be known.
        """
        while len(self._stalls) >= _MAX_STALLS:
            del self._stalls[min(self._stalls)]
        self._stalls[began] = ended

    def note(self, event: events.Key | events.MouseDown | events.MouseUp) -> Press:
        """The press that an event belongs to: a new one, or one that is held."""
        key = event.key if isinstance(event, events.Key) else _MOUSE
        press = self._presses.get(key)
        is_new = press is None or (
            event.time - press.latest >= HELD_SECONDS and not isinstance(event, events.MouseUp)
        )
        if press is None or is_new:
            self._drop_old(event.time)
            press = self._presses[key] = Press(key, event.time)
        elif isinstance(event, events.MouseDown) and not self._is_chained(event, press):
            # A button doesn't repeat: what the click before did once is not what this one is for.
            # A question still takes neither, as soon after the one that opened it.
            press = self._presses[key] = Press(key, press.began)
        elif self._is_for_another_place(press):
            press = self._presses[key] = Press(key, event.time)
        elif self._latest is not press:
            press.resumed = event.time
        if isinstance(event, events.MouseDown):
            self._place = event.screen_offset
            self.has_key_between = False
        elif isinstance(event, events.Key):
            self._note_key()
        press.latest = max(press.latest, self._stalls.get(event.time, event.time))
        if press is not self._closing and press.key != _MOUSE:
            # A key that is held stops to repeat when another one is pressed.
            self._closing = None
        self._latest = press
        return press

    def _note_key(self) -> None:
        """Note a key of the user's; not one that a click on its words presses."""
        if self.keys_of_clicks:
            self.keys_of_clicks -= 1
        else:
            self.has_key_between = True

    def _is_for_another_place(self, press: Press) -> bool:
        """Whether a key that did something comes again after another key, which ends the repeats of
        one that is held, and where something else is open.
        """
        is_repeat = self._latest is press or press.is_click
        return press.is_used and not is_repeat and press.place is not self.place

    def _is_chained(self, event: events.MouseDown, press: Press) -> bool:
        """Whether a press of the button is one more of a double click."""
        if self.has_key_between:
            return False
        moved = event.screen_offset - self._place
        is_near = abs(moved.x) <= _NEAR_COLUMNS and abs(moved.y) <= _NEAR_LINES
        return is_near and event.time - press.latest <= App.CLICK_CHAIN_TIME_THRESHOLD

    def _drop_old(self, now: float) -> None:
        if len(self._presses) >= _MAX_PRESSES:
            self._presses = {
                key: item for key, item in self._presses.items() if now - item.latest < HELD_SECONDS
            }

    def use(self) -> bool:
        """Take the latest press for something that one press does once; False where it was used
        already.
        """
        press = self._latest
        if press is None:
            return True
        was_used, press.is_used = press.is_used, True
        press.place = press.place if was_used else self.place
        return not was_used

    def use_to_close(self) -> str:
        """Note that the latest key, pressed just now, closed a dialog: its repeats are not for what
        was below. Its name; "" where no key did, as where the mouse was used.
        """
        press = self._latest
        if press is None or press.key == _MOUSE or self.now() - press.latest >= HELD_SECONDS:
            return ""
        self._closing = press
        return press.key

    def is_spent(self, press: Press, event: events.Event) -> bool:
        """Whether an event is the repeat of a key that did what it may do only once.

        Clicks aren't: there is no telling a second one from one that is meant for something else.
        Nor is escape, which only closes and cancels: what it would leave open would take what is
        typed next.
        """
        if press.key == "escape":
            return False
        has_done_it = press.is_used or press is self._closing
        return has_done_it and press.key != _MOUSE and event.time > press.began


class _HasPresses(Protocol):
    presses: Presses


def press_key(app: App[Any], key: str) -> None:
    """Press a key for a click on its words."""
    presses_of(app).keys_of_clicks += 1
    app.simulate_key(key)


def presses_of(app: App[Any]) -> Presses:
    """The presses of the running application."""
    return cast(_HasPresses, app).presses
