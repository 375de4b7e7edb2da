"""Pages of v2 lists: a cursor in a header names the place where the next page starts."""

import hashlib
from typing import Any

from ovh_explorer.catalog.schema import Operation
from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["page"]

# The real default isn't documented; the manager asks for 25 at least.
_DEFAULT_SIZE = 25


def page(operation: Operation, value: Any, headers: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """The page of an answer that a request asks for, and the headers that go with it.

    Args:
        value: the whole answer; what is no list, or isn't declared to have pages, comes back as it is.
        headers: the request's, by names in lower case; already checked against the schema.

    Raises:
        ApiRefusal: for a size below 1 and for a cursor that this list never gave.
    """
    declared = {parameter.name.lower() for parameter in operation.placed("header")}
    if not isinstance(value, list) or "x-pagination-cursor" not in declared:
        return value, {}
    size = int(headers.get("x-pagination-size") or _DEFAULT_SIZE) if "x-pagination-size" in declared else _DEFAULT_SIZE
    if size < 1:
        raise ApiRefusal(400, "[X-Pagination-Size] must be a whole number above 0", "Client::BadRequest")
    start = 0
    cursor = headers.get("x-pagination-cursor", "")
    if cursor:
        start = next((place for place in range(len(value) + 1) if _cursor(operation, place) == cursor), -1)
        if start < 0:
            raise ApiRefusal(400, "invalid cursor", "Client::BadRequest")
    end = start + size
    following = {"X-Pagination-Cursor-Next": _cursor(operation, end)} if end < len(value) else {}
    return value[start:end], following


def _cursor(operation: Operation, place: int) -> str:
    return hashlib.sha256(f"{operation.title} {place}".encode()).hexdigest()[:24]
