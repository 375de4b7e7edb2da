"""What would be changed or deleted of what a response shows, in words."""

from typing import TYPE_CHECKING

from ovh_explorer.workspace.calls.object_to_change import shown_to_change
from ovh_explorer.workspace.calls.other_profiles import PROFILE
from ovh_explorer.workspace.calls.question_words import words_about
from ovh_explorer.workspace.navigation.deletion import can_delete
from ovh_explorer.workspace.navigation.shown_item import shown_item

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.navigation.follow import Place

__all__ = ["object_words"]


def object_words(
    store: "Store", call: "Call", response: "Response", place: "Place"
) -> dict[str, str]:
    """What DELETE and PUT do with what the response to a call shows; of a list, with the item in a
    place: "Delete record 5210000001 of example.com". Without a method that the API doesn't have.
    """
    if PROFILE in (place.item or {}):
        # Of which account it is, no form could say.
        return {}
    item = shown_item(store, call, place)
    words = {}
    if can_delete(store, item or call):
        words["DELETE"] = _words(store, item or call, "DELETE")
    changed = shown_to_change(store, call, item, response)
    if changed is not None:
        words["PUT"] = _words(store, changed, "PUT")
    return words


def _words(store: "Store", call: "Call", method: str) -> str:
    operation = store.operation(call.branch, method, call.path)
    description = "" if operation is None else operation.description
    values = dict(call.masked().path_values)
    return words_about(method, call.path, values, description)
