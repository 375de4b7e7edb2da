"""Sync: fetches indexes and documents, by a function that is handed in, and stores them."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ovh_explorer.catalog.schema import SchemaError, parse_index
from ovh_explorer.catalog.store import Counts, Store, StoreError
from ovh_explorer.translation import _

__all__ = ["Fetch", "FetchError", "FetchResult", "Progress", "sync"]


class FetchError(RuntimeError):
    """Raised by a fetch that gave no document; the message says why.

    `is_reachable` is False where no response came at all.
    """

    def __init__(self, message: str, *, is_reachable: bool = True) -> None:
        super().__init__(message)
        self.is_reachable = is_reachable


Cause = Literal["", "no response", "response", "store"]
"""Why a document isn't in the store: none came, what came is no document, or the store can't be
written.
"""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a fetch gave: `content` None where the document is still the one of the validator
    given.
    """

    content: bytes | None
    etag: str | None = None


Fetch = Callable[[str, str | None, str | None], Awaitable[FetchResult]]
"""Fetches the document of a branch and a product's path (None: the index), given the validator of
the one known.

Raises :class:`FetchError` where there is none to be had.
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """A document was looked at, or the index where `path` is None.

    Attributes:
        done: how many documents have been looked at, of `total`; both 0 for an index.
        problem: why it failed, in words; "" where it didn't.
        cause: the same, to be told apart.
    """

    done: int
    total: int
    branch: str
    path: str | None
    problem: str = ""
    cause: Cause = ""


async def sync(
    store: Store,
    fetch: Fetch,
    *,
    branches: Sequence[str] = ("v1", "v2"),
    max_age: float | None = None,
    only: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    parallel: int = 4,
    gives_up: bool = False,
) -> Counts:
    """Bring the store up to date: the index of each branch, then every document that isn't fresh.

    A document that can't be fetched, read or written is reported and the others go on; what was
    there stays. Only the paths of the index are asked for: a document's ``basePath`` is never
    followed. Writing goes through a connection of its own in a thread, so the event loop goes on,
    and other syncs may run at the same time, here or in another process.

    Args:
        max_age: seconds after which a document is asked for again; None for those that were never
            fetched alone, 0 for all.
        only: one product's path (the index is asked for only where it isn't known yet), or "" for
            the index alone.
        progress: called in the event loop.
        parallel: how many documents are asked for at once.
        gives_up: ask for nothing more once no response came for an index, or for as many documents
            on end as are asked for at once: each of those that are left could take as long.
    """
    tell = progress or (lambda _progress: None)
    wanted: list[tuple[str, str, str | None]] = []
    for branch in branches:
        if not only or only not in {row.path for row in store.products(branch)}:
            problem, cause = await _index(store, fetch, branch)
            tell(Progress(0, 0, branch, None, problem, cause))
            if gives_up and cause == "no response":
                return store.counts()
        now = time.time()
        for row in store.products(branch):
            is_fresh = row.fetched_at is not None and (
                # One of the future was fetched before the clock was set back.
                max_age is None or 0 <= now - row.fetched_at < max_age
            )
            if not is_fresh and only in (None, row.path):
                wanted.append((branch, row.path, row.etag if row.fetched_at is not None else None))
    waiting = iter(wanted)
    done = 0
    unanswered = 0

    async def work() -> None:
        nonlocal done, unanswered
        for branch, path, etag in waiting:
            failure = await _document(store, fetch, branch, path, etag)
            unanswered = unanswered + 1 if failure[1] == "no response" else 0
            done += 1
            tell(Progress(done, len(wanted), branch, path, *failure))
            if gives_up and unanswered >= parallel:
                return

    async with asyncio.TaskGroup() as group:
        for _worker in range(min(max(parallel, 1), len(wanted))):
            group.create_task(work())
    return store.counts()


async def _index(store: Store, fetch: Fetch, branch: str) -> tuple[str, Cause]:
    try:
        fetched = await fetch(branch, None, None)
        if fetched.content is not None:
            entries = parse_index(fetched.content)
            if not entries and store.products(branch):
                words = _("index of {branch}: it names no product; what was known stays")
                return words.format(branch=branch), "response"
            await asyncio.to_thread(_write, store, lambda writer: writer.put_index(branch, entries))
    except (FetchError, SchemaError, StoreError) as error:
        words = _("index of {branch}: {problem}")
        return words.format(branch=branch, problem=error), _cause(error)
    return "", ""


async def _document(
    store: Store, fetch: Fetch, branch: str, path: str, etag: str | None
) -> tuple[str, Cause]:
    try:
        fetched = await fetch(branch, path, etag)
        content, validator = fetched.content, fetched.etag
        if content is None:
            await asyncio.to_thread(
                _write, store, lambda writer: writer.touch(branch, path, validator)
            )
        else:
            # The largest takes half a second.
            await asyncio.to_thread(
                _write, store, lambda writer: writer.put_document(branch, path, content, validator)
            )
    except (FetchError, SchemaError, StoreError) as error:
        return str(error) or type(error).__name__, _cause(error)
    return "", ""


def _cause(error: Exception) -> Cause:
    if isinstance(error, StoreError):
        return "store"
    # not for people
    return "no response" if isinstance(error, FetchError) and not error.is_reachable else "response"


def _write(store: Store, change: Callable[[Store], object]) -> None:
    # A connection of its own: the store's is in use by the event loop, and one that a cancelled
    # sync leaves to its thread must not be closed under it.
    with Store(store.path) as writer:
        change(writer)
