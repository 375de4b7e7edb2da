"""Node.js, with @ovhcloud/node-ovh; where that can't send a call, with what Node.js has of its
own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import (
    VARIABLES,
    body_text,
    credentials_of_all,
    own_headers,
    says_why,
    signs,
)
from ovh_explorer.snippets.configured import NODE, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    SnippetError,
    authenticated_call,
    body_value,
    header_parameters,
    heading,
    introduction,
    one_line,
    parts_of,
    wrapped,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.node_layout import WIDTH, lay_out
from ovh_explorer.snippets.node_values import key_of, literal, value_of

__all__ = ["LANGUAGE", "literal", "why_by_hand"]

_STEP = 2
# Columns of a comment in a block.
_NARROW = WIDTH - 2 * _STEP - 3
_CURSOR = "X-Pagination-Cursor"
_INSTALL = "npm install @ovhcloud/node-ovh"
# A path or URL that means nothing else in a template.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9/_.~%:@,+-]*")
_MAX_SAFE_INTEGER = 2**53 - 1
# What our own code calls credentials and the parts of a signature.
_NAMES = {
    "application_key": "appKey",
    "application_secret": "appSecret",
    "consumer_key": "consumerKey",
    "client_id": "clientId",
    "client_secret": "clientSecret",
    "access_token": "token",
    "time": "time",
    "signature": "signature",
    "token": "`Bearer ${token}`",
}


def why_by_hand(call: Call, context: SnippetContext) -> str:
    """What node-ovh can't do with a call; empty where it can send it."""
    if context.access_token:
        return "node-ovh takes no access token"
    if context.pages:
        return "node-ovh gives no headers, which lead to the next page"
    if call.headers:
        return "node-ovh sends no header parameters"
    if call.authenticated and "/auth" in call.target and not context.service_account:
        return "node-ovh doesn't sign requests whose path contains /auth"
    if context.service_account and not call.authenticated:
        return "node-ovh would send its token where none is asked for"
    if call.method == "PATCH":
        return "node-ovh knows no PATCH"
    if call.body is None:
        return ""
    if call.method not in ("POST", "PUT"):
        return f"node-ovh would make the body of a {call.method} its query"
    body = body_value(call)
    if not body or not isinstance(body, dict | list):
        return "node-ovh sends no body but an object or a list that holds something"
    if (isinstance(body, dict) and None in body.values()) or body == [None] * len(body):
        return "node-ovh leaves out what is null in a body"
    if isinstance(body, dict) and "hasOwnProperty" in body:
        return "node-ovh stumbles over a field called hasOwnProperty"
    if any(isinstance(part, int) and abs(part) > _MAX_SAFE_INTEGER for part in parts_of(body)):
        return "JavaScript would round a number of the body"
    return ""


def _write(call: Call, context: SnippetContext) -> str:
    reason = why_by_hand(call, context)
    if reason:
        return _by_hand(call, context, reason)
    if context.call_only:
        return "".join([*_query_statement(call, 0), lay_out(_request(call, context))])
    lines = [_comment(line) for line in introduction(call, context, _INSTALL)]
    lines += [_reader(context), _client(call, context)]
    return "".join([*lines, *_main(_statements(call, context, _STEP))])


def _statements(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that make a call with the wrapper and print what came back."""
    request = _request(call, context)
    return [
        *_query_statement(call, indent),
        lay_out(request, before="const result = await ", after=";\n", indent=indent),
        "console.log(JSON.stringify(result, null, 2));\n",
    ]


def _main(statements: list[str]) -> list[str]:
    """A function of the statements, and its call; an error has the status and the message of the
    API.
    """
    return [
        "async function main() {\n",
        _block(statements, _STEP),
        "}\n\nmain().catch((error) => {\n  console.error(error);\n  process.exitCode = 1;\n});\n",
    ]


def _block(statements: list[str], indent: int) -> str:
    """Statements of a block; lines but the first of each are already indented."""
    return "".join(" " * indent * (line != "\n") + line for line in statements)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    by_hand = [call for call in calls if _needs_hand(call, context, calls)]
    by_wrapper = [call for call in calls if call not in by_hand]
    words = introduction(
        calls[0], replace(context, describe=lambda _: ""), _INSTALL if by_wrapper else ""
    )
    lines = [_comment(line) for line in words]
    if context.stop:
        lines.append(f"throw new Error({literal(context.stop)});\n\n")
    if any(signs(call, context) for call in by_hand):
        lines.append("const { createHash } = require('node:crypto');\n\n")
    if by_wrapper or credentials_of_all(by_hand, context):
        lines.append(_reader(context))
    if by_wrapper:
        lines.append(_client(authenticated_call(by_wrapper), context))
    lines += _credentials(by_hand, context, commented=not by_wrapper)
    statements: list[str] = []
    for call in calls:
        about = [heading(call), *wrapped(context.describe(call), _NARROW)]
        statements += ["\n"] * bool(statements) + [_comment(line) for line in about]
        if call in by_hand:
            why = (
                why_by_hand(call, context) or "node-ovh would sign it with the consumer key it has"
            )
            steps = [_comment(line) for line in wrapped(says_why(why, call, context), _NARROW)]
            steps += [*_locals(call, context, 2 * _STEP), *_exchange(call, context, 2 * _STEP)]
        else:
            steps = _statements(call, context, 2 * _STEP)
        statements.append(f"{{\n{_block(steps, 2 * _STEP)}  }}\n")
    return "".join([*lines, *_main(statements)])


def _needs_hand(call: Call, context: SnippetContext, calls: Sequence[Call]) -> bool:
    """Whether the client that signs the other calls can't send this one as it is: it signs whatever
    it sends.
    """
    mixed = not call.authenticated and any(other.authenticated for other in calls)
    return mixed or bool(why_by_hand(call, context))


def _address(path: str, call: Call) -> str:
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


def _query_statement(call: Call, indent: int) -> list[str]:
    query = _query(call)
    if query is None or not _PLAIN_ADDRESS.fullmatch(call.concrete_path):
        return []
    return [lay_out(query, before="const query = ", after=";\n", indent=indent)]


def _request(call: Call, context: SnippetContext) -> Group:
    arguments: list[tuple[str, Node]] = [
        ("", literal(call.method)),
        ("", _address(wrapper_path(call, context), call)),
    ]
    if call.body is not None:
        arguments.append(("", value_of(body_value(call))))
    return Group("ovh.requestPromised(", tuple(arguments), ")")


def _client(call: Call, context: SnippetContext) -> str:
    if context.service_account:
        names = [("clientID", "OVH_CLIENT_ID"), ("clientSecret", "OVH_CLIENT_SECRET")]
    else:
        names = [("appKey", "OVH_APPLICATION_KEY"), ("appSecret", "OVH_APPLICATION_SECRET")]
        if call.authenticated:  # with it node-ovh would sign
            names.append(("consumerKey", "OVH_CONSUMER_KEY"))
    lines = [f"  {name}: {_credential(variable, context)},\n" for name, variable in names]
    return "".join(
        [
            _keys_comment(context),
            "const ovh = require('@ovhcloud/node-ovh')({\n",
            f"  endpoint: {literal(context.endpoint)},\n",
            *lines,
            "});\n\n",
        ]
    )


def _credential(variable: str, context: SnippetContext) -> str:
    if not context.configured:
        return f"'{PLACEHOLDER}'"
    return f"ovhKey('{variable.removeprefix('OVH_').lower()}')"


def _reader(context: SnippetContext) -> str:
    """What reads the keys, where they are configured."""
    return key_reader(NODE, context, literal) + "\n" if context.configured else ""


def _keys_comment(context: SnippetContext) -> str:
    if context.configured or not context.has_application or not context.token_page:
        return ""
    return _comment(f"Create your keys on {context.token_page}")


# By hand


def _by_hand(call: Call, context: SnippetContext, reason: str) -> str:
    why = [_comment(line) for line in wrapped(says_why(reason, call, context))]
    if context.call_only and context.pages:
        steps = [*_locals(call, context, 0), *_loop(call, context, 0)]
        return "".join([*why, *steps]).rstrip("\n")
    if context.call_only:
        return "".join([*why, lay_out(_fetch(call, context), before="await ")])
    lines = [*(_comment(line) for line in introduction(call, context)), *why]
    if signs(call, context):
        lines.append("const { createHash } = require('node:crypto');\n")
    lines.append("\n")
    lines += [_reader(context)] if credentials_of_all([call], context) else []
    lines += [*_credentials([call], context), *_locals(call, context, 0), "\n"]
    if context.pages:
        steps = [*_loop(call, context, _STEP), "console.log(JSON.stringify(result, null, 2));\n"]
        return "".join([*lines, *_main(steps)])
    return "".join([*lines, *_main(_exchange(call, context, _STEP))])


def _exchange(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that send a request and print what came back; they know its `url` and
    `body`.
    """
    sending = [*_token(call, context, indent), *_response(call, context, indent)]
    return [*sending, "console.log(text);\n"]


def _loop(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    steps = _response(replace(call, headers=given), context, indent + _STEP)
    return [
        *_token(call, context, indent),
        "const result = [];\n",
        "let cursor = '';\n",
        "do {\n",
        *(" " * _STEP + step for step in steps),
        "  result.push(...JSON.parse(text));\n",
        f"  cursor = response.headers.get('{_CURSOR}-Next');\n",
        "} while (cursor);\n",
    ]


def _response(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that send a request, and look at its `response` and the `text` of it."""
    steps: list[str] = []
    if signs(call, context):
        body = "" if call.body is None else "${body}"
        signed = f"${{appSecret}}+${{consumerKey}}+{call.method}+${{url}}+{body}+${{time}}"
        steps += [
            f"const clock = await fetch({literal(context.time_url)});\n",
            "const time = await clock.text();\n",
            f"const signed = `{signed}`;\n",
            "const hash = createHash('sha1').update(signed).digest('hex');\n",
            "const signature = `$1$${hash}`;\n",
        ]
    return [
        *steps,
        lay_out(
            _fetch(call, context), before="const response = await ", after=";\n", indent=indent
        ),
        "const text = await response.text();\n",
        "if (!response.ok) {\n",
        "  const queryId = response.headers.get('x-ovh-queryid');\n",
        "  throw new Error(`${response.status} ${text} (query id: ${queryId})`);\n",
        "}\n",
    ]


def _credentials(
    calls: Sequence[Call], context: SnippetContext, *, commented: bool = True
) -> list[str]:
    names = credentials_of_all(calls, context)
    lines = [_keys_comment(context)] if names and commented else []
    lines += [
        f"const {_NAMES[name]} = {_credential(VARIABLES[name], context)};\n" for name in names
    ]
    return [*lines, "\n" if names else ""]


def _locals(call: Call, context: SnippetContext, indent: int) -> list[str]:
    base = context.url(call).partition("?")[0]
    lines = _query_statement(call, indent)
    lines.append(lay_out(_address(base, call), before="const url = ", after=";\n", indent=indent))
    if call.body is not None:
        body = literal(body_text(call))
        lines.append(lay_out(body, before="const body = ", after=";\n", indent=indent))
    return lines


def _token(call: Call, context: SnippetContext, indent: int) -> list[str]:
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
    options = Group("{", (("method: ", "'POST'"), ("body: ", "form")), "}")
    request = Group("fetch(", (("", literal(context.token_url)), ("", options)), ")")
    return [
        lay_out(made, before="const form = ", after=";\n", indent=indent),
        lay_out(request, before="const granted = await ", after=";\n", indent=indent),
        "if (!granted.ok) {\n",
        "  throw new Error(`${granted.status} ${await granted.text()}`);\n",
        "}\n",
        "const token = (await granted.json()).access_token;\n",
    ]


def _fetch(call: Call, context: SnippetContext) -> Group:
    if call.method == "GET" and call.body is not None:
        raise SnippetError("Node.js can't send a GET with a body.")
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
    url = literal(context.url(call)) if is_apart else "url"
    return Group("fetch(", (("", url), ("", Group("{", tuple(options), "}"))), ")")


def _comment(text: str) -> str:
    return f"// {one_line(text)}\n"


LANGUAGE = Language(
    "node",
    "Node.js",
    "javascript",
    "js",
    _write,
    _script,
    aliases=("js", "javascript", "nodejs", "node.js"),
    pages=True,
)
