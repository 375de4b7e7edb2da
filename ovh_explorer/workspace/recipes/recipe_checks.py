"""What is wrong with a recipe, by place: what its steps call, and what they refer to."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ovh_explorer.call import METHODS, Call, CallError, placeholders
from ovh_explorer.translation import N_, _, labelled, quoted
from ovh_explorer.translation import number as shown_number
from ovh_explorer.workspace.recipes.recipe import NO_BODY, Recipe, RecipeParameter, RecipeStep
from ovh_explorer.workspace.recipes.template import TemplateError, references
from ovh_explorer.workspace.response.filter import FilterError, check_filter

__all__ = ["MAX_STEPS", "NAME", "mistakes_of", "placed"]

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""What names of parameters and ids of steps are made of: what templates can refer to."""

MAX_STEPS = 500
"""How many steps a recipe has at most: those that ship have 14, and a user reads each."""

# A longer one takes long to read, and is somebody's trick.
_MAX_PATH_CHARACTERS, _MAX_UNTIL_CHARACTERS = 1_000, 2_000
# What programs in every language can do.
_UNTIL_WORDS = N_(
    "compare parts of the response with texts, whole numbers or booleans: status == 'done', "
    "task.progress == `100`; several have && or || between them."
)


def mistakes_of(recipe: Recipe) -> list[str]:
    """Everything that is wrong with a recipe whatever the catalog is, each with its place.

    Steps are counted from 1.
    """
    found = []
    if not recipe.title.strip():
        found.append(placed("title", _("a recipe needs one.")))
    if not recipe.steps:
        found.append(placed("steps", _("a recipe needs one at least.")))
    for parameter in recipe.parameters:
        place = f"parameters.{parameter.name}"
        found += [placed(f"{place}{where}", words) for where, words in _of_parameter(parameter)]
    names = {parameter.name: parameter for parameter in recipe.parameters}
    if len(names) < len(recipe.parameters):
        found.append(placed("parameters", _("a name is there twice.")))
    if len(recipe.steps) > MAX_STEPS:
        words = _("a recipe has {most} at most, this one {count}. Make several.")
        words = words.format(most=shown_number(MAX_STEPS), count=shown_number(len(recipe.steps)))
        found.append(placed("steps", words))
        return found
    # The first step of each id.
    ids: dict[str, int] = {}
    for number, step in enumerate(recipe.steps, 1):
        ids.setdefault(step.id, number)
    for number, step in enumerate(recipe.steps, 1):
        wrong = [*_of_id(step, number, ids, names), *_of_call(step)]
        wrong += _of_references(step, number, ids, names)
        found += [placed(f"steps[{number}]{where}", words) for where, words in wrong]
    return found


def placed(place: str, words: object) -> str:
    """What is wrong, after its place in the file."""
    return labelled(place, words)


_Found = Iterator[tuple[str, str]]


def _of_parameter(parameter: RecipeParameter) -> _Found:
    if not NAME.fullmatch(parameter.name):
        yield (
            "",
            _("a name is made of letters, digits, _ and -, the first of them a letter or _."),
        )
    if parameter.is_secret and parameter.example:
        yield ".example", _("a secret parameter has none.")
    if parameter.is_secret and parameter.choices:
        yield ".choices", _("a secret parameter has none.")
    if parameter.choices:
        method, _blank, path = parameter.choices.partition(" ")
        if method != "GET" or not path.startswith("/") or placeholders(path):
            yield (
                ".choices",
                _("write the GET of a list, without placeholders, such as GET /domain/zone."),
            )


def _of_id(
    step: RecipeStep,
    number: int,
    ids: Mapping[str, int],
    names: Mapping[str, RecipeParameter],
) -> _Found:
    if not step.id:
        return
    if not NAME.fullmatch(step.id):
        yield (
            ".id",
            _("an id is made of letters, digits, _ and -, the first of them a letter or _."),
        )
    elif ids[step.id] < number:
        yield ".id", _("step {number} has the id {id} too.").format(number=ids[step.id], id=step.id)
    elif step.id in names:
        yield ".id", _("a parameter is called {id} too.").format(id=step.id)


def _of_call(step: RecipeStep) -> _Found:
    if step.method not in METHODS:
        yield (
            ".call",
            _("{method} is not a method of this API. Methods: {methods}.").format(
                method=quoted(step.method), methods=", ".join(METHODS)
            ),
        )
        return
    if len(step.path) > _MAX_PATH_CHARACTERS:
        yield (
            ".call",
            _("no path of the API is longer than {count} characters.").format(
                count=shown_number(_MAX_PATH_CHARACTERS)
            ),
        )
        return
    if "${" in step.path:
        yield (
            ".call",
            _(
                "the path has placeholders as the catalog has them: {example}, and {value} says "
                "its value."
            ).format(example="{zoneName}", value='path.zoneName = "${zone}"'),
        )
        return
    if "?" in step.path or "#" in step.path:
        yield ".call", _("the path has no query in it: write it under query.")
        return
    wanted = placeholders(step.path)
    try:
        Call.make(step.branch, step.method, step.path, path_values=dict.fromkeys(wanted, "x"))
    except CallError as error:
        yield ".call", str(error)
        return
    for name in dict.fromkeys(wanted):
        if step.path_values.get(name, "") == "":
            yield f".path.{name}", _("a value is missing.")
    for name in step.path_values:
        if name not in wanted:
            yield (
                f".path.{name}",
                _("{path} has no placeholder {name}.").format(path=step.path, name=f"{{{name}}}"),
            )
    for name, _value in step.headers:
        try:
            Call.make("v1", "GET", "/", headers=[(name, "x")])
        except CallError as error:
            yield f".headers.{name}", str(error)
    if step.until:
        yield from _of_until(step)


def _of_until(step: RecipeStep) -> _Found:
    from ovh_explorer.workspace.recipes.condition import condition_of

    if step.method != "GET":
        yield ".until", _("only a GET is sent again.")
    if len(step.until) > _MAX_UNTIL_CHARACTERS:
        yield (
            ".until",
            _("a condition has {count} characters at most.").format(
                count=shown_number(_MAX_UNTIL_CHARACTERS)
            ),
        )
        return
    try:
        check_filter(step.until)
    except FilterError as error:
        yield ".until", str(error)
        return
    if condition_of(step.until) is None:
        yield ".until", _(_UNTIL_WORDS)


def _of_references(
    step: RecipeStep,
    number: int,
    ids: Mapping[str, int],
    names: Mapping[str, RecipeParameter],
) -> _Found:
    for where, value in _templates(step):
        try:
            found = list(references(value))
            keys = set(references(_keys(value)))
        except TemplateError as error:
            yield where, str(error)
            continue
        for reference in dict.fromkeys(found):
            parameter = names.get(reference.name)
            if parameter is not None:
                if reference.path:
                    yield (
                        where,
                        _("{reference}: {name} is a text and has no parts.").format(
                            reference=reference, name=parameter.name
                        ),
                    )
                elif parameter.is_secret and reference in keys:
                    yield (
                        where,
                        _("{reference} is secret: it can't be the name of a property.").format(
                            reference=reference
                        ),
                    )
            elif reference.name not in ids:
                yield (
                    where,
                    _("{reference} is no parameter and no step's response.").format(
                        reference=reference
                    ),
                )
            elif ids[reference.name] >= number:
                later = ids[reference.name]
                words = _("{reference} is of the response to step {number}, a later one.")
                if later == number:
                    words = _("{reference} is of the response to this very step.")
                yield where, words.format(reference=reference, number=later)


def _templates(step: RecipeStep) -> Iterator[tuple[str, Any]]:
    for name, value in step.path_values.items():
        yield f".path.{name}", value
    for name, value in step.query:
        yield f".query.{name}", value
    for name, value in step.headers:
        yield f".headers.{name}", value
    if step.body is not NO_BODY:
        yield ".body", step.body


def _keys(value: Any) -> list[str]:
    """The names of all properties inside of a JSON value."""
    if isinstance(value, dict):
        return [*value, *(key for item in value.values() for key in _keys(item))]
    if isinstance(value, list):
        return [key for item in value for key in _keys(item)]
    return []
