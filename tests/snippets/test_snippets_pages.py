"""Code that follows the pages of a list, run against the sandbox: all of the list, and no page
twice.
"""

import base64
import contextlib
import io
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import ovh.client
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, snippet

from .recorder import with_keys
from .running import Run
from .test_snippets_go import build, needs_go
from .test_snippets_shells import SHELLS

PAGES = SnippetContext(pages=True)
FOLLOW = [
    "python",
    "php",
    "node",
    "typescript",
    "go",
    "perl",
    "csharp",
    "java",
    "curl",
    "asyncio",
    "powershell",
]
KEYS = (DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


def call(*headers: tuple[str, str]) -> Call:
    return Call.make("v2", "GET", "/iam/policy", headers=list(headers))


def run(code: str) -> list:
    for key in KEYS:
        code = code.replace("xxxxxxxxxx", key, 1)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "snippet.py", "exec"), {"__name__": "__main__"})
    return json.loads(printed.getvalue())


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    process = SandboxProcess.begin()
    yield process.wait_ready()
    process.stop()


def test_python_gets_the_whole_list(sandbox: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{sandbox}/1.0")
    for number in range(8):
        body = {
            "name": f"policy-{number}",
            "identities": ["urn:v1:eu:identity:account:xx1111-ovh"],
            "resources": [{"urn": "urn:v1:eu:resource:vps:*"}],
            "permissions": {"allow": [{"action": "vps:apiovh:get"}]},
        }
        run(snippet("python", Call.make("v2", "POST", "/iam/policy", body=canonical_json(body))))
    whole = run(snippet("python", call(("X-Pagination-Size", "1000"))))
    assert len(whole) >= 8
    for size in ("3", "7", "1000"):
        assert run(snippet("python", call(("X-Pagination-Size", size)), PAGES)) == whole


def test_a_cursor_that_was_typed_is_left_to_the_loop() -> None:
    for language in FOLLOW:
        code = snippet(
            language, call(("X-Pagination-Cursor", "typed"), ("X-Pagination-Size", "3")), PAGES
        )
        assert "typed" not in code
        if language == "curl":  # the call alone is one command
            continue
        alone = snippet(language, call(), SnippetContext(pages=True, call_only=True))
        starts = (
            "my ( @result, $cursor );",
            "headers = {}",
            "$headers = [];",
            "result := []any{}",
            "const result = [];",
            "const result: unknown[] = [];",
            "List<String> pages = new ArrayList<>();",
            "var result = new List<JsonElement>();",
            "$cursor = ''",
        )
        assert any(start in alone.splitlines() for start in starts)


@contextlib.contextmanager
def paging() -> Iterator[tuple[str, list[str | None]]]:
    """A server with a list of three pages; its root, and the cursors that it was sent."""
    cursors: list[str | None] = []
    pages = {None: ("a b", "first"), "first": ("c", "second"), "second": ("d e", "")}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("/auth/time"):
                content, following = b"1457018875", ""
            else:
                cursors.append(self.headers["X-Pagination-Cursor"])
                names, following = pages[cursors[-1]]
                content = json.dumps(names.split()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if following:
                self.send_header("X-Pagination-Cursor-Next", following)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", cursors
        server.shutdown()


def test_go_gets_the_whole_list(tmp_path: Path) -> None:
    needs_go()
    listed = Call.make("v1", "GET", "/list", headers=[("X-Pagination-Size", "2")])
    with paging() as (root, cursors):
        code = with_keys(snippet("go", listed, PAGES)).replace('"ovh-eu"', f'"{root}/1.0"')
        done = subprocess.run([build([code], tmp_path)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == ["a", "b", "c", "d", "e"]
    assert cursors == [None, "first", "second"]


def test_node_gets_the_whole_list(node: Run) -> None:
    for account in (False, True):
        listed = Call.make(
            "v2", "GET", "/list", headers=[("X-Pagination-Size", "2")], authenticated=not account
        )
        with paging() as (root, cursors):
            context = SnippetContext(pages=True, base_url=root, service_account=account)
            answer = node(with_keys(snippet("node", listed, context)))
        assert not answer["error"], answer
        assert json.loads(answer["output"]) == ["a", "b", "c", "d", "e"]
        assert cursors == [None, "first", "second"]


def test_perl_gets_the_whole_list(perl: Run) -> None:
    for signed in (True, False):
        listed = Call.make("v2", "GET", "/list", authenticated=signed)
        with paging() as (root, cursors):
            answer = perl(
                with_keys(snippet("perl", listed, SnippetContext(pages=True, base_url=root)))
            )
        assert answer["error"] == ""
        assert json.loads(base64.b64decode(answer["output"])) == ["a", "b", "c", "d", "e"]
        assert cursors == [None, "first", "second"]


def test_which_languages_follow_pages() -> None:
    follow = [name for name, language in LANGUAGES.items() if language.pages]
    assert follow == FOLLOW
    with pytest.raises(SnippetError, match="service account"):
        snippet("php", call(), SnippetContext(pages=True, service_account=True))


@pytest.mark.parametrize("shell", SHELLS)
def test_curl_gets_the_whole_list(shell: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None or shutil.which(SHELLS[shell][0]) is None:
        pytest.skip("curl or the shell is not on this machine")
    for listed in (
        Call.make("v2", "GET", "/list", headers=[("X-Pagination-Size", "2")]),
        Call.make("v2", "GET", "/list", query=[("q", "a b")], authenticated=False),
    ):
        with paging() as (root, cursors):
            code = with_keys(snippet("curl", listed, SnippetContext(pages=True, base_url=root)))
            (file := tmp_path / "code.sh").write_text(code)
            done = subprocess.run(
                [*SHELLS[shell], str(file)],
                capture_output=True,
                text=True,
                timeout=60,
                env={**os.environ, "TMPDIR": str(tmp_path)},
            )
        assert (done.returncode, done.stderr) == (0, "")
        pages = [json.loads(line) for line in done.stdout.splitlines()]
        assert pages == [["a", "b"], ["c"], ["d", "e"]]
        assert cursors == [None, "first", "second"]
        assert list(tmp_path.iterdir()) == [file]
