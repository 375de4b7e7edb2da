"""Where values stand: in a call, and in a response."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ovh_explorer.call import Call, placeholders

__all__ = ["Leaf", "Place", "Value", "leaves_of", "values_of"]

Place = tuple[str, str]
"""A part of a call: ``("path", name)``, ``("query", name)``, ``("header", name)``, or ``("body",
"/json/pointer")``. Of a query's name that is there several times, the second is ``name[1]``.
"""

# Leaves of one response at most: a longer list is a search's, not a choice.
_MAX_LEAVES = 20_000
_MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a call.

    Attributes:
        field: the name it has in the call; of an item of a list, that of the list.
        path: the path up to it for a path value, else the call's: it says what an ``id`` is of.
    """

    place: Place
    field: str
    value: Any
    path: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of a response.

    Attributes:
        steps: the properties and indexes that lead to it.
        field: the last property; that of the list for an item, "" where there is none.
    """

    steps: tuple[str | int, ...]
    field: str
    value: Any


def values_of(call: Call) -> list[Value]:
    """The values of a call, in the order in which they are read."""
    found: list[Value] = []
    for name in dict.fromkeys(placeholders(call.path)):
        value = dict(call.path_values).get(name, "")
        before = call.path.partition(f"{{{name}}}")[0]
        found.append(Value(("path", name), name, value, before))
    for kind, pairs in (("query", call.query), ("header", call.headers)):
        count: dict[str, int] = {}
        for name, value in pairs:
            number = count[name] = count.get(name, -1) + 1
            place = (kind, f"{name}[{number}]" if number else name)
            found.append(Value(place, name.rpartition(".")[2], value, call.path))
    if call.body is not None:
        for leaf in leaves_of(call.json):
            pointer = "".join(f"/{_escaped(step)}" for step in leaf.steps)
            found.append(Value(("body", pointer), leaf.field, leaf.value, call.path))
    return found


def leaves_of(value: Any) -> list[Leaf]:
    """The texts, numbers, booleans and nulls of a JSON value with their places."""
    found: list[Leaf] = []
    for leaf in _walk(value, (), ""):
        found.append(leaf)
        if len(found) == _MAX_LEAVES:
            break
    return found


def _walk(value: Any, steps: tuple[str | int, ...], field: str) -> Iterator[Leaf]:
    if len(steps) > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(inner, (*steps, name), name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk(inner, (*steps, number), field)
    else:
        yield Leaf(steps, field, value)


def _escaped(step: str | int) -> str:
    return re.sub("/", "~1", re.sub("~", "~0", str(step)))
