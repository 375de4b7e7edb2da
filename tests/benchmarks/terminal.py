"""A program in a pseudo-terminal, timed from outside."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

__all__ = ["Terminal"]


class Terminal:
    """Runs `command` in a pseudo-terminal of `columns` × `rows` and reads what it draws."""

    def __init__(
        self, command: list[str], environ: dict[str, str], columns: int = 160, rows: int = 48
    ) -> None:
        self.started = time.perf_counter()
        self.seen = b""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.execvpe(
                command[0], command, {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            )
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, timeout: float) -> bytes:
        """What comes within `timeout` seconds, as soon as something does."""
        ready, _, _ = select.select([self.descriptor], [], [], timeout)
        if not ready:
            return b""
        try:
            data = os.read(self.descriptor, 1 << 16)
        except OSError:
            return b""
        self.seen += data
        return data

    @property
    def is_over(self) -> bool:
        """Whether the program has ended."""
        return os.waitpid(self.pid, os.WNOHANG) != (0, 0)

    def wait_for(self, words: bytes, timeout: float = 30) -> float:
        """Seconds since the start when `words` were drawn."""
        end = time.perf_counter() + timeout
        while words not in self.seen:
            if time.perf_counter() > end:
                raise TimeoutError(f"never saw {words!r}: …{self.seen[-400:]!r}")
            self.read(0.05)
        return time.perf_counter() - self.started

    @property
    def cpu(self) -> float:
        """Seconds that the program has computed so far, in all its threads: others that work on the
        machine change them little.
        """
        # The clock of another process, as clock_getcpuclockid() of Linux makes it.
        return time.clock_gettime((~self.pid << 3) | 2)

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing is drawn for a while."""
        while self.read(seconds):
            pass

    def press(self, keys: bytes, timeout: float = 10) -> float:
        """Seconds from a key to the first thing that is drawn after it."""
        start = time.perf_counter()
        os.write(self.descriptor, keys)
        while not self.read(0.05):
            if time.perf_counter() - start > timeout:
                raise TimeoutError(f"nothing was drawn after {keys!r}")
        return time.perf_counter() - start

    def press_until_restyled(self, keys: bytes, words: bytes, timeout: float = 10) -> float:
        """Seconds from a key until `words`, which are on the screen, are drawn in another style,
        as where the cursor comes to them: what is drawn anew as it was is not what the key did.
        """
        start = time.perf_counter()
        self.read(0)
        before = self._styles(words)
        os.write(self.descriptor, keys)
        while self._styles(words) == before:
            if time.perf_counter() - start > timeout:
                raise TimeoutError(f"{words!r} were not drawn in another style after {keys!r}")
            self.read(0.05)
        return time.perf_counter() - start

    def _styles(self, words: bytes) -> set[bytes]:
        """The styles in which `words` were drawn so far, as they are written to a terminal."""
        return set(re.findall(rb"\x1b\[([0-9;]*)m" + re.escape(words) + rb"\x1b", self.seen))

    def settle(self, keys: bytes, quiet: float = 0.08) -> tuple[float, float]:
        """Seconds from a key to the first thing that is drawn after it, and to the last before
        nothing is drawn for a while.
        """
        start = last = time.perf_counter()
        first = 0.0
        os.write(self.descriptor, keys)
        while time.perf_counter() - last < quiet:
            if self.read(quiet):
                last = time.perf_counter()
                first = first or last
        return (first or last) - start, last - start

    def end(self) -> None:
        """Kill the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)
