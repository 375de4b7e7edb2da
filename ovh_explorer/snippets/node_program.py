"""What stands around the statements of Node.js: comments, imports, keys, the function that runs
them, and the query that they build.
"""

# No words for people: code and its comments are the same in each language.

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from ovh_explorer.call import Call
from ovh_explorer.snippets.configured import NODE, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    SnippetContext,
    Task,
    one_line,
    waits,
)
from ovh_explorer.snippets.layout import Group, spelled
from ovh_explorer.snippets.node_layout import lay_out
from ovh_explorer.snippets.node_values import key_of, literal

__all__ = [
    "STEP",
    "address",
    "block",
    "comment",
    "credential",
    "depth_of",
    "ends",
    "imports",
    "keys_comment",
    "main",
    "name_of",
    "part_of",
    "query_statement",
    "reader",
    "task_part",
    "while_it_goes_on",
]

STEP = 2
"""Columns of a block."""

# A path or URL that means nothing else in a template.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9/_.~%:@,+-]*")

# What fetch throws says in its cause why it failed.
_CATCH = """  const { message, cause } = error;
  const said = cause ? `${message}: ${cause.message || cause.code}` : message;
  console.error(said.replace(/\\p{Cc}+/gu, ' '));
  process.exitCode = 1;
"""
# What the wrapper throws is an object: the status, the number of a system error or what else went
# wrong, and the message of the API. It keeps no headers.
_CATCH_WITH_ID = """  const { error: code, message, cause } = error;
  const name = code < 0 ? getSystemErrorName(code) : code;
  const id = code > 0 ? `(query id: ${queryId})` : '';
  const said = [name, message, cause?.message, id].filter(Boolean).join(' ');
  console.error(said.replace(/\\p{Cc}+/gu, ' '));
  process.exitCode = 1;
"""
# JavaScript has rounded a longer number: it would ask for another task.
_TASK_PART = """// A part of a task, which has to be there: a text, or a number that isn't rounded.
function taskPart(task, name) {
  const part = task?.[name];
  if (typeof part !== 'string' && !Number.isSafeInteger(part)) {
    const reason = `its ${name} is missing, or too long for JavaScript`;
    throw new Error(`The answer is no task: ${reason}.`);
  }
  return task[name];
}

"""
_PART_WITH_TYPES = """function taskPart<T, Name extends keyof T & string>(
  task: T,
  name: Name,
): T[Name] {
"""
_KEEP_ID = """let queryId = '';
subscribe('http.client.response.finish', ({ response }) => {
  queryId = response.headers['x-ovh-queryid'];
});

"""


def comment(text: str) -> str:
    """A line of a comment."""
    return f"// {one_line(text)}\n"


def imports(
    context: SnippetContext, *, by_wrapper: bool = False, signed: bool = False, reads: bool = False
) -> str:
    """The lines that import what the code uses, and a blank one.

    Args:
        by_wrapper: whether it uses the wrapper.
        signed: whether it signs.
        reads: whether it needs keys, which may be configured.
    """
    used = [("{ createHash }", "node:crypto")] if signed else []
    used += [("{ subscribe }", "node:diagnostics_channel")] if by_wrapper else []
    if reads and context.configured:
        used += [("{ existsSync, readFileSync }", "node:fs"), ("{ homedir }", "node:os")]
    used += [("{ getSystemErrorName }", "node:util")] if by_wrapper else []
    if context.modules:
        used += [("createClient", "@ovhcloud/node-ovh")] if by_wrapper else []
        lines = [f"import {names} from '{module}';\n" for names, module in used]
    else:
        lines = [f"const {names} = require('{module}');\n" for names, module in used]
    return "".join([*lines, "\n" if lines else ""])


def block(statements: list[str], indent: int) -> str:
    """Statements of a block; lines but the first of each are already indented."""
    return "".join(" " * indent * (line != "\n") + line for line in statements)


def main(statements: list[str], context: SnippetContext, *, by_wrapper: bool = False) -> list[str]:
    """What runs the statements; an error has the status and the message of the API.

    Args:
        by_wrapper: whether some of them use the wrapper, whose errors don't have the query id.
    """
    before, caught = (_KEEP_ID, _CATCH_WITH_ID) if by_wrapper else ("", _CATCH)
    body = block(statements, STEP)
    if context.modules:
        return [before, f"try {{\n{body}}} catch (error) {{\n{caught}}}\n"]
    return [
        before,
        f"async function main() {{\n{body}}}\n\nmain().catch((error) => {{\n{caught}}});\n",
    ]


def reader(context: SnippetContext) -> str:
    """What reads the keys, where they are configured."""
    if not context.configured:
        return ""
    return f"{key_reader(NODE, context, literal)}\n"


def task_part(calls: Sequence[Call], context: SnippetContext, *, with_types: bool = False) -> str:
    """What gives the state and the id of a task, where the code of some calls waits for one."""
    if not waits(calls, context):
        return ""
    head = "function taskPart(task, name) {\n"
    return _TASK_PART.replace(head, _PART_WITH_TYPES) if with_types else _TASK_PART


def credential(variable: str, context: SnippetContext) -> str:
    """A key, by the variable of the environment that may hold it."""
    if not context.configured:
        return f"'{PLACEHOLDER}'"
    return f"ovhKey('{variable.removeprefix('OVH_').lower()}')"


def keys_comment(context: SnippetContext) -> str:
    """The line that says where keys are made."""
    if context.configured or not context.has_application or not context.token_page:
        return ""
    return comment(f"Create your keys on {context.token_page}")


def address(path: str, call: Call) -> str:
    """A path, or the URL up to it, with the query of a call."""
    if _query(call) is not None and _PLAIN_ADDRESS.fullmatch(path):
        return f"`{path}?${{query}}`"
    return literal(f"{path}?{call.query_string}" if call.query else path)


def _query(call: Call) -> Group | None:
    """What makes the very query of a call from values as they are typed; None for none, and for one
    that reads well as it is.
    """
    values = dict(call.query)
    as_of_node = urlencode(values, safe="*").replace("~", "%7E")
    # Names that are numbers would come first.
    moves = any(name.isdigit() for name in values)
    if "%" not in call.query_string or as_of_node != call.query_string or moves:
        return None
    items = tuple((f"{key_of(name)}: ", literal(value)) for name, value in call.query)
    return Group("new URLSearchParams(", (("", Group("{", items, "}")),), ")")


def query_statement(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statement that makes the `query` of an :func:`address`, where there is one."""
    query = _query(call)
    if query is None or not _PLAIN_ADDRESS.fullmatch(call.concrete_path):
        return []
    flowing = spelled(query, context.spell)
    return [lay_out(flowing, before="const query = ", after=";\n", indent=indent)]


def while_it_goes_on(task: Task, again: list[str], indent: int) -> list[str]:
    """The loop that asks `again` until the task that a `result` is is over; of several, until each
    is.

    Args:
        again: statements whose lines but the first are already indented.
        indent: columns that are left of the loop.
    """
    over = Group("[", tuple(("", literal(state)) for state in task.over), "]")
    inner = " " * STEP
    lines = [
        f"while (!over.includes({part_of(task, task.state)})) {{\n",
        f"{inner}await new Promise((resolve) => setTimeout(resolve, 5000));\n",
        *(f"{inner}{line}" for line in again),
        "}\n",
    ]
    if task.several:
        head = "for (let number = 0; number < result.length; number += 1) {\n"
        lines = [head, *(f"{inner}{line}" for line in lines), "}\n"]
    return [lay_out(over, before="const over = ", after=";\n", indent=indent), *lines]


def name_of(task: Task) -> str:
    """What the task is called that a loop waits for."""
    return "result[number]" if task.several else "result"


def part_of(task: Task, name: str) -> str:
    """The expression that is a part of the task."""
    return f"taskPart({name_of(task)}, {literal(name)})"


def depth_of(task: Task) -> int:
    """Columns of what is inside the loop that waits, beside those that are left of it."""
    return 2 * STEP if task.several else STEP


def ends(task: Task) -> list[str]:
    """The statement that makes a script fail whose task didn't go well."""
    state = f".{task.state} !== {literal(task.done)}"
    failed = f"result.some((task) => task{state})" if task.several else f"result{state}"
    return [f"if ({failed}) {{\n", "  process.exitCode = 1;\n", "}\n"]
