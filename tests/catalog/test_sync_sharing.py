"""Syncs beside other work: the event loop, other syncs, a store that can't be written."""

import asyncio
import json
import threading
from pathlib import Path

import pytest

from ovh_explorer.catalog import writer
from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.sync import FetchError, FetchResult, Progress, sync
from tests import real_catalog
from tests.catalog.conftest import document, operation

PATHS = [f"/p{number}" for number in range(9)]


class Source:
    """Serves made-up documents, and counts what is asked for and how much of it at once."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, str | None]] = []
        self.now = self.most = 0

    async def __call__(self, branch: str, path: str | None, etag: str | None) -> FetchResult:
        self.asked.append((branch, path, etag))
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.001)
        self.now -= 1
        if path is None:
            return FetchResult(json.dumps({"apis": [{"path": path} for path in PATHS]}).encode())
        if etag:
            return FetchResult(None)
        base = "http://evil.example/v1"
        return FetchResult(document({f"{path}/x": [operation()]}, path, basePath=base), f'"{path}"')


async def test_the_whole_real_catalog(tmp_path: Path, real_schemas: Path):
    async def fetch(branch: str, path: str | None, etag: str | None) -> FetchResult:
        file = real_schemas / branch / ("index.json" if path is None else f"{path[1:]}.json")
        return FetchResult(file.read_bytes(), '"1"')

    with Store(tmp_path / "catalog.db") as store:
        progress: list[Progress] = []
        counts = await sync(store, fetch, progress=progress.append)
        everything = real_catalog.products(real_schemas)
        assert counts.products == counts.fetched == len(everything)
        assert counts.operations == sum(len(product.operations) for product in everything)
        assert counts.models == sum(len(product.models) for product in everything)
        assert [item.problem for item in progress if item.problem] == []
        assert [item.path for item in progress[:2]] == [None, None]
        assert sorted(item.done for item in progress[2:]) == list(range(1, len(everything) + 1))
        assert {item.total for item in progress[2:]} == {len(everything)}


async def test_few_documents_are_asked_for_at_once_and_each_with_its_validator(store: Store):
    source = Source()
    await sync(store, source, parallel=3)
    assert source.most == 3
    assert {etag for _, _, etag in source.asked} == {None}
    assert {row.base_path for row in store.products("v1")} == {"http://evil.example/v1"}
    before = {row.path: row.fetched_at for row in store.products("v1")}
    source.asked.clear()
    await sync(store, source, max_age=0)
    assert {(path, etag) for _, path, etag in source.asked if path} == {
        (path, f'"{path}"') for path in PATHS
    }
    assert all(row.fetched_at > before[row.path] for row in store.products("v1"))


async def test_only_what_is_older_than_the_age_is_asked_for(store: Store, monkeypatch):
    source = Source()
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 1000.0)
    await sync(store, source, branches=("v1",))
    store.touch("v1", "/p0")
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 1500.0)
    for path in PATHS[1:]:
        store.touch("v1", path)
    source.asked.clear()
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 1600.0)
    await sync(store, source, branches=("v1",), max_age=600)
    assert [path for _, path, _ in source.asked] == [None, "/p0"]


async def test_what_was_fetched_before_the_clock_was_set_back_is_asked_for_again(
    store: Store, monkeypatch
):
    source = Source()
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 9e9)
    await sync(store, source, branches=("v1",))
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 1000.0)
    source.asked.clear()
    await sync(store, source, branches=("v1",), max_age=600)
    await sync(store, source, branches=("v1",), max_age=600)
    asked = [path for _, path, _ in source.asked]
    assert asked == [None, *PATHS, None], "once, and then it is fresh"


async def test_the_event_loop_goes_on_while_a_document_is_written(store: Store, monkeypatch):
    threads: set[int] = set()
    real = writer.put_document

    def put_document(*arguments):
        threads.add(threading.get_ident())
        return real(*arguments)

    monkeypatch.setattr(writer, "put_document", put_document)
    await sync(store, Source(), branches=("v1",))
    assert threads
    assert threading.get_ident() not in threads


async def test_two_syncs_of_two_programs_do_each_other_no_harm(tmp_path: Path):
    path = tmp_path / "catalog.db"
    with Store(path) as one, Store(path) as other:
        problems: list[str] = []

        def told(progress: Progress) -> None:
            problems.append(progress.problem)

        first, second = await asyncio.gather(
            sync(one, Source(), max_age=0, progress=told),
            sync(other, Source(), max_age=0, progress=told),
        )
        assert set(problems) == {""}
        assert first == second == one.counts()
        assert first.operations == 18


async def test_two_syncs_over_one_store_do_each_other_no_harm(store: Store):
    problems: list[str] = []
    runs = [
        sync(
            store,
            Source(),
            branches=("v1",),
            only=path,
            progress=lambda p: problems.append(p.problem),
        )
        for path in PATHS
    ]
    await asyncio.gather(*runs)
    assert set(problems) == {""}
    assert store.counts().fetched == 9


async def test_a_cancelled_sync_leaves_a_store_that_works(store: Store):
    task = asyncio.create_task(sync(store, Source(), parallel=8))
    while not store.counts().fetched:
        await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await sync(store, Source())).fetched == 18


async def test_an_index_without_products_removes_none(store: Store):
    await sync(store, Source(), branches=("v1",))

    async def empty(branch: str, path: str | None, etag: str | None) -> FetchResult:
        return FetchResult(b'{"apis": []}')

    progress: list[Progress] = []
    counts = await sync(store, empty, branches=("v1",), progress=progress.append)
    assert counts.products == 9
    assert "names no product" in progress[0].problem


async def test_a_store_that_can_not_be_written_is_each_documents_problem(store: Store):
    await sync(store, Source(), branches=("v1",), only="")
    store._database._db.execute(
        "CREATE TRIGGER shut BEFORE INSERT ON operation BEGIN SELECT RAISE(ABORT, 'shut'); END"
    )
    progress: list[Progress] = []
    counts = await sync(store, Source(), branches=("v1",), progress=progress.append)
    assert counts.fetched == 0
    assert [("can't be written: shut" in item.problem) for item in progress if item.path] == [
        True
    ] * 9


async def test_a_fault_of_the_program_is_no_problem_of_a_document(store: Store):
    async def fetch(branch: str, path: str | None, etag: str | None) -> FetchResult:
        if path is None:
            raise FetchError("")
        raise ZeroDivisionError

    progress: list[Progress] = []
    await sync(store, fetch, branches=("v1",), progress=progress.append)
    assert progress[0].problem == "index of v1: "
    store.put_document("v1", "/p0", document({}, "/p0"))
    with pytest.raises(ExceptionGroup):
        await sync(store, fetch, branches=("v1",), max_age=0)
