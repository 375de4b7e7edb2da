"""The search for operations finds the program's own screens by their names."""

import pytest

from ovh_explorer.tui.main.found_places import find_places
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("keys", ["Keys of the account", "Keys and help"]),
        ("account keys", ["Keys of the account"]),
        ("profiles", ["All commands"]),
        ("settings", ["All commands"]),
        ("hist", ["History"]),
        ("favourites", ["Favourites"]),
        ("bookmarks", ["Favourites"]),
        ("recipes", ["Recipes"]),
        ("Sign in", ["Sign in"]),
        ("ke", []),
        ("/me/keys", []),
        ("list dns records", []),
        ("history of a zone", []),
        ("", []),
    ],
)
def test_places_are_found_by_the_beginning_of_each_word(typed, titles):
    assert [command.title for command in find_places(typed)] == titles


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("typed", "line", "title"),
    [
        ("history", "→      History", "History"),
        ("favourites", "→      Favourites", "Favourites"),
        ("recipes", "→      Recipes", "Recipes"),
    ],
)
async def test_a_place_stands_above_the_operations_and_opens(app, size, typed, line, title):
    async with app().run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type(typed)
        await screen.click(line)
        await screen.until(lambda: title in screen.title, "it is open")


@pytest.mark.parametrize("typed", ["history", " History "])
async def test_enter_opens_the_place_that_is_called_by_its_whole_name(app, typed):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type(typed)
        await screen.sees("→      History")
        await screen.sees("/history")
        await screen.press("enter")
        await screen.until(lambda: "History" in screen.title, "it is open")


async def test_enter_still_opens_the_operation_that_is_searched_for(app):
    async with app().run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("account")
        await screen.sees("→      Keys of the account")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form is not None, "an operation")
        # And the key above it goes to the place.
        await screen.press("ctrl+f")
        await screen.type("keys")
        await screen.sees("→      Keys of the account")
        await screen.press(*["up"] * 4, "enter")
        await screen.until(lambda: screen.title.startswith("Keys of"), "the keys")


async def test_where_only_a_place_is_found_enter_opens_it(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("bookmarks")
        await screen.sees("→      Favourites")
        await screen.press("enter")
        await screen.until(lambda: "Favourites" in screen.title, "it is open")
