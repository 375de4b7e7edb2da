"""The file of a store: named, shared, damaged, shut."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.catalog import writer
from ovh_explorer.catalog.store import Store, StoreError, store_path
from tests.catalog.conftest import document, operation


def put(store: Store, *paths: str, **more: Any) -> None:
    store.put_document("v1", "/thing", document({path: [operation(**more)] for path in paths}))


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ("https://eu.api.ovh.com", "catalog-3-eu.api.ovh.com.db"),
        ("https://eu.api.ovh.com/", "catalog-3-eu.api.ovh.com.db"),
        ("https://api.us.ovhcloud.com", "catalog-3-api.us.ovhcloud.com.db"),
        ("http://127.0.0.1:8080", "catalog-3-127.0.0.1--8080.db"),
    ],
)
def test_the_file_of_a_plain_endpoint_is_readable(tmp_path, root, name):
    assert store_path(tmp_path, root) == tmp_path / name


def test_other_urls_have_other_files(tmp_path):
    urls = [
        "https://eu.api.ovh.com", "http://eu.api.ovh.com", "https://eu.api.ovh.com:8443", "https://eu.api.ovh.com/x",
        "https://eu.api.ovh.com-x", "https://eu.api.ovh.com/../../x", "http://127.0.0.1:1", "http://127.0.0.1:11",
        "https://EU.api.ovh.com/x", "https://" + "a" * 300, "https://" + "a" * 301, "https://é", "\ud800", "",
        "https://[::1]:80", "https://eu.api.ovh.com_x",
    ]  # fmt: skip
    paths = [store_path(tmp_path, url) for url in urls]
    assert len({str(path).lower() for path in paths}) == len(urls)
    assert all(
        path.parent == tmp_path and len(path.name) < 120 and path.name.isascii() for path in paths
    )


def test_two_programs_share_a_file(store: Store):
    with Store(store.path) as other:
        put(store, "/thing/a")
        assert len(other.operations("v1", "/thing")) == 1
        put(other, "/thing/b", "/thing/c")
        assert len(store.operations("v1", "/thing")) == 2
    assert len(store.operations("v1", "/thing")) == 2


def test_a_reader_sees_the_old_document_while_a_new_one_is_written(store: Store, monkeypatch):
    put(store, "/thing/a")
    seen: list[str] = []

    def section_of(*_: object) -> str:
        with Store(store.path) as other:
            seen.extend(row.path for row in other.operations("v1", "/thing"))
        return ""

    monkeypatch.setattr(writer, "section_of", section_of)
    put(store, "/thing/b")
    assert seen == ["/thing/a"]


def test_many_programs_begin_at_once(tmp_path):
    path, problems = tmp_path / "catalog.db", []
    barrier = threading.Barrier(6)

    def begin(number: int) -> None:
        barrier.wait()
        try:
            with Store(path) as store:
                store.put_document("v1", f"/p{number}", document({f"/p{number}/x": [operation()]}))
        except Exception as error:  # noqa: BLE001
            problems.append(error)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with Store(path) as store:
        assert store.counts().operations == 6


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_is_set_aside_and_made_again(tmp_path, content):
    path = tmp_path / "catalog.db"
    for number in (1, 2):
        path.write_bytes(content)
        with Store(path) as store:
            aside = tmp_path / f"catalog.db.damaged-{number}"
            assert str(aside) in store.notice
            assert aside.read_bytes() == content
            put(store, "/thing/a")
        with Store(path) as store:
            assert store.notice == ""
            assert store.counts().operations == 1


def damage(path: Path) -> None:
    """Overwrite all pages but the first few, which opening reads."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096 * 3)
        file.write(b"\xa5" * (size - 4096 * 3))


def test_damage_that_shows_while_reading_is_made_good_too(tmp_path):
    path = tmp_path / "catalog.db"
    with Store(path) as store:
        put(store, *(f"/thing/{number}" for number in range(200)))
    damage(path)
    with Store(path) as store:
        assert store.operations("v1", "/thing") == []
        assert "damaged-1" in store.notice
        put(store, "/thing/a")
        assert len(store.operations("v1", "/thing")) == 1


def test_damage_that_only_the_full_text_index_sees_is_made_good(store: Store):
    put(store, "/thing/a")
    store._database._db.execute("UPDATE words_data SET block = x'ffffffffffff' WHERE id > 1")
    assert store.with_word("path", "thing", 5) == []
    assert "damaged-1" in store.notice
    put(store, "/thing/a")
    assert len(store.with_word("path", "thing", 5)) == 1


def test_damage_that_shows_while_writing_is_said_and_made_good(tmp_path):
    path = tmp_path / "catalog.db"
    with Store(path) as store:
        put(store, *(f"/thing/{number}" for number in range(200)))
    damage(path)
    with Store(path) as store:
        with pytest.raises(StoreError, match="damaged"), store._database.transaction() as db:
            db.execute("DELETE FROM operation")
        put(store, "/thing/a")
        assert store.counts().operations == 1


def test_a_program_follows_when_another_one_made_the_file_again(tmp_path):
    path = tmp_path / "catalog.db"
    with Store(path) as store:
        put(store, "/thing/a")
        path.rename(tmp_path / "aside.db")
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        with Store(path) as other:
            put(other, "/thing/b")
        assert [row.path for row in store.operations("v1", "/thing")] == ["/thing/b"]


def test_a_place_that_takes_no_file_is_said_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "nowhere" / "catalog.db", tmp_path / "file" / "catalog.db", tmp_path):
        with pytest.raises(StoreError, match="can't be opened"):
            Store(path)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["file"]


def test_a_file_of_another_form_is_left_alone(tmp_path):
    path = tmp_path / "catalog.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="another version"):
        Store(path)
    assert path.exists()


def test_a_full_disk_is_said_and_leaves_the_old_document(store: Store):
    put(store, "/thing/a")
    db = store._database._db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="full"):
        put(store, *(f"/thing/{number}" for number in range(2000)))
    assert [row.path for row in store.operations("v1", "/thing")] == ["/thing/a"]


_READ = """
import os, sys
from pathlib import Path
import ovh_explorer.catalog.writer  # the other user may not be able to read Python's own files
from ovh_explorer.catalog.store import Store, StoreError
if os.geteuid() == 0:
    os.setuid(65534)
with Store(Path(sys.argv[1])) as store:
    print(store.read_only, store.counts().operations, store.notice)
    try:
        store.touch("v1", "/thing")
    except StoreError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="directories are shut with modes")
def test_a_file_that_can_not_be_written_is_read(store: Store):
    put(store, "/thing/a")
    store.close()
    with (
        tempfile.TemporaryDirectory() as name
    ):  # pytest's own is closed to the other user that root becomes
        path = Path(name) / "catalog.db"
        shutil.copyfile(store.path, path)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _READ, str(path)], check=False, capture_output=True, text=True
        )
        path.parent.chmod(0o755)
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == "True 1 "
    assert "opened read-only" in second


def test_opening_parses_no_document_and_loads_no_more_than_it_needs():
    program = "import sys, ovh_explorer.catalog.store; print([n for n in ('msgspec', 'httpx', 'asyncio', 'difflib', 'textual') if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"
