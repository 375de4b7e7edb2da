"""The catalog of one endpoint as a SQLite file: browsed, opened and searched without parsing a document.

Several programs may share a file. A document is replaced in one transaction, so an interrupted sync leaves
the old one, and whoever reads meanwhile sees either.
"""

import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ovh_explorer.catalog.indexing import document_rows
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.routes import Match, Routes
from ovh_explorer.catalog.schema import IndexEntry, Model, Operation, load_json, read_model, read_operation, read_product
from ovh_explorer.catalog.sections import section_of

__all__ = ["Change", "Counts", "OperationRow", "ProductRow", "Store", "StoreError", "store_path"]

# The form of the file. Another form has another file name: two versions of the program don't disturb each other.
_FORMAT = 1
_MOST_CHANGES = 2000

_TABLES = """
CREATE TABLE IF NOT EXISTS product (
    id INTEGER PRIMARY KEY, branch TEXT NOT NULL, path TEXT NOT NULL, base_path TEXT NOT NULL DEFAULT '',
    subsections TEXT NOT NULL DEFAULT '[]', operations INTEGER NOT NULL DEFAULT 0, models INTEGER NOT NULL DEFAULT 0,
    etag TEXT, hash TEXT, fetched_at REAL, generation INTEGER NOT NULL DEFAULT 0, UNIQUE (branch, path)
) STRICT;
CREATE TABLE IF NOT EXISTS operation (
    id INTEGER PRIMARY KEY, product INTEGER NOT NULL REFERENCES product ON DELETE CASCADE, branch TEXT NOT NULL,
    method TEXT NOT NULL, path TEXT NOT NULL, segments INTEGER NOT NULL, description TEXT NOT NULL,
    status TEXT NOT NULL, authenticated INTEGER NOT NULL, deletion TEXT NOT NULL, replacement TEXT NOT NULL,
    section TEXT NOT NULL, path_description TEXT NOT NULL, raw TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS operation_path ON operation (branch, path, method);
CREATE INDEX IF NOT EXISTS operation_length ON operation (branch, method, segments);
CREATE INDEX IF NOT EXISTS operation_product ON operation (product);
CREATE TABLE IF NOT EXISTS model (
    product INTEGER NOT NULL REFERENCES product ON DELETE CASCADE, key TEXT NOT NULL, raw TEXT NOT NULL,
    PRIMARY KEY (product, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
    at REAL NOT NULL, branch TEXT NOT NULL, product TEXT NOT NULL, kind TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    path, description, parameters, body, response, iam, product,
    tokenize = 'porter unicode61', prefix = '2 3'
);
"""

_METHOD_ORDER = "CASE method WHEN 'GET' THEN 0 WHEN 'POST' THEN 1 WHEN 'PUT' THEN 2 WHEN 'DELETE' THEN 3 ELSE 4 END"
_ROW = "id, branch, method, path, description, status, authenticated, section, deletion, replacement"


class StoreError(RuntimeError):
    """A catalog that can't be opened or written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product; `fetched_at` (seconds since 1970) is None while only the index has named it."""

    branch: str
    path: str
    operations: int
    fetched_at: float | None
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class OperationRow:
    """What lists show of an operation."""

    id: int
    branch: str
    method: str
    path: str
    description: str
    status: str
    authenticated: bool
    section: str = ""
    deletion: str = ""
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in the catalog: `products` known, `fetched` of them, and what these hold."""

    products: int
    fetched: int
    operations: int
    models: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a refresh found: an operation was ``added``, ``removed`` or ``deprecated``."""

    at: float
    branch: str
    product: str
    kind: str
    method: str
    path: str


def store_path(cache_dir: Path, endpoint_root: str) -> Path:
    """The file of an endpoint's catalog: readable, and another one for any other URL."""
    name = re.sub(r"[^a-z0-9.]+", "-", endpoint_root.lower().removeprefix("https://")).strip("-.")[:60]
    digest = hashlib.sha256(endpoint_root.encode()).hexdigest()[:8]
    return cache_dir / f"catalog-{_FORMAT}-{name}-{digest}.db"


class Store:
    """A catalog. Use it from one thread; another thread or program opens its own.

    Attributes:
        notice: what a person should know about opening it, such as a damaged file set aside; else "".

    Raises:
        StoreError: when the file can be neither opened nor made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        try:
            self._db = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise StoreError(f"The catalog {path} can't be opened: {error}") from None
            aside = self._set_aside()
            self.notice = f"The catalog was damaged and is fetched again; the damaged file is {aside}"
            try:
                self._db = self._open()
            except sqlite3.Error as again:
                raise StoreError(f"The catalog {path} can't be opened: {again}") from None
        self._models: dict[tuple[str, str, int], Models] = {}

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            if db.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                db.executescript(_TABLES)
                db.execute(f"PRAGMA user_version = {_FORMAT}")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _set_aside(self) -> Path:
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        self.path.rename(aside)
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        return aside

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading

    def products(self, branch: str) -> list[ProductRow]:
        """The products of a branch, alphabetical."""
        rows = self._db.execute(
            "SELECT branch, path, operations, fetched_at, etag FROM product WHERE branch = ?"
            " ORDER BY path COLLATE NOCASE",
            (branch,),
        )
        return [ProductRow(*row) for row in rows]

    def operations(self, branch: str, product: str) -> list[OperationRow]:
        """A product's operations by path, then GET, POST, PUT, DELETE."""
        rows = self._db.execute(
            f"SELECT {_ROW} FROM operation WHERE product = (SELECT id FROM product WHERE branch = ? AND path = ?)"
            f" ORDER BY path, {_METHOD_ORDER}",
            (branch, product),
        )
        return [_row(row) for row in rows]

    def operation(self, branch: str, method: str, path: str) -> Operation | None:
        """An operation, whole, by its template; None when there is none."""
        row = self._db.execute(
            "SELECT product.path, operation.raw, path_description FROM operation"
            " JOIN product ON product.id = operation.product"
            " WHERE operation.branch = ? AND operation.path = ? AND method = ?",
            (branch, path, method),
        ).fetchone()
        return read_operation(branch, row[0], path, json.loads(row[1]), row[2]) if row else None

    def models(self, branch: str, product: str) -> Models:
        """The models of a product's document, each read when it is first asked for."""
        row = self._db.execute(
            "SELECT id, generation FROM product WHERE branch = ? AND path = ?", (branch, product)
        ).fetchone()
        if row is None:
            return Models({})
        key = (branch, product, row[1])
        if key not in self._models:
            self._models[key] = Models(lambda name, product=row[0]: self._model(product, name))
        return self._models[key]

    def _model(self, product: int, key: str) -> Model | None:
        row = self._db.execute("SELECT raw FROM model WHERE product = ? AND key = ?", (product, key)).fetchone()
        return read_model(key, json.loads(row[0])) if row else None

    def match(self, branch: str, method: str, path: str) -> list[Match]:
        """The templates that a concrete, encoded path fits, best first, with the decoded values."""
        rows = self._db.execute(
            "SELECT path FROM operation WHERE branch = ? AND method = ? AND segments = ?",
            (branch, method, path.count("/")),
        )
        return Routes(row[0] for row in rows).match(path)

    def product_of(self, branch: str, path: str) -> str | None:
        """The product that `path` is in: the longest that is its beginning; also one not fetched yet."""
        best = None
        for row in self.products(branch):
            if (path == row.path or path.startswith(f"{row.path}/")) and len(row.path) > len(best or ""):
                best = row.path
        return best

    def nearest(self, branch: str | None, method: str | None, path: str, limit: int = 5) -> list[OperationRow]:
        """The operations whose paths are closest to one that doesn't exist."""
        import difflib

        rows = self._db.execute(
            f"SELECT {_ROW} FROM operation WHERE (?1 IS NULL OR branch = ?1) AND (?2 IS NULL OR method = ?2)"
            " AND abs(segments - ?3) <= 1",
            (branch, method, path.count("/")),
        ).fetchall()
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(path[:300])
        scored = []
        for row in rows:
            matcher.set_seq1(row[3])
            if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6:
                scored.append((matcher.ratio(), row))
        scored.sort(key=lambda item: (-item[0], item[1][3]))
        return [_row(row) for _, row in scored[:limit]]

    def counts(self) -> Counts:
        """How much there is."""
        row = self._db.execute(
            "SELECT count(*), count(fetched_at), coalesce(sum(operations), 0), coalesce(sum(models), 0) FROM product"
        ).fetchone()
        return Counts(*row)

    def changes(self, limit: int = 200) -> list[Change]:
        """What the last refreshes added, removed and deprecated, newest first."""
        rows = self._db.execute(
            "SELECT at, branch, product, kind, method, path FROM change ORDER BY at DESC LIMIT ?", (limit,)
        )
        return [Change(*row) for row in rows]

    def find_words(self, query: str, branch: str | None, limit: int) -> list[tuple[OperationRow, str, float]]:
        """Operations for an FTS5 query: row, product and rank (lower is better)."""
        rows = self._db.execute(
            "SELECT operation.id, operation.branch, method, operation.path, operation.description, status,"
            " authenticated, section, deletion, replacement, product.path,"
            " bm25(words, 8.0, 4.0, 2.0, 1.0, 0.5, 2.0, 3.0) AS rank"
            " FROM words JOIN operation ON operation.id = words.rowid JOIN product ON product.id = operation.product"
            " WHERE words MATCH ?1 AND (?2 IS NULL OR operation.branch = ?2) ORDER BY rank LIMIT ?3",
            (query, branch, limit),
        )
        return [(_row(row[:10]), row[10], row[11]) for row in rows]

    def paths_like(self, branch: str | None, method: str | None, text: str, limit: int) -> list[tuple[OperationRow, str]]:
        """Operations whose path holds `text`, shortest first, with their products."""
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._db.execute(
            "SELECT operation.id, operation.branch, method, operation.path, operation.description, status,"
            " authenticated, section, deletion, replacement, product.path"
            " FROM operation JOIN product ON product.id = operation.product"
            " WHERE operation.path LIKE ?1 ESCAPE '\\' AND (?2 IS NULL OR operation.branch = ?2)"
            f" AND (?3 IS NULL OR method = ?3) ORDER BY length(operation.path), operation.path, {_METHOD_ORDER} LIMIT ?4",
            (pattern, branch, method, limit),
        )
        return [(_row(row[:10]), row[10]) for row in rows]

    # Writing

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise StoreError(f"The catalog {self.path} can't be written: {error}") from None

    def put_index(self, branch: str, entries: Iterable[IndexEntry]) -> None:
        """Take the products that an index names; those it names no longer are removed."""
        paths = [entry.path for entry in entries]
        with self._transaction():
            known = {row.path for row in self.products(branch)}
            for path in known - set(paths):
                self._clear(self._product_id(branch, path))
                self._db.execute("DELETE FROM product WHERE branch = ? AND path = ?", (branch, path))
            self._db.executemany("INSERT OR IGNORE INTO product (branch, path) VALUES (?, ?)", [(branch, p) for p in paths])

    def put_document(self, branch: str, path: str, text: bytes, etag: str | None = None) -> bool:
        """Take a product's document; False when it is the one that is there.

        Raises:
            SchemaError: when it is none; what was there stays.
            StoreError: when it can't be written.
        """
        digest = hashlib.sha256(text).hexdigest()
        row = self._db.execute("SELECT hash FROM product WHERE branch = ? AND path = ?", (branch, path)).fetchone()
        if row is not None and row[0] == digest:
            self.touch(branch, path, etag)
            return False
        raw = load_json(text)
        product = read_product(branch, raw, path)
        titles = [title for title, _ in product.subsections]
        with self._transaction():
            self._db.execute("INSERT OR IGNORE INTO product (branch, path) VALUES (?, ?)", (branch, path))
            number = self._product_id(branch, path)
            before = self._statuses(number)
            self._clear(number)
            for operation, source, words in document_rows(product, raw):
                cursor = self._db.execute(
                    "INSERT INTO operation (product, branch, method, path, segments, description, status, authenticated,"
                    " deletion, replacement, section, path_description, raw) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    (
                        number,
                        branch,
                        operation.method,
                        operation.path,
                        operation.path.count("/"),
                        operation.description,
                        operation.status.value,
                        operation.authenticated,
                        operation.status.deletion,
                        operation.status.replacement,
                        section_of(path, operation.path, titles),
                        operation.path_description,
                        json.dumps(source, separators=(",", ":")),
                    ),
                )
                self._db.execute("INSERT INTO words (rowid, path, description, parameters, body, response, iam, product)"
                                 " VALUES (?,?,?,?,?,?,?,?)", (cursor.lastrowid, *words))
            models = raw.get("models") if isinstance(raw.get("models"), dict) else {}
            self._db.executemany(
                "INSERT INTO model (product, key, raw) VALUES (?, ?, ?)",
                [(number, key, json.dumps(models[key], separators=(",", ":"))) for key in product.models],
            )
            self._db.execute(
                "UPDATE product SET base_path = ?, subsections = ?, operations = ?, models = ?, etag = ?, hash = ?,"
                " fetched_at = ?, generation = generation + 1 WHERE id = ?",
                (
                    product.base_path,
                    json.dumps(product.subsections),
                    len(product.operations),
                    len(product.models),
                    etag,
                    digest,
                    time.time(),
                    number,
                ),
            )
            if before:
                self._note_changes(branch, path, before, self._statuses(number))
        return True

    def touch(self, branch: str, path: str, etag: str | None = None) -> None:
        """A document was asked for and is still the same."""
        with self._transaction():
            self._db.execute(
                "UPDATE product SET fetched_at = ?, etag = coalesce(?, etag) WHERE branch = ? AND path = ?",
                (time.time(), etag, branch, path),
            )

    def _product_id(self, branch: str, path: str) -> int:
        row = self._db.execute("SELECT id FROM product WHERE branch = ? AND path = ?", (branch, path)).fetchone()
        return int(row[0])

    def _clear(self, product: int) -> None:
        self._db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM operation WHERE product = ?)", (product,))
        self._db.execute("DELETE FROM operation WHERE product = ?", (product,))
        self._db.execute("DELETE FROM model WHERE product = ?", (product,))

    def _statuses(self, product: int) -> dict[tuple[str, str], str]:
        rows = self._db.execute("SELECT method, path, status FROM operation WHERE product = ?", (product,))
        return {(method, path): status for method, path, status in rows}

    def _note_changes(
        self, branch: str, product: str, before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]
    ) -> None:
        now = time.time()
        found = [("added", *key) for key in after.keys() - before.keys()]
        found += [("removed", *key) for key in before.keys() - after.keys()]
        found += [
            ("deprecated", *key)
            for key in after.keys() & before.keys()
            if after[key] == "DEPRECATED" and before[key] != "DEPRECATED"
        ]
        self._db.executemany(
            "INSERT INTO change (at, branch, product, kind, method, path) VALUES (?,?,?,?,?,?)",
            [(now, branch, product, *item) for item in found],
        )
        self._db.execute(
            "DELETE FROM change WHERE rowid NOT IN (SELECT rowid FROM change ORDER BY at DESC LIMIT ?)", (_MOST_CHANGES,)
        )


def _row(row: tuple[Any, ...]) -> OperationRow:
    return OperationRow(*row[:6], bool(row[6]), *row[7:])
