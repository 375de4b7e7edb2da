"""Texts and comments of Python."""

import re

from ovh_explorer.snippets.language import Task, one_line
from ovh_explorer.snippets.layout import Group
from ovh_explorer.snippets.text_literal import by_number, quoted

__all__ = ["comment", "literal", "state_of", "states_of"]

_ESCAPE = by_number((0x100, "\\x{:02x}"), (0x10000, "\\u{:04x}"), (0x110000, "\\U{:08x}"))


def literal(text: str) -> str:
    """A string literal of Python: readable characters as they are, all others as escapes."""
    quote = "'" if '"' in text and "'" not in text else '"'
    return quoted(text, quote, _ESCAPE)


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
