"""Meaning of type expressions within one document.

Models are looked up in the document that names them only: 35 model names of the real catalog mean
different things in different documents.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ovh_explorer.catalog.required import typical_properties
from ovh_explorer.catalog.schema import Model, Property
from ovh_explorer.catalog.types import (
    CORE_TYPES,
    Array,
    Generic,
    Map,
    Name,
    Type,
    parse_type,
    substitute,
)

# No body of the real catalog needs more than 27 properties; forty models of which each needs the
# next one twice would need more than there is memory for.
_LARGE = 200

__all__ = ["Core", "Enum", "Listed", "Mapped", "Models", "Object", "Shape", "Unknown"]


@dataclass(frozen=True, slots=True)
class Core:
    """A type of the language itself: ``string``, ``ipBlock``, ``datetime``…"""

    name: str


@dataclass(frozen=True, slots=True)
class Enum:
    """One of `values`; already numbers where the enumeration is of longs, however the document
    spells them.
    """

    model: Model
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """A model with properties; a generic one has its argument already put in."""

    model: Model


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of items of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class Mapped:
    """An object with free keys of type `key` and values of type `value`."""

    key: Type
    value: Type


@dataclass(frozen=True, slots=True)
class Unknown:
    """A type that no document defines: free JSON."""

    name: str


Shape = Core | Enum | Object | Listed | Mapped | Unknown


class Models:
    """The models of one document, and what its types stand for.

    Args:
        models: by key; or a function that finds the model of a key, or None, so that a store can
            read a model when it is first asked for.
    """

    def __init__(self, models: Mapping[str, Model] | Callable[[str], Model | None]) -> None:
        self._find = models if callable(models) else models.get
        self._shapes: dict[Type, Shape] = {}
        self._large: dict[tuple[str, str], bool] = {}

    def model(self, key: str) -> Model | None:
        """The model of `key`, with a generic's argument put in; None when the document has none."""
        shape = self.shape(key)
        return shape.model if isinstance(shape, Object | Enum) else None

    def shape(self, kind: Type | str) -> Shape:
        """What `kind` stands for. Never raises: what isn't known is :class:`Unknown`."""
        if isinstance(kind, str):
            kind = parse_type(kind)
        found = self._shapes.get(kind)
        if found is None:
            found = self._shapes[kind] = self._resolve(kind)
        return found

    def _resolve(self, kind: Type) -> Shape:
        match kind:
            case Array(item):
                return Listed(item)
            case Map(key, value):
                return Mapped(key, value)
            case Generic(name, argument):
                # A document may hold the very instance, some with T still in it; else its
                # definition is `Name<T>`.
                definition = self._find(str(kind)) or self._find(f"{name}<T>")
                model = definition and _instance(definition, str(kind), argument)
            case Name(name):
                if name in CORE_TYPES:
                    return Core(name)
                model = self._find(name)
        if model is None:
            return Unknown(str(kind))
        if model.values is None:
            return Object(model)
        if model.enum_type == "long":
            values = tuple(_number(value) for value in model.values)
        else:
            values = model.values
        return Enum(model, values)

    def is_large(self, kind: str, method: str) -> bool:
        """Whether a model needs so many properties, those of the models it needs included, that
        none can list them.

        A model inside of itself counts once.
        """
        if (kind, method) not in self._large:
            waiting: deque[tuple[str, tuple[str, ...]]] = deque([(kind, ())])
            count = 0
            while waiting and count <= _LARGE:
                inner, above = waiting.popleft()
                shape = self.shape(inner)
                if isinstance(shape, Object) and shape.model.key not in above:
                    needed = _needed(shape.model, method)
                    count += len(needed)
                    path = (*above, shape.model.key)
                    waiting += [
                        (item.type, path) for item in shape.model.properties if item.name in needed
                    ]
            self._large[kind, method] = count > _LARGE
        return self._large[kind, method]


def _needed(model: Model, method: str) -> frozenset[str]:
    """What an example holds, or nothing where nothing is required."""
    return typical_properties(model, method) if method == "POST" else frozenset()


def _instance(definition: Model, key: str, argument: Type) -> Model:
    return replace(
        definition,
        key=key,
        properties=tuple(_filled(item, argument) for item in definition.properties),
    )


def _filled(item: Property, argument: Type) -> Property:
    kind = parse_type(item.type)
    filled = substitute(kind, argument)
    return item if filled == kind else replace(item, type=str(filled), full_type=str(filled))


def _number(value: Any) -> Any:
    try:
        return int(value)
    except ValueError:
        return value
