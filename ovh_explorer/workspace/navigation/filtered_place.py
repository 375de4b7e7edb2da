"""What a filter made of a response: a name that it gave to another value names nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ovh_explorer.workspace.navigation.follow import Place

__all__ = ["as_named"]

# What gives the items that it was given, fewer of them or in another order.
_SAME_ITEMS = frozenset({"sort", "sort_by", "reverse"})
_OWN_NAMES = frozenset({"id"})


def as_named(place: Place, expression: str) -> Place:
    """A place in what an expression left of a response, without the properties that are no longer
    what their names say: ``[].{id: ttl}`` calls a duration an identifier. A value that stands alone
    in a list has the name of the property that it was, as in ``[].ttl``.
    """
    if not expression:
        return place
    renamed, name = _names(expression)
    inside, item = _without(place.inside, renamed), _without(place.item, renamed)
    place = replace(place, inside=inside, item=item)
    if place.key in renamed:
        return replace(place, key="", value=None)
    if not place.key and place.depth == 1 and name is not None and name not in _OWN_NAMES:
        # Deeper than the items of the list that the API gave.
        return replace(place, key=name, depth=2)
    return place


def _without(
    properties: Mapping[str, Any] | None, names: frozenset[str]
) -> Mapping[str, Any] | None:
    if properties is None:
        return None
    return {name: value for name, value in properties.items() if name not in names}


@lru_cache(maxsize=16)
def _names(expression: str) -> tuple[frozenset[str], str | None]:
    """The names that an expression gives to other values than those of these names; and the
    property that the values it gives are of: None for those that the response itself lists, "" for
    what can't be told.
    """
    import jmespath

    parsed: Any = jmespath.compile(expression).parsed
    renamed = {
        str(node["value"])
        for node in _nodes(parsed)
        if node["type"] == "key_val_pair" and _property(node["children"][0]) != node["value"]
    }
    return frozenset(renamed), _property(parsed)


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting += here.get("children", ())


def _property(node: dict[str, Any]) -> str | None:
    """The property that the values of a node are of; see :func:`_names`."""
    children = node.get("children", [])
    match node["type"]:
        case "field":
            return str(node["value"])
        case "identity" | "current" | "index" | "slice":
            return None
        case "subexpression" | "index_expression" | "pipe":
            of_last = _property(children[-1])
            return _property(children[0]) if of_last is None else of_last
        case "projection" | "filter_projection" | "value_projection":
            of_each = _property(children[1])
            return _property(children[0]) if of_each is None else of_each
        case "flatten":
            return _property(children[0])
        case "function_expression" if node["value"] in _SAME_ITEMS:
            return _property(children[0])
    return ""
