"""What refreshes of a catalog found changed, as it is recorded in its file."""

from ovh_explorer.catalog.database import Database
from ovh_explorer.catalog.rows import Change

__all__ = ["RecordedChanges"]


class RecordedChanges:
    """Reads the changes that are recorded.

    Args:
        database: of the catalog.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, limit: int = -1, *, since: float = 0) -> list[Change]:
        """What was found since a time (seconds since 1970), newest first; at most `limit`, -1 for
        all.
        """
        rows = self._database.rows(
            "SELECT at, branch, product, kind, method, path, part, value, replacement FROM change"
            " WHERE at > ? ORDER BY rowid DESC LIMIT ?",
            (since, limit),
        )
        return [Change(*row) for row in rows]

    def count(self, since: float) -> int:
        """How many were found since a time (seconds since 1970)."""
        return int(self._database.rows("SELECT count(*) FROM change WHERE at > ?", (since,))[0][0])
