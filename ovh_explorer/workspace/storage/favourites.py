"""Operations kept under a name, with as much of them filled in as the user likes."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from ovh_explorer.call import operation_title
from ovh_explorer.translation import _, number
from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = ["Favourite", "Favourites", "named"]

_SCHEMA = """
create table if not exists favourite (
    id integer primary key, grouped text not null, name text not null, branch text not null,
    method text not null, path text not null, draft text not null, unique (grouped, name)
);
"""
_MAX_NAME_CHARACTERS = 80


class Favourite(NamedTuple):
    """An operation under a name, in a group ("" for none).

    `draft` is what was typed into its form when it was kept, as
    :func:`ovh_explorer.form.draft.draft_of` makes it: what is not in it stays open.
    """

    id: int
    group: str
    name: str
    branch: str
    method: str
    path: str
    draft: dict[str, Any]

    @property
    def title(self) -> str:
        """Its method and path, for people."""
        return operation_title(self.branch, self.method, self.path)


def named(text: str) -> tuple[str, str]:
    """Group and name in ``group / name``; without a slash there is no group.

    Raises:
        ValueError: when there is no name, or it is very long, in words.
    """
    group, name = (part.strip() for part in text.rpartition("/")[::2])
    if not name:
        raise ValueError(_("Give it a name, or a group and a name: DNS / add a record."))
    if len(text) > _MAX_NAME_CHARACTERS or not text.isprintable():
        raise ValueError(
            _("A name has at most {count} characters on one line.").format(
                count=number(_MAX_NAME_CHARACTERS)
            )
        )
    return group, name


class Favourites:
    """The favourites of a user, in a file of their own.

    Args:
        path: the file; made when the first one is kept.
    """

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, _SCHEMA)

    @property
    def problem(self) -> str:
        """Why nothing is kept, in words; empty when it is."""
        return self._file.problem

    @property
    def all(self) -> list[Favourite]:
        """All of them, by group and name; those without a group first."""
        if not self._file.exists:
            return []
        rows = self._file.rows(
            "select id, grouped, name, branch, method, path, draft from favourite"
            " order by grouped collate nocase, name collate nocase"
        )
        found = []
        for id, group, name, branch, method, path, draft in rows:
            try:
                value = json.loads(draft)
            except (
                ValueError,
                TypeError,
                RecursionError,
            ):  # another version wrote it, or it was changed
                value = {}
            if not isinstance(value, dict):
                value = {}
            found.append(
                Favourite(id, str(group), str(name), str(branch), str(method), str(path), value)
            )
        return found

    def keep(self, group: str, name: str, key: tuple[str, str, str], draft: dict[str, Any]) -> None:
        """Keep an operation under a name; one of that name in that group is replaced.

        Args:
            key: branch, method and path.
            draft: without secrets.
        """
        self._file.write(_insertion(group, name, key, draft))

    def rename(self, favourite: Favourite, group: str, name: str) -> None:
        """Give one another name, or put it into another group. It has that name then even where
        another program removed it meanwhile.
        """
        key = (favourite.branch, favourite.method, favourite.path)
        self._file.write(_removal(favourite), _insertion(group, name, key, favourite.draft))

    def remove(self, favourite: Favourite) -> None:
        """Keep one no longer."""
        self._file.write(_removal(favourite))


def _insertion(
    group: str, name: str, key: tuple[str, str, str], draft: dict[str, Any]
) -> tuple[str, tuple[str, ...]]:
    statement = (
        "insert or replace into favourite (grouped, name, branch, method, path, draft) "
        "values (?, ?, ?, ?, ?, ?)"
    )
    return statement, (group, name, *key, json.dumps(draft))


def _removal(favourite: Favourite) -> tuple[str, tuple[int | str, ...]]:
    """By its name too: another program may have removed it, and its number is another one's now."""
    statement = "delete from favourite where id = ? and grouped = ? and name = ?"
    return statement, (favourite.id, favourite.group, favourite.name)
