"""The sandbox as an ASGI application."""

import hashlib
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from ovh_explorer.sandbox import handlers
from ovh_explorer.sandbox.checking import check_body, check_path, check_query
from ovh_explorer.sandbox.documents import Document, Documents
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import answer
from ovh_explorer.sandbox.signature import Credential
from ovh_explorer.sandbox.state import State

__all__ = ["Sandbox"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_PREFIXES = {"1.0": "v1", "v1": "v1", "v2": "v2"}
_LARGEST_BODY = 10 * 1024 * 1024


def _query_ids() -> Callable[[], str]:
    """Query ids in the API's form, another one for each answer, the same after each start."""
    count = 0

    def following() -> str:
        nonlocal count
        count += 1
        digest = hashlib.sha256(str(count).encode()).hexdigest()
        return f"EU.ext-3.{digest[:8]}.{count}.{digest[8:16]}-{digest[16:20]}-{digest[20:24]}-{digest[24:28]}-{digest[28:40]}"

    return following


class _Answer:
    """Status, headers and body of an answer."""

    def __init__(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.content = content
        self.headers = headers or {}


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
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        content = await _body(receive)
        if content is None:
            reply = _refused(ApiRefusal(413, "The body is too large", "Client::BadRequest"))
        else:
            try:
                reply = self._reply(scope, headers, content)
            except ApiRefusal as refusal:
                reply = _refused(refusal)
        await _send(send, reply, self._query_id(), head=scope["method"] == "HEAD")

    def _reply(self, scope: Scope, headers: dict[str, str], content: bytes) -> _Answer:
        raw_path = scope["raw_path"].decode("ascii", "replace").partition("?")[0]
        query = scope["query_string"].decode("ascii", "replace")
        origin = f"{scope['scheme']}://{headers.get('host', '')}"
        if raw_path == "/auth/sso/api":
            return self._validate(query)
        _, first, *rest = f"{raw_path}/".split("/", 2)
        branch = _PREFIXES.get(first)
        if branch is None:
            raise _no_route()
        path = f"/{rest[0]}".rstrip("/") if rest else ""
        method = scope["method"]
        if method in ("GET", "HEAD") and (document := self._document(branch, path)) is not None:
            return _document_answer(document, headers)
        found = self._documents.route(branch, method, path)
        if found is None:
            raise _no_route()
        operation, texts, models = found
        credential = (
            self._authenticated(scope, headers, content, branch, path, origin) if operation.authenticated else None
        )
        request = handlers.Request(
            state=self.state,
            operation=operation,
            models=models,
            values=check_path(operation, models, texts),
            query=check_query(operation, models, query),
            body=check_body(operation, models, content),
            headers=headers,
            credential=credential,
            origin=origin,
            answer_headers={},
        )
        handler = handlers.HANDLERS.get((branch, method, operation.path), answer)
        value = handler(request)
        return _Answer(200, json.dumps(value).encode(), request.answer_headers)

    def _document(self, branch: str, path: str) -> Document | None:
        if path == "":
            return self._documents.index(branch)
        return self._documents.document(branch, path.removesuffix(".json")) if path.endswith(".json") else None

    def _authenticated(
        self, scope: Scope, headers: dict[str, str], content: bytes, branch: str, path: str, origin: str
    ) -> Credential:
        query = scope["query_string"].decode("ascii", "replace")
        url = origin + scope["raw_path"].decode("ascii", "replace").partition("?")[0] + (f"?{query}" if query else "")
        credential = self.state.guard.check(scope["method"], branch, path, url, headers, content)
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
        return _Answer(200, text.encode(), {"Content-Type": "text/html; charset=utf-8"})


def _no_route() -> ApiRefusal:
    return ApiRefusal(404, "Got an invalid (or empty) URL", "Client::NotFound")


def _refused(refusal: ApiRefusal) -> _Answer:
    return _Answer(refusal.status, json.dumps(refusal.body()).encode())


def _document_answer(document: Document, headers: dict[str, str]) -> _Answer:
    if document.etag in headers.get("if-none-match", ""):
        return _Answer(304, b"", {"ETag": document.etag})
    return _Answer(200, document.content, {"ETag": document.etag})


async def _body(receive: Receive) -> bytes | None:
    """The request's body; None when it is larger than any the API takes."""
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > _LARGEST_BODY:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


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
