"""From a response to the PUT that changes what it shows."""

from typing import TYPE_CHECKING

from ovh_explorer.call import Call, operation_title
from ovh_explorer.form import PresentObject
from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.calls.put_comparison import (
    ComparisonError,
    PutComparison,
    comparison_of,
)
from ovh_explorer.workspace.calls.put_difference import CHECKSUM
from ovh_explorer.workspace.navigation.follow import Place
from ovh_explorer.workspace.navigation.shown_item import shown_item

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = [
    "NO_PUT",
    "can_change",
    "object_to_change",
    "present_object",
    "reading",
    "shown_to_change",
]

_NOT_FOUND = 404
NO_PUT = N_("The API has no PUT to change this with.")
_NOTHING_SHOWN = N_("The API returned nothing here: there is nothing to change.")


def can_change(store: "Store", call: Call) -> bool:
    """Whether the API has a PUT with a body on the path of a GET, or of the PUT that changed the
    object, and a GET that reads it.
    """
    if call.method not in ("GET", "PUT"):
        return False
    operation = store.operation(call.branch, "PUT", call.path)
    if operation is None or not operation.placed("body"):
        return False
    return store.operation(call.branch, "GET", call.path) is not None


def shown_to_change(
    store: "Store", call: Call, item: Call | None, response: "Response | None"
) -> Call | None:
    """The call that shows what can be changed where a response is shown: the item under the cursor,
    else what the `call` shows; None for neither, where the API has no such object, and for a GET
    that returned none.
    """
    if response is not None and response.error is not None and response.error.status == _NOT_FOUND:
        return None
    if item is not None and can_change(store, item):
        return item
    if call.method == "GET" and response is not None and response.is_nothing:
        return None
    return call if can_change(store, call) else None


def object_to_change(store: "Store", call: Call, place: Place) -> Call | None:
    """The GET of the object that a place in the response to a call is about, where that isn't the
    call itself: the item of a list, what a POST made, what a PUT changed; None for none.
    """
    item = shown_item(store, call, place)
    if item is not None or call.method != "PUT":
        return item
    operation = store.operation(call.branch, "GET", call.path)
    if operation is None:
        return None
    return Call.make(
        call.branch,
        "GET",
        call.path,
        path_values=dict(call.path_values),
        authenticated=operation.authenticated,
        trailing_slash=call.trailing_slash,
    )


def reading(store: "Store", call: Call) -> Call:
    """The GET that reads what the PUT on the path of `call` changes.

    Raises:
        ComparisonError: where there is no such PUT, or nothing reads it, in a sentence.
    """
    return _comparison(store, call).reads


def present_object(store: "Store", call: Call, response: "Response") -> PresentObject:
    """The object in the response to a GET, as the form of the PUT on its path takes it.

    What an update of v2 says is what the object is to be as a whole: that is to be filled in at
    once, with the checksum that says from which state.

    Raises:
        ComparisonError: where there is no such PUT, or no such object, in a sentence.
    """
    comparison = _comparison(store, call)
    if response.is_nothing:
        raise ComparisonError(_(_NOTHING_SHOWN))
    value = comparison.object_in(response)
    values = comparison.values(value)
    filled = None
    if comparison.is_declarative:
        wanted = ("targetSpec", *([CHECKSUM] if comparison.has_checksum else []))
        # In the order of the body's model.
        filled = {name: values[name] for name in values if name in wanted}
    return PresentObject(call.path_values, value, values, filled, query=call.query)


def _comparison(store: "Store", call: Call) -> PutComparison:
    title = operation_title(call.branch, "PUT", call.path)
    if call.method != "GET":
        raise ComparisonError(
            _("This response is not the object itself. Open it with > or enter, then change it.")
        )
    if not can_change(store, call):
        raise ComparisonError(_(NO_PUT))
    put = Call.make(
        call.branch,
        "PUT",
        call.path,
        path_values=dict(call.path_values),
        body=b"{}",
        trailing_slash=call.trailing_slash,
    )
    comparison = comparison_of(store, put)
    assert comparison is not None, title
    return comparison
