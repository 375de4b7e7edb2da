"""Timers that never fail to go off.

Textual's ``set_timer`` leaves out the one moment of a timer that is late already as it begins:
where the machine gives the program no turn just then, nothing is called, ever. Textual's own timer
for a new size of the terminal is one of them, and it isn't begun again while it counts as running:
the screen would stay as it was.
"""

from textual.message_pump import MessagePump
from textual.timer import Timer, TimerCallback

__all__ = ["begin_timer"]

# Textual divides by the seconds.
_MIN_SECONDS = 0.001


def begin_timer(
    pump: MessagePump,
    seconds: float,
    callback: TimerCallback,
    *,
    name: str | None = None,
    pause: bool = False,
) -> Timer:
    """Have `pump` call something once, after so many seconds or as soon as it can from then on."""

    def go_off() -> None:
        timer.stop()
        pump.call_next(callback)

    # An interval that is late goes on to its next moment.
    timer = pump.set_interval(max(seconds, _MIN_SECONDS), go_off, name=name, pause=pause)
    return timer
