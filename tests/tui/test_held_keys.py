"""What changes something is sent once, on purpose: keys that are held or typed ahead answer nothing."""

from typing import Any

import pytest
from textual import events
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.word_question import WordQuestion
from ovh_explorer.tui.terminal.key_presses import Presses
from tests.tui.conftest import text, until
from tests.tui.fingers import (  # noqa: F401 - fixtures
    REBOOT,
    Stage,
    keys_are_held_as_on_a_terminal,
)

TERMINATE = "POST /vps/vps-1/terminate"


class WordQuestionOfATest(WordQuestion):
    """A question whose yes wants a word, about nothing."""

    def __init__(self) -> None:
        super().__init__("vv", "send it")

    def compose(self):
        with Vertical(classes="question"):
            yield VerticalScroll(classes="subject", can_focus=False)
            yield from self.compose_word()
            yield from self.compose_buttons("Send")


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


async def test_what_is_said_of_a_held_key_gives_way_once_a_key_is_taken():
    async with Stage(REBOOT, (60, 16)) as stage:
        await stage.fingers.hold("ctrl+r")
        await stage.question()
        assert "The key was held, or pressed too early" in text(stage.pilot)
        await stage.fingers.press("pageup", after=0.7)
        await until(
            stage.pilot,
            lambda: "The key was held" not in text(stage.pilot),
            "its place is free for what else is said there",
        )


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


async def test_an_enter_soon_after_the_one_that_sent_opens_what_came():
    """Nothing repeats it: it was a press of its own."""
    async with Stage("GET /domain/zone/example.com/record") as stage:
        stage.main.bench.request.view.action_last_row()
        await stage.fingers.press("enter")
        await stage.answered()
        await until(stage.pilot, lambda: stage.main.bench.response.view.has_focus, "the response")
        await stage.fingers.press("enter", after=0.5)
        await until(
            stage.pilot,
            lambda: stage.main.form.operation.path.endswith("/{id}"),
            "what it leads to",
        )
        await stage.answered()
        assert stage.workspace.count("GET") == 2


async def test_an_enter_that_is_held_on_try_opens_nothing():
    async with Stage("GET /domain/zone/example.com/record") as stage:
        stage.main.bench.request.view.action_last_row()
        await stage.fingers.press("enter")
        await stage.answered()
        await until(stage.pilot, lambda: stage.main.bench.response.view.has_focus, "the response")
        await stage.fingers.press(*["enter"] * 9, after=0.1)
        await stage.pilot.pause(0.5)
        assert stage.workspace.count("GET") == 1
        assert stage.main.form.operation.path.endswith("/record")


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


async def test_a_letter_of_the_words_that_narrowed_a_menu_is_typed_right_after_it():
    """Enter closed the menu, not the letter before it: that one is no repeat, however fast."""
    async with Stage("GET /domain/zone/example.com/record") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("f7")
        await stage.fingers.press("a")
        await until(stage.pilot, lambda: isinstance(stage.app.screen, MenuScreen), "the menu")
        await stage.fingers.press(*"post", "enter", after=0.1)
        await stage.fingers.press("t", "x", after=0.1)
        kind = stage.main.form.field("body", "fieldType")
        await until(stage.pilot, lambda: kind.text == "tx", "both letters are typed")


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


async def test_a_letter_that_is_pressed_twice_at_first_is_typed_twice():
    async with Stage(TERMINATE) as stage:
        await stage.fingers.press("enter")
        question = await stage.question()
        word = question.query_one(Input)
        # One was on its way while the question was painted: that is not the field's.
        stage.fingers.send("v")
        await stage.fingers.press("v", "v", after=0.1)
        assert word.value == "vv"


async def test_no_letter_is_lost_while_a_question_says_something_else():
    async with Stage(TERMINATE) as stage:
        await stage.fingers.press("enter")
        question = await stage.question()
        word = question.query_one(Input)
        await stage.fingers.press("v", after=0.1)
        # As one that says what it read meanwhile. A letter answers nothing.
        question.say_anew()
        stage.clock.now += 0.1
        stage.fingers.send("v")
        await until(stage.pilot, lambda: question.is_painted, "it is painted anew")
        await stage.fingers.press("v", after=0.1)
        assert word.value == "vvv"
        assert not question.takes(stage.clock.now - 1), "what answers it does wait"


async def test_the_letter_that_opened_a_question_is_not_typed_into_it_by_being_held():
    async with Stage("GET /vps/vps-1") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        question = WordQuestionOfATest()
        main: Any = stage.main
        main.key_w = lambda: stage.app.push_screen(question)
        await stage.fingers.press("f7")
        await stage.fingers.press("escape")
        stage.main.set_focus(None)
        await stage.fingers.hold("w")
        assert stage.app.screen is question
        assert question.word_text == ""
        await stage.fingers.press("v", "v", after=0.1)
        assert question.word_text == "vv"


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


async def test_a_key_pressed_again_for_another_form_counts_and_for_the_same_one_says_why_not():
    async with Stage("GET /domain/zone/example.com/record") as stage:
        await stage.fingers.press("ctrl+r")
        await stage.answered()
        await stage.fingers.press("f7", "ctrl+r", after=0.2)
        toasts = stage.app._notifications
        words = "The key came too soon after the last time: it did nothing. Press it again."
        await until(stage.pilot, lambda: words in [one.message for one in toasts], "why not")
        assert stage.workspace.count("GET") == 1
        stage.main.open_words("GET /domain/zone/example.com")
        await until(
            stage.pilot, lambda: stage.main.form.operation.path.endswith("}"), "another form"
        )
        await stage.fingers.press("f6", "ctrl+r", after=0.2)
        await stage.answered()
        assert stage.workspace.count("GET") == 2
