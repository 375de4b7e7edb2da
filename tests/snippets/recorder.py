"""A server that records what it is sent, and the keys snippets are tried with."""

import hashlib
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.sandbox.tls import Certificate

AK, AS, CK = (
    "TDPKJdwZwAQPwKX2",
    "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
    "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
)
NOW = 1457018875
QUERY_ID = "EU.ext-3.5f0a.1"
"""What every answer is named, in a header, as the API names them."""


@dataclass
class Request:
    method: str
    target: str
    headers: Any
    body: bytes


@dataclass
class Recorder:
    """What was received, but for the question what time it is."""

    root: str
    requests: list[Request] = field(default_factory=list)
    times: list[Request] = field(default_factory=list)
    status: int = 200
    content: bytes = json.dumps({"answer": "it's é", "n": 1}).encode()
    time: bytes = str(NOW).encode()
    headers: dict[str, str] = field(default_factory=dict)
    """What an answer has beside the usual headers, or in place of them."""
    contents: list[bytes] = field(default_factory=list)
    """What is answered first, each once."""

    def only(self) -> Request:
        """The one request since the last time, which is forgotten."""
        (request,) = self.requests or self.times
        self.forget()
        return request

    def forget(self) -> None:
        self.requests.clear()
        self.times.clear()
        self.contents.clear()
        self.status, self.content = Recorder.status, Recorder.content
        self.time = Recorder.time
        self.headers.clear()

    def assert_is(self, call: Call, *, v1: str = "1.0") -> None:
        """What was received is that call, byte for byte, and signed if it should be."""
        request = self.only()
        target = f"/{v1 if call.branch == 'v1' else 'v2'}{call.target}"
        assert request.method == call.method
        assert request.target == target
        assert request.body == (call.body or b"")
        for name, value in call.headers:
            assert request.headers[name] == value
        if call.body is not None:
            assert request.headers["Content-Type"] == "application/json"
        elif call.method in ("POST", "PUT", "PATCH"):
            assert request.headers["Content-Length"] == "0"
        if not call.authenticated:
            assert request.headers["X-Ovh-Signature"] is None
            assert request.headers["X-Ovh-Consumer"] is None
            return
        assert request.headers["X-Ovh-Application"] == AK
        assert request.headers["X-Ovh-Consumer"] == CK
        timestamp = request.headers["X-Ovh-Timestamp"]
        assert abs(int(timestamp) - NOW) < 60
        signed = "+".join(
            [AS, CK, call.method, self.root + target, (call.body or b"").decode(), timestamp]
        )
        assert (
            request.headers["X-Ovh-Signature"] == f"$1${hashlib.sha1(signed.encode()).hexdigest()}"
        )


@contextmanager
def recording(certificate: Certificate | None = None) -> Iterator[Recorder]:
    """A server on a free port that records, over TLS where there is a certificate."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # In one piece: else each answer waits 40 ms for the acknowledgement of its head.
        wbufsize = -1
        disable_nagle_algorithm = True

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, content = recorder.status, recorder.content
            if self.path == "/1.0/auth/time":
                status, content = 200, recorder.time
                recorder.times.append(Request(self.command, self.path, self.headers, body))
            else:
                recorder.requests.append(Request(self.command, self.path, self.headers, body))
                content = recorder.contents.pop(0) if recorder.contents else content
            self.send_response(status)
            headers = {
                "Content-Type": "application/json",
                "X-OVH-QUERYID": QUERY_ID,
                "Content-Length": str(len(content)),
            }
            if self.path != "/1.0/auth/time":
                headers |= recorder.headers
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.certificate, certificate.key)
            http.socket = context.wrap_socket(http.socket, server_side=True)
        scheme = "http" if certificate is None else "https"
        recorder = Recorder(f"{scheme}://127.0.0.1:{http.server_address[1]}")
        thread = threading.Thread(
            target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        thread.start()
        yield recorder
        http.shutdown()


def with_keys(code: str) -> str:
    """A snippet in which the placeholders gave way to keys, in their order."""
    for key in (AK, AS, CK):
        code = code.replace("xxxxxxxxxx", key, 1)
    return code
