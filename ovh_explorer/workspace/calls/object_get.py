"""The GET that reads the object that a call is about to change or to remove."""

from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.form import SCHEMAS_VERSION
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["get_before_delete", "get_on_path", "not_read_words"]


def get_before_delete(store: "Store", call: Call) -> Call | None:
    """The GET that reads what a DELETE removes; None for another call, and where the API has no
    GET on this path, or one that wants more than the path says.
    """
    if call.method != "DELETE":
        return None
    reads = store.operation(call.branch, "GET", call.path)
    if reads is None or any(item.required for item in reads.placed("query")):
        return None
    return get_on_path(call, reads)


def get_on_path(call: Call, reads: Operation) -> Call:
    """The call of the GET `reads` on the path of another call, with its path values."""
    return Call.make(
        call.branch,
        "GET",
        call.path,
        path_values=dict(call.path_values),
        headers=[pair for pair in call.headers if pair[0] == SCHEMAS_VERSION],
        authenticated=reads.authenticated,
        sensitive=[item for item in call.sensitive if item[0] == "path"],
        trailing_slash=call.trailing_slash,
    )


def not_read_words(response: "Response") -> str:
    """Why nothing could be read, of a response that refuses it."""
    said = response.error.message if response.error is not None else response.reason
    return _("Failed to read it: {status} {said}.").format(
        status=response.status, said=said.rstrip(".")
    )
