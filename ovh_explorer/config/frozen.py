"""Values that hold what may be a secret, and don't change."""

from typing import Any, NoReturn

__all__ = ["Frozen"]


class Frozen:
    """The base of a value whose parts are set once, when it is made.

    No tuple: one that holds a key could be written as JSON, or joined, unseen. And no frozen data
    class: to define the four that the start needs took longer than to read the catalog.
    """

    __slots__: tuple[str, ...] = ()

    def _begin(self, *parts: object) -> None:
        """Set the parts, in their order; for `__init__`."""
        for name, part in zip(self.__slots__, parts, strict=True):
            object.__setattr__(self, name, part)

    @property
    def parts(self) -> tuple[object, ...]:
        """The parts, in their order."""
        return tuple(getattr(self, name) for name in self.__slots__)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.parts == other.parts

    def __hash__(self) -> int:
        return hash((type(self), self.parts))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.parts

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"
