"""Type expressions of the schemas: ``string[]``, ``map[string][]iam.resource.TagFilter``,
``complexType.Range<long>``.

The grammar, as all 84 documents of the catalog use it:

- ``X`` a core type or the key of a model, ``X[]`` a list of it;
- ``map[K]V``, where V may have its list mark in front (``map[string][]M``), only there;
- ``Name<A>`` a generic model with one argument, ``T`` the argument inside its definition;
- ``Alias:base`` a name for humans in front of what is meant (``coreTypes.AccountId:string``).
"""

from dataclasses import dataclass
from functools import lru_cache

__all__ = ["CORE_TYPES", "Array", "Generic", "Map", "Name", "Type", "parse_type", "substitute"]

CORE_TYPES = frozenset(
    {
        "any", "boolean", "date", "datetime", "double", "duration", "internationalPhoneNumber", "ip", "ipBlock",
        "ipv4", "ipv4Block", "ipv6", "ipv6Block", "long", "macAddress", "password", "phoneNumber", "string", "text",
        "time", "uuid", "void",
    }
)  # fmt: skip


# The longest of the real catalog has 75 characters; past this an expression is taken whole, so that
# a hostile one can't nest deeper than the interpreter's stack.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Name:
    """A core type, a model's key, or a generic's parameter ``T``."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Array:
    """A list of `item`."""

    item: "Type"

    def __str__(self) -> str:
        return f"{self.item}[]"


@dataclass(frozen=True, slots=True)
class Map:
    """An object whose keys are `key` (string or an enumeration) and whose values are `value`."""

    key: "Type"
    value: "Type"

    def __str__(self) -> str:
        if isinstance(self.value, Array):
            return f"map[{self.key}][]{self.value.item}"
        return f"map[{self.key}]{self.value}"


@dataclass(frozen=True, slots=True)
class Generic:
    """A generic model with its argument."""

    name: str
    argument: "Type"

    def __str__(self) -> str:
        return f"{self.name}<{self.argument}>"


Type = Name | Array | Map | Generic


@lru_cache(maxsize=4096)
def parse_type(expression: str) -> Type:
    """The type that `expression` spells.

    A text that doesn't follow the grammar is taken as the name of a type nobody defines, which the
    rest of the program treats as free JSON: a schema must not be able to break the explorer.
    """
    text = expression.strip()
    if len(text) > _LONGEST:
        return Name(text)
    if text.startswith("map["):
        closing = _closing(text, 3, "[", "]")
        if closing < 0:
            return Name(text)
        key, rest = text[4:closing], text[closing + 1 :]
        if rest.startswith("[]"):
            return Map(parse_type(key), Array(parse_type(rest[2:])))
        return Map(parse_type(key), parse_type(rest)) if rest else Name(text)
    if text.endswith("[]"):
        # `Alias[]:base[]` carries a list mark on both sides of the colon.
        return Array(parse_type(_unaliased(text)[:-2]))
    if text.endswith(">"):
        opening = text.find("<")
        if opening > 0 and _closing(text, opening, "<", ">") == len(text) - 1:
            return Generic(_unaliased(text[:opening]), parse_type(text[opening + 1 : -1]))
        return Name(text)
    return Name(_unaliased(text))


def substitute(kind: Type, argument: Type) -> Type:
    """`kind` with the generic parameter ``T`` replaced by `argument`."""
    match kind:
        case Name("T"):
            return argument
        case Array(item):
            return Array(substitute(item, argument))
        case Map(key, value):
            return Map(substitute(key, argument), substitute(value, argument))
        case Generic(name, inner):
            return Generic(name, substitute(inner, argument))
    return kind


def _unaliased(text: str) -> str:
    return text.rpartition(":")[2] if "<" not in text else text


def _closing(text: str, opening: int, open_mark: str, close_mark: str) -> int:
    depth = 0
    for index in range(opening, len(text)):
        if text[index] == open_mark:
            depth += 1
        elif text[index] == close_mark:
            depth -= 1
            if depth == 0:
                return index
    return -1
