"""Fingers on the keys of the demo, by a clock of the test's own."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from ovh_explorer.call import Call
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.terminal.key_presses import HELD_SECONDS, Presses
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import Demo, settled, until

REBOOT = "POST /vps/vps-1/reboot"
# The first repeat comes that long after the press, others at 30 Hz.
FIRST, RATE = 0.7, 30


@pytest.fixture(autouse=True)
def keys_are_held_as_on_a_terminal(each_key_is_pressed_anew, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.terminal.key_presses.HELD_SECONDS", HELD_SECONDS)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Counting(Demo):
    """The demo, counting what is sent."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.sent_calls: list[Call] = []

    async def send(self, call, progress=None):
        self.sent_calls.append(call)
        return await super().send(call, progress)

    def count(self, method: str) -> int:
        return sum(call.method == method and call.path != "/me" for call in self.sent_calls)


class Fingers:
    """Presses keys at times of the test's own clock."""

    def __init__(self, pilot: Pilot, clock: Clock) -> None:
        self._pilot = pilot
        self._clock = clock

    def send(self, key: str) -> None:
        """A key, as the terminal sends it."""
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = self._clock.now
        self._pilot.app._driver.send_message(event)

    async def press(self, *keys: str, after: float = 1.0) -> None:
        """Press each key, `after` seconds after whatever was before."""
        for key in keys:
            self._clock.now += after
            self.send(key)
            await self._pilot.pause()

    async def hold(
        self, key: str, seconds: float = 3.0, *, first: float = FIRST, rest: bool = True
    ) -> None:
        """Hold a key; with `rest` it was not pressed just before."""
        await self.press(key, after=1.0 if rest else 1 / RATE)
        end, step = self._clock.now + seconds, first
        while self._clock.now < end:
            self._clock.now += step
            self.send(key)
            if step == first or self._clock.now >= end:
                await self._pilot.pause()
            step = 1 / RATE

    def click(self, x: int, y: int) -> None:
        """A click, as the terminal sends it."""
        for kind in (events.MouseDown, events.MouseUp):
            event = kind(None, x, y, 0, 0, 1, False, False, False, x, y)
            event.time = self._clock.now
            self._pilot.app._driver.send_message(event)


class Stage:
    """The demo with an operation open, and fingers on its keys."""

    def __init__(self, target: str, size: tuple[int, int] = (160, 48)) -> None:
        self.clock = Clock()
        self.workspace = Counting()
        self.app = ExplorerApp(
            self.workspace, target, clock=lambda: 0.0, presses=Presses(self.clock)
        )
        self._running = self.app.run_test(size=size, notifications=True)

    async def __aenter__(self) -> "Stage":
        self.pilot = await self._running.__aenter__()
        self.main = await settled(self.pilot, form=True)
        self.fingers = Fingers(self.pilot, self.clock)
        view = self.main.bench.request.view
        self.main.bench.request.leave_field()
        view.focus()
        view.action_last_row()
        await until(
            self.pilot,
            lambda: view.row is not None and view.row.kind == "try" and view.has_focus,
            "on TRY",
        )
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._running.__aexit__(*error)

    async def question(self, kind: type[GuardedScreen] = ConfirmScreen) -> GuardedScreen:
        """Wait for a question to be painted."""
        await until(
            self.pilot,
            lambda: isinstance(self.app.screen, kind) and self.app.screen.is_painted,
            "the question",
        )
        assert isinstance(self.app.screen, GuardedScreen)
        return self.app.screen

    async def closed(self) -> None:
        """Wait until no question is open."""
        await until(self.pilot, lambda: isinstance(self.app.screen, MainScreen), "the main screen")

    async def answered(self) -> None:
        """Wait for a response."""
        await until(
            self.pilot, lambda: self.main.bench.response.response is not None, "the response"
        )
