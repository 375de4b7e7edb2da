"""TypeScript, with what Node.js has of its own, and types for what a call sends and gets."""

# No words for people: code and its comments are the same in each language.

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets import node_program as program
from ovh_explorer.snippets.by_hand import body_text, credentials_of_all, signs
from ovh_explorer.snippets.code_types import (
    CallTypes,
    Core,
    ListOf,
    Record,
    Reference,
    fits,
)
from ovh_explorer.snippets.language import (
    Language,
    SnippetContext,
    Task,
    about,
    has_odd_number,
    introduction,
    parts_of,
    without_words,
    wrapped,
)
from ovh_explorer.snippets.layout import Group, Node, columns
from ovh_explorer.snippets.node_by_hand import (
    Dialect,
    key_lines,
    local_lines,
    loop,
    only_fetch,
    response_lines,
    token_lines,
)
from ovh_explorer.snippets.node_layout import WIDTH, lay_out
from ovh_explorer.snippets.node_values import has_long_integer, literal, value_of
from ovh_explorer.snippets.typescript_types import TypeNames

__all__ = ["INSTALL", "LANGUAGE"]

INSTALL = "npm install --save-dev typescript @types/node"
# Columns of a comment in a block.
_NARROW = WIDTH - 2 * program.STEP - 3
_DIALECT = Dialect(
    token=(
        "const grant = (await granted.json()) as { access_token: string };\n",
        "const token = grant.access_token;\n",
    ),
    cursor="response.headers.get('X-Pagination-Cursor-Next') ?? ''",
)
# What JavaScript moves to the front of an object, or takes for its prototype.
_MOVED_KEY = re.compile(r"\d+|__proto__")
# A comment on what the code goes on with.
_PRINT = (
    "// What isn't JSON is no answer of the API. Go on with the result; the text has\n",
    "// long numbers as they came.\n",
)
_ODD_BODY = "The body is not of the type that the schema says: it is sent as it is."
_NO_MODULE = "\nexport {};\n"


def _write(call: Call, context: SnippetContext) -> str:
    types = context.types(call)
    names = TypeNames([types])
    if context.call_only and context.pages:
        steps = [*local_lines(call, context, 0), *_pages(call, context, names, 0)]
        return "".join(steps).rstrip("\n")
    if context.call_only:
        return only_fetch(call, context)
    lines = [program.comment(line) for line in introduction(call, context, INSTALL)]
    reads = bool(credentials_of_all([call], context))
    imports = _imports(context, signed=signs(call, context), reads=reads)
    steps = [*key_lines([call], context), *_locals(call, context, names, program.STEP), "\n"]
    if context.pages:
        steps += _pages(call, context, names, program.STEP)
        steps.append("console.log(JSON.stringify(result, null, 2));\n")
    else:
        steps += _exchange(call, context, names, program.STEP)
    part = program.task_part([call], context, with_types=True)
    head = [*lines, imports or "\n", *names.declarations]
    return _file(head, part, steps, context, reads=reads)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    words = introduction(calls[0], without_words(context), INSTALL)
    lines = [program.comment(line) for line in words]
    signed = any(signs(call, context) for call in calls)
    reads = bool(credentials_of_all(calls, context))
    names = TypeNames(context.types(call) for call in calls)
    imports = _imports(context, signed=signed, reads=reads)
    statements: list[str] = []
    if context.stop:
        statements += [f"throw new Error({literal(context.stop)});\n", "\n"]
    statements += key_lines(calls, context)
    for number, call in enumerate(calls):
        above = about(call, context, _NARROW)
        statements += ["\n"] * bool(number) + [program.comment(line) for line in above]
        inner = 2 * program.STEP
        steps = [*_locals(call, context, names, inner), *_exchange(call, context, names, inner)]
        statements.append(f"{{\n{program.block(steps, inner)}  }}\n")
    part = program.task_part(calls, context, with_types=True)
    head = [*lines, imports or "\n", *names.declarations]
    return _file(head, part, statements, context, reads=reads)


def _imports(context: SnippetContext, *, signed: bool, reads: bool) -> str:
    return program.imports(replace(context, modules=True), signed=signed, reads=reads)


def _file(
    head: list[str], part: str, steps: list[str], context: SnippetContext, *, reads: bool
) -> str:
    read = program.reader(context) if reads else ""
    read = read.replace("function ovhKey(name) {", "function ovhKey(name: string): string {")
    body = program.main(steps, replace(context, modules=False))
    code = "".join([*head, read, part, *body])
    # Without an import or an export its names would be those of every file.
    return code if "\nimport " in f"\n{code}" else code + _NO_MODULE


def _locals(call: Call, context: SnippetContext, names: TypeNames, indent: int) -> list[str]:
    """The statements that keep the URL and the body; a body that is written as JSON by JavaScript
    too is a value of its type.
    """
    lines = local_lines(replace(call, body=None), context, indent)
    if call.body is None:
        return lines
    value = call.json
    if not _is_written_alike(value, call.body):
        body = literal(body_text(call))
        return [*lines, lay_out(body, before="const body = ", after=";\n", indent=indent)]
    types = context.types(call)
    kind = ": unknown"
    if types.body is not None and fits(value, types.body, types.declared):
        kind = f": {names.written(types.body, types.declared)}"
    elif types.body is not None:
        lines += [program.comment(line) for line in wrapped(_ODD_BODY, _NARROW)]
    lines.append(_declare(f"const content{kind}", value_of(value), indent))
    if call.body.isascii() and b"\\u" not in call.body:
        return [*lines, "const body = JSON.stringify(content);\n"]
    return [
        *lines,
        "// As ASCII, the way this program signs and sends it.\n",
        "const body = JSON.stringify(content).replace(\n",
        "  /[^ -~]/g,\n",
        "  (char) => `\\\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,\n",
        ");\n",
    ]


def _declare(head: str, value: Node, indent: int) -> str:
    """A declaration; a value that can't begin on its line, since the type is so long, has the
    next.
    """
    one_line = lay_out(value, before=f"{head} = ", after=";\n", indent=indent)
    begins = one_line.partition("\n")[0]
    if indent + columns(begins) <= WIDTH or isinstance(value, str):
        return one_line
    inner, end = indent + program.STEP, ";\n"
    return f"{head} =\n{' ' * inner}{lay_out(value, after=end, indent=inner)}"


def _is_written_alike(value: Any, body: bytes) -> bool:
    """Whether JavaScript writes a value as JSON in the very bytes of the body."""
    if has_odd_number(value) or has_long_integer(value):
        return False
    for part in parts_of(value):
        if isinstance(part, dict) and any(_MOVED_KEY.fullmatch(name) for name in part):
            return False
    return json.dumps(value, separators=(",", ":")).encode() == body


def _pages(call: Call, context: SnippetContext, names: TypeNames, indent: int) -> list[str]:
    types = context.types(call)
    kind = names.written(types.response, types.declared)
    listed = kind if isinstance(types.response, ListOf) else "unknown[]"
    empty = f"const result: {listed} = [];\n"
    if indent + columns(empty.rstrip()) > WIDTH:
        empty = f"const result: {listed} =\n{' ' * (indent + program.STEP)}[];\n"
    dialect = replace(_DIALECT, result=empty)
    return loop(call, context, indent, dialect)


def _exchange(call: Call, context: SnippetContext, names: TypeNames, indent: int) -> list[str]:
    """The statements that send a request and print what came back."""
    types = context.types(call)
    sending = [
        *token_lines(call, context, indent, _DIALECT),
        *response_lines(call, context, indent),
    ]
    task = context.task(call)
    if task is not None:
        return [*sending, *_wait(context, task, types, names, indent)]
    kind = names.written(types.response, types.declared)
    value = Group("JSON.parse(", (("", "text || 'null'"),), ")")
    result = _declare(f"const result: {kind}", value, indent)
    return [*sending, *_PRINT, result, "console.log(text);\n"]


def _wait(
    context: SnippetContext,
    task: Task,
    types: CallTypes,
    names: TypeNames,
    indent: int,
) -> list[str]:
    name = program.name_of(task)
    inner = indent + program.depth_of(task)
    again = [*response_lines(task.parent, context, inner), f"{name} = JSON.parse(text);\n"]
    if not task.repeats:
        place = f"`{context.url(task.parent)}/${{{program.part_of(task, task.id)}}}`"
        again.insert(0, lay_out(place, before="const url = ", after=";\n", indent=inner))
    kind = f": {names.written(types.response, types.declared)}" if _has(task, types) else ""
    if task.several and not kind:
        kind = ": any[]"
    failed = program.ends(task)
    return [
        f"{'const' if task.several else 'let'} result{kind} = JSON.parse(text);\n",
        *program.while_it_goes_on(task, again, indent),
        "console.log(JSON.stringify(result, null, 2));\n",
        *failed,
    ]


def _has(task: Task, types: CallTypes) -> bool:
    """Whether the type of a response has what the loop reads of a task."""
    kind = types.response
    if task.several:
        kind = kind.item if isinstance(kind, ListOf) else Core("unknown")
    meant = types.declared.get(kind.key) if isinstance(kind, Reference) else None
    if not isinstance(meant, Record):
        return False
    sure = {field.name for field in meant.fields if field.required and not field.nullable}
    return {task.state, *filter(None, [task.id])} <= sure


LANGUAGE = Language(
    "typescript",
    "TypeScript",
    "typescript",
    "ts",
    _write,
    _script,
    aliases=("ts",),
    pages=True,
    waits=True,
)
