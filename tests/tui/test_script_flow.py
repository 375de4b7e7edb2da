"""A script of the history in which values flow: what flows is shown, kept fixed by a key, and
written in a language.
"""

import dataclasses
import json

import pytest
from textual.widgets import OptionList

from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.tui.dialogs.shown_text import ShownText
from ovh_explorer.tui.history.flow_screen import FlowScreen
from ovh_explorer.tui.history.recipe_save import how_to_run
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.recipes.library import find_recipe, own_directory
from ovh_explorer.workspace.storage.response_cache import ResponseCache
from tests.tui.conftest import (
    RECORD,
    Stocked,
    fill_record,
    main_screen,
    settled,
    text,
    type_keys,
    until,
)


async def made_and_read(pilot) -> str:
    """A record was added, and read by its id; the id."""
    screen = main_screen(pilot)
    await fill_record()(pilot)
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
    await pilot.press("y")
    await until(pilot, lambda: screen.bench.response.response, "the response")
    made = screen.bench.response.response.json()["id"]
    screen.open_words(f"GET /domain/zone/example.com/record/{made}")
    await until(
        pilot, lambda: screen.form.operation.path.endswith("/record/{id}"), "how to read it"
    )
    await until(pilot, lambda: screen.bench.request.view.has_focus, "its form")
    await pilot.press("ctrl+r")
    await until(pilot, lambda: len(screen.workspace.history.find()) == 2, "both are kept")
    await screen.workspace.recorder.finished()
    return str(made)


async def script(pilot) -> None:
    await pilot.press("escape", "H")
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
    await pilot.press("f7")


async def what_flows(pilot) -> FlowScreen:
    await script(pilot)
    await until(pilot, lambda: "With values that flow" in text(pilot), "which values")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, FlowScreen), "what flows")
    await until(pilot, lambda: "out of the response" in text(pilot), "its marks")
    return pilot.app.screen


def language_names(pilot) -> set[str]:
    return {option.id for option in pilot.app.screen.query_one(OptionList).options}


async def copied(pilot, clipboard) -> str:
    await until(pilot, lambda: "A script of 2 requests" in text(pilot), "the languages")
    assert language_names(pilot) == {"python", "php", "node", "go", "try", "recipe"}
    await pilot.press("enter")
    await until(pilot, lambda: "The script in Python" in text(pilot), "what to do with it")
    await pilot.press("down", "enter")
    await until(pilot, lambda: clipboard, "what was copied")
    return clipboard.pop()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_an_id_comes_out_of_the_response_that_made_it(app, clipboard, size):
    async with app(RECORD).run_test(size=size, notifications=True) as pilot:
        made = await made_and_read(pilot)
        await what_flows(pilot)
        assert "2 requests · 1 value out of responses" in text(pilot)
        assert f"← id {made}  out of the response: record.id" in text(pilot)
        assert "$ zoneName example.com  variable zone" in text(pilot)
        await pilot.press("down", "down", "down")
        await until(pilot, lambda: "It is a long number, and id of" in text(pilot), "why")
        await pilot.press("enter")
        code = await copied(pilot, clipboard)
    assert "{part(record['id'])}" in code
    assert made not in code
    assert 'zone = "example.com"' in code


async def test_it_is_kept_as_a_recipe_that_is_found_by_its_name(app, no_keys_of_the_user):
    async with app(RECORD).run_test(size=(120, 40), notifications=True) as pilot:
        made = await made_and_read(pilot)
        await what_flows(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "A script of 2 requests" in text(pilot), "the languages")
        await type_keys(pilot, *"recipe", "enter")
        await until(pilot, lambda: "Name the recipe" in text(pilot), "its title")
        await pilot.press("enter")
        await until(pilot, lambda: "Give it a title." in text(pilot), "it wants one")
        await type_keys(pilot, *"Add a récord, and look", "enter")
        await until(pilot, lambda: "Write it to a file" in text(pilot), "what to do with it")
        await pilot.press("end", "enter")
        await until(pilot, lambda: "${record.id}" in text(pilot), "it is shown")
        await pilot.press("escape")
        await until(pilot, lambda: "Write it to a file" in text(pilot), "back")
        await pilot.press("home", "enter")
        await until(pilot, lambda: "add-a-record-and-look.toml" in text(pilot), "the file")
        await pilot.press("enter")
        await until(pilot, lambda: "Written to" in text(pilot), "it is written")
        assert "Choose Recipes (^p) to run it." in text(pilot)
    recipe = find_recipe("add-a-record-and-look")
    assert recipe.title == "Add a récord, and look"
    assert [step.method for step in recipe.steps] == ["POST", "GET"]
    assert recipe.steps[1].path_values["id"] == "${record.id}"
    assert made not in (own_directory() / "add-a-record-and-look.toml").read_text()


def test_a_recipe_elsewhere_is_run_by_the_command_line(no_keys_of_the_user, tmp_path):
    assert how_to_run(own_directory() / "one.toml") == "Choose Recipes (^p) to run it."
    said = how_to_run(tmp_path / "one two.toml")
    assert said == f"To run it in a shell: ovh-explorer run '{tmp_path}/one two.toml'"


async def test_a_value_is_kept_fixed_and_flows_again(app, clipboard):
    async with app(RECORD).run_test(size=(120, 40), notifications=True) as pilot:
        made = await made_and_read(pilot)
        screen = await what_flows(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "= zoneName example.com  kept as it is" in text(pilot), "fixed")
        await pilot.press("space")
        await until(pilot, lambda: "kept as it is" not in text(pilot), "it flows again")
        await pilot.press("down")
        await pilot.press("space")
        await until(pilot, lambda: "Choose a value" in text(pilot), "a request is none")
        await pilot.press("down", "down", "space")
        await until(pilot, lambda: f"= id {made}  kept as it is" in text(pilot), "it is kept")
        assert "You keep it as it is." in text(pilot)
        assert "0 values out of responses" in text(pilot)
        await pilot.press("enter")
        code = await copied(pilot, clipboard)
        assert screen.flow.marks
    assert f"/record/{made}" in code


async def test_a_task_that_was_followed_is_waited_for(app, clipboard, monkeypatch):
    monkeypatch.setattr("ovh_explorer.tui.workbench.watch._MIN_WAIT_SECONDS", 0.02)
    states = iter(["todo", "doing", "done"])
    send = Stocked.send

    async def sent(self, call, progress=None):
        response = await send(self, call, progress)
        if "/tasks/" in call.path:
            body = {**response.json(), "state": next(states)}
            response = dataclasses.replace(response, content=json.dumps(body).encode())
        return response

    monkeypatch.setattr(Stocked, "send", sent)
    async with app("POST /vps/vps-1a2b3c4d.vps.example.net/reboot").run_test(
        size=(160, 48), notifications=True
    ) as pilot:
        await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen), "the question")
        await pilot.press("y")
        await until(pilot, lambda: "Press >: Follow task" in text(pilot), "the task")
        await pilot.press("f7", ">")
        await until(pilot, lambda: "The task is done; asked 3 times" in text(pilot), "it is over")
        await what_flows(pilot)
        assert "/vps/{serviceName}/tasks/{id}  waits until state == 'done'" in text(pilot)
        await pilot.press("enter")
        code = await copied(pilot, clipboard)
    assert 'if peek(task, "state") == "done":' in code
    assert "{part(reboot['id'])}" in code


async def test_esc_is_one_step_back_from_the_script_to_the_history_as_it_was(app, clipboard):
    async with app(RECORD).run_test(size=(120, 40), notifications=True) as pilot:
        await made_and_read(pilot)
        await pilot.press("escape", "H")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
        await type_keys(pilot, *"record", "tab", "tab", "f7")
        await until(pilot, lambda: "With values that flow" in text(pilot), "which values")
        assert "esc goes back" in text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "variable zone" in text(pilot), "what flows")
        await pilot.press("space")
        await until(pilot, lambda: "kept as it is" in text(pilot), "fixed")
        await pilot.press("enter")
        for entry, seen in (
            ("node", "A script of 2 requests"),
            ("recipe", "A script of 2 requests"),
        ):
            await until(pilot, lambda seen=seen: seen in text(pilot), "the languages")
            await type_keys(pilot, *entry, "enter")
            await until(pilot, lambda seen=seen: seen not in text(pilot), "what comes of it")
            await pilot.press("escape")
        for seen in ("A script of 2 requests", "kept as it is", "With values that flow"):
            await until(pilot, lambda seen=seen: seen in text(pilot), seen)
            await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen), "the history")
        await until(pilot, lambda: "2 requests · 2 marked" in text(pilot), "as it was left")
        assert pilot.app.screen.place.words == "record"
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot), "back")
        assert clipboard == []


async def test_requests_of_an_earlier_run_are_written_as_they_were_sent(app):
    async with app(RECORD).run_test(size=(160, 48), notifications=True) as pilot:
        await made_and_read(pilot)
        main_screen(pilot).workspace.responses = ResponseCache()
        await script(pilot)
        words = "A script of 2 requests · 2 responses are missing"
        await until(pilot, lambda: words in text(pilot), "why not")
        assert language_names(pilot) == {*LANGUAGES} - {"signature"}
        assert "With values that flow" not in text(pilot)


async def test_a_script_is_read_here_and_what_flows_is_gone_through_by_j_and_k(app, clipboard):
    async with app(RECORD).run_test(size=(80, 24), notifications=True) as pilot:
        await made_and_read(pilot)
        flow = await what_flows(pilot)
        lines = flow.query_one(ResultList)
        before = lines.cursor
        await pilot.press("k")
        assert lines.cursor == before - 1
        await pilot.press("j")
        assert lines.cursor == before
        await pilot.press("enter")
        await until(pilot, lambda: "A script of 2 requests" in text(pilot), "the languages")
        await pilot.press("enter")
        await until(pilot, lambda: "The script in Python" in text(pilot), "what to do with it")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ShownText), "the script")
        await until(pilot, lambda: "import" in text(pilot), "its code")
        await pilot.press("y")
        await until(pilot, lambda: clipboard, "what was copied")
        assert "import" in clipboard.pop()


async def test_one_request_says_what_a_recipe_needs(app):
    async with app("GET /me").run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot, form=True)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(screen.workspace.history.find()) == 1, "it is kept")
        await screen.workspace.recorder.finished()
        await script(pilot)
        words = "A script of 1 request · mark a second one to make a recipe"
        await until(pilot, lambda: words in text(pilot), "why no recipe is made of it")
