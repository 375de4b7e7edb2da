"""The DELETE of what a response shows: of the object, or of the item that the cursor is on."""

from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.catalog.links import detail_of
from ovh_explorer.workspace.navigation.follow import Place, follow
from ovh_explorer.workspace.navigation.target import OperationTarget

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.store import Store

__all__ = ["can_delete", "deletion"]


def can_delete(store: "Store", call: "Call") -> bool:
    """Whether there is a DELETE on the path of a GET."""
    return call.method == "GET" and store.operation(call.branch, "DELETE", call.path) is not None


def deletion(store: "Store", call: "Call", place: Place) -> OperationTarget | None:
    """The operation that deletes what the response to a call shows, with its path values; of a
    list, the item in a place. None where the API has none.
    """
    if can_delete(store, call):
        return OperationTarget(
            call.branch,
            "DELETE",
            call.path,
            call.path_values,
            trailing_slash=call.trailing_slash,
        )
    operation = store.operation(call.branch, call.method, call.path)
    detail = None if operation is None else detail_of(store, operation)
    if operation is None or detail is None:
        return None
    item = follow(store, operation, dict(call.path_values), place)
    # Not what a property of the item names: that is another thing.
    if item is None or item.path != detail.operation.path:
        return None
    if store.operation(item.branch, "DELETE", item.path) is None:
        return None
    return replace(item, method="DELETE")
