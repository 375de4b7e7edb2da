"""Node.js without node-ovh: code that signs and sends a request with what Node.js has itself."""

# No words for people: code and its comments; what can't be written is said by marked messages.

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets import node_program as program
from ovh_explorer.snippets.by_hand import (
    CAMEL_NAMES,
    VARIABLES,
    body_text,
    credentials_of_all,
    own_headers,
    says_why,
    signs,
)
from ovh_explorer.snippets.language import (
    SnippetContext,
    SnippetError,
    has_odd_number,
    header_parameters,
    introduction,
    parts_of,
    wrapped,
)
from ovh_explorer.snippets.layout import Group, Node, spelled
from ovh_explorer.snippets.node_layout import lay_out
from ovh_explorer.snippets.node_values import (
    has_long_integer,
    key_of,
    literal,
    template_text,
    value_of,
)
from ovh_explorer.translation import _

__all__ = [
    "JAVASCRIPT",
    "Dialect",
    "exchange",
    "key_lines",
    "local_lines",
    "loop",
    "only_fetch",
    "response_lines",
    "token_lines",
    "write_by_hand",
]

_CURSOR = "X-Pagination-Cursor"
_PRINT = (
    "// What isn't JSON is no answer of the API; long numbers stay as they came.\n",
    "JSON.parse(text || 'null');\n",
    "console.log(text);\n",
)
# Keys and body are for the API alone: a redirect is an error, as other languages have it.
_LIMITS: tuple[tuple[str, Node], ...] = (
    ("redirect: ", "'manual'"),
    ("signal: ", "AbortSignal.timeout(180000)"),
)
_NAMES = {**CAMEL_NAMES, "token": "`Bearer ${token}`"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What JavaScript and TypeScript write in their own ways.

    Attributes:
        token: the statements that take a service account's token from what was `granted`.
        cursor: that of the place where the next page begins.
        result: the statement that declares the `result` that pages are gathered in.
    """

    token: tuple[str, ...] = ("const token = (await granted.json()).access_token;\n",)
    cursor: str = f"response.headers.get('{_CURSOR}-Next')"
    result: str = "const result = [];\n"


JAVASCRIPT = Dialect()


def write_by_hand(call: Call, context: SnippetContext, reason: str) -> str:
    """The code of a call that the wrapper can't send for a reason: whole, or the call alone."""
    why = [program.comment(line) for line in wrapped(says_why(reason, call, context))]
    if context.call_only and context.pages:
        steps = [*local_lines(call, context, 0), *loop(call, context, 0)]
        return "".join([*why, *steps]).rstrip("\n")
    if context.call_only:
        return "".join([*why, only_fetch(call, context)])
    lines = [*(program.comment(line) for line in introduction(call, context)), *why]
    reads = bool(credentials_of_all([call], context))
    used = program.imports(context, signed=signs(call, context), reads=reads)
    lines.append(used or "\n")
    lines.append(program.reader(context) if reads else "")
    lines.append(program.task_part([call], context))
    steps = [*key_lines([call], context), *local_lines(call, context, program.STEP), "\n"]
    if context.pages:
        steps += [
            *loop(call, context, program.STEP),
            "console.log(JSON.stringify(result, null, 2));\n",
        ]
    else:
        steps += exchange(call, context, program.STEP)
    return "".join([*lines, *program.main(steps, context)])


def exchange(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that send a request and print what came back; they know its `url` and
    `body`.
    """
    sending = [*token_lines(call, context, indent), *response_lines(call, context, indent)]
    task = context.task(call)
    if task is None:
        return [*sending, *_PRINT]
    name = program.name_of(task)
    inner = indent + program.depth_of(task)
    again = [*response_lines(task.parent, context, inner), f"{name} = JSON.parse(text);\n"]
    if not task.repeats:
        place = f"`{context.url(task.parent)}/${{{program.part_of(task, task.id)}}}`"
        again.insert(0, lay_out(place, before="const url = ", after=";\n", indent=inner))
    return [
        *sending,
        f"{'const' if task.several else 'let'} result = JSON.parse(text);\n",
        *program.while_it_goes_on(task, again, indent),
        "console.log(JSON.stringify(result, null, 2));\n",
        *program.ends(task),
    ]


def loop(
    call: Call, context: SnippetContext, indent: int, dialect: Dialect = JAVASCRIPT
) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    steps = response_lines(replace(call, headers=given), context, indent + program.STEP)
    return [
        *token_lines(call, context, indent, dialect),
        dialect.result,
        "let cursor = '';\n",
        "do {\n",
        *(" " * program.STEP + step for step in steps),
        "  result.push(...JSON.parse(text));\n",
        f"  cursor = {dialect.cursor};\n",
        "} while (cursor);\n",
    ]


def response_lines(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that send a request, and look at its `response` and the `text` of it."""
    steps: list[str] = []
    within: Any = {"after": ";\n", "indent": indent}
    if signs(call, context):
        body = "" if call.body is None else "${body}"
        signed = f"${{appSecret}}+${{consumerKey}}+{call.method}+${{url}}+{body}+${{time}}"
        steps += [
            lay_out(_sent(context.time_url), before="const clock = await ", **within),
            "const time = (await clock.text()).trim();\n",
            "if (!clock.ok || !/^[0-9]+$/.test(time)) {\n",
            "  throw new Error(`The API gave no time: ${clock.status} ${time}`);\n",
            "}\n",
            f"const signed = `{signed}`;\n",
            "const hash = createHash('sha1').update(signed).digest('hex');\n",
            "const signature = `$1$${hash}`;\n",
        ]
    return [
        *steps,
        lay_out(
            spelled(_fetch(call, context), context.spell),
            before="const response = await ",
            **within,
        ),
        "const text = await response.text();\n",
        "if (!response.ok) {\n",
        "  const queryId = response.headers.get('x-ovh-queryid') ?? 'none';\n",
        "  throw new Error(`${response.status} ${text} (query id: ${queryId})`);\n",
        "}\n",
    ]


def key_lines(
    calls: Sequence[Call], context: SnippetContext, *, commented: bool = True
) -> list[str]:
    names = credentials_of_all(calls, context)
    where = program.keys_comment(context)
    lines = [where] if names and commented and where else []
    lines += [
        f"const {_NAMES[name]} = {program.credential(VARIABLES[name], context)};\n"
        for name in names
    ]
    return [*lines, "\n"] if names else []


def local_lines(call: Call, context: SnippetContext, indent: int) -> list[str]:
    base = context.url(call).partition("?")[0]
    lines = program.query_statement(call, context, indent)
    address = context.spell(program.address(base, call))
    lines.append(lay_out(address, before="const url = ", after=";\n", indent=indent))
    if call.body is not None:
        body = _body(call, context)
        lines.append(lay_out(body, before="const body = ", after=";\n", indent=indent))
    return lines


def _body(call: Call, context: SnippetContext) -> Node:
    """The text that is sent; where values flow into it, made of a value, or of the text around them
    where JavaScript would write a number of the value in another way.
    """
    value = call.json
    node = value_of(value)
    flowing = spelled(node, context.spell)
    if flowing == node:
        return literal(body_text(call))
    if not has_odd_number(value) and not has_long_integer(value):
        return Group("JSON.stringify(", (("", flowing),), ")")
    texts = {part for part in parts_of(value) if isinstance(part, str)}
    codes = {json.dumps(text): context.spell(literal(text)) for text in texts}
    flows = {text: code for text, code in codes.items() if code != literal(json.loads(text))}
    parts = re.split(f"({'|'.join(map(re.escape, flows))})", body_text(call))
    pieces = [
        f"${{JSON.stringify({flows[part]})}}" if part in flows else template_text(part)
        for part in parts
    ]
    return f"`{''.join(pieces)}`"


def token_lines(
    call: Call, context: SnippetContext, indent: int, dialect: Dialect = JAVASCRIPT
) -> list[str]:
    """The statements that fetch a service account's token."""
    if not (context.service_account and call.authenticated):
        return []
    form: list[tuple[str, Node]] = [
        ("grant_type: ", "'client_credentials'"),
        ("client_id: ", "clientId"),
        ("client_secret: ", "clientSecret"),
        ("scope: ", "'all'"),
    ]
    made = Group("new URLSearchParams(", (("", Group("{", tuple(form), "}")),), ")")
    request = _sent(context.token_url, ("method: ", "'POST'"), ("body: ", "form"))
    return [
        lay_out(made, before="const form = ", after=";\n", indent=indent),
        lay_out(request, before="const granted = await ", after=";\n", indent=indent),
        "if (!granted.ok) {\n",
        "  throw new Error(`${granted.status} ${await granted.text()}`);\n",
        "}\n",
        *dialect.token,
    ]


def _sent(url: str, *options: tuple[str, Node]) -> Group:
    """The expression that sends what the request of a call needs before it."""
    given = Group("{", (*options, *_LIMITS), "}")
    return Group("fetch(", (("", literal(url)), ("", given)), ")")


def only_fetch(call: Call, context: SnippetContext) -> str:
    """The expression that sends a call, and nothing that it knows."""
    return lay_out(_fetch(call, context), before="await ")


def _fetch(call: Call, context: SnippetContext) -> Group:
    if call.method == "GET" and call.body is not None:
        raise SnippetError(_("Node.js can't send a GET with a body."))
    headers: list[tuple[str, Node]] = [
        (f"{key_of(name)}: ", _NAMES[holds]) for name, holds in own_headers(call, context)
    ]
    if call.body is not None:
        headers.append(("'Content-Type': ", "'application/json'"))
    headers += [
        (f"{key_of(name)}: ", literal(value)) for name, value in header_parameters(call).items()
    ]
    if context.pages:
        headers.append(("...(cursor && ", f"{{ '{_CURSOR}': cursor }})"))
    options: list[tuple[str, Node]] = [("method: ", literal(call.method))]
    if headers:
        options.append(("headers: ", Group("{", tuple(headers), "}")))
    if call.body is not None:
        options.append(
            ("body", "")
            if not context.call_only or context.pages
            else ("body: ", literal(body_text(call)))
        )
    is_apart = context.call_only and not context.pages
    options += _LIMITS[:1] if is_apart else _LIMITS
    url = literal(context.url(call)) if is_apart else "url"
    return Group("fetch(", (("", url), ("", Group("{", tuple(options), "}"))), ")")
