"""The recipes that ship, from the palette to their last step, with the real catalog: what is sent is
what their steps say, and a user who only looks changes nothing.
"""

import asyncio
from typing import cast

import jmespath
import pytest
from textual.widgets import OptionList

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.tui.app import ExplorerApp
from ovh_explorer.tui.dialogs.menu import MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.calls.put_comparison import comparison_of
from ovh_explorer.workspace.calls.put_difference import hidden_values
from ovh_explorer.workspace.calls.put_words import left_out_words
from ovh_explorer.workspace.recipes.library import RecipeEntry, shipped_recipes
from ovh_explorer.workspace.recipes.run import RecipeRun
from ovh_explorer.workspace.workspace import Workspace
from tests.cli.test_shipped_recipes import SECRETS, VALUES
from tests.sandbox.scenarios import start_over
from tests.sandboxes import running_quickly
from tests.tui.conftest import Demo
from tests.tui.screen import Screen, key_of

# Without --whole some: one that waits, one with secrets, one that costs, one of branch v2.
SOME = {"domain-name-servers", "secret-versions", "order-domain", "user-for-one-vps"}
# In a small terminal too: with a secret, and with names of branch v2, which are long.
SMALL = {"secret-versions"}
# Looked at alone: one that waits, one that costs.
LOOKED_AT = {"domain-name-servers", "order-domain"}
Exchanges = list[tuple[Call, Response]]


@pytest.fixture(params=shipped_recipes(), ids=lambda entry: entry.name)
def entry(request: pytest.FixtureRequest) -> RecipeEntry:
    if not is_chosen(request.param, SOME, request):
        pytest.skip("some of the recipes; all with --whole")
    return request.param


def is_chosen(entry: RecipeEntry, some: set[str], request: pytest.FixtureRequest) -> bool:
    """Whether a recipe is one of some, unless all are wanted. Each is sent in full by the tests of
    the command line.
    """
    return entry.name in some or bool(request.config.getoption("--whole"))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Exchanges:
    """What the program sends, with the responses; waiting makes no pauses."""
    exchanges: Exchanges = []
    real = Demo.send

    async def send(demo, call, progress=None):
        response = await real(demo, call, progress)
        exchanges.append((call, response))
        return response

    monkeypatch.setattr(Demo, "send", send)
    monkeypatch.setattr("ovh_explorer.tui.workbench.send.UNTIL_EVERY_SECONDS", 0.05)
    return exchanges


@pytest.fixture
def program(real_schemas, real_file, monkeypatch):
    monkeypatch.setattr("tests.tui.conftest._stock", lambda: real_file)
    url = running_quickly(real_schemas)[1]
    start_over(url)
    return ExplorerApp(Demo(url), clock=lambda: 0.0)


async def begin(screen: Screen, entry: RecipeEntry) -> dict[str, str]:
    """Choose a recipe in the palette and give its values; those that were given."""
    pilot = screen.pilot
    await screen.press("ctrl+p")
    await screen.type("recipes")
    await screen.sees("Series of requests")
    await screen.press("enter")
    await screen.until(lambda: isinstance(pilot.app.screen, MenuScreen), "the recipes")
    await screen.choose_recipe(entry.title)
    values = {}
    parameters = entry.recipe.parameters
    for number, parameter in enumerate(parameters, 1):
        await screen.sees(f"({parameter.name}) · {number}/{len(parameters)}")
        if isinstance(pilot.app.screen, MenuScreen):
            options = cast(MenuScreen, pilot.app.screen).query_one(OptionList)
            # The last one of the account's, above "Another value"; of those to delete the first:
            # the last is in use.
            await screen.press(*(["down"] if options.highlighted is None else ["end", "up"]))
            chosen = options.get_option_at_index(options.highlighted).id
            values[parameter.name] = chosen.removeprefix("=")
        else:
            assert isinstance(pilot.app.screen, PromptScreen)
            value = VALUES.get(parameter.name, parameter.example)
            values[parameter.name] = SECRETS[parameter.name] if parameter.is_secret else value
            await screen.type(values[parameter.name])
        await screen.press("enter")
    await screen.sees(f"Recipe step 1 of {len(entry.recipe.steps)}")
    return values


async def send_step(screen: Screen, *, is_get: bool) -> None:
    """TRY a step, and say what its question wants to hear."""
    await screen.press("ctrl+r")
    if not is_get:
        await screen.asked()
        question = cast(ConfirmScreen, screen.pilot.app.screen)
        for secret in SECRETS.values():
            assert secret not in screen.text
        if question.word:
            await screen.type(question.word)
            await screen.press("enter")
        else:
            await screen.press("y")
    await screen.until(
        lambda: screen.pilot.app.screen is screen.main and not screen.main.bench.is_sending,
        "it is sent",
    )


async def go_on(screen: Screen) -> None:
    await screen.press(key_of("next_step"))


@pytest.mark.long
@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_recipe_is_sent_step_by_step(
    entry: RecipeEntry,
    program: ExplorerApp,
    sent: Exchanges,
    size: tuple[int, int],
    request: pytest.FixtureRequest,
) -> None:
    if size == (80, 24) and not is_chosen(entry, SMALL, request):
        pytest.skip("some of the recipes in a small terminal")
    steps = entry.recipe.steps
    async with program.run_test(size=size, notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        values = await begin(screen, entry)
        run = RecipeRun(entry.recipe, values, screen.main.workspace.forms.new)
        wanted = []
        for number, step in enumerate(steps, 1):
            await screen.sees(
                f"step {number} of {len(steps)} · ^r {'waits until' if step.until else 'sends it'}"
            )
            wanted.append(run.call(number - 1))
            await send_step(screen, is_get=step.method == "GET")
            done = "This was the last step" if number == len(steps) else "> opens the next step"
            await screen.until(
                lambda done=done: done in screen.text.replace("shift F8 next", "> next"), done
            )
            call, response = next(item for item in reversed(sent) if item[0] == wanted[-1])
            assert response.ok, (call, response.content)
            run.note(number - 1, response)
            if number < len(steps):
                await go_on(screen)
        # Nothing else was changed, and nothing twice.
        assert changes(sent) == [call for call in wanted if call.method != "GET"]
        await screen.main.workspace.recorder.finished()
        made = [item.call for item in screen.main.workspace.history.find()][::-1]
        # Beside them what is read before a PUT.
        left = iter(titles(made))
        assert all(title in left for title in titles(wanted)), titles(made)


@pytest.mark.long
async def test_a_recipe_that_is_only_looked_at_changes_nothing(
    entry: RecipeEntry, program: ExplorerApp, sent: Exchanges, request: pytest.FixtureRequest
) -> None:
    if not is_chosen(entry, LOOKED_AT, request):
        pytest.skip("some of the recipes; all with --whole")
    steps = entry.recipe.steps
    async with program.run_test(size=(160, 48), notifications=True) as pilot:
        screen = await Screen(pilot).ready()
        await begin(screen, entry)
        for number, step in enumerate(steps, 1):
            await screen.sees(f"step {number} of {len(steps)} ·")
            if step.method == "GET" and not screen.main.form.mistakes() and not step.until:
                await screen.send()
            elif step.method != "GET" and not screen.main.form.mistakes():
                await screen.press("ctrl+r")
                await screen.asked()
                await screen.press("escape")
                await screen.until(lambda: pilot.app.screen is screen.main, "not sent")
            await go_on(screen)
        assert changes(sent) == []


@pytest.mark.parametrize(
    "changing",
    [entry for entry in shipped_recipes() if any(s.method == "PUT" for s in entry.recipe.steps)],
    ids=lambda entry: entry.name,
)
async def test_no_put_leaves_out_what_the_object_has(
    changing: RecipeEntry, program: ExplorerApp
) -> None:
    """Else its question warns of that, and nobody knows whether the recipe is wrong."""
    async with program.run_test(size=(80, 24)) as pilot:
        screen = await Screen(pilot).ready()
        workspace = screen.main.workspace
        run = RecipeRun(changing.recipe, await values_for(changing, workspace), workspace.forms.new)
        compared = 0
        for index, step in enumerate(changing.recipe.steps):
            call = run.call(index)
            comparison = comparison_of(workspace.store, call)
            if comparison is not None:
                read = await workspace.send(comparison.reads)
                difference = comparison.difference(
                    call.json, comparison.object_in(read), hidden_values(call)
                )
                assert not difference.left_out, left_out_words(difference)
                assert difference.changes, f"step {index + 1} changes nothing"
                compared += 1
            response = await workspace.send(call)
            while step.until and not jmespath.search(step.until, response.json()):
                await asyncio.sleep(0.05)
                response = await workspace.send(call)
            assert response.ok, (call, response.content)
            run.note(index, response)
        assert compared == sum(step.method == "PUT" for step in changing.recipe.steps)


async def values_for(entry: RecipeEntry, workspace: Workspace) -> dict[str, str]:
    """Values of a recipe's parameters: the last of the account's, where a list has some."""
    values = {}
    for parameter in entry.recipe.parameters:
        values[parameter.name] = VALUES.get(parameter.name, parameter.example)
        if parameter.is_secret:
            values[parameter.name] = SECRETS[parameter.name]
        elif parameter.choices:
            path = parameter.choices.removeprefix("GET ")
            branch = "v2" if path.startswith("/v2/") else "v1"
            form = workspace.form(branch, "GET", path.removeprefix("/v2"))
            found = (await workspace.send(form.call())).json()
            values[parameter.name] = found[-1]["id"] if isinstance(found[-1], dict) else found[-1]
    return values


def titles(calls: list[Call]) -> list[str]:
    return [f"{call.method} {call.path}" for call in calls]


def changes(sent: Exchanges) -> list[Call]:
    return [call for call, _ in sent if call.method != "GET"]
