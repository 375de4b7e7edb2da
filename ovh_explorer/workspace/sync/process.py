"""The process that :mod:`ovh_explorer.workspace.sync.service` starts. It speaks JSON lines on its
pipes.

In: first ``{"root", "database", "all"}``, then ``{"branch", "path"}`` for each product (the index
for "") wanted before the others. Out: the fields of a ``SyncEvent``. It ends when its input does,
as when the explorer is killed.
"""

import asyncio
import json
import sys
import threading
from pathlib import Path
from typing import Any

from ovh_explorer.catalog.store import Store, StoreError
from ovh_explorer.catalog.sync import Progress, sync
from ovh_explorer.children import end_with_input
from ovh_explorer.client.session import Session
from ovh_explorer.config import find_endpoint
from ovh_explorer.translation import _
from ovh_explorer.translation.choice import inherit
from ovh_explorer.workspace.sync.fetcher import fetcher

# A document older than this is asked for again; unchanged ones cost a request without a response's
# body.
MAX_AGE = 7 * 24 * 3600


def _say(**event: Any) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


async def _run() -> None:
    loop = asyncio.get_running_loop()
    wanted: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    def read() -> None:
        end_with_input(lambda line: loop.call_soon_threadsafe(wanted.put_nowait, json.loads(line)))

    threading.Thread(target=read, daemon=True).start()
    order = await wanted.get()
    if order is None:
        return
    with Store(Path(order["database"])) as store:
        async with Session(find_endpoint(order["root"]), None) as session:
            fetch = fetcher(session)
            main = asyncio.create_task(_all(store, fetch, None if order["all"] is False else 0))
            ones: set[asyncio.Task[None]] = set()
            main.add_done_callback(
                lambda task: wanted.put_nowait(None) if _is_over(task, store) else None
            )
            while (want := await wanted.get()) is not None:
                one = asyncio.create_task(_one(store, fetch, want["branch"], want["path"]))
                ones.add(one)
                one.add_done_callback(ones.discard)
            for task in (main, *ones):
                task.cancel()
            failed = main.done() and not main.cancelled() and main.exception()
            await asyncio.gather(main, *ones, return_exceptions=True)
            if failed:
                raise failed


def _is_over(main: "asyncio.Task[None]", store: Store) -> bool:
    """Whether nothing is left that could be asked for: everything is here, or fetching itself
    failed.
    """
    if main.cancelled() or main.exception() is not None:
        return True
    return store.counts().is_whole()


async def _all(store: Store, fetch: Any, max_age: float | None) -> None:
    problems: list[str] = []

    def told(progress: Progress) -> None:
        if progress.problem:
            problems.append(progress.problem)
        kind = "failed" if progress.problem else ("got" if progress.path else "index")
        _say(
            kind=kind,
            branch=progress.branch,
            path=progress.path or "",
            done=progress.done,
            total=progress.total,
            problem=progress.problem or "",
            cause=progress.cause,
        )

    await sync(store, fetch, max_age=MAX_AGE if max_age is None else max_age, progress=told)
    _say(kind="end", problem=problems[0] if problems else "")


async def _one(store: Store, fetch: Any, branch: str, path: str) -> None:
    """Fetch one product, or the index for "", and say in any case how that ended: a caller waits
    for it.
    """
    problems: list[str] = []

    def told(progress: Progress) -> None:
        if progress.problem:
            problems.append(progress.problem)

    try:
        await sync(store, fetch, branches=(branch,), only=path, max_age=MAX_AGE, progress=told)
        there = {row.path for row in store.products(branch) if row.fetched_at is not None}
        if path and path not in there and not problems:
            problems.append(
                _("the index of {branch} names no {path}").format(branch=branch, path=path)
            )
    except StoreError as error:
        problems.append(str(error))
    kind = "failed" if problems else "got" if path else "index"
    _say(kind=kind, branch=branch, path=path, problem=problems[-1] if problems else "")


if __name__ == "__main__":
    inherit()
    asyncio.run(_run())
