"""Each cell of a row of a list chooses it: that of its edge, and the blank beside it, too."""

import pytest
from textual.widgets import OptionList

from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from tests.tui.conftest import until
from tests.tui.screen import Screen

RECORDS = "GET /domain/zone/example.com/record"
SIZES = [(160, 48), (80, 24)]


def line_with(screen: Screen, words: str) -> int:
    return next(y for y, line in enumerate(screen.text.splitlines()) if words in line)


def type_of_record(screen: Screen) -> str:
    return screen.main.form.field("query", "fieldType").text


@pytest.mark.parametrize("size", SIZES)
async def test_the_edge_of_a_value_chooses_it(app, size):
    async with app(RECORDS).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.click("▾", within="fieldType")
        await screen.sees("▏CNAME")
        await screen.click("▏CNAME")
        await screen.until(lambda: type_of_record(screen) == "CNAME", "it is chosen")


@pytest.mark.parametrize("size", SIZES)
async def test_each_cell_in_the_line_of_an_entry_of_a_menu_chooses_it(app, size):
    entries = [Entry("One", "", "one"), Entry("Two", "", "two")]
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        chosen = []
        for cell in (0, 1, 2, -3, -2, -1):
            menu = MenuScreen("Menu", entries)
            pilot.app.push_screen(menu, chosen.append)
            await until(pilot, lambda: pilot.app.screen is menu, "the menu")  # noqa: B023
            await screen.sees("Two")
            region = menu.query_one(OptionList).region
            x = region.x + cell if cell >= 0 else region.right + cell
            await screen.click_at(x, line_with(screen, "Two"))
            await until(pilot, lambda: pilot.app.screen is screen.main, f"cell {cell}")
        assert chosen == ["two"] * 6


async def test_the_frame_above_and_below_a_menu_chooses_nothing(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        menu = MenuScreen("Menu", [Entry("One", "", "one"), Entry("Two", "", "two")])
        pilot.app.push_screen(menu)
        await screen.sees("Two")
        region = menu.query_one(OptionList).region
        await screen.click_at(region.x, region.y)
        await screen.click_at(region.x, region.bottom - 1)
        assert pilot.app.screen is menu
