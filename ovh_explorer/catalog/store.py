"""The catalog of one endpoint as a SQLite file: browsed, opened and searched without parsing a
document.

Several programs may share a file. A document is replaced in one transaction, so an interrupted sync
leaves the old one, and whoever reads meanwhile sees either.
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ovh_explorer.catalog.database import Database, StoreError, store_path
from ovh_explorer.catalog.effects import effects_of
from ovh_explorer.catalog.rows import Change, Counts, OperationRow, ProductRow

# What start doesn't need is imported where it is used: a list of products is read in a millisecond.
if TYPE_CHECKING:
    from ovh_explorer.catalog.resolve import Models
    from ovh_explorer.catalog.routes import Match
    from ovh_explorer.catalog.schema import IndexEntry, Model, Operation

__all__ = ["Change", "Counts", "OperationRow", "ProductRow", "Store", "StoreError", "store_path"]

_METHOD_ORDER = "CASE method WHEN 'GET' THEN 0 WHEN 'POST' THEN 1 WHEN 'PUT' THEN 2 WHEN 'DELETE' THEN 3 ELSE 4 END"
_ROW = (
    "operation.id, operation.branch, operation.method, operation.path, operation.description, operation.status,"
    " operation.authenticated, operation.section, operation.deletion, operation.replacement"
)
_FOUND = (
    f"SELECT {_ROW}, product.path FROM operation JOIN product ON product.id = operation.product"  # noqa: S608
)
_PRODUCTS = "SELECT branch, path, operations, fetched_at, etag, base_path, position FROM product"

# Documents whose models are kept as they were read, last used first.
_DOCUMENTS = 8

Found = tuple[Any, ...]
"""The columns of an :class:`OperationRow`, then the product's path."""


class Store:
    """A catalog. Use it from one thread at a time; another thread or program opens its own.

    A file that is damaged is set aside and a new, empty one made; `notice` says so. Where that
    happens while the store is in use, `on_remade` is called: what was read before is no longer
    there and has to be fetched again.

    Raises:
        StoreError: when the file can be neither opened nor made; the message says why. Where it is
            there and only can't be written, it is opened to be read, and writing raises instead.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self._database.on_remade = self._remade
        self._models: dict[tuple[str, str], tuple[str, Models]] = {}
        self.on_remade: Callable[[], None] = lambda: None

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def notice(self) -> str:
        """What a person should know about the file, such as that a damaged one was set aside; else
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
        pairs = self._kept(rows[0][0], list) if rows else []
        return [
            (str(pair[0]), str(pair[1]))
            for pair in pairs
            if isinstance(pair, list) and len(pair) == 2
        ]

    def operations(self, branch: str, product: str) -> list[OperationRow]:
        """A product's operations by path, then GET, POST, PUT, DELETE."""
        rows = self._database.rows(
            f"SELECT {_ROW} FROM operation WHERE product = (SELECT id FROM product WHERE branch = ? AND path = ?)"  # noqa: S608
            f" ORDER BY path, {_METHOD_ORDER}",
            (branch, product),
        )
        return [as_row(row) for row in rows]

    def at(self, branch: str, path: str) -> list[OperationRow]:
        """The operations of one path: GET, POST, PUT, DELETE."""
        rows = self._database.rows(
            f"SELECT {_ROW} FROM operation WHERE branch = ? AND path = ? ORDER BY {_METHOD_ORDER}",  # noqa: S608
            _bindable(branch, path),
        )
        return [as_row(row) for row in rows]

    def below(self, branch: str, method: str | None, path: str) -> list[str]:
        """The paths that begin with `path` and are one segment longer; of one method, where that is
        given.
        """
        rows = self._database.rows(
            "SELECT DISTINCT path FROM operation WHERE branch = ?1 AND path > ?2 || '/' AND path < ?2 || '0'"
            " AND segments = ?3 AND (?4 IS NULL OR method = ?4) ORDER BY path",
            _bindable(branch, path, path.count("/") + 1, method),
        )
        return [row[0] for row in rows]

    def ending_in(self, branch: str, product: str, segment: str) -> list[str]:
        """The paths of a product's GET operations that end in a segment, whatever its case, the
        shortest first.
        """
        rows = self._database.rows(
            "SELECT path FROM operation WHERE product = (SELECT id FROM product WHERE branch = ?1 AND path = ?2)"
            " AND method = 'GET' AND lower(substr(path, -length(?3))) = lower(?3) ORDER BY segments, path",
            _bindable(branch, product, f"/{segment}"),
        )
        return [row[0] for row in rows]

    def details(self, branch: str, product: str) -> list[str]:
        """The paths of a product's GET operations that end in a path parameter, the shortest first."""
        rows = self._database.rows(
            "SELECT path FROM operation WHERE product = (SELECT id FROM product WHERE branch = ? AND path = ?)"
            " AND method = 'GET' AND path LIKE '%}' ORDER BY segments, path",
            _bindable(branch, product),
        )
        return [row[0] for row in rows]

    def operation(self, branch: str, method: str, path: str) -> "Operation | None":
        """An operation, whole, by its template; None when there is none."""
        rows = self._database.rows(
            "SELECT product.path, source.raw, source.about FROM operation"
            " JOIN product ON product.id = operation.product JOIN source ON source.operation = operation.id"
            " WHERE operation.branch = ? AND operation.path = ? AND method = ?",
            _bindable(branch, path, method),
        )
        if not rows:
            return None
        from ovh_explorer.catalog.schema import read_operation

        product, raw, about = rows[0]
        return read_operation(branch, product, path, self._kept(raw), about)

    def models(self, branch: str, product: str) -> "Models":
        """The models of a product's document, each read when it is first asked for."""
        from ovh_explorer.catalog.resolve import Models

        rows = self._database.rows(
            "SELECT id, hash FROM product WHERE branch = ? AND path = ?", (branch, product)
        )
        if not rows:
            return Models({})
        number, digest = rows[0]
        known = self._models.pop((branch, product), None)
        if known is None or known[0] != digest:
            known = (digest, Models(lambda key: self._model(number, key)))
        self._models[branch, product] = known
        if len(self._models) > _DOCUMENTS:
            del self._models[next(iter(self._models))]
        return known[1]

    def _model(self, product: int, key: str) -> "Model | None":
        from ovh_explorer.catalog.schema import read_model

        try:
            rows = self._database.rows(
                "SELECT raw FROM model WHERE product = ? AND key = ?", (product, *_bindable(key))
            )
            return read_model(key, self._kept(rows[0][0])) if rows else None
        except StoreError:
            # Whoever asks is in the middle of drawing a form: it shows free JSON, and `notice` says
            # why.
            return None

    def _kept(self, raw: Any, kind: type = dict) -> Any:
        """An object, or what else was written as JSON."""
        try:
            found = json.loads(raw)
        except (ValueError, TypeError, RecursionError):
            found = None
        if not isinstance(found, kind):
            # SQLite has no checksums: a changed byte in a text is found by whoever reads it.
            self._database.remake()
            raise StoreError(self.notice)
        return found

    def match(self, branch: str, method: str, path: str) -> "list[Match]":
        """The templates of a method that a concrete, encoded path fits, best first, with the
        decoded values.
        """
        rows = self._database.rows(
            "SELECT path FROM operation WHERE branch = ? AND method = ? AND segments = ?",
            _bindable(branch, method, path.count("/")),
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
        """The operations whose paths are closest to one that doesn't exist, a template or concrete."""
        rows = self._database.rows(
            "SELECT DISTINCT path FROM operation WHERE (?1 IS NULL OR branch = ?1) AND (?2 IS NULL OR method = ?2)"
            " AND segments BETWEEN ?3 - 1 AND ?3 + 1",
            _bindable(branch, method, path.count("/")),
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
            "SELECT branch, count(*), count(fetched_at), sum(operations), sum(models) FROM product GROUP BY branch"
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

    def changes(self, limit: int = 200) -> list[Change]:
        """What the last refreshes added, removed and deprecated, newest first."""
        rows = self._database.rows(
            "SELECT at, branch, product, kind, method, path FROM change ORDER BY rowid DESC LIMIT ?",
            (limit,),
        )
        return [Change(*row) for row in rows]

    # Looking for operations: the rows that the search ranks

    def found_by_words(
        self,
        query: str,
        limit: int,
        methods: Sequence[str] = (),
        statuses: Sequence[str] = (),
        effects: Sequence[str] = (),
    ) -> list[Found]:
        """The first `limit` operations for an FTS5 query, short paths in production first."""
        among = (
            "FROM words CROSS JOIN operation ON operation.id = words.rowid & 0xFFFFFFFF"
            " JOIN product ON product.id = operation.product WHERE words MATCH ?1"
            " AND (?3 = '' OR instr(?3, method)) AND (?4 = '' OR instr(?4, status))"
        )
        values = (query, limit, " ".join(methods), " ".join(statuses))
        if effects:
            # Effects are not in the file: a newer program may know better.
            rows = self._database.rows(
                f"SELECT operation.id, method, operation.path {among} AND method <> 'GET' AND ?2 ORDER BY words.rowid",
                values,
            )
            numbers = [
                row[0] for row in rows if not set(effects).isdisjoint(effects_of(row[1], row[2]))
            ][:limit]
            among += f" AND operation.id IN ({','.join(map(str, numbers))})"
        return self._database.rows(
            f"SELECT {_ROW}, product.path {among} ORDER BY words.rowid LIMIT ?2", values
        )

    def terms(self, beginning: str) -> list[str]:
        """The words of the catalog that begin so."""
        # A view of the index, of this connection's own.
        self._database.rows(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)"
        )
        rows = self._database.rows(
            "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ?",
            (beginning, f"{beginning}\U0010ffff"),
        )
        return [row[0] for row in rows]

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
            f"{_FOUND} WHERE operation.path LIKE ?1 ESCAPE '\\' AND (?2 IS NULL OR operation.branch = ?2)"
            f" AND (?3 IS NULL OR method = ?3) ORDER BY weight, length(operation.path), operation.path,"
            f" {_METHOD_ORDER} LIMIT ?4",
            _bindable(f"{'%' if anywhere else ''}{escaped}%", branch, method, limit),
        )

    # Writing

    def put_index(self, branch: str, entries: "Iterable[IndexEntry]") -> None:
        """Take the products that an index names; those it names no longer are removed.

        Raises:
            StoreError: when it can't be written.
        """
        from ovh_explorer.catalog import writing

        writing.put_index(self._database, branch, entries)

    def put_document(self, branch: str, path: str, text: bytes, etag: str | None = None) -> bool:
        """Take a product's document; False when it is the one that is there.

        Raises:
            SchemaError: when it is none; what was there stays.
            StoreError: when it can't be written; what was there stays.
        """
        from ovh_explorer.catalog import writing

        return writing.put_document(self._database, branch, path, text, etag)

    def touch(self, branch: str, path: str, etag: str | None = None) -> None:
        """Note that a document was asked for and is still the same.

        Raises:
            StoreError: when it can't be written.
        """
        from ovh_explorer.catalog import writing

        writing.touch(self._database, branch, path, etag)


def as_row(row: tuple[Any, ...]) -> OperationRow:
    """The operation of the first ten columns of `row`."""
    (
        identity,
        branch,
        method,
        path,
        description,
        status,
        authenticated,
        section,
        deletion,
        replacement,
    ) = row[:10]
    return OperationRow(
        identity,
        branch,
        method,
        path,
        description,
        status,
        bool(authenticated),
        section,
        deletion,
        replacement,
    )


def _bindable(*values: Any) -> tuple[Any, ...]:
    # SQLite takes no half characters (lone surrogates); what holds one is nowhere in it.
    return tuple(v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values)
