"""The program as a random user has it: on a terminal, against a sandbox; and how it is found to be
well or not.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ovh_explorer.sandbox import DEMO_KEYS
from tests.random_user import process_state
from tests.random_user.app_state import ask_state, draws
from tests.random_user.held_keys import held_keys_file, read_held_keys
from tests.random_user.watched import EVERY, Stall, may_end, read_stalls
from tests.terminal import children, is_there, until

__all__ = ["PATIENCE", "Program", "Standstill", "Trouble", "sandbox"]

# Seconds within which a program has to react.
PATIENCE = 2.0
# Seconds within which the thread that reads what is typed has handed it on.
_SOON = 0.5
# Seconds after which one that doesn't is not waited for.
_LONGEST = 60.0
# The program, with a thread that notes what its event loop was in where that didn't wait for long.
_WATCHED = [sys.executable, "-P", str(Path(__file__).with_name("watched.py"))]
_EDITOR = """\
#!/bin/sh
# Edits, fails, or ends by a signal, in turns.
n=$(cat "$HOME/edited" 2>/dev/null || echo 0); echo $((n + 1)) > "$HOME/edited"
case $((n % 5)) in
  0) echo '{"target": "192.0.2.1"}' > "$1" ;;
  1) exit 1 ;;
  2) : ;;
  3) rm -f "$1" ;;
  4) kill -9 $$ ;;
esac
"""


class Trouble(Exception):
    """The program is not well; the message says how."""


class Standstill(Trouble):
    """It didn't react in time; the message ends with what its event loop was in."""


@dataclass
class Program:
    """ovh-explorer on a pseudo-terminal, or in a tmux on one.

    Attributes:
        home: everything that it may write to is below.
        in_tmux: run it in a tmux of its own.
    """

    url: str
    home: Path
    size: tuple[int, int]
    in_tmux: bool = False
    seen: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        for name in ("tmp", "cwd"):
            (self.home / name).mkdir(exist_ok=True)
        editor = self.home / "editor"
        editor.write_text(_EDITOR)
        editor.chmod(0o755)
        kept = ("PATH", "LANG", "PYTHONPATH", "VIRTUAL_ENV")
        self.environment = {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "EDITOR": str(editor),
            "BROWSER": "true",
            "OVH_ENDPOINT": self.url,
            "OVH_APPLICATION_KEY": DEMO_KEYS.application_key,
            "OVH_APPLICATION_SECRET": DEMO_KEYS.application_secret,
            "OVH_CONSUMER_KEY": DEMO_KEYS.consumer_key,
        }
        self._stalls = self.home / "stalls"
        self._begin()

    def _begin(self) -> None:
        watched = " ".join([*_WATCHED, str(self._stalls)])
        inner = f"cd {self.home}/cwd; echo $$ > {self.home}/pid; exec {watched}"
        command = ["/bin/sh", "-c", inner]
        if self.in_tmux:
            self._server = f"random-user-{os.getpid()}"
            (self.home / "tmux.conf").write_text(
                "set -g prefix None\nunbind-key -a\nset -g mouse on\nset -g status off\nset -sg escape-time 10\n"
                "set -g default-terminal tmux-256color\nset -g remain-on-exit on\n"
            )
            # Its sockets are in TMPDIR else, which is to be empty.
            command = [
                "tmux",
                "-S",
                str(self.home / "tmux.socket"),
                "-f",
                str(self.home / "tmux.conf"),
            ]
            command += ["new-session", "/bin/sh", "-c", inner]
        self._descriptor, terminal = pty.openpty()
        self._set_size()
        self._process = subprocess.Popen(
            command,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env=self.environment,
            preexec_fn=_take_terminal,
            close_fds=True,
        )
        os.close(terminal)
        os.set_blocking(self._descriptor, False)
        until(lambda: self.read() is None or self._pid_file, "its process")
        self.pid = int(self._pid_file)
        self._started: set[int] = set()

    @property
    def _pid_file(self) -> str:
        path = self.home / "pid"
        return path.read_text().strip() if path.exists() else ""

    # What a user does

    def _set_size(self) -> None:
        fcntl.ioctl(
            self._descriptor,
            termios.TIOCSWINSZ,
            struct.pack("HHHH", self.size[1], self.size[0], 0, 0),
        )

    def resize(self, size: tuple[int, int]) -> None:
        """Another size; the program is told by the system."""
        self.size = size
        self._set_size()
        if self.in_tmux:
            self._process.send_signal(signal.SIGWINCH)

    def write(self, data: bytes) -> None:
        """Type, paste or click; what is drawn meanwhile is read, or both would wait for each other.

        Raises:
            Standstill: when it takes none of it for too long.
        """
        end = time.monotonic() + _LONGEST
        while data:
            self.read()
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                select.select([self._descriptor], [self._descriptor], [], 0.05)
            except OSError:
                return  # it has ended, which is found out next
            if time.monotonic() > end:
                raise Standstill(f"it takes no input for {_LONGEST:g} s")

    def read(self, seconds: float = 0.0) -> bytes:
        """What is drawn within some time."""
        if not select.select([self._descriptor], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._descriptor, 1 << 16)
        except OSError:
            return b""
        self.seen += data
        del self.seen[: -(1 << 20)]
        return data

    def rest(self, seconds: float) -> None:
        """Do nothing for some time, but read."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    # How it is

    @property
    def is_running(self) -> bool:
        """Whether it hasn't ended."""
        return is_there(self.pid) if self.in_tmux else self._process.poll() is None

    @property
    def reports(self) -> list[Path]:
        """Crash reports."""
        return sorted((self.home / ".local" / "state" / "ovh-explorer").glob("crash-*.txt"))

    @property
    def held_keys(self) -> list[str]:
        """When keys had to wait as long as they may, and for what."""
        return read_held_keys(held_keys_file(self._stalls))

    @property
    def stalls(self) -> list[Stall]:
        """When its event loop waited for nothing for long, the longest first."""
        return sorted(read_stalls(self._stalls), key=lambda stall: -stall.own)

    @property
    def memory(self) -> float:
        """Megabytes that its main process has in memory."""
        return process_state.memory(self.pid)

    @property
    def memory_of_all(self) -> float:
        """Megabytes that it and the processes it has started have in memory."""
        return sum(map(process_state.memory, {self.pid, *children(self.pid)}))

    def check(self) -> None:
        """Wait until it has reacted.

        Raises:
            Trouble: when it has ended, or made a mistake.
            Standstill: when it didn't react in time.
        """
        # A thread that makes keys of what was typed is soon done; one that keeps something may take
        # its time.
        soon = time.monotonic() + _SOON
        self._wait(
            lambda: (
                process_state.is_waiting(self.pid)
                if time.monotonic() > soon
                else process_state.is_quiet(self.pid)
            ),
            "its event loop doesn't wait for the next event",
        )
        self._started |= children(self.pid)
        if b"Traceback (most recent" in self.seen:
            raise Trouble("there is a traceback on the terminal")

    def check_drawing(self) -> None:
        """Have everything drawn anew, at another size, and wait for that.

        Raises:
            Trouble, Standstill: as :meth:`check`.
        """
        if self.in_tmux:  # which draws by itself
            return
        while self.read(0.02):
            pass
        size = self.size
        for columns in (size[0] + 1, size[0]):
            self.resize((columns, size[1]))
            del self.seen[:]
            try:
                self._wait(draws(self, columns), "nothing is drawn at a new size")
            except Standstill as standstill:
                raise Standstill(f"{standstill}\n{ask_state(self._stalls)}") from None
            self.resize((columns, size[1]))
            self.check()

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; for how long counts without what other processes kept the
        program from running.

        Raises:
            Trouble, Standstill: as :meth:`check`.
        """
        start, late = time.monotonic(), process_state.seconds_not_run(self.pid)
        noted = len(read_stalls(self._stalls))
        while True:
            self.read(0.01)
            if not self.is_running:
                raise Trouble("it has ended")
            if self.reports:
                raise Trouble("it made a mistake")
            if process_state.state(self.pid) == "T":  # ^z; the shell's fg
                os.kill(self.pid, signal.SIGCONT)
            if holds():
                break
            if time.monotonic() - start > _LONGEST:
                break
        took = time.monotonic() - start - max(0.0, process_state.seconds_not_run(self.pid) - late)
        if took > PATIENCE:
            self.rest(2 * EVERY)
            stalls = read_stalls(self._stalls)[noted:]
            # Where its loop noted what it did, that tells exactly what was the machine's.
            if stalls and took < _LONGEST - 5 and max(stall.own for stall in stalls) <= PATIENCE:
                return
            lines = "".join(f"\n{stall}" for stall in stalls)
            raise Standstill(
                f"{what} for {took:.1f} s{' and longer' if took > _LONGEST - 5 else ''}{lines}"
            )

    def picture(self) -> str:
        """What is on the screen, where something knows: in tmux."""
        if not self.in_tmux:
            return ""
        command = ["tmux", "-S", str(self.home / "tmux.socket"), "capture-pane", "-p"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def words(self) -> str:
        """What it said after it left the screen."""
        after = (
            self.seen.rpartition(b"\x1b[?1049l")[2]
            if b"\x1b[?1049l" in self.seen
            else self.seen[-8000:]
        )
        plain = re.sub(
            rb"\x1b(\[[0-9;?<>=$]*[ -/]*[@-~]|[\]P].*?(\x07|\x1b\\)|.)", b" ", after, flags=re.S
        )
        return " ".join(plain.decode("utf-8", "replace").split())

    # Its end

    def end(self) -> list[str]:
        """Quit; answers what was left: processes, temporary files, an exit code that isn't 0."""
        found = []
        if self.is_running:
            self._started |= children(self.pid)
            may_end(self._stalls).touch()
            # Out of whatever it is in; a further ^q says yes where something isn't done yet, once
            # the question about that is on the screen, which takes a machine at work seconds.
            for keys, pause in ((b"\x1b", 0.8), (b"\x11", 1.5)):
                for _time in range(4):
                    if self.is_running:
                        self.write(keys)
                        self.rest(pause)
            try:
                until(lambda: self.read(0.05) is None or not self.is_running, "the end")
            except AssertionError:
                found.append(f"^q doesn't end it: {self.picture() or self.words()[-3000:]}")
        elif not self.in_tmux and self._process.returncode:
            found.append(f"exit code {self._process.returncode}")
        try:
            until(
                lambda: not [pid for pid in self._started if is_there(pid)], "all processes ended"
            )
        except AssertionError:
            found.append("processes are left")
        found += [f"temporary: {path.name}" for path in (self.home / "tmp").iterdir()]
        self.kill()
        return found

    def kill(self) -> None:
        """End it by force, with all it started and the terminal."""
        for pid in {*self._started, self.pid} if self.is_running else self._started:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self.in_tmux:
            command = ["tmux", "-S", str(self.home / "tmux.socket"), "kill-server"]
            subprocess.run(command, capture_output=True, check=False)
        self._process.kill()
        self._process.wait()
        os.close(self._descriptor)

    def restart(self) -> None:
        """Start it again after it has ended, in what is left."""
        for path in self.reports:
            path.unlink()
        for path in (self.home / "tmp").iterdir():
            shutil.rmtree(path, ignore_errors=True)
        (self.home / "pid").unlink(missing_ok=True)
        self.seen.clear()
        self._begin()


def sandbox(seed: int, schemas: Path | None) -> tuple["subprocess.Popen[str]", str]:
    """A sandbox where calls go wrong at random, and its URL; it ends with its standard input."""
    command = [
        sys.executable,
        "-m",
        "tests.random_user.faulty_sandbox",
        str(seed),
        *([str(schemas)] if schemas else []),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    word, _, url = process.stdout.readline().strip().partition(" ")
    assert word == "READY", word
    return process, url


def _take_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
