"""What a pane shows that has nothing yet: what to do, and an example that can't be taken for a
response.
"""

import pytest

from ovh_explorer.text import in_ascii
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.search_screen import SearchScreen
from tests.tui.conftest import Demo, type_keys, until
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
ZONES = "GET /domain/zone"


@pytest.mark.parametrize("size", SIZES)
async def test_the_start_says_three_things_to_do(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        if size[0] < 90:
            await pilot.press("2")
        await screen.sees("Press ^f to find an operation by words, a path or a URL.")
        assert "Press enter on a product" in screen.text
        await screen.click("Press ^f")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")


@pytest.mark.parametrize("size", SIZES)
async def test_a_response_pane_says_what_to_do_until_something_was_sent(app, size):
    async with app(ZONES).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        for words in (
            "Press ^r to send the request.",
            "Press ^n for headers and code.",
            "Press enter on",
        ):
            assert words in screen.text
        await screen.click("Press ^r")
        await screen.until(lambda: screen.response.status == "200 OK", "it is sent")
        assert "Press ^r" not in screen.text
        assert "Press enter on" not in screen.text
        await screen.open("POST /domain/zone/{zoneName}/record")
        await screen.show("response")
        assert "Press ^r to check the request and send it." in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_an_example_is_no_response(app, size):
    async with app(ZONES).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        shown = screen.response
        assert shown.said[0].startswith("Example, not a response")
        assert shown.is_dimmed
        assert shown.status == ""
        assert ("3 Response · example" in shown.title) == (size[0] > 90)
        example = [line for line in screen.text.splitlines() if "┆" in line]
        assert any('"string"' in line for line in example), screen.text
        await screen.send()
        shown = screen.response
        assert "Example" not in "".join(shown.said)
        assert "example" not in shown.title
        assert not shown.is_dimmed
        assert "┆" not in screen.text


async def test_an_example_is_none_without_colours_and_in_ascii():
    app = ExplorerApp(Demo(), ZONES, clock=lambda: 0.0, few_colours=True)
    async with app.run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        drawn = in_ascii(screen.text)
        assert "3 Response . example" in drawn
        assert "Example, not a response" in drawn
        lines = [line for line in drawn.splitlines() if '"string"' in line]
        assert lines
        assert all(": " in line.partition('"string"')[0] for line in lines)


async def test_what_returns_nothing_has_no_example(app):
    async with app("POST /domain/zone/{zoneName}/refresh").run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        assert screen.response.said == ("No response yet",)
        assert "This operation returns nothing (void)." in screen.response.text
        assert "example" not in screen.response.title


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_history_says_how_it_is_filled(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await pilot.press("H")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
        assert "Press esc to close this, find an operation with ^f" in screen.text
        # They are no lines to choose.
        await pilot.press("down", "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await type_keys(pilot, *"zone")
        await screen.sees("Type a part of a path")
        assert "Use fewer words" not in screen.text, "it is one"
        await type_keys(pilot, *" 404")
        await screen.sees("Use fewer words")
        await screen.click("Press esc to close")
        await until(pilot, lambda: pilot.app.screen is screen.main, "it is closed")


@pytest.mark.parametrize("size", SIZES)
async def test_a_search_that_finds_nothing_says_what_to_try(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await pilot.press("ctrl+f")
        await type_keys(pilot, *"xyzzyqq")
        await screen.sees("Use fewer words, or others")
        assert "Type a path such as /domain/zone" in screen.text
        await screen.click("press esc")
        await until(pilot, lambda: pilot.app.screen is screen.main, "it is closed")


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_that_finds_nothing_says_what_to_do(app, size):
    async with app().run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await pilot.press("slash")
        await type_keys(pilot, *"xyzzyqq")
        await screen.sees("Use fewer words: nothing found.")
        await screen.click("Press esc to show")
        await screen.until(lambda: not screen.main.products.is_filtering, "the products again")
        assert "Use fewer words" not in screen.text


@pytest.mark.parametrize("tab", ["Response", "Headers"])
async def test_where_nothing_was_sent_there_is_nothing_to_copy_or_save(app, tab):
    refresh = app("POST /domain/zone/{zoneName}/refresh")
    async with refresh.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.tab(tab)
        await screen.press("y")
        await screen.sees("Not copied: there is no response yet.")
        await screen.press("ctrl+s")
        await screen.sees("Not written: there is no response yet.")
        assert pilot.app.screen is screen.main


async def test_an_example_is_copied_and_saved_as_one(app):
    async with app(ZONES).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.show("response")
        await screen.press("y")
        await screen.sees("Copied the example")
        await screen.press("ctrl+s")
        await screen.sees("Write example to")


@pytest.mark.parametrize("key", ["3", "f7"])
async def test_a_pane_that_one_is_in_says_no_key_that_goes_there(app, key):
    async with app(ZONES).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press(key)
        await screen.sees("Press ^n for headers and code.")
        assert "F7 to go to this pane" not in screen.text


async def test_the_pane_beside_says_how_to_get_there(app):
    async with app(ZONES).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.sees("Press F7 to go to this pane, ^n for headers and code.")
        await screen.press("f7")
        await screen.sees("Press ^n for headers and code.")
        await screen.press("2")
        await screen.sees("Press F7 to go to this pane, ^n for headers and code.")


async def test_an_example_that_is_not_in_sight_is_neither_copied_nor_saved(app):
    async with app(ZONES).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("escape", "y")
        await screen.sees("Not copied: there is no response yet.")
        await screen.press("ctrl+s")
        await screen.sees("Not written: there is no response yet.")
        await screen.show("response")
        await screen.press("y")
        await screen.sees("Copied the example")
