"""The file that holds preferences and drafts together: ``memory.db``."""

from pathlib import Path

from ovh_explorer.workspace.storage.drafts import DRAFT_SCHEMA
from ovh_explorer.workspace.storage.preferences import PREFERENCE_SCHEMA
from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = ["state_file"]


def state_file(path: Path) -> SqliteFile:
    """The file at `path`, with the tables of preferences and drafts; made at the first write."""
    return SqliteFile(path, DRAFT_SCHEMA + PREFERENCE_SCHEMA)
