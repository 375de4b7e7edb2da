"""The short values of a body, which tell one request from another: first what it must have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.catalog.required import required_properties
from ovh_explorer.catalog.resolve import Object
from ovh_explorer.text import printable
from ovh_explorer.translation import pgettext

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store

__all__ = ["BodyValue", "essential_values"]

_MAX_VALUES = 6
_MAX_ITEMS = 3
_MAX_VALUE_CHARACTERS = 48
_MAX_DEPTH = 3
# Two actions of IAM, which are the longer names of a list.
_MAX_LIST_CHARACTERS = 100

BodyValue = tuple[str, str]
"""The name of a value and how it is shown."""


def essential_values(
    store: "Store", operation: "Operation | None", call: Call
) -> tuple[BodyValue, ...]:
    """The values of the body of a call that fit into a line: those that it must have first, such as
    the destination of a move, then others that are given, such as the receivers of a message.
    Secrets are masked. None of a PUT: its question shows what changes.
    """
    if operation is None or call.body is None or call.method == "PUT":
        return ()
    body = call.masked().json
    if not isinstance(body, dict):
        return ()
    found = [
        (printable(name), _shown(body[name]))
        for name in dict.fromkeys((*_required(store, operation), *body))
        if name in body and len(name) <= _MAX_VALUE_CHARACTERS and _shown(body[name])
    ]
    return tuple(found[:_MAX_VALUES])


def _required(store: "Store", operation: "Operation") -> Iterator[str]:
    """The names of what the body must have, in the order of the document."""
    whole = operation.body
    if whole is None:
        yield from (item.name for item in operation.placed("body") if item.required)
        return
    shape = store.models(operation.branch, operation.product).shape(whole.type)
    if isinstance(shape, Object):
        required = required_properties(shape.model, operation.method)
        yield from (item.name for item in shape.model.properties if item.name in required)


def _shown(value: Any, depth: int = 0) -> str:
    """A value as it is read, a few of a list too, and the one part of an object, such as the
    actions that a policy allows; "" for what is long, or has several parts.
    """
    if isinstance(value, list) and len(value) <= _MAX_ITEMS:
        items = [_shown(_only(item), depth + 1) for item in value if not isinstance(item, list)]
        shown = ", ".join(items) if all(items) and len(items) == len(value) else ""
        return shown if len(shown) <= _MAX_LIST_CHARACTERS else ""
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        shown = _shown(_only(value), depth + 1)
        whole = f"{printable(next(iter(value)))} {shown}" if shown else ""
        return whole if len(whole) <= _MAX_LIST_CHARACTERS else ""
    if isinstance(value, bool):
        return pgettext("a value", "yes") if value else pgettext("a value", "no")
    if not isinstance(value, str | int | float):
        return ""
    shown = printable(str(value)).strip()
    return shown if len(shown) <= _MAX_VALUE_CHARACTERS else ""


def _only(value: Any) -> Any:
    """The one value that an object has; None for several. What is no object as it is."""
    if not isinstance(value, dict):
        return value
    return next(iter(value.values())) if len(value) == 1 else None
