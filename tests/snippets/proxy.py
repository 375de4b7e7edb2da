"""A server in front of the sandbox that notes what programs send, and what comes back."""

import hashlib
import json
import re
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ovh_explorer.call import CLIENT_HEADERS, Call
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.tls import Certificate
from ovh_explorer.workspace.recipes.exchanges import NO_RESPONSE, Exchange

_SETTING_UP = re.compile(r"/(1\.0|v1|v2)?/?([\w/-]+\.json(\?.*)?|auth/time|\?.*|)$")


@dataclass
class Sent:
    """A request that came through: `target` is without branch, and `response` its JSON value."""

    branch: str
    method: str
    target: str
    headers: Any
    body: Any
    response: Any


@dataclass
class Proxy:
    root: str
    sandbox: str
    sent: list[Sent] = field(default_factory=list)
    # How often each task was asked for: the second time it is done, so that none has to wait.
    asked: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Have the sandbox and this start over."""
        request = urllib.request.Request(f"{self.sandbox}/sandbox/reset", method="POST")
        urllib.request.urlopen(request).close()
        self.forget()

    def forget(self) -> None:
        self.sent.clear()
        self.asked.clear()

    def exchange(self, call: Call) -> Exchange:
        """Send a call as a user does, and note what came back."""
        status, content = self.forward(
            call.method,
            f"/{'v2' if call.branch == 'v2' else '1.0'}{call.target}",
            call.body or b"",
            dict(call.headers),
        )
        assert status < 400, (call, content)
        return Exchange(call, _json(content))

    def forward(
        self, method: str, target: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        """Send a request to the sandbox with its own keys."""
        more = _signature(method, self.sandbox + target, body)
        if body:
            more["Content-Type"] = "application/json"
        request = urllib.request.Request(
            self.sandbox + target, body or None, {**headers, **more}, method=method
        )
        try:
            with urllib.request.urlopen(request) as response:
                status, content = response.status, response.read()
        except urllib.error.HTTPError as error:
            status, content = error.code, error.read()
        if method == "GET" and re.search(r"/tasks?/\d+$", target):
            self.asked[target] += 1
            if self.asked[target] > 1:
                content = re.sub(rb'"(state|status)":"\w+"', rb'"\1":"done"', content)
        return status, content


def _signature(method: str, url: str, body: bytes) -> dict[str, str]:
    """The headers that sign a request with the sandbox's keys."""
    now = str(int(time.time()))
    keys = DEMO_KEYS
    text = "+".join(
        [keys.application_secret, keys.consumer_key or "", method, url, body.decode(), now]
    )
    return {
        "X-Ovh-Application": keys.application_key,
        "X-Ovh-Consumer": keys.consumer_key or "",
        "X-Ovh-Timestamp": now,
        "X-Ovh-Signature": f"$1${hashlib.sha1(text.encode()).hexdigest()}",
    }


def _json(content: bytes) -> Any:
    return json.loads(content) if content else NO_RESPONSE


@contextmanager
def proxy_to(sandbox: str, certificate: Certificate | None = None) -> Iterator[Proxy]:
    """A proxy on a free port, over TLS where there is a certificate."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            kept = {
                name: value
                for name, value in self.headers.items()
                if name.lower().startswith("x-") and name.lower() not in CLIENT_HEADERS
            }
            status, content = proxy.forward(self.command, self.path, body, kept)
            if not _SETTING_UP.fullmatch(self.path):
                branch, target = re.fullmatch(r"/(1\.0|v1|v2)(/.*)", self.path).groups()
                proxy.sent.append(
                    Sent(
                        "v2" if branch == "v2" else "v1",
                        self.command,
                        target,
                        self.headers,
                        json.loads(body) if body else NO_RESPONSE,
                        _json(content) if status < 400 else (status, content),
                    )
                )
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = pass_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        scheme = "http"
        if certificate is not None:
            import ssl

            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.certificate, certificate.key)
            http.socket = context.wrap_socket(http.socket, server_side=True)
            scheme = "https"
        proxy = Proxy(f"{scheme}://127.0.0.1:{http.server_address[1]}", sandbox)
        threading.Thread(
            target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        yield proxy
        http.shutdown()
