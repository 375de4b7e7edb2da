"""Query filters of lists, by the names they share with the properties of what is listed."""

from datetime import UTC, datetime
from typing import Any

from ovh_explorer.catalog.schema import Model
from ovh_explorer.sandbox.request import Request

__all__ = ["matches"]

_FROM = (".from", ".gte", ".gt")
_TO = (".to", ".lte", ".lt")


def matches(request: Request, model: Model, value: Any) -> bool:
    """Whether a listed object is one that the request's query asks for.

    A parameter called as a property asks for its value, or for one of several; ``date.from`` and
    ``date.to`` for a range; ``routedTo.serviceName`` for what is inside of one; ``resourceType``
    means ``type`` where the model has only that; ``iamTags`` are compared with ``iam.tags``. Other
    parameters (``details``, pages) are no filters.
    """
    if not isinstance(value, dict):
        return True
    names = {item.name.lower(): item.name for item in model.properties}
    return all(
        _fits(names, name, wanted, value)
        for name, wanted in request.query.items()
        if wanted is not None
    )


def _fits(names: dict[str, str], name: str, wanted: Any, value: dict[str, Any]) -> bool:
    if name == "iamTags" and isinstance(wanted, dict):
        return _tagged(value.get("iam"), wanted)
    for ending in (*_FROM, *_TO):
        if name.endswith(ending):
            found = value.get(names.get(name.removesuffix(ending).lower(), ""))
            return found is None or (
                _order(found, wanted) >= 0 if ending in _FROM else _order(found, wanted) <= 0
            )
    head, _dot, tail = name.partition(".")
    inner = value.get(names.get(head.lower(), ""))
    if isinstance(inner, dict) and tail in inner:
        return _same(inner[tail], wanted)
    lowered = name.lower()
    called = names.get(lowered) or next(
        (
            names[item]
            for item in ("type", "name")
            if item in names and lowered == f"resource{item}"
        ),
        None,
    )
    if called is None:
        return True
    found = value.get(called)
    if isinstance(wanted, list):
        return (
            not wanted
            or found in wanted
            or (isinstance(found, list) and any(item in found for item in wanted))
        )
    if isinstance(found, list):
        return wanted in found
    return _same(found, wanted)


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        # The API's texts are patterns where the description says so; % is its wildcard.
        return wanted.strip("%").lower() in found.lower() if "%" in wanted else found == wanted
    return bool(found == wanted) if not isinstance(found, dict) else True


def _order(found: Any, wanted: Any) -> int:
    """-1, 0 or 1 for before, the same, after; 0 where the two can't be compared."""
    try:
        left, right = _moment(found), _moment(wanted)
    except (TypeError, ValueError):
        return 0
    return (left > right) - (left < right)


def _moment(value: Any) -> float:
    if isinstance(value, int | float):
        return float(value)
    moment = datetime.fromisoformat(value.upper())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _tagged(iam: Any, wanted: dict[str, Any]) -> bool:
    tags = iam.get("tags") if isinstance(iam, dict) else None
    tags = tags if isinstance(tags, dict) else {}
    for key, conditions in wanted.items():
        for condition in conditions or ():
            if not _tag_fits(tags.get(key), condition):
                return False
    return True


def _tag_fits(found: Any, condition: dict[str, Any]) -> bool:
    value = condition.get("value")
    match condition.get("operator") or "EQ":
        case "EQ":
            return bool(found == value)
        case "NEQ":
            return bool(found != value)
        case "EXISTS":
            return found is not None
        case "NEXISTS":
            return found is None
        case "LIKE":
            return isinstance(found, str) and str(value).strip("%") in found
        case "ILIKE":
            return isinstance(found, str) and str(value).strip("%").lower() in found.lower()
    return True
