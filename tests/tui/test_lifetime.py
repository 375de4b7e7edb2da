"""What works beside a screen ends before the screen's parts go, whatever takes them away."""

import asyncio

import pytest
from textual.containers import Container
from textual.widgets import Static

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.dialog import Dialog
from tests.tui.conftest import Demo
from tests.tui.screen import Screen

SIZE = (160, 48)


class Gate:
    """Lets work go on in the very moment in which a widget is gone, once that is to come."""

    def __init__(self) -> None:
        self.opens = asyncio.Event()

    async def once_gone(self, widget) -> None:
        await self.opens.wait()
        while widget.is_attached:
            await asyncio.sleep(0)


class Part(Container):
    """Works beside the screen, and looks for a part of its own that has just gone."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self.came_back = False

    def compose(self):
        yield Static("leaf")

    def on_mount(self) -> None:
        self.run_worker(self._work())

    async def _work(self) -> None:
        leaf = self.query_one(Static)
        await self._gate.once_gone(leaf)
        self.came_back = True
        assert leaf.screen


class PartDialog(Dialog[None]):
    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate

    def compose(self):
        yield Part(self._gate)


async def test_a_dialog_ends_what_works_for_its_parts():
    async with ExplorerApp(Demo(), clock=lambda: 0.0).run_test(size=SIZE) as pilot:
        await Screen(pilot).ready()
        gate = Gate()
        dialog = PartDialog(gate)
        await pilot.app.push_screen(dialog)
        part = dialog.query_one(Part)
        gate.opens.set()
        await dialog.dismiss()
        await pilot.pause()
        assert not part.came_back
        assert [worker for worker in pilot.app.workers if worker.node is part] == []


async def open_record(screen: Screen) -> None:
    """A request after which another one is usual, which is said once it was found out."""
    await screen.open("POST /domain/zone/example.com/record")
    screen.main.form.take_body({"fieldType": "A", "target": "192.0.2.1"})
    screen.main.bench.refresh_form()


@pytest.mark.parametrize("times", [1, 2])
async def test_another_place_ends_what_a_response_is_still_looked_into_for(monkeypatch, times):
    # The first screen is emptied, the later ones are removed.
    app = ExplorerApp(Demo(), clock=lambda: 0.0)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(times - 1):
            await app.use(Demo())
            await pilot.pause()
        screen = await Screen(pilot).ready()
        await open_record(screen)
        gate = Gate()
        status = screen.main.bench.response.query_one("#status")
        recorder = screen.main.workspace.recorder
        monkeypatch.setattr(recorder, "finished", lambda: gate.once_gone(status))
        await screen.confirm()
        gate.opens.set()
        await app.use(Demo())
        await (await Screen(pilot).ready()).open("GET /me")
        assert not status.is_attached
