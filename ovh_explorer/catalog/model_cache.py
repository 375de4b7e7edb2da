"""Models of the documents that were used last, read from a catalog's file one by one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.database import Database, StoreError
from ovh_explorer.catalog.rows import bindable

if TYPE_CHECKING:
    from ovh_explorer.catalog.resolve import Models
    from ovh_explorer.catalog.schema import Model

__all__ = ["ModelCache", "read_json"]

_MAX_DOCUMENTS = 8


class ModelCache:
    """Models by branch and product, those of the document that was used last at the end.

    Args:
        database: gives the file to read from, which may be another one later.
    """

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database
        self._known: dict[tuple[str, str], tuple[str, Models]] = {}

    def clear(self) -> None:
        """Forget all of them."""
        self._known.clear()

    def get(self, branch: str, product: str) -> "Models":
        """The models of a product's document, each read when it is first asked for."""
        from ovh_explorer.catalog.resolve import Models

        rows = self._database().rows(
            "SELECT id, hash FROM product WHERE branch = ? AND path = ?", (branch, product)
        )
        if not rows:
            return Models({})
        number, digest = rows[0]
        known = self._known.pop((branch, product), None)
        if known is None or known[0] != digest:
            known = (digest, Models(lambda key: _model(self._database(), number, key)))
        self._known[branch, product] = known
        if len(self._known) > _MAX_DOCUMENTS:
            del self._known[next(iter(self._known))]
        return known[1]


def _model(database: Database, product: int, key: str) -> "Model | None":
    from ovh_explorer.catalog.schema import read_model

    try:
        rows = database.rows(
            "SELECT raw FROM model WHERE product = ? AND key = ?", (product, *bindable(key))
        )
        return read_model(key, read_json(database, rows[0][0])) if rows else None
    except StoreError:
        # A form may be drawn at the moment: it shows free JSON, and `Database.notice` says why.
        return None


def read_json(database: Database, raw: Any, kind: type = dict) -> Any:
    """An object, or a value of another `kind`, that a catalog's file holds as JSON.

    Raises:
        StoreError: when the file holds something else; it is set aside and made anew.
    """
    import json  # with the first operation, not with the start

    try:
        found = json.loads(raw)
    except (ValueError, TypeError, RecursionError):
        found = None
    if not isinstance(found, kind):
        # SQLite has no checksums: a changed byte in a text is found where it is read.
        database.remake()
        raise StoreError(database.notice)
    return found
