"""Texts and statements of Java, in ASCII: before 18 it reads a file as the locale has it."""

import re
import textwrap
from collections.abc import Iterable, Sequence

from ovh_explorer.snippets.language import one_line

__all__ = ["STEP", "WIDTH", "assign", "call", "comments", "literal"]

WIDTH = 100
"""Columns of a line, as google-java-format has it."""

STEP = 2

_CONTINUED = 4
_COMMENT_WIDTH = 90
_COMMON = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"'}
# A constant of a class holds no more than 65,535 bytes; a character takes at most three.
_MAX_CONSTANT = 16_000
_JOINED = "String.join(\n"


def literal(text: str) -> str:
    """An expression of a text: readable characters of ASCII as they are, all others as escapes.

    That of a very long one has several lines; what it stands in moves them to the right.
    """
    if len(text) <= _MAX_CONSTANT:
        return _constant(text)
    parts = [text[at : at + _MAX_CONSTANT] for at in range(0, len(text), _MAX_CONSTANT)]
    lines = ",\n".join(f"{' ' * _CONTINUED}{part}" for part in ('""', *map(_constant, parts)))
    return f"{_JOINED}{lines})"


def _constant(text: str) -> str:
    return f'"{"".join(_COMMON.get(char) or _ascii(char) for char in text)}"'


def _ascii(text: str) -> str:
    """A text in which what is no readable ASCII is spelled as Java reads it anywhere in a file."""
    units = text.encode("utf-16-be", "surrogatepass")
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{int.from_bytes(units[at : at + 2], 'big'):04x}" for at in range(0, len(units), 2)
    )


def comments(lines: Iterable[str]) -> list[str]:
    """The lines of a comment; a backslash in them begins no character of Java's."""
    found: list[str] = []
    for line in lines:
        words = "".join(map(_ascii, re.sub(r"\\(?=u)", r"\\ ", one_line(line))))
        inner = " " * (len(line) - len(line.lstrip()))
        # What is spelled by its number is longer than it was.
        parts = textwrap.wrap(
            words,
            _COMMENT_WIDTH,
            subsequent_indent=inner,
            break_long_words=False,
            break_on_hyphens=False,
        )
        found += [f"// {part}\n" for part in parts]
    return found


def assign(name: str, value: str, indent: int) -> str:
    """A statement that keeps a value; one that is too long has the next line."""
    line = f"{name} = {value};\n"
    if indent + len(line) - 1 <= WIDTH:
        return line
    margin = " " * (indent + _CONTINUED)
    return f"{name} =\n{margin}{_moved(value, margin)};\n"


def _moved(value: str, margin: str) -> str:
    # Other values of several lines are written for their place.
    return value.replace("\n", f"\n{margin}") if value.startswith(_JOINED) else value


def call(name: str, values: Sequence[str], indent: int) -> str:
    """A statement that calls a method."""
    line = f"{name}({', '.join(values)});\n"
    if indent + len(line) - 1 <= WIDTH:
        return line
    margin = " " * (indent + _CONTINUED)
    values = [_moved(value, margin) for value in values]
    line = f"{margin}{', '.join(values)});"
    if len(line) > WIDTH:
        line = margin + f",\n{margin}".join(values) + ");"
    return f"{name}(\n{line}\n"
