"""The loop of C# that waits for tasks, with whatever reads JSON."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import dataclass

from ovh_explorer.snippets.csharp_values import literal
from ovh_explorer.snippets.language import Task

__all__ = ["TaskReader", "part_of", "while_it_goes_on"]


@dataclass(frozen=True, slots=True)
class TaskReader:
    """How C# reads tasks from the text of a `result`.

    Attributes:
        one: the type of a task.
        parse: the expression that reads one.
        many: the type of a list of them.
        parse_many: the expression that reads such a list.
        state: the expression of the state of a ``{name}``; ``{state}`` is the property's name.
        part: the method that gives a part of a task, which has to be there.
        each: the type of the list's items.
        printed: the expression that is printed of the list `tasks`.
    """

    one: str
    parse: str
    many: str
    parse_many: str
    state: str
    part: str
    each: str
    printed: str


def while_it_goes_on(task: Task, again: Sequence[str], reads: TaskReader) -> list[str]:
    """The loop that asks `again` for a `result` until the task that it is is over, and prints it;
    of several, until each is. Where one didn't go well, the program fails.
    """
    name = "tasks[number]" if task.several else "task"
    over = ", ".join(literal(state) for state in task.over)
    lines = [
        f"while (Array.IndexOf(over, {part_of(task, task.state)}) < 0)\n",
        "{\n",
        "    await Task.Delay(TimeSpan.FromSeconds(5));\n",
        *(_indented(line) for line in again),
        f"    {name} = {reads.parse};\n",
        "}\n",
    ]
    first, printed = f"{reads.one} task = {reads.parse};\n", "result"
    failed = [
        f"if ({reads.state.format(name='task', state=task.state)} != {literal(task.done)})\n",
        "{\n    Environment.ExitCode = 1;\n}\n",
    ]
    if task.several:
        first, printed = f"{reads.many} tasks = {reads.parse_many};\n", reads.printed
        head = "for (int number = 0; number < tasks.Count; number++)\n"
        lines = [head, "{\n", *(_indented(line) for line in lines), "}\n"]
        head = f"foreach ({reads.each} task in tasks)\n"
        failed = [head, "{\n", *(_indented(line) for line in failed), "}\n"]
    over_line = f"string[] over = {{ {over} }};\n"
    return [first, over_line, *lines, f"Console.WriteLine({printed});\n", *failed]


def part_of(task: Task, name: str) -> str:
    """The expression that is a part of the task that a loop waits for."""
    return f"TaskPart({'tasks[number]' if task.several else 'task'}, {literal(name)})"


def _indented(lines: str) -> str:
    return "".join(f"    {line}" for line in lines.splitlines(keepends=True))
