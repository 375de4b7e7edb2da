"""Which toasts stand: a new one takes the place of the one before, for what that said may not be so
any more. What still has to be read stays beside it.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from textual.notifications import Notification

__all__ = ["MAX_TOASTS", "toasts_with"]

MAX_TOASTS = 2
"""Toasts that stand at once."""


def toasts_with(standing: Sequence[Notification], new: Notification) -> list[Notification]:
    """The toasts that stand once a new one is there, in their order: an error is the first.

    An error stays until its time is over, unless another error comes. So does one with a title,
    which is what it is about: it says how the program is, not what came of a key. The same text
    again is one toast, whose time begins anew.
    """
    others = [item for item in standing if not _is_same(item, new) and _stays(item, new)]
    # The error, where there is one, else the latest.
    others.sort(key=_is_error)
    beside = others[1 - MAX_TOASTS :]
    if _is_error(new):
        # Textual shows them in the order in which they came: the others come again.
        return [new, *(replace(item, identity=str(uuid4())) for item in beside)]
    return [*beside, new]


def _stays(item: Notification, new: Notification) -> bool:
    """Whether a toast still has to be read when a new one comes."""
    if item.has_expired:
        return False
    if _is_error(item):
        return not _is_error(new)
    return bool(item.title) and item.title != new.title


def _is_same(item: Notification, new: Notification) -> bool:
    return (item.title, item.message) == (new.title, new.message)


def _is_error(item: Notification) -> bool:
    return item.severity == "error"
