"""The directory of the catalog, where it can't be made, read or written, and where two programs
use it: what the command line then says.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.catalog import writer
from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store, StoreError, store_path
from ovh_explorer.sandbox.documents import EMBEDDED
from tests.cli.catalog_run import (  # noqa: F401 - fixtures
    Run,
    cache_fixture,
    catalog_fixture,
    run_fixture,
)
from tests.conftest import fill
from tests.faults import fault, faults
from tests.sandboxes import running

ELSEWHERE = "It can be kept in another directory, which XDG_CACHE_HOME names."
INSTEAD = "Set XDG_CACHE_HOME to a directory that can be written to. The catalog is kept for this run only."


def _file_in_its_place(cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_text("a file")


def _file_above(cache: Path) -> None:
    cache.parent.write_text("a file")


def _not_ours(cache: Path) -> None:
    cache.mkdir(parents=True, mode=0o500)


@faults(
    "Files of our own",
    {
        "a file in the place of the cache directory": (f"can't be made: … is a file. {INSTEAD}", _file_in_its_place),
        "XDG_CACHE_HOME is a file": (f"can't be made: … is a file. {INSTEAD}", _file_above),
        "the cache directory is for others": (f"can't be written to. {INSTEAD}", _not_ours),
    },
)  # fmt: skip
def test_a_cache_that_can_not_be_is_a_convenience(case, cache, run, monkeypatch):
    case(cache)
    if case is _not_ours:
        # Modes bind nobody who is root.
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    return _works_without(run)


def _works_without(run: Run) -> str:
    """Use every command, and leave no temporary file."""
    assert "200 OK" in run("try", "GET", "/auth/time", code=0)
    assert "/auth/time" in run("code", "curl", "GET", "/auth/time", code=0)
    assert "200 OK" in run("try", "GET", "/auth/time", "--raw", code=0)
    assert "there is no place to keep the catalog" in run("sync", code=1)
    words = run("search", "zone", "record", "create", code=0)
    assert "POST   /domain/zone/{zoneName}/record" in words
    assert not list(Path(tempfile.gettempdir()).iterdir())
    return words


@fault(
    "Files of our own",
    "XDG_CACHE_HOME of a length that no file system takes",
    f"can't be made: File name too long. {INSTEAD}",
)
def test_a_name_that_no_directory_can_have_is_said(monkeypatch, run):
    monkeypatch.setenv("XDG_CACHE_HOME", "/tmp/" + "x" * 300)
    return _works_without(run)


@fault(
    "Files of our own",
    "the cache directory can't be made",
    f"can't be made: Read-only file system. {INSTEAD}",
)
def test_a_read_only_file_system_is_said(cache, run, monkeypatch):
    def refuse(*_values: object, **_more: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(Path, "mkdir", refuse)
    return _works_without(run)


@fault(
    "Files of our own",
    "the user has no home directory",
    "There is no home directory. Set XDG_CACHE_HOME to a directory that can be written to. The catalog is kept for this run only.",
)
def test_nobody_has_no_home(run, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    words = _works_without(run)
    assert not (tmp_path / "~").exists()
    return words


@fault(
    "Files of our own",
    "there is neither a cache nor a temporary directory",
    "Nor is there a temporary directory: No usable temporary directory",
)
def test_nothing_can_be_written_anywhere(cache, run, monkeypatch):
    _file_in_its_place(cache)

    def refuse(*_values: object, **_more: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    return run("try", "GET", "/auth/time", code=1)


@fault("Files of our own", "the cache directory may only be read", "200 OK")
def test_a_catalog_that_can_not_be_written_is_read(catalog, run, monkeypatch):
    run("sync", code=0)
    made = sqlite3.connect

    def read_only(name: str, *values: Any, **more: Any) -> sqlite3.Connection:
        if not more.get("uri"):
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return made(name, *values, **more)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    words = run("try", "GET", "/auth/time", code=0)
    assert "this run" not in words
    return words


def test_a_part_of_a_catalog_that_can_not_be_written_is_not_all(catalog, run, monkeypatch):
    """What it lacks is fetched for this run."""
    with Store(catalog) as store:
        store.put_index("v1", parse_index((EMBEDDED / "v1" / "index.json").read_bytes()))
        store.put_document("v1", "/auth", (EMBEDDED / "v1" / "auth.json").read_bytes())
    made = sqlite3.connect

    def read_only(name: str, *values: Any, **more: Any) -> sqlite3.Connection:
        if str(catalog) in str(name) and not more.get("uri"):
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return made(name, *values, **more)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert "this run" not in run("try", "GET", "/auth/time", code=0)
    words = run("code", "curl", "GET", "/domain/zone/example.com", code=0)
    assert "The catalog is kept for this run only." in words


@fault(
    "Files of our own", "the cache's disk is full", "can't be written: database or disk is full."
)
def test_a_full_disk_is_said_of_each_document(cache, run, monkeypatch):
    def refuse(*_values: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(writer, "_put_operation", refuse)
    return run("sync", code=1)


@fault(
    "Files of our own",
    "the cache's disk fills up",
    f"can't be written: database or disk is full. {ELSEWHERE} The catalog is kept for this run only.",
)
def test_a_full_disk_is_in_nobodys_way(cache, run, monkeypatch):
    put = writer._put_operation

    def refuse(database: Any, *values: Any) -> Any:
        if str(cache) in database.execute("PRAGMA database_list").fetchone()[2]:
            raise sqlite3.OperationalError("database or disk is full")
        return put(database, *values)

    monkeypatch.setattr(writer, "_put_operation", refuse)
    assert "/auth/time" in run("code", "curl", "GET", "/auth/time", code=0)
    words = run("try", "GET", "/auth/time", code=0)
    assert "POST   /domain/zone/{zoneName}/record" in run(
        "search", "zone", "record", "create", code=0
    )
    return words


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk"
)
def test_a_disk_that_is_really_full(tmp_path, run, monkeypatch):
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=400k", "none", str(tmp_path)], check=False
    )
    if not done or done.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        words = run("sync", code=1)
        assert words.count("disk is full") == 1, words
        assert re.search(r"The same problem: \d+ more documents", words)
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can mount a small disk"
)
@pytest.mark.parametrize("size", ["8k", "40k", "64k"])
def test_a_disk_too_full_for_a_new_catalog_is_not_taken_for_another_version(tmp_path, size):
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "none", str(tmp_path)], check=False
    )
    if not done or done.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        for _again in range(2):
            with pytest.raises(StoreError, match=r"disk is full|disk I/O error"):
                Store(tmp_path / "catalog.db")
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_the_doctor_says_that_a_catalog_of_products_alone_is_empty(catalog, run):
    catalog.unlink(missing_ok=True)
    with Store(catalog) as store:
        store.put_index("v1", parse_index((EMBEDDED / "v1" / "index.json").read_bytes()))
    words = run("doctor", code=1)
    assert "The catalog is empty: it has " in words
    assert "Nothing is wrong." not in words


_SYNC = "import sys; from ovh_explorer.cli import main; sys.exit(main(['sync', '--endpoint', sys.argv[1]]))"


@fault(
    "Files of our own",
    "two programs fetch the same catalog at once",
    "23 products, …operations, …models",
)
def test_two_programs_fetch_the_same_catalog(cache, run):
    environ = {**os.environ, "XDG_CACHE_HOME": str(cache.parent)}
    command = [sys.executable, "-c", _SYNC, running()[1]]
    both = [
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    said = [program.communicate()[0].decode() for program in both]
    assert [program.returncode for program in both] == [0, 0], said
    assert said[0] == said[1]
    assert run("search", "zone record", code=0)
    return said[0]


@fault(
    "Files of our own",
    "the cache is deleted under a program that uses it",
    "POST   /domain/zone/{zoneName}/record",
)
def test_a_cache_that_is_deleted_is_made_again(cache, run, monkeypatch):
    run("sync", code=0)
    shutil.rmtree(cache)
    with Store(store_path(cache.parent, "https://x.example")) as store:
        # A program that has it open: reads what it had, and then what is there again.
        fill(store, EMBEDDED)
        store.path.unlink()
        assert store.counts().operations > 200
        with Store(store.path) as other:
            assert other.counts().operations == 0
        assert store.counts().operations == 0
    return run("search", "zone record create", code=0)
