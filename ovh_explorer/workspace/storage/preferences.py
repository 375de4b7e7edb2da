"""Small choices of the user, kept between runs: the theme, the language of code."""

from collections.abc import Callable

from ovh_explorer.workspace.storage.sqlite_file import SqliteFile
from ovh_explorer.workspace.storage.state_writer import WriteLater

__all__ = ["PreferenceFile", "Preferences"]


class PreferenceFile:
    """The preferences of all runs, in a file. Its methods read and write it.

    Args:
        file: a :func:`~ovh_explorer.workspace.storage.state_file.state_file`.
    """

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    def get(self, name: str) -> str:
        """A preference; "" where none was set."""
        if not self.file.exists:
            return ""
        rows = self.file.rows("select value from choice where name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def starting_with(self, prefix: str) -> dict[str, str]:
        """The preferences whose names begin with `prefix`."""
        if not self.file.exists:
            return {}
        rows = self.file.rows(
            "select name, value from choice where substr(name, 1, ?) = ?", (len(prefix), prefix)
        )
        return {str(name): str(value) for name, value in rows}

    def keep(self, name: str, value: str) -> None:
        """Keep a preference, such as the language in which code was last shown."""
        self.file.write(
            ("insert or replace into choice (name, value) values (?, ?)", (name, value))
        )


class Preferences:
    """The preferences of a run: read once, written in the background.

    Args:
        file: keeps them for other runs; None keeps nothing, as on the demo.
        write_later: makes a write in the background.
    """

    def __init__(self, file: PreferenceFile | None, write_later: WriteLater) -> None:
        self._file = file
        self._write_later = write_later
        self._known: dict[str, str] = {}

    def get(self, name: str) -> str:
        """A preference of this run or an earlier one; "" where none was set."""
        if name not in self._known:
            self._known[name] = "" if self._file is None else self._file.get(name)
        return self._known[name]

    def known(self, name: str) -> str | None:
        """The same where it was read before; None where the file would have to be read."""
        return self._known.get(name)

    async def look_up(self, name: str) -> str:
        """The same; the file is read in a thread."""
        import asyncio  # not with the module: TAB in a shell reads a preference

        known = self.known(name)
        return known if known is not None else await asyncio.to_thread(self.get, name)

    def change(self, name: str, make: Callable[[str], str]) -> None:
        """Have a preference of several parts be what `make` makes of it: another run may have
        set another part since it was read.
        """
        file = self._file
        if file is None:
            self._known[name] = make(self.get(name))
            return

        def write() -> None:
            self._known[name] = value = make(file.get(name))
            file.keep(name, value)

        self._write_later(write)

    def set(self, name: str, value: str) -> None:
        """Set a preference, and keep it for other runs where they are kept."""
        if self.get(name) == value:
            return
        self._known[name] = value
        file = self._file
        if file is not None:
            self._write_later(lambda: file.keep(name, value))
