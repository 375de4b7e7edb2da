"""Values in the response of a list, and the words by which users know them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.catalog.resolve import Models, Object
from ovh_explorer.catalog.schema import Model

__all__ = ["Value", "items_of", "label_of", "labels_of", "values_of"]

# What tells users which thing it is, best first.
_LABELS = (
    "displayName",
    "name",
    "label",
    "description",
    "hostname",
    "domain",
    "subDomain",
    "target",
    "title",
)
_MORE_LABELS = ("routedTo", "fieldType", "type", "status", "state", "region")
_MAX_ITEMS = 20_000
_MAX_SHOWN_PROPERTIES = 3


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a path parameter can take, and words by which users know it; empty for none.

    Attributes:
        kind: what it names, where the list says it: ``dedicatedServer``.
    """

    text: str
    label: str = ""
    kind: str = field(default="", compare=False)


def values_of(
    response: Any, key: str = "", labels: tuple[str, ...] = (), inside: str = ""
) -> list[Value]:
    """The values in the response of a list, each once, with their labels; what is none is left out.

    Args:
        response: JSON, from outside.
        key, labels, inside: see :class:`~ovh_explorer.catalog.links.Source`.
    """
    found: dict[str, Value] = {}
    items = items_of(response, inside)
    for item in items[:_MAX_ITEMS]:
        value = item.get(key) if key and isinstance(item, dict) else item
        text = _text(value)
        if text and text not in found:
            words = [_text(item.get(label)) for label in labels] if isinstance(item, dict) else []
            found[text] = Value(text, _label(words, text))
    return list(found.values())


def items_of(response: Any, inside: str) -> list[Any]:
    """The items of a list, or of the list that a property of an object is."""
    if inside:
        response = response.get(inside) if isinstance(response, dict) else None
    return response if isinstance(response, list) else []


def label_of(response: Any, models: Models, type_name: str, value: str = "") -> str:
    """Words by which users know the object that a detail operation responds with, other than its
    `value`; empty for none.
    """
    shape = models.shape(type_name)
    if not isinstance(shape, Object) or not isinstance(response, dict):
        return ""
    return _label((_text(response.get(name)) for name in labels_of(shape.model, "")), value)


def _label(words: Iterable[str], value: str) -> str:
    """Words about a value, each once: the name that a thing is shown by is often its own."""
    return " · ".join(dict.fromkeys(word for word in words if word and word != value))


def labels_of(model: Model, key: str) -> tuple[str, ...]:
    """The properties of a model by which users know an object, at most three; `key` is none of
    them.
    """
    names = [item.name for item in model.properties]
    found = [name for name in (*_LABELS, *_MORE_LABELS) if name in names and name != key]
    # A record's type stands before its name and its target.
    found.sort(key=lambda name: name != "fieldType")
    return tuple(found[:_MAX_SHOWN_PROPERTIES])


def _text(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"serviceName"}:
        # What an address leads to.
        value = value["serviceName"]
    return (
        str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )
