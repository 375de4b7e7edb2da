"""Index and documents into the store; how they are fetched is handed in."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from ovh_explorer.catalog.schema import SchemaError, parse_index
from ovh_explorer.catalog.store import Counts, Store, StoreError

__all__ = ["Fetch", "Fetched", "Progress", "sync"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch gave: `content` None where the document is still the one of the validator given."""

    content: bytes | None
    etag: str | None = None


Fetch = Callable[[str, str | None, str | None], Awaitable[Fetched]]
"""Fetches, of a branch, the document of a product's path (None: the index), given the validator of the one known."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A document (or the index, `path` None) was looked at: `done` of `total`; `problem` says why it failed, else ""."""

    done: int
    total: int
    branch: str
    path: str | None
    problem: str = ""


async def sync(
    store: Store,
    fetch: Fetch,
    *,
    branches: Sequence[str] = ("v1", "v2"),
    max_age: float | None = None,
    only: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    parallel: int = 4,
) -> Counts:
    """Bring the store up to date: the index of each branch, then every document older than `max_age` seconds.

    Args:
        max_age: None for what isn't there at all, 0 for everything.
        only: one product's path, or "" for the index alone.
        progress: called in the event loop.
        parallel: how many documents are asked for at once.

    A document that can't be fetched or read is reported and the others go on.
    """
    tell = progress or (lambda _progress: None)
    writing = asyncio.Lock()
    wanted: list[tuple[str, str, str | None]] = []
    for branch in branches:
        if only and store.product_of(branch, only) == only:
            problem = ""
        else:
            problem = await _index(store, fetch, branch)
        tell(Progress(0, 0, branch, None, problem))
        for row in store.products(branch):
            if only is None or row.path == only:
                if row.fetched_at is None or (max_age is not None and time.time() - row.fetched_at >= max_age):
                    wanted.append((branch, row.path, row.etag))
    done = 0
    places = asyncio.Semaphore(parallel)

    async def one(branch: str, path: str, etag: str | None) -> None:
        nonlocal done
        async with places:
            problem = await _document(store, fetch, writing, branch, path, etag)
        done += 1
        tell(Progress(done, len(wanted), branch, path, problem))

    async with asyncio.TaskGroup() as group:
        for item in wanted:
            group.create_task(one(*item))
    return store.counts()


async def _index(store: Store, fetch: Fetch, branch: str) -> str:
    try:
        fetched = await fetch(branch, None, None)
        if fetched.content is not None:
            store.put_index(branch, parse_index(fetched.content))
    except (OSError, RuntimeError, SchemaError, StoreError) as error:
        return f"index of {branch}: {error}"
    return ""


async def _document(
    store: Store, fetch: Fetch, writing: asyncio.Lock, branch: str, path: str, etag: str | None
) -> str:
    try:
        fetched = await fetch(branch, path, etag)
        if fetched.content is None:
            store.touch(branch, path, fetched.etag)
        else:
            # One at a time: they share the store's connection. In a thread: the largest takes a third of a second.
            async with writing:
                await asyncio.to_thread(store.put_document, branch, path, fetched.content, fetched.etag)
    except (OSError, RuntimeError, SchemaError, StoreError) as error:
        return str(error) or type(error).__name__
    return ""
