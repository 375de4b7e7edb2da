"""Damaged SQLite files: told from what is merely in use, and set aside by one program at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

__all__ = ["ERRORS", "exclusive", "is_damage", "is_sound", "move_aside"]

ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a file can raise; a damaged one can make SQLite say what is no text."""


def is_damage(error: Exception) -> bool:
    """Whether a file is damaged, or no database at all; anything else has other reasons."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python reads the texts: those of a file, and of SQLite's messages, which name tables.
        # not for people
        return isinstance(error, UnicodeDecodeError) or "Could not decode to UTF-8" in str(error)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_sound(path: Path) -> bool:
    """Look through a whole file, its indexes included: SQLite passes over rows that a damaged index
    lacks.

    It takes some 100 ms for 25 MB, and a connection of its own: call it in a thread. A file that
    can't be opened for another reason than damage counts as sound.
    """
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except ERRORS as error:
        return not is_damage(error)


@contextmanager
def exclusive(path: Path, seconds: float) -> Iterator[None]:
    """Wait until no other program replaces the file at `path`, and keep others waiting meanwhile.

    A program that gets in must look at the file again: another program may have replaced it.

    Raises:
        sqlite3.Error: after `seconds`, or where the lock, a file beside it, can't be made.
    """
    with closing(sqlite3.connect(f"{path}.lock", timeout=seconds, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def move_aside(path: Path) -> Path:
    """Rename a damaged file to the first free ``NAME.damaged-NUMBER``, for a user who wants to mend
    it; give that path.

    The log or journal of the damaged file goes: SQLite would play it back into the next one. A
    program that still has the file open keeps its pages.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.rename(aside)
    for ending in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return aside
