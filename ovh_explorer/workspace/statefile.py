"""A small SQLite file of the user's alone, shared by all runs of the program."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ovh_explorer.catalog.database import is_damage

__all__ = ["StateFile", "as_time"]

_BUSY_MS = 2000
# The last second that calendars of Python know.
_LAST_TIME = 253402300799.0


class StateFile:
    """Runs statements on a file (0600) that is made when something is first kept in it.

    Keeping things is a convenience: where the file can't be used, :attr:`problem` says why and nothing is kept. A
    damaged one is put aside.

    Args:
        path: the file.
        schema: statements that make its tables where they aren't there.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema
        self._aside = ""
        self.problem = ""
        self.last_id = 0

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept. Where that can't be told it may have been: :meth:`run` says why."""
        try:
            return self.path.exists()
        except OSError:
            return True

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement answers; none where the file can't be used."""
        # SQLite takes no half characters (lone surrogates), which a JSON body can spell.
        bound = [value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values]
        try:
            rows = self._execute(statement, bound)
        except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
            self.problem = f"{self.path} can't be used: {getattr(error, 'strerror', None) or error}."
            return []
        self.problem = self._aside
        return rows

    def _execute(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        try:
            return self._try(statement, values)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # Any other error is no reason to take a person's history away.
            if not is_damage(error):
                raise
        self._set_aside()
        return self._try(statement, values)

    def _try(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
        with closing(sqlite3.connect(self.path, timeout=_BUSY_MS / 1000)) as connection, connection:
            connection.executescript(self._schema)
            done = connection.execute(statement, values)
            self.last_id = done.lastrowid or 0
            return done.fetchall()

    def _set_aside(self) -> None:
        """Put a damaged file out of the way, under a name that nothing has; what it held may be worth mending."""
        number = 1
        while (aside := self.path.with_suffix(f".damaged{'' if number == 1 else f'-{number}'}")).exists():
            number += 1
        self.path.replace(aside)
        # The journal of an interrupted run would be played back into the new file.
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        self._aside = f"{self.path} was damaged: it is now {aside.name}."


def as_time(value: object) -> float:
    """A time as a file has it, in seconds since 1970; 0 for what is none, as a damaged file can hold."""
    return float(value) if isinstance(value, int | float) and 0 <= value <= _LAST_TIME else 0.0
