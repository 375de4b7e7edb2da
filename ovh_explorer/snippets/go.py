"""Go, with go-ovh."""

# No words for people: code and its comments are the same in each language.

import json
from collections.abc import Sequence
from dataclasses import replace
from textwrap import indent
from typing import Any
from urllib.parse import urlencode

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import VARIABLES
from ovh_explorer.snippets.configured import GO, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    about,
    body_value,
    has_half_character,
    has_odd_number,
    header_parameters,
    introduction,
    one_line,
    waits,
    without_words,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out, spelled
from ovh_explorer.snippets.text_literal import by_number, quoted

__all__ = [
    "INSTALL",
    "LANGUAGE",
    "TAB",
    "body_of",
    "client_lines",
    "comment",
    "literal",
    "query_of",
    "reader",
    "statement",
    "top",
]

_ESCAPE = by_number((0x10000, "\\u{:04x}"), (0x110000, "\\U{:08x}"))
_MIN_INTEGER, _MAX_INTEGER = -(2**63), 2**63 - 1
TAB = "\t"
_CURSOR = "X-Pagination-Cursor"
INSTALL = "go get github.com/ovh/go-ovh/ovh"
_CHECK_WITHIN = "\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n"
# Go would send the keys wherever a redirect leads.
_STAYS = (
    "\t// Keys are for the API alone: no redirect is followed.\n"
    "\tclient.Client.CheckRedirect = func(*http.Request, []*http.Request) error {\n"
    "\t\treturn http.ErrUseLastResponse\n\t}\n"
)
_CHECK = "if err != nil {\n\t\tlog.Fatal(err)\n\t}\n"

_TASK_PART = """
// taskPart is a part of a task, which has to be there: a text or a number.
func taskPart(task map[string]any, name string) string {
\tswitch part := task[name].(type) {
\tcase string:
\t\treturn part
\tcase json.Number:
\t\treturn part.String()
\t}
\tlog.Fatalf("The answer is no task: its %s is missing.", name)
\treturn ""
}
"""


def _write(call: Call, context: SnippetContext) -> str:
    body = body_of(call)
    if context.call_only and context.pages:
        lines = _loop(call, context, body).splitlines()
        return "\n".join(line.removeprefix("\t") for line in lines)
    if context.call_only:
        return _alone(call, context, body)
    parts = [
        *top(introduction(call, context, INSTALL)),
        _imports([call], context),
        "func main() {\n",
        client_lines(context),
        "\n",
        _loop(call, context, body) if context.pages else _whole(call, context, body),
        "\n",
        '\ttext, err := json.MarshalIndent(result, "", "    ")\n\t',
        _CHECK,
        "\tfmt.Println(string(text))\n",
        _end(call, context),
        "}\n",
        _TASK_PART if waits([call], context) else "",
        reader(context),
    ]
    return "".join(parts)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    parts = [
        *top(introduction(calls[0], without_words(context), INSTALL)),
        _imports(calls, context),
        "func main() {\n",
        f"\tlog.Fatal({literal(context.stop)})\n\n" if context.stop else "",
        client_lines(context),
    ]
    for call in calls:
        statement = f"{_whole(call, context, body_of(call))}\tshow(result)\n{_end(call, context)}"
        above = about(call, context)
        words = "".join(comment(line, TAB) for line in above)
        parts.append(f"\n{words}\t{{\n{indent(statement, TAB)}\t}}\n")
    parts += [
        "}\n\nfunc show(result any) {\n",
        f'\ttext, err := json.MarshalIndent(result, "", "    ")\n\t{_CHECK}',
        "\tfmt.Println(string(text))\n}\n",
        _TASK_PART if waits(calls, context) else "",
        reader(context),
    ]
    return "".join(parts)


def top(words: list[str]) -> list[str]:
    # A blank line after them: they are no documentation of the package, which gofmt would lay out.
    return [*(comment(line, "") for line in words), "\npackage main\n\n"]


def _imports(calls: Sequence[Call], context: SnippetContext) -> str:
    names = ["encoding/json", "fmt", "log", "net/http"]
    if any(query_of(call) for call in calls):
        names.append("net/url")
    if context.needs_reader:
        names += ["os", "strings"]
    if waits(calls, context):
        names.append("time")
    lines = "".join(f'\t"{name}"\n' for name in names)
    return f'import (\n{lines}\n\t"github.com/ovh/go-ovh/ovh"\n)\n\n'


def reader(context: SnippetContext) -> str:
    """What reads the keys of a profile or a named file; go-ovh reads the others by itself."""
    return key_reader(GO, context, literal) if context.needs_reader else ""


def client_lines(context: SnippetContext) -> str:
    if context.configured and not context.needs_reader:
        create = Group("ovh.NewEndpointClient(", (("", literal(context.endpoint)),), ")")
        words = ""
    else:
        opening, names = "ovh.NewClient(", list(VARIABLES)[:3]
        if context.access_token:
            opening, names = "ovh.NewAccessTokenClient(", ["access_token"]
        elif context.service_account:
            opening, names = "ovh.NewOAuth2Client(", ["client_id", "client_secret"]
        keys = [f'ovhKey("{name}")' if context.configured else f'"{PLACEHOLDER}"' for name in names]
        create = Group(
            opening,
            tuple(("", part) for part in (literal(context.endpoint), *keys)),
            ")",
        )
        words = ""
        if context.token_page and not context.configured and context.has_application:
            words = comment(f"Create your keys on {context.token_page}", "\t")
    return f"{words}\t{_lines(create, 'client, err := ')}\n\t{_CHECK}{_STAYS}"


def statement(call: Call, context: SnippetContext, body: Node, result: str = "result") -> str:
    """The statements that make a call and keep its `result`, a variable that is there."""
    before = _query_statement(call, context)
    if call.headers:
        return before + _request(call, context, body, result)
    request = spelled(_call(call, context, body, result), context.spell)
    return f"{before}\t{_lines(request, 'err = ')}\n\t{_CHECK}"


def _whole(call: Call, context: SnippetContext, body: Node) -> str:
    """The statements that make the `result` of a call; of a task, when it is over."""
    task = context.task(call)
    if task is None:
        return f"\tvar result any\n{statement(call, context, body)}"
    over = Group(
        "map[string]bool{", tuple((f"{literal(state)}: ", "true") for state in task.over), "}"
    )
    name, depth = ("result[number]", 2) if task.several else ("result", 1)
    if task.repeats:
        again, before = _call(call, context, body), ""
    else:
        path = literal(f"{wrapper_path(task.parent, context)}/")
        before = f'\tpath := {path} + taskPart({name}, "{task.id}")\n'
        arguments: list[Node] = ["path", f"&{name}"]
        again = _arguments("client.Get(", arguments)
    asked = lay_out(again, before="err = ", indent=4 * (depth + 1), tabs=True, align=True)
    # What isn't in the next answer would stay as it is.
    before += f"\t{name} = nil\n"
    state = f'taskPart({name}, "{task.state}")'
    waits = f"for !over[{state}] {{\n\ttime.Sleep(5 * time.Second)\n{before}"
    # Lines but the first of what is asked are already indented.
    steps = f"{TAB * (depth + 1)}{asked}\n" + indent(_CHECK_WITHIN, TAB * depth)
    if task.repeats and call.headers:
        steps = indent(_request(call, context, body), TAB * depth)
    waits = indent(waits, TAB * depth) + steps + f"{TAB * depth}}}\n"
    if task.several:
        waits = f"\tfor number := range result {{\n{waits}\t}}\n"
    kind = "[]map[string]any" if task.several else "map[string]any"
    return (
        f"\tvar result {kind}\n{statement(call, context, body)}"
        f"\t{_lines(over, 'over := ')}\n{waits}"
    )


def _end(call: Call, context: SnippetContext) -> str:
    """The statement that makes a program fail whose task didn't go well."""
    task = context.task(call)
    if task is None:
        return ""
    if task.several:
        failed = f'if task["{task.state}"] != {literal(task.done)}'
        fatal = f'log.Fatal(task["{task.state}"])'
        return f"\tfor _, task := range result {{\n\t\t{failed} {{\n\t\t\t{fatal}\n\t\t}}\n\t}}\n"
    state = f'result["{task.state}"]'
    return f"\tif {state} != {literal(task.done)} {{\n\t\tlog.Fatal({state})\n\t}}\n"


def _alone(call: Call, context: SnippetContext, body: Node) -> str:
    if call.headers:
        code = _query_statement(call, context) + _request(call, context, body)
        return "\n".join(line.removeprefix("\t") for line in code.splitlines())
    before = "".join(
        line.removeprefix("\t")
        for line in _query_statement(call, context).splitlines(keepends=True)
    )
    return before + lay_out(_call(call, context, body), before="err := ", tabs=True, align=True)


def _call(call: Call, context: SnippetContext, body: Node, name: str = "result") -> Group:
    """The expression that makes the call and gives its error."""
    target: Node = _target(call, context)
    result: Node = f"&{name}"
    if call.method == "PATCH" or (call.body is not None and call.method in ("GET", "DELETE")):
        signed = "true" if call.authenticated else "false"
        return _arguments("client.CallAPI(", [literal(call.method), target, body, result, signed])
    name = call.method.capitalize() + ("" if call.authenticated else "UnAuth")
    arguments = [target, body, result] if call.method in ("POST", "PUT") else [target, result]
    return _arguments(f"client.{name}(", arguments)


def _arguments(opening: str, arguments: list[Node]) -> Group:
    return Group(opening, tuple(("", argument) for argument in arguments), ")")


def _loop(call: Call, context: SnippetContext, body: Node) -> str:
    """The statements that follow the pages of a list to its end."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    request = _new_request(replace(call, headers=given), context, body)
    steps = (
        f'{request}\tif cursor != "" {{\n\t\trequest.Header.Set("{_CURSOR}", cursor)\n\t}}\n'
        f"\tresponse, err := client.Do(request)\n\t{_CHECK}\tvar page []any\n"
        f"\terr = client.UnmarshalResponse(response, &page)\n\t{_CHECK}"
        f"\tresult = append(result, page...)\n"
        f'\tcursor = response.Header.Get("{_CURSOR}-Next")\n'
        '\tif cursor == "" {\n\t\tbreak\n\t}\n'
    )
    start = f'{_query_statement(call, context)}\tresult := []any{{}}\n\tcursor := ""\n'
    return f"{start}\tfor {{\n{indent(steps, TAB)}\t}}\n"


def _new_request(call: Call, context: SnippetContext, body: Node) -> str:
    """The statements that make a request with headers of its own."""
    signed = "true" if call.authenticated else "false"
    make = _arguments(
        "client.NewRequest(", [literal(call.method), _target(call, context), body, signed]
    )
    headers = "".join(
        f"\trequest.Header.Set({literal(name)}, {context.spell(literal(value))})\n"
        for name, value in header_parameters(call).items()
    )
    return f"\t{_lines(spelled(make, context.spell), 'request, err := ')}\n\t{_CHECK}{headers}"


def _request(call: Call, context: SnippetContext, body: Node, result: str = "result") -> str:
    """The statements that send a request with headers of its own."""
    return (
        f"{_new_request(call, context, body)}"
        f"\tresponse, err := client.Do(request)\n\t{_CHECK}"
        f"\terr = client.UnmarshalResponse(response, &{result})\n\t{_CHECK}"
    )


def _lines(group: Node, before: str) -> str:
    return lay_out(group, before=before, indent=4, tabs=True, align=True)


def _target(call: Call, context: SnippetContext) -> str:
    path = wrapper_path(call, context)
    if query_of(call):
        return f"{literal(f'{path}?')}+query.Encode()"
    return literal(f"{path}?{call.query_string}" if call.query else path)


def query_of(call: Call) -> Group | None:
    """What makes the very query of a call from values as they are typed; None for none, and for one
    that reads well as it is.
    """
    values: dict[str, list[str]] = {}
    for name, value in call.query:
        values.setdefault(name, []).append(value)
    as_of_go = urlencode(sorted(values.items()), doseq=True)
    if "%" not in call.query_string or as_of_go != call.query_string:
        return None
    items = [
        (f"{literal(name)}: ", Group("{", tuple(("", literal(one)) for one in several), "}"))
        for name, several in values.items()
    ]
    return Group("url.Values{", tuple(items), "}")


def _query_statement(call: Call, context: SnippetContext) -> str:
    query = query_of(call)
    if query is None:
        return ""
    return f"\t{_lines(spelled(query, context.spell), 'query := ')}\n"


def body_of(call: Call) -> Node:
    if call.body is None:
        return "nil"
    value = body_value(call)
    # No text of Go holds half a character; nil would be no body.
    if value is None or has_half_character(value):
        return f"json.RawMessage({literal(call.body.decode('ascii'))})"
    return _value(value)


def _value(value: Any) -> Node:
    match value:
        case None:
            return "nil"
        case bool():
            return "true" if value else "false"
        case int():
            return (
                str(value) if _MIN_INTEGER <= value <= _MAX_INTEGER else f'json.Number("{value}")'
            )
        case str():
            return literal(value)
        case dict():
            return Group(
                "map[string]any{",
                tuple((f"{literal(name)}: ", _value(inner)) for name, inner in value.items()),
                "}",
            )
        case list():
            return Group("[]any{", tuple(("", _value(inner)) for inner in value), "}")
        case float() if has_odd_number(value):
            return f'json.Number("{json.dumps(value)}")'
        case _:
            return json.dumps(value)


def literal(text: str) -> str:
    """An interpreted string literal of Go: readable characters as they are, all others as
    escapes.
    """
    return quoted(text, '"', _ESCAPE)


def comment(text: str, margin: str) -> str:
    return f"{margin}// {one_line(text)}\n"


LANGUAGE = Language(
    "go", "Go", "go", "go", _write, _script, aliases=("golang",), pages=True, waits=True
)
