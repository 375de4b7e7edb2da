"""Kinds of fields, the states of a field, and its empty value."""

from enum import Enum as Enumeration
from typing import Any, Final, Literal

from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Object, Shape, Unknown
from ovh_explorer.catalog.scalars import SCALARS, TEXTUAL
from ovh_explorer.catalog.secrets import is_secret

__all__ = [
    "NOTHING",
    "STRUCTURED",
    "FieldError",
    "Kind",
    "ParameterLocation",
    "State",
    "empty_value",
    "kind_of",
]

Kind = Literal[
    "text", "lines", "password", "number", "boolean", "choice", "list", "map", "model", "json"
]
ParameterLocation = Literal["path", "query", "header", "body"]

STRUCTURED: Final = frozenset({"list", "map", "model"})
"""The kinds that are made of other fields."""

NOTHING: Final = object()
"""No value at all; None is ``null``."""


class State(Enumeration):
    """What a field sends: nothing at all, ``null``, an empty value (``""``, ``[]``, ``{}``), or
    what was typed.
    """

    ABSENT = "absent"
    NULL = "null"
    EMPTY = "empty"
    SET = "set"


class Origin(Enumeration):
    """Whose value a field has: the user's, who typed or chose it; that of the form that was open
    before; or that of the place that the form was opened from.
    """

    USER = "user"
    BEFORE = "before"
    PLACE = "place"


class FieldError(ValueError):
    """What is wrong with a field, in words."""


def kind_of(shape: Shape, name: str) -> Kind:
    """The kind of field that a value of `shape` called `name` is given in."""
    match shape:
        case Enum():
            return "choice"
        case Core("boolean"):
            return "boolean"
        case Core("long" | "double"):
            return "number"
        case Core(core) if core in SCALARS:
            if core == "text":  # a secret one too: a key has several lines
                return "lines"
            return "password" if is_secret(name, shape) else "text"
        case Listed():
            return "list"
        case Mapped():
            return "map"
        case Object():
            return "model"
    return "json"


def empty_value(shape: Shape) -> Any:
    """The empty value of a shape, a fresh one; :data:`NOTHING` where it has none."""
    match shape:
        case Core(core) if core in TEXTUAL:
            return ""
        case Listed():
            return []
        case Mapped() | Object() | Unknown():
            return {}
    return NOTHING
