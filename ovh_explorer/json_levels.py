"""How deep a JSON value is nested, and how deep a body may be."""

from typing import Any

__all__ = ["MAX_JSON_LEVELS", "json_levels"]

MAX_JSON_LEVELS = 100
"""How deep the lists and objects of a body may stand within each other: no body of the API has more
than ten levels, and what reads or writes more than this gives up, each at a depth of its own.
"""


def json_levels(value: Any) -> int:
    """How many lists and objects of a JSON value stand within each other, at most."""
    levels = 0
    level = [value]
    while containers := [part for part in level if isinstance(part, list | dict)]:
        levels += 1
        level = [
            inner
            for part in containers
            for inner in (part.values() if isinstance(part, dict) else part)
        ]
    return levels
