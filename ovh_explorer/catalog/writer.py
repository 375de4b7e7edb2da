"""Writes indexes and documents into the tables of a catalog."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from typing import Any

from ovh_explorer.catalog.database import Database
from ovh_explorer.catalog.document_changes import DocumentState, Found, differences
from ovh_explorer.catalog.indexing import document_rows
from ovh_explorer.catalog.schema import IndexEntry, Operation, load_json, read_product
from ovh_explorer.catalog.sections import section_of

__all__ = ["MAX_CHANGES", "put_document", "put_index", "touch"]

MAX_CHANGES = 20_000
"""Changes that are kept, the newest: an enumeration of /cloud is in some hundred operations."""


def put_index(database: Database, branch: str, entries: Iterable[IndexEntry]) -> None:
    """Take the products that an index names; those it names no longer are removed, with what they
    held.
    """
    paths = list(dict.fromkeys(_storable(entry.path) for entry in entries))
    with database.transaction() as db:
        known = dict(db.execute("SELECT path, id FROM product WHERE branch = ?", (branch,)))
        gone = known.keys() - set(paths)
        for path in gone:
            _note(db, branch, path, _all_removed(db, known[path]))
            _clear(db, known[path])
            db.execute("DELETE FROM product WHERE id = ?", (known[path],))
        if known:
            for path in paths:
                if path not in known:
                    _note(db, branch, path, [Found("added", "", path)])
        db.executemany(
            "INSERT INTO product (branch, path, position) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (branch, path) DO UPDATE SET position = ?3",
            [(branch, path, position) for position, path in enumerate(paths)],
        )


def put_document(database: Database, branch: str, path: str, text: bytes, etag: str | None) -> bool:
    """Take a product's document in one transaction; False when it is the one that is there, which
    is touched.
    """
    digest = hashlib.sha256(text).hexdigest()
    known = database.rows("SELECT hash FROM product WHERE branch = ? AND path = ?", (branch, path))
    if known and known[0][0] == digest:
        touch(database, branch, path, etag)
        return False
    raw = load_json(text)
    product = read_product(branch, raw, path)
    titles = [title for title, _ in product.subsections]
    # The full-text index wants its rows in their order.
    rows = sorted(document_rows(product, raw), key=lambda row: _weight(row[0]))
    with database.transaction() as db:
        db.execute("INSERT OR IGNORE INTO product (branch, path) VALUES (?, ?)", (branch, path))
        query = "SELECT id, fetched_at FROM product WHERE branch = ? AND path = ?"
        number, fetched_at = db.execute(query, (branch, path)).fetchone()
        before = None
        if fetched_at is not None:
            before = DocumentState.of(branch, path, *_sources(db, number))
        _clear(db, number)
        for operation, source, words in rows:
            weight = _weight(operation)
            place = _put_operation(
                db, number, operation, weight, section_of(path, operation.path, titles)
            )
            about = _storable(operation.path_description)
            # The default spelling is ASCII, which keeps even half characters.
            db.execute("INSERT INTO source VALUES (?, ?, ?)", (place, about, json.dumps(source)))
            db.execute(
                "INSERT INTO words"
                " (rowid, branch, product, path, description, parameters, body, response, iam)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (weight << 32 | place, branch, *map(_storable, words)),
            )
        db.executemany(
            "INSERT OR IGNORE INTO model (product, key, raw) VALUES (?, ?, ?)",
            [(number, _storable(key), json.dumps(raw["models"][key])) for key in product.models],
        )
        subsections = json.dumps(product.subsections)
        counts = (len(product.operations), len(product.models))
        db.execute(
            "UPDATE product SET base_path = ?, subsections = ?, operations = ?, models = ?,"
            " etag = ?, hash = ?,"
            " fetched_at = ?, generation = generation + 1 WHERE id = ?",
            (_storable(product.base_path), subsections, *counts, etag, digest, time.time(), number),
        )
        if before is not None:
            after = DocumentState.of(branch, path, *_sources(db, number))
            _note(db, branch, path, differences(before, after))
    return True


def touch(database: Database, branch: str, path: str, etag: str | None) -> None:
    """Note that a document was asked for and is still the same."""
    with database.transaction() as db:
        db.execute(
            "UPDATE product SET fetched_at = ?, etag = coalesce(?, etag)"
            " WHERE branch = ? AND path = ?",
            (time.time(), etag, branch, path),
        )


def _weight(operation: Operation) -> int:
    """How far back an operation stands among those with the same words: deprecated and deep ones
    behind.
    """
    deep = operation.path.count("/") + operation.path.count("{")
    return min(deep, 1000) + (1000 if operation.status.value == "DEPRECATED" else 0)


def _put_operation(
    db: sqlite3.Connection, product: int, operation: Operation, weight: int, section: str
) -> int:
    texts = (operation.description, operation.status.value)
    more = (section, operation.status.deletion, operation.status.replacement)
    cursor = db.execute(
        "INSERT INTO operation"
        " (product, branch, method, path, segments, weight, authenticated, description, status,"
        " section, deletion, replacement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            product,
            operation.branch,
            _storable(operation.method),
            _storable(operation.path),
            operation.path.count("/"),
            weight,
            operation.authenticated,
            *map(_storable, texts),
            *map(_storable, more),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _clear(db: sqlite3.Connection, product: int) -> None:
    places = db.execute(
        "SELECT weight << 32 | id FROM operation WHERE product = ?", (product,)
    ).fetchall()
    db.executemany("DELETE FROM words WHERE rowid = ?", places)
    db.execute("DELETE FROM operation WHERE product = ?", (product,))
    db.execute("DELETE FROM model WHERE product = ?", (product,))


def _sources(
    db: sqlite3.Connection, product: int
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Path and JSON of a product's operations, key and JSON of its models."""
    operations = db.execute(
        "SELECT operation.path, source.raw FROM operation JOIN source"
        " ON source.operation = operation.id WHERE product = ?",
        (product,),
    ).fetchall()
    models = db.execute("SELECT key, raw FROM model WHERE product = ?", (product,)).fetchall()
    return operations, models


def _all_removed(db: sqlite3.Connection, product: int) -> Iterator[Found]:
    rows = db.execute(
        "SELECT method, path, replacement FROM operation WHERE product = ?", (product,)
    )
    for method, path, replacement in rows.fetchall():
        yield Found("removed", method, path, replacement=replacement)


def _note(db: sqlite3.Connection, branch: str, product: str, found: Iterable[Found]) -> None:
    now = time.time()
    # The newest is read first: what was found first is to be.
    rows = [
        tuple(
            map(
                _storable,
                (
                    branch,
                    product,
                    item.kind,
                    item.method,
                    item.path,
                    item.part,
                    item.value,
                    item.replacement,
                ),
            )
        )
        for item in reversed(list(found))
    ]
    if not rows:
        return
    db.executemany(
        "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [(now, *row) for row in rows]
    )
    kept = "SELECT rowid FROM change ORDER BY rowid DESC LIMIT ?"
    db.execute(f"DELETE FROM change WHERE rowid NOT IN ({kept})", (MAX_CHANGES,))  # noqa: S608


def _storable(text: Any) -> str:
    # SQLite takes no half characters (lone surrogates), which JSON can spell.
    return str(text).encode("utf-8", "replace").decode("utf-8")
