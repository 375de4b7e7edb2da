"""What the system tells of a process: its memory, its threads, what it waits for."""

import fcntl
import os
import struct
import termios
from pathlib import Path

# System calls that an event loop waits in; of x86-64 and of ARM.
_WAITING_CALLS = {"232", "281", "441", "22"}
_CALLS_WITH_TIMEOUT = _WAITING_CALLS - {"441"}


def memory(pid: int) -> float:
    """Megabytes that a process has in memory; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


def state(pid: int, thread: int | None = None) -> str:
    """What the system calls the state of a process, or of one of its threads: R where it runs; ""
    where it is gone.
    """
    try:
        return (
            Path(f"/proc/{pid}/task/{thread or pid}/stat").read_text().rpartition(")")[2].split()[0]
        )
    except OSError:
        return ""


def is_waiting(pid: int) -> bool:
    """Whether all that was typed has been read, and the event loop waits for the next event."""
    try:
        call, *arguments = Path(f"/proc/{pid}/syscall").read_text().split()
        # The fourth is how long it waits at most. With 0 it only looks, and has more to do.
        looks = call in _CALLS_WITH_TIMEOUT and int(arguments[3], 16) == 0
        return call in _WAITING_CALLS and not looks and not _unread(pid)
    except (OSError, ValueError):
        return False


def is_quiet(pid: int) -> bool:
    """Whether besides no thread runs, as the one that makes keys of what was typed."""
    return is_waiting(pid) and all(
        state(pid, int(task.name)) == "S" for task in Path(f"/proc/{pid}/task").iterdir()
    )


def seconds_not_run(pid: int) -> float:
    """Seconds that the program's main thread, or this process, was ready to run, and the machine
    ran others.
    """
    return sum(map(_seconds_task_not_run, (f"/proc/{pid}/task/{pid}", "/proc/thread-self")))


def _seconds_task_not_run(task: str) -> float:
    try:
        return int(Path(task, "schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _unread(pid: int) -> int:
    """Bytes that wait in a process's terminal."""
    terminal = os.open(f"/proc/{pid}/fd/0", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        return int(struct.unpack("i", fcntl.ioctl(terminal, termios.FIONREAD, bytes(4)))[0])
    finally:
        os.close(terminal)
