"""Recipes whose steps are alike, or come to nothing, on the screen."""

import json

import pytest
from textual.widgets import OptionList

from ovh_explorer.call import Call
from ovh_explorer.config import data_dir
from tests.tui.screen import Screen

HEAD = 'format = 1\ntitle = "Steps of my own"\n'
RECORD = """
[[steps]]
id = "record{0}"
call = "POST /domain/zone/{{zoneName}}/record"
path = {{ zoneName = "example.com" }}
body = {{ fieldType = "TXT", subDomain = "step{0}", target = "{1}" }}
"""
MACHINE = "vps-0a1b2c3d.vps.example.net"
READ = """
[[steps]]
call = "GET /domain/zone/{{zoneName}}/record/{{id}}"
path = {{ zoneName = "example.com", id = "${{{0}}}" }}
"""


@pytest.fixture
def recipe(no_keys_of_the_user):
    def write(*steps: str) -> None:
        directory = data_dir() / "recipes"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "mine.toml").write_text(HEAD + "".join(steps))

    return write


async def begin(screen: Screen) -> None:
    await choose(screen)
    await screen.sees("Recipe step 1 of")
    await screen.show("response")


async def choose(screen: Screen) -> None:
    """Choose the user's own recipe in the palette."""
    await screen.press("ctrl+p")
    await screen.type("scenario")
    await screen.sees("Series of requests")
    await screen.press("enter")
    await screen.sees("Ready to use")
    await screen.choose_recipe("steps of my own")


async def test_going_back_between_steps_of_one_operation_goes_to_the_step(app, fresh, recipe):
    recipe(RECORD.format(1, "a"), RECORD.format(2, "of ${record1.id}"), READ.format("record1.id"))
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.confirm()
        await screen.sees("step 1 of 3 · > opens the next step")
        await screen.press(">")
        await screen.sees("Recipe step 2 of 3")
        form = screen.main.form
        assert form.field("body", "subDomain").text == "step2"
        first = form.field("body", "target").text.removeprefix("of ")
        await screen.back()
        await screen.sees("Recipe step 1 of 3")
        assert screen.main.form.field("body", "subDomain").text == "step1"
        await screen.confirm()
        await screen.press(">")
        await screen.sees("Recipe step 2 of 3")
        again = screen.main.form.field("body", "target").text.removeprefix("of ")
        assert int(again) > int(first)
        await screen.confirm()
        await screen.press(">")
        await screen.sees("Recipe step 3 of 3")
        # That of the first step, not of the second, which is of the same operation.
        assert screen.main.form.field("path", "id").text == again


async def test_a_step_that_failed_gives_no_value(app, fresh, recipe):
    bad = RECORD.format(1, "a").replace("example.com", "no.such.zone")
    recipe(bad, READ.format("record1.id"))
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.confirm()
        await screen.sees("404 Not Found")
        await screen.sees("Recipe step 1 of 2 · ^r sends it · > skips it")
        await screen.press(">")
        words = "the response to step 1 (record1) isn't there yet"
        await screen.until(lambda: any(words in toast for toast in screen.toasts), "the toast")
        assert not screen.main.form.field("path", "id").is_given


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("record1.nothing", "has no nothing"),
        ("record1[0]", "has no [0]"),
        ("record1.id.more", "has no id.more"),
        ("record1", "its value is an object, which can't be sent there"),
    ],
)
async def test_a_part_that_is_not_there_is_said(app, fresh, recipe, reference, words):
    recipe(RECORD.format(1, "a"), READ.format(reference))
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.confirm()
        await screen.press(">")
        await screen.until(lambda: any(words in toast for toast in screen.toasts), "the toast")


async def test_a_parameter_that_the_catalog_calls_otherwise_is_said(app, fresh, recipe):
    step = RECORD.format(1, "a").replace("fieldType", "kindOfField")
    recipe(step + 'query = { old = "x" }\n')
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        for words in ("has no query parameter old", "fieldType"):
            await screen.until(
                lambda words=words: words in " ".join(screen.toasts) + screen.text, words
            )
        await screen.press("ctrl+r")
        await screen.drawn()
        assert pilot.app.screen is screen.main, "nothing is asked: the form has mistakes"


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_first_esc_leaves_a_recipe_whose_last_step_was_just_said(
    app, fresh, recipe, size
):
    recipe(RECORD.format(1, "a"), READ.format("record1.id"))
    async with app(url=fresh).run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press(">")
        await screen.sees("Recipe step 2 of 2")
        # Why a value is missing is to be read: esc takes that away first.
        await screen.until(lambda: screen.toasts, "the warning")
        await screen.press("escape")
        await screen.until(lambda: not screen.toasts, "the warning is gone")
        await screen.sees("Recipe step 2 of 2")

        await screen.show("response")
        await screen.press(">")
        await screen.until(lambda: screen.toasts == ["This is the last step."], "the toast")
        await screen.press("escape")
        await screen.until(lambda: "Recipe step" not in screen.text, "the strip is gone")
        assert "This is the last step." not in screen.toasts


NAMED = """
[parameters.machine]
description = "the machine"
choices = "GET /vps"

[parameters.block]
description = "the block"
choices = "GET /ip?type=failover"

[[steps]]
call = "GET /vps/{serviceName}"
path = { serviceName = "${machine}" }
"""


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_values_are_offered_with_the_names_that_users_gave_them(app, fresh, recipe, size):
    recipe(NAMED)
    async with app(url=fresh).run_test(size=size) as pilot:
        screen = await Screen(pilot).ready()
        await choose(screen)
        await screen.sees("The machine (machine) · 1/2")
        name = json.loads(
            (
                await screen.main.workspace.send(
                    Call.make("v1", "GET", "/vps/{n}", path_values={"n": MACHINE})
                )
            ).read()
        )["displayName"]
        await screen.sees(f"{MACHINE} · {name}")
        await screen.type(name)  # found by it, too
        await screen.press("enter")
        await screen.sees("The block (block) · 2/2")
        assert "198.51.100.0/28" in screen.text
        assert "192.0.2.10/32" not in screen.text, "of another type"
        await screen.press("enter")
        await screen.sees("Recipe step 1 of 1")
        assert screen.main.form.field("path", "serviceName").text == MACHINE


TWO_ZONES = """
[parameters.zone]
description = "the zone"
choices = "GET /domain/zone"

[parameters.zone_2]

[[steps]]
call = "GET /domain/zone/{zoneName}"
note = "Reads the one."
path = { zoneName = "${zone}" }

[[steps]]
call = "DELETE /domain/zone/{zoneName}/record/{id}"
note = "Takes it from the other."
path = { zoneName = "${zone_2}.example", id = "1" }
"""


@pytest.mark.parametrize("back", ["escape", "backspace"])
async def test_a_question_says_what_for_and_turning_back_is_one_step(app, fresh, recipe, back):
    recipe(TWO_ZONES)
    async with app(url=fresh).run_test(size=(120, 40)) as pilot:
        screen = await Screen(pilot).ready()
        await choose(screen)
        await screen.sees("The zone (zone) · 1/2")
        await screen.sees("Steps of my own")
        await screen.sees("For step 1: GET /domain/zone/{zoneName} · Reads the one.")
        await screen.press("down", "enter")
        await screen.sees("zone_2 · 2/2")
        for part in ("For step 2: DELETE /domain/zone/{zoneName}", "Takes it from the other."):
            await screen.sees(part)
        await screen.press("enter")
        await screen.sees("A value is needed.")
        await screen.press("x", "backspace")
        await screen.sees("zone_2 · 2/2")
        await screen.press(back)
        await screen.sees("The zone (zone) · 1/2")
        options = pilot.app.screen.query_one(OptionList)
        chosen = options.get_option_at_index(options.highlighted)
        assert options.get_option_at_index(options.highlighted - 1).id == "=example.com"
        assert chosen.id == "=example.org"
        await screen.press(back)
        await screen.sees("2. DELETE /domain/zone/{zoneName}/record/{id}")
        await screen.press(back)
        await screen.sees("Ready to use")
