"""A step of a recipe in the form of its operation: what it says is typed there as a user would."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.scalars import TEXTUAL
from ovh_explorer.form import Field, Form
from ovh_explorer.form.kinds import NOTHING, STRUCTURED, ParameterLocation
from ovh_explorer.workspace.recipes.recipe import NO_BODY, RecipeStep
from ovh_explorer.workspace.recipes.template import Reference, TemplateError, fill, references

__all__ = ["FilledStep", "fill_form"]

# A part of the body that has no value.
_UNKNOWN = object()


@dataclass(slots=True)
class FilledStep:
    """What became of a step in a form.

    Attributes:
        mistakes: what the form has no place for, and what can't be filled, each with its place.
        sensitive: the parts that a secret went into, as ``Call.sensitive`` has them.
    """

    mistakes: list[str] = field(default_factory=list)
    sensitive: set[tuple[str, str]] = field(default_factory=set)


def fill_form(
    form: Form,
    step: RecipeStep,
    look_up: Callable[[Reference], Any],
    is_secret: Callable[[Reference], bool],
) -> FilledStep:
    """Clear a form, and fill it with what a step says.

    Args:
        look_up: the value of a reference; a TemplateError that it raises is a mistake, and what the
            reference is in stays empty.
        is_secret: whether it must not be shown.
    """
    return _Filling(form, look_up, is_secret).fill(step)


class _Filling:
    def __init__(
        self,
        form: Form,
        look_up: Callable[[Reference], Any],
        is_secret: Callable[[Reference], bool],
    ) -> None:
        self._form = form
        self._look_up = look_up
        self._is_secret = is_secret
        self._filled = FilledStep()

    def fill(self, step: RecipeStep) -> FilledStep:
        self._form.clear()
        for name, template in step.path_values.items():
            self._fill_field("path", name, template)
        for name, template in step.query:
            self._fill_field("query", name, template)
        for name, template in step.headers:
            self._fill_field("header", name, template)
        if step.body is not NO_BODY:
            self._fill_body(step.body)
        return self._filled

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
        if found is None:
            known = ", ".join(item.name for item in self._form.placed(place)) or "none"
            title = self._form.operation.title
            self._note(f"{where}: {title} has no {place} parameter {name}; it has: {known}.")
            return
        try:
            value = fill(template, self._look_up)
        except TemplateError as error:
            self._note(f"{where}: {error}")
            return
        if value is None:
            self._note(f"{where}: its value is null, which can't be sent there.")
            return
        if any(map(self._is_secret, references(template))):
            self._filled.sensitive.add((place, found.name))
        if found.kind == "list":
            for item in value if isinstance(value, list) else [value]:
                found.add_part(_as_text(item))
        elif found.kind in STRUCTURED or not isinstance(value, dict | list):
            text = _as_text(value)
            found.type_text(text)
            if not text and place != "path":
                found.take("")
        else:
            kind = "an object" if isinstance(value, dict) else "a list"
            self._note(f"{where}: its value is {kind}, which can't be sent there.")

    def _fill_body(self, template: Any) -> None:
        if not self._form.has_body:
            self._note(f"body: {self._form.operation.title} takes none.")
            return
        value = self._value(template, "", "body")
        if value is _UNKNOWN:
            return
        if not self._form.take_body(value):
            self._note(f"body: {self._form.body_problem}.")
        elif self._form.body is not None:
            _settle(self._form.body)

    def _value(self, template: Any, pointer: str, where: str) -> Any:
        """A part of the body, filled; where secrets are in it is noted. What has no value is left
        out, and noted.
        """
        try:
            if isinstance(template, dict):
                return self._object(template, pointer, where)
            if isinstance(template, list):
                found = [
                    self._value(item, f"{pointer}/{at}", f"{where}[{at}]")
                    for at, item in enumerate(template)
                ]
                return [item for item in found if item is not _UNKNOWN]
            value = fill(template, self._look_up)
        except TemplateError as error:
            self._note(f"{where}: {error}")
            return _UNKNOWN
        if isinstance(template, str) and any(map(self._is_secret, references(template))):
            self._filled.sensitive.add(("body", pointer))
        return value

    def _object(self, template: dict[str, Any], pointer: str, where: str) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key, item in template.items():
            name = next(iter(fill({key: None}, self._look_up)))
            if name in value:
                raise TemplateError(f"{name!r} is there twice.")
            escaped = name.replace("~", "~0").replace("/", "~1")
            filled = self._value(item, f"{pointer}/{escaped}", f"{where}.{name}")
            if filled is not _UNKNOWN:
                value[name] = filled
        return value

    def _note(self, words: str) -> None:
        self._filled.mistakes.append(words)


def _settle(whole: Field) -> None:
    """Give values the type that the schema has: a parameter is always a text, and an id is a number
    in one operation and a text in another.
    """
    waiting = [whole]
    while waiting:
        item = waiting.pop()
        if item.is_structured:
            waiting += item.parts if item.is_given else []
            continue
        shape, raw = item.schema.shape, item.raw
        if not isinstance(shape, Core) or raw is NOTHING:
            continue
        if shape.name in ("long", "double", "boolean") and isinstance(raw, str):
            item.type_text(raw)
        elif shape.name in TEXTUAL and isinstance(raw, int | float) and not isinstance(raw, bool):
            item.take(json.dumps(raw))


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
