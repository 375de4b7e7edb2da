"""What is printed of a response: filtered, large, safe for a terminal."""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ovh_explorer.catalog.sync import FetchError
from ovh_explorer.cli.terminal import write_plain, write_pretty
from ovh_explorer.client import Response


def test_a_filter_narrows_what_is_printed(run):
    code, out, words = run("try", "GET", "/v2/iam/policy", "--filter", "[0].name")
    assert code == 0
    assert isinstance(json.loads(out), str)
    assert words.startswith("200 OK  ")
    code, out, words = run("try", "GET", "/domain/zone", "--filter", "[?")
    assert (code, out) == (2, "")
    assert "The JMESPath expression is not complete. Nothing was sent." in words
    code, out, _ = run("try", "GET", "/domain/zone/nowhere.example", "--filter", "x")
    assert code == 1
    assert json.loads(out)["message"]


@pytest.fixture
def large():
    """The URL of a server that answers everything with the same 6 MB, an escape sequence at their
    end.
    """
    content = b"[" + b'"ab",\n' * 1_000_000 + b"\x1b[31m]"

    class Large(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Nothing of it belongs in the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Large) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", content.decode()
        server.shutdown()


async def _nothing(*_) -> None:
    raise FetchError("no network")


def test_a_large_answer_is_printed_in_pieces(run, large, monkeypatch):
    """Piped it is never in memory as a whole; on a terminal it isn't laid out past a size, and
    stays harmless.
    """
    url, content = large
    monkeypatch.setattr(Response, "read", lambda *_: pytest.fail("as a whole"))
    plain = ("try", "GET", "/x", "--raw", "--endpoint", url)
    monkeypatch.setattr("ovh_explorer.workspace.sync.fetch.fetcher", lambda _: _nothing)
    code, out, words = run(*plain)
    assert (code, out) == (0, content)
    assert "200 OK" in words
    monkeypatch.setattr("ovh_explorer.cli.result._MAX_FORMATTED_BYTES", 1_000_000)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, _ = run(*plain)
    assert (code, out) == (0, content.replace("\x1b", "␛") + "\n")


def test_very_many_lines_are_printed_without_colours_and_at_once(capsys, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    write_pretty(['{"a": 1}'] * 3, "json")
    assert "\x1b[" in capsys.readouterr().out
    lines = [f'{{"a": "\x1b{number}"}}' for number in range(300_000)]
    began = time.process_time()
    write_pretty(lines, "json")
    assert time.process_time() - began < 5, "colouring them takes 30 s"
    assert capsys.readouterr().out == "".join(
        f'{{"a": "␛{number}"}}\n' for number in range(300_000)
    )


def test_text_that_is_printed_as_it_came_is_safe_for_a_terminal(capsys):
    text = "é1\r\n\x1b[31m2\n3€"
    content = text.encode()
    for size in (1, 2, 3, 100):
        write_plain(content[at : at + size] for at in range(0, len(content), size))
        assert capsys.readouterr().out == "é1\n␛[31m2\n3€\n"
