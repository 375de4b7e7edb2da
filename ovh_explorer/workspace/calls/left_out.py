"""What a response leaves out until it is asked for: the value of a secret, without includeData."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.text import plain_line

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation, Parameter

__all__ = ["LeftOutPart", "adds_more", "parts_left_out"]

# includeData, withBackups: what they add is in their names.
_ADDS_PART = re.compile(r"(?:include|with)(?=[A-Z])")
_ADDS_ALL = frozenset({"detail", "details", "expand"})
# publicCA: Add KMS public CA (Certificate Authority) in the output.
_SAYS_SO = re.compile(r"adds? .* (?:in|to) (?:the )?(?:output|response)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeftOutPart:
    """A part that isn't in a response.

    Attributes:
        parameter: the parameter of the query that adds it: ``includeData``.
        name: what it is, by that: ``data``.
        about: what the schema says of it.
    """

    parameter: str
    name: str
    about: str


def adds_more(parameter: "Parameter") -> bool:
    """Whether a parameter of a GET, where it is true, adds to what is returned; one that narrows a
    list, or chooses what is in it, doesn't.
    """
    if parameter.type != "boolean" or parameter.required:
        return False
    is_named_so = _ADDS_PART.match(parameter.name) or parameter.name in _ADDS_ALL
    return bool(is_named_so or _SAYS_SO.match(parameter.description))


def parts_left_out(operation: "Operation | None", call: "Call") -> list[LeftOutPart]:
    """What a GET could have returned as well, and wasn't asked for either way."""
    if operation is None or call.method != "GET":
        return []
    said = {name for name, _value in call.query}
    return [
        LeftOutPart(parameter.name, _part_name(parameter.name), plain_line(parameter.description))
        for parameter in operation.placed("query")
        if parameter.name not in said and adds_more(parameter)
    ]


def _part_name(parameter: str) -> str:
    name = _ADDS_PART.sub("", parameter)
    is_word = name[1:2].islower()
    return name[:1].lower() + name[1:] if is_word else name
