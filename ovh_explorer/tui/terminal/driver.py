"""Textual's driver for the terminals of Unix, made to end when its terminal does."""

import os
import queue
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from ovh_explorer.signals import on_forced_end
from ovh_explorer.text import LOOKALIKES
from ovh_explorer.tui.terminal.key_presses import presses_of

if TYPE_CHECKING:
    from ovh_explorer.tui.terminal.input import TerminalInput

__all__ = ["steady"]

# What Textual turns on, off: mouse, focus, paste and resize reports, the kitty protocol; lines
# wrap, the cursor shows.
_RESTORE = b"\x1b[?1000;1003;1015;1006;1016;1004;2004;2048l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"


# Seconds after which what waits looks whether it is to end.
_TURN = 0.1
# Seconds by which a turn of the thread that reads may be longer without counting as a stall.
_MAX_DELAY = 0.05
_READ_BYTES = 1 << 16


class _Output:
    """The terminal's stream for the thread that writes to it, which would die of an error and hold
    up everything.
    """

    def __init__(self, stream: IO[str], lost: Callable[[], None]) -> None:
        self._stream = stream
        self._lost = lost

    def write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except OSError:
            self._lost()

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._lost()

    def fileno(self) -> int:
        return self._stream.fileno()


def steady(base: type[Driver]) -> type[Driver]:  # noqa: C901 - a class is written in it
    """`base`, where it is Textual's for Unix, with what a program that lives in a terminal meets
    taken care of.
    """
    if sys.platform == "win32" or base.__name__ != "LinuxDriver":
        return base
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    class SteadyDriver(LinuxDriver):
        """Ends the program when the terminal is gone; Textual's reads on at full speed, or waits
        for ever to write.
        """

        def __init__(self, app: Any, **options: Any) -> None:
            super().__init__(app, **options)
            # Standard error may be a file; the screen belongs on the terminal.
            terminal = (
                sys.__stderr__
                if sys.__stderr__ is not None and sys.__stderr__.isatty()
                else sys.__stdout__
            )
            assert terminal is not None
            if (
                terminal.errors != LOOKALIKES
                and terminal.encoding.lower().replace("-", "") != "utf8"
            ):
                terminal.reconfigure(errors=LOOKALIKES)
            self._file: Any = _Output(terminal, self._lost)
            self._is_lost = self._is_on = False
            # When all that the terminal had sent was read; kept while the screen is left.
            self._read_until: float | None = None
            # The first layout asks Rich, which believes COLUMNS and LINES.
            self._size = self._size or self._size_of_terminal()
            on_forced_end(self._give_back)
            threading.Thread(target=self._watch, daemon=True, name="hang-up").start()

        def _get_terminal_size(self) -> tuple[int, int]:
            """The terminal's own size: COLUMNS and LINES don't grow with it."""
            return self._size_of_terminal() or super()._get_terminal_size()

        def _size_of_terminal(self) -> tuple[int, int] | None:
            """Columns and rows as the system knows them; None where it doesn't, as over a serial
            line.
            """
            try:
                size = os.get_terminal_size(self.fileno)
            except OSError:
                return None
            return (size.columns, size.lines) if size.columns and size.lines else None

        def write(self, data: str) -> None:
            """Hand on to the thread that writes; in turns where the terminal takes nothing.

            A signal may reach any thread, and is heeded when this one runs again: Textual's waits
            here without end.
            """
            assert self._writer_thread is not None
            while True:
                try:
                    return self._writer_thread._queue.put(data, timeout=_TURN)
                except queue.Full:
                    continue

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            # Textual's heeds it no more once the terminal reports its size, although a report may
            # come too early.
            signal.signal(signal.SIGWINCH, self._on_new_size)
            self._is_on = True

        def _on_new_size(self, *_: object) -> None:
            size = Size(*self._get_terminal_size())
            self._loop.call_soon_threadsafe(self._app.post_message, events.Resize(size, size))

        def stop_application_mode(self) -> None:
            self._is_on = False
            super().stop_application_mode()

        def _disable_mouse_support(self) -> None:
            super()._disable_mouse_support()
            if self._mouse_pixels:
                # Textual leaves it on: another program would read pixels for columns.
                self.write("\x1b[?1016l")

        def _sigtstp_application(self, *_: object) -> None:
            if self._auto_restart:
                # Not within whatever was interrupted: that may hold what writing needs.
                self._loop.call_soon_threadsafe(super()._sigtstp_application)
            else:
                super()._sigtstp_application()

        def _sigcont_application(self, *_: object) -> None:
            if self._must_signal_resume:
                super()._sigcont_application()
            elif self._auto_restart:
                self._loop.call_soon_threadsafe(self._take_again)

        def _take_again(self) -> None:
            """Continued without having stopped, or stopped by force: others may have used the
            terminal meanwhile.

            Textual's would start a second time beside the first, and forget how the terminal was.
            """
            if self._is_on:
                self.suspend_application_mode()
                self._must_signal_resume = True
                self.resume_application_mode()

        def _watch(self) -> None:
            """Wait until the terminal hangs up, which no signal need tell."""
            poll = select.poll()
            poll.register(self.fileno, 0)
            if any(what & select.POLLHUP for _, what in poll.poll()):
                self._lost()

        def _give_back(self) -> None:
            """Leave the terminal as it was, as far as it takes that, without waiting for it."""
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(self._file.fileno(), False)
            with suppress(OSError):
                os.write(self._file.fileno(), _RESTORE)

        def _lost(self) -> None:
            if not self._is_lost:
                self._is_lost = True
                # The one way to end when the terminal goes away.
                os.kill(os.getpid(), signal.SIGHUP)

        def run_input_thread(self) -> None:
            """Read until the screen is left. Textual's ends with the program at a byte that it
            can't read.
            """
            # Made of the first byte: what reads it takes a while to import.
            source: TerminalInput | None = None
            presses = presses_of(self._app)
            waited = 0.0
            if self._read_until is None:
                self._read_until = presses.now()
            while not self.exit_event.is_set():
                patience = None if source is None else source.patience
                turn = _TURN if patience is None else min(_TURN, max(0.0, patience - waited))
                # Not what is fastest: on macOS that can't wait for terminals.
                has_sent = bool(select.select([self.fileno], [], [], turn)[0])
                before, self._read_until = self._read_until, presses.now()
                if not has_sent and self._read_until - before > _TURN + _MAX_DELAY:
                    # Stopped after it had waited: what came meanwhile is there now.
                    has_sent = bool(select.select([self.fileno], [], [], 0)[0])
                if has_sent:
                    waited = 0.0
                    data = os.read(self.fileno, _READ_BYTES)
                    if not data:
                        return self._lost()
                    came = self._read_until
                    if came - before > _TURN + _MAX_DELAY:
                        # Stopped, or without a turn: it may have come at any time since.
                        presses.note_stall(before, came)
                        came = before
                    source = source or self._new_source()
                    self._hand_on(source.feed(data), came)
                    continue
                waited += self._read_until - before
                if source is not None and patience is not None and waited >= patience:
                    waited = 0.0
                    self._hand_on(source.expire(), self._read_until)

        def _new_source(self) -> "TerminalInput":
            from ovh_explorer.tui.terminal.input import TerminalInput

            return TerminalInput(self._debug, self._size_of_terminal)

        def _hand_on(self, messages: Iterable[Message], came: float) -> None:
            for message in messages:
                message.time = came
                self.process_message(message)

        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except OSError:
                self._lost()
            except BaseException as error:  # noqa: BLE001 - as Textual does; its report would show a message
                self._app.call_later(self._app._handle_exception, error)

    return SteadyDriver
