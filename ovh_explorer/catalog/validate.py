"""Validation of JSON values by the schema: one rule for the form and the sandbox."""

from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.catalog.required import required_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.scalars import check_enum, check_scalar
from ovh_explorer.catalog.schema import Model
from ovh_explorer.catalog.types import Type
from ovh_explorer.translation import _

__all__ = ["Problem", "problems"]

_MAX_DEPTH = 60
_MAX_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: `pointer` is the JSON pointer of the place ("" the value itself), `message`
    in words.

    Attributes:
        kind: ``enum`` for a value that its enumeration doesn't have, ``type`` for one of another
            type, ``undeclared`` for a property that the model doesn't have, ``missing`` for one
            that is required, ``deep`` for a value inside of too many others, ``void`` for one
            where none belongs.
        value: the value, for the first two.
        expected: the enumeration's or the type's name.
    """

    pointer: str
    message: str
    kind: str = field(compare=False)
    value: Any = field(default=None, compare=False)
    expected: str = field(default="", compare=False)


def problems(
    models: Models, kind: Type | str, value: Any, *, method: str = "GET", response: bool = False
) -> list[Problem]:
    """What is wrong with `value` as a value of the type `kind`, at most 50 things; nothing when it
    fits.

    Args:
        method: what the value is sent with; decides what is required.
        response: the value is the API's response: read-only properties are normal and nothing is
            required.
    """
    check = _Check(models, method, response)
    check.value(kind, value, "", 0, False)
    return check.found


class _Check:
    def __init__(self, models: Models, method: str, response: bool) -> None:
        self._models = models
        self._method = method
        self._is_response = response
        self.found: list[Problem] = []

    def _say(
        self, pointer: str, message: str, kind: str, value: Any = None, expected: str = ""
    ) -> None:
        if len(self.found) < _MAX_PROBLEMS:
            self.found.append(Problem(pointer, message, kind, value, expected))

    def value(self, kind: Type | str, value: Any, pointer: str, depth: int, nullable: bool) -> None:
        shape = self._models.shape(kind)
        if value is None and (nullable or shape in (Core("void"), Core("any"))):
            return
        if depth > _MAX_DEPTH:
            self._say(pointer, _("is nested too deep"), "deep")
            return
        match shape:
            case Core("any"):
                return
            case Core("void"):
                self._say(pointer, _("takes no value"), "void")
            case Core() | Enum():
                self._scalar(shape, value, pointer)
            case Listed(item):
                self._list(item, value, pointer, depth)
            case Mapped(key, item):
                self._map(key, item, value, pointer, depth)
            case Object(model):
                self._object(model, value, pointer, depth)

    def _scalar(self, shape: Core | Enum, value: Any, pointer: str) -> None:
        if value is None:
            message = _("can't be null")
        elif isinstance(shape, Enum):
            message = check_enum(shape.values, value)
        else:
            message = check_scalar(shape.name, value)
        if message:
            if isinstance(shape, Enum):
                self._say(pointer, message, "enum", value, shape.model.key)
            else:
                self._say(pointer, message, "type", value, shape.name)

    def _list(self, item: Type, value: Any, pointer: str, depth: int) -> None:
        if not isinstance(value, list):
            words = _("must be a list, like {example}").format(example=f"[{item}]")
            self._say(pointer, words, "type", value, f"{item}[]")
            return
        for index, entry in enumerate(value):
            self.value(item, entry, f"{pointer}/{index}", depth + 1, False)

    def _map(self, key: Type, item: Type, value: Any, pointer: str, depth: int) -> None:
        if not isinstance(value, dict):
            words = _("must be an object, like {example}").format(example=f"{{key: {item}}}")
            self._say(pointer, words, "type", value, f"map[{key}]{item}")
            return
        for name, entry in value.items():
            inner = f"{pointer}/{_escape(name)}"
            self.value(key, name, inner, depth + 1, False)
            self.value(item, entry, inner, depth + 1, False)

    def _object(self, model: Model, value: Any, pointer: str, depth: int) -> None:
        if not isinstance(value, dict):
            words = _("must be an object ({type})").format(type=model.key)
            self._say(pointer, words, "type", value, model.key)
            return
        known = {declared.name: declared for declared in model.properties}
        if not self._is_response:
            needed = required_properties(model, self._method)
            for name in known:
                if name in needed and name not in value:
                    self._say(f"{pointer}/{_escape(name)}", _("is required"), "missing")
        for name, entry in value.items():
            inner = f"{pointer}/{_escape(name)}"
            found = known.get(name)
            if found is None:
                words = _("{name} is not a property of {type}")
                self._say(inner, words.format(name=name, type=model.key), "undeclared")
            else:
                self.value(found.type, entry, inner, depth + 1, found.nullable)


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
