"""A small SQLite file of the user's alone, shared by all runs of the program."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

__all__ = ["StateFile"]

_BUSY_MS = 2000


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
        self.problem = ""
        self.last_id = 0

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self.path.exists()

    def run(self, statement: str, values: Sequence[Any] = (), *, again: bool = True) -> list[tuple[Any, ...]]:
        """The rows that a statement answers; none where the file can't be used."""
        try:
            return self._execute(statement, values)
        except sqlite3.OperationalError as error:
            self.problem = f"{self.path} can't be used: {error}."
        except sqlite3.DatabaseError as error:
            if again and self._set_aside():
                return self.run(statement, values, again=False)
            self.problem = f"{self.path} can't be used: {error}."
        except OSError as error:
            self.problem = f"{self.path} can't be used: {error.strerror or error}."
        return []

    def _execute(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
        with closing(sqlite3.connect(self.path, timeout=_BUSY_MS / 1000)) as connection, connection:
            connection.executescript(self._schema)
            done = connection.execute(statement, [_keepable(value) for value in values])
            self.last_id = done.lastrowid or 0
            return done.fetchall()

    def _set_aside(self) -> bool:
        """Put a damaged file out of the way; False when that can't be done."""
        try:
            self.path.replace(self.path.with_suffix(".damaged"))
        except OSError:
            return False
        self.problem = f"{self.path} was damaged: it is now {self.path.with_suffix('.damaged').name}."
        return True


def _keepable(value: Any) -> Any:
    """Text from outside may hold half a character (a lone surrogate), which no file takes."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
