"""Fields laid over a made-up object: what was written is shown, as the response's model has it.

The model of a body is seldom that of the response. ``metadata`` of a new secret has no date yet,
``flavorName`` of a node pool is read as ``flavor``, regions are sent as names and read as objects.
"""

from collections.abc import Mapping
from typing import Any

from ovh_explorer.catalog.resolve import Core, Enum, Listed, Models, Object
from ovh_explorer.catalog.schema import Model, Property
from ovh_explorer.catalog.types import Type
from ovh_explorer.catalog.validate import problems
from ovh_explorer.sandbox.values import Maker

__all__ = ["MISSING", "as_read", "fitting", "lay", "with_read_names"]

MISSING: Any = object()
"""Stands for a value that the response's type can't show."""

# What an object is called by where a body names it alone, the likeliest first.
_BY_ID = ("id", "name", "region", "login", "role", "type")
_BY_NAME = ("name", "region", "login", "role", "id", "type")
# `flavorName` and `flavorId` are read as `flavor`.
_ENDINGS = ("Name", "Id")


def fitting(models: Models, kind: Type | str, value: Any) -> bool:
    """Whether `value` is one that a response of type `kind` can be; None never is."""
    return value is not None and problems(models, kind, value, response=True) == []


def lay(models: Models, model: Model, value: dict[str, Any], fields: Mapping[str, Any]) -> None:
    """Put those of `fields` over `value` that the model can show."""
    for item in model.properties:
        if item.name not in fields:
            continue
        read = _property(models, item, fields[item.name], value.get(item.name))
        if read is not MISSING:
            value[item.name] = read


def _property(models: Models, item: Property, entry: Any, base: Any) -> Any:
    if entry is None:
        return None if item.nullable else MISSING
    return as_read(models, item.type, entry, base)


def as_read(models: Models, kind: Type | str, entry: Any, base: Any = None) -> Any:
    """What was written as a response of type `kind` shows it; `MISSING` where it can't.

    Args:
        base: the made-up value, for what the written one doesn't say.
    """
    shape = models.shape(kind)
    if isinstance(shape, Object) and isinstance(entry, dict):
        return _merged(models, shape.model, entry, base)
    if fitting(models, kind, entry):
        return entry
    if isinstance(shape, Listed) and isinstance(entry, list):
        return _list(models, shape.item, entry)
    if isinstance(entry, str | int) and not isinstance(entry, bool):
        if isinstance(shape, Object):
            return _named(models, shape.model, entry, base)
        if shape in (Core("string"), Core("text")):
            return str(entry)
    return MISSING


def _list(models: Models, kind: Type, entries: list[Any]) -> Any:
    read = []
    for number, entry in enumerate(entries):
        made = Maker(models, "entry", number, str(entry)).make(kind)
        read.append(as_read(models, kind, entry, made))
    return MISSING if any(entry is MISSING for entry in read) else read


def _merged(models: Models, model: Model, entry: dict[str, Any], base: Any) -> Any:
    """An object that was written: what fits of it, and what only the API can say of it."""
    made = base if isinstance(base, dict) else {}
    if not fitting(models, model.key, entry):
        merged = dict(made)
        lay(models, model, merged, entry)
        return merged
    whole = dict(entry)
    for item in model.properties:
        inner = models.shape(item.type)
        if item.name not in whole:
            # A list or a null that wasn't sent is one that isn't there.
            if item.read_only and not item.nullable and isinstance(inner, Core | Enum):
                whole[item.name] = made.get(item.name)
        elif isinstance(inner, Object) and isinstance(whole[item.name], dict):
            whole[item.name] = _merged(models, inner.model, whole[item.name], made.get(item.name))
    return whole if fitting(models, model.key, whole) else entry


def _named(models: Models, model: Model, entry: str | int, base: Any) -> Any:
    """The object that an id or a name tells of."""
    if not isinstance(base, dict):
        return MISSING
    types = {item.name: item.type for item in model.properties}
    is_word = isinstance(entry, str) and not any(char.isdecimal() for char in entry)
    for name in _BY_NAME if is_word else _BY_ID:
        if name in types and fitting(models, types[name], entry):
            return {**base, name: entry}
    return MISSING


def with_read_names(models: Models, model: Model, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a body, with those under their names in `model` that are called otherwise
    there.
    """
    properties = {item.name: item for item in model.properties}
    found = dict(fields)
    for name, entry in fields.items():
        if name in properties or entry is None or isinstance(entry, dict):
            continue
        for other, value in _others(name, entry):
            known = properties.get(other)
            if known is not None and other not in found and _shows(models, known, value):
                found[other] = value
                break
    return found


def _others(name: str, entry: Any) -> list[tuple[str, Any]]:
    """What a field may be called where it is read, with its value there."""
    others = [(name.removesuffix(end), entry) for end in _ENDINGS if name.endswith(end)]
    if isinstance(entry, list):
        return others
    return [*others, (f"{name}s", [entry]), (name.removesuffix("s"), entry)]


def _shows(models: Models, item: Property, value: Any) -> bool:
    made = Maker(models, item.name).make(item.type)
    return as_read(models, item.type, value, made) is not MISSING
