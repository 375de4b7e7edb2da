"""More of a list than one answer has: its further pages, and the details of what it lists."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, CallError
from ovh_explorer.catalog.links import detail_of, values_of

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["SAFE", "Details", "Failure", "Pages", "detail_calls", "next_cursor"]

SAFE = 60
"""Requests that can be made in a minute without being refused, as OVHcloud's maintainers say."""

_CURSOR = "X-Pagination-Cursor"
_AT_ONCE = 8
_TOO_MANY = 429
# Seconds to wait after a 429 that doesn't say how long, and how often a request is refused before it is given up.
_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)

Send = Callable[[Call], Awaitable["Response"]]
Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Failure:
    """A detail that could not be had: of what, and why."""

    item: str
    why: str


def next_cursor(response: "Response") -> str:
    """What leads to the next page of a v2 list; "" where there is none."""
    return (response.header(f"{_CURSOR}-Next") or "") if response.ok else ""


class Pages:
    """The pages of a list from one that was answered on, as one list.

    Args:
        send: makes a call.
        call, response: the page there is.
        tell: told in words how far it is.
    """

    def __init__(self, send: Send, call: Call, response: "Response", tell: Tell) -> None:
        self._send = send
        self._call = call
        self._tell = tell
        self._parts = [_inner(response.read())]
        self.count = 1
        self._last = response
        self._elapsed = response.elapsed

    @property
    def result(self) -> "Response":
        """What there is so far, as the answer of one call; its headers are the last page's."""
        body = b"[" + b",".join(part for part in self._parts if part) + b"]"
        return replace(self._last, content=body, stored=None, elapsed=self._elapsed)

    async def follow(self, most: int) -> str:
        """Get up to `most` pages more; why there are no more of them, "" where all is well.

        Raises:
            ClientError: when a page doesn't come; what was there before is kept.
        """
        seen: set[str] = set()
        for _ in range(most):
            cursor = next_cursor(self._last)
            if not cursor:
                return ""
            if cursor in seen:
                return "The API led to the same page again."
            seen.add(cursor)
            others = [(name, value) for name, value in self._call.headers if name.lower() != _CURSOR.lower()]
            response = await self._send(replace(self._call, headers=(*others, (_CURSOR, cursor))))
            if response.error is not None:
                return f"The next page was refused: {response.error.message}"
            part = _inner(response.read())
            self._parts.append(part)
            self._last = response
            self._elapsed += response.elapsed
            self.count += 1
            self._tell(f"{self.count} pages")
        return ""


def _inner(body: bytes) -> bytes:
    """The items of a list, as they were written."""
    text = body.strip()
    return text[1:-1].strip() if text.startswith(b"[") and text.endswith(b"]") else b""


def detail_calls(store: "Store", operation: "Operation", call: Call, response: "Response") -> list[tuple[str, Call]]:
    """The calls that show each item of a list, with the value that names it; none where nothing shows one."""
    detail = detail_of(store, operation) if response.ok else None
    if detail is None:
        return []
    try:
        items = response.json()
    except ValueError:
        return []
    given = dict(call.path_values)
    shown, calls = detail.operation, []
    for value in values_of(items, detail.key):
        try:
            made = Call.make(
                shown.branch,
                "GET",
                shown.path,
                path_values={**given, detail.parameter: value.text},
                authenticated=shown.authenticated,
            )
        except CallError:
            # A value such as `..`, which would be another operation.
            continue
        calls.append((value.text, made))
    return calls


class Details:
    """GETs side by side, eight at most, slower where that is asked for or the API refuses for their number.

    Args:
        send: makes a call.
        calls: what names each item, and the call that shows it.
        a_minute: requests to begin in a minute at most; 0 for as many as come.
        tell: told in words how far it is.
    """

    def __init__(
        self,
        send: Send,
        calls: list[tuple[str, Call]],
        tell: Tell,
        *,
        a_minute: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._send = send
        self._calls = calls
        self._tell = tell
        self._gap = 60 / a_minute if a_minute else 0.0
        self._clock = clock
        self._next = 0.0
        self._found: dict[int, bytes] = {}
        self.failures: list[Failure] = []

    @property
    def content(self) -> bytes:
        """A JSON list of what came so far, in the order of the items, as it was written."""
        return b"[" + b",".join(self._found[index] for index in sorted(self._found)) + b"]"

    async def run(self) -> None:
        """Ask for all of them."""
        waiting = iter(enumerate(self._calls))

        async def work() -> None:
            for index, (item, call) in waiting:
                await self._one(index, item, call)

        await asyncio.gather(*(work() for _ in range(min(_AT_ONCE, len(self._calls)))))

    async def _one(self, index: int, item: str, call: Call) -> None:
        from ovh_explorer.client.errors import ClientError

        why = ""
        for wait in (*_WAITS, 0.0):
            await self._turn()
            try:
                response = await self._send(call)
            except ClientError as error:
                why = str(error)
                break
            if response.error is None:
                self._found[index] = response.read().strip() or b"null"
                why = ""
                break
            why = f"{response.status} {response.error.message}"
            if response.status != _TOO_MANY:
                break
            # It was refused unseen: asking again is no repetition. All the others wait too.
            seconds = _seconds(response.header("Retry-After")) or wait
            self._next = max(self._next, self._clock() + seconds)
            self._tell(f"{self._words()} · too many requests: waiting {seconds:.0f} s")
        if why:
            self.failures.append(Failure(item, why))
        self._tell(self._words())

    async def _turn(self) -> None:
        """Wait until it is time for the next request."""
        # Looked at again after each sleep: others have their turn meanwhile, or the API wants more time.
        while (now := self._clock()) < self._next:  # noqa: ASYNC110
            await asyncio.sleep(self._next - now)
        if self._gap:
            self._next = now + self._gap

    def _words(self) -> str:
        done = f"{len(self._found) + len(self.failures)} of {len(self._calls)}"
        return f"{done}, {len(self.failures)} failed" if self.failures else done


def _seconds(text: str | None) -> float:
    """The seconds of a ``Retry-After``; 0 for none, or for a date."""
    return min(float(text), 600.0) if text is not None and text.strip().isdigit() else 0.0
