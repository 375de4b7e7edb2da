"""Values of JavaScript: JSON values, and texts of any characters."""

import json
import re
from typing import Any

from ovh_explorer.snippets.language import parts_of
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.text_literal import by_number, quoted

__all__ = ["has_long_integer", "key_of", "literal", "template_text", "value_of"]

_ESCAPE = by_number((0x100, "\\x{:02x}"), (0x10000, "\\u{:04x}"), (0x110000, "\\u{{{:x}}}"))
# What is written as a key without quotes; the prototype of an object isn't set by mistake.
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")

_MAX_SAFE_INTEGER = 2**53 - 1


def has_long_integer(value: Any) -> bool:
    """Whether a JSON value holds an integer that JavaScript would round."""
    return any(isinstance(part, int) and abs(part) > _MAX_SAFE_INTEGER for part in parts_of(value))


def value_of(value: Any) -> Node:
    """A JSON value as it is written in JavaScript."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return literal(value)
        case dict():
            return Group(
                "{",
                # not for people
                tuple((f"{key_of(name)}: ", value_of(inner)) for name, inner in value.items()),
                "}",
            )
        case list():
            return Group("[", tuple(("", value_of(inner)) for inner in value), "]")
        case _:
            return json.dumps(value).replace("e+", "e").replace("e-0", "e-")


def key_of(name: str) -> str:
    """A name as the key of an object."""
    if name == "__proto__":  # as a key it would set the prototype; computed it is a field
        return "['__proto__']"
    return name if _PLAIN_KEY.fullmatch(name) else literal(name)


def template_text(text: str) -> str:
    """A text as it stands in a template literal."""
    return quoted(text, "`", _ESCAPE)[1:-1].replace("${", "\\${")


def literal(text: str) -> str:
    """A string literal of JavaScript: readable characters as they are, all others as escapes."""
    quote = '"' if text.count("'") > text.count('"') else "'"
    return quoted(text, quote, _ESCAPE)
