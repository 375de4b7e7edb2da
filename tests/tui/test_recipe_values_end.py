"""What a recipe put into forms is of the recipe alone."""

import pytest

from ovh_explorer.form.draft import draft_of
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.messages import OpenOperation
from ovh_explorer.workspace.navigation.target import OperationTarget
from tests.tui.screen import Screen
from tests.tui.test_form_fingers import go_to
from tests.tui.test_forms import Remembering
from tests.tui.test_recipe_steps import begin, choose, recipe

__all__ = ["recipe"]

SIZES = [(160, 48), (80, 24)]
LIST = "GET /domain/zone/{zoneName}/record"
POST = "POST /domain/zone/{zoneName}/record"
STEPS = (
    f"""
[[steps]]
call = "{LIST}"
path = {{ zoneName = "example.com" }}
query = {{ fieldType = "TXT", subDomain = "test1" }}
""",
    f"""
[[steps]]
call = "{POST}"
path = {{ zoneName = "example.com" }}
body = {{ fieldType = "TXT", subDomain = "test1", target = "aaa", ttl = 60 }}
""",
    """
[[steps]]
call = "GET /me"
""",
)


def given(screen: Screen) -> dict[str, str]:
    """What the form that is open says."""
    return {item.name: item.text for item in screen.main.form.fields if item.is_given}


async def next_step(screen: Screen, number: int) -> None:
    await screen.show("response")
    await screen.press(">")
    await screen.sees(f"Recipe step {number} of 3")


async def leave(screen: Screen) -> None:
    """Leave the recipe, whatever esc ends before."""
    for _ in range(4):
        if "Recipe step" not in screen.text:
            return
        await screen.press("escape")
    assert "Recipe step" not in screen.text


async def to_the_end(screen: Screen) -> None:
    await begin(screen)
    await next_step(screen, 2)
    await next_step(screen, 3)
    await screen.send()
    await screen.sees("This was the last step")


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_has_no_values_of_a_recipe_that_was_left(app, fresh, recipe, size):
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open(POST)
        await go_to(screen, "ttl")
        await screen.press("enter")
        await screen.type("555")
        await screen.press("escape")
        before = given(screen)
        assert before["ttl"] == "555"
        await begin(screen)
        assert given(screen)["subDomain"] == "test1"
        await next_step(screen, 2)
        assert given(screen)["ttl"] == "60"
        await leave(screen)
        assert given(screen)["target"] == "aaa", "not under the user's eyes"
        await screen.open(LIST.replace("{zoneName}", "example.com"))
        assert given(screen) == {"zoneName": "example.com"}
        await screen.open(POST)
        assert given(screen).items() >= before.items()
        assert not given(screen).keys() & {"subDomain", "target", "fieldType"}


@pytest.mark.parametrize("size", SIZES)
async def test_a_zone_opens_the_list_of_its_records_without_the_query_of_a_step(
    app, fresh, recipe, size
):
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await to_the_end(screen)
        await screen.open("GET /domain/zone/example.com")
        await screen.send()
        await screen.show("response")
        await screen.press("a")
        await screen.type("record")
        await screen.sees(LIST)
        await screen.press("enter")
        await screen.until(
            lambda: screen.main.form.operation.title == LIST and not screen.is_sending, "it is read"
        )
        assert given(screen) == {"zoneName": "example.com"}


async def test_what_was_typed_in_a_step_stays(app, fresh, recipe):
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await next_step(screen, 2)
        await go_to(screen, "target")
        await screen.press("enter", "ctrl+a", "ctrl+k")
        await screen.type("mine")
        await screen.press("escape")
        await leave(screen)
        await screen.open("GET /me")
        await screen.open(POST)
        assert given(screen) == {"zoneName": "example.com", "target": "mine"}
        await screen.open(POST.replace("{zoneName}", "example.net"))
        assert given(screen) == {"zoneName": "example.net"}, "it was for another zone"


async def test_steps_hold_their_values_while_the_recipe_goes_on(app, fresh, recipe):
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await next_step(screen, 2)
        await screen.open("GET /me")
        await screen.open(POST)
        assert given(screen)["target"] == "aaa"
        await screen.sees("Recipe step 2 of 3")


async def test_back_shows_a_step_as_it_was_and_to_open_it_anew_does_not(app, fresh, recipe):
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await leave(screen)
        step = given(screen)
        await screen.open("GET /domain")
        await screen.open(LIST)
        own = given(screen)
        assert "subDomain" not in own
        await screen.back()
        await screen.back()
        assert given(screen) == step
        await screen.open("GET /domain")
        await screen.open(LIST)
        assert given(screen) == own


async def test_a_recipe_that_is_gone_on_with_has_its_values_again(app, fresh, recipe):
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.send()
        step = given(screen)
        await leave(screen)
        await screen.open("GET /domain")
        await screen.open(LIST)
        assert "subDomain" not in given(screen)
        await screen.press("ctrl+p")
        await screen.type("scenario")
        await screen.sees("Series of requests")
        await screen.press("enter")
        await screen.sees("Go on at step 1 of 3")
        await screen.press("enter")
        await screen.sees("Recipe step 1 of 3")
        assert given(screen) == step
        # Another one ends it.
        await choose(screen)
        await screen.sees("Recipe step 1 of 3")
        await next_step(screen, 2)
        await leave(screen)
        await screen.open(LIST)
        assert "subDomain" not in given(screen)


async def test_no_draft_has_values_of_a_recipe(app, fresh, recipe):
    recipe(*STEPS)
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        for words in (LIST, POST):
            await screen.open(words)
        await begin(screen)
        await next_step(screen, 2)
        await next_step(screen, 3)
        await leave(screen)
        await screen.open("GET /domain")
        for words in (LIST, POST):
            await screen.open(words)
            assert "Restore values" not in screen.text
        await choose(screen)
        await screen.sees("Recipe step 1 of 3")
    async with ExplorerApp(Remembering()).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        for words in (LIST, POST):
            await screen.open(words)
            assert "Restore values" not in screen.text


async def test_a_request_that_the_user_opens_again_is_no_step_s(app, fresh, recipe):
    """From the history, a favourite, a curl command: the same values, and the user's own."""
    recipe(*STEPS)
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        step = given(screen)
        draft = draft_of(screen.main.form, secrets=True)
        await screen.open("GET /domain")
        target = OperationTarget("v1", "GET", LIST.removeprefix("GET "))
        await screen.main.opener.open_as_said(OpenOperation(target, draft=draft))
        await screen.open("GET /me")
        await leave(screen)
        await screen.open("GET /domain")
        await screen.open(LIST)
        assert given(screen) == step
