"""Recipes on the screen: chosen, given their values, opened step by step, sent by the user alone."""

import asyncio

import pytest

from ovh_explorer.config import data_dir
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from tests.tui.conftest import Demo
from tests.tui.screen import Screen

SIZES = [(160, 48), (80, 24)]
RECIPE = """\
format = 1
title = "A record and its name"

[parameters.zone]
description = "the zone"
choices = "GET /domain/zone"

[parameters.text]
description = "what it says"
secret = true

[[steps]]
id = "zones"
call = "GET /domain/zone"
note = "Lists the zones."

[[steps]]
id = "record"
call = "POST /domain/zone/{zoneName}/record"
note = "Adds the record."
path = { zoneName = "${zone}" }
body = { fieldType = "TXT", subDomain = "screen", target = "${text}" }

[[steps]]
call = "GET /domain/zone/{zoneName}/record/{id}"
note = "Reads it."
path = { zoneName = "${zone}", id = "${record.id}" }
until = "fieldType == 'TXT'"
"""
SECRET = "my-own-secret"


@pytest.fixture
def recipe(no_keys_of_the_user):
    """Writes the user's own recipe, some of its words replaced."""

    def write(*changes: tuple[str, str]) -> None:
        text = RECIPE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        directory = data_dir() / "recipes"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "mine.toml").write_text(text)

    return write


async def choose_recipes(screen: Screen) -> None:
    """Open the menu of recipes by the palette, by another word for it."""
    await screen.press("ctrl+p")
    await screen.type("scenario")
    await screen.sees("Series of requests")
    await screen.press("enter")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, MenuScreen), "the menu")


async def begin(screen: Screen, count: int = 3) -> None:
    """Choose the user's own recipe and give its values."""
    await choose_recipes(screen)
    await screen.choose_recipe("its name")
    await screen.sees("(zone) · 1/2")
    await screen.press("enter")
    await screen.until(lambda: isinstance(screen.pilot.app.screen, PromptScreen), "the question")
    await screen.type(SECRET)
    assert SECRET not in screen.text
    await screen.press("enter")
    await screen.sees(f"Recipe step 1 of {count}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_recipe_is_opened_step_by_step_and_sent_by_the_user(app, fresh, recipe, size):
    recipe()
    async with app(url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.sees("Lists the zones.")
        assert "GET /domain/zone" in screen.text
        assert "200 OK" not in screen.text  # nothing is sent by itself
        await screen.send()
        await screen.sees("step 1 of 3 · > opens the next step")

        await screen.press(">")
        await screen.sees("Recipe step 2 of 3 · ^r sends it · > skips it")
        await screen.sees("screen")
        assert SECRET not in screen.text
        assert "200 OK" not in screen.text
        await screen.press("ctrl+r")
        await screen.asked()
        assert SECRET not in screen.text
        await screen.press("y")
        await screen.sees("step 2 of 3 · > opens the next step")

        await screen.show("response")
        await screen.press(">")
        await screen.sees("Recipe step 3 of 3")
        form = screen.main.form
        assert form.field("path", "id").text.isdecimal()
        await screen.send()
        await screen.sees("This was the last step")

        entry = screen.main.workspace.history.recent(screen.main.workspace.root, 3)[1]
        assert SECRET not in str(entry.call.json)
        await screen.press("escape")
        await screen.until(lambda: "Recipe step" not in screen.text, "the strip is gone")


async def test_in_a_narrow_terminal_the_strip_says_what_leaves_the_recipe(app, fresh, recipe):
    recipe()
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.send()
        await screen.press(">")
        await screen.sees("Recipe step 2 of 3")
        line = next(line for line in screen.text.splitlines() if "Recipe step 2 of 3" in line)
        assert "skips it · esc leaves it" in line


async def test_each_key_of_the_strip_is_pressed_by_a_click(app, fresh, recipe):
    recipe()
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.click("^r sends it")
        await screen.click("opens the next step")
        await screen.sees("Recipe step 2 of 3")
        await screen.click("goes back")
        await screen.sees("Recipe step 1 of 3")
        await screen.click("esc leaves it")
        await screen.until(lambda: "Recipe step" not in screen.text, "the strip is gone")


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_that_the_line_of_state_names_is_pressed_by_a_click(app, fresh, recipe, size):
    recipe()
    async with app(url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.send()
        await screen.show("response")
        await screen.sees(" step 1 of 3 · > opens the next step")
        # Not the strip, which says the same.
        lines = enumerate(screen.text.splitlines())
        words = "step 1 of 3 · > opens"
        y, line = next((y, line) for y, line in lines if words in line and "Recipe" not in line)
        await screen.click_at(line.index("> opens"), y)
        await screen.sees("Recipe step 2 of 3")


async def test_a_double_click_is_one(app, fresh, recipe):
    """By its second half the strip has other words in that place."""
    recipe()
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.send()
        await screen.click("the next step", times=2)
        await screen.sees("Recipe step 2 of 3")
        await screen.drawn()
        assert pilot.app.screen is screen.main, "nothing is asked: step 2 was not sent"
        assert "Recipe step 2 of 3" in screen.text


async def test_what_the_user_changes_is_sent_and_going_back_works(app, fresh, recipe):
    recipe()
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press(">")
        await screen.sees("Recipe step 2 of 3")
        screen.main.form.field("body", "subDomain").type_text("changed")
        await screen.confirm()
        await screen.sees('"subDomain": "changed"')
        await screen.show("response")
        await screen.press(">")
        await screen.sees("Recipe step 3 of 3")
        await screen.back()
        await screen.sees("Recipe step 2 of 3 · > opens the next step")
        assert screen.main.form.field("body", "subDomain").text == "changed"
        assert screen.main.form.field("body", "target").is_secret
        await screen.back()
        await screen.sees("Recipe step 1 of 3")
        await screen.press(">")
        await screen.sees("Recipe step 2 of 3")
        assert screen.main.form.field("body", "subDomain").text == "screen"


async def test_a_step_that_is_skipped_leaves_open_what_it_would_have_given(app, fresh, recipe):
    recipe()
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press(">", ">")
        await screen.sees("Recipe step 3 of 3")
        missing = "the response to step 2 (record) isn't there yet"
        await screen.until(lambda: any(missing in toast for toast in screen.toasts), "the toast")
        assert not screen.main.form.field("path", "id").is_given
        await screen.show("response")
        await screen.press(">")
        await screen.sees("This is the last step.")


async def test_the_program_asks_before_it_forgets_a_recipe_of_which_something_was_sent(
    app, fresh, recipe
):
    recipe()
    async with app(url=fresh).run_test(size=(80, 24), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.send()
        await screen.sees("Recipe step 1 of 3")
        await screen.until(lambda: screen.main.recipes.unfinished, "the step is done")
        await screen.press("ctrl+q")
        await screen.sees("Leave before the recipe is finished?")
        assert "step 1 of 3" in " ".join(screen.text.split())
        await screen.press("escape")
        assert pilot.app.is_running
        await screen.press("ctrl+q", "ctrl+q")
        await screen.until(lambda: not pilot.app.is_running, "it ended")


async def test_a_response_that_is_late_is_not_another_step_s(app, fresh, recipe, monkeypatch):
    recipe()
    turn = asyncio.Event()
    real = Demo.send

    async def send(demo, call, progress=None):
        await turn.wait()
        return await real(demo, call, progress)

    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        monkeypatch.setattr(Demo, "send", send)
        await screen.press("ctrl+r", ">")
        words = "A request is running. Press esc to cancel it."
        await screen.until(lambda: words in screen.toasts, "the toast")
        await screen.sees("Recipe step 1 of 3")
        turn.set()
        await screen.sees("step 1 of 3 · > opens the next step")


async def test_a_recipe_that_was_left_goes_on_where_it_was(app, fresh, recipe):
    recipe()
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press(">")
        await screen.sees("Recipe step 2 of 3")
        await screen.open("GET /me")
        await screen.sees("Recipe step 2 of 3 · ^p Recipes goes on with it")
        await screen.press("escape")
        await screen.until(lambda: "Recipe step" not in screen.text, "the strip is gone")
        await choose_recipes(screen)
        await screen.sees("Go on at step 2 of 3 · A record and its name")
        assert "The one you left" in screen.text
        await screen.press("enter")
        await screen.sees("Recipe step 2 of 3 · ^r sends it")
        assert screen.main.form.field("path", "zoneName").text == "example.com"


async def test_a_file_with_mistakes_says_them(app, fresh, recipe):
    recipe(("[parameters.zone]", 'endpoint = "ovh-ca"\n[parameters.zone]'))
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await choose_recipes(screen)
        await screen.type("mine")
        await screen.press("enter")
        await screen.sees("endpoint: unknown key.")
        assert screen.main.form is None


async def test_a_list_that_can_t_be_read_leaves_the_value_to_be_typed(app, fresh, recipe):
    recipe(('choices = "GET /domain/zone"', 'choices = "GET /nonesuch"'))
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await choose_recipes(screen)
        await screen.choose_recipe("its name")
        await screen.sees("The demo's catalog has no operation GET /nonesuch")
        await screen.press("enter")
        await screen.sees("A value is needed.")
        await screen.press("escape", "escape", "escape")
        await screen.until(lambda: pilot.app.screen is screen.main, "the main screen")
        assert screen.main.form is None


async def test_what_a_recipe_says_is_text(app, fresh, recipe):
    recipe(
        ('description = "what it says"', r'description = "[red]\u001b]0;x\u0007"'),
        ('note = "Lists the zones."', r'note = "[b]\u001b[2J"'),
    )
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await choose_recipes(screen)
        await screen.choose_recipe("its name")
        await screen.sees("(zone) · 1/2")
        await screen.press("enter")
        await screen.sees("[red]␛]0;x␇")
        await screen.type("value")
        await screen.press("enter")
        await screen.sees("[b]␛[2J")
        assert "\x1b" not in screen.text


async def test_the_start_page_has_recipes_and_a_newcomer_finds_those_that_ship(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.sees("what people do with the API, step by step")
        await screen.press("2", "down", "down", "enter")
        await screen.sees("Ready to use")
        await screen.sees("DNS: add a TXT record, publish it, change it and take it away")


async def test_an_operation_that_the_catalog_does_not_have_is_said(app, fresh, recipe):
    recipe(
        ("POST /domain/zone/{zoneName}/record", "POST /domain/zone/{zoneName}/recrd"),
    )
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press(">")
        words = "The demo's catalog has no operation POST /domain/zone/{zoneName}/recrd"
        await screen.until(lambda: any(words in toast for toast in screen.toasts), "the toast")
        await screen.sees("Recipe step 1 of 3")


async def test_the_next_step_has_the_focus_where_the_response_had_it(app, fresh, recipe):
    """A step whose response is there from before, as a table, comes after one that was skipped."""
    listed = "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"
    steps = "".join(
        f'[[steps]]\ncall = "{call}"\nnote = "A step."\npath = {{ {values} }}\n'
        for call, values in (
            (listed, 'serviceName = "a6af", kubeId = "k1"'),
            ("GET /domain/zone/{zoneName}", 'zoneName = "example.com"'),
            (listed, 'serviceName = "a6af", kubeId = "k1"'),
        )
    )
    recipe((RECIPE, f'format = 1\ntitle = "A record and its name"\n{steps}'))
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await choose_recipes(screen)
        await screen.choose_recipe("its name")
        await screen.sees("Recipe step 1 of 3")
        await screen.send()
        await screen.press("t")
        await screen.sees("←/→ column")
        await screen.press(">", "f7", "shift+f8")
        await screen.sees("Recipe step 3 of 3")
        await screen.sees("TRY")
        assert screen.main.focused.id == "form"
        assert "^r/enter try" in screen.text
        assert "column" not in screen.text.splitlines()[-1]
