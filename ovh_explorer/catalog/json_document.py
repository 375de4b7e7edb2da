"""JSON from outside: parsed up to a depth, and its parts by type, empty where they are another."""

import json
from collections.abc import Mapping
from typing import Any

from ovh_explorer.translation import _, number

__all__ = [
    "SchemaError",
    "list_of",
    "load_json",
    "mapping_of",
    "objects_of",
    "prose_of",
    "text_of",
]

# The longest text of the real catalog has 2,641 characters; a screen that lays out a megabyte
# stands still.
_MAX_TEXT_CHARACTERS = 50_000
_MAX_DEPTH = 100


class SchemaError(ValueError):
    """A text that is no schema document; the message says why."""


def load_json(text: bytes | str) -> Any:
    """`text` as JSON, or :class:`SchemaError`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(_("This is not JSON: {reason}").format(reason=error)) from None
    # What can be read here may be too deep where less of the interpreter's stack is left.
    level = [found] if isinstance(found, dict | list) else []
    for _level in range(_MAX_DEPTH):
        inside = (item.values() if isinstance(item, dict) else item for item in level)
        level = [item for items in inside for item in items if isinstance(item, dict | list)]
    if level:
        words = _("This JSON is nested deeper than {count} levels, so it is not a schema document.")
        raise SchemaError(words.format(count=number(_MAX_DEPTH)))
    return found


def text_of(value: Any) -> str:
    """`value` if it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def prose_of(value: Any) -> str:
    """A text for users; of one that is far too long, its beginning."""
    text = text_of(value)
    more = len(text) - _MAX_TEXT_CHARACTERS
    # not for people: it is kept as a part of what the API says
    return f"{text[:_MAX_TEXT_CHARACTERS]}… (and {more:,} more)" if more > 0 else text


def list_of(value: Any) -> list[Any]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def objects_of(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; none where `value` is no list."""
    return [item for item in list_of(value) if isinstance(item, Mapping)]


def mapping_of(value: Any) -> Mapping[str, Any]:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}
