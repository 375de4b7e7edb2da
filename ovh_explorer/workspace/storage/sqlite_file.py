"""A small SQLite file of the user's alone, shared by all runs of the program."""

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from ovh_explorer.catalog.damaged_files import ERRORS, exclusive, is_damage, move_aside
from ovh_explorer.files import reason_of
from ovh_explorer.translation import _

__all__ = ["SqliteFile", "as_time"]

# Seconds to wait for another program that uses the file. A user may wait for what is read; nothing
# waits for a write.
_MAX_READ_WAIT = 0.2
_MAX_WRITE_WAIT = 5.0
# After a read that waited in vain no other waits for so long: a screen makes several.
_NO_WAIT = 5.0
# Seconds between two looks whether it is done.
_MAX_PAUSE = 0.01
# How often a file may be replaced under a statement before that is given up.
_MAX_TRIES = 3
# The last second that calendars of Python know.
_LAST_TIME = 253402300799.0

_Result = TypeVar("_Result")


class _ReplacedError(Exception):
    """The file was set aside by another program while a statement wrote into it."""


class SqliteFile:
    """Runs statements on a file (0600) that is made when something is first kept in it.

    Keeping things is a convenience: where the file can't be used, :attr:`problem` says why and
    nothing is kept. A damaged one is set aside. Every statement has a connection of its own, so any
    thread may call. Where another program holds a file, the first read waits a moment, and what
    follows goes on without what is kept.

    Args:
        path: the file.
        schema: statements that make its tables where they aren't there.
    """

    # Files that a read has waited for in vain, and when, by the monotonic clock.
    _held: ClassVar[dict[Path, float]] = {}

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema
        self._aside = ""
        self.problem = ""

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept. Where that can't be told it may have been: reading says
        why.
        """
        try:
            return self.path.exists()
        except OSError:
            return True

    @property
    def was_damaged(self) -> bool:
        """Whether it was found damaged in this run, and set aside."""
        return bool(self._aside)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; none where the file can't be used."""

        def read() -> list[tuple[Any, ...]]:
            with closing(self._connect()) as connection:
                return connection.execute(query, _bindable(values)).fetchall()

        has_waited = any(time.monotonic() - at < _NO_WAIT for at in list(self._held.values()))
        return self._run(read, 0 if has_waited else _MAX_READ_WAIT) or []

    def write(self, *statements: tuple[str, Sequence[Any]]) -> int:
        """Run statements in one transaction; the id of the row that the first one inserted.

        It is 0 where the file can't be used. When this returns, the rows are in the file that all
        programs read.
        """

        def write() -> int:
            with closing(self._connect()) as connection:
                inode = self.path.stat().st_ino
                # At once: a transaction that reads first may be refused without waiting.
                connection.execute("BEGIN IMMEDIATE")
                ids = [
                    connection.execute(text, _bindable(values)).lastrowid
                    for text, values in statements
                ]
                connection.execute("COMMIT")
            if self.path.stat().st_ino != inode:
                raise _ReplacedError
            return ids[0] or 0

        return self._run(write, _MAX_WRITE_WAIT) or 0

    def _run(self, work: Callable[[], _Result], seconds: float) -> _Result | None:
        try:
            done = self._repeat(lambda: _patiently(work, seconds))
        except (*ERRORS, OSError, _ReplacedError) as error:
            if _is_busy(error):
                self._held[self.path] = time.monotonic()
                self.problem = _(
                    "{path} is locked by another program. For now nothing is read from it or kept "
                    "in it."
                ).format(path=self.path)
                return None
            self.problem = _("{path} can't be used: {reason}.").format(
                path=self.path, reason=reason_of(error)
            )
            return None
        self._held.pop(self.path, None)
        self.problem = self._aside
        return done

    def _repeat(self, work: Callable[[], _Result]) -> _Result:
        """Do `work`; once more for each time that the file was damaged, or replaced meanwhile."""
        for _attempt in range(_MAX_TRIES - 1):
            inode = self._inode()
            try:
                return work()
            except (_ReplacedError, FileNotFoundError):
                continue
            except ERRORS as error:
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
                    continue
                # Any other error is no reason to take a user's history away.
                if not is_damage(error):
                    raise
            self._set_aside(inode)
        return work()

    def _set_aside(self, inode: int) -> None:
        """Move the damaged file out of the way, unless another program has replaced it already."""
        with exclusive(self.path, _MAX_WRITE_WAIT):
            if self._inode() == inode:
                self._aside = _("{path} was damaged: it is now {name}.").format(
                    path=self.path, name=move_aside(self.path).name
                )

    def _inode(self) -> int:
        return self.path.stat().st_ino if self.path.exists() else 0

    def _connect(self) -> sqlite3.Connection:
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            connection.executescript(self._schema)
        except BaseException:
            connection.close()
            raise
        return connection


def _patiently(work: Callable[[], _Result], seconds: float) -> _Result:
    """Do `work`, again and again for so many seconds while another program uses the file.

    SQLite itself looks less and less often, and never gets its turn where many write.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0.001, _MAX_PAUSE))  # noqa: S311 - not in step with the others


def _is_busy(error: Exception) -> bool:
    """Whether another program uses the file just now."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _bindable(values: Sequence[Any]) -> list[Any]:
    # SQLite takes no half characters (lone surrogates), which a JSON body can spell.
    return [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]


def as_time(value: object) -> float:
    """A time as a file has it, in seconds since 1970; 0 for what is none, as a damaged file can
    hold.
    """
    return float(value) if isinstance(value, int | float) and 0 <= value <= _LAST_TIME else 0.0
