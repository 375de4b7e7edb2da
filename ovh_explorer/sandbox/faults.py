"""Faults on demand: what an API or the way to it can do wrong, asked for by flag or by request
header.

The header ``X-Sandbox-Fault: latency=0.5, 429=30`` is for its own request; ``none`` switches off
what flags say.
"""

import asyncio
import json
import math
from dataclasses import dataclass, replace
from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.spelling import json_bytes
from ovh_explorer.sandbox.wire import HttpResponse, Receive, Scope, Send, send_response, start_of
from ovh_explorer.translation import N_, _, quoted

__all__ = ["CONNECTION", "HEADER", "KINDS", "FaultError", "Faults"]

HEADER = "x-sandbox-fault"
"""The request header, in lower case."""

CONNECTION = "ovh_explorer.sandbox.connection"
"""Where the scope has the connection's transport, when the sandbox serves on a socket."""

KINDS = {
    "latency": N_("seconds before the response begins"),
    "429": N_("too many requests; Retry-After is that many seconds (30)"),
    "503": N_("the service is unavailable; Retry-After is that many seconds (60)"),
    "html": N_("an error of that status (500) with a page instead of JSON, as from a proxy"),
    "truncated": N_("the connection closes in the middle of the body"),
    "invalid-json": N_("200 with a body that is not JSON"),
    "drop": N_("the connection closes without a response"),
    "drip": N_("the body takes that many seconds (5), in small pieces"),
    "large": N_("a response of that many megabytes (10)"),
    "skew": N_("the sandbox's clock is that many seconds ahead"),
    "old-errors": N_("errors as until 2022: errorCode, httpCode and message, no class"),
}
"""The kinds of faults, in words to be translated; the number in parentheses holds where none is
given.
"""

_STANDARD = {"429": 30.0, "503": 60.0, "html": 500.0, "drip": 5.0, "large": 10.0}
_MAX_VALUES = {
    "latency": 3600.0,
    "429": 86400.0,
    "503": 86400.0,
    "html": 599.0,
    "drip": 3600.0,
    "large": 1000.0,
    "skew": 1e9,
}
_PIECES = 20
_REFUSALS = (
    ApiRefusal(429, "Too many requests", "Client::TooManyRequests"),  # not for people
    ApiRefusal(503, "Service unavailable", "Server::ServiceUnavailable"),  # not for people
)
_PAGE = b"""\
<!doctype html>
<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>
"""


class FaultError(ValueError):
    """A text that asks for no fault; the message says what could be asked for."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What is to go wrong, by kind; see :data:`KINDS` for the numbers."""

    kinds: tuple[tuple[str, float], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Faults":
        """The faults that ``latency=0.5, 429`` asks for.

        Raises:
            FaultError: when it names no kind, or a number that is none.
        """
        found: dict[str, float] = {}
        for part in filter(None, (item.strip() for item in text.split(","))):
            kind, equals, value = (item.strip() for item in part.partition("="))
            if kind not in KINDS:
                words = _("{kind} is no fault; there are: {kinds}")
                raise FaultError(words.format(kind=quoted(kind), kinds=", ".join(KINDS)))
            number = _number(kind, value) if equals else _STANDARD.get(kind, 0.0)
            if found.setdefault(kind, number) != number:
                words = _("{kind} is given twice: {first} and {second}. Give it once.")
                raise FaultError(
                    words.format(kind=kind, first=f"{found[kind]:g}", second=f"{number:g}")
                )
            if kind in ("latency", "skew") and not equals:
                words = _("{kind} wants a number of seconds: {example}")
                raise FaultError(words.format(kind=kind, example=f"{kind}=2"))
        return cls(tuple(found.items()))

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def __str__(self) -> str:
        return ",".join(f"{kind}={value:g}" if value else kind for kind, value in self.kinds)

    def value(self, kind: str) -> float | None:
        """The number of a kind; None when that isn't asked for."""
        return next((value for name, value in self.kinds if name == kind), None)

    def only(self, *names: str) -> "Faults":
        """These faults without the kinds that aren't among `names`."""
        return replace(self, kinds=tuple(item for item in self.kinds if item[0] in names))

    @property
    def old_errors(self) -> bool:
        """Whether errors are written as they were until 2022."""
        return self.value("old-errors") is not None

    def refusal(self) -> HttpResponse | None:
        """The error that takes the place of a response; None when there is none to give."""
        status = self.value("html")
        if status is not None:
            return HttpResponse(int(status), _PAGE, {"Content-Type": "text/html; charset=utf-8"})
        for error in _REFUSALS:
            seconds = self.value(str(error.status))
            if seconds is not None:
                headers = {"Retry-After": str(int(seconds))}
                return HttpResponse(
                    error.status, json_bytes(error.body(old=self.old_errors)), headers
                )
        return None

    def bent(self, response: HttpResponse) -> HttpResponse:
        """A response as these faults make it."""
        content, status = response.content, response.status
        size = self.value("large")
        if size is not None:
            content = _enlarged(content, int(size * 1024 * 1024))
        if self.value("invalid-json") is not None:
            content, status = b'{"message": "cut here', 200
        return replace(response, status=status, content=content)

    async def send(
        self, scope: Scope, receive: Receive, send: Send, response: HttpResponse, query_id: str
    ) -> bool:
        """Send a response as these faults let it through; False when nothing of it arrives."""
        head = scope["method"] == "HEAD"
        if self.value("drop") is not None:
            await _cut(scope, receive, at_once=True)
            return False
        if self.value("truncated") is not None and len(response.content) > 1:
            await send(start_of(response, query_id, len(response.content)))
            half = response.content[: len(response.content) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
            await _cut(scope, receive, at_once=False)
            return True
        seconds = self.value("drip")
        if seconds is not None and not head:
            await send(start_of(response, query_id, len(response.content)))
            step = math.ceil(len(response.content) / _PIECES) or 1
            for place in range(0, len(response.content), step):
                await asyncio.sleep(seconds / _PIECES)
                part = response.content[place : place + step]
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
            return True
        await send_response(send, response, query_id, head=head)
        return True


def _number(kind: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    highest = _MAX_VALUES.get(kind)
    if highest is None:
        raise FaultError(_("{kind} takes no number").format(kind=kind))
    lowest = {"skew": -highest, "html": 400}.get(kind, 0)
    if not lowest <= value <= highest:
        words = _("{kind} wants a number from {least} to {most}, not {value}")
        raise FaultError(
            words.format(kind=kind, least=f"{lowest:g}", most=f"{highest:g}", value=repr(text))
        )
    return value


def _enlarged(content: bytes, size: int) -> bytes:
    """A list that repeats a response, or a list's entries, until it has `size` bytes."""
    try:
        value: Any = json.loads(content)
    except ValueError:
        return content
    entries = value if isinstance(value, list) and value else [value]
    one = json.dumps(entries)[1:-1].encode()
    return b"[" + b",".join([one] * (size // (len(one) + 1) + 1)) + b"]"


async def _cut(scope: Scope, receive: Receive, *, at_once: bool) -> None:
    """Close the connection and wait until it is closed; nothing where there is no socket."""
    connection = scope.get(CONNECTION)
    if connection is None:
        return
    if at_once:
        connection.abort()
    else:
        connection.close()
    while (await receive())["type"] != "http.disconnect":
        pass
