"""Writing what a person takes away to the file they name: whole, or not at all."""

import glob
import os
import secrets
import shutil
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import BinaryIO

from ovh_explorer.temporary import clear_abandoned_files, hold

__all__ = ["Content", "write_file"]

Content = bytes | mmap | Path
"""What is written: bytes, or the file they are in."""

_CHUNK = 1 << 20


def write_file(path: Path, content: Content) -> None:
    """Write `content` to `path`, in place of what is there; that is lost only when the new content is whole.

    What is no ordinary file (a pipe, a device) is written to as it is.

    Raises:
        OSError: when it can't be written; a file that was there is as it was.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            _put(file, content)
        return
    # The file that a link leads to is replaced, not the link.
    goal = path.resolve()
    mode = goal.stat().st_mode & 0o777 if goal.exists() else 0o666
    start = f".{goal.name[:100]}-"
    written = goal.with_name(f"{start}{secrets.token_hex(6)}")
    clear_abandoned_files(goal.parent, f"{glob.escape(start)}{'[0-9a-f]' * 12}")
    descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            hold(descriptor)
            _put(file, content)
        if goal.exists():
            written.chmod(mode)
        written.replace(goal)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise


def _put(file: BinaryIO, content: Content) -> None:
    if isinstance(content, Path):
        with content.open("rb") as source:
            shutil.copyfileobj(source, file, _CHUNK)
        return
    for at in range(0, len(content), _CHUNK):
        file.write(content[at : at + _CHUNK])
