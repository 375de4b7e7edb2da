"""An object that a form is to change, as it was read."""

from dataclasses import dataclass
from typing import Any

__all__ = ["PresentObject"]


@dataclass(frozen=True, slots=True)
class PresentObject:
    """An object as it was read.

    Attributes:
        path_values: of the operation that read it: another object has others.
        value: all of it.
        values: what of it the body can say, a JSON value of the body's type.
        filled: the body that was filled in from it at once; None where none was.
        keys: those that it was read with.
        query: that it was read with, as in :class:`~ovh_explorer.call.Call`: it may say how much of
            the object is shown.
    """

    path_values: tuple[tuple[str, str], ...]
    value: Any
    values: Any
    filled: Any = None
    keys: object = None
    query: tuple[tuple[str, str], ...] = ()
