"""What is wrong with a JSON value, by the schema: one rule for the form and the sandbox."""

from dataclasses import dataclass
from typing import Any

from ovh_explorer.catalog.required import required_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.scalars import check_enum, check_scalar
from ovh_explorer.catalog.types import Type

__all__ = ["Problem", "problems"]

_DEEPEST = 60
_MOST = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: `pointer` is the JSON pointer of the place ("" the value itself), `message`
    in words.
    """

    pointer: str
    message: str


def problems(
    models: Models, kind: Type | str, value: Any, *, method: str = "GET", answer: bool = False
) -> list[Problem]:
    """What is wrong with `value` as a value of the type `kind`, at most 50 things; nothing when it
    fits.

    Args:
        method: what the value is sent with; decides what is required.
        answer: the value is the API's answer: read-only properties are normal and nothing is
            required.
    """
    check = _Check(models, method, answer)
    check.value(kind, value, "", 0, False)
    return check.found


class _Check:
    def __init__(self, models: Models, method: str, answer: bool) -> None:
        self._models = models
        self._method = method
        self._answer = answer
        self.found: list[Problem] = []

    def _say(self, pointer: str, message: str) -> None:
        if len(self.found) < _MOST:
            self.found.append(Problem(pointer, message))

    def value(self, kind: Type | str, value: Any, pointer: str, depth: int, nullable: bool) -> None:
        shape = self._models.shape(kind)
        if value is None and (
            nullable or (isinstance(shape, Core) and shape.name in ("void", "any"))
        ):
            return
        if depth > _DEEPEST:
            self._say(pointer, "is nested too deep")
            return
        match shape:
            case Core("any" | "void"):
                if shape.name == "void":
                    self._say(pointer, "takes no value")
            case Core(core):
                if value is None:
                    self._say(pointer, "can't be null")
                elif message := check_scalar(core, value):
                    self._say(pointer, message)
            case Enum(_, values):
                if value is None:
                    self._say(pointer, "can't be null")
                elif message := check_enum(values, value):
                    self._say(pointer, message)
            case Listed(item):
                if not isinstance(value, list):
                    self._say(pointer, f"must be a list, like [{_hint(item)}]")
                    return
                for index, entry in enumerate(value):
                    self.value(item, entry, f"{pointer}/{index}", depth + 1, False)
            case Mapped(key, item):
                if not isinstance(value, dict):
                    self._say(pointer, f"must be an object, like {{key: {_hint(item)}}}")
                    return
                for name, entry in value.items():
                    place = f"{pointer}/{_escape(name)}"
                    self.value(key, name, place, depth + 1, False)
                    self.value(item, entry, place, depth + 1, False)
            case Object(model):
                if not isinstance(value, dict):
                    self._say(pointer, f"must be an object ({model.key})")
                    return
                known = {declared.name: declared for declared in model.properties}
                needed = (
                    frozenset[str]() if self._answer else required_properties(model, self._method)
                )
                for missing in (name for name in known if name in needed and name not in value):
                    self._say(f"{pointer}/{_escape(missing)}", "is required")
                for name, entry in value.items():
                    place = f"{pointer}/{_escape(name)}"
                    found = known.get(name)
                    if found is None:
                        self._say(place, f"{name} is not a property of {model.key}")
                    else:
                        self.value(found.type, entry, place, depth + 1, found.nullable)


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _hint(kind: Type) -> str:
    return str(kind)
