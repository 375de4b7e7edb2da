"""Pages of lists: cursors in v2, and in v1 lists of whole objects instead of their ids."""

# No words for people: responses of the API are the same in each language.

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from ovh_explorer.catalog.schema import Operation
from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["objects", "page", "wants_objects"]

# The real defaults aren't documented; the manager asks for 25 at least.
_DEFAULT_SIZE = 25
_DEFAULT_OBJECTS = 1000
_MAX_OBJECTS = 50_000
_MODES = {"cachedobjectlist-pages", "cachedobjectlist-cursor"}
_OPERATORS = ("eq", "ne", "neq", "nq", "lt", "gt", "le", "lte", "ge", "gte", "like", "nlike", "in")


def page(operation: Operation, value: Any, headers: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """The page of a response that a request asks for by cursor, and the headers that go with it.

    Args:
        value: the whole response; what is no list, or isn't declared to have pages, comes back as
            it is.
        headers: the request's, by names in lower case; already checked against the schema.

    Raises:
        ApiRefusal: for a size below 1 and for a cursor that this list never gave.
    """
    declared = {parameter.name.lower() for parameter in operation.placed("header")}
    if not isinstance(value, list) or "x-pagination-cursor" not in declared:
        return value, {}
    text = headers.get("x-pagination-size", "") if "x-pagination-size" in declared else ""
    return _by_cursor(operation, value, headers, int(text) if text else _DEFAULT_SIZE)


def _by_cursor(
    operation: Operation, value: list[Any], headers: dict[str, str], size: int
) -> tuple[Any, dict[str, str]]:
    if size < 1:
        raise _wrong("X-Pagination-Size", "must be a whole number above 0")
    start = 0
    cursor = headers.get("x-pagination-cursor", "")
    if cursor:
        start = next(
            (place for place in range(len(value) + 1) if _cursor(operation, place) == cursor), -1
        )
        if start < 0:
            raise ApiRefusal(400, "invalid cursor", "Client::BadRequest")
    end = start + size
    said = {"X-Pagination-Elements": str(len(value))}
    if end < len(value):
        said["X-Pagination-Cursor-Next"] = _cursor(operation, end)
    return value[start:end], said


def _cursor(operation: Operation, place: int) -> str:
    return hashlib.sha256(f"{operation.title} {place}".encode()).hexdigest()[:24]


def _wrong(name: str, words: str) -> ApiRefusal:
    return ApiRefusal(400, f"[{name}] {words}", "Client::BadRequest")


def wants_objects(operation: Operation, headers: dict[str, str]) -> bool:
    """Whether a v1 request asks for a list's objects in place of their ids.

    Raises:
        ApiRefusal: for a mode that there isn't.
    """
    mode = headers.get("x-pagination-mode", "")
    if not mode or operation.branch != "v1" or operation.method != "GET":
        return False
    if mode.lower() not in _MODES:
        raise _wrong(
            "X-Pagination-Mode", "must be CachedObjectList-Pages or CachedObjectList-Cursor"
        )
    return True


def objects(
    operation: Operation, items: list[Any], headers: dict[str, str]
) -> tuple[list[Any], dict[str, str]]:
    """The page of a list of objects: filtered, sorted, cut, with the headers that count it.

    Raises:
        ApiRefusal: for a header that isn't as it must be.
    """
    found = items
    for condition in filter(None, headers.get("x-pagination-filter", "").split("&")):
        found = [item for item in found if _condition(condition)(item)]
    name = headers.get("x-pagination-sort", "")
    order = headers.get("x-pagination-sort-order", "ASC").upper()
    if order not in ("ASC", "DESC"):
        raise _wrong("X-Pagination-Sort-Order", "must be ASC or DESC")
    if name:
        found = sorted(found, key=lambda item: _rank(_field(item, name)), reverse=order == "DESC")
    size = _count(headers, "x-pagination-size", _DEFAULT_OBJECTS, _MAX_OBJECTS)
    if headers["x-pagination-mode"].lower().endswith("cursor"):
        return _by_cursor(operation, found, headers, size)
    number = _count(headers, "x-pagination-number", 1, 10**9)
    said = {
        "X-Pagination-Elements": str(len(found)),
        "X-Pagination-Number": str(number),
        "X-Pagination-Size": str(size),
    }
    return found[(number - 1) * size : number * size], said


def _count(headers: dict[str, str], name: str, standard: int, highest: int) -> int:
    text = headers.get(name)
    if text is None:
        return standard
    if not (text.isascii() and text.isdecimal() and len(text) < 11 and 0 < int(text) <= highest):
        raise _wrong(name.title(), f"must be a whole number from 1 to {highest}")
    return int(text)


def _field(item: Any, name: str) -> Any:
    # A list may hold what can't be read as objects, such as plain names.
    return item.get(name) if isinstance(item, dict) else None


def _condition(text: str) -> Callable[[Any], bool]:
    name, colon, rest = text.partition(":")
    operator, equals, wanted = rest.partition("=")
    if not (colon and equals and operator.lower() in _OPERATORS):
        raise _wrong(
            "X-Pagination-Filter", "must be field:operator=value, such as name:like=%25web%25"
        )
    wanted = wanted.replace("%25", "%")
    return lambda item: _holds(_field(item, name), operator.lower(), wanted)


def _holds(found: Any, operator: str, wanted: str) -> bool:
    text = found if isinstance(found, str) else json.dumps(found)
    match operator:
        case "eq":
            return text == wanted
        case "ne" | "neq" | "nq":
            return text != wanted
        case "in":
            return text in wanted.split(",")
        case "like":
            return _like(text, wanted)
        case "nlike":
            return not _like(text, wanted)
    left, right = _rank(found), _rank(_value(wanted, found))
    if left[0] != right[0]:
        return False
    return {"lt": left < right, "gt": left > right, "le": left <= right, "ge": left >= right}[
        {"lte": "le", "gte": "ge"}.get(operator, operator)
    ]


def _like(text: str, pattern: str) -> bool:
    """Whether `text` fits `pattern`, where % stands for anything, upper and lower case alike."""
    first, *parts = pattern.lower().split("%")
    text = text.lower()
    if not parts:
        return text == first
    if not text.startswith(first):
        return False
    place = len(first)
    for part in parts[:-1]:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(text) - place >= len(parts[-1]) and text.endswith(parts[-1])


def _value(wanted: str, found: Any) -> Any:
    if isinstance(found, int | float):
        try:
            return float(wanted)
        except ValueError:
            return wanted
    return wanted


def _rank(value: Any) -> tuple[int, Any]:
    """What values are sorted by: numbers before times before texts before the rest."""
    if isinstance(value, int | float):
        return 0, float(value) if abs(value) < 1e300 else 0.0
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return 2, value
        return 1, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return 3, json.dumps(value, sort_keys=True)
