"""A sandbox in this process, asked with requests that are signed here."""

import hashlib
import json
from contextlib import suppress

import pytest

from ovh_explorer.sandbox import DEMO_KEYS, Keys
from ovh_explorer.sandbox.app import Sandbox
from ovh_explorer.sandbox.documents import Documents

NOW = 1_700_000_000
ORIGIN = "http://127.0.0.1:80"


def signed(
    method,
    target,
    body=b"",
    *,
    keys: Keys = DEMO_KEYS,
    timestamp: str = str(NOW),
    origin: str = ORIGIN,
) -> dict[str, str]:
    """The four headers of a signed request."""
    text = "+".join(
        [keys.application_secret, keys.consumer_key, method, f"{origin}{target}", ""]
    ).encode()
    return {
        "x-ovh-application": keys.application_key,
        "x-ovh-consumer": keys.consumer_key,
        "x-ovh-timestamp": timestamp,
        "x-ovh-signature": "$1$" + hashlib.sha1(text + body + f"+{timestamp}".encode()).hexdigest(),
    }


def _no_json(text):
    pytest.fail(f"the response holds {text}, which is not JSON")


class Asked:
    """Call it with a method, a target and a body; it gives the status and the JSON value of the
    answer.
    """

    def __init__(self, documents: Documents | None = None, **more) -> None:
        self.time = NOW
        self.app = Sandbox(
            documents or Documents(),
            clock=lambda: self.time,
            query_id=lambda: "EU.ext-3.test",
            **more,
        )
        self.headers: dict[str, str] = {}
        """Of the last answer, by names in lower case."""

    def __call__(
        self, method, target, body=b"", *, headers=None, sign=True, keys: Keys = DEMO_KEYS
    ):
        signature = (
            signed(method, target, body, keys=keys, timestamp=str(int(self.time))) if sign else {}
        )
        fields = {"host": ORIGIN.removeprefix("http://"), **signature}
        messages = [{"type": "http.request", "body": body, "more_body": False}]
        sent = self.exchange(method, target, {**fields, **(headers or {})}, messages)
        content = sent[1]["body"]
        return sent[0]["status"], json.loads(content, parse_constant=_no_json) if content else None

    def exchange(self, method, target, headers, messages) -> list[dict]:
        """What the application sends when it receives `messages`."""
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        waiting = iter(messages)
        sent = []

        async def receive():
            return next(waiting)

        async def send(message):
            sent.append(message)

        with suppress(StopIteration):
            # Nothing in it waits for anything, so it needs no event loop.
            self.app(scope, receive, send).send(None)
            pytest.fail("the sandbox waits")
        if sent:
            self.headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
            assert self.headers["x-ovh-queryid"] == "EU.ext-3.test"
        return sent
