"""The screen on the demo, driven by keys."""

import asyncio
import atexit
import dataclasses
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from unittest import mock

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.workbench.shown_content import visible
from ovh_explorer.workspace.sync.catalog import Catalog
from ovh_explorer.workspace.sync.service import SyncEvent
from ovh_explorer.workspace.workspace import Workspace
from tests.conftest import fill
from tests.sandboxes import running

RECORD = "POST /domain/zone/{zoneName}/record"


@lru_cache(maxsize=1)
def _stock() -> Path:
    """A catalog file with the embedded documents, made once a process."""
    path = Path(tempfile.mkdtemp(prefix="ovh-explorer-tests-")) / "catalog.db"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    with Store(path) as store:
        fill(store, EMBEDDED)
    return path


class _StockedStore(Store):
    """A store whose file is a copy of the stock where there is none."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            shutil.copyfile(_stock(), path)
        super().__init__(path)


class StockedCatalog(Catalog):
    """A catalog that is there at once, without a process that fetches it."""

    def open(self, root, own_file=None):
        with (
            mock.patch("ovh_explorer.workspace.sync.catalog.Store", _StockedStore),
            mock.patch("ovh_explorer.workspace.sync.catalog_file.Store", _StockedStore),
        ):
            return super().open(root, own_file)

    async def start_sync(self, listen, *, all_again=False):
        """What the process that fetches would tell."""
        for branch in ("v1", "v2"):
            listen(SyncEvent("index", branch))
            for row in self.products(branch):
                listen(SyncEvent("got", branch, row.path, 1, 5))
        listen(SyncEvent("end"))


class Stocked(Workspace):
    """A workspace on such a catalog."""

    def __init__(self, settings, *, cache=None, **more) -> None:
        super().__init__(settings, cache=cache, **more)
        self.catalog = StockedCatalog(cache)


class Demo(Stocked):
    """The demo on a sandbox that runs already; how long a call took is always the same, for
    pictures.
    """

    def __init__(self, url: str = "", **more: bool) -> None:
        super().__init__(None, demo_url=url or running()[1], **more)

    async def send(self, call, progress=None):
        response = await super().send(call, progress)
        headers = tuple(
            (k, "EU.ext-3.0a1b2c3d.1.test" if k.lower() == "x-ovh-queryid" else v)
            for k, v in response.headers
        )
        return dataclasses.replace(
            response, elapsed=0.182, headers=tuple(h for h in headers if h[0].lower() != "date")
        )

    def url(self, call):
        return f"http://127.0.0.1:8099/{'1.0' if call.branch == 'v1' else 'v2'}{call.target}"


@pytest.fixture(autouse=True)
def each_key_is_pressed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot presses a key again sooner than anybody could have let go of it."""
    monkeypatch.setattr("ovh_explorer.tui.terminal.key_presses.HELD_SECONDS", 0.0)


@pytest.fixture
def app() -> Callable[..., ExplorerApp]:
    """Makes the application on the demo, an operation open where one is named."""

    def make(target: str = "", url: str = "", **more: bool) -> ExplorerApp:
        return ExplorerApp(Demo(url, **more), target, clock=lambda: 0.0)

    return make


def main_screen(pilot: Pilot) -> MainScreen:
    """The main screen, below whatever is open above it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, MainScreen))


async def type_keys(pilot: Pilot, *keys: str) -> None:
    """Press keys as fast as they come, without waiting for each to be drawn."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        pilot.app._driver.send_message(events.Key(name, key if len(key) == 1 else None))
    await pilot.pause()
    for _ in range(100):
        if pilot.app.typed_ahead.is_idle:
            break
        await asyncio.sleep(0.02)


async def until(pilot: Pilot, holds: Callable[[], object], what: str = "") -> None:
    """Wait until something holds; where a question is open, until it takes keys."""
    for _ in range(400):
        await pilot.pause()
        if holds() and getattr(pilot.app.screen, "is_painted", True):
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never: {what or holds}; what was on the screen:\n{text(pilot)}")


async def settled(pilot: Pilot, *, form: bool = False) -> MainScreen:
    """Wait until the catalog is there, the account is known, and the operation asked for is open."""
    screen = main_screen(pilot)

    def ready() -> bool:
        return bool(
            screen.workspace.is_open
            and 0
            < screen.workspace.store.counts().products
            == screen.workspace.store.counts().fetched
            and screen.workspace.account.name
            and screen.header.note == ""
            and screen.products.catalog_tree.root.children
            and (screen.form is not None or not form)
        )

    await until(pilot, ready, "the demo settled")
    if form:
        await until(
            pilot,
            lambda: screen.bench.request.is_editing or screen.focused is screen.bench.request.view,
            "the form has focus",
        )
    return screen


async def visible_text(screen: MainScreen) -> str:
    """What would be copied of the response pane."""
    async with visible(screen.bench) as (content, _):
        return (content.read_bytes() if isinstance(content, Path) else content[:]).decode()


def text(pilot: Pilot) -> str:
    """What is on the screen, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def fill_record() -> Callable[[Pilot], Awaitable[None]]:
    """Fill in an A record by the keyboard, as a person does."""

    async def fill(pilot: Pilot) -> None:
        await settled(pilot, form=True)
        await type_keys(pilot, *"example.com", "tab", "down", "enter", *"www", "tab", *"192.0.2.1")

    return fill
