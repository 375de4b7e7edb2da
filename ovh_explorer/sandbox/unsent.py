"""What a new object says of the fields that its request could have held, and didn't."""

from collections.abc import Mapping
from typing import Any

from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Core, Models, Object
from ovh_explorer.catalog.schema import Model, Operation
from ovh_explorer.catalog.types import Type

__all__ = ["lay_unsent"]

# What is free to be written, and empty where nobody wrote it.
_WORDS = ("comment", "commentary", "description", "label", "note", "tag")


def lay_unsent(
    models: Models,
    operation: Operation,
    model: Model,
    value: dict[str, Any],
    sent: Mapping[str, Any],
) -> None:
    """Let the properties that a body of `operation` may hold and `sent` doesn't be as nobody asked
    for them: a boolean is false, a text null or empty.
    """
    optional = _optional(models, operation)
    for item in model.properties:
        if item.name not in optional or item.name in sent or value.get(item.name) is None:
            continue
        match models.shape(item.type):
            case Core("boolean") | Object():
                value[item.name] = _switched_off(models, item.type, value[item.name])
            case Core() if item.nullable:
                value[item.name] = None
            case Core("string" | "text") if item.name.lower().endswith(_WORDS):
                value[item.name] = ""


def _optional(models: Models, operation: Operation) -> set[str]:
    """The names of what a body may hold, but needn't."""
    whole = operation.body
    shape = models.shape(whole.type) if whole else None
    if isinstance(shape, Object):
        names = writable_properties(shape.model)
        return {p.name for p in shape.model.properties if p.name in names and not p.required}
    return {item.name for item in operation.placed("body") if not item.required}


def _switched_off(models: Models, kind: Type | str, value: Any) -> Any:
    """A value whose booleans are false and whose lists and maps are empty, at each depth."""
    shape = models.shape(kind)
    if isinstance(value, bool):
        return False
    if isinstance(value, dict) and isinstance(shape, Object):
        types = {item.name: item.type for item in shape.model.properties}
        return {name: _switched_off(models, types[name], entry) for name, entry in value.items()}
    if isinstance(value, list | dict):
        return type(value)()
    return value
