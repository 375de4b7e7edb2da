"""A click on an id of a list opens it; elsewhere in a response the first click selects a line."""

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
    return screen


def is_one_open(screen: Screen) -> bool:
    return screen.main.form.operation.path.endswith("/{id}")


def row_of(screen: Screen, words: str) -> int:
    """The row of the screen that words stand in."""
    return next(y for y, line in enumerate(screen.text.splitlines()) if words in line)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", [FIRST, THIRD])
@pytest.mark.parametrize("times", [1, 2])
async def test_an_id_of_a_list_is_opened_by_the_first_click(app, size, words, times):
    async with app(RECORDS).run_test(size=size) as pilot:
        screen = await list_of_ids(pilot)
        await screen.click(words, times=times)
        await screen.until(lambda: is_one_open(screen), "it is open")
        assert screen.main.form.field("path", "id").text == words
        await screen.sees('"fieldType"')


async def test_brackets_of_a_list_and_the_margin_open_nothing(app):
    async with app(RECORDS).run_test(size=(160, 48)) as pilot:
        screen = await list_of_ids(pilot)
        left = screen.main.bench.response.view.region.x
        for words in ("▾ [", "8   ]"):
            await screen.click(words[-1], within=words, right=True)
        # Beside an entry, where a list or an object would be folded.
        await screen.click_at(left, row_of(screen, THIRD))
        await pilot.pause()
        assert not is_one_open(screen)


async def test_in_an_object_the_first_click_selects_and_the_next_one_opens(app):
    async with app("GET /domain/zone/example.com/record/5210000001").run_test() as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.sees('"zone"')
        await screen.click('"ttl"')
        await pilot.pause()
        assert pilot.app.screen is screen.main
        await screen.click('"ttl"')
        await screen.until(lambda: screen.title.startswith("Actions"), "what enter does there")


async def marked_table(pilot) -> tuple[Screen, int]:
    """A table whose first row is marked and has the cursor, and the column of the marks."""
    screen, _view = await answered(pilot)
    page = Screen(pilot)
    await page.press("t")
    await page.sees("row 1 of 3")
    await page.press("space", "up")
    await page.sees("* alpha")
    return page, screen.bench.response.view.region.x


async def test_a_click_before_a_row_marks_it_once_one_is_marked(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        page, left = await marked_table(pilot)
        await page.click_at(left, row_of(page, "gamma"))
        await page.sees("* gamma")
        await page.click_at(left, row_of(page, "alpha"))
        await page.until(lambda: "* alpha" not in page.text, "its mark is taken away")
        assert "* gamma" in page.text


async def test_a_double_click_on_the_only_mark_opens_nothing(app, monkeypatch):
    serves(monkeypatch, SERVERS)
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        page, left = await marked_table(pilot)
        before = page.main.form.operation.key
        await page.click_at(left, row_of(page, "alpha"), times=2)
        await page.drawn()
        assert page.main.form.operation.key == before
        assert pilot.app.screen is page.main


async def test_an_id_is_clicked_again_soon_after_the_way_back(app):
    async with app(RECORDS).run_test(size=(160, 48)) as pilot:
        screen = await list_of_ids(pilot)
        await screen.click(THIRD)
        await screen.until(lambda: is_one_open(screen), "it is open")
        await screen.sees('"fieldType"')
        await screen.press("backspace")
        await screen.sees(THIRD)
        y = row_of(screen, THIRD)
        await screen.click_at(screen.text.splitlines()[y].index(THIRD), y, soon=True)
        await screen.until(lambda: is_one_open(screen), "it is open again")


async def test_what_a_filter_leaves_that_is_no_name_is_selected(app):
    async with app(RECORDS).run_test(size=(160, 48)) as pilot:
        screen = await list_of_ids(pilot)
        await screen.press("f")
        await screen.type("map(&length(to_string(@)), @)")
        await screen.press("enter")
        await screen.sees("10")
        await screen.click("10", right=True, within="3 ")
        await screen.drawn()
        assert pilot.app.screen is screen.main
        assert not is_one_open(screen)
