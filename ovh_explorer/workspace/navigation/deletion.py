"""The DELETE of what a response shows: of the object, or of the item that the cursor is on."""

from typing import TYPE_CHECKING

from ovh_explorer.workspace.navigation.follow import Place
from ovh_explorer.workspace.navigation.shown_item import shown_item
from ovh_explorer.workspace.navigation.target import OperationTarget

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.store import Store

__all__ = ["can_delete", "deletion"]


def can_delete(store: "Store", call: "Call") -> bool:
    """Whether there is a DELETE on the path of a GET, or of the PUT that changed the object."""
    is_object = call.method in ("GET", "PUT")
    return is_object and store.operation(call.branch, "DELETE", call.path) is not None


def deletion(store: "Store", call: "Call", place: Place) -> OperationTarget | None:
    """The operation that deletes what the response to a call shows, with its path values; of a
    list, the item in a place. None where the API has none.
    """
    item = shown_item(store, call, place)
    deleted = item or call
    if not can_delete(store, deleted):
        return None
    return OperationTarget(
        deleted.branch,
        "DELETE",
        deleted.path,
        deleted.path_values,
        trailing_slash=call.trailing_slash if item is None else None,
    )
