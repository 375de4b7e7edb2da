"""The screen on the demo, driven by keys."""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.screens.main import MainScreen
from ovh_explorer.workspace.syncing import SyncEvent
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running

RECORD = "POST /domain/zone/{zoneName}/record"


class Stocked(Workspace):
    """A workspace whose catalog is there at once, without a process that fetches it."""

    async def start_sync(self, listen, *, all_again=False):
        """The documents at once, instead of from a process: they are the same."""
        for branch in ("v1", "v2"):
            index = (EMBEDDED / branch / "index.json").read_bytes()
            self.store.put_index(branch, parse_index(index))
            listen(SyncEvent("index", branch))
            for entry in parse_index(index):
                self.store.put_document(branch, entry.path, (EMBEDDED / branch / f"{entry.path[1:]}.json").read_bytes())
                listen(SyncEvent("got", branch, entry.path, 1, 5))
        listen(SyncEvent("end"))


class Demo(Stocked):
    """The demo on a sandbox that runs already; how long a call took is always the same, for pictures."""

    def __init__(self, url: str = "", **more: bool) -> None:
        super().__init__(None, demo_url=url or running()[1], **more)

    async def send(self, call, progress=None):
        response = await super().send(call, progress)
        headers = tuple(
            (k, "EU.ext-3.0a1b2c3d.1.test" if k.lower() == "x-ovh-queryid" else v) for k, v in response.headers
        )
        return dataclasses.replace(response, elapsed=0.182, headers=tuple(h for h in headers if h[0].lower() != "date"))

    def url(self, call):
        return f"http://127.0.0.1:8099/{'1.0' if call.branch == 'v1' else 'v2'}{call.target}"


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


async def until(pilot: Pilot, holds: Callable[[], object], what: str = "") -> None:
    """Wait until something holds."""
    for _ in range(400):
        await pilot.pause()
        if holds():
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
            and 0 < screen.workspace.store.counts().products == screen.workspace.store.counts().fetched
            and screen.workspace.identity
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
