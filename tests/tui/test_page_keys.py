"""The page keys show the next page by one press, wherever the cursor is on this one."""

import re

import pytest

from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.products.tree import ProductTree
from tests.tui.conftest import type_keys
from tests.tui.responses import RECORD, answered, serves
from tests.tui.screen import Screen

ROWS = [{"id": number, "name": f"row-{number:03}"} for number in range(300)]
LONG = [f"item-{number:03} {'long words ' * (number % 40)}" for number in range(300)]


def in_sight(screen: Screen, name: str) -> list[int]:
    """The numbers of what is listed, from top to bottom."""
    above_footer = screen.text.rpartition("\n")[0]
    return [int(found) for found in re.findall(rf"{name}-(\d+)", above_footer)]


async def paged(screen: Screen, name: str) -> None:
    """Go two pages down and up again: nothing between two pages is left out."""
    first = in_sight(screen, name)
    await screen.press("pagedown")
    second = in_sight(screen, name)
    assert first[1] < second[0] <= first[-1] + 1
    assert second[-1] > first[-1] + 1
    await screen.press("pagedown")
    third = in_sight(screen, name)
    assert second[1] < third[0] <= second[-1] + 1
    await screen.press("pageup")
    back = in_sight(screen, name)
    assert back[0] < third[0] - 1
    assert back[-1] >= third[0] - 1
    await screen.press("pageup", "pageup")
    assert in_sight(screen, name)[0] == first[0]
    await screen.press(*["pagedown"] * 300)
    assert in_sight(screen, name)[-1] == 299
    await screen.press("pageup")
    assert in_sight(screen, name)[-1] < 299


@pytest.mark.parametrize("keys", [(), ("W",)], ids=["cut", "wrapped"])
async def test_a_response(app, monkeypatch, keys):
    serves(monkeypatch, LONG)
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        await answered(pilot)
        screen = Screen(pilot)
        await screen.press(*keys, "j", "j")
        await paged(screen, "item")


async def test_a_table(app, monkeypatch):
    serves(monkeypatch, ROWS)
    async with app(RECORD).run_test(size=(80, 24)) as pilot:
        await answered(pilot)
        screen = Screen(pilot)
        await screen.press("t")
        await screen.sees("row 1 of 300")
        await paged(screen, "row")


async def test_a_menu(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        entries = [Entry(f"entry-{number}", "a note", str(number)) for number in range(300)]
        pilot.app.push_screen(MenuScreen("Entries", entries))
        await screen.sees("entry-0")
        await paged(screen, "entry")


async def test_the_products(app):
    async with app().run_test(size=(80, 16)) as pilot:
        screen = await Screen(pilot).ready()
        tree = pilot.app.screen.query_one(ProductTree)
        tree.clear()
        for number in range(300):
            tree.root.add_leaf(f"leaf-{number}")
        await screen.sees("leaf-0")
        await paged(screen, "leaf")


async def test_the_commands_and_the_search(app):
    async with app().run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+p")
        await screen.sees("Open an operation")
        await screen.press("pagedown")
        assert "Open an operation" not in screen.text
        await screen.press("pageup")
        assert "Open an operation" in screen.text
        await screen.press("escape", "ctrl+f")
        await type_keys(pilot, *"zone")
        await screen.sees("the best 50")
        first = screen.text.splitlines()
        await screen.press("pagedown")
        second = screen.text.splitlines()
        assert first[10] not in second
