"""A step of a recipe in the form of its operation: what it says is typed there as a user would."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.scalars import TEXTUAL
from ovh_explorer.form import SCHEMAS_VERSION, Field, Form
from ovh_explorer.form.kinds import NOTHING, STRUCTURED, ParameterLocation, State
from ovh_explorer.translation import N_, _, number, pgettext, quoted
from ovh_explorer.workspace.recipes.recipe import NO_BODY, RecipeStep
from ovh_explorer.workspace.recipes.recipe_checks import placed
from ovh_explorer.workspace.recipes.template import Reference, TemplateError, fill

__all__ = ["MAX_FILLED_CHARACTERS", "fill_form"]

MAX_FILLED_CHARACTERS = 1_000_000
"""How much the references of a step put into it: a recipe of some KB can repeat one value until all
the memory is taken.
"""
_NO_PARAMETER = {
    "path": N_("{operation} has no path parameter {name}; it has: {known}."),
    "query": N_("{operation} has no query parameter {name}; it has: {known}."),
    "header": N_("{operation} has no header parameter {name}; it has: {known}."),
}
# A part of the body that has no value.
_UNKNOWN = object()


def fill_form(
    form: Form,
    step: RecipeStep,
    look_up: Callable[[Reference], Any],
    is_secret: Callable[[Reference], bool],
) -> list[str]:
    """Clear a form, and fill it with what a step says; what it has no place for and what has no
    value, each with its place. What a secret went into is secret in the form too.

    Args:
        look_up: the value of a reference; a TemplateError that it raises is a mistake, and what the
            reference is in stays empty.
        is_secret: whether it must not be shown.
    """
    return _StepFiller(form, look_up, is_secret).fill(step)


class _TooLargeError(ValueError):
    """The references of a step put more into it than they may."""


class _StepFiller:
    def __init__(
        self,
        form: Form,
        look_up: Callable[[Reference], Any],
        is_secret: Callable[[Reference], bool],
    ) -> None:
        self._form = form
        self._look_up = look_up
        self._is_secret = is_secret
        self._mistakes: list[str] = []
        self._secrets: set[str] = set()
        # How often one was asked for.
        self._secret_count = 0
        self._place = ""
        self._room = MAX_FILLED_CHARACTERS

    def fill(self, step: RecipeStep) -> list[str]:
        self._clear()
        try:
            self._fill_all(step)
        except _TooLargeError as error:
            self._clear()
            self._mistakes = [placed(self._place, str(error))]
        self._form.secret_texts |= self._secrets
        return self._mistakes

    def _fill_all(self, step: RecipeStep) -> None:
        for name, template in step.path_values.items():
            self._fill_field("path", name, template)
        for name, template in step.query:
            self._fill_field("query", name, template)
        for name, template in step.headers:
            self._fill_field("header", name, template)
        if step.body is not NO_BODY:
            self._place = "body"
            self._fill_body(step.body)

    def _clear(self) -> None:
        version = self._form.field("header", SCHEMAS_VERSION)
        chosen = version.text if version is not None else ""
        self._form.clear()
        if version is not None:
            # Chosen for a whole run of the program.
            version.type_text(chosen)

    def _known(self, reference: Reference) -> Any:
        value = self._look_up(reference)
        self._room -= len(_as_text(value))
        if self._room < 0:
            words = _("the values make more than {count} characters. Use shorter ones.")
            raise _TooLargeError(words.format(count=number(MAX_FILLED_CHARACTERS)))
        if self._is_secret(reference):
            self._secret_count += 1
            self._note_secret(value)
        return value

    def _filled(self, template: Any) -> Any:
        """A template, filled. What a secret went into is one as a whole: a short secret is not
        looked for within longer words.
        """
        before = self._secret_count
        value = fill(template, self._known)
        if self._secret_count > before:
            self._note_secret(value)
        return value

    def _note_secret(self, value: Any) -> None:
        self._secrets.update(text for text in _texts(value) if text)

    def _fill_field(self, place: ParameterLocation, name: str, template: Any) -> None:
        found = next(
            (
                item
                for item in self._form.placed(place)
                if item.name == name
                or (place == "header" and item.name.casefold() == name.casefold())
            ),
            None,
        )
        where = f"{'headers' if place == 'header' else place}.{name}"
        self._place = where
        if found is None:
            known = ", ".join(item.name for item in self._form.placed(place))
            words = _(_NO_PARAMETER[place]).format(
                operation=self._form.operation.title,
                name=name,
                known=known or pgettext("parameters", "none"),
            )
            self._note(placed(where, words))
            return
        try:
            value = self._filled(template)
        except TemplateError as error:
            self._note(placed(where, str(error)))
            return
        if value is None:
            self._note(placed(where, _("its value is null, which can't be sent there.")))
            return
        if found.kind == "list":
            for item in value if isinstance(value, list) else [value]:
                found.add_part(_as_text(item))
        elif found.kind in STRUCTURED or not isinstance(value, dict | list):
            text = _as_text(value)
            found.type_text(text)
            if not text and place != "path":
                found.take("")
        else:
            words = _("its value is a list, which can't be sent there.")
            if isinstance(value, dict):
                words = _("its value is an object, which can't be sent there.")
            self._note(placed(where, words))

    def _fill_body(self, template: Any) -> None:
        if not self._form.has_body:
            words = _("{operation} takes none.").format(operation=self._form.operation.title)
            self._note(placed("body", words))
            return
        value = self._value(template, "body")
        if value is _UNKNOWN:
            return
        if not self._form.take_body(value):
            self._note(placed("body", f"{self._form.body_problem}."))
        elif self._form.body is not None:
            _settle(self._form.body)

    def _value(self, template: Any, where: str) -> Any:
        """A part of the body, filled. What has no value is left out, and noted."""
        try:
            if isinstance(template, dict):
                return self._object(template, where)
            if isinstance(template, list):
                found = [self._value(item, f"{where}[{at}]") for at, item in enumerate(template)]
                return [item for item in found if item is not _UNKNOWN]
            return self._filled(template)
        except TemplateError as error:
            self._note(placed(where, error))
            return _UNKNOWN

    def _object(self, template: dict[str, Any], where: str) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key, item in template.items():
            name = next(iter(fill({key: None}, self._known)))
            if name in value:
                raise TemplateError(_("{name} is there twice.").format(name=quoted(name)))
            filled = self._value(item, f"{where}.{name}")
            if filled is not _UNKNOWN:
                value[name] = filled
        return value

    def _note(self, words: str) -> None:
        self._mistakes.append(words)


def _settle(whole: Field) -> None:
    """Give values the type that the schema has: a parameter is always a text, and an id is a number
    in one operation and a text in another.
    """
    waiting = [whole]
    while waiting:
        item = waiting.pop()
        if item.is_structured:
            waiting += item.parts if item.state is State.SET else []
            continue
        shape, raw = item.schema.shape, item.raw
        if not isinstance(shape, Core) or raw is NOTHING:
            continue
        if shape.name in ("long", "double", "boolean") and isinstance(raw, str):
            item.type_text(raw)
        elif shape.name in TEXTUAL and isinstance(raw, int | float) and not isinstance(raw, bool):
            item.take(json.dumps(raw))


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value that is secret."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif value is not None and not isinstance(value, bool):
        yield _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
