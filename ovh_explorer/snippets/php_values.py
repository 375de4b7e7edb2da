"""Texts and comments of PHP."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence

from ovh_explorer.call import Call
from ovh_explorer.snippets.language import SnippetContext, Task, one_line, waits
from ovh_explorer.snippets.text_literal import by_number, quoted

__all__ = ["comment", "ends", "literal", "stop", "task_part", "while_it_goes_on"]

# PHP has made a float of a longer number: it would ask for another task.
_TASK_PART = """// A part of a task, which has to be there: a text, or a number that isn't rounded.
function task_part($task, string $name)
{
    $part = is_array($task) ? $task[$name] ?? null : null;
    if (!is_string($part) && !is_int($part)) {
        $reason = "its $name is missing, or too long for PHP";
        fwrite(STDERR, "The answer is no task: $reason." . PHP_EOL);
        exit(1);
    }
    return $part;
}

"""

_ESCAPE = by_number((0x110000, "\\u{{{:X}}}"))


def literal(text: str) -> str:
    """A string literal of PHP: single quotes where all is readable, else double quotes with
    escapes.
    """
    if text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return quoted(text, '"', _ESCAPE, special="$")


def stop(context: SnippetContext) -> str:
    """What ends a script before it sends anything; empty where it isn't to."""
    if not context.stop:
        return ""
    return f"\nfwrite(STDERR, {literal(context.stop)} . PHP_EOL);\nexit(1);\n"


def task_part(calls: Sequence[Call], context: SnippetContext) -> str:
    """What gives the state and the id of a task, where the code of some calls waits for one."""
    return _TASK_PART if waits(calls, context) else ""


def comment(text: str) -> str:
    """A line of a comment."""
    # Even in a comment, ?> would end the code.
    return f"// {one_line(text).replace('?>', '? >')}\n"


def while_it_goes_on(task: Task, again: list[str]) -> list[str]:
    """The loop that asks `again` until the task that a `$result` is is over; of several, until each
    is.
    """
    over = ", ".join(literal(state) for state in task.over)
    name = "$task" if task.several else "$result"
    lines = [
        f"while (!in_array(task_part({name}, '{task.state}'), $over)) {{",
        *(f"    {line}" for line in ["sleep(5);", *again]),
        "}",
    ]
    if task.several:
        inner = [*lines, "$result[$number] = $task;"]
        lines = [
            "foreach ($result as $number => $task) {",
            *(f"    {line}" for line in inner),
            "}",
        ]
    return [f"$over = [{over}];", *lines]


def ends(task: Task) -> list[str]:
    """The statement that ends a script whose task didn't go well."""
    failed = f"$result['{task.state}'] !== {literal(task.done)}"
    if task.several:
        failed = f"array_diff(array_column($result, '{task.state}'), [{literal(task.done)}])"
    return [f"if ({failed}) {{", "    exit(1);", "}"]
