"""Drafts: what the user typed into the forms of operations, kept from one run to the next."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.workspace.storage.sqlite_file import SqliteFile, as_time

if TYPE_CHECKING:
    from ovh_explorer.form import Form
    from ovh_explorer.workspace.storage.background_writer import BackgroundWriter

__all__ = ["DRAFT_SCHEMA", "Draft", "DraftTable", "Drafts"]

DRAFT_SCHEMA = """
create table if not exists typed (
    endpoint text not null, branch text not null, method text not null, path text not null,
    at real not null, draft text not null,
    primary key (endpoint, branch, method, path)
) without rowid;
"""
# The least recently used drafts are deleted past this many.
_MAX_DRAFTS = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into an operation's form: `draft` as :func:`ovh_explorer.form.draft.draft_of`
    makes it.

    `at` is in seconds since 1970.
    """

    at: float
    draft: dict[str, Any]


class DraftTable:
    """The drafts in a file, by endpoint and operation. Its methods read and write the file.

    Args:
        file: made with :data:`DRAFT_SCHEMA`.
        clock: seconds since 1970.
    """

    def __init__(self, file: SqliteFile, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock

    def get(self, endpoint: str, branch: str, method: str, path: str) -> Draft | None:
        """The draft of an operation; None where none is kept."""
        if not self._file.exists:
            return None
        rows = self._file.rows(
            "select at, draft from typed"
            " where endpoint = ? and branch = ? and method = ? and path = ?",
            (endpoint, branch, method, path),
        )
        for at, text in rows:
            try:
                draft = json.loads(text)
            except (ValueError, TypeError, RecursionError):
                # Another version wrote it, or it was changed.
                return None
            return Draft(as_time(at), draft) if isinstance(draft, dict) else None
        return None

    def keep(
        self, endpoint: str, branch: str, method: str, path: str, draft: dict[str, Any]
    ) -> None:
        """Keep the draft of an operation, in place of the one there was."""
        row = (
            "insert or replace into typed (endpoint, branch, method, path, at, draft)"
            " values (?, ?, ?, ?, ?, ?)",
            (endpoint, branch, method, path, self._clock(), json.dumps(draft)),
        )
        oldest = (
            "delete from typed where (endpoint, branch, method, path) in (select"
            " endpoint, branch, method, path from typed order by at desc limit -1 offset ?)",
            (_MAX_DRAFTS,),
        )
        self._file.write(row, oldest)

    def delete(self, endpoint: str, branch: str, method: str, path: str) -> None:
        """Delete the draft of an operation."""
        if self._file.exists:
            which = (
                "delete from typed where endpoint = ? and branch = ? and method = ? and path = ?"
            )
            self._file.write((which, (endpoint, branch, method, path)))


class Drafts:
    """The drafts of one endpoint.

    Args:
        table: what is kept from run to run; None keeps nothing, as in the demo.
        root: the URL of the endpoint.
        writer: deletes from the table.
    """

    def __init__(
        self, table: DraftTable | None, root: Callable[[], str], writer: "BackgroundWriter"
    ) -> None:
        self._table = table
        self._root = root
        self._writer = writer

    def of(self, form: "Form") -> Draft | None:
        """The draft of a form's operation, of an earlier run; None where none is kept."""
        return None if self._table is None else self._table.get(*self._key(form))

    async def keep(self, form: "Form") -> None:
        """Keep what is typed into a form for a later run, without its secrets."""
        if self._table is None:
            return
        from ovh_explorer.form.draft import draft_of

        draft = draft_of(form, secrets=False)
        if draft:
            await asyncio.to_thread(self._table.keep, *self._key(form), draft)

    def delete(self, form: "Form") -> None:
        """Delete the draft of a form's operation, in the background."""
        if self._table is not None:
            table, key = self._table, self._key(form)
            self._writer.submit(lambda: table.delete(*key))

    def _key(self, form: "Form") -> tuple[str, str, str, str]:
        operation = form.operation
        return self._root(), operation.branch, operation.method, operation.path
