"""Text is selected by the mouse as everywhere: a click, two, three, and a drag."""

import pytest
from textual.widgets import Input

from ovh_explorer.tui.widgets.inputs import PlainInput
from tests.tui.conftest import RECORD
from tests.tui.screen import Screen
from tests.tui.test_object_change import account as account  # a fixture
from tests.tui.test_object_change import changed, run, shown

SIZES = [(160, 48), (80, 24)]


def place_of(screen: Screen, words: str) -> tuple[int, int]:
    """Where words are painted."""
    for y, line in enumerate(screen.text.splitlines()):
        if words in line:
            return line.index(words), y
    raise AssertionError(f"not painted: {words!r}; on the screen:\n{screen.text}")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_after_a_click_replaces_what_is_there_now(account, size):
    async with run(account, size) as pilot:
        screen = await shown(pilot, account)
        await changed(screen)
        await screen.click("now 3600")
        await screen.type("300")
        assert screen.main.form.field("body", "ttl").text == "300"
        # And what was typed, from another field and from the row itself.
        await screen.press("escape")
        await screen.click("300")
        await screen.type("60")
        assert screen.main.form.field("body", "ttl").text == "60"


@pytest.mark.parametrize("size", SIZES)
async def test_a_second_click_sets_the_caret(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        target = screen.main.form.field("body", "target")
        await screen.press("escape")
        await screen.click("target *")
        await screen.type("one two-three")
        await screen.press("escape")
        at = place_of(screen, "one two")
        await screen.click("one two")
        # Later than a double click would be.
        await pilot.pause(pilot.app.CLICK_CHAIN_TIME_THRESHOLD + 0.1)
        await screen.click_at(at[0] + 3, at[1])
        await screen.type("X")
        assert target.text == "oneX two-three"


@pytest.mark.parametrize("size", SIZES)
async def test_two_clicks_select_a_word_three_everything_and_a_drag_what_it_went_over(app, size):
    async with app(RECORD).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        target = screen.main.form.field("body", "target")
        for gesture, typed in (("two", "one X-three"), ("three", "X"), ("drag", "onX-three")):
            target.type_text("one two-three")
            screen.main.bench.request.refresh_form()
            await screen.press("escape")
            x, y = place_of(screen, "one two")
            if gesture == "drag":
                await screen.drag((x + 2, y), (x + 6, y))
            else:
                await screen.click_at(x + 5, y, times=2 if gesture == "two" else 3)
            await screen.type("X")
            assert target.text == typed, gesture


@pytest.mark.parametrize("keys", [("ctrl+f",), ("ctrl+p",), ("f5", "slash"), ("H",)])
async def test_each_line_selects_words_by_two_clicks_and_all_by_three(app, keys):
    async with app(RECORD).run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape", *keys)
        await screen.until(lambda: isinstance(pilot.app.focused, Input), "a line to type in")
        line = pilot.app.focused
        for times, left in ((2, "record"), (3, "")):
            line.value = "zones record"
            await screen.drawn()
            region = line.content_region
            await screen.click_at(region.x + 2, region.y, times=times)
            await screen.press("delete")
            assert line.value.strip() == left
            await pilot.pause(pilot.app.CLICK_CHAIN_TIME_THRESHOLD + 0.1)


async def test_of_a_password_two_clicks_select_everything(app):
    async with app(RECORD).run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        line = PlainInput("one two", password=True)
        await screen.main.mount(line)
        await screen.drawn()
        await screen.click_at(line.content_region.x + 1, line.content_region.y, times=2)
        assert line.selected_text == "one two"
