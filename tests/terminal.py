"""The program in a pseudo-terminal of its own, and what it leaves behind."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

__all__ = ["OURS", "Terminal", "children", "ended", "is_there", "until"]

OURS = [sys.executable, "-P", "-m", "ovh_explorer"]
# Longer than anything takes; nothing waits that long where all is well.
_LONG = 60.0
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
# Variables of whoever runs the tests that would change what is tested.
_NOT_OURS = ("OVH_", "XDG_", "LC_", "PYTHONUNB", "COLUMNS", "LINES", "COLORTERM")
_KITTY = re.compile(rb"\x1b\[([<>])\d*u")


def until(holds, what: str = "", say=lambda: "") -> None:
    """Wait until something holds."""
    end = time.monotonic() + _LONG
    while not holds():
        assert time.monotonic() < end, f"never: {what or holds}; {' '.join(say().split())[-3000:]}"
        time.sleep(0.02)


def children(pid: int) -> set[int]:
    """The processes that descend from one, those that have ended and wait to be noticed left out."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except (OSError, ValueError):
                continue
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    found, more = set(), {pid}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


def is_there(pid: int) -> bool:
    """Whether a process runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Terminal:
    """Runs a command with a terminal as its standard streams; `redirect` is a shell's words for
    other ones.

    Args:
        owned: whether signals of the terminal reach it, as SIGHUP when the window is closed.
        more: variables of the environment; "unset" takes one away.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        *,
        size: tuple[int, int] = (80, 24),
        redirect: str = "",
        owned: bool = True,
        **more: str,
    ) -> None:
        self.temporary = home / "tmp"
        self.temporary.mkdir(exist_ok=True)
        environ = {
            **{n: v for n, v in os.environ.items() if not n.startswith(_NOT_OURS)},
            "HOME": str(home),
            "TMPDIR": str(self.temporary),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **more,
        }
        command = (
            [*arguments] if arguments and arguments[0].startswith("/") else [*OURS, *arguments]
        )
        if redirect:
            command = ["/bin/sh", "-c", f'exec "$@" {redirect}', "sh", *command]
        self.seen = b""
        self._status: int | None = None
        self._open = True
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        self.descriptor, self._slave = master, slave
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                if owned:
                    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for number in range(3):
                    os.dup2(slave, number)
                os.closerange(3, 64)
                os.execvpe(command[0], command, {k: v for k, v in environ.items() if v != "unset"})
            finally:
                os._exit(127)
        self._children: set[int] = set()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is None:
            self._children |= children(self.pid)
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.hang_up()

    def read(self, seconds: float = 0.02) -> bytes:
        """What comes within some time."""
        if not self._open or not select.select([self.descriptor], [], [], seconds)[0]:
            return b""
        data = os.read(self.descriptor, 1 << 16)
        self.seen += data
        return data

    def see(self, words: str, start: int = 0) -> None:
        """Wait until words are drawn, after the first `start` bytes."""
        until(
            lambda: self.read() is None or words.encode() in self.seen[start:],
            words,
            lambda: self.shown,
        )

    @property
    def unread(self) -> int:
        """Bytes that were written and not yet read."""
        return int(struct.unpack("i", fcntl.ioctl(self.descriptor, termios.FIONREAD, bytes(4)))[0])

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.descriptor, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Another size; the program is told by the system."""
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the window."""
        if self._open:
            self._open = False
            os.close(self._slave)
            os.close(self.descriptor)

    def signal(self, number: int) -> None:
        """Send a signal to the program alone."""
        os.kill(self.pid, number)

    @property
    def processes(self) -> set[int]:
        """The processes that the program has started and that run."""
        found = children(self.pid)
        self._children |= found
        return found

    def wait(self) -> int:
        """The exit code, once it has ended; that of a shell, 128 and the number, where a signal
        killed it.
        """

        def over() -> bool:
            self.read()
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._status = os.waitstatus_to_exitcode(status)
            return bool(done)

        if self._status is None:
            until(over, "the end", lambda: self.shown)
        while self.read():
            pass
        assert self._status is not None
        return self._status if self._status >= 0 else 128 - self._status

    @property
    def shown(self) -> str:
        """What was written, without the sequences that are for the terminal."""
        text = re.sub(
            rb"\x1b(\[[0-9;?<>=$]*[ -/]*[@-~]|[\]P].*?(\x07|\x1b\\)|.)", b" ", self.seen, flags=re.S
        )
        return text.decode("utf-8", "replace").replace("\r", "")

    @property
    def said(self) -> str:
        """What was written after the screen was left."""
        return self.shown if b"\x1b[?1049l" not in self.seen else self._after()

    def _after(self) -> str:
        after = self.seen.rpartition(b"\x1b[?1049l")[2]
        return (
            re.sub(rb"\x1b\[[0-9;?<>=]*[@-~]", b"", after)
            .decode("utf-8", "replace")
            .replace("\r", "")
        )

    def left(self) -> list[str]:
        """What was not put back: of the terminal, of processes, of temporary files."""
        modes: dict[bytes, bool] = {b"25": True, b"7": True}
        for numbers, what in _MODE.findall(self.seen):
            for number in numbers.split(b";"):
                modes[number] = what == b"h"
        wanted = {b"25": True, b"7": True}
        found = [
            f"mode {n.decode()} is {on}" for n, on in modes.items() if on != wanted.get(n, False)
        ]
        kitty = _KITTY.findall(self.seen)
        if kitty.count(b">") != kitty.count(b"<"):
            found.append("the kitty keyboard's mode is on")
        if self._open and termios.tcgetattr(self._slave) != self.before:
            found.append("stty has changed")
        found += [f"temporary: {path.name}" for path in self.temporary.iterdir()]
        self.gone()
        return found

    def gone(self) -> None:
        """Wait until no process that was seen runs any more."""
        until(
            lambda: not [pid for pid in self._children if is_there(pid)],
            "all processes ended",
            lambda: self.shown,
        )


def ended(terminal: Terminal, code: int) -> str:
    """The end, with nothing left behind; the exit code as `echo $?` shows it, after what was said."""
    found = terminal.wait()
    assert terminal.left() == []
    assert "Traceback" not in terminal.said
    assert found == code, f"exit code {found}"
    return f"{terminal.said}exit code {found}"
