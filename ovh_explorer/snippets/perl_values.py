"""Values of Perl: JSON values, and texts of any characters."""

# No words for people: code and its comments are the same in each language.

import json
import re
from collections.abc import Sequence
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.language import SnippetContext, Task, one_line, waits
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.text_literal import quoted

__all__ = [
    "SEVERAL",
    "comment",
    "ends",
    "key_of",
    "literal",
    "over",
    "task_part",
    "value_of",
    "while_it_goes_on",
]

SEVERAL = "$list"
"""What a list of tasks is called."""

_TASK_PART = """# A part of a task, which has to be there: a text or a number.
sub task_part {
    my ( $task, $name ) = @_;
    my $part = ref $task eq 'HASH' ? $task->{$name} : undef;
    if ( !defined $part || ref $part ) {
        die "The answer is no task: its $name is missing.\\n";
    }
    return $part;
}

"""
# Perl takes no name of more than 251 characters, and no literal is too long for it.
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{,249}")


def value_of(value: Any) -> Node:
    """A JSON value as it is written in Perl."""
    match value:
        case None:
            return "undef"
        case bool():
            return "JSON::true" if value else "JSON::false"
        case str():
            return literal(value)
        case dict():
            return Group(
                "{",
                tuple((f"{key_of(name)} => ", value_of(inner)) for name, inner in value.items()),
                "}",
            )
        case list():
            return Group("[", tuple(("", value_of(inner)) for inner in value), "]")
        case _:
            return json.dumps(value)


def key_of(name: str) -> str:
    """A name as the key of a hash."""
    return name if _PLAIN_KEY.fullmatch(name) else literal(name)


def literal(text: str) -> str:
    """A string literal of Perl whose value is the bytes of `text` in UTF-8.

    Without ``use utf8``, which is what OvhApi wants: it sends characters as bytes. In single quotes
    where all is readable, else in double ones with escapes.
    """
    if text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return quoted(text, '"', _bytes, special="$@")


def _bytes(char: str) -> str:
    return "".join(f"\\x{{{byte:02x}}}" for byte in char.encode("utf-8", "surrogatepass"))


def task_part(calls: Sequence[Call], context: SnippetContext) -> str:
    """What gives the state and the id of a task, where the code of some calls waits for one."""
    return _TASK_PART if waits(calls, context) else ""


def comment(text: str) -> str:
    """A line of a comment."""
    return f"# {one_line(text)}\n"


def over(task: Task) -> list[tuple[str, str]]:
    """The assignment that keeps the states in which a task is over."""
    words = f"qw({' '.join(task.over)})"
    if not all(map(_PLAIN_KEY.fullmatch, task.over)):
        words = f"( {', '.join(map(literal, task.over))} )"
    return [("my %over", f"map {{ $_ => 1 }} {words}")]


def while_it_goes_on(task: Task, again: list[str]) -> list[str]:
    """The loop that asks `again` until a `$task` is over; of several `@{$tasks}`, until each is."""
    lines = [
        f"while ( !$over{{ task_part( $task, '{task.state}' ) }} ) {{\n",
        "    sleep 5;\n",
        *(line if line == "\n" else f"    {line}" for line in again),
        "}\n",
    ]
    if not task.several:
        return lines
    inner = (line if line == "\n" else f"    {line}" for line in lines)
    return [f"foreach my $task ( @{{{SEVERAL}}} ) {{\n", *inner, "}\n"]


def ends(task: Task) -> str:
    """The statement that ends a script whose task didn't go well."""
    done = literal(task.done)
    if task.several:
        return f"exit 1 if grep {{ $_->{{{task.state}}} ne {done} }} @{{{SEVERAL}}};\n"
    return f"exit 1 if $task->{{{task.state}}} ne {done};\n"
