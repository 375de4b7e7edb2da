"""A run of a recipe: the call of each step, of parameters and the responses so far. It sends
nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, encode, operation_title
from ovh_explorer.form import Field, Form, FormInvalid, Mistake
from ovh_explorer.form.kinds import State
from ovh_explorer.translation import _
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter, RecipeStep
from ovh_explorer.workspace.recipes.recipe_checks import placed
from ovh_explorer.workspace.recipes.secret_references import is_to_secret
from ovh_explorer.workspace.recipes.step_form import fill_form
from ovh_explorer.workspace.recipes.template import Reference, TemplateError
from ovh_explorer.workspace.response.format import human_size

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["MAX_RESPONSE_BYTES", "RecipeRun", "StepError", "StepPreview", "missing_parameters"]

NewForm = Callable[[str, str, str], "Form | None"]
"""Makes an empty form of an operation, by branch, method and path; None where there is none."""

MAX_RESPONSE_BYTES = 50_000_000
"""The largest response whose values later steps can use."""


class StepError(ValueError):
    """A step whose call can't be made; the message has a line a mistake, each with its place."""


@dataclass(frozen=True, slots=True)
class StepPreview:
    """A step before it can be sent: references to responses that aren't there yet stand in it as
    they are written.

    Attributes:
        call: what is known of its call; None where the form can make none.
        title: method, path and query, readable, secrets masked.
        mistakes: what is wrong whatever those responses are, each with its place.
    """

    call: Call | None
    title: str
    mistakes: tuple[str, ...] = ()


def missing_parameters(recipe: Recipe, values: Mapping[str, str]) -> list[RecipeParameter]:
    """The parameters of a recipe that have no value yet."""
    return [parameter for parameter in recipe.parameters if parameter.name not in values]


class RecipeRun:
    """A recipe with the values of its parameters, and what its steps have responded.

    Args:
        values: of the parameters, by name.
        new_form: makes the forms that check the calls.
    """

    def __init__(self, recipe: Recipe, values: Mapping[str, str], new_form: NewForm) -> None:
        self.recipe = recipe
        self._values = dict(values)
        self._new_form = new_form
        self._secret_names = {item.name for item in recipe.parameters if item.is_secret}
        self._numbers = {step.id: at for at, step in enumerate(recipe.steps, 1) if step.id}
        self._responses: dict[int, Any] = {}

    def note(self, index: int, response: "Response") -> None:
        """Keep what a step has responded, where it has an id: later steps may need it.

        Raises:
            StepError: where the response can't be read.
        """
        step = self.recipe.steps[index]
        if not step.id:
            return
        if response.size > MAX_RESPONSE_BYTES:
            size = human_size(response.size)
            words = _("The response is too large to use: {size}.").format(size=size)
            raise StepError(placed(f"steps[{index + 1}]", words))
        try:
            # An operation that returns nothing has an empty body.
            self._responses[index] = response.json() if response.size else None
        except ValueError as error:
            raise StepError(placed(f"steps[{index + 1}]", error)) from None

    def call(self, index: int) -> Call:
        """The call of a step, checked as ``try`` checks it.

        Raises:
            StepError: with every mistake.
        """
        step = self.recipe.steps[index]
        form = self._form(step, index)
        if mistakes := self.fill(form, index):
            raise StepError(_placed(index, mistakes))
        try:
            return form.call()
        except FormInvalid as error:
            lines = [_mistake_words(item) for item in error.mistakes]
            raise StepError(_placed(index, lines)) from None

    def fill(self, form: Form, index: int) -> list[str]:
        """Clear a form, and fill it with what is known of a step; what isn't, each with its
        place.
        """
        return fill_form(form, self.recipe.steps[index], self._value, self._is_secret)

    def preview(self, index: int) -> StepPreview:
        """What is known of a step before the first one is sent."""
        step = self.recipe.steps[index]
        form = self._form(step, index)
        open_references, unfilled, wrong = self._fill_known(form, index)
        mistakes = [*unfilled, *map(_mistake_words, wrong)]
        call = form.said()
        if call is None and not mistakes:
            mistakes = _why_no_call(form)
        title = operation_title(step.branch, step.method, step.path)
        if call is not None:
            title = operation_title(step.branch, step.method, call.shown_target)
            for encoded, plain in open_references.items():
                title = title.replace(encoded, plain)
        return StepPreview(call, title, tuple(_placed(index, mistakes).splitlines()))

    def problem_of(self, name: str, value: str) -> str:
        """What is wrong with a value for a parameter, by the types of the places it flows to, in
        words; empty for nothing. Values that were given before flow there too.
        """
        given = RecipeRun(self.recipe, {**self._values, name: value}, self._new_form)
        for index, step in enumerate(self.recipe.steps):
            form, other = self._form(step, index), self._form(step, index)
            _, unfilled, wrong = given._fill_known(form, index)
            _, unfilled_before, wrong_before = self._fill_known(other, index)
            before = {_mistake_words(mistake) for mistake in wrong_before}
            # What can't be put in is required then, too.
            new = [words for words in unfilled if words not in unfilled_before]
            new += [mistake.message for mistake in wrong if _mistake_words(mistake) not in before]
            if new:
                return new[0]
        return ""

    def uses_of(self, name: str) -> Iterator[tuple[Form, Field]]:
        """The fields of a step that a parameter alone stands in, and their form, which has the
        values that were given before; what comes out of responses is left out there.

        Of the first such step: what it makes may have a new name, which later ones have in a path.
        """
        wanted = str(Reference(name))
        for index, step in enumerate(self.recipe.steps):
            form = self._new_form(step.branch, step.method, step.path)
            if form is None:
                continue
            open_references, _, _ = self._fill_known(form, index)
            fields = list(_leaves(form.fields))
            found = [item for item in fields if item.text == wanted]
            for item in fields:
                if _holds(item.text, open_references.values()):
                    item.clear()
            if found:
                yield from ((form, item) for item in found)
                return

    def _fill_known(
        self, form: Form, index: int
    ) -> tuple[dict[str, str], list[str], list[Mistake]]:
        """Fill a form with what is known of a step; the references that have no value yet, by how
        they stand in a path, what has no place there, and what is wrong whatever they are.
        """
        open_references: dict[str, str] = {}

        def look_up(reference: Reference) -> Any:
            if reference.name in self._values or self._is_here(reference):
                return self._value(reference)
            open_references[encode(str(reference))] = str(reference)
            return str(reference)

        unfilled = fill_form(form, self.recipe.steps[index], look_up, self._is_secret)
        wrong = [
            mistake
            for mistake in form.mistakes()
            if mistake.field is None or not _holds(mistake.field.text, open_references.values())
        ]
        return open_references, unfilled, wrong

    def _form(self, step: RecipeStep, index: int) -> Form:
        form = self._new_form(step.branch, step.method, step.path)
        if form is None:
            title = operation_title(step.branch, step.method, step.path)
            words = _(
                "this catalog doesn't have {operation}. The recipe was made for another catalog."
            ).format(operation=title)
            raise StepError(placed(f"steps[{index + 1}].call", words))
        return form

    def _is_here(self, reference: Reference) -> bool:
        return self._numbers.get(reference.name, 0) - 1 in self._responses

    def _is_secret(self, reference: Reference) -> bool:
        return is_to_secret(reference, self._secret_names)

    def _value(self, reference: Reference) -> Any:
        if reference.name in self._values:
            return self._values[reference.name]
        number = self._numbers.get(reference.name)
        if number is None:
            raise TemplateError(_("{reference} has no value.").format(reference=reference))
        said = {"reference": reference, "number": number, "name": reference.name}
        if number - 1 not in self._responses:
            words = _(
                "{reference} has no value: the response to step {number} ({name}) isn't there yet."
            )
            raise TemplateError(words.format(**said))
        value = self._responses[number - 1]
        for at, part in enumerate(reference.path, 1):
            if isinstance(part, int):
                is_there = isinstance(value, list) and part < len(value)
            else:
                is_there = isinstance(value, dict) and part in value
            if value == [] and isinstance(part, int):
                words = _(
                    "step {number} ({name}) returned an empty list. Change the values of that "
                    "step, or fill this in by hand."
                )
                raise TemplateError(words.format(**said))
            if not is_there:
                path = str(Reference("", reference.path[:at]))[2:-1].removeprefix(".")
                words = _(
                    "{reference} has no value: the response to step {number} ({name}) has no "
                    "{path}."
                )
                raise TemplateError(words.format(path=path, **said))
            value = value[part]
        return value


def _why_no_call(form: Form) -> list[str]:
    """Why a form makes no call, whatever its schema allows."""
    try:
        form.call(anyway=True)
    except FormInvalid as error:
        return [_mistake_words(mistake) for mistake in error.mistakes]
    return []


def _leaves(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields that hold a value of their own, of the parts that are given too."""
    for item in fields:
        if not item.is_structured:
            yield item
        elif item.state is State.SET:
            yield from _leaves(item.parts)


def _holds(text: str, references: Any) -> bool:
    return any(reference in text for reference in references)


def _mistake_words(mistake: Any) -> str:
    if mistake.field is None:
        return placed("body", mistake.message)
    place = {"header": "headers", "body": "body"}.get(mistake.field.place, mistake.field.place)
    return placed(f"{place}.{mistake.field.where}", mistake.message)


def _placed(index: int, mistakes: list[str]) -> str:
    return "\n".join(f"steps[{index + 1}].{' '.join(words.split())}" for words in mistakes)
