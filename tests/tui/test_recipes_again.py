"""A recipe that is finished, and one that is run another time."""

import pytest

from ovh_explorer.config import data_dir
from tests.tui.screen import Screen
from tests.tui.test_recipes import choose_recipes

RECIPE = """\
format = 1
title = "Look at the account"

[[steps]]
call = "GET /me"

[[steps]]
call = "GET /domain"
"""


TASK = """\
format = 1
title = "Look for a task"

[[steps]]
call = "POST /dedicated/server/{serviceName}/reboot"
path = { serviceName = "ns6005340.ip-203-0-113.eu" }

[[steps]]
call = "GET /domain"
"""


def write(text: str = RECIPE) -> None:
    """Write the user's own recipe, which asks for no value."""
    directory = data_dir() / "recipes"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "look.toml").write_text(text)


async def begin(screen: Screen) -> None:
    """Choose it by words of its title."""
    await choose_recipes(screen)
    await screen.choose_recipe("look")
    await screen.sees("Recipe step 1 of 2")


async def finish(screen: Screen) -> None:
    """Send its last step."""
    await screen.press(">")
    await screen.sees("Recipe step 2 of 2")
    await screen.send()
    await screen.sees("This was the last step")


async def test_a_recipe_that_is_finished_is_none_to_go_on_with(app, fresh):
    write()
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await finish(screen)
        await screen.press("escape")
        await screen.until(lambda: "The recipe is done." in screen.toasts, "the toast")
        await choose_recipes(screen)
        await screen.sees("Your own")
        assert "Go on at" not in screen.text


@pytest.mark.parametrize("other", ["GET /me/bill", "GET /me"])
async def test_a_recipe_that_is_finished_ends_when_something_else_is_opened(app, fresh, other):
    """Also the operation of an earlier step."""
    write()
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await finish(screen)
        await screen.open(other)
        await screen.until(lambda: "Recipe" not in screen.text, "the strip is gone")
        await choose_recipes(screen)
        await screen.sees("Your own")
        assert "Go on at" not in screen.text


async def test_a_step_that_begins_a_task_says_that_it_goes_on(app, fresh):
    """What follows may need what the task does."""
    write(TASK)
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.confirm()
        await screen.show("response")
        await screen.sees("step 1 of 2 · > opens the next step · The task is under way: a")


async def test_a_task_that_the_next_step_waits_for_is_left_to_it(app, fresh):
    path = "/dedicated/server/{serviceName}/task/{taskId}"
    values = '{ serviceName = "ns6005340.ip-203-0-113.eu", taskId = "1" }'
    wait = f'call = "GET {path}"\npath = {values}\nuntil = "status == \'done\'"'
    write(TASK.replace('call = "GET /domain"', wait))
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.confirm()
        await screen.show("response")
        await screen.sees("step 1 of 2 · > opens the next step")
        await screen.drawn()
        assert "The task is under way" not in screen.text


async def test_words_of_a_title_mean_the_recipe_and_not_the_one_that_was_left(app, fresh):
    write()
    async with app(url=fresh).run_test(size=(160, 48)) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen)
        await screen.press(">")
        await screen.sees("Recipe step 2 of 2")
        await screen.press("escape")
        await begin(screen)


async def test_a_step_says_of_a_response_that_it_came_before(app, fresh):
    write()
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /me")
        await screen.send()
        await screen.sees("200 OK")
        await begin(screen)
        await screen.sees("response from before this step")
        # Nothing is to be done with what it shows: the step comes first.
        await screen.show("response")
        assert "e change" not in screen.text.splitlines()[-1]
        await screen.press("e")
        await screen.sees("Send the request first.")
        await screen.send()
        await screen.until(lambda: "from before this step" not in screen.text, "the new one")
        await screen.sees("Recipe step 1 of 2 · > opens the next step")


async def test_in_french_the_key_of_the_task_has_room_in_the_narrowest_terminal(
    app, fresh, in_french
):
    write(TASK)
    async with app(url=fresh).run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        await screen.press("ctrl+p")
        await screen.type("recettes")
        await screen.sees("Recettes")
        await screen.press("enter")
        await screen.choose_recipe("look")
        await screen.sees("étape 1 sur 2")
        await screen.press("ctrl+r")
        await screen.asked()
        await screen.confirm()
        await screen.show("response")
        await screen.sees(
            "étape 1 sur 2 · > ouvrir l’étape suivante · Tâche en cours\u202f: a pour la suivre"
        )


ZONE = """\
format = 1
title = "Look at a zone"

[[steps]]
call = "GET /domain/zone/{zoneName}"
path = { zoneName = "example.com" }

[[steps]]
call = "GET /domain"
"""


async def test_a_step_shows_nothing_that_came_of_another_object(app, fresh):
    """What a zone says is no answer about another one, though the operation is the same."""
    write(ZONE)
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await screen.open("GET /domain/zone/example.org")
        await screen.send()
        await screen.sees("200 OK")
        await begin(screen)
        await screen.until(lambda: "example.com" in screen.text, "its form")
        await screen.drawn()
        assert "200 OK" not in screen.text
        await screen.send()
        await screen.sees("200 OK")
        assert screen.main.bench.response.response.json()["name"] == "example.com"


OF_A_LIST = """\
format = 1
title = "Look at the first record"

[[steps]]
id = "records"
call = "GET /domain/zone/{zoneName}/record"
path = { zoneName = "example.com" }

[[steps]]
call = "GET /domain/zone/{zoneName}/record/{id}"
path = { zoneName = "example.com", id = "${records[0]}" }
"""
RECORDS = "GET /domain/zone/example.com/record"


async def with_details(screen: Screen) -> None:
    """Show the records of a zone with their details."""
    await screen.open(RECORDS)
    await screen.send()
    await screen.show("response")
    await screen.press("m", "enter")
    await screen.sees("row 1 of 6")


async def test_a_step_takes_its_values_out_of_the_list_though_its_details_are_wanted(app, fresh):
    write(OF_A_LIST)
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await with_details(screen)
        await begin(screen)
        await screen.send()
        await screen.sees("5210000001")
        await screen.press(">")
        await screen.sees("Recipe step 2 of 2")
        assert screen.main.form.field("path", "id").text == "5210000001"


async def test_the_list_alone_is_shown_again(app, fresh):
    async with app(url=fresh).run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await with_details(screen)
        await screen.press("m")
        await screen.sees("The list alone")
        await screen.press("enter")
        await screen.sees("2     5210000001,")
        await screen.send()
        await screen.drawn()
        assert "2     5210000001," in screen.text
