"""Programs of a recipe: code whose values flow as they do in it."""

import itertools
import json
import re
from collections.abc import Callable
from typing import Any, Literal

from ovh_explorer.call import Call, CallError, canonical_json
from ovh_explorer.snippets import SnippetContext, SnippetError, language_of
from ovh_explorer.snippets import program as parts
from ovh_explorer.snippets.programs import PROGRAM_LANGUAGES, write
from ovh_explorer.translation import _, labelled, quoted
from ovh_explorer.workspace.recipes.condition import condition_of
from ovh_explorer.workspace.recipes.recipe import NO_BODY, Recipe, RecipeStep
from ovh_explorer.workspace.recipes.secret_references import is_to_secret
from ovh_explorer.workspace.recipes.template import Reference, TemplateError, references, split

__all__ = ["PROGRAM_LANGUAGES", "write_program"]

Kind = Literal["path", "query", "header", "body"]


def _always(_branch: str, _method: str, _path: str) -> bool:
    return True


def write_program(
    language: str,
    recipe: Recipe,
    context: SnippetContext,
    needs_key: Callable[[str, str, str], bool] = _always,
) -> str:
    """The program of a recipe in one of :data:`PROGRAM_LANGUAGES`.

    Args:
        needs_key: whether the operation of a branch, a method and a path needs a key.

    Raises:
        SnippetError: for a language there are no programs in, or a recipe that can't be written in
            it; the message names the step.
    """
    name = language_of(language)
    if name not in PROGRAM_LANGUAGES:
        words = _("There are no programs in {language}. The languages: {languages}.")
        raise SnippetError(
            words.format(language=quoted(language), languages=", ".join(PROGRAM_LANGUAGES))
        )
    if not recipe.steps:
        raise SnippetError(_("There are no requests to write a program of."))
    return write(name, _Assembly(recipe, needs_key).program(), context)


class _Assembly:
    """Makes a program of a recipe: its calls with a mark for each value that flows."""

    def __init__(self, recipe: Recipe, needs_key: Callable[[str, str, str], bool]) -> None:
        self._recipe = recipe
        self._needs_key = needs_key
        self._slots: dict[str, parts.Slot] = {}
        self._known = {item.name for item in recipe.parameters}
        self._secrets = {item.name for item in recipe.parameters if item.is_secret}
        stem = _free_stem(repr(recipe))
        self._mark = re.compile(rf"{stem}[0-9]+x")
        self._new = (f"{stem}{number}x" for number in itertools.count())

    def program(self) -> parts.Program:
        recipe = self._recipe
        names = _names(recipe)
        steps: list[parts.ProgramStep] = []
        for step, name in zip(recipe.steps, names, strict=True):
            try:
                steps.append(self._step(step, name))
            except (CallError, TemplateError, SnippetError) as error:
                raise SnippetError(labelled(f"{step.method} {step.path}", error)) from None
            self._known.add(step.id)
        variables = tuple(
            parts.ProgramVariable(item.name, item.example, item.description, item.is_secret)
            for item in recipe.parameters
        )
        return parts.Program(recipe.title, variables, tuple(steps), self._mark, self._slots)

    def _step(self, step: RecipeStep, name: str) -> parts.ProgramStep:
        body = None
        if step.body is not NO_BODY:
            body = canonical_json(self._marked(step.body))
        call = Call.make(
            step.branch,
            step.method,
            step.path,
            path_values={key: self._text(item, "path") for key, item in step.path_values.items()},
            query=[(key, self._text(item, "query")) for key, item in step.query],
            headers=[(key, self._text(item, "header")) for key, item in step.headers],
            body=body,
            authenticated=self._needs_key(step.branch, step.method, step.path),
        )
        condition = condition_of(step.until) if step.until else None
        if step.until and condition is None:
            words = _("{condition} is more than comparisons of parts of the response.")
            raise SnippetError(words.format(condition=step.until))
        return parts.ProgramStep(call, name, step.until, condition, step.note)

    def _text(self, template: Any, kind: Kind) -> str:
        if not isinstance(template, str):
            return json.dumps(template)
        return str(self._filled(template, kind))

    def _marked(self, value: Any) -> Any:
        if isinstance(value, dict):
            if any(True for name in value for _found in references(name)):
                raise SnippetError(_("The name of a property can't flow."))
            return {_plain(name): self._marked(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._marked(inner) for inner in value]
        return self._filled(value, "body") if isinstance(value, str) else value

    def _filled(self, template: str, kind: Kind) -> str:
        """A text, or the mark of what it is to be."""
        found = split(template)
        if not any(isinstance(part, Reference) for part in found):
            return "".join(map(str, found))
        made: list[str | parts.Origin] = []
        for part in found:
            if isinstance(part, str):
                made.append(part)
            elif part.name not in self._known:
                raise SnippetError(
                    _("{part} is no parameter, and no response before.").format(part=part)
                )
            else:
                hidden = is_to_secret(part, self._secrets)
                made.append(parts.Origin(part.name, part.path, is_secret=hidden))
        mark = next(self._new)
        self._slots[mark] = parts.Slot(kind, tuple(made))
        return mark


def _plain(text: str) -> str:
    """A template without references as the text that it is."""
    return "".join(map(str, split(text)))


def _names(recipe: Recipe) -> list[str]:
    """What the response to each step is called: its id, or one of its own."""
    taken = {item.name for item in recipe.parameters} | {step.id for step in recipe.steps}
    free = (name for number in itertools.count(1) if (name := f"result{number}") not in taken)
    names = [step.id or next(free) for step in recipe.steps]
    return names


def _free_stem(text: str) -> str:
    """The beginning of marks, which nothing in a recipe has."""
    return next(stem for number in itertools.count() if (stem := f"flow{number}at") not in text)
