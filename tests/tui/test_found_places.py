"""The search for operations finds the program's own screens by their names."""

import re

import pytest
from textual.widgets import Input

from ovh_explorer.catalog.search import languages as languages_of_search
from ovh_explorer.tui.main.found_places import find_places
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.widgets.result_list import ResultList
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("keys", ["Keys of the account", "Keys and help", "Sign in"]),
        ("account keys", ["Keys of the account", "Sign in"]),
        ("ask for new keys", ["Sign in"]),
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
def test_places_are_found_by_the_words_that_name_them(typed, titles):
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
        await screen.press(*["up"] * 8, "enter")
        await screen.until(lambda: screen.title.startswith("Keys of"), "the keys")


async def test_where_only_a_place_is_found_enter_opens_it(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("bookmarks")
        await screen.sees("→      Favourites")
        await screen.press("enter")
        await screen.until(lambda: "Favourites" in screen.title, "it is open")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("recipe", "Recipes"),
        ("recipes", "Recipes"),
        # Operations have to do with saving, too.
        ("save recipe", "Script or recipe of past requests"),
        ("keep my requests as a recipe", "Script or recipe of past requests"),
        ("bookmarks", "Favourites"),
        ("keyboard shortcuts", "Keys and help"),
    ],
)
async def test_where_only_places_are_found_the_line_says_which_one_enter_opens(app, typed, name):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type(typed)
        await screen.sees(f"enter opens {name}")
        assert not re.search("not in the demo|sign in", screen.text)


async def test_the_line_names_the_place_that_the_cursor_is_on(app):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("recipe")
        await screen.sees("enter opens Recipes")
        await screen.press("down")
        await screen.sees("enter opens Script or recipe of past requests")
        await screen.press("enter")
        await screen.until(lambda: "History" in screen.title, "it is open")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoom", "Zoom"),
        ("undo", "Undo"),
        ("fullscreen", "Zoom"),
        ("jmespath", "Filter the response"),
        ("typescript", "Language of the code"),
    ],
)
async def test_a_command_is_not_said_to_be_missing(app, typed, name):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type(typed)
        await screen.sees("no operation")
        await screen.sees(f"This is a command: press esc, then ^p, and choose {name}.")
        assert not re.search("not in the demo|Sign in|only part", screen.text)


async def test_of_several_words_those_of_commands_are_not_said_to_be_missing(app):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("zoom zorglub")
        await screen.sees("· zorglub: not in the demo's")


async def test_a_favourite_and_what_was_sent_are_found_by_their_names(app):
    async with app("GET /domain/zone/zorglub.example/record").run_test(
        size=(140, 40), notifications=True
    ) as pilot:
        screen = await Screen(pilot).ready(form=True)
        await screen.press("ctrl+r")
        await screen.until(lambda: screen.main.bench.response.response, "a response")
        favourites = screen.main.workspace.favourites
        favourites.keep("", "Grand frobnication", ("v1", "GET", "/me"), {})
        for typed, name in (
            ("frobnication", "Grand frobnication"),
            ("zorglub", "GET /domain/zone/zorglub.example/record"),
        ):
            await screen.press("ctrl+f")
            await screen.type(typed)
            await screen.sees(f"enter opens {name}")
            assert "not in the demo" not in screen.text
            await screen.press("enter")
            await screen.until(lambda: screen.main is pilot.app.screen, "it is open")
        await screen.sees("zorglub.example")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("recettes", "entrée ouvrir Recettes"),
        ("garder une recette", "entrée ouvrir Script ou recette des requêtes passées"),
        (
            "plein écran",
            "C’est une commande\u202f: appuyez sur échap, puis ^p, et choisissez Zoom.",
        ),
    ],
)
async def test_in_french_too(app, in_french, typed, said):
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type(typed)
        await screen.sees(said)
        assert "absent des" not in screen.text


async def test_the_name_of_a_favourite_is_not_translated(app, in_french):
    """ "Quit" is a command, and what somebody called a request."""
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        screen.main.workspace.favourites.keep("", "Quit", ("v1", "GET", "/me"), {})
        await screen.press("ctrl+f")
        await screen.type("quit")
        await screen.sees("Favori\u202f: GET /me")
        lines = [line for line in screen.text.splitlines() if "Favori" in line]
        assert "Quitter" not in lines[0]
        assert "Quit" in lines[0]


async def test_a_long_text_is_gone_through_at_no_key(app, monkeypatch):
    """What is pasted may be a whole page; each letter behind it would stop the screen."""
    read = []
    plain = languages_of_search.plain
    page = "restart into rescue " * 5_000

    def noted(text: str) -> str:
        if page[:60] in text:
            read.append(text)
        return plain(text)

    monkeypatch.setattr(languages_of_search, "plain", noted)
    async with app().run_test(size=(140, 40), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.until(lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
        pilot.app.screen.query_one(Input).value = page
        await screen.type("x")
        await screen.drawn()
        assert read
        assert max(map(len, read)) < 1_000
        await screen.press("escape", "ctrl+p")
        await screen.type("x")
        pilot.app.screen.query_one(Input).value = page
        await screen.drawn()
        assert max(map(len, read)) < 1_000


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("typed", "opened"),
    [
        # The beginning of a title, with its signs or without.
        ("acl on", "acl on and off"),
        ("additional ip: move", "Additional IP: move a block to another server"),
        ("dns: add a t", "DNS: add a TXT record"),
        ("secret manager keep", "Secret Manager: keep a secret"),
        # The name of what operations are about.
        ("additional ip", "GET /ip"),
        # The operations have "record".
        ("recird", "small recird"),
        # These ask for operations, whatever stands above them.
        ("add txt record", "POST /domain/zone/{zoneName}/record"),
    ],
)
async def test_the_line_above_says_what_enter_opens(app, size, typed, opened):
    async with app().run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        favourites = screen.main.workspace.favourites
        favourites.keep("", "acl on and off", ("v1", "GET", "/me"), {})
        favourites.keep("", "small recird", ("v1", "GET", "/me"), {})
        await screen.press("ctrl+f")
        await screen.type(typed)
        await screen.sees("→      ")
        search = pilot.app.screen
        await screen.until(lambda: f"enter opens {opened}" in screen.text, screen.text)
        chosen = search.query_one(ResultList)
        assert opened.split()[-1] in chosen.line(chosen.cursor).plain


async def test_enter_opens_what_was_saved_under_the_words_that_were_typed(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        favourites = screen.main.workspace.favourites
        favourites.keep("", "acl on and off", ("v1", "GET", "/me"), {})
        await screen.press("ctrl+f")
        await screen.type("acl on")
        await screen.sees("enter opens acl on and off")
        await screen.press("enter")
        await screen.until(lambda: screen.main.form is not None, "it is open")
        assert screen.main.form.operation.path == "/me"


async def test_where_no_place_stands_above_the_operations_nothing_more_is_said(app):
    async with app().run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+f")
        await screen.type("list dns records")
        await screen.sees("tab goes through")
        assert "enter opens GET" not in screen.text
