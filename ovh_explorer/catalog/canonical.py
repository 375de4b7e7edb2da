"""One spelling of values that are the same to the API: ``3600``, ``3600.0`` and ``"3600"`` as a
long, a date in two notations, an address in two spellings.
"""

import ipaddress
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object, Shape
from ovh_explorer.catalog.scalars import SCALARS, ScalarError, parse_scalar
from ovh_explorer.catalog.types import Type

__all__ = ["canonical_text", "is_same_value", "writable_part"]

_MAX_DEPTH = 60


def is_same_value(models: Models, kind: Type | str, one: Any, other: Any) -> bool:
    """Whether two JSON values are the same as values of a type, however they are spelled."""
    return canonical_text(models, kind, one) == canonical_text(models, kind, other)


def canonical_text(models: Models, kind: Type | str | Shape, value: Any) -> str:
    """A text that two values have in common when they are the same as values of a type."""
    shape = models.shape(kind) if not isinstance(kind, Shape) else kind
    return json.dumps(_canonical(models, shape, value, 0), sort_keys=True)


def writable_part(
    models: Models, shape: Shape, value: Any, *, keep_unknown: bool = False, depth: int = 0
) -> Any:
    """What of a value could be sent as a value of a shape: without properties that are read-only,
    and without those that the schema doesn't have, unless they are to be kept.
    """

    def part(kind: Type | str, inner: Any) -> Any:
        return writable_part(
            models, models.shape(kind), inner, keep_unknown=keep_unknown, depth=depth + 1
        )

    if depth >= _MAX_DEPTH:
        return value
    match shape, value:
        case Listed(item), list():
            return [part(item, entry) for entry in value]
        case Mapped(_, item), dict():
            return {name: part(item, entry) for name, entry in value.items()}
        case Object(model), dict() if model.properties:
            writable = writable_properties(model)
            types = {item.name: item.type for item in model.properties}
            return {
                name: part(types.get(name, "any"), entry)
                for name, entry in value.items()
                if (name in writable if name in types else keep_unknown)
            }
    return value


def _canonical(models: Models, shape: Shape, value: Any, depth: int) -> Any:
    if value is None or depth >= _MAX_DEPTH:
        return value
    match shape, value:
        case Listed(item), list():
            inner = models.shape(item)
            return [_canonical(models, inner, entry, depth + 1) for entry in value]
        case Mapped(_, item), dict():
            inner = models.shape(item)
            return {
                name: _canonical(models, inner, entry, depth + 1) for name, entry in value.items()
            }
        case Object(model), dict():
            types = {item.name: item.type for item in model.properties}
            return {
                name: _canonical(models, models.shape(types.get(name, "any")), entry, depth + 1)
                for name, entry in value.items()
                # What is not set is null, or isn't there.
                if entry is not None
            }
        case Core(name), str() | int() | float() if name in _SPELLINGS:
            return _spelled(name, value)
        case Enum(), str() | int() | float():
            return str(value)
    return _free(value, depth)


def _free(value: Any, depth: int) -> Any:
    """A value of no known type: numbers alone have several spellings."""
    if depth >= _MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [_free(entry, depth + 1) for entry in value]
    if isinstance(value, dict):
        return {name: _free(entry, depth + 1) for name, entry in value.items()}
    return _number(value) if isinstance(value, int | float) else value


def _spelled(name: str, value: str | float) -> Any:
    if not isinstance(value, str) and SCALARS[name].json_type is str:
        return _free(value, 0)
    try:
        return _SPELLINGS[name](value)
    except (ValueError, OverflowError):
        return _free(value, 0)


def _number(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _scalar(name: str) -> Callable[[Any], Any]:
    """Reads a number or a boolean that came as a text."""

    def read(value: Any) -> Any:
        if isinstance(value, str):
            try:
                return _number(parse_scalar(name, value))
            except ScalarError as error:
                raise ValueError(str(error)) from None
        return _number(value)

    return read


def _moment(value: str) -> str:
    found = datetime.fromisoformat(value.upper())
    # One without an offset is not known to be the same as one with it.
    return str(found if found.tzinfo is None else found.astimezone(UTC))


_SPELLINGS: dict[str, Callable[[Any], Any]] = {
    "long": _scalar("long"),
    "double": _scalar("double"),
    "boolean": _scalar("boolean"),
    "datetime": _moment,
    "date": lambda value: str(date.fromisoformat(value)),
    "time": lambda value: str(time.fromisoformat(value)),
    "uuid": lambda value: value.lower(),
    "macAddress": lambda value: value.lower().replace("-", ":"),
    **{name: lambda value: str(ipaddress.ip_address(value)) for name in ("ip", "ipv4", "ipv6")},
    **{
        name: lambda value: str(ipaddress.ip_interface(value))
        for name in ("ipBlock", "ipv4Block", "ipv6Block")
    },
}
