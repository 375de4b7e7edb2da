"""The end of waiting, a JMESPath expression, as comparisons that every language has."""

from typing import Any

from ovh_explorer.snippets.program import Condition, Conditions

__all__ = ["condition_of"]

_SIGNS = {"eq": False, "ne": True}


def condition_of(expression: str) -> Condition | Conditions | None:
    """Comparisons of parts of a response with texts, whole numbers and booleans; None for an
    expression that is more than that, or can't be read.
    """
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        parsed: Any = jmespath.compile(expression).parsed
        return _read(parsed)
    except (JMESPathError, RecursionError, _TooMuchError):
        return None


class _TooMuchError(ValueError):
    """A part of an expression that isn't a comparison."""


def _read(node: dict[str, Any]) -> Condition | Conditions:
    children = node["children"]
    match node["type"]:
        case "or_expression" | "and_expression":
            several = tuple(_read(child) for child in children)
            return Conditions(several, node["type"] == "and_expression")
        case "comparator" if node["value"] in _SIGNS:
            place, value = children
            if place["type"] == "literal":
                place, value = value, place
            return Condition(_path(place), (_literal(value),), _SIGNS[node["value"]])
        case "function_expression" if node["value"] == "contains":
            values = children[0]
            if values["type"] == "literal" and isinstance(values["value"], list):
                listed = tuple(_scalar(value) for value in values["value"])
            elif values["type"] == "multi_select_list":
                listed = tuple(_literal(child) for child in values["children"])
            else:
                raise _TooMuchError
            return Condition(_path(children[1]), listed)
        case _:
            raise _TooMuchError


def _literal(node: dict[str, Any]) -> Any:
    if node["type"] != "literal":
        raise _TooMuchError
    return _scalar(node["value"])


def _scalar(value: Any) -> Any:
    if not isinstance(value, str | int):
        raise _TooMuchError
    return value


def _path(node: dict[str, Any]) -> tuple[str | int, ...]:
    match node["type"]:
        case "field":
            return (node["value"],)
        case "identity" | "current":
            return ()
        case "index" if node["value"] >= 0:
            return (node["value"],)
        case "subexpression" | "index_expression":
            return tuple(step for child in node["children"] for step in _path(child))
        case _:
            raise _TooMuchError
