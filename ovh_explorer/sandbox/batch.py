"""Several items with one GET: ``X-Ovh-Batch: ,`` and ``/me/api/credential/1,2,3``."""

# No words for people: responses of the API are the same in each language.

from collections.abc import Callable
from typing import Any

from ovh_explorer.call import placeholders
from ovh_explorer.sandbox.documents import RouteMatch
from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["is_batch", "respond_in_batch"]

# What OVHcloud's own manager asks for at most.
_MAX_IDS = 50
_HEADER = "x-ovh-batch"


def is_batch(found: RouteMatch, headers: dict[str, str]) -> bool:
    """Whether a request names several ids at once."""
    operation = found.operation
    reads = operation.branch == "v1" and operation.method == "GET"
    return reads and bool(headers.get(_HEADER)) and bool(placeholders(operation.path))


def respond_in_batch(
    found: RouteMatch,
    headers: dict[str, str],
    respond: Callable[[dict[str, str]], Any],
    *,
    old_errors: bool = False,
) -> list[Any]:
    """The responses for each of the ids that the last placeholder holds, with the id or the error
    of each.

    Args:
        respond: gives the response for the texts of the placeholders.
        old_errors: write errors as the API did until 2022.

    Raises:
        ApiRefusal: 400 for more than 50 ids.
    """
    name = placeholders(found.operation.path)[-1]
    keys = [key for key in found.texts[name].split(headers[_HEADER]) if key]
    if len(keys) > _MAX_IDS:
        raise ApiRefusal(
            400, f"The batch has {len(keys)} ids, {_MAX_IDS} are the most", "Client::BadRequest"
        )
    entries = []
    for key in keys:
        value, error = None, None
        try:
            value = respond({**found.texts, name: key})
        except ApiRefusal as refusal:
            error = refusal.body(old=old_errors)
        entries.append({"key": key, "value": value, "error": error})
    return entries
