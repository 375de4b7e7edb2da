"""The types of what a call sends and gets, for languages that declare them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = [
    "NOTHING",
    "CallTypes",
    "Choice",
    "Core",
    "Declared",
    "Field",
    "Kind",
    "ListOf",
    "MapOf",
    "Record",
    "Reference",
    "fits",
]


@dataclass(frozen=True, slots=True)
class Core:
    """A type of the language itself: ``string``, ``number``, ``boolean``, ``unknown`` for any JSON,
    ``void`` for none.
    """

    name: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of items of one type."""

    item: "Kind"


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object of free keys, whose values are of one type."""

    value: "Kind"


@dataclass(frozen=True, slots=True)
class Reference:
    """A type that is declared under a key."""

    key: str


Kind: TypeAlias = Core | ListOf | MapOf | Reference


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record; one that is not `required` can be left out."""

    name: str
    kind: Kind
    required: bool = True
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """An object with known fields."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some texts or numbers."""

    values: tuple[str | int, ...]


Declared: TypeAlias = Record | Choice


@dataclass(frozen=True, slots=True)
class CallTypes:
    """The types of a call.

    Attributes:
        body: of what is sent; None where nothing is known of it.
        response: of what comes back.
        declared: what they refer to, by keys that a human reads: ``domain.zone.Record``.
    """

    body: Kind | None
    response: Kind
    declared: Mapping[str, Declared]


NOTHING = CallTypes(None, Core("unknown"), {})
"""Nothing is known of a call."""

_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "unknown": (object,),
    "void": (),
}


def fits(value: Any, kind: Kind, declared: Mapping[str, Declared]) -> bool:
    """Whether a JSON value is of a type, and holds no field that the type has not."""
    match kind:
        case Core(name):
            is_bool = isinstance(value, bool) and name == "number"
            return isinstance(value, _PYTHON[name]) and not is_bool
        case ListOf(item):
            return isinstance(value, list) and all(fits(one, item, declared) for one in value)
        case MapOf(inner):
            return isinstance(value, dict) and all(
                fits(one, inner, declared) for one in value.values()
            )
    meant = declared[kind.key]
    if isinstance(meant, Choice):
        return any(type(value) is type(one) and value == one for one in meant.values)
    if not isinstance(value, dict):
        return False
    fields = {field.name: field for field in meant.fields}
    needed = {field.name for field in meant.fields if field.required}
    return needed <= value.keys() <= fields.keys() and all(
        (one is None and fields[name].nullable) or fits(one, fields[name].kind, declared)
        for name, one in value.items()
    )
