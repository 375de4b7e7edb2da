"""Toasts end with what they are about, and none stands over a question."""

import asyncio

import pytest

from ovh_explorer.tui.dialogs.prompt import PromptScreen
from tests.tui.conftest import RECORD
from tests.tui.screen import Screen
from tests.tui.test_toasts import COPIED, FAILED, LONG, opened, say

SIZES = [(160, 48), (80, 24)]
POOL = "/cloud/project/a6af/kube/k1/nodepool/n1"
FILLED = (
    "The current values are shown. Only the fields that you change are sent; F2 in the question "
    "adds the others."
)


async def question(screen: Screen) -> None:
    """Ask about a PUT, at length."""
    screen.main.form.take_body({"desiredNodes": 4})
    screen.main.bench.refresh_form()
    await screen.press("ctrl+r")
    await screen.asked()


def box(screen: Screen):
    """Where the question stands."""
    return screen.pilot.app.screen.query_one(".question").region


async def changed(pilot) -> Screen:
    """The form of a PUT that was just filled from its object."""
    screen = await Screen(pilot).ready()
    await screen.open(f"GET {POOL}")
    await screen.send()
    await screen.show("response")
    await screen.press("e")
    await screen.until(lambda: screen.toasts == [FILLED], "it is said")
    assert screen.main.form.operation.method == "PUT"
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_of_a_form_ends_when_another_operation_is_opened(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await changed(pilot)
        await say(screen, COPIED)
        await screen.open("GET /me/api/credential")
        await screen.until(lambda: screen.toasts == [], "it is over long before its time")


async def test_going_back_ends_it_too(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await changed(pilot)
        await say(screen, COPIED)
        await screen.back()
        await screen.until(lambda: screen.toasts == [], "it is over long before its time")


async def test_the_same_form_again_and_what_has_to_be_read_end_nothing(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, COPIED)
        await screen.open(RECORD)
        assert screen.toasts == [COPIED]
        await say(screen, FAILED, "error")
        await screen.open("GET /me")
        await screen.until(lambda: screen.toasts == [FAILED], "the error is still to be read")


@pytest.mark.parametrize("size", SIZES)
async def test_a_menu_ends_what_was_said_before_and_no_error(app, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, COPIED)
        await screen.press("shift+f4")
        await screen.until(lambda: screen.toasts == [], "its lines are all in sight")
        await screen.press("escape")
        await say(screen, FAILED, "error")
        await screen.press("shift+f4")
        await screen.drawn()
        assert screen.toasts == [FAILED]


async def test_what_was_left_out_of_a_form_is_said_once_it_is_open(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, COPIED)
        await screen.open("GET /domain/zone/example.com/record?colour=red")
        left_out = (
            "GET /domain/zone/{zoneName}/record has no query parameter colour: it was left out."
        )
        await screen.until(lambda: screen.toasts == [left_out], "it is said")


async def test_the_effects_of_an_operation_stay_in_sight(app, fresh):
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await changed(pilot)
        assert "destroys data · spends money · interrupts" in screen.text


async def test_nothing_stands_over_a_question_and_no_error_is_lost(app, fresh):
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await changed(pilot)
        pilot.app.notify(LONG, severity="error", timeout=60)
        await screen.sees("older than a week")
        await question(screen)
        await screen.until(lambda: screen.toasts == [], "there is no room")
        asked = screen.text
        pilot.app.notify(LONG[1:], title="Keys", timeout=60)
        pilot.app.notify(LONG[2:], timeout=60)
        await screen.drawn()
        assert screen.text == asked, "nothing came over it"
        await screen.press("escape")
        await screen.until(
            lambda: screen.toasts == [" ".join(text.split()) for text in (LONG, LONG[2:])],
            "they are read once it is closed",
        )


async def test_where_there_is_room_an_error_moves_beside_the_question(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await changed(pilot)
        pilot.app.notify(FAILED, severity="error", timeout=60)
        await screen.sees(FAILED)
        await question(screen)
        await screen.until(lambda: screen.toasts == [FAILED], "it stands")
        (line,) = [at for at, text in enumerate(screen.text.split("\n")) if FAILED in text]
        assert not box(screen).y <= line < box(screen).bottom


async def test_a_toast_that_is_replaced_while_it_comes_leaves_nothing(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        # Textual puts it on the screen in some turns of the loop.
        for turns in range(12):
            pilot.app.notify(f"Before {turns}")
            for _ in range(turns):
                await asyncio.sleep(0)
            pilot.app.notify(f"After {turns}")
            await screen.drawn()
            assert f"After {turns}" in screen.text
            assert "Before" not in screen.text


@pytest.mark.parametrize("key", ["K", "H", "ctrl+f", "ctrl+p", "question_mark"])
async def test_what_a_key_opens_ends_what_was_said_before_it(app, key):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await screen.press("escape")
        await say(screen, COPIED)
        before = pilot.app.screen
        await screen.press(key)
        await screen.until(lambda: pilot.app.screen is not before, "something is opened")
        await screen.until(lambda: screen.toasts == [], "all of it is in sight")


async def test_what_was_said_since_the_key_stands(app):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot)
        await say(screen, COPIED)
        pilot.app.push_screen(PromptScreen("Name", "A word", lambda _words: ""))
        await screen.sees("Name")
        await screen.drawn()
        assert screen.toasts == [COPIED]
