"""What can be given to an operation, part by part: what two versions of its document are compared
by.
"""

from dataclasses import dataclass
from typing import Literal

from ovh_explorer.catalog.required import writable_properties
from ovh_explorer.catalog.resolve import Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.schema import Operation

__all__ = ["MAX_PARTS", "PartKind", "PartReader", "RequestPart"]

PartKind = Literal["parameter", "value"]
"""A parameter, or a property of a body; or a value that an enumeration allows for one."""

MAX_PARTS = 5_000
"""Parts of a parameter that are told apart at most: models that hold each other twice would have
more than there is memory for. The largest of the real catalog has some 1,000.
"""

_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class RequestPart:
    """A parameter or property, or one of the values that it may have.

    Attributes:
        name: place and name: ``query iamTags``, ``body target.ttl``; for a value what it is for.
        value: of a value, the value; else "".
    """

    kind: PartKind
    name: str
    value: str = ""


class PartReader:
    """Reads the parts of the operations of one document.

    Args:
        models: of the document.
    """

    def __init__(self, models: Models) -> None:
        self._models = models

    def parts(self, operation: Operation) -> frozenset[RequestPart]:
        """All that can be given to an operation, read-only properties left out."""
        found: set[RequestPart] = set()
        for parameter in operation.parameters:
            name = f"{parameter.place} {parameter.name}".strip()
            if parameter.name:
                found.add(RequestPart("parameter", name))
            self._add(found, len(found) + MAX_PARTS, name, parameter.type, ())
        return frozenset(found)

    def _add(
        self, found: set[RequestPart], limit: int, name: str, kind: object, within: tuple[str, ...]
    ) -> None:
        """Add what is in a type; `within` names the models that it is in."""
        shape = self._models.shape(kind)  # type: ignore[arg-type]
        while isinstance(shape, Listed | Mapped):
            shape = self._models.shape(shape.item if isinstance(shape, Listed) else shape.value)
        if isinstance(shape, Enum):
            found.update(RequestPart("value", name, str(value)) for value in shape.values)
        if not isinstance(shape, Object) or shape.model.key in within or len(within) >= _MAX_DEPTH:
            return
        writable = writable_properties(shape.model)
        for item in shape.model.properties:
            if len(found) >= limit:
                return
            if item.name in writable:
                inner = f"{name}.{item.name}" if " " in name else f"{name} {item.name}"
                found.add(RequestPart("parameter", inner))
                self._add(found, limit, inner, item.type, (*within, shape.model.key))
