"""Checks path, query, headers and body of a request against the schema, as the API does."""

# No words for people: responses of the API are the same in each language.

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote_plus

from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.scalars import SCALARS, ScalarError, parse_enum, parse_scalar
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.catalog.validate import problems
from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["check_body", "check_headers", "check_path", "check_query", "check_version"]


_BAD_JSON = "The input that you provided isn't valid JSON or not well formatted"
_NO_BODY = "You provided an input body while none was expected"
# Kinds of problems that have no message of the API's own.
_REASONS = {
    "missing": "is required",
    "deep": "is nested too deep",
    "void": "takes no value",
}
# Characters of a value that a message repeats.
_MAX_DATA = 200


def _bad(message: str) -> ApiRefusal:
    return ApiRefusal(400, message, "Client::BadRequest")


def _unknown(names: Iterable[str]) -> ApiRefusal:
    return _bad(f"Received not described parameters: ({', '.join(names)})")


def _wrong(place: str, value: Any, kind: str, expected: str) -> ApiRefusal:
    """The refusal of a value, in the words of the API.

    Args:
        kind: ``enum`` or ``type``.
        expected: the enumeration's or the type's name.
    """
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    data = text if len(text) <= _MAX_DATA else f"{text[:_MAX_DATA]}…"
    if kind == "enum":
        name = expected.rpartition(".")[2]
        return _bad(f"[{place}] Given data ({data}) does not belong to the {name} enumeration")
    return _bad(f"[{place}] Given data ({data}) is not valid for type {expected}")


def check_path(operation: Operation, models: Models, values: dict[str, str]) -> dict[str, Any]:
    """The path's values in their types."""
    return {p.name: _read(models, p, values[p.name]) for p in operation.placed("path")}


def check_headers(operation: Operation, models: Models, headers: dict[str, str]) -> None:
    """Refuse a header parameter that isn't of its type; `headers` are by names in lower case."""
    for parameter in operation.placed("header"):
        text = headers.get(parameter.name.lower())
        if text is not None:
            _read(models, parameter, text)
        elif parameter.required:
            raise _bad(f"[{parameter.name}] Missing required header")


def check_version(headers: dict[str, str]) -> None:
    """Refuse a version of the v2 schemas that is none (``1.0``); every version gets the
    catalog there is.
    """
    text = headers.get("x-schemas-version")
    if text is not None and not re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", text):
        raise _bad(f"[X-Schemas-Version] {text!r} is not a version of the schemas, for example 1.0")


def check_query(operation: Operation, models: Models, raw: str) -> dict[str, Any]:
    """The query's values in their types; a repeated name is a list, a bare one and ``null`` are
    None.
    """
    declared = {p.name: p for p in operation.placed("query")}
    texts: dict[str, list[str | None]] = {}
    for part in raw.split("&") if raw else ():
        name, equals, value = part.partition("=")
        texts.setdefault(unquote_plus(name), []).append(
            unquote_plus(value) if equals and value != "null" else None
        )
    unknown = [name for name in texts if name not in declared]
    if unknown:
        raise _unknown(unknown)
    for parameter in declared.values():
        if parameter.required and parameter.name not in texts:
            raise _bad(f"[{parameter.name}] Missing required query parameter")
    return {name: _query_value(models, declared[name], values) for name, values in texts.items()}


def _query_value(models: Models, parameter: Parameter, values: list[str | None]) -> Any:
    shape = models.shape(parameter.type)
    if isinstance(shape, Listed):
        item = Parameter(parameter.name, "query", str(shape.item), str(shape.item), False)
        return [_read(models, item, value) for value in values if value is not None]
    if len(values) > 1:
        raise _bad(f"[{parameter.name}] Given more than once")
    return None if values[0] is None else _read(models, parameter, values[0])


def _read(models: Models, parameter: Parameter, text: str) -> Any:
    shape = models.shape(parameter.type)
    try:
        match shape:
            case Enum(_, values):
                return parse_enum(values, text)
            case Core(core) if core in SCALARS:
                return parse_scalar(core, text)
            case Mapped() | Object():
                return _fitting(models, parameter, _json(text), parameter.name, "GET")
    except ScalarError:
        if isinstance(shape, Enum):
            raise _wrong(parameter.name, text, "enum", shape.model.key) from None
        raise _wrong(parameter.name, text, "type", parameter.type) from None
    except (ValueError, RecursionError):
        raise _bad(f"[{parameter.name}] {_BAD_JSON}") from None
    return text


def _json(text: str | bytes) -> Any:
    """`text` as JSON.

    What Python reads beyond JSON (NaN, 1e999, half a surrogate) is refused too: no response could
    repeat it.

    Raises:
        ValueError, RecursionError: when it is none.
    """
    value = json.loads(text)
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return value


def _fitting(models: Models, parameter: Parameter, value: Any, name: str, method: str) -> Any:
    """`value`, or a refusal that names what in it is wrong."""
    found = problems(models, parameter.type, value, method=method)
    if found:
        first = found[0]
        place = f"{name}{first.pointer}".strip("/") or "body"
        if first.kind == "undeclared":
            raise _unknown([place.rpartition("/")[2]])
        if first.kind in ("enum", "type"):
            raise _wrong(place, first.value, first.kind, first.expected)
        raise _bad(f"[{place}] {_REASONS[first.kind]}")
    return value


def check_body(operation: Operation, models: Models, content: bytes) -> Any:
    """The body as a JSON value; None where there is none."""
    parameters = operation.placed("body")
    if not content:
        if any(parameter.required for parameter in parameters):
            names = ", ".join(p.name or "body" for p in parameters if p.required)
            raise _bad(f"[{names}] Missing required body parameter")
        return None
    if not parameters:
        raise _bad(_NO_BODY)
    try:
        value = _json(content)
    except (ValueError, RecursionError):
        raise _bad(_BAD_JSON) from None
    whole = operation.body
    if whole is not None:
        return _fitting(models, whole, value, "", operation.method)
    if not isinstance(value, dict):
        raise _bad(_BAD_JSON)
    _check_fields(operation, models, value)
    return value


def _check_fields(operation: Operation, models: Models, value: dict[str, Any]) -> None:
    """Refuse a body whose fields aren't the operation's body parameters."""
    parameters = operation.placed("body")
    declared = {parameter.name: parameter for parameter in parameters}
    unknown = [name for name in value if name not in declared]
    if unknown:
        raise _unknown(unknown)
    for parameter in parameters:
        if parameter.name in value and (value[parameter.name] is not None or parameter.required):
            _fitting(models, parameter, value[parameter.name], parameter.name, operation.method)
        elif parameter.required and parameter.name not in value:
            raise _bad(f"[{parameter.name}] Missing required body parameter")
