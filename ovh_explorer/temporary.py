"""Temporary directories: gone with the process that made them, or with the next start where that
was killed.

The process that made a directory holds its lock, until whatever ends that process. A directory
whose lock is free belongs to nobody any more. Windows has no such locks: there nothing is cleared
that a killed process left.
"""

import os
import re
import shutil
import stat
import sys
import tempfile
import threading
import time
import weakref
from contextlib import ExitStack, suppress
from pathlib import Path

from ovh_explorer.signals import on_forced_end

__all__ = [
    "TemporaryDirectory",
    "clear_abandoned",
    "clear_abandoned_files",
    "clear_in_background",
    "hold",
]

_PREFIX = "ovh-explorer-"
# What is made here, and nothing else that begins like it.
_NAME = re.compile(rf"{_PREFIX}[a-z]+\.[a-z0-9_]{{8}}")
# Seconds in which a file may be without its lock still.
_YOUNG = 60.0
# Processes that we started may still write while a directory is removed.
_REMOVAL_ATTEMPTS = 50
_REMOVAL_PAUSE = 0.02

# Of this process: the directories that are there, and the descriptors of their locks.
_present: dict[Path, int] = {}
_has_cleared = False


class TemporaryDirectory:
    """A directory that only the user can read, removed with :meth:`remove`, at the end of the
    block, or of the process.

    Args:
        kind: a word or two of its name, for whoever looks at what fills a disk.

    Raises:
        OSError: when it can't be made.
    """

    def __init__(self, kind: str) -> None:
        clear_in_background()
        self.path = _make(kind)
        self._finalizer = weakref.finalize(self, _remove, self.path)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()

    @property
    def locks(self) -> tuple[int, ...]:
        """Descriptors that a program must inherit which may work on here longer than this process
        lives.
        """
        descriptor = _present.get(self.path, -1)
        return (descriptor,) if descriptor >= 0 and sys.platform != "win32" else ()

    def remove(self) -> None:
        """Remove it with all that is in it; nothing when it is gone already."""
        self._finalizer()


def hold(descriptor: int) -> bool:
    """Hold the lock of an open file until it is closed; whether that was possible.

    Raises:
        BlockingIOError: when another process holds it.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # a file system without locks; nobody can take it for abandoned there
        return False
    return True


def _make(kind: str) -> Path:
    while True:
        path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{kind}."))
        if sys.platform == "win32":
            _present[path] = -1
            return path
        # What nobody holds yet may be cleared by another process in this moment: then another one
        # is made.
        with suppress(FileNotFoundError, BlockingIOError), ExitStack() as stack:
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            stack.callback(os.close, descriptor)
            hold(descriptor)
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                stack.pop_all()
                _present[path] = descriptor
                return path


def _remove(path: Path) -> None:
    """Remove a directory of ours. Another thread may be at it, one that the end of the process
    would interrupt.
    """
    for _ in range(_REMOVAL_ATTEMPTS):
        # What is in the way is written anew, or removed by another at the moment.
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            break
        time.sleep(_REMOVAL_PAUSE)
    descriptor = _present.pop(path, -1)
    if descriptor >= 0:
        os.close(descriptor)


@on_forced_end
def _remove_all() -> None:
    for path in list(_present):
        _remove(path)


def clear_in_background() -> None:
    """Start :func:`clear_abandoned` in a thread, once in a process."""
    global _has_cleared
    if not _has_cleared:
        _has_cleared = True
        threading.Thread(target=clear_abandoned, daemon=True, name="clear-temporary").start()


def clear_abandoned() -> None:
    """Remove the user's directories of processes that were killed."""
    if sys.platform == "win32":
        return
    root = tempfile.gettempdir()
    with suppress(OSError), os.scandir(root) as entries:
        names = [entry.name for entry in entries if _NAME.fullmatch(entry.name)]
        for name in names:
            _clear(Path(root) / name)


def _clear(path: Path) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):  # somebody holds it, it isn't ours to read, or it is gone already
        directory = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(directory).st_uid == os.getuid() and hold(directory):
                for name in os.listdir(directory):  # noqa: PTH208 - of what was looked at, whatever has its name by now
                    _remove_at(name, directory)
                path.rmdir()
        finally:
            os.close(directory)


def _remove_at(name: str, directory: int) -> None:
    if stat.S_ISDIR(os.stat(name, dir_fd=directory, follow_symlinks=False).st_mode):
        shutil.rmtree(name, dir_fd=directory)
    else:
        os.unlink(name, dir_fd=directory)


def clear_abandoned_files(directory: Path, pattern: str) -> None:
    """Remove files beside others that a process was killed over while it wrote them, and held as
    :func:`hold` does.
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        for path in directory.glob(pattern):
            _clear_file(path)


def _clear_file(path: Path) -> None:
    with suppress(OSError):  # held by another, not ours, or gone
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(descriptor)
            is_ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid()
            if is_ours and time.time() - found.st_mtime > _YOUNG and hold(descriptor):
                path.unlink()
        finally:
            os.close(descriptor)
