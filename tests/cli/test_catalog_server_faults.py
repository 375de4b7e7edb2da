"""A server that sends an index or documents that are none: what the command line then says."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.catalog.conftest import document, operation
from tests.cli.catalog_run import cache_fixture, run_fixture  # noqa: F401 - fixtures
from tests.faults import fault, faults


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
    "the index is refused": ("index of v1: the API returned 503 Service Unavailable", (503, b"")),
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


@fault("The catalog", "the index can't be reached", "index of v1: …refused the connection")
def test_an_index_that_can_not_be_reached_is_said(cache, run):
    said = run("sync", root="http://127.0.0.1:1", code=1)
    assert "v1: index" not in said
    return said


def _deep(depth: int) -> bytes:
    text = json.dumps({"apis": [], "x": None}).encode()
    return text.replace(b"null", b"[" * depth + b"]" * depth)


DOCUMENTS: dict[str, tuple[str, tuple[int, bytes]]] = {
    "a document is not JSON": ("v1/bad: This is not JSON", (200, b"<html>")),
    "a document is no object": ("v1/bad: This is not a schema document: it is not a JSON object.", (200, b"3")),
    "a document is refused": ("v1/bad: the API returned 500 Internal Server Error", (500, b"")),
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
