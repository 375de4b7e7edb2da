"""The first click on a line of a response puts the cursor there, the next one opens the id."""

import pytest

from tests.tui.responses import RECORD, answered, serves
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECORDS = "GET /domain/zone/example.com/record"
FIRST, THIRD = "5210000001", "5210000003"
SERVERS = [{"name": "alpha"}, {"name": "beta"}, {"name": "gamma"}]


async def list_of_ids(pilot) -> Screen:
    screen = await Screen(pilot).ready(form=True)
    await screen.press("ctrl+r")
    await screen.sees(THIRD)
    await screen.until(
        lambda: screen.main.panes.focused_pane == "response", "the response has the keys"
    )
    return screen


def row_of(screen: Screen, words: str) -> int:
    """The row of the screen that words stand in."""
    return next(y for y, line in enumerate(screen.text.splitlines()) if words in line)


def open_path(screen: Screen) -> str:
    return screen.main.form.operation.path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", [FIRST, THIRD])
async def test_the_first_line_of_a_list_is_opened_as_any_other_is(app, size, words):
    async with app(RECORDS).run_test(size=size) as pilot:
        screen = await list_of_ids(pilot)
        await screen.click(words)
        await pilot.pause()
        assert not open_path(screen).endswith("/{id}"), "it is only selected"
        await screen.click(words)
        await screen.until(lambda: open_path(screen).endswith("/{id}"), "the next click opens it")


async def test_a_click_on_another_line_selects_that(app):
    async with app(RECORDS).run_test(size=(160, 48)) as pilot:
        screen = await list_of_ids(pilot)
        await screen.click(THIRD)
        await screen.click(FIRST)
        await screen.click(THIRD)
        await pilot.pause()
        assert not open_path(screen).endswith("/{id}"), "each was only selected"
        await screen.press("up")
        await screen.click(THIRD)
        await pilot.pause()
        assert not open_path(screen).endswith("/{id}"), "the cursor was elsewhere"
        await screen.click(THIRD)
        await screen.until(lambda: open_path(screen).endswith("/{id}"), "the next click opens it")


async def test_back_in_the_list_a_line_is_selected_first_again(app):
    async with app(RECORDS).run_test(size=(160, 48)) as pilot:
        screen = await list_of_ids(pilot)
        await screen.click(THIRD, times=2)
        await screen.until(lambda: open_path(screen).endswith("/{id}"), "it is open")
        await screen.sees('"fieldType"')
        await screen.press("backspace")
        await screen.until(lambda: open_path(screen).endswith("/record"), "the list again")
        await screen.sees(THIRD)
        await screen.click(THIRD)
        await pilot.pause()
        assert open_path(screen).endswith("/record")


async def test_a_click_before_a_row_marks_it_once_one_is_marked(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        screen, _view = await answered(pilot)
        page = Screen(pilot)
        await page.press("t")
        await page.sees("row 1 of 3")
        await page.press("space")
        await page.sees("* alpha")
        left = screen.bench.response.view.region.x
        await page.click_at(left, row_of(page, "gamma"))
        await page.sees("* gamma")
        await page.click_at(left, row_of(page, "alpha"))
        await page.until(lambda: "* alpha" not in page.text, "its mark is taken away")
        assert "* gamma" in page.text
