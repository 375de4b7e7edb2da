"""From a line of a response to the operation that shows what it names."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.catalog.links import detail_of, related
from ovh_explorer.workspace.navigation.next_steps import listing_names, made_by
from ovh_explorer.workspace.navigation.target import OperationTarget

if TYPE_CHECKING:
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.catalog.rows import OperationRow
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store

__all__ = ["Place", "follow", "item_value", "near", "place_at"]

_STEP = 2
# Ids that name the same thing in every product, and what shows that.
_EVERYWHERE = {
    "billId": "/me/bill/{billId}",
    "orderId": "/me/order/{orderId}",
    "serviceId": "/services/{serviceId}",
    "ticketId": "/support/tickets/{ticketId}",
}
# Lines that an object may have to be read as a whole.
_MAX_LINES = 5000


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a line of indented JSON.

    Attributes:
        key: the property's name; empty for an item of a list and for a bracket.
        value: the scalar; None for an object, a list or null.
        inside: the properties of the innermost object the line is in.
        item: the properties of the item of the outermost list that the line is in; for a response
            that is an object, that.
        depth: how many brackets the line is in.
        list_name: for an item of a list, the property that is the list; empty where it has no name.
    """

    key: str = ""
    value: str | int | float | None = None
    inside: Mapping[str, Any] | None = None
    item: Mapping[str, Any] | None = None
    depth: int = 0
    list_name: str = ""


def place_at(line: Callable[[int], str], height: int, index: int) -> Place:
    """What stands in line `index` of a response's `height` lines, indented by two; an empty place
    for none.
    """
    text = line(index)
    depth = _depth(text)
    key, value = _property(text)
    opens = text.rstrip().endswith("{")
    inside = _object(
        line, height, index, depth if opens or text.strip().startswith("}") else depth - 1
    )
    outer = 0 if line(_first(line, height)).strip().startswith("{") else 1
    item = inside if depth <= outer else _object(line, height, index, outer)
    name = "" if key or value is None else _list_name(line, index, depth - 1)
    return Place(key, value, inside, item, depth, name)


def follow(
    store: "Store", operation: "Operation", given: Mapping[str, str], place: Place
) -> OperationTarget | None:
    """The operation that shows what a place names, with its path values; None where nothing does.

    An item of a list leads to the operation that shows one; a property whose name is that of a path
    parameter of the same product leads to what shows that, unless it is what responded; one that
    names an order or a service leads to that from every product. So does an
    item of a list that has such a name in the plural. What names the object that a POST made leads
    to that.

    Args:
        given: the path values of the call that got the response.
    """
    detail = detail_of(store, operation)
    if detail is not None:
        value = item_value(detail, place)
        if value:
            return _target(detail.operation, {**given, detail.parameter: value})
    if not _fits(place.value):
        return None
    if operation.method == "POST":
        made = _made(store, operation, given, place)
        if made is not None:
            return made
    key = place.key or _one_of(place.list_name)
    if not key:
        return None
    if _is_own(operation, given, place):
        # It leads back to the object itself, and by its name to things of other kinds.
        return None
    known = {
        **given,
        **{name: str(item) for name, item in (place.inside or {}).items() if _fits(item)},
        key: str(place.value),
    }
    near_by = store.ending_in(operation.branch, operation.product, f"{{{key}}}")
    for path in (*near_by, *([_EVERYWHERE[key]] if key in _EVERYWHERE else [])):
        shown = store.operation(operation.branch, "GET", path)
        if shown is not None and all(known.get(part.name) for part in shown.placed("path")):
            return _target(shown, known)
    return None


def item_value(detail: "Detail", place: Place) -> str:
    """What names the item of a list that a place stands in; "" beside its items."""
    value: Any
    if detail.key:
        value = (place.item or {}).get(detail.key)
    else:
        # Deeper than the ids themselves stands only what was put together of their details.
        value = place.value if place.depth == 1 else (place.item or {}).get(detail.parameter)
    return str(value) if _fits(value) else ""


def near(
    store: "Store", operation: "Operation", *, beside: bool = False
) -> "list[tuple[str, list[OperationRow]]]":
    """What can be done with what an operation shows, by how it is near: see :func:`related`."""
    return [(title, rows) for title, rows in related(store, operation, beside=beside) if rows]


def _made(
    store: "Store", operation: "Operation", given: Mapping[str, str], place: Place
) -> OperationTarget | None:
    """What shows the object that a POST made, where a place holds what names that."""
    detail = made_by(store, operation)
    if detail is None or str(place.value) in given.values():
        return None
    names = (detail.key or "id", detail.parameter)
    if place.key in names or place.list_name in listing_names(detail):
        return _target(detail.operation, {**given, detail.parameter: str(place.value)})
    return None


def _one_of(list_name: str) -> str:
    """The name of a path parameter that the items of a list are values of; "" for none. A list of
    ``ids`` doesn't say of what they are.
    """
    return list_name[:-1] if list_name.endswith("s") and list_name != "ids" else ""


def _is_own(operation: "Operation", given: Mapping[str, str], place: Place) -> bool:
    """Whether a place is what the object that responded is known by."""
    if not operation.path.endswith("}"):
        return False
    name = operation.path.rpartition("{")[2][:-1]
    return given.get(name) == str(place.value) and (place.key == name or place.depth == 1)


def _target(operation: "Operation", known: Mapping[str, str]) -> OperationTarget:
    values = tuple(
        (part.name, known[part.name]) for part in operation.placed("path") if known.get(part.name)
    )
    return OperationTarget(operation.branch, operation.method, operation.path, values)


def _fits(value: Any) -> bool:
    return (
        isinstance(value, str | int | float)
        and not isinstance(value, bool)
        and str(value) not in ("", ".", "..")
    )


def _depth(text: str) -> int:
    return (len(text) - len(text.lstrip(" "))) // _STEP


def _property(text: str) -> tuple[str, Any]:
    """The name and the scalar of a line; "" and None for what it doesn't have."""
    words = text.strip().rstrip(",")
    try:
        value = json.loads(words)
    except (ValueError, RecursionError):
        pass
    else:
        return "", value if isinstance(value, str | int | float) else None
    try:
        found = json.loads(
            "{" + (words[:-1] + "null" if words.endswith(("{", "[")) else words) + "}"
        )
    except (ValueError, RecursionError):
        return "", None
    key, value = next(iter(found.items()), ("", None))
    return key, value if isinstance(value, str | int | float) else None


def _list_name(line: Callable[[int], str], index: int, depth: int) -> str:
    """The property that is the list of a depth which a line is in; "" where it has no name."""
    for above in range(index - 1, max(-1, index - _MAX_LINES), -1):
        text = line(above)
        if _depth(text) <= depth:
            return _property(text)[0] if text.rstrip().endswith("[") else ""
    return ""


def _first(line: Callable[[int], str], height: int) -> int:
    """The line the response begins in: below what is said about it."""
    return next((index for index in range(height) if line(index).startswith(("{", "["))), 0)


def _object(
    line: Callable[[int], str], height: int, index: int, depth: int
) -> Mapping[str, Any] | None:
    """The object of a depth that a line is in; None where there is none, or one that
    is too long.
    """
    start = index
    while start >= 0 and index - start < _MAX_LINES:
        text = line(start)
        if _depth(text) == depth and text.rstrip().endswith("{"):
            break
        if _depth(text) < depth or (
            _depth(text) == depth and start != index and text.strip()[:1] in ("}", "]")
        ):
            return None
        start -= 1
    else:
        return None
    end = start + 1
    while (
        end < height
        and end - start < _MAX_LINES
        and not (_depth(line(end)) == depth and line(end).strip())
    ):
        end += 1
    body = [line(number) for number in range(start + 1, end)]
    try:
        found = json.loads("{" + "".join(body) + "}")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
