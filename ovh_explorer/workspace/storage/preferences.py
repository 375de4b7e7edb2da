"""What the program remembers from one run to the next: filled-in forms, small choices. In one
SQLite file.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ovh_explorer.workspace.storage.sqlite_file import SqliteFile, as_time

__all__ = ["Memory", "Typed"]

_SCHEMA = """
create table if not exists typed (
    endpoint text not null, branch text not null, method text not null, path text not null,
    at real not null, draft text not null,
    primary key (endpoint, branch, method, path)
) without rowid;
create table if not exists choice (name text primary key, value text not null) without rowid;
"""
# The least recently used go first past this many.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into an operation's form: `draft` as :func:`ovh_explorer.form.draft.draft_of`
    makes it.

    `at` is in seconds since 1970.
    """

    at: float
    draft: dict[str, Any]


class Memory:
    """What is remembered, in a :class:`SqliteFile`.

    Args:
        path: the file; made with its directory when something is first remembered.
        clock: seconds since 1970.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._file = SqliteFile(path, _SCHEMA)
        self._clock = clock

    @property
    def problem(self) -> str:
        """Why nothing is remembered, in words; empty when it is."""
        return self._file.problem

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def exists(self) -> bool:
        """Whether anything was ever remembered."""
        return self._file.exists

    @property
    def was_damaged(self) -> bool:
        """Whether the file was found damaged in this run, and set aside with all it held."""
        return self._file.was_damaged

    def typed(self, endpoint: str, branch: str, method: str, path: str) -> Typed | None:
        """What was typed into an operation another time, or None."""
        if not self._file.exists:
            return None
        rows = self._file.rows(
            "select at, draft from typed where endpoint = ? and branch = ? and method = ? and path = ?",
            (endpoint, branch, method, path),
        )
        for at, text in rows:
            try:
                draft = json.loads(text)
            except (
                ValueError,
                TypeError,
                RecursionError,
            ):  # another version wrote it, or it was changed
                return None
            return Typed(as_time(at), draft) if isinstance(draft, dict) else None
        return None

    def keep_typed(
        self, endpoint: str, branch: str, method: str, path: str, draft: dict[str, Any]
    ) -> None:
        """Remember what was typed into an operation."""
        row = (
            "insert or replace into typed (endpoint, branch, method, path, at, draft) values (?, ?, ?, ?, ?, ?)",
            (endpoint, branch, method, path, self._clock(), json.dumps(draft)),
        )
        oldest = (
            "delete from typed where (endpoint, branch, method, path) in"
            " (select endpoint, branch, method, path from typed order by at desc limit -1 offset ?)",
            (_MOST,),
        )
        self._file.write(row, oldest)

    def forget_typed(self, endpoint: str, branch: str, method: str, path: str) -> None:
        """Forget what was typed into an operation."""
        if self._file.exists:
            which = (
                "delete from typed where endpoint = ? and branch = ? and method = ? and path = ?"
            )
            self._file.write((which, (endpoint, branch, method, path)))

    def choice(self, name: str) -> str:
        """A choice that was made another time; "" where none was."""
        if not self._file.exists:
            return ""
        rows = self._file.rows("select value from choice where name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def choices(self, prefix: str) -> dict[str, str]:
        """The choices whose names begin with `prefix`."""
        if not self._file.exists:
            return {}
        rows = self._file.rows(
            "select name, value from choice where substr(name, 1, ?) = ?", (len(prefix), prefix)
        )
        return {str(name): str(value) for name, value in rows}

    def keep_choice(self, name: str, value: str) -> None:
        """Remember a choice, such as the language that code was last looked at in."""
        self._file.write(
            ("insert or replace into choice (name, value) values (?, ?)", (name, value))
        )
