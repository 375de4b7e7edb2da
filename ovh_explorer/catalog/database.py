"""The SQLite file of a catalog: opened, shared with other programs, and re-made when it is
damaged.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ovh_explorer.catalog.damaged_files import ERRORS, exclusive, is_damage, move_aside
from ovh_explorer.translation import N_, _

__all__ = ["Database", "StoreError", "store_path"]

# The form of the file. Another form has another file name: two versions of the program don't
# disturb each other.
_FORMAT = 3
_BUSY = 10.0
# What can fail, and why.
_CANT_OPEN = N_(
    "The catalog {file} can't be opened: {reason}. It can be kept in another directory, which "
    "XDG_CACHE_HOME names."
)
_CANT_READ = N_(
    "The catalog {file} can't be read: {reason}. It can be kept in another directory, which "
    "XDG_CACHE_HOME names."
)
_CANT_WRITE = N_(
    "The catalog {file} can't be written: {reason}. It can be kept in another directory, which "
    "XDG_CACHE_HOME names."
)
_PLAIN = re.compile(r"https://(?!.*--)([a-z0-9.-]{1,60})")
_LOCAL = re.compile(r"http://(?!.*--)([a-z0-9.-]{1,60}):([0-9]{1,5})")

# `words.rowid` is `weight << 32 | operation.id`: the full-text index hands out rows in that order,
# so that the first few hundred of a word that thousands have are the short paths in production,
# without ranking them all. Columns that lists read are apart from the documents' JSON, which would
# make them read twenty times the pages.
_TABLES = (
    """CREATE TABLE product (
        id INTEGER PRIMARY KEY, branch TEXT NOT NULL, path TEXT NOT NULL,
        position INTEGER NOT NULL DEFAULT 0,
        base_path TEXT NOT NULL DEFAULT '', subsections TEXT NOT NULL DEFAULT '[]',
        operations INTEGER NOT NULL DEFAULT 0, models INTEGER NOT NULL DEFAULT 0,
        etag TEXT, hash TEXT, fetched_at REAL, generation INTEGER NOT NULL DEFAULT 0,
        UNIQUE (branch, path))""",
    """CREATE TABLE operation (
        id INTEGER PRIMARY KEY, product INTEGER NOT NULL REFERENCES product ON DELETE CASCADE,
        branch TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, segments INTEGER NOT NULL,
        description TEXT NOT NULL, status TEXT NOT NULL, authenticated INTEGER NOT NULL,
        section TEXT NOT NULL, deletion TEXT NOT NULL, replacement TEXT NOT NULL,
        weight INTEGER NOT NULL)""",
    "CREATE INDEX operation_path ON operation (branch, path, method)",
    "CREATE INDEX operation_length ON operation (branch, method, segments, path)",
    "CREATE INDEX operation_product ON operation (product)",
    """CREATE TABLE source (
        operation INTEGER PRIMARY KEY REFERENCES operation ON DELETE CASCADE, about TEXT NOT NULL,
        raw TEXT NOT NULL)""",
    """CREATE TABLE model (
        product INTEGER NOT NULL REFERENCES product ON DELETE CASCADE, key TEXT NOT NULL,
        raw TEXT NOT NULL, PRIMARY KEY (product, key)) WITHOUT ROWID""",
    """CREATE TABLE change (
        at REAL NOT NULL, branch TEXT NOT NULL, product TEXT NOT NULL, kind TEXT NOT NULL,
        method TEXT NOT NULL, path TEXT NOT NULL, part TEXT NOT NULL, value TEXT NOT NULL,
        replacement TEXT NOT NULL)""",
    # No stemming: the stem of "notification" doesn't begin with the "notificat" that is typed on
    # the way to it.
    """CREATE VIRTUAL TABLE words USING fts5 (
        branch, product, path, description, parameters, body, response, iam,
        tokenize = 'unicode61', prefix = '1 2 3', detail = column)""",
)


class StoreError(RuntimeError):
    """A catalog that can't be opened, read or written; the message says why and what to do."""


class _OtherVersionError(sqlite3.OperationalError):
    """A file that is no catalog of this version.

    Attributes:
        has_tables: whether it holds something.
    """

    def __init__(self, *, has_tables: bool) -> None:
        super().__init__(_("it was written by another version of this program"))
        self.has_tables = has_tables


def store_path(cache_dir: Path, endpoint_root: str) -> Path:
    """The file of an endpoint's catalog in `cache_dir`, readable for users
    (``catalog-3-eu.api.ovh.com.db``).

    Any other scheme, host, port or prefix has another file. The name for plain http, as a sandbox
    speaks it, ends in two dashes and the port. All others end in two dashes and a digest, which is
    longer than a port.
    """
    root = endpoint_root.rstrip("/")
    plain = _PLAIN.fullmatch(root)
    if plain:
        return cache_dir / f"catalog-{_FORMAT}-{plain[1]}.db"
    local = _LOCAL.fullmatch(root)
    if local:
        return cache_dir / f"catalog-{_FORMAT}-{local[1]}--{local[2]}.db"
    name = re.sub(r"[^a-z0-9.]+", "-", root.lower().removeprefix("https://")).strip("-.")[:60]
    # Few endpoints have one: the start of the others doesn't wait for OpenSSL.
    from hashlib import sha256

    digest = sha256(root.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return cache_dir / f"catalog-{_FORMAT}-{name}--{digest}.db"


class Database:
    """A connection to a catalog's file that survives a damaged one.

    Attributes:
        path: the file.
        notice: what the user should know, such as that a damaged file was set aside; else "".
        read_only: whether the file could be opened for reading alone.
        on_remade: called when a damaged file was set aside after this connection was made.

    Raises:
        StoreError: when the file can be neither opened nor made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        self.read_only = False
        self.on_remade: Callable[[], None] = lambda: None
        self._inode = 0
        try:
            self._db = self._open()
        except ERRORS as error:
            if not is_damage(error):
                raise self._in_words(_CANT_OPEN, error) from None
            self._remake()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def remake(self) -> None:
        """Set the file aside, whatever SQLite says of it, and make a new one; `notice` says so.

        Raises:
            StoreError: when that can't be done.
        """
        self._db.close()
        self._remake(even_if_sound=True)

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. A file found damaged is re-made, and what it held is gone.

        Raises:
            StoreError: when the file can't be read.
        """
        values = tuple(values)
        self._follow()
        for is_last in (False, True):
            try:
                return self._db.execute(sql, values).fetchall()
            except ERRORS as error:
                if not is_damage(error):
                    raise self._in_words(_CANT_READ, error) from None
            self._db.close()
            # What SQLite's check takes for sound and is damaged all the same, as the full-text
            # index can be, goes too.
            self._remake(even_if_sound=is_last)
        return self._db.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction that writes: all of what is done in it, or nothing.

        Raises:
            StoreError: when the file can't be written; a damaged one has been re-made then, without
                it.
        """
        self._follow()
        if self.read_only:
            words = _("The catalog {file} can't be written: it was opened read-only.")
            raise StoreError(words.format(file=self.path))
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                # A full disk has ended it already.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except ERRORS as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if is_damage(error):
                self._db.close()
                self._remake()
                raise StoreError(self.notice) from None
            raise self._in_words(_CANT_WRITE, error) from None

    def _follow(self) -> None:
        # Another program may have set a damaged file aside and made a new one.
        try:
            inode = self.path.stat().st_ino
        except OSError:
            return
        if inode != self._inode:
            self._db.close()
            try:
                self._db = self._open()
            except ERRORS as error:
                if not is_damage(error):
                    raise self._in_words(_CANT_OPEN, error) from None
                self._remake()

    def _in_words(self, message: str, error: Exception) -> StoreError:
        return StoreError(_(message).format(file=self.path, reason=error))

    def _open(self) -> sqlite3.Connection:
        try:
            db = self._connect(str(self.path), uri=False)
            self.read_only = False
        except sqlite3.OperationalError as error:
            if not self.path.is_file():
                raise
            try:
                db = self._connect_read_only()
            except _OtherVersionError as other:
                if other.has_tables:
                    raise
                # Nothing was written yet, and can't be now: on a full disk.
                raise error from None
            self.read_only = True
        self._inode = self.path.stat().st_ino
        return db

    def _connect(self, name: str, *, uri: bool) -> sqlite3.Connection:
        # Not bound to a thread: the one that ends the program is not always the one that began it.
        db = sqlite3.connect(
            name, timeout=_BUSY, isolation_level=None, check_same_thread=False, uri=uri
        )
        try:
            if not uri:
                _make_tables(db)
            if db.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
                count = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
                raise _OtherVersionError(has_tables=count > 0)
        except ERRORS:
            db.close()
            raise
        return db

    def _connect_read_only(self) -> sqlite3.Connection:
        uri = self.path.absolute().as_uri()
        try:
            return self._connect(f"{uri}?mode=ro", uri=True)
        except sqlite3.OperationalError:
            # The log's index can't be made in a directory that can't be written. No program that
            # could write the log is there, or it would be.
            return self._connect(f"{uri}?mode=ro&immutable=1", uri=True)

    def _remake(self, *, even_if_sound: bool = False) -> None:
        """Set a damaged file aside and open a new one; a second program that finds it damaged waits
        for the first.
        """
        try:
            with exclusive(self.path, _BUSY):
                if self.path.exists() and self.path.stat().st_ino != self._inode:
                    # Another program was here meanwhile: what this one read is not in the new file.
                    even_if_sound = False
                try:
                    with closing(self._open()) as db:
                        result = db.execute("PRAGMA quick_check(1)").fetchone()[0]
                        sound = result == "ok" and not even_if_sound
                except ERRORS as error:
                    if not is_damage(error):
                        raise
                    sound = False
                if not sound:
                    aside = move_aside(self.path)
                    self.notice = _(
                        "The catalog was damaged and is fetched again; the damaged file is now "
                        "{file}"
                    ).format(file=aside)
                self._db = self._open()
        except (*ERRORS, OSError) as error:
            words = _("The catalog {file} is damaged and can't be rebuilt: {reason}")
            raise StoreError(words.format(file=self.path, reason=error)) from None
        if not sound:
            self.on_remade()


def _make_tables(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        _begin_log(db)
    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
        db.execute("BEGIN IMMEDIATE")
        # Another program may have made them while this one waited.
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            for table in _TABLES:
                db.execute(table)
            db.execute(f"PRAGMA user_version = {_FORMAT}")
        db.execute("COMMIT")


def _begin_log(db: sqlite3.Connection) -> None:
    # The change to a write-ahead log doesn't wait for a program that does the same, whatever the
    # timeout.
    until = time.monotonic() + _BUSY
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return
