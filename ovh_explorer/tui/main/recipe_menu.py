"""Choosing a recipe, and giving its parameters: from the account's lists, else typed."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.catalog.store import StoreError
from ovh_explorer.client.errors import ClientError
from ovh_explorer.text import printable
from ovh_explorer.translation import _, labelled, ngettext
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.workspace.navigation.target import TargetError
from ovh_explorer.workspace.recipes.library import RecipeEntry, own_directory, recipes
from ovh_explorer.workspace.recipes.run import RecipeRun, StepError

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.workspace.calls.value_lookup import ValueList
    from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["GO_ON", "ask_for_values", "choose_recipe"]

GO_ON = "go on"  # not for people
"""What is chosen to open the recipe that was left."""

_OTHER = "other"
# Values of a list that are offered; others are typed.
_MAX_VALUES = 500
# Of those, how many are asked for what they are known by: a request each.
_MAX_LABELS = 40


async def choose_recipe(
    app: "App[Any]", left: str, name: str = "", *, was_left: bool = False
) -> "Recipe | str | None":
    """The recipe that the user chooses, or :data:`GO_ON`; None for none.

    Args:
        left: the words for a recipe that goes on; "" for none.
        name: of the recipe that was chosen already; "" to show which there are.
        was_left: whether the user left that one.
    """
    entries = await asyncio.to_thread(recipes)
    named = next((one for one in entries if one.name == name and one.recipe is not None), None)
    if named is not None:
        return named.recipe
    heading = _("The one you left") if was_left else _("The one you are in")
    shown = [Entry(heading), Entry(left, "", GO_ON)] if left else []
    for heading, is_own in ((_("Your own"), True), (_("Ready to use"), False)):
        group = [entry for entry in entries if (entry.path is not None) == is_own]
        group.sort(key=lambda entry: _(entry.title).casefold())
        if group:
            shown.append(Entry(heading))
            shown += [Entry(_(one.title), _note(one), f"{is_own} {one.name}") for one in group]
    title = _("Recipes · your own are in {directory}").format(directory=own_directory())
    menu: MenuScreen = MenuScreen(title, shown)
    chosen = await app.push_screen_wait(menu)
    if chosen is None or chosen == GO_ON:
        return chosen
    found = next(one for one in entries if f"{one.path is not None} {one.name}" == chosen)
    if found.recipe is None:
        lines = "\n".join(map(printable, found.mistakes))
        app.notify(lines, title=found.name, severity="error", timeout=15, markup=False)
    return found.recipe


def _note(entry: RecipeEntry) -> str:
    recipe = entry.recipe
    if recipe is None:
        return _("{name}: it can't be opened").format(name=entry.name)
    count = len(recipe.steps)
    steps = ngettext("{count} step", "{count} steps", count).format(count=count)
    return _(recipe.description) or steps


async def ask_for_values(
    app: "App[Any]", workspace: "Workspace", recipe: "Recipe"
) -> dict[str, str] | None:
    """The values of a recipe's parameters, one after the other; None where the user turned back."""
    values: dict[str, str] = {}
    for index, parameter in enumerate(recipe.parameters, 1):
        where = f"{index}/{len(recipe.parameters)}"
        run = RecipeRun(recipe, values, workspace.forms.new)
        check = partial(_problem, run, parameter.name)
        title = f"{parameter.name} · {where}"
        value = await _Question(app, workspace, title, parameter, check).ask()
        if value is None:
            return None
        values[parameter.name] = value
    return values


def _problem(run: "RecipeRun", name: str, value: str) -> str:
    """What is wrong with a value, by the places that it flows to, in words; empty for nothing."""
    if not value:
        return _("A value is needed.")
    try:
        return run.problem_of(name, value)
    except StepError:
        # Of another catalog: the step says so that isn't there.
        return ""


class _Question:
    """Asks for one value. `check` says what is wrong with one that is typed."""

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        title: str,
        parameter: "RecipeParameter",
        check: Callable[[str], str],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._title = title
        self._parameter = parameter
        self._check = check

    async def ask(self) -> str | None:
        problem = ""
        if self._parameter.choices:
            found = await self._choices()
            if isinstance(found, str):
                problem = found
            elif found.values:
                chosen = await self._choose(found)
                if chosen != _OTHER:
                    return None if chosen is None else chosen.removeprefix("=")
        return await self._type(problem)

    async def _choose(self, found: "ValueList") -> str | None:
        values = found.values[:_MAX_VALUES]
        entries = [Entry(value.text, id=f"={value.text}", label=value.label) for value in values]
        entries.append(Entry(_("Another value"), _("Type it"), _OTHER))
        words = _(self._parameter.description)
        menu: MenuScreen = MenuScreen(f"{self._title} · {words}" if words else self._title, entries)
        texts = [value.text for value in values[:_MAX_LABELS]]
        labels = asyncio.create_task(
            self._workspace.value_lookup.label_each(
                found, texts, lambda text, label: menu.label(f"={text}", label)
            )
        )
        try:
            return await self._app.push_screen_wait(menu)
        finally:
            labels.cancel()

    async def _type(self, problem: str) -> str | None:
        parameter = self._parameter
        description = _(parameter.description)
        lines = [
            f"{description[:1].upper()}{description[1:]}",
            _("It is masked, and kept nowhere.") if parameter.is_secret else "",
            problem,
        ]
        example = printable(parameter.example_words)
        prompt = PromptScreen(
            self._title,
            "\n".join(printable(line) for line in lines if line),
            self._check,
            placeholder=_("such as {example}").format(example=example) if example else "",
            is_secret=parameter.is_secret,
        )
        return await self._app.push_screen_wait(prompt)

    async def _choices(self) -> "ValueList | str":
        """The values that the account has; in words why they can't be read."""
        from ovh_explorer.workspace.calls.value_lookup import ValueList

        wanted = self._parameter.choices
        try:
            found = await self._workspace.find(wanted)
            call = Call.make(found.branch, "GET", found.path, query=found.query)
            response = await self._workspace.send(call)
            if response.error is not None:
                return labelled(wanted, response.error.message)
            operation = self._workspace.store.operation(found.branch, "GET", found.path)
            if operation is None:
                return ValueList()
            return await self._workspace.value_lookup.listed(operation, response)
        except (TargetError, StoreError, ClientError, ValueError) as error:
            return labelled(wanted, error)
