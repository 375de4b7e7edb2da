"""Requests as they come and answers as they go."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Answer", "Asked", "Gone", "Receive", "Scope", "Send", "read_body", "send_answer"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_LARGEST_BODY = 10 * 1024 * 1024


class Gone(Exception):
    """The client left before its request was whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and headers of an answer."""

    status: int
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came.

    `path` and `query` are as on the wire; `origin` is scheme and Host header; `headers` are by
    names in lower case; `address` is the client's.
    """

    method: str
    origin: str
    path: str
    query: str
    headers: dict[str, str]
    content: bytes
    address: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """What the client signs: the whole URL as in its request line."""
        return (
            f"{self.origin}{self.path}?{self.query}" if self.query else f"{self.origin}{self.path}"
        )

    @classmethod
    def of(cls, scope: Scope, content: bytes) -> "Asked":
        """The request of an ASGI scope."""
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        return cls(
            method=scope["method"],
            origin=f"{scope['scheme']}://{headers.get('host', '')}",
            path=scope["raw_path"].decode("latin-1").partition("?")[0],
            query=scope["query_string"].decode("latin-1"),
            headers=headers,
            content=content,
            address=(scope.get("client") or ("127.0.0.1", 0))[0],
        )


async def read_body(receive: Receive) -> bytes | None:
    """The request's body; None when it is larger than any the API takes.

    A body that is too large is still read to its end, and thrown away: a client that is writing
    doesn't see an answer before.

    Raises:
        Gone: when the client leaves.
    """
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        part = message.get("body", b"")
        size += len(part)
        if size <= _LARGEST_BODY:
            parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts) if size <= _LARGEST_BODY else None


def start_of(answer: Answer, query_id: str, length: int) -> MutableMapping[str, Any]:
    """The ASGI message that begins an answer whose body is said to have `length` bytes."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Cache-Control": "no-cache, no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        **answer.headers,
        "Content-Length": str(length),
        "X-OVH-QUERYID": query_id,
    }
    if answer.status == 304:
        del headers["Content-Length"], headers["Content-Type"]
    return {
        "type": "http.response.start",
        "status": answer.status,
        "headers": [
            (name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()
        ],
    }


async def send_answer(send: Send, answer: Answer, query_id: str, *, head: bool) -> None:
    """Send an answer whole; without its body to a HEAD request."""
    await send(start_of(answer, query_id, len(answer.content)))
    await send({"type": "http.response.body", "body": b"" if head else answer.content})
