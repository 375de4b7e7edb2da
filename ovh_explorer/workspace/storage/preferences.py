"""Preferences of the user, kept from one run to the next: a name and a text for each."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.workspace.storage.background_writer import BackgroundWriter
    from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = ["PREFERENCE_SCHEMA", "PreferenceTable", "Preferences"]

PREFERENCE_SCHEMA = """
create table if not exists choice (name text primary key, value text not null) without rowid;
"""


class PreferenceTable:
    """The preferences in a file. Its methods read and write the file: they may take a moment.

    Args:
        file: made with :data:`PREFERENCE_SCHEMA`.
    """

    def __init__(self, file: "SqliteFile") -> None:
        self._file = file

    def get(self, name: str) -> str:
        """The value that is kept; "" where none is."""
        if not self._file.exists:
            return ""
        rows = self._file.rows("select value from choice where name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def with_prefix(self, prefix: str) -> dict[str, str]:
        """The preferences whose names begin with `prefix`."""
        if not self._file.exists:
            return {}
        rows = self._file.rows(
            "select name, value from choice where substr(name, 1, ?) = ?", (len(prefix), prefix)
        )
        return {str(name): str(value) for name, value in rows}

    def set(self, name: str, value: str) -> None:
        """Keep a value, in place of the one there was."""
        self._file.write(
            ("insert or replace into choice (name, value) values (?, ?)", (name, value))
        )


class Preferences:
    """The preferences of this run: each is read once, and written in the background.

    Args:
        table: what is kept from run to run; None keeps nothing, as in the demo.
        writer: writes to the table.
    """

    def __init__(self, table: PreferenceTable | None, writer: "BackgroundWriter") -> None:
        self._table = table
        self._writer = writer
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str:
        """A preference, set in this run or an earlier one; "" where none was set."""
        if name not in self._values:
            self._values[name] = "" if self._table is None else self._table.get(name)
        return self._values[name]

    def known(self, name: str) -> str | None:
        """A preference that was read already; None where the file would have to be read."""
        return self._values.get(name)

    async def look_up(self, name: str) -> str:
        """A preference; the file is read in a thread, so that the caller doesn't block."""
        known = self.known(name)
        return known if known is not None else await asyncio.to_thread(self.get, name)

    def set(self, name: str, value: str) -> None:
        """Set a preference, and keep it for later runs."""
        if self.get(name) == value:
            return
        self._values[name] = value
        if self._table is not None:
            table = self._table
            self._writer.submit(lambda: table.set(name, value))
