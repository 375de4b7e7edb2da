"""The item that a place in a response stands in: of a list, or what was made."""

from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.catalog.links import item_of
from ovh_explorer.workspace.navigation.follow import Place, item_value
from ovh_explorer.workspace.navigation.next_steps import listing_names, made_by, made_value

if TYPE_CHECKING:
    from ovh_explorer.catalog.links import Detail
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store

__all__ = ["is_added_to", "shown_item"]


def shown_item(store: "Store", call: Call, place: Place) -> Call | None:
    """The GET of the item that a place in the response to a call stands in: of a list, or what a
    POST made; None where the call lists and makes nothing, and beside its items.

    The catalog may have no such GET, but a DELETE on its path: the call says which item it is.
    """
    operation = store.operation(call.branch, call.method, call.path)
    if operation is None:
        return None
    if call.method == "POST":
        return _made(store, operation, call, place)
    detail = item_of(store, operation)
    value = "" if detail is None else item_value(detail, place)
    if detail is None or not value:
        return None
    return _read(detail, {**dict(call.path_values), detail.parameter: value})


def _made(store: "Store", operation: "Operation", call: Call, place: Place) -> Call | None:
    """The GET of what a POST made: it responded with that, or with what names it."""
    detail = made_by(store, operation)
    if detail is None:
        return None
    if place.item is None or place.list_name in listing_names(detail):
        value: Any = place.value
    else:
        value = made_value(detail, place.item)
    if not isinstance(value, str | int) or isinstance(value, bool) or value in ("", ".", ".."):
        return None
    given = dict(call.path_values)
    if str(value) in given.values():
        # It responded with what it was done to, as a user who was given a role.
        return None
    return _read(detail, {**given, detail.parameter: str(value)})


def _read(detail: "Detail", values: dict[str, str]) -> Call:
    shown = detail.operation
    names = [part.name for part in shown.placed("path")]
    return Call.make(
        shown.branch,
        "GET",
        shown.path,
        path_values={name: values[name] for name in names if name in values},
        authenticated=shown.authenticated,
    )


def is_added_to(store: "Store", operation: "Operation") -> bool:
    """Whether a POST adds an item to what an operation lists."""
    return (
        item_of(store, operation) is not None
        and store.operation(operation.branch, "POST", operation.path) is not None
    )
