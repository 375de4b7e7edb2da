"""How large the result of a JMESPath expression can become: one that doubles its input again and
again takes all the memory of the machine.
"""

from typing import Any

__all__ = ["copies_of", "repeats_join"]

# A character as an escape, and each backslash of the next time with another one.
_COPIES_OF_TEXT = 6
# What gives one of its parts, or a value of its own.
_CHOICES = frozenset({"or_expression", "and_expression"})
_VERDICTS = frozenset({"comparator", "not_expression", "literal"})
_LISTS = frozenset({"multi_select_list", "multi_select_dict"})


def copies_of(node: Any, limit: int) -> int:
    """How often, at most, the result of a parsed expression has its input; more than `limit` where
    that is surely too often.
    """
    kind = node["type"]
    children = [child for child in node["children"] if isinstance(child, dict)]
    if kind in _VERDICTS:
        # Their parts are made all the same.
        return max([1, *(copies for copies in _each(children, limit) if copies > limit)])
    each = _each(children, limit)
    if kind in _LISTS:
        return sum(each)
    if kind in _CHOICES:
        return max(each)
    if kind == "function_expression":
        return _copies_of_call(node["value"], each)
    copies = 1
    for number in each:
        copies *= max(1, number)
        if copies > limit:
            return copies
    return copies


def _each(children: list[Any], limit: int) -> list[int]:
    return [copies_of(child, limit) for child in children]


def _copies_of_call(name: str, each: list[int]) -> int:
    if name == "map":
        first, *others = each
        return max(1, first) * max(1, sum(others))
    copies = max(1, sum(each))
    return copies * _COPIES_OF_TEXT if name == "to_string" else copies


def repeats_join(node: Any) -> bool:
    """Whether a text of the input comes between the parts that ``join`` joins: it is there as often
    as there are parts, whose number nobody knows.
    """
    children = [child for child in node["children"] if isinstance(child, dict)]
    if node["type"] == "function_expression" and node["value"] == "join":
        first = children[0] if children else {"type": "literal"}
        if first["type"] != "literal":
            return True
    return any(repeats_join(child) for child in children)
