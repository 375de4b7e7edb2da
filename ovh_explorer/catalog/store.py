"""The catalog of one endpoint as a SQLite file: browsed, opened and searched without parsing a
document.

Several programs may share a file. A document is replaced in one transaction, so an interrupted sync
leaves the old one, and a program that reads meanwhile sees either.
"""

# No words for people: the sentences here are SQL.

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ovh_explorer.catalog.database import Database, StoreError, store_path
from ovh_explorer.catalog.model_cache import ModelCache, read_json
from ovh_explorer.catalog.rows import Change, Counts, OperationRow, ProductRow, as_row, bindable

# What start doesn't need is imported where it is used: a list of products is read in a millisecond.
if TYPE_CHECKING:
    from ovh_explorer.catalog.recorded_changes import RecordedChanges
    from ovh_explorer.catalog.resolve import Models
    from ovh_explorer.catalog.routes import Match
    from ovh_explorer.catalog.schema import IndexEntry, Operation

__all__ = [
    "Change",
    "Counts",
    "OperationRow",
    "ProductRow",
    "Store",
    "StoreError",
    "as_row",
    "store_path",
]

_METHOD_ORDER = (
    "CASE method WHEN 'GET' THEN 0 WHEN 'POST' THEN 1 WHEN 'PUT' THEN 2"
    " WHEN 'DELETE' THEN 3 ELSE 4 END"
)
_ROW = (
    "operation.id, operation.branch, operation.method, operation.path, operation.description,"
    " operation.status, operation.authenticated, operation.section,"
    " operation.deletion, operation.replacement"
)
_FOUND = (
    f"SELECT {_ROW}, product.path FROM operation JOIN product ON product.id = operation.product"  # noqa: S608
)
_PRODUCTS = "SELECT branch, path, operations, fetched_at, etag, base_path, position FROM product"

Found = tuple[Any, ...]
"""The columns of an :class:`OperationRow`, then the product's path."""


class Store:
    """A catalog. Use it from one thread at a time; another thread or program opens its own.

    A file that is damaged is set aside and a new, empty one made; `notice` says so. Where that
    happens while the store is in use, `on_remade` is called: what was read before is no longer
    there and has to be fetched again. `endpoint` (its name) and `is_demo` say whose it is.

    Raises:
        StoreError: when the file can be neither opened nor made; the message says why. Where it is
            there and only can't be written, it is opened to be read, and writing raises instead.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self._database.on_remade = self._remade
        self._models = ModelCache(lambda: self._database)
        self.on_remade: Callable[[], None] = lambda: None
        self.endpoint, self.is_demo = "", False

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def notice(self) -> str:
        """What the user should know about the file, such as that a damaged one was set aside; else
        "".
        """
        return self._database.notice

    @property
    def read_only(self) -> bool:
        """Whether the file can't be written."""
        return self._database.read_only

    def move_to(self, path: Path) -> None:
        """Go on with another file; what was in the one before is no longer here.

        Raises:
            StoreError: when it can be neither opened nor made; the file before stays in use then.
        """
        before, self._database = self._database, Database(path)
        self._database.on_remade = self._remade
        before.close()
        self._models.clear()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def remake(self) -> None:
        """Set the file aside and make a new, empty one; `notice` says so.

        Raises:
            StoreError: when that can't be done.
        """
        self._database.remake()

    def _remade(self) -> None:
        self._models.clear()
        self.on_remade()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Reading

    def products(self, branch: str) -> list[ProductRow]:
        """The products of a branch, alphabetical."""
        rows = self._database.rows(
            f"{_PRODUCTS} WHERE branch = ? ORDER BY path COLLATE NOCASE, path", (branch,)
        )
        return [ProductRow(*row) for row in rows]

    def subsections(self, branch: str, product: str) -> list[tuple[str, str]]:
        """The titles and HTML texts of a v2 product's subsections, in the document's order."""
        rows = self._database.rows(
            "SELECT subsections FROM product WHERE branch = ? AND path = ?", (branch, product)
        )
        pairs = read_json(self._database, rows[0][0], list) if rows else []
        return [
            (str(pair[0]), str(pair[1]))
            for pair in pairs
            if isinstance(pair, list) and len(pair) == 2
        ]

    def operations(self, branch: str, product: str) -> list[OperationRow]:
        """A product's operations by path, then GET, POST, PUT, DELETE."""
        rows = self._database.rows(
            f"SELECT {_ROW} FROM operation WHERE product ="  # noqa: S608
            " (SELECT id FROM product WHERE branch = ? AND path = ?)"
            f" ORDER BY path, {_METHOD_ORDER}",
            (branch, product),
        )
        return [as_row(row) for row in rows]

    def at(self, branch: str, path: str) -> list[OperationRow]:
        """The operations of one path: GET, POST, PUT, DELETE."""
        rows = self._database.rows(
            f"SELECT {_ROW} FROM operation WHERE branch = ? AND path = ? ORDER BY {_METHOD_ORDER}",  # noqa: S608
            bindable(branch, path),
        )
        return [as_row(row) for row in rows]

    def below(self, branch: str, method: str | None, path: str) -> list[str]:
        """The paths that begin with `path` and are one segment longer; of one method, where that is
        given.
        """
        rows = self._database.rows(
            "SELECT DISTINCT path FROM operation"
            " WHERE branch = ?1 AND path > ?2 || '/' AND path < ?2 || '0'"
            " AND segments = ?3 AND (?4 IS NULL OR method = ?4) ORDER BY path",
            bindable(branch, path, path.count("/") + 1, method),
        )
        return [row[0] for row in rows]

    def ending_in(self, branch: str, product: str, segment: str) -> list[str]:
        """The paths of a product's GET operations that end in a segment, whatever its case, the
        shortest first.
        """
        rows = self._database.rows(
            "SELECT path FROM operation WHERE product ="
            " (SELECT id FROM product WHERE branch = ?1 AND path = ?2)"
            " AND method = 'GET' AND lower(substr(path, -length(?3))) = lower(?3)"
            " ORDER BY segments, path",
            bindable(branch, product, f"/{segment}"),
        )
        return [row[0] for row in rows]

    def details(self, branch: str, product: str) -> list[str]:
        """The paths of a product's GET operations that end in a path parameter, the shortest
        first.
        """
        rows = self._database.rows(
            "SELECT path FROM operation WHERE product ="
            " (SELECT id FROM product WHERE branch = ? AND path = ?)"
            " AND method = 'GET' AND path LIKE '%}' ORDER BY segments, path",
            bindable(branch, product),
        )
        return [row[0] for row in rows]

    def operation(self, branch: str, method: str, path: str) -> "Operation | None":
        """An operation, whole, by its template; None when there is none."""
        rows = self._database.rows(
            "SELECT product.path, source.raw, source.about FROM operation"
            " JOIN product ON product.id = operation.product"
            " JOIN source ON source.operation = operation.id"
            " WHERE operation.branch = ? AND operation.path = ? AND method = ?",
            bindable(branch, path, method),
        )
        if not rows:
            return None
        from ovh_explorer.catalog.schema import read_operation

        product, raw, about = rows[0]
        return read_operation(branch, product, path, read_json(self._database, raw), about)

    def with_action(self, action: str) -> "list[tuple[str, str, str]]":
        """Branch, method and path of the operations that an IAM action is for."""
        from ovh_explorer.catalog.indexing import index_words

        words = " AND ".join(f'"{word}"' for word in index_words(action).split()) or '"-"'
        rows = self._database.rows(
            "SELECT operation.branch, operation.method, operation.path FROM words"
            " JOIN operation ON operation.id = words.rowid & 0xFFFFFFFF"
            " JOIN source ON source.operation = operation.id"
            " WHERE words MATCH ? AND instr(source.raw, ?) > 0 ORDER BY words.rowid",
            bindable(f"iam : ({words})", f'"{action}"'),
        )
        return [(branch, method, path) for branch, method, path in rows]

    def models(self, branch: str, product: str) -> "Models":
        """The models of a product's document, each read when it is first asked for."""
        return self._models.get(branch, product)

    def match(self, branch: str, method: str, path: str) -> "list[Match]":
        """The templates of a method that a concrete, encoded path fits, best first, with the
        decoded values.
        """
        rows = self._database.rows(
            "SELECT path FROM operation WHERE branch = ? AND method = ? AND segments = ?",
            bindable(branch, method, path.count("/")),
        )
        from ovh_explorer.catalog.routes import Routes

        return Routes(row[0] for row in rows).match(path)

    def product_of(self, branch: str, path: str) -> str | None:
        """The product that `path` is in: the longest that is its beginning; also one not fetched
        yet.
        """
        segments = path.split("/")
        known = {
            row[0]
            for row in self._database.rows("SELECT path FROM product WHERE branch = ?", (branch,))
        }
        beginnings = ("/".join(segments[:length]) for length in range(len(segments), 1, -1))
        return next((beginning for beginning in beginnings if beginning in known), None)

    def nearest(
        self, branch: str | None, method: str | None, path: str, limit: int = 5
    ) -> list[OperationRow]:
        """The operations whose paths are closest to one that doesn't exist, a template or
        concrete.
        """
        rows = self._database.rows(
            "SELECT DISTINCT path FROM operation"
            " WHERE (?1 IS NULL OR branch = ?1) AND (?2 IS NULL OR method = ?2)"
            " AND segments BETWEEN ?3 - 1 AND ?3 + 1",
            bindable(branch, method, path.count("/")),
        )
        from ovh_explorer.catalog.nearest import closest

        found: list[OperationRow] = []
        for near in closest(path, [row[0] for row in rows], limit):
            rows = self._database.rows(
                f"SELECT {_ROW} FROM operation WHERE path = ?1 AND (?2 IS NULL OR branch = ?2)"  # noqa: S608
                f" AND (?3 IS NULL OR method = ?3) ORDER BY branch, {_METHOD_ORDER}",
                (near, branch, method),
            )
            found += map(as_row, rows)
        return found[:limit]

    def counts(self) -> Counts:
        """How much there is, whole and by branch."""
        rows = self._database.rows(
            "SELECT branch, count(*), count(fetched_at), sum(operations), sum(models)"
            " FROM product GROUP BY branch"
        )
        branches = {row[0]: Counts(*row[1:]) for row in rows}
        products, fetched, operations, models = (
            sum(row[column] for row in rows) for column in range(1, 5)
        )
        return Counts(products, fetched, operations, models, branches)

    def age(self, branch: str | None = None) -> float | None:
        """Seconds since the document that was looked at longest ago; None when there is none."""
        rows = self._database.rows(
            "SELECT min(fetched_at) FROM product WHERE ?1 IS NULL OR branch = ?1", (branch,)
        )
        return None if rows[0][0] is None else max(0.0, time.time() - rows[0][0])

    @property
    def changes(self) -> "RecordedChanges":
        """What refreshes found changed."""
        from ovh_explorer.catalog.recorded_changes import RecordedChanges

        return RecordedChanges(self._database)

    # Looking for operations: the rows that the search ranks

    def stamp(self) -> tuple[Any, ...]:
        """What changes whenever a document does."""
        return tuple(self._database.rows("SELECT id, generation, hash FROM product"))

    def searchable(self) -> list[tuple[Any, ...]]:
        """Id, branch, method, path, description, status and product of every operation, short paths
        first.
        """
        return self._database.rows(
            "SELECT operation.id, operation.branch, method, operation.path, description, status,"  # noqa: S608
            " product.path"
            " FROM operation JOIN product ON product.id = operation.product"
            f" ORDER BY weight, length(operation.path), operation.path, {_METHOD_ORDER}"
        )

    def with_word(self, columns: str, word: str, limit: int) -> list[int]:
        """The ids of the operations that have a word with this beginning in columns
        of the index.
        """
        # It is letters and digits of ASCII: nothing in it is FTS5's syntax once it stands in
        # quotes.
        rows = self._database.rows(
            "SELECT rowid & 0xFFFFFFFF FROM words WHERE words MATCH ? LIMIT ?",
            (f'{{{columns}}} : "{word}"*', limit),
        )
        return [row[0] for row in rows]

    def found_by_id(self, ids: Sequence[int]) -> dict[int, Found]:
        """The operations with these ids, by them."""
        rows = self._database.rows(f"{_FOUND} WHERE operation.id IN ({','.join(map(str, ids))})")
        return {row[0]: row for row in rows}

    def found_by_path(
        self,
        branch: str | None,
        method: str | None,
        path: str,
        limit: int,
        *,
        anywhere: bool = False,
    ) -> list[Found]:
        """Operations whose path begins with (or `anywhere` holds) a text, whatever the case,
        shortest first.
        """
        escaped = path.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return self._database.rows(
            f"{_FOUND} WHERE operation.path LIKE ?1 ESCAPE '\\'"
            " AND (?2 IS NULL OR operation.branch = ?2) AND (?3 IS NULL OR method = ?3)"
            " ORDER BY weight, length(operation.path), operation.path,"
            f" {_METHOD_ORDER} LIMIT ?4",
            bindable(f"{'%' if anywhere else ''}{escaped}%", branch, method, limit),
        )

    # Writing

    def put_index(self, branch: str, entries: "Iterable[IndexEntry]") -> None:
        """Take the products that an index names; those it names no longer are removed.

        Raises:
            StoreError: when it can't be written.
        """
        from ovh_explorer.catalog import writer

        writer.put_index(self._database, branch, entries)

    def put_document(self, branch: str, path: str, text: bytes, etag: str | None = None) -> bool:
        """Take a product's document; False when it is the one that is there.

        Raises:
            SchemaError: when it is none; what was there stays.
            StoreError: when it can't be written; what was there stays.
        """
        from ovh_explorer.catalog import writer

        return writer.put_document(self._database, branch, path, text, etag)

    def touch(self, branch: str, path: str, etag: str | None = None) -> None:
        """Note that a document was asked for and is still the same.

        Raises:
            StoreError: when it can't be written.
        """
        from ovh_explorer.catalog import writer

        writer.touch(self._database, branch, path, etag)
