"""Texts and comments of Python."""

import re

from ovh_explorer.snippets.language import Task, one_line
from ovh_explorer.snippets.layout import Group

__all__ = ["comment", "literal", "state_of", "states_of"]

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


def literal(text: str) -> str:
    """A string literal of Python: readable characters as they are, all others as escapes."""
    quote = "'" if '"' in text and "'" not in text else '"'
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def _escaped(char: str, quote: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char == quote:
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def comment(text: str) -> str:
    """A line of a comment."""
    # `coding:` in a comment on top would tell Python how to decode the file.
    return f"# {re.sub(r'coding(?=[:=])', 'coding ', one_line(text))}\n"


def states_of(task: Task) -> Group:
    """The list of the states in which a task is over."""
    return Group("[", tuple(("", literal(state)) for state in task.over), "]")


def state_of(task: Task) -> str:
    """The state of the task that a `result` is."""
    return f"result[{literal(task.state)}]"
