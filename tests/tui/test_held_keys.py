"""What changes something is sent once, on purpose: keys that are held, typed ahead or clicked twice
answer nothing.
"""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from ovh_explorer.call import Call
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.terminal.key_presses import HELD_SECONDS, Presses
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from tests.tui.conftest import Demo, settled, text, until

REBOOT = "POST /vps/vps-1/reboot"
TERMINATE = "POST /vps/vps-1/terminate"
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


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
@pytest.mark.parametrize("key", ["enter", "ctrl+r"])
async def test_a_held_key_opens_the_question_once_and_never_answers_it(key, size):
    async with Stage(REBOOT, size) as stage:
        await stage.fingers.hold(key)
        question = await stage.question()
        assert stage.app.screen_stack == [stage.main, question]
        assert stage.workspace.count("POST") == 0
        assert question.focused.id == "cancel"
        assert "The key was held, or pressed too early" in text(stage.pilot)
        await stage.fingers.press(key, after=0.7)
        assert stage.app.screen is question, "it may still be the same press"
        await stage.fingers.press("escape", key, after=0.1)
        await stage.closed()
        await stage.fingers.hold(key, 1.0, rest=False)
        assert stage.app.screen is stage.main, "the key that opened it has no effect on TRY yet"
        assert stage.workspace.count("POST") == 0
        await stage.fingers.press(key)
        await stage.question()


async def test_a_held_enter_follows_once():
    async with Stage("GET /domain/zone/example.com/record") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("f7")
        await stage.fingers.hold("enter")
        await until(
            stage.pilot,
            lambda: stage.main.form.operation.path.endswith("/{id}"),
            "what it leads to",
        )
        await stage.answered()
        assert stage.workspace.count("GET") == 2
        assert stage.app.screen is stage.main


async def test_a_held_y_sends_once_and_does_nothing_else():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("ctrl+r")
        await stage.question()
        await stage.fingers.hold("y")
        await stage.answered()
        assert stage.workspace.count("POST") == 1
        assert stage.app.screen is stage.main
        assert "opied" not in text(stage.pilot), "y copies on the main screen"
        await stage.fingers.press("y")
        await until(stage.pilot, lambda: "opied" in text(stage.pilot), "pressed anew it copies")


async def test_enter_answers_where_it_is_pressed_anew_cancel_first_then_the_button():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("enter")
        await stage.question()
        await stage.fingers.press("enter")
        await stage.closed()
        await stage.fingers.press("enter", after=0.5)
        assert stage.app.screen is stage.main, "the key that closed it"
        assert stage.workspace.count("POST") == 0
        await stage.fingers.press("enter")
        await stage.question()
        await stage.fingers.press("tab", after=0.2)
        await stage.fingers.press("enter", after=0.2)
        assert isinstance(stage.app.screen, ConfirmScreen), "enter opened it less than 0.7 s ago"
        await stage.fingers.press("enter")
        await stage.answered()
        assert stage.workspace.count("POST") == 1
        await stage.fingers.hold("enter", rest=False)
        assert stage.app.screen is stage.main
        assert stage.workspace.count("POST") == 1


async def test_keys_of_one_read_and_those_typed_before_it_was_painted_answer_nothing():
    async with Stage(REBOOT) as stage:
        for keys in (
            ("ctrl+r", "y", "y"),
            ("ctrl+r", "tab", "enter"),
            ("enter", "y"),
            ("enter", "ctrl+r", "y", "enter"),
        ):
            stage.clock.now += 1
            for key in keys:
                stage.fingers.send(key)
            question = await stage.question()
            assert stage.app.screen_stack == [stage.main, question], keys
            await stage.fingers.press("escape")
            await stage.closed()
            stage.main.bench.request.view.focus()
            stage.main.bench.request.view.action_last_row()
        assert stage.workspace.count("POST") == 0


async def test_a_key_that_came_while_the_question_was_being_made_answers_nothing():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("ctrl+r")
        question = await stage.question()
        late = events.Key("y", "y")
        late.time = stage.clock.now - 0.001
        stage.app._driver.send_message(late)
        paste = events.Paste("vps-1")
        paste.time = stage.clock.now - 0.001
        stage.app._driver.send_message(paste)
        await stage.pilot.pause()
        assert stage.app.screen is question
        await stage.fingers.press("y")
        await stage.answered()
        assert stage.workspace.count("POST") == 1


async def test_a_question_that_was_covered_wants_keys_from_after_it_is_seen_again():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("ctrl+r")
        question = await stage.question()
        await stage.pilot.resize_terminal(20, 5)
        await until(stage.pilot, lambda: stage.app.screen is not question, "too small")
        assert not question.is_painted
        stage.clock.now += 5
        await stage.fingers.press("y")
        await stage.pilot.resize_terminal(160, 48)
        await stage.question()
        await stage.fingers.press("y", after=0.3)
        assert stage.app.screen is question
        await stage.fingers.press("y")
        await stage.answered()
        assert stage.workspace.count("POST") == 1


async def test_the_typed_word_then_enter_sends_and_a_held_enter_does_not():
    async with Stage(TERMINATE) as stage:
        await stage.fingers.hold("enter")
        question = await stage.question()
        word = question.query_one(Input)
        assert question.focused is word
        await stage.fingers.press(*"vps-1", after=0.1)
        assert word.value == "vps-1"
        await stage.fingers.press("enter")
        await stage.answered()
        await stage.fingers.hold("enter", rest=False)
        assert stage.workspace.count("POST") == 1
        assert stage.app.screen is stage.main


@pytest.mark.parametrize("key", ["enter", "ctrl+r"])
async def test_holding_a_key_sends_a_get_once_and_a_new_press_once_more(key):
    async with Stage("GET /vps") as stage:
        await stage.fingers.hold(key)
        await stage.answered()
        assert stage.workspace.count("GET") == 1
        await stage.fingers.press(key)
        await until(stage.pilot, lambda: stage.workspace.count("GET") == 2, "a press of its own")


async def test_a_held_key_shows_mistakes_and_does_not_send_them():
    async with Stage("POST /domain/zone/example.com/record") as stage:
        await stage.fingers.hold("ctrl+r")
        assert "required" in text(stage.pilot)
        assert stage.app.screen is stage.main
        await stage.fingers.press("ctrl+r")
        await stage.question()


async def test_the_second_half_of_a_double_click_neither_answers_nor_sends_again():
    async with Stage(REBOOT) as stage:
        view = stage.main.bench.request.view
        x, y = (
            view.region.x + 4,
            view.region.y + view.plan.line_of(view.cursor) - view.scroll_offset.y,
        )
        stage.clock.now += 1
        stage.fingers.click(x, y)
        question = await stage.question()
        button = question.query_one("#yes").region
        stage.clock.now += 0.3
        stage.fingers.click(button.x + 1, button.y)
        stage.fingers.click(button.x + 1, button.y)
        await stage.pilot.pause()
        assert stage.app.screen is question
        assert stage.workspace.count("POST") == 0
        stage.clock.now += 1
        stage.fingers.click(button.x + 1, button.y)
        await stage.answered()
        assert stage.workspace.count("POST") == 1


async def test_a_double_click_on_try_sends_a_get_once():
    async with Stage("GET /vps") as stage:
        view = stage.main.bench.request.view
        x, y = (
            view.region.x + 4,
            view.region.y + view.plan.line_of(view.cursor) - view.scroll_offset.y,
        )
        stage.clock.now += 1
        for _ in range(2):
            stage.fingers.click(x, y)
        await stage.answered()
        assert stage.workspace.count("GET") == 1


async def test_the_same_request_again_is_named():
    async with Stage(REBOOT) as stage:
        for again in (False, True):
            await stage.fingers.press("ctrl+r")
            await stage.question()
            assert ("You sent the same request" in text(stage.pilot)) is again
            await stage.fingers.press("y")
            await until(stage.pilot, lambda: not stage.main.bench.is_sending, "the response")
        await stage.answered()
        assert stage.workspace.count("POST") == 2


async def test_read_only_set_asks_nothing_lifted_asks_and_a_held_r_does_it_once():
    async with Stage(REBOOT) as stage:
        await stage.fingers.hold("R")
        await until(
            stage.pilot, lambda: "read-only" in text(stage.pilot).splitlines()[0], "it is on"
        )
        assert stage.app.screen is stage.main, "the repeats don't lift it"
        await stage.fingers.press("ctrl+r")
        await until(stage.pilot, lambda: "POST is not sent" in text(stage.pilot), "the refusal")
        await stage.fingers.hold("R")
        question = await stage.question(YesNoScreen)
        assert "Lift read-only?" in text(stage.pilot)
        assert question.focused.id == "cancel"
        await stage.fingers.press("escape")
        await stage.closed()
        assert stage.workspace.read_only
        await stage.fingers.press("R")
        await stage.question(YesNoScreen)
        await stage.fingers.hold("y")
        await until(
            stage.pilot,
            lambda: "read-only" not in text(stage.pilot).splitlines()[0],
            "it is lifted",
        )
        assert stage.app.screen is stage.main
        await stage.fingers.press("ctrl+r")
        await stage.question()


async def test_read_only_that_another_program_sets_while_the_question_is_open_holds():
    async with Stage(REBOOT) as stage:
        await stage.fingers.press("ctrl+r")
        await stage.question()
        stage.workspace.read_only_switch.files.set("demo", True)
        await stage.fingers.press("y")
        await until(stage.pilot, lambda: "POST is not sent" in text(stage.pilot), "the refusal")
        assert stage.main.bench.response.response is None


async def test_history_sends_again_once_and_forgets_only_after_a_question():
    async with Stage("GET /vps") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("H")
        await until(stage.pilot, lambda: "F8 forget" in text(stage.pilot), "the history")
        await stage.fingers.hold("ctrl+r")
        await until(stage.pilot, lambda: stage.workspace.count("GET") == 2, "sent again")
        await stage.pilot.pause()
        assert stage.workspace.count("GET") == 2
        await stage.fingers.press("H")
        await until(stage.pilot, lambda: "F8 forget" in text(stage.pilot), "the history")
        await stage.fingers.hold("f8")
        await stage.question(YesNoScreen)
        await stage.fingers.press("enter")
        await stage.closed()
        assert stage.workspace.history.find("")
        await stage.fingers.press("H")
        await until(stage.pilot, lambda: "F8 forget" in text(stage.pilot), "the history")
        await stage.fingers.press("f8")
        await stage.question(YesNoScreen)
        await stage.fingers.press("y")
        await until(stage.pilot, lambda: not stage.workspace.history.find(""), "forgotten")


async def test_a_file_is_replaced_only_after_a_question(tmp_path):
    path = tmp_path / "taken"
    path.write_text("mine")
    async with Stage("GET /vps") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("ctrl+s")
        await until(stage.pilot, lambda: "enter writes" in text(stage.pilot), "where to")
        stage.app.screen.query_one(Input).value = str(path)
        await stage.fingers.hold("enter")
        await stage.question(YesNoScreen)
        await stage.fingers.press("escape")
        await until(stage.pilot, lambda: not isinstance(stage.app.screen, YesNoScreen), "back")
        assert path.read_text() == "mine"
        await stage.fingers.press("enter")
        await stage.question(YesNoScreen)
        await stage.fingers.press("y")
        await stage.closed()
        assert "vps-0a1b2c3d" in path.read_text()


def test_presses_that_are_over_are_not_kept():
    presses = Presses(lambda: 0.0)
    for number in range(1000):
        event = events.Key(chr(0x4E00 + number), None)
        event.time = float(number)
        presses.note(event)
    assert len(presses._presses) <= 101


def test_escape_is_never_spent():
    """Two dialogs, one over the other, are closed by escape twice, however fast."""
    presses = Presses(clock=lambda: 10.0)
    for time, key in ((10.0, "escape"), (10.1, "escape"), (11.0, "enter"), (11.1, "enter")):
        event = events.Key(key, None)
        event.time = time
        press = presses.note(event)
        assert presses.is_spent(press, event) == (time == 11.1)
        presses.use()


def test_a_stall_releases_no_key_and_dates_what_came_in_it_back():
    """What is read at the end of a stall bears the time of its beginning; repeats after it are the
    same press.
    """
    presses = Presses(clock=lambda: 0.0)

    def press(key, time):
        event = events.Key(key, key)
        event.time = time
        return presses.note(event)

    held = press("y", 10.0)
    presses.note_stall(10.1, 15.0)
    assert press("y", 10.1) is held
    assert press("y", 15.1) is held, "it repeats on"
    pressed_meanwhile = press("n", 10.1)
    assert pressed_meanwhile.began == 10.1
    assert press("n", 15.1) is pressed_meanwhile
    assert press("y", 17.0) is not held
