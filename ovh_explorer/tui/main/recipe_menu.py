"""Choosing a recipe, and giving its parameters: from the account's lists, else typed."""

import asyncio
import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, operation_title
from ovh_explorer.catalog.store import StoreError
from ovh_explorer.client.errors import ClientError
from ovh_explorer.text import printable
from ovh_explorer.translation import _, labelled, ngettext
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.workspace.account.own_access import own_access_words
from ovh_explorer.workspace.navigation.target import TargetError
from ovh_explorer.workspace.recipes.deletion import deletion_call, deletion_of
from ovh_explorer.workspace.recipes.library import (
    RecipeEntry,
    own_directory,
    recipes,
    shipped_recipes,
)
from ovh_explorer.workspace.recipes.run import RecipeRun, StepError
from ovh_explorer.workspace.recipes.uses import first_use

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.workspace.calls.value_lookup import ValueList
    from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter, RecipeStep
    from ovh_explorer.workspace.recipes.walk import RecipeWalk
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
    app: "App[Any]", left: "RecipeWalk | None", name: str = "", *, was_left: bool = False
) -> "Recipe | str | None":
    """The recipe that the user chooses, or :data:`GO_ON`; None for none.

    Args:
        left: a recipe that goes on; None for none.
        name: of the recipe that was chosen already; "" to show which there are.
        was_left: whether the user left that one.
    """
    entries = await asyncio.to_thread(recipes)
    named = next((one for one in entries if one.name == name and one.recipe is not None), None)
    if named is not None:
        return named.recipe
    heading = _("The one you left") if was_left else _("The one you are in")
    shown = []
    if left is not None:
        # Its title is a label: who types words of it means the recipe itself, from its beginning.
        words = _("Go on at {place}").format(place=left.place)
        shown = [Entry(heading), Entry(words, id=GO_ON, label=_(left.recipe.title))]
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
    """The values of a recipe's parameters, one after the other; None where the user turned back
    from its steps, which are shown first. Turning back from a value is one step back.
    """
    given: dict[str, str] = {}
    parameters = recipe.parameters
    index = -1
    while index < len(parameters):
        if index < 0:
            is_begun = await _show_steps(app, recipe)
            if not is_begun:
                return None
            index = 0
            continue
        parameter = parameters[index]
        before = {item.name: given[item.name] for item in parameters[:index]}
        question = _Question(app, workspace, recipe, index, before, given.get(parameter.name, ""))
        value = await question.ask()
        if value is None:
            index -= 1
        else:
            given[parameter.name] = value
            index += 1
    return given


async def _show_steps(app: "App[Any]", recipe: "Recipe") -> bool:
    """Show what a recipe sends before anything is asked; whether the user begins."""
    count = len(recipe.parameters)
    note = ngettext("asks for {count} value first", "asks for {count} values first", count)
    note = note.format(count=count) if count else _("opens its first step; nothing is sent yet")
    entries = [Entry(_("Begin"), note, "begin")]
    entries += [
        Entry(f"{number}. {_title_of(step)}", _(step.note))
        for number, step in enumerate(recipe.steps, 1)
    ]
    menu: MenuScreen = MenuScreen(_(recipe.title), entries, goes_back=True)
    # Enter begins: it sends nothing.
    menu.late_keys = frozenset({"enter"})
    return await app.push_screen_wait(menu) is not None


def _title_of(step: "RecipeStep") -> str:
    return operation_title(step.branch, step.method, step.path)


def _described(parameter: "RecipeParameter") -> str:
    """What a value is, as it begins a line."""
    words = printable(_(parameter.description))
    return f"{words[:1].upper()}{words[1:]}"


def _title(parameter: "RecipeParameter", place: str) -> str:
    """What a value is, in short, with its name in the recipe, and which of how many it is."""
    short = _short(_described(parameter))
    return f"{short} ({parameter.name}) · {place}" if short else f"{parameter.name} · {place}"


def _short(words: str) -> str:
    """Words to where they begin to explain."""
    return re.split(r"[:.;,]\s", words)[0].rstrip(" .\u202f")


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
    """Asks for one value.

    Args:
        index: of the parameter, from 0.
        given: the values of the parameters before it.
        present: the value that it was given before; "" for none.
    """

    def __init__(
        self,
        app: "App[Any]",
        workspace: "Workspace",
        recipe: "Recipe",
        index: int,
        given: Mapping[str, str],
        present: str,
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._recipe = recipe
        self._parameter = parameter = recipe.parameters[index]
        self._title = _title(parameter, f"{index + 1}/{len(recipe.parameters)}")
        run = RecipeRun(recipe, given, workspace.forms.new)
        self._check = partial(_problem, run, parameter.name)
        # The step that deletes what the value names; None where none does.
        self._deletion = deletion_of(recipe, parameter.name)
        self._given = given
        self._present = present
        self._run = run
        # Values of the path that the list of values is below of.
        self._beside: dict[str, str] = {}
        # What a recipe of the user's was made with is theirs: enter takes it, where nothing is
        # deleted by it. That of one that ships is somebody's.
        self._is_own = is_own = not any(entry.recipe is recipe for entry in shipped_recipes())
        may_be_taken = is_own and self._deletion is None and not parameter.is_secret
        self._own_value = parameter.example if may_be_taken else ""
        self._example = parameter.example if is_own else parameter.example_words

    async def ask(self) -> str | None:
        found = await self._choices()
        while found.values:
            chosen = await self._choose(found)
            if chosen != _OTHER:
                return None if chosen is None else chosen.removeprefix("=")
            typed = await self._type("")
            if typed is not None:
                return typed
        return await self._type(found.problem)

    async def _choose(self, found: "ValueList") -> str | None:
        # What is deleted is chosen by a key that was pressed for it; what is in use stands last.
        in_use = {value.text for value in found.values if self._is_in_use(value.text)}
        values = sorted(found.values, key=lambda value: value.text in in_use)[:_MAX_VALUES]
        must_be_meant = self._deletion is not None
        entries = [Entry(line) for line in (*self._explained(), *self._purpose())]
        entries += [
            Entry(
                value.text,
                _("In use: deleting it signs you out.") if value.text in in_use else "",
                f"={value.text}",
                must_be_meant,
                label=value.label,
            )
            for value in values
        ]
        entries.append(Entry(_("Another value"), _("Type it"), _OTHER, must_be_meant))
        start = f"={self._present or self._own_value}"
        menu: MenuScreen = MenuScreen(self._title, entries, start=start, goes_back=True)
        texts = [value.text for value in values[:_MAX_LABELS]]
        labels = asyncio.create_task(
            self._workspace.value_lookup.label_each(
                found, texts, lambda text, label: menu.label(f"={text}", label), self._beside
            )
        )
        try:
            return await self._app.push_screen_wait(menu)
        finally:
            labels.cancel()

    def _explained(self) -> list[str]:
        """What the value is, where the title has no room for all of it."""
        words = _described(self._parameter)
        return [words] if words != _short(words) else []

    def _purpose(self) -> list[str]:
        """What the value is for: the recipe, the step that it flows to first, and the step that
        deletes something by it, where that is another one.
        """
        steps, lines = self._recipe.steps, [_(self._recipe.title)]
        first = first_use(self._recipe, self._parameter.name)
        if first is not None:
            words = _("For step {number}: {operation}")
            title = _title_of(steps[first])
            about = _(steps[first].note)
            lines.append(words.format(number=first + 1, operation=title))
            lines[-1] += f" · {about}" if about else ""
        deletion = self._deletion
        if deletion is not None and (first is None or deletion is not steps[first]):
            words = _("Warning: step {number} deletes what this value names: {operation}")
            number = steps.index(deletion) + 1
            lines.append(words.format(number=number, operation=_title_of(deletion)))
        return lines

    def _is_in_use(self, text: str) -> bool:
        """Whether a value is of the key that signs the requests, and a step deletes it."""
        if self._deletion is None:
            return False
        call = deletion_call(self._deletion, {**self._given, self._parameter.name: text})
        if call is None:
            return False
        workspace = self._workspace
        return bool(own_access_words(call, workspace.account, workspace.settings.credentials))

    async def _type(self, problem: str) -> str | None:
        parameter = self._parameter
        lines = [
            *self._explained(),
            *self._purpose(),
            _("It is masked, and kept nowhere.") if parameter.is_secret else "",
            problem,
        ]
        example, words = printable(self._example), _("such as {example}")
        if self._own_value:
            words = _("such as {example}: enter takes it")
        prompt = PromptScreen(
            self._title,
            "\n".join(printable(line) for line in lines if line),
            self._check,
            placeholder=words.format(example=example) if example else "",
            value="" if parameter.is_secret else self._present,
            otherwise=self._own_value,
            is_secret=parameter.is_secret,
            goes_back=True,
        )
        return await self._app.push_screen_wait(prompt)

    async def _choices(self) -> "ValueList":
        """The values that the account has, of the list that the recipe names; in its problem why
        they can't be read. One of the user's, which the history wrote, names none: the form of the
        step that the value stands in knows it.
        """
        from ovh_explorer.workspace.calls.value_lookup import ValueList

        lookup = self._workspace.value_lookup
        wanted = self._parameter.choices
        if not wanted:
            return ValueList() if not self._is_own else await self._choices_of_form()
        try:
            found = await self._workspace.find(wanted)
            call = Call.make(found.branch, "GET", found.path, query=found.query)
            response = await self._workspace.send(call)
            if response.error is not None:
                return ValueList(problem=labelled(wanted, response.error.message))
            operation = self._workspace.store.operation(found.branch, "GET", found.path)
            if operation is None:
                return ValueList()
            return await lookup.listed(operation, response)
        except (TargetError, StoreError, ClientError, ValueError) as error:
            return ValueList(problem=labelled(wanted, error))

    async def _choices_of_form(self) -> "ValueList":
        from ovh_explorer.workspace.calls.value_lookup import ValueList

        if self._parameter.is_secret:
            return ValueList()
        lookup = self._workspace.value_lookup
        for form, field in self._run.uses_of(self._parameter.name):
            source = lookup.source(form, field)
            given = {item.name: item.text for item in form.placed("path") if item.is_given}
            if source is not None and given.keys() >= set(source.needs):
                self._beside = given
                return await lookup.read(form, field)
        return ValueList()
