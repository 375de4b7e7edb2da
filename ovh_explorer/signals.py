"""Signals that end the program: in order, as ctrl+c does, with the exit code that shells expect."""

import os
import signal
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

__all__ = ["end_now", "exit_code", "lend_terminal", "on_forced_end", "take_signals"]

# A terminal that takes nothing any more, or a disk that hangs, must not keep a program that is to
# end.
_MAX_ENDING_SECONDS = 5.0

_received = 0
_before_forced_end: list[Callable[[], object]] = []


def take_signals() -> None:
    """Let SIGTERM, and SIGHUP or Windows' SIGBREAK (the terminal's window was closed), end the
    program as ctrl+c does.
    """
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, _end)


def exit_code() -> int:
    """The exit code of a program that a signal ended: 128 and its number; that of ctrl+c where none
    came.
    """
    return 128 + (_received or signal.SIGINT)


def on_forced_end(do: Callable[[], object]) -> Callable[[], object]:
    """Have this done first where the program can't end in order and is ended all the same; returns
    `do`.
    """
    _before_forced_end.append(do)
    return do


@contextmanager
def lend_terminal() -> Iterator[None]:
    """While a program of the user's has the terminal, ctrl+c is that one's; the other signals are
    still ours.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _not_ours)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _not_ours(number: int, frame: FrameType | None) -> None:
    """Not SIG_IGN, which the other program would inherit."""


def end_now(number: int) -> None:
    """End, whatever still hangs: from another thread, when ending in order took too long."""
    try:
        with ExitStack() as stack:  # all of them, whichever fails
            # Not all of atexit: logging would write to the terminal that hangs.
            stack.callback(weakref.finalize._exitfunc)  # type: ignore[attr-defined]
            for do in reversed(_before_forced_end):
                stack.callback(do)
    finally:
        os._exit(128 + number)


def _end(number: int, frame: FrameType | None) -> None:
    global _received
    if not _received:
        _received = number
        timer = threading.Timer(_MAX_ENDING_SECONDS, end_now, [number])
        timer.daemon = True
        timer.start()
    # What handles ctrl+c at the moment knows how to end: asyncio cancels what runs, a server
    # stops, else it is KeyboardInterrupt.
    interrupt = signal.getsignal(signal.SIGINT)
    if callable(interrupt) and interrupt is not _not_ours:
        interrupt(signal.SIGINT, frame)
    else:
        raise KeyboardInterrupt
