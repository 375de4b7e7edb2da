"""Waiting for documents: whoever waits is told how it ended, whatever happens to the process that
fetches.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.workspace.navigation.target import TargetError
from ovh_explorer.workspace.sync.document_events import DocumentEvents
from ovh_explorer.workspace.sync.service import SyncEvent
from tests.catalog.conftest import document, operation
from tests.faults import fault


@contextmanager
def serving(answers: dict[str, bytes]) -> Iterator[str]:
    """An API that answers what is in `answers`, which may change, and 404 else."""

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = answers.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_values: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@asynccontextmanager
async def arriving(
    root: str, directory: Path
) -> AsyncIterator[tuple[DocumentEvents, asyncio.Queue[SyncEvent], Store]]:
    """What arrives from an API, and what is said of it."""
    said: asyncio.Queue[SyncEvent] = asyncio.Queue()
    with Store(directory / "catalog.db") as store:
        arrivals = DocumentEvents(root, store.path, said.put_nowait)
        await arrivals.start()
        try:
            yield arrivals, said, store
        finally:
            await arrivals.stop()


async def until(said: asyncio.Queue[SyncEvent], kind: str) -> SyncEvent:
    while (event := await asyncio.wait_for(said.get(), 20)).kind != kind:
        pass
    return event


@fault(
    "The catalog",
    "the index could not be fetched, and an operation is asked for later",
    "index of v1: …returned 404",
)
async def test_an_index_that_failed_is_asked_for_again(tmp_path):
    answers: dict[str, bytes] = {}
    with serving(answers) as root:
        async with arriving(root, tmp_path) as (arrivals, said, store):
            await until(said, "end")
            with pytest.raises(TargetError) as refused:
                await asyncio.wait_for(arrivals.wait("v1", ""), 20)
            answers["/v1/"] = json.dumps({"apis": [{"path": "/x"}]}).encode()
            await asyncio.wait_for(arrivals.wait("v1", ""), 20)
            assert [row.path for row in store.products("v1")] == ["/x"]
            # A product that the index doesn't name is one that nobody fetches.
            with pytest.raises(TargetError, match="names no /y"):
                await asyncio.wait_for(arrivals.want("v1", "/y"), 20)
            with pytest.raises(TargetError, match="404"):
                await asyncio.wait_for(arrivals.want("v1", "/x"), 20)
            answers["/v1/x.json"] = document({"/x/a": [operation()]}, "/x")
            await asyncio.wait_for(arrivals.want("v1", "/x"), 20)
            assert len(store.operations("v1", "/x")) == 1
            return str(refused.value)


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("print('nonsense', flush=True); input()", "can't be understood"),
        ('print(\'{"kind": "got", "what": 1}\', flush=True); input()', "can't be understood"),
        ("print('[]' * 3_000_000, flush=True); input()", "can't be understood"),
        ("raise SystemExit(3)", "ended early"),
    ],
)
async def test_a_process_that_fails_lets_nobody_wait(tmp_path, monkeypatch, program, problem):
    start = asyncio.create_subprocess_exec

    async def other(_python, *_module, **more):
        return await start(sys.executable, "-c", program, **more)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", other)
    async with arriving("http://127.0.0.1:1", tmp_path) as (arrivals, said, _):
        with pytest.raises(TargetError, match=problem):
            await asyncio.wait_for(arrivals.wait("v1", "/x"), 20)
        assert problem in (await until(said, "lost")).problem


async def test_a_process_that_has_done_everything_lets_nobody_wait(tmp_path, monkeypatch):
    start = asyncio.create_subprocess_exec

    async def other(_python, *_module, **more):
        return await start(sys.executable, "-c", "", **more)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", other)
    async with arriving("http://127.0.0.1:1", tmp_path) as (arrivals, said, _):
        await asyncio.wait_for(arrivals.wait("v1", "/x"), 20)
        assert (await until(said, "over")).problem == ""
