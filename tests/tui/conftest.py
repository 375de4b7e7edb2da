"""The screen on the demo, driven by keys."""

import asyncio
import atexit
import dataclasses
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any, cast
from unittest import mock

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.sandbox.process import SandboxProcess
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.terminal.clipboard import Copied
from ovh_explorer.workspace.sync.service import SyncEvent
from ovh_explorer.workspace.workspace import Workspace
from tests.conftest import fill
from tests.sandbox.scenarios import start_over
from tests.sandboxes import running, start_all_over
from tests.tui.looks import look_once
from tests.tui.quiet import wait_by_the_loop
from tests.tui.spared import spare_each_start

# What a slow machine may take until something is so; it is looked often at first.
_MAX_WAIT_SECONDS = 30.0
_MAX_TYPING_SECONDS = 5.0
_POLL_SECONDS = 0.002
_MAX_POLL_SECONDS = 0.02

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


class Stocked(Workspace):
    """A workspace whose catalog is there at once, without a process that fetches it."""

    def open_store(self):
        with (
            mock.patch("ovh_explorer.workspace.workspace.Store", _StockedStore),
            mock.patch("ovh_explorer.workspace.sync.catalog_file.Store", _StockedStore),
        ):
            return super().open_store()

    async def start_sync(self, listen, *, all_again=False):
        """What the process that fetches would tell."""
        for branch in ("v1", "v2"):
            listen(SyncEvent("index", branch))
            for row in self.catalog.products(branch):
                listen(SyncEvent("got", branch, row.path, 1, 5))
        listen(SyncEvent("end"))


class Demo(Stocked):
    """The demo on a sandbox that runs already; how long a call took is always the same, for
    pictures.
    """

    def __init__(self, url: str = "", **more: Any) -> None:
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
def each_test_has_the_account_as_it_begins() -> None:
    """What another test made, as a service account, would be in the lists that this one shows."""
    start_all_over()


@pytest.fixture(autouse=True)
def each_key_is_pressed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot presses a key again sooner than anybody could have let go of it."""
    monkeypatch.setattr("ovh_explorer.tui.terminal.key_presses.HELD_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def nobody_waits_for_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot waits until the program is done, however busy the machine is."""
    wait_by_the_loop(monkeypatch)
    spare_each_start(monkeypatch)
    look_once(monkeypatch)


@pytest.fixture(autouse=True)
def it_ends_as_a_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual ends what works beside the screen, then takes the screens away; in a test it takes
    them away first.
    """
    shut_down = App._shutdown

    async def end(app: App[Any]) -> None:
        app.workers.cancel_all()
        await shut_down(app)

    monkeypatch.setattr(App, "_shutdown", end)


@pytest.fixture(autouse=True)
def tour_was_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo is not at its first start: what a test looks at has all lines of the screen."""
    monkeypatch.setattr(
        "ovh_explorer.workspace.storage.tour_offer.TourOffer.use", lambda _offer: False
    )


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are copied, the latest last."""
    texts: list[str] = []

    async def copy(text: str, write: Callable[[str], None]) -> Copied:
        texts.append(text)
        return Copied("the clipboard", True)

    monkeypatch.setattr("ovh_explorer.tui.terminal.clipboard.copy", copy)
    return texts


@pytest.fixture
def app() -> Callable[..., ExplorerApp]:
    """Makes the application on the demo, an operation open where one is named."""

    def make(target: str = "", url: str = "", **more: bool) -> ExplorerApp:
        return ExplorerApp(Demo(url, **more), target, clock=lambda: 0.0)

    return make


@pytest.fixture(scope="session")
def sandbox_of_one() -> Iterator[str]:
    """A sandbox for one test at a time."""
    sandbox = SandboxProcess.begin()
    yield sandbox.wait_ready()
    sandbox.stop()


@pytest.fixture
def fresh(sandbox_of_one: str) -> str:
    """A sandbox that nobody has used: what it holds, and its ids, are the same each time."""
    start_over(sandbox_of_one)
    return sandbox_of_one


def main_screen(pilot: Pilot) -> MainScreen:
    """The main screen, below whatever is open above it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, MainScreen))


async def type_keys(pilot: Pilot, *keys: str) -> None:
    """Press keys as fast as they come, without waiting for each to be drawn."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        pilot.app._driver.send_message(events.Key(name, key if len(key) == 1 else None))
    await pilot.pause()
    end = monotonic() + _MAX_TYPING_SECONDS
    app = cast(ExplorerApp, pilot.app)
    while not app.typed_ahead.is_idle and monotonic() < end:
        await asyncio.sleep(_POLL_SECONDS)


async def until(pilot: Pilot, holds: Callable[[], object], what: str = "") -> None:
    """Wait until something holds; where a question is open, until it takes keys."""
    end, wait = monotonic() + _MAX_WAIT_SECONDS, _POLL_SECONDS
    while monotonic() < end:
        await pilot.pause()
        if holds() and getattr(pilot.app.screen, "is_painted", True):
            await pilot.pause()
            return
        await asyncio.sleep(wait)
        wait = min(wait * 1.5, _MAX_POLL_SECONDS)
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
            and screen.workspace.account.who
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
    async with screen.bench.response.content() as shown:
        data = shown.data
        return (data.read_bytes() if isinstance(data, Path) else data[:]).decode()


def text(pilot: Pilot) -> str:
    """What is on the screen, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def fill_record() -> Callable[[Pilot], Awaitable[None]]:
    """Fill in an A record by the keyboard, as a person does."""

    async def fill(pilot: Pilot) -> None:
        await settled(pilot, form=True)
        await type_keys(
            pilot, *"example.com", "tab", "down", "enter", "shift+tab", *"www", "tab", *"192.0.2.1"
        )

    return fill
