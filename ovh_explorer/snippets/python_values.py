"""Texts, values and comments of Python."""

# No words for people: code and its comments are the same in each language.

import re
from typing import Any

from ovh_explorer.snippets.language import Task, one_line
from ovh_explorer.snippets.layout import Group, Node, lay_out
from ovh_explorer.snippets.text_literal import by_number, quoted

__all__ = [
    "TASK_PART",
    "comment",
    "ends",
    "inner_literal",
    "is_shallow",
    "literal",
    "value_of",
    "while_it_goes_on",
]

TASK_PART = '''def task_part(task, name):
    """A part of a task, which has to be there: a text or a number."""
    part = task.get(name) if isinstance(task, dict) else None
    if not isinstance(part, (int, str)):
        raise SystemExit(f"The answer is no task: its {name} is missing.")
    return part


'''
"""What gives the state and the id of a task that is waited for."""

_STEP = 4

# Beyond this depth Python's own parser gives up on nested brackets.
_MAX_DEPTH = 40

_ESCAPE = by_number((0x100, "\\x{:02x}"), (0x10000, "\\u{:04x}"), (0x110000, "\\U{:08x}"))


def literal(text: str) -> str:
    """A string literal of Python: readable characters as they are, all others as escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quoted(text, quote, _ESCAPE)


def inner_literal(text: str, quote: str) -> str:
    """What is between the quotes of a string literal, where these are given."""
    return quoted(text, quote, _ESCAPE)[1:-1]


def value_of(value: Any) -> Node:
    """A JSON value as Python writes it."""
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, dict):
        return Group(
            "{", tuple((f"{literal(key)}: ", value_of(inner)) for key, inner in value.items()), "}"
        )
    if isinstance(value, list):
        return Group("[", tuple(("", value_of(inner)) for inner in value), "]")
    # 1e22, as formatters have it, where repr says 1e+22.
    return repr(value).replace("e+", "e")


def is_shallow(value: Any) -> bool:
    """Whether Python can parse a JSON value that is written with its brackets."""
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth <= _MAX_DEPTH


def comment(text: str) -> str:
    """A line of a comment."""
    # `coding:` in a comment on top would tell Python how to decode the file.
    return f"# {re.sub(r'coding(?=[:=])', 'coding ', one_line(text))}\n"


def while_it_goes_on(task: Task, again: list[str], indent: int = _STEP) -> list[str]:
    """The loop that asks `again` until the task that a `result` is is over; of several, until each
    is. The lines of `again` are indented but for their first columns.
    """
    over = Group("[", tuple(("", literal(state)) for state in task.over), "]")
    name = "task" if task.several else "result"
    lines = [
        f"while task_part({name}, {literal(task.state)}) not in over:",
        *(f"    {line}" for line in again),
    ]
    if task.several:
        inner = [*lines, "result[number] = task"]
        lines = ["for number, task in enumerate(result):", *(f"    {line}" for line in inner)]
    return [lay_out(over, before="over = ", indent=indent), *lines]


def ends(task: Task) -> list[str]:
    """The statement that makes a script fail whose task didn't go well."""
    state = f"[{literal(task.state)}] != {literal(task.done)}"
    failed = f"any(task{state} for task in result)" if task.several else f"result{state}"
    return [f"if {failed}:", "    raise SystemExit(1)"]
