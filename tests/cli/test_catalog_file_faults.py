"""The catalog's file, spoilt in every way: what the command line then says."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from tests.cli.catalog_run import (  # noqa: F401 - fixtures
    cache_fixture,
    catalog_fixture,
    run_fixture,
)
from tests.conftest import fill
from tests.faults import faults


def _random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(20_000))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def _other_program(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE product (name TEXT)")
    db.close()


def _other_program_of_that_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
    db.close()
    _other_program(path)
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _changed_text(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE operation SET description = CAST(x'2fff' AS TEXT)")
    db.close()


SPOILT: dict[str, tuple[str, Callable[[Path], None]]] = {
    "the catalog's file is random bytes": (
        "The catalog was damaged and is fetched again; the damaged file is now …damaged-1", _random_bytes,
    ),
    "the catalog's file is cut": ("The catalog was damaged and is fetched again", _cut),
    "a text in the catalog's file was changed": ("The catalog was damaged and is fetched again", _changed_text),
    "the catalog's file is of a newer version": (
        "can't be opened: it was written by another version of this program. It can be kept in another"
        " directory, which XDG_CACHE_HOME names.", _newer,
    ),
    "the catalog's file is another program's database": ("it was written by another version", _other_program),
    "the catalog's file is another program's, of the same version": (
        "no such column", _other_program_of_that_version,
    ),
    "a directory in the place of the catalog's file": ("can't be opened: unable to open database file.", _directory),
}  # fmt: skip


@faults("The catalog", SPOILT)
def test_a_spoilt_file_is_said_and_re_made_where_that_loses_nothing(case, catalog, run):
    before = sorted(catalog.parent.rglob("*"))
    case(catalog)
    said = run("search", "findable")
    if "fetched again" in said:
        # Nothing is thrown away: the damaged file is beside the new one.
        assert len(sorted(catalog.parent.glob("*.damaged-1"))) == 1
        run("search", "zone record", code=0)
    else:
        assert set(before) <= set(catalog.parent.rglob("*"))
    return said


def test_a_changed_text_in_what_was_kept_of_an_operation_is_damage_too(catalog):
    with sqlite3.connect(catalog) as db:
        db.execute("UPDATE source SET raw = replace(raw, ':', ';')")
    db.close()
    from ovh_explorer.catalog.store import StoreError

    with Store(catalog) as store:
        with pytest.raises(StoreError, match="was damaged"):
            store.operation("v1", "GET", "/thing/a")
        assert store.counts().operations == 0


def test_random_damage_raises_nothing_but_what_is_documented(tmp_path, tries):
    from ovh_explorer.catalog.search import search
    from ovh_explorer.catalog.store import StoreError

    path, numbers = tmp_path / "catalog.db", random.Random(3)
    with Store(path) as store:
        fill(store, EMBEDDED)
    whole = path.read_bytes()
    for _ in range(max(10, tries // 10)):
        damaged = bytearray(whole)
        for _ in range(numbers.choice((1, 50, 3000))):
            damaged[numbers.randrange(len(damaged))] = numbers.randrange(256)
        for old in tmp_path.iterdir():
            old.unlink()
        path.write_bytes(damaged[: numbers.choice((len(damaged), numbers.randrange(len(damaged))))])
        try:
            with Store(path) as store:
                for row in store.products("v1"):
                    for found in store.operations("v1", row.path)[:2]:
                        store.operation("v1", found.method, found.path)
                search(store, "zone record")
        except StoreError as error:
            assert str(error)  # noqa: PT017
