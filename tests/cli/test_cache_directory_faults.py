"""The catalog's file and documents, spoilt in every way: what the command line then says."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from ovh_explorer.catalog import writer
from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store, store_path
from ovh_explorer.cli import main
from ovh_explorer.sandbox.documents import EMBEDDED
from tests.catalog.conftest import document, operation
from tests.conftest import fill
from tests.faults import fault, faults
from tests.sandboxes import running

ELSEWHERE = "It can be kept in another directory, which XDG_CACHE_HOME names."
INSTEAD = "Set XDG_CACHE_HOME to a directory that can be written to. The catalog is kept for this run only."


@pytest.fixture
def cache(monkeypatch, tmp_path) -> Path:
    """The cache directory of the program."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "ovh-explorer"


@pytest.fixture
def catalog(cache) -> Path:
    """A whole catalog with two operations, of the sandbox of these tests."""
    cache.mkdir(parents=True)
    path = store_path(cache, running()[1])
    with Store(path) as store:
        store.put_document(
            "v1", "/thing", document({"/thing/a": [operation(description="Findable")]})
        )
        store.put_document("v2", "/other", document({"/other/a": [operation()]}, "/other"))
    return path


Run = Callable[..., str]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path_factory) -> Run:
    """Run the program against the sandbox, or an endpoint of the test's; everything that it says."""

    # Of this test alone: what is left there is seen.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))

    def one(*arguments: str, root: str = "", code: int | None = None) -> str:
        found = main([*arguments, "--endpoint", root or running()[1]])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert code is None or found == code, said.err
        return said.out + said.err

    return one


# The file


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
    _other_program(path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
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


# The directory


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
        "a file in the place of the cache directory": (f"can't be a directory: there is a file in its place. {INSTEAD}", _file_in_its_place),
        "XDG_CACHE_HOME is a file": (f"can't be a directory: there is a file in its place. {INSTEAD}", _file_above),
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
        assert "disk is full" in run("sync", code=1)
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


# Two at once


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


# What is fetched


class _Api(BaseHTTPRequestHandler):
    """Answers what the test wants of the index and of one document; counts who was asked for what."""

    answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}  # noqa: RUF012
    asked: list[tuple[str, str, str | None]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path, self.headers["If-None-Match"]))
        status, content, headers = self.answers.get(self.path, (200, b'{"apis": []}', {}))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_values: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Api) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def api(server, cache) -> Iterator[str]:
    """An API of the test's own, with a good index of two documents, of which it says what they are."""
    _Api.asked = []
    _Api.answers = {
        "/v1/": (200, json.dumps({"apis": [{"path": "/good"}, {"path": "/bad"}]}).encode(), {}),
        "/v1/good.json": (200, document({"/good/a": [operation()]}, "/good"), {}),
    }
    return server


INDEXES: dict[str, tuple[str, tuple[int, bytes]]] = {
    "the index is not JSON": ("index of v1: This is not JSON", (200, b"<html>busy</html>")),
    "the index is of another shape": ("index of v1: This is not an index of the API: it has no list `apis`.", (200, b"[1]")),
    "the index is refused": ("v1: the index of v1: the API returned 503 Service Unavailable", (503, b"")),
    "the index is JSON without an end": ("index of v1: This is not JSON: maximum recursion depth", (200, b"[" * 100_000)),
    "the index names more products than there can be": (
        "index of v1: This index names 3,000 products, so it is not an index of the API.",
        (200, json.dumps({"apis": [{"path": f"/p{number}"} for number in range(3000)]}).encode()),
    ),
    "a 304 that nobody asked for": ("the API returned 304", (304, b"")),
}  # fmt: skip


@faults("The catalog", INDEXES)
def test_an_index_that_is_none_is_said(case, api, run):
    _Api.answers["/v1/"] = (*case, {})
    return run("sync", root=api, code=1)


@fault("The catalog", "the index can't be reached", "v1: index of v1: …refused the connection")
def test_an_index_that_can_not_be_reached_is_said(cache, run):
    return run("sync", root="http://127.0.0.1:1", code=1)


def _deep(depth: int) -> bytes:
    text = json.dumps({"apis": [], "x": None}).encode()
    return text.replace(b"null", b"[" * depth + b"]" * depth)


DOCUMENTS: dict[str, tuple[str, tuple[int, bytes]]] = {
    "a document is not JSON": ("v1/bad: This is not JSON", (200, b"<html>")),
    "a document is no object": ("v1/bad: This is not a schema document: it is not a JSON object.", (200, b"3")),
    "a document is refused": ("v1/bad: /bad: the API returned 500 Internal Server Error", (500, b"")),
    "a document is empty": ("v1/bad: This is not JSON", (200, b"")),
    "a document without an end": ("v1/bad: This is not JSON: maximum recursion depth", (200, _deep(50_000))),
    "a document nested deeper than any": (
        "v1/bad: This JSON is nested deeper than 100 levels, so it is not a schema document.", (200, _deep(500)),
    ),
    "a number of 5,000 digits in a document": ("v1/bad: This is not JSON: Exceeds the limit", (200, b'{"a":' + b"9" * 5000 + b"}")),
    "a path of ten megabytes in a document": (
        "v1/bad: This schema document holds a name of 10,000,006 characters.",
        (200, document({f"/bad/{'a' * 10_000_001}": [operation()]}, "/bad")),
    ),
}  # fmt: skip


@faults("The catalog", DOCUMENTS)
def test_a_document_that_is_none_is_said_and_the_others_are_there(case, api, run):
    _Api.answers["/v1/bad.json"] = (*case, {})
    said = run("sync", root=api, code=1)
    assert "1 product, 1 operation, " in said
    assert "\x1b" not in said
    return said


@fault(
    "The catalog",
    "the document of the operation that is asked for is broken",
    "the API returned 500 Internal Server Error",
)
def test_a_request_says_why_its_document_is_not_there(api, run):
    _Api.answers["/v1/bad.json"] = (500, b"", {})
    return run("try", "GET", "/bad/a", root=api, code=1)


def test_nobody_else_is_asked_and_nothing_is_written_elsewhere(api, run, tmp_path):
    hostile = [
        "//evil.example/x", "http://evil.example/x", "/../../x", "/x/../y", "file:///etc/passwd", "/x%2f..", "/x?y", "/x#y", "",
        "/", "x", "/x/", "/x//y", "\\x", "/x\\y", "/x y", "/\x00", "/é", "/" + "x" * 300, "/v1.json", "javascript:x", None, 3,
    ]  # fmt: skip
    index = {"apis": [{"path": path} for path in [*hostile, "/good"]] + ["x", None, {}]}
    _Api.answers["/v1/"] = (200, json.dumps(index).encode(), {})
    base = document({"/good/a": [operation()]}, "/good", basePath="http://evil.example/v1")
    _Api.answers["/v1/good.json"] = (
        200,
        base,
        {"ETag": '"\xe9\x01 x"', "Location": "http://evil.example/"},
    )
    run("sync", root=api, code=0)
    run("sync", root=api, code=0)
    assert {path for _, path, _ in _Api.asked} == {"/v1/", "/v2/", "/v1/good.json"}
    assert {host for host, _, _ in _Api.asked} == {api.removeprefix("http://")}
    assert {validator for _, _, validator in _Api.asked} == {None}, "what can't be sent back isn't"
    made = {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*") if path.is_file()}
    assert made == {("cache", "ovh-explorer")}


def test_a_redirection_leads_nowhere(api, run):
    _Api.answers["/v1/good.json"] = (302, b"", {"Location": f"{api}/v1/other.json"})
    run("sync", root=api, code=1)
    assert "/v1/other.json" not in {path for _, path, _ in _Api.asked}
