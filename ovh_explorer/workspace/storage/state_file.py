"""The file of preferences and drafts."""

from pathlib import Path

from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = ["state_file"]

# Versions of the program share the file: names of tables and columns stay as they are.
_SCHEMA = """
create table if not exists typed (
    endpoint text not null, branch text not null, method text not null, path text not null,
    at real not null, draft text not null,
    primary key (endpoint, branch, method, path)
) without rowid;
create table if not exists choice (name text primary key, value text not null) without rowid;
"""


def state_file(path: Path) -> SqliteFile:
    """The file of preferences and drafts; made when the first one is kept."""
    return SqliteFile(path, _SCHEMA)
