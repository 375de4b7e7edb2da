"""Several items with one GET: ``X-Ovh-Batch: ,`` and ``/me/api/credential/1,2,3``."""

from collections.abc import Callable
from typing import Any

from ovh_explorer.call import placeholders
from ovh_explorer.sandbox.documents import Found
from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["answered_in_batch", "is_batch"]

# What OVHcloud's own manager asks for at most.
_MOST = 50
_HEADER = "x-ovh-batch"


def is_batch(found: Found, headers: dict[str, str]) -> bool:
    """Whether a request names several ids at once."""
    operation = found.operation
    reads = operation.branch == "v1" and operation.method == "GET"
    return reads and bool(headers.get(_HEADER)) and bool(placeholders(operation.path))


def answered_in_batch(
    found: Found, headers: dict[str, str], answer: Callable[[dict[str, str]], Any]
) -> list[Any]:
    """The answers for each of the ids that the last placeholder holds, with the id or the error of
    each.

    Args:
        answer: gives the answer for the texts of the placeholders.

    Raises:
        ApiRefusal: 400 for more than 50 ids.
    """
    name = placeholders(found.operation.path)[-1]
    keys = [key for key in found.texts[name].split(headers[_HEADER]) if key]
    if len(keys) > _MOST:
        raise ApiRefusal(
            400, f"The batch has {len(keys)} ids, {_MOST} are the most", "Client::BadRequest"
        )
    return [_entry(key, lambda key=key: answer({**found.texts, name: key})) for key in keys]  # type: ignore[misc]


def _entry(key: str, answer: Callable[[], Any]) -> dict[str, Any]:
    try:
        return {"key": key, "value": answer(), "error": None}
    except ApiRefusal as refusal:
        return {"key": key, "value": None, "error": refusal.body()}
