"""The item of a list that a place in its response stands in."""

from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.catalog.links import detail_of
from ovh_explorer.workspace.navigation.follow import Place, follow

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store

__all__ = ["is_added_to", "shown_item"]


def shown_item(store: "Store", call: Call, place: Place) -> Call | None:
    """The GET of the item that a place in the response to a call stands in; None where the call
    lists nothing, and beside its items.
    """
    operation = store.operation(call.branch, call.method, call.path)
    detail = None if operation is None else detail_of(store, operation)
    if operation is None or detail is None:
        return None
    item = follow(store, operation, dict(call.path_values), place)
    # Not what a property of the item names: that is another thing.
    if item is None or item.path != detail.operation.path:
        return None
    return Call.make(
        item.branch,
        "GET",
        item.path,
        path_values=dict(item.values),
        authenticated=detail.operation.authenticated,
    )


def is_added_to(store: "Store", operation: "Operation") -> bool:
    """Whether a POST adds an item to what an operation lists."""
    return (
        detail_of(store, operation) is not None
        and store.operation(operation.branch, "POST", operation.path) is not None
    )
