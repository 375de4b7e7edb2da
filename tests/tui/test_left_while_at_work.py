"""A place is left while something is under way in it: it ends, and the next place is well."""

import asyncio
from dataclasses import replace

import pytest

from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.workspace.storage.recorder import Recorder
from tests.tui.conftest import Demo, settled, until
from tests.tui.screen import Screen

POLICIES = "GET /v2/iam/policy"
RECORDS = "GET /domain/zone/example.com/record"


class Gate:
    """What the program waits for, as long as it is closed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._opened = asyncio.Event()
        self._opened.set()
        self.waiting = 0
        self._hold(monkeypatch, Demo, "send")
        self._hold(monkeypatch, Recorder, "finished")

    def _hold(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        inner = getattr(owner, name)

        async def held(*arguments):
            self.waiting += 1
            try:
                await self._opened.wait()
            finally:
                self.waiting -= 1
            return await inner(*arguments)

        monkeypatch.setattr(owner, name, held)

    def close(self) -> None:
        self._opened.clear()

    def open(self) -> None:
        self._opened.set()


async def send(screen: Screen, gate: Gate) -> None:
    gate.close()
    await screen.press("ctrl+r")


async def send_again(screen: Screen, gate: Gate) -> None:
    await screen.send()
    await send(screen, gate)


async def learn(screen: Screen, gate: Gate) -> None:
    """What a response means is found out after it is shown."""
    inner = Demo.send

    async def sent(*arguments):
        response = await inner(*arguments)
        gate.close()
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Demo, "send", sent)
        await screen.send()


async def load_pages(screen: Screen, gate: Gate, *keys: str) -> None:
    form = screen.main.form
    if (size := form.field("header", "X-Pagination-Size")) is not None:
        size.type_text("1")
    await screen.press("escape")
    await screen.send()
    await screen.show("response")
    await screen.press("m")
    await screen.until(lambda: screen.title.startswith("Load "), "the menu")
    gate.close()
    await screen.press(*keys, "enter")


async def load_details(screen: Screen, gate: Gate) -> None:
    await load_pages(screen, gate)


async def load_batches(screen: Screen, gate: Gate) -> None:
    await load_pages(screen, gate, "down")


async def watch(screen: Screen, gate: Gate) -> None:
    await screen.send()
    await screen.show("response")
    await screen.press("p")
    await screen.until(lambda: screen.title.startswith("Watch"), "the menu")
    gate.close()
    await screen.press("enter")


WORK = {
    "send": ("GET /me", send),
    "send again": ("GET /me", send_again),
    "learn": ("GET /me", learn),
    "pages": (POLICIES, load_pages),
    "details": (RECORDS, load_details),
    "batches": (RECORDS, load_batches),
    "watch": ("GET /me", watch),
}


@pytest.mark.parametrize("name", WORK)
@pytest.mark.parametrize("is_first", [True, False], ids=["first place", "a later one"])
async def test_a_place_is_left_while_something_is_under_way(monkeypatch, name, is_first):
    target, begin = WORK[name]
    gate = Gate(monkeypatch)
    monkeypatch.setattr("ovh_explorer.tui.response.watch_menu._DEFAULT_SECONDS", 0.01)
    app = ExplorerApp(Demo(), target, clock=lambda: 0.0)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        if not is_first:
            await app.use(Demo(), target)
            await screen.ready(form=True)
        left = screen.main
        await begin(screen, gate)
        await until(pilot, lambda: gate.waiting, "it is under way")
        await app.use(Demo())
        gate.open()
        await until(pilot, lambda: not [item for item in app.workers if item.node is app], "left")
        await settled(pilot)
        assert screen.main is not left
        assert not [worker for worker in app.workers if left in worker.node.ancestors_with_self]


@pytest.mark.parametrize("turns", range(0, 60, 4))
async def test_a_place_is_left_in_any_moment_of_its_start(turns, recwarn):
    app = ExplorerApp(Demo(), "GET /me", clock=lambda: 0.0)
    async with app.run_test(size=(160, 48)) as pilot:
        for _ in range(3):
            for _ in range(turns):
                await asyncio.sleep(0)
            await app.use(Demo(), "GET /me")
        screen = await Screen(pilot).ready(form=True)
        await until(pilot, lambda: not [item for item in app.workers if item.node is app], "left")
        await screen.sees(" 2 GET /me ")
    # What had not yet begun is not left behind half made.
    assert [str(said.message) for said in recwarn if "never awaited" in str(said.message)] == []


@pytest.mark.parametrize("status", [200, 503])
async def test_what_comes_of_a_call_that_was_left_is_said_and_is_there_when_one_goes_back(
    monkeypatch, status
):
    answer, statuses = Demo.send, iter([200, status])

    async def send_with_status(*arguments):
        call = arguments[1]
        response = await answer(*arguments)
        if call.path != "/me/bill":
            return response
        status = next(statuses)
        return replace(response, status=status, reason="OK" if status == 200 else "Not now")

    monkeypatch.setattr(Demo, "send", send_with_status)
    gate = Gate(monkeypatch)
    app = ExplorerApp(Demo(), "GET /me/bill", clock=lambda: 0.0)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.send()
        before = screen.main.bench.state.shown.outcome
        await send(screen, gate)
        await until(pilot, lambda: gate.waiting, "it is under way")
        await screen.open("GET /domain/zone")
        gate.open()
        said = "200 OK" if status == 200 else "503 Not now"
        await until(
            pilot, lambda: f"GET /me/bill, which you left: {said}" in screen.toasts, "what came"
        )
        await screen.back()
        await screen.sees(f"Response · {said}")
        assert screen.main.bench.state.shown.outcome is not before
