"""Keeping the store up to date."""

import json

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.sync import FetchError, FetchResult, sync
from tests.catalog.test_store import document


class Api:
    """Serves documents from a dictionary, with validators; some of them fail."""

    def __init__(self) -> None:
        self.documents = {"/x": document("/x"), "/a": document("/a"), "/b": document("/b")}
        self.broken: dict[str, Exception] = {}
        self.asked: list[str] = []

    async def __call__(self, branch, path, etag):
        self.asked.append(f"{branch}{path or '/'}")
        if path in self.broken:
            raise self.broken[path]
        if path is None:
            return FetchResult(
                json.dumps({"apis": [{"path": path} for path in self.documents]}).encode()
            )
        content = self.documents[path]
        current = str(hash(content))
        return FetchResult(None, etag) if etag == current else FetchResult(content, current)


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "catalog.db")


async def test_everything_is_fetched_once_and_then_only_asked_for(store, api):
    seen = []
    counts = await sync(store, api, branches=("v1",), progress=seen.append)
    assert (counts.fetched, counts.operations) == (3, 3)
    assert [(p.done, p.total) for p in seen] == [(0, 0), (1, 3), (2, 3), (3, 3)]
    api.asked.clear()
    await sync(store, api, branches=("v1",))
    assert api.asked == ["v1/"], "fresh documents are not asked for"
    api.documents["/x"] = document("/x", "/x/new")
    await sync(store, api, branches=("v1",), max_age=0)
    assert store.counts().operations == 4


async def test_one_product_comes_alone(store, api):
    await sync(store, api, branches=("v1",), only="/a")
    assert [row.path for row in store.products("v1") if row.fetched_at] == ["/a"]
    assert sorted(api.asked) == ["v1/", "v1/a"]
    await sync(store, api, branches=("v1",), only="")
    assert store.counts().fetched == 1


async def test_what_fails_is_said_and_the_rest_goes_on(store, api):
    api.broken = {"/a": FetchError("no route to host")}
    api.documents["/b"] = b"<html>busy</html>"
    seen = []
    await sync(store, api, branches=("v1",), progress=seen.append)
    problems = {p.path: p.problem for p in seen if p.problem}
    assert problems["/a"] == "no route to host"
    assert "not JSON" in problems["/b"]
    assert [row.path for row in store.products("v1") if row.fetched_at] == ["/x"]


async def test_an_index_that_fails_keeps_what_is_there(store, api):
    await sync(store, api, branches=("v1",))
    api.broken = {None: FetchError("no network")}
    seen = []
    counts = await sync(store, api, branches=("v1",), progress=seen.append)
    assert counts.fetched == 3
    assert seen[0].problem == "index of v1: no network"


async def test_an_index_cannot_lead_to_another_host(store, api):
    api.documents = {"//evil.example": b"", "/../x": b"", "/x": document("/x")}
    await sync(store, api, branches=("v1",))
    assert api.asked == ["v1/", "v1/x"]
