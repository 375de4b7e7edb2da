"""What a recipe of the user's offers for its values: the account's, and those it was made with."""

import re
from typing import Any

from textual.widgets import Input

from ovh_explorer.config import data_dir
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from tests.tui.screen import Screen

# As the history writes one: no parameter says where its values are listed.
RECIPE = """\
format = 1
title = "A record as I made it"

[parameters.zone]
example = "example.org"

[parameters.sub]
example = "www2"

[[steps]]
id = "record"
call = "POST /domain/zone/{zoneName}/record"
path = { zoneName = "${zone}" }
body = { fieldType = "TXT", subDomain = "${sub}", target = "\\"${sub}\\"" }

[[steps]]
call = "GET /domain/zone/{zoneName}/record/{id}"
path = { zoneName = "${zone}", id = "${record.id}" }
"""
BELOW = """\
format = 1
title = "A record as I made it"

[parameters.zone]
example = "example.com"

[parameters.record]
example = "1"

[[steps]]
call = "GET /domain/zone/{zoneName}/record/{id}"
path = { zoneName = "${zone}", id = "${record}" }
"""


def write(text: str) -> None:
    directory = data_dir() / "recipes"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "mine.toml").write_text(text)


async def begin(screen: Screen, words: str = "as i made it") -> None:
    await screen.press("ctrl+p")
    await screen.type("scenario")
    await screen.sees("Series of requests")
    await screen.press("enter")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, MenuScreen), "the menu")
    await screen.choose_recipe(words)


async def menu(screen: Screen, name: str) -> MenuScreen:
    def is_there() -> bool:
        shown: Any = screen.pilot.app.screen
        return (
            isinstance(shown, MenuScreen) and re.search(rf"\b{name}\)? · ", screen.text) is not None
        )

    await screen.until(is_there, f"the values of {name}")
    shown = screen.pilot.app.screen
    assert isinstance(shown, MenuScreen)
    return shown


async def test_values_are_those_the_form_of_its_step_offers_and_its_own_is_chosen(
    app, fresh, no_keys_of_the_user
):
    write(RECIPE)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await menu(screen, "zone")
        await screen.sees("example.com")
        await screen.sees("For step 1: POST /domain/zone/{zoneName}/record")
        await screen.press("enter")
        await screen.until(lambda: isinstance(pilot.app.screen, PromptScreen), "no list has these")
        line = pilot.app.screen.query_one(Input)
        assert (line.value, line.placeholder) == ("", "such as www2: enter takes it")
        await screen.press("enter")
        await screen.sees("Recipe step 1 of 2")
        form = screen.main.form
        assert form.field("path", "zoneName").text == "example.org"
        assert form.field("body", "subDomain").text == "www2"


async def test_a_list_below_a_value_is_that_of_the_value_that_was_given(
    app, fresh, no_keys_of_the_user
):
    write(BELOW)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await menu(screen, "zone")
        await screen.press("enter")
        await menu(screen, "record")
        known = await screen.main.workspace.value_lookup.read(
            *next(_of_example_com(screen.main.workspace))
        )
        assert known.values
        assert known.values[0].text in screen.text
        await screen.press("enter")
        await screen.sees("Recipe step 1 of 1")
        assert screen.main.form.field("path", "id").text == known.values[0].text


def _of_example_com(workspace):
    form = workspace.form("v1", "GET", "/domain/zone/{zoneName}/record/{id}")
    form.field("path", "zoneName").type_text("example.com")
    yield form, form.field("path", "id")


NEW = """\
format = 1
title = "A record as I made it"

[parameters.name]
example = "new.example.com"

[[steps]]
id = "record"
call = "POST /domain/zone/{zoneName}/record"
path = { zoneName = "example.com" }
body = { fieldType = "TXT", subDomain = "${name}", target = "a" }

[[steps]]
call = "GET /domain/zone/{zoneName}"
path = { zoneName = "${name}" }
"""


async def test_the_first_step_with_a_value_says_whether_it_is_a_new_one(
    app, fresh, no_keys_of_the_user
):
    write(NEW)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.sees("name · 1/1")
        assert isinstance(pilot.app.screen, PromptScreen), "no list: it isn't in the account yet"


async def test_what_is_deleted_is_typed_and_a_secret_has_no_list(app, fresh, no_keys_of_the_user):
    write(
        RECIPE.replace("GET /domain", "DELETE /domain")
        .replace('example = "www2"', "secret = true")
        .replace('id = "${record.id}"', 'id = "${number}"')
        .replace("[[steps]]", '[parameters.number]\nexample = "1"\n\n[[steps]]', 1)
    )
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await menu(screen, "zone")
        await screen.press("enter")
        await screen.sees("sub · 2/3")
        assert isinstance(pilot.app.screen, PromptScreen)
        await screen.press("enter")
        await screen.sees("A value is needed.")
        await screen.type("a secret")
        await screen.press("enter")
        await menu(screen, "number")
        await screen.sees("↓ and enter choose")
        await screen.press("enter")
        await screen.sees("Press ↓ to choose an entry.")


async def test_the_example_of_one_that_ships_is_not_taken(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen, "add a txt")
        await menu(screen, "zone")
        await screen.press("enter")
        await screen.until(lambda: isinstance(pilot.app.screen, PromptScreen), "the name")
        assert pilot.app.screen.query_one(Input).placeholder == "such as _acme-challenge"
        await screen.press("enter")
        await screen.sees("A value is needed.")
