"""Writing keys to a new file that the user names."""

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["write_secret_file"]


def write_secret_file(path: Path, text: str) -> None:
    """Write `text` to a file that isn't there yet, readable by its owner alone.

    Nothing is ever overwritten, a link that leads nowhere neither.

    Raises:
        FileExistsError: when there is something of that name.
        OSError: when it can't be written; nothing is left then.
        ValueError: when no file can have this name.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
