"""A catalog that can't be kept where it should be is kept for the run."""

from pathlib import Path

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.sync.catalog_file import CatalogFile
from ovh_explorer.workspace.sync.service import SyncEvent
from ovh_explorer.workspace.workspace import Workspace
from tests.conftest import fill

ROOT = "http://127.0.0.1:9"


def test_the_cache_is_used_where_it_can_be(tmp_path):
    file = CatalogFile(ROOT, tmp_path / "cache")
    assert (file.is_temporary, file.notice, file.store.path.parent) == (
        False,
        "",
        tmp_path / "cache",
    )
    file.close()


def test_one_for_the_run_goes_with_it(tmp_path):
    (tmp_path / "cache").write_text("a file")
    file = CatalogFile(ROOT, tmp_path / "cache")
    assert file.is_temporary
    assert "XDG_CACHE_HOME" in file.notice
    fill(file.store, EMBEDDED)
    path = file.store.path
    file.close()
    assert not path.parent.exists()


def test_a_whole_catalog_stays_where_it_is(tmp_path):
    file = CatalogFile(ROOT, tmp_path)
    assert file.make_temporary("full")
    assert not file.make_temporary("full"), "it is one already"
    file.close()
    file = CatalogFile(ROOT, tmp_path)
    fill(file.store, EMBEDDED)
    assert not file.make_temporary("full"), "nothing would be gained"
    file.close()


def test_whoever_holds_the_store_goes_along(tmp_path):
    file = CatalogFile(ROOT, tmp_path)
    store = file.store
    file.make_temporary("The disk is full.")
    with Store(store.path) as writer:
        fill(writer, EMBEDDED)
    assert store.operation("v1", "GET", "/me") is not None
    assert file.notice == "The disk is full. The catalog is kept for this run only."
    file.close()


async def test_what_fetches_in_the_background_begins_again_in_another_file(tmp_path, monkeypatch):
    begun: list[Path] = []

    class Fake:
        """Fails to write into the first file."""

        is_running = True

        def __init__(self, root: str, path: Path, listen) -> None:
            self._listen = listen
            begun.append(path)

        async def start(self, *, all_again: bool = False) -> None:
            if len(begun) == 1:
                self._listen(SyncEvent("failed", "v1", "/me", 1, 2, "The disk is full.", "store"))
                self._listen(SyncEvent("failed", "v1", "/vps", 2, 2, "The disk is full.", "store"))
            else:
                self._listen(SyncEvent("end"))

        async def stop(self) -> None:
            """Nothing runs."""

    monkeypatch.setattr("ovh_explorer.workspace.sync.document_events.DocumentEvents", Fake)
    workspace = Workspace(gather(ROOT, environ={}), cache=tmp_path)
    workspace.open_store()
    told: list[SyncEvent] = []
    await workspace.start_sync(told.append)
    await workspace.catalog.restarting
    assert [event.kind for event in told] == ["end"]
    assert begun[0].parent == tmp_path
    assert begun[1] == workspace.store.path != begun[0]
    assert workspace.new_problem() == "The disk is full. The catalog is kept for this run only."
    await workspace.close()
    assert not begun[1].exists()


@pytest.mark.parametrize("asked", ["want", "wait"])
async def test_who_waits_for_a_document_is_told_that_fetching_was_stopped(
    asked, tmp_path, monkeypatch
):
    import asyncio

    from ovh_explorer.workspace.navigation.target import TargetError
    from ovh_explorer.workspace.sync.document_events import DocumentEvents

    arrivals = DocumentEvents(ROOT, tmp_path / "x.db", lambda _: None)
    waiting = asyncio.create_task(getattr(arrivals, asked)("v1", "/me"))
    await asyncio.sleep(0)
    await arrivals.stop()
    with pytest.raises(TargetError, match="stopped"):
        await waiting
