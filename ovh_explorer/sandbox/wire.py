"""HTTP requests as they come and responses as they go."""

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

__all__ = [
    "PREFIXES",
    "Gone",
    "HttpRequest",
    "HttpResponse",
    "Receive",
    "Scope",
    "Send",
    "read_body",
    "send_response",
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PREFIXES = {"1.0": "v1", "v1": "v1", "v2": "v2"}
"""The branches of the API, by what their paths begin with."""

_MAX_BODY_BYTES = 10 * 1024 * 1024


class Gone(Exception):
    """The client left before its request was whole."""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """Status, body and headers of a response."""

    status: int
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HttpRequest:
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

    @property
    def is_for_loopback(self) -> bool:
        """Whether its Host header names this machine's loopback interface."""
        try:
            name = urlsplit(self.origin).hostname or ""
            return name == "localhost" or ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False

    @property
    def is_for_api(self) -> bool:
        """Whether its path is in one of the API's branches."""
        return self.path.removeprefix("/").partition("/")[0] in PREFIXES

    @classmethod
    def of(cls, scope: Scope, content: bytes) -> "HttpRequest":
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
    doesn't see a response before.

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
        if size <= _MAX_BODY_BYTES:
            parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts) if size <= _MAX_BODY_BYTES else None


def start_of(response: HttpResponse, query_id: str, length: int) -> MutableMapping[str, Any]:
    """The ASGI message that begins a response whose body is said to have `length` bytes."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Cache-Control": "no-cache, no-store",
        "Server": "ovh-explorer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        **response.headers,
        "Content-Length": str(length),
        "X-OVH-QUERYID": query_id,
    }
    if response.status == 304:
        del headers["Content-Length"], headers["Content-Type"]
    return {
        "type": "http.response.start",
        "status": response.status,
        "headers": [
            (name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()
        ],
    }


async def send_response(send: Send, response: HttpResponse, query_id: str, *, head: bool) -> None:
    """Send a response whole; without its body to a HEAD request."""
    await send(start_of(response, query_id, len(response.content)))
    await send({"type": "http.response.body", "body": b"" if head else response.content})
