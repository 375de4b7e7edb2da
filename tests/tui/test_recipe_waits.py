"""A step of a recipe that waits: it is sent again until its response is as it should become."""

import dataclasses
import json

import pytest

from ovh_explorer.translation import _, set_language
from tests.tui import test_recipes
from tests.tui.conftest import Demo
from tests.tui.screen import Screen
from tests.tui.test_recipes import SIZES, begin

recipe = test_recipes.recipe


@pytest.fixture
def served(monkeypatch):
    """What the API returns for the record, one after the other; the last stays. Without a pause."""
    values = []
    real = Demo.send

    async def send(demo, call, progress=None):
        response = await real(demo, call, progress)
        if call.method == "GET" and call.path.endswith("/record/{id}"):
            sent.append(response)
            value = values[min(len(sent), len(values)) - 1]
            content = value if isinstance(value, bytes) else json.dumps(value).encode()
            response = dataclasses.replace(response, content=content)
        return response

    sent: list = []
    monkeypatch.setattr(Demo, "send", send)
    monkeypatch.setattr("ovh_explorer.tui.workbench.send.UNTIL_EVERY_SECONDS", 0.01)
    return values, sent


UNTIL = "fieldType == 'TXT'"
TODO, DONE = {"fieldType": "A", "ttl": 1}, {"fieldType": "TXT", "ttl": 2}


async def last_step(screen: Screen, count: int = 3) -> None:
    """Go to the step that waits."""
    await begin(screen, count)
    await screen.press(">")
    await screen.sees("Recipe step 2 of")
    await screen.confirm()
    await screen.show("response")
    await screen.press(">")
    await screen.sees("Recipe step 3 of")


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_is_sent_again_until_its_response_is_as_it_should_become(
    app, fresh, recipe, served, size
):
    values, sent = served
    values += [TODO, TODO, DONE]
    recipe()
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen)
        await screen.press("ctrl+r")
        await screen.sees("This was the last step")
        assert len(sent) == 3
        words = "The condition is met: fieldType == 'TXT' (3 requests)."
        await screen.until(lambda: words in screen.toasts, "the toast")


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_that_waits_says_so_before_it_is_sent(app, fresh, recipe, size):
    recipe()
    async with app(url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen)
        await screen.sees("step 3 of 3 · ^r waits until fieldType == 'TXT'")
        await screen.show("request")
        await screen.press("end")
        await screen.sees("Sends the request again and again until fieldType ==")
        await screen.press("escape", "escape")
        await screen.open("GET /me")
        await screen.sees("Sends the request.")


LONG = f"fieldType == '{'a record of another kind ' * 4}'"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("condition", ["fieldType == 'TXT record'", LONG])
async def test_the_way_out_of_a_step_that_waits_has_room_in_a_narrow_terminal(
    app, fresh, recipe, served, language, condition, request
):
    values, sent = served
    values += [TODO]
    recipe((f'until = "{UNTIL}"', f'until = "{condition}"'))
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen)
        set_language(language)
        request.addfinalizer(lambda: set_language("en"))
        screen.main.recipes.look()
        await screen.sees(f"^r {_('{key} waits until {condition}').split()[1]}")
        await screen.sees(_("esc leaves it"))
        await screen.press("ctrl+r")
        await screen.sees(_("esc stops that"))
        await screen.click(_("esc stops that"))
        await screen.sees(_("esc leaves it"))
        count = len(sent)
        await screen.drawn()
        assert len(sent) == count
        await screen.click(_("esc leaves it"))
        await screen.until(lambda: not screen.main.recipes.is_open, "it is left")


async def test_esc_stops_a_step_that_waits_and_try_goes_on_with_it(app, fresh, recipe, served):
    values, sent = served
    values += [TODO]
    recipe()
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen)
        await screen.press("ctrl+r")
        await screen.sees("step 3 of 3 · Waits until fieldType == 'TXT' · esc stops that")
        await screen.press("escape")
        await screen.sees("step 3 of 3 · Not yet: ^r waits again")
        count = len(sent)
        await screen.drawn()
        assert len(sent) == count
        values.append(DONE)
        await screen.press("ctrl+r")
        await screen.sees("This was the last step")


async def test_a_step_that_waits_is_done_though_another_operation_is_open_by_then(
    app, fresh, recipe, served
):
    values, _ = served
    values += [TODO]
    recipe()
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen)
        await screen.press("ctrl+r")
        await screen.sees("step 3 of 3 · Waits until fieldType == 'TXT'")
        await screen.open("GET /me/bill")
        values.append(DONE)
        await screen.until(
            lambda: any("The condition is met" in toast for toast in screen.toasts), "the toast"
        )
        await screen.back()
        await screen.sees("This was the last step")
        assert '"TXT"' in screen.text


async def test_a_step_that_waits_gives_up_when_the_command_line_does(
    app, fresh, recipe, served, monkeypatch
):
    values, _ = served
    values += [TODO]
    monkeypatch.setattr("ovh_explorer.tui.workbench.send.UNTIL_MAX_SECONDS", 0.05)
    recipe()
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen)
        await screen.press("ctrl+r")
        await screen.sees("step 3 of 3 · Not yet: ^r waits again")
        (toast,) = (toast for toast in screen.toasts if toast.startswith("Not met in"))
        assert toast.endswith("fieldType == 'TXT'. Press ^r to go on waiting.")


async def test_going_on_ends_a_step_that_waits(app, fresh, recipe, served):
    values, sent = served
    values += [TODO]
    more = "until = \"fieldType == 'TXT'\""
    recipe((more, f'{more}\n\n[[steps]]\ncall = "GET /me"'))
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await last_step(screen, 4)
        await screen.press("ctrl+r")
        await screen.sees("esc stops that · > goes on")
        await screen.press(">")
        await screen.sees("Recipe step 4 of 4 · ^r sends it")
        await screen.until(lambda: not screen.main.bench.is_sending, "it stopped")
        count = len(sent)
        await screen.send()
        await screen.sees("This was the last step")
        assert len(sent) == count


async def test_a_recipe_is_begun_by_what_waits_in_its_first_step(app, fresh, recipe, served):
    """It was sent: leaving asks, as it does in a later step."""
    values, sent = served
    values += [TODO]
    first = """
[[steps]]
call = "GET /domain/zone/{zoneName}/record/{id}"
path = { zoneName = "${zone}", id = "5210000001" }
until = "fieldType == 'TXT'"

[[steps]]
id = "zones"
"""
    recipe(('\n[[steps]]\nid = "zones"\n', first))
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen, 4)
        assert screen.main.recipes.unfinished == "", "nothing was sent yet"
        await screen.press("ctrl+r")
        await screen.until(lambda: len(sent) > 2, "it waits")
        await screen.press("ctrl+q")
        await screen.sees("Leave before the recipe is finished?")
        assert "step 1 of 4" in " ".join(screen.text.split())
        await screen.press("escape")
        await screen.press("escape")
        assert screen.main.recipes.unfinished
