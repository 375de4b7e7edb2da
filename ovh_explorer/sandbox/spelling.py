"""How the API writes its JSON: compact, keys by the alphabet, whole numbers without a fraction, and
in each branch times and absent values in a way of its own.
"""

import json
from datetime import UTC, datetime
from typing import Any

from ovh_explorer.catalog.resolve import Core, Listed, Mapped, Models, Object
from ovh_explorer.catalog.types import Type

__all__ = ["in_branch", "json_bytes"]

# Above it, a double no longer tells one whole number from the next.
_MAX_WHOLE = 2**53


def json_bytes(value: Any) -> bytes:
    """A JSON value as the API writes it."""
    return json.dumps(_without_fractions(value), separators=(",", ":"), sort_keys=True).encode()


def _without_fractions(value: Any) -> Any:
    """`value` with ``2`` for each ``2.0``."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _MAX_WHOLE else value
    if isinstance(value, dict):
        return {name: _without_fractions(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_without_fractions(entry) for entry in value]
    return value


def in_branch(branch: str, models: Models, kind: Type | str, value: Any) -> Any:
    """A response of the type `kind` as a branch writes it.

    v1 writes ``2024-01-02T03:04:05+00:00``, and ``null`` for what is absent. v2 writes
    ``2024-01-02T03:04:05.000000Z``, and leaves out what is absent.
    """
    if not isinstance(value, str | list | dict) or (isinstance(value, str) and value[4:5] != "-"):
        return value  # at once what can be no time, and holds none
    match models.shape(kind):
        case Core("datetime"):
            return _time(branch, value)
        case Listed(item) if isinstance(value, list):
            return [in_branch(branch, models, item, entry) for entry in value]
        case Mapped(_, item) if isinstance(value, dict):
            return {name: in_branch(branch, models, item, entry) for name, entry in value.items()}
        case Object(model) if isinstance(value, dict):
            types = {item.name: item for item in model.properties}
            return {
                name: in_branch(branch, models, types[name].type, entry) if name in types else entry
                for name, entry in value.items()
                if branch == "v1" or entry is not None or name not in types
            }
    return value


def _time(branch: str, value: Any) -> Any:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if branch == "v1":
        return moment.isoformat(timespec="seconds")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
