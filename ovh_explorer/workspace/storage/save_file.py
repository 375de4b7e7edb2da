"""Writing what the user takes away to the file they name: whole, or not at all."""

import errno
import glob
import os
import secrets
import select
import stat
import threading
from collections.abc import Iterator
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import BinaryIO

from ovh_explorer.temporary import clear_abandoned_files, hold
from ovh_explorer.translation import _

__all__ = ["Content", "WritingStopped", "write_file"]

Content = bytes | mmap | Path
"""What is written: bytes, or the file they are in."""

_CHUNK_BYTES = 1 << 20
# Seconds from look to look whether writing is to stop, while a pipe takes nothing.
_TURN_SECONDS = 0.1


class WritingStopped(Exception):
    """Writing was stopped before its end."""


def write_file(path: Path, content: Content, stop: threading.Event | None = None) -> None:
    """Write `content` to `path`, in place of what is there; that is lost only when the new content
    is whole.

    A named pipe, and a device such as /dev/null, is written to as it is.

    Args:
        stop: set to stop, from another thread.

    Raises:
        OSError: when it can't be written; a file that was there is as it was. Its `strerror` says
            why.
        WritingStopped: when it was stopped; the same is true.
        ValueError: when no file can have this name.
    """
    stop = stop or threading.Event()
    try:
        # The file that a link leads to is replaced, not the link.
        goal = path.resolve()
        mode = goal.stat().st_mode if goal.exists() else None
    except RuntimeError:  # a loop of links up to Python 3.12, an OSError since
        raise OSError(errno.ELOOP, _("it is a loop of symbolic links"), str(path)) from None
    if mode is not None and stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, _("it is a directory"), str(path))
    if mode is not None and not stat.S_ISREG(mode):
        _write_through(goal, mode, content, stop)
        return
    wanted = 0o666 if mode is None else mode & 0o777
    start = f".{goal.name[:100]}-"
    written = goal.with_name(f"{start}{secrets.token_hex(6)}")
    clear_abandoned_files(goal.parent, f"{glob.escape(start)}{'[0-9a-f]' * 12}")
    descriptor = os.open(
        written, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), wanted
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            hold(descriptor)
            _put(file, content, stop)
        if mode is not None:
            written.chmod(wanted)
        written.replace(goal)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise


def _put(file: BinaryIO, content: Content, stop: threading.Event) -> None:
    for chunk in _chunks(content):
        if stop.is_set():
            raise WritingStopped
        file.write(chunk)


def _chunks(content: Content) -> Iterator[bytes]:
    if isinstance(content, Path):
        with content.open("rb") as source:
            while chunk := source.read(_CHUNK_BYTES):
                yield chunk
        return
    for at in range(0, len(content), _CHUNK_BYTES):
        yield content[at : at + _CHUNK_BYTES]


def _write_through(path: Path, mode: int, content: Content, stop: threading.Event) -> None:
    """Write to what is no file, without ever waiting for it with no way out."""
    if stat.S_ISBLK(mode):
        raise OSError(errno.EINVAL, _("it is a disk"), str(path))
    if stat.S_ISSOCK(mode):
        raise OSError(errno.EINVAL, _("it is a socket"), str(path))
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, _("it is a pipe that no program reads"), str(path)) from None
        raise
    try:
        if os.isatty(descriptor):
            raise OSError(errno.EINVAL, _("it is a terminal"), str(path))
        for chunk in _chunks(content):
            rest = memoryview(chunk)
            while rest:
                if stop.is_set():
                    raise WritingStopped
                if select.select([], [descriptor], [], _TURN_SECONDS)[1]:
                    with suppress(BlockingIOError):
                        rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
