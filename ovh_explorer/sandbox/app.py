"""The sandbox as an ASGI application."""

import hashlib
import json
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote

from ovh_explorer.sandbox import handlers
from ovh_explorer.sandbox.checking import check_body, check_headers, check_path, check_query
from ovh_explorer.sandbox.documents import Document, Documents
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import answer
from ovh_explorer.sandbox.paging import page
from ovh_explorer.sandbox.signature import Credential
from ovh_explorer.sandbox.state import State

__all__ = ["Sandbox"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_PREFIXES = {"1.0": "v1", "v1": "v1", "v2": "v2"}
_LARGEST_BODY = 10 * 1024 * 1024

_log = logging.getLogger(__name__)


def _query_ids() -> Callable[[], str]:
    """Query ids in the API's form, another one for each answer, the same after each start."""
    count = 0

    def following() -> str:
        nonlocal count
        count += 1
        digest = hashlib.sha256(str(count).encode()).hexdigest()
        unique = "-".join((digest[8:16], digest[16:20], digest[20:24], digest[24:28], digest[28:40]))
        return f"EU.ext-3.{digest[:8]}.{count}.{unique}"

    return following


class _Gone(Exception):
    """The client left before its request was whole."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Status, body and headers of an answer."""

    status: int
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request as it came.

    `path` and `query` are as on the wire; `origin` is scheme and Host header; `headers` are by names in lower case.
    """

    method: str
    origin: str
    path: str
    query: str
    headers: dict[str, str]
    content: bytes

    @property
    def url(self) -> str:
        """What the client signs: the whole URL as in its request line."""
        return f"{self.origin}{self.path}?{self.query}" if self.query else f"{self.origin}{self.path}"


class Sandbox:
    """Serves a catalog's documents and answers its operations.

    Args:
        documents: the catalog.
        clock: seconds since 1970, for ``/auth/time`` and timestamps.
        query_id: makes the ``X-OVH-QUERYID`` of each answer.
    """

    def __init__(
        self,
        documents: Documents,
        *,
        clock: Callable[[], float] = time.time,
        query_id: Callable[[], str] | None = None,
    ) -> None:
        self._documents = documents
        self._query_id = query_id or _query_ids()
        self.state = State(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One HTTP request; other kinds of scope aren't served."""
        if scope["type"] != "http":
            return
        try:
            content = await _body(receive)
        except _Gone:
            return
        await _send(send, self._answer(scope, content), self._query_id(), head=scope["method"] == "HEAD")

    def _answer(self, scope: Scope, content: bytes | None) -> _Answer:
        try:
            if content is None:
                raise ApiRefusal(413, "The body is too large", "Client::BadRequest")
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
            asked = _Asked(
                method=scope["method"],
                origin=f"{scope['scheme']}://{headers.get('host', '')}",
                path=scope["raw_path"].decode("latin-1").partition("?")[0],
                query=scope["query_string"].decode("latin-1"),
                headers=headers,
                content=content,
            )
            return self._reply(asked)
        except ApiRefusal as refusal:
            return _refused(refusal)
        except Exception:  # noqa: BLE001 - logged with its traceback
            # A mistake of ours: clients get the API's form of an error, whoever reads stderr gets the place.
            _log.exception("%s %s", scope["method"], scope["raw_path"])
            return _refused(ApiRefusal(500, "Internal server error", "Server::InternalServerError"))

    def _reply(self, asked: _Asked) -> _Answer:
        if asked.path == "/auth/sso/api":
            return self._validate(asked.query)
        prefix, _, rest = asked.path.removeprefix("/").partition("/")
        branch = _PREFIXES.get(prefix)
        if branch is None:
            raise _no_route()
        path = f"/{rest}"
        if asked.method in ("GET", "HEAD") and (document := self._document(branch, path)) is not None:
            return _document_answer(document, asked.headers)
        found = self._documents.route(branch, asked.method, path)
        if found is None:
            raise _no_route()
        operation, texts, models = found
        credential = self._authenticated(asked, branch, path) if operation.authenticated else None
        check_headers(operation, models, asked.headers)
        request = handlers.Request(
            state=self.state,
            operation=operation,
            models=models,
            values=check_path(operation, models, texts),
            query=check_query(operation, models, asked.query),
            body=check_body(operation, models, asked.content),
            headers=asked.headers,
            credential=credential,
            origin=asked.origin,
        )
        handler = handlers.HANDLERS.get((branch, asked.method, operation.path), answer)
        value, headers = page(operation, handler(request), asked.headers)
        return _Answer(200, json.dumps(value).encode(), headers)

    def _document(self, branch: str, path: str) -> Document | None:
        if path == "/":
            return self._documents.index(branch)
        return self._documents.document(branch, path.removesuffix(".json")) if path.endswith(".json") else None

    def _authenticated(self, asked: _Asked, branch: str, path: str) -> Credential:
        credential = self.state.guard.check(asked.method, branch, path, asked.url, asked.headers, asked.content)
        credential.last_use = self.state.now()
        return credential

    def _validate(self, query: str) -> _Answer:
        """The page behind a validation link: opening it validates the key, as its owner's consent would."""
        token = parse_qs(query).get("credentialToken", [""])[0]
        found = next((c for c in self.state.guard.credentials.values() if c.token and c.token == token), None)
        if found is None:
            raise ApiRefusal(404, "This credential does not exist", "Client::NotFound")
        found.status, found.token = "validated", ""
        text = "<!doctype html><title>Sandbox</title><p>The consumer key is validated. You can close this page."
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if found.redirection.startswith(("http://", "https://")) and found.redirection.isprintable():
            headers["Location"] = quote(found.redirection, safe="%/:=&?~#+!$,;'@()*[]")
        return _Answer(302 if "Location" in headers else 200, text.encode(), headers)


def _no_route() -> ApiRefusal:
    return ApiRefusal(404, "Got an invalid (or empty) URL", "Client::NotFound")


def _refused(refusal: ApiRefusal) -> _Answer:
    return _Answer(refusal.status, json.dumps(refusal.body()).encode())


def _document_answer(document: Document, headers: dict[str, str]) -> _Answer:
    known = {tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")}
    if document.etag in known or "*" in known:
        return _Answer(304, b"", {"ETag": document.etag})
    return _Answer(200, document.content, {"ETag": document.etag})


async def _body(receive: Receive) -> bytes | None:
    """The request's body; None when it is larger than any the API takes.

    A body that is too large is still read to its end, and thrown away: a client that is writing doesn't see an
    answer before.

    Raises:
        _Gone: when the client leaves.
    """
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise _Gone
        part = message.get("body", b"")
        size += len(part)
        if size <= _LARGEST_BODY:
            parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts) if size <= _LARGEST_BODY else None


async def _send(send: Send, reply: _Answer, query_id: str, *, head: bool) -> None:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Cache-Control": "no-cache, no-store",
        "X-Content-Type-Options": "nosniff",
        **reply.headers,
        "Content-Length": str(len(reply.content)),
        "X-OVH-QUERYID": query_id,
    }
    if reply.status == 304:
        del headers["Content-Length"], headers["Content-Type"]
    start = {
        "type": "http.response.start",
        "status": reply.status,
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
    }
    await send(start)
    await send({"type": "http.response.body", "body": b"" if head else reply.content})
