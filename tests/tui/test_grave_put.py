"""The question before a PUT that wants a word typed."""

import pytest

from ovh_explorer.tui.dialogs.question import YesNoScreen
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
KUBE = "/cloud/project/a6af/kube/k1/nodepool"


EFFECTS = ("This deletes or overwrites data", "It costs money", "The price is")


async def asked(pilot) -> Screen:
    """A PUT of a node pool, asked about."""
    screen = await Screen(pilot).ready()
    await screen.open(f"PUT {KUBE}/n1")
    screen.main.form.take_body({"desiredNodes": 4})
    await screen.press("ctrl+r")
    await screen.asked()
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_it_does_stays_in_sight_beside_the_word(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await asked(pilot)
        for _ in range(4):
            assert "Type a6af to send it:" in screen.text
            assert all(words in screen.text for words in EFFECTS)
            await screen.press("pagedown")
        assert '"desiredNodes": 4' in screen.text
        assert "There is more below" not in screen.text


PROJECT, CLUSTER = "a6af6e2b9c0d4f1e8a7b6c5d4e3f2a1b", "c0ffee00-1234-4c1d-9e8f-0123456789ab"
LONG = f"/cloud/project/{PROJECT}/kube/{CLUSTER}/nodepool/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"


@pytest.mark.parametrize("size", [(80, 24), (80, 20), (100, 30)])
async def test_what_changes_is_seen_first_however_long_the_path_is(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(f"PUT {LONG}")
        # Fewer: more nodes would only cost money.
        screen.main.form.take_body({"desiredNodes": 0})
        await screen.press("ctrl+r")
        await screen.asked()
        assert "~ desiredNodes" in screen.text
        assert all(words in screen.text for words in EFFECTS)
        if size[1] < 30:
            await screen.sees("There is more below. Press page down.")
        for _ in range(4):
            await screen.press("pagedown")
        assert '"desiredNodes": 0' in screen.text


async def test_that_more_is_below_is_said_as_long_as_there_is(app, fresh):
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await asked(pilot)
        assert '"desiredNodes": 4' not in screen.text
        await screen.sees("There is more below. Press page down.")
        await screen.press("pagedown", "pagedown", "pagedown")
        await screen.until(lambda: "There is more below" not in screen.text, "the end")
        await screen.press("pageup", "pageup", "pageup")
        await screen.sees("There is more below. Press page down.")


@pytest.mark.parametrize("size", SIZES)
async def test_f2_fills_in_the_rest_while_the_word_is_typed(app, fresh, size):
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await asked(pilot)
        await screen.sees("F2 adds them as they are now.")
        await screen.sees("Fill in the rest  F2")
        await screen.type("a")
        assert "Left out" in screen.text
        await screen.press("f2")
        await screen.until(lambda: "Left out" not in screen.text, "it is asked again")
        await screen.asked()
        # There is nothing left that the button could fill in.
        assert "Fill in the rest" not in screen.text
        assert "Type a6af to send it:" in screen.text
        # What was typed of the word stands there still.
        await screen.type("6a")
        await screen.press("enter")
        await screen.sees("This is not the word to type.")
        await screen.type("f")
        await screen.press("enter")
        await screen.until(lambda: "PUT" in screen.text and not screen.is_sending, "it was sent")
        assert screen.pilot.app.screen is screen.main
        assert "autoscale" in screen.main.form.body_text


@pytest.mark.parametrize("lines", range(2, 16))
async def test_a_blank_line_below_is_nothing_more(app, lines):
    """Above the buttons there is room for some lines: for all, for all but the blank one, and for
    fewer.
    """
    async with app().run_test(size=(80, 14), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        words = "\n".join(f"line {number}." for number in range(1, lines + 1))
        pilot.app.push_screen(YesNoScreen("Really?", words, "Do it"))
        await screen.sees("line 1.")
        await screen.drawn()
        is_all = f"line {lines}." in screen.text
        assert ("There is more below" in screen.text) is not is_all
        if not is_all:
            await screen.press(*["pagedown"] * 3)
            await screen.sees(f"line {lines}.")
            await screen.until(lambda: "There is more below" not in screen.text, "the end")
