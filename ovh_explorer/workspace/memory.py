"""What the program remembers from one run to the next: filled-in forms, small choices. In one SQLite file."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Memory", "Typed"]

_SCHEMA = """
create table if not exists typed (
    endpoint text not null, branch text not null, method text not null, path text not null,
    at real not null, draft text not null,
    primary key (endpoint, branch, method, path)
) without rowid;
create table if not exists choice (name text primary key, value text not null) without rowid;
"""
_BUSY_MS = 2000
# The least recently used go first past this many.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into an operation's form: `draft` as :func:`ovh_explorer.form.draft.draft_of` makes it.

    `at` is in seconds since 1970.
    """

    at: float
    draft: dict[str, Any]


class Memory:
    """A file of the user's alone (0600), shared by all runs of the program.

    Remembering is a convenience: where the file can't be used, :attr:`problem` says why and nothing is remembered.

    Args:
        path: the file; made with its directory when something is first remembered.
        clock: seconds since 1970.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self.problem = ""

    def typed(self, endpoint: str, branch: str, method: str, path: str) -> Typed | None:
        """What was typed into an operation another time, or None."""
        if not self._path.exists():
            return None
        rows = self._run(
            "select at, draft from typed where endpoint = ? and branch = ? and method = ? and path = ?",
            (endpoint, branch, method, path),
        )
        for at, text in rows:
            try:
                draft = json.loads(text)
            except ValueError:
                return None
            return Typed(at, draft) if isinstance(draft, dict) else None
        return None

    def keep_typed(self, endpoint: str, branch: str, method: str, path: str, draft: dict[str, Any]) -> None:
        """Remember what was typed into an operation."""
        self._run(
            "insert or replace into typed (endpoint, branch, method, path, at, draft) values (?, ?, ?, ?, ?, ?)",
            (endpoint, branch, method, path, self._clock(), json.dumps(draft)),
        )
        self._run(
            "delete from typed where (endpoint, branch, method, path) in"
            " (select endpoint, branch, method, path from typed order by at desc limit -1 offset ?)",
            (_MOST,),
        )

    def forget_typed(self, endpoint: str, branch: str, method: str, path: str) -> None:
        """Forget what was typed into an operation."""
        if self._path.exists():
            self._run(
                "delete from typed where endpoint = ? and branch = ? and method = ? and path = ?",
                (endpoint, branch, method, path),
            )

    def choice(self, name: str) -> str:
        """A choice that was made another time; "" where none was."""
        if not self._path.exists():
            return ""
        rows = self._run("select value from choice where name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def keep_choice(self, name: str, value: str) -> None:
        """Remember a choice, such as the language that code was last looked at in."""
        self._run("insert or replace into choice (name, value) values (?, ?)", (name, value))

    def _run(self, statement: str, values: tuple[Any, ...], *, again: bool = True) -> list[tuple[Any, ...]]:
        try:
            return self._execute(statement, values)
        except sqlite3.OperationalError as error:
            self.problem = f"{self._path} can't be used: {error}."
        except sqlite3.DatabaseError as error:
            if again and self._set_aside():
                return self._run(statement, values, again=False)
            self.problem = f"{self._path} can't be used: {error}."
        except OSError as error:
            self.problem = f"{self._path} can't be used: {error.strerror or error}."
        return []

    def _execute(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        fresh = not self._path.exists()
        if fresh:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path, timeout=_BUSY_MS / 1000)) as connection, connection:
            connection.executescript(_SCHEMA)
            return connection.execute(statement, values).fetchall()

    def _set_aside(self) -> bool:
        """Put a damaged file out of the way; False when that can't be done."""
        try:
            self._path.replace(self._path.with_suffix(".damaged"))
        except OSError:
            return False
        self.problem = f"{self._path} was damaged: it is now {self._path.with_suffix('.damaged').name}."
        return True
