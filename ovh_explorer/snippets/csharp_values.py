"""Values of C#: JSON values, and texts of any characters."""

# No words for people: code and its comments are the same in each language.

import json
import re
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.language import has_half_character, one_line
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.text_literal import by_number, quoted

__all__ = ["comment", "literal", "query_statement", "text_with_query", "value_of"]

# \x takes as many digits as follow: always \u or \U.
_ESCAPE = by_number((0x10000, "\\u{:04x}"), (0x110000, "\\U{:08x}"))
# What stands in a query as it is.
_PLAIN_QUERY_NAME = re.compile(r"[A-Za-z0-9_.~-]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS = re.compile(
    "abstract|as|base|bool|break|byte|case|catch|char|checked|class|const|continue|decimal|default|delegate|do|double"
    "|else|enum|event|explicit|extern|false|finally|fixed|float|for|foreach|goto|if|implicit|in|int|interface|internal"
    "|is|lock|long|namespace|new|null|object|operator|out|override|params|private|protected|public|readonly|ref|return"
    "|sbyte|sealed|short|sizeof|stackalloc|static|string|struct|switch|this|throw|true|try|typeof|uint|ulong|unchecked"
    "|unsafe|ushort|using|virtual|void|volatile|while"
    # No keyword but in a method that is async; and what compilers keep for themselves.
    "|await|__arglist|__makeref|__reftype|__refvalue"
)
# Names in compiled code have 1,023 characters at most, with what a compiler adds to them.
_MAX_NAME = 250
# Members that every object has: an anonymous type can't have fields of these names.
_RESERVED_NAMES = frozenset(
    ("Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize")
)


def value_of(value: Any) -> Node:
    """A JSON value as it is written in C#."""
    match value:
        case None:
            return "(object)null"
        case bool():
            return "true" if value else "false"
        case str():
            return literal(value)
        case dict():
            return _object(value)
        case list():
            return Group(
                "new object[] {", tuple(("", value_of(inner)) for inner in value), "}", " "
            )
        case float():
            return f"{json.dumps(value)}d"
        case _:
            return str(value)


def _object(value: dict[str, Any]) -> Group:
    """An anonymous object where every key can be a name, else a dictionary."""
    if all(_is_name(name) for name in value):
        items = tuple((f"{_name(name)} = ", value_of(inner)) for name, inner in value.items())
        return Group("new {", items, "}", " ")
    items = tuple((f"[{literal(name)}] = ", value_of(inner)) for name, inner in value.items())
    return Group("new System.Collections.Generic.Dictionary<string, object> {", items, "}", " ")


def _is_name(text: str) -> bool:
    return (
        len(text) <= _MAX_NAME and _NAME.fullmatch(text) is not None and text not in _RESERVED_NAMES
    )


def _name(name: str) -> str:
    return f"@{name}" if _KEYWORDS.fullmatch(name) else name


def literal(text: str) -> str:
    """A regular string literal of C#: readable characters as they are, all others as escapes."""
    return quoted(text, '"', _ESCAPE)


def comment(text: str) -> str:
    """A line of a comment."""
    return f"// {one_line(text)}\n"


def text_with_query(path: str, call: Call) -> str:
    """A path, or the URL up to it, with the query of a call."""
    if _escapes(call):
        return f"{literal(f'{path}?')} + query"
    return literal(f"{path}?{call.query_string}" if call.query else path)


def query_statement(call: Call) -> list[str]:
    """The statement that makes the `query` of :func:`text_with_query` from values as they are
    typed, where there is one.
    """
    if not _escapes(call):
        return []
    pairs = [
        f"{literal(f'{name}=')} + Uri.EscapeDataString({literal(value)})"
        if _is_escaped(value)
        else literal(f"{name}={value}")
        for name, value in call.query
    ]
    if len(pairs) == 1:
        return [f"string query = {pairs[0]};\n"]
    lines = [f"    {pair},\n" for pair in pairs]
    last = lines.pop().removesuffix(",\n")
    return ['string query = string.Join("&", new[]\n', "{\n", *lines, f"{last}\n", "});\n"]


def _escapes(call: Call) -> bool:
    """Whether the very query of a call is made by .NET from values as they are typed, and doesn't
    read as well as it is.
    """
    plain = all(_PLAIN_QUERY_NAME.fullmatch(name) for name, _ in call.query)
    escaped = any(_is_escaped(value) for _, value in call.query)
    # Before .NET 5 it leaves these as they are.
    differs = any(char in "!*'()" for _, value in call.query for char in value)
    return plain and escaped and not differs and not has_half_character(dict(call.query))


def _is_escaped(value: str) -> bool:
    return _PLAIN_QUERY_NAME.fullmatch(value) is None and value != ""
