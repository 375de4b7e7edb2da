"""The details of what a list lists: GETs side by side, or several items with one GET where v1 takes
that.
"""

import asyncio
import json
import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, CallError, placeholders
from ovh_explorer.client.body import BodyError, BodyWriter, StoredBody
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.workspace.calls.detail_rest import DetailRest
from ovh_explorer.workspace.calls.pagination import Send, Tell

if TYPE_CHECKING:
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.client.response import Response

__all__ = [
    "MAX_DETAILS",
    "Details",
    "detail_calls",
    "takes_batches",
]

MAX_DETAILS = 5000
"""Items of a list whose details are asked for at a time."""

_AT_ONCE = 8
_TOO_MANY = 429
# Seconds to wait after a 429 that doesn't say how long, and how often a request is refused before
# it is given up.
_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
_BATCH = "X-Ovh-Batch"
_SEPARATOR = ","
# Ids in one batch, as OVHcloud's manager has it.
_BATCH_SIZE = 50


def detail_calls(detail: "Detail", call: Call, values: Sequence[str]) -> list[tuple[str, Call]]:
    """The calls that show each item of a list that `call` got, with the value that names it."""
    given = dict(call.path_values)
    shown, calls = detail.operation, []
    for value in values:
        try:
            made = Call.make(
                shown.branch,
                "GET",
                shown.path,
                path_values={**given, detail.parameter: value},
                authenticated=shown.authenticated,
            )
        except CallError:
            # A value such as `..`, which would be another operation.
            continue
        calls.append((value, made))
    return calls


def takes_batches(operation: "Operation") -> bool:
    """Whether an operation may take several ids at once: a GET of v1 that ends in one.

    No schema declares it; OVHcloud's manager and csharp-ovh use it.
    """
    return operation.branch == "v1" and operation.path.endswith("}")


class Details:
    """GETs side by side, eight at most, slower where that is asked for or the API refuses for their
    number.

    Args:
        send: makes a call.
        calls: what names each item, and the call that shows it.
        tell: told in words how far it is.
        a_minute: requests to begin in a minute at most; 0 for as many as come.
        batches: ask for fifty items with one request; where the API doesn't take that, one by one.
        leaves_out: what failed is no item of the list; else it has its ``error`` there.
        rows: those that are there already, by their place: they are not asked for.
        listed: how many items the list has, where not all are to be loaded.
    """

    def __init__(
        self,
        send: Send,
        calls: list[tuple[str, Call]],
        tell: Tell,
        *,
        a_minute: int = 0,
        batches: bool = False,
        leaves_out: bool = False,
        rows: Mapping[int, bytes] | None = None,
        listed: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._send = send
        self._calls = calls
        self._tell = tell
        self._gap = 60 / a_minute if a_minute else 0.0
        self._batches = batches
        self._leaves_out = leaves_out
        self._listed = max(listed, len(calls))
        self._clock = clock
        self._next = 0.0
        # What came before those that stand above it.
        self._early: dict[int, bytes] = dict(rows or {})
        self._come = set(self._early)
        self._written = 0
        self._body = BodyWriter()
        self._writing = asyncio.Lock()
        self.done = len(self._come)
        self.failed = 0
        self.failures: dict[int, tuple[str, str]] = {}
        """What names each item that failed, and why, by its place in the list."""
        self.no_batches = ""
        """Why there were no batches where they were asked for."""

    async def run(self) -> None:
        """Ask for all of them.

        Raises:
            BodyError: when they can't be kept.
        """
        waiting = iter(list(self._groups()))
        await self._write_next()
        if self._batches:
            # Whether batches are taken is seen by the first.
            for group in waiting:
                await self._batch(group)
                break

        async def work() -> None:
            for group in waiting:
                await self._batch(group)

        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(_AT_ONCE):
                    tasks.create_task(work())
        except* BodyError as errors:
            raise errors.exceptions[0] from None

    def _groups(self) -> Iterator[list[int]]:
        """The items that are asked for together."""
        group: list[int] = []
        for index, (item, _call) in enumerate(self._calls):
            if index in self._come:
                continue
            if not self._batches or _SEPARATOR in item:
                yield [index]
                continue
            group.append(index)
            if len(group) == _BATCH_SIZE:
                yield group
                group = []
        if group:
            yield group

    async def _batch(self, group: list[int]) -> None:
        if self._batches and len(group) > 1 and not self.no_batches:
            response, why = await self._request(_together([self._calls[index] for index in group]))
            found = _of_batch(response, [self._calls[index][0] for index in group])
            if found is not None:
                for index, (value, error) in zip(group, found, strict=True):
                    await self._have(index, value, error)
                return
            self.no_batches = why or _("its response was none of a batch")
        for index in group:
            response, why = await self._request(self._calls[index][1])
            await self._have(
                index, None if response is None else response.read().strip() or b"null", why
            )

    async def _request(self, call: Call) -> "tuple[Response | None, str]":
        """The response, or why there is none."""
        from ovh_explorer.client.errors import ClientError

        why = ""
        for wait in (*_WAITS, 0.0):
            await self._turn()
            try:
                response = await self._send(call)
            except ClientError as error:
                return None, str(error)
            if response.error is None:
                return response, ""
            why = f"{response.status} {response.error.message}"
            if response.status != _TOO_MANY:
                break
            # It was refused unseen: asking again is no repetition. All the others wait too.
            seconds = _seconds(response.header("Retry-After")) or wait
            self._next = max(self._next, self._clock() + seconds)
            waiting = _("too many requests: waiting {seconds} s").format(seconds=number(seconds))
            self._tell(f"{self._words()} · {waiting}")
        return None, why

    async def _turn(self) -> None:
        """Wait until it is time for the next request."""
        # Looked at again after each sleep: others have their turn meanwhile, or the API wants more
        # time.
        while (now := self._clock()) < self._next:  # noqa: ASYNC110
            await asyncio.sleep(self._next - now)
        if self._gap:
            self._next = now + self._gap

    async def _have(self, index: int, value: bytes | None, why: str) -> None:
        """One item's detail, or why there is none."""
        item, call = self._calls[index]
        row, why = _row(placeholders(call.path)[-1], item, value, why)
        self.done += 1
        if why:
            self.failed += 1
            self.failures[index] = (item, why)
        self._early[index] = b"" if why and self._leaves_out else row
        self._come.add(index)
        self._tell(self._words())
        await self._write_next()

    async def _write_next(self) -> None:
        """Write what came and has its turn."""
        async with self._writing:
            while self._written in self._early:
                await self._write(self._early.pop(self._written))
                self._written += 1

    async def _write(self, row: bytes) -> None:
        if row:
            await self._body.add((b"," if self._body.size else b"[") + row)

    def _words(self) -> str:
        done, count = number(self.done), number(len(self._calls))
        if not self.failed:
            return _("{done} of {count}").format(done=done, count=count)
        return ngettext(
            "{done} of {count}, {failed} failed", "{done} of {count}, {failed} failed", self.failed
        ).format(done=done, count=count, failed=number(self.failed))

    def so_far(self) -> bytes | None:
        """The list of what has come, while that is little enough to be in memory; None where
        nothing has.
        """
        rows = self._body.in_memory
        return rows + b"]" if rows else None

    @property
    def rest(self) -> DetailRest | None:
        """What is missing in the list, or failed; None where all of it came."""
        if len(self._come) == self._listed and not self.failures:
            return None
        done, failed = sorted(self._come), sorted(self.failures)
        return DetailRest(tuple(self._calls), tuple(done), self._listed, tuple(failed))

    async def finish(self) -> bytes | StoredBody:
        """A list of what came, in the order of the items; what failed has its ``error`` there.

        Raises:
            BodyError: when it can't be kept.
        """
        for index in sorted(self._early):
            await self._write(self._early.pop(index))
        await self._body.add(b"]" if self._body.size else b"[]")
        return await self._body.finish()


def _row(name: str, item: str, value: bytes | None, why: str) -> tuple[bytes, str]:
    """An item of the list: what was answered, as it was written, with the item's own name where it
    lacks that. And why it is none, else "".
    """
    named = f"{json.dumps(name)}: {json.dumps(item)}".encode()  # not for people
    known: Container[str] | None = None
    if value is not None:
        try:
            known = _names_in(value)
        except ValueError:
            value, why = None, _("the response is not JSON")
    if value is None:
        return b'{%s, "error": %s}' % (named, json.dumps(why).encode()), why
    if known is None:
        return b'{%s, "value": %s}' % (named, value), ""
    if name in known:
        return value, ""
    rest = value[1:].lstrip()
    return b"{%s%s%s" % (named, b"" if rest.startswith(b"}") else b", ", rest), ""


def _names_in(value: bytes) -> Container[str] | None:
    """The names of an object's properties; None for any other JSON.

    Read as the list is that it becomes a part of: one item that can't be would spoil all of it.

    Raises:
        ValueError: for what is no JSON.
    """
    import msgspec

    value.decode()
    try:
        msgspec.json.decode(value, type=msgspec.Raw)
        if not value.startswith(b"{"):
            return None
        names: Container[str] = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return names


def _together(calls: list[tuple[str, Call]]) -> Call:
    """One call for several that differ in their last path value."""
    call = calls[0][1]
    name = placeholders(call.path)[-1]
    joined = _SEPARATOR.join(item for item, _ in calls)
    values = tuple((key, joined if key == name else value) for key, value in call.path_values)
    return replace(call, path_values=values, headers=(*call.headers, (_BATCH, _SEPARATOR)))


def _of_batch(
    response: "Response | None", items: list[str]
) -> list[tuple[bytes | None, str]] | None:
    """The value or the error of each item; None for what is no response to a batch."""
    if response is None:
        return None
    try:
        entries = json.loads(response.read())
    except (ValueError, RecursionError):
        return None
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and "value" in entry for entry in entries
    ):
        return None
    by_key: dict[str, dict[str, Any]] = {str(entry.get("key")): entry for entry in entries}
    if set(by_key) != set(items):
        return None
    return [_value_of(by_key[item]) for item in items]


def _value_of(entry: dict[str, Any]) -> tuple[bytes | None, str]:
    error = entry.get("error")
    if error:
        return None, str(error.get("message") or error) if isinstance(error, dict) else str(error)
    return json.dumps(entry["value"], ensure_ascii=False).encode("utf-8", "surrogatepass"), ""


def _seconds(text: str | None) -> float:
    """The seconds of a ``Retry-After``; 0 for none, or for a date."""
    return min(float(text), 600.0) if text is not None and text.strip().isdigit() else 0.0
