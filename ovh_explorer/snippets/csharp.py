"""C#, with csharp-ovh; where that can't send a call, with what .NET has of its own."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import indent
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import (
    VARIABLES,
    body_text,
    credentials_of_all,
    own_headers,
    says_why,
    signs,
)
from ovh_explorer.snippets.configured import CSHARP, key_reader
from ovh_explorer.snippets.csharp_values import literal, value_of
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    body_value,
    has_half_character,
    header_parameters,
    heading,
    introduction,
    one_line,
    parts_of,
    wrapped,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out

__all__ = ["LANGUAGE", "literal", "why_by_hand"]

_REGIONS = frozenset(
    (
        "ovh-eu",
        "ovh-us",
        "ovh-ca",
        "kimsufi-eu",
        "kimsufi-ca",
        "soyoustart-eu",
        "soyoustart-ca",
        "runabove-ca",
    )
)
_MIN_INTEGER, _MAX_INTEGER = -(2**63), 2**64 - 1
_MARGIN = 8
_INSTALL = "dotnet add package csharp-ovh"
_PLACEHOLDER = f'"{PLACEHOLDER}"'
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
    "token": '"Bearer " + token',
}
# What looks at a response, and keeps its text; an error has the message and the query id.
_CHECK = (
    "string text = await response.Content.ReadAsStringAsync();",
    "if (!response.IsSuccessStatusCode)",
    "{",
    '    bool isNamed = response.Headers.TryGetValues("X-OVH-QUERYID", out var ids);',
    '    string queryId = isNamed ? string.Join(", ", ids) : "";',
    "    int status = (int)response.StatusCode;",
    '    throw new HttpRequestException($"{status} {text} (query id: {queryId})");',
    "}",
)


def why_by_hand(call: Call, context: SnippetContext) -> str:
    """What csharp-ovh can't do with a call; empty where it can send it."""
    if context.access_token:
        return "csharp-ovh takes no access token"
    if call.headers:
        return "csharp-ovh sends no header parameters"
    if context.service_account:
        return "csharp-ovh knows no service accounts"
    if context.endpoint not in _REGIONS:
        return f"csharp-ovh doesn't know {context.endpoint}"
    if call.method == "PATCH":
        return "csharp-ovh knows no PATCH"
    if call.body is not None and call.method in ("GET", "DELETE"):
        return f"csharp-ovh sends no body with a {call.method}"
    return ""


def _write(call: Call, context: SnippetContext) -> str:
    reason = why_by_hand(call, context)
    if reason:
        return _by_hand(call, context, reason)
    request = _request(call, context)
    if context.call_only:
        return lay_out(request, before="await ", after=";")
    parts = _top(introduction(call, context, _INSTALL))
    parts += ["using System;\nusing System.Threading.Tasks;\nusing Ovh.Api;\n\n", _MAIN_START]
    parts += [
        _client(context),
        lay_out(
            request, before=f"{' ' * _MARGIN}string result = await ", after=";\n", indent=_MARGIN
        ),
        f"{' ' * _MARGIN}Console.WriteLine(result);\n",
    ]
    code = "".join(parts)
    return code + _closing(context, code)


def _top(words: list[str]) -> list[str]:
    return [_comment(line, "") for line in words]


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    margin = " " * _MARGIN
    by_hand = [call for call in calls if why_by_hand(call, context)]
    by_wrapper = len(by_hand) < len(calls)
    is_signed = any(signs(call, context) for call in by_hand)
    has_token = context.service_account and any(call.authenticated for call in by_hand)
    alone = replace(context, describe=lambda _: "")
    parts = _top(introduction(calls[0], alone, _INSTALL if by_wrapper else ""))
    parts.append("using System;\n")
    parts += ["using System.Collections.Generic;\n"] if has_token else []
    parts += ["using System.Net.Http;\n"] if by_hand else []
    parts += ["using System.Security.Cryptography;\n"] if is_signed else []
    parts += ["using System.Text;\n"] if by_hand else []
    parts.append("using System.Threading.Tasks;\n")
    parts += ["using Newtonsoft.Json.Linq;\n"] if has_token else []
    parts += ["using Ovh.Api;\n"] if by_wrapper else []
    parts += ["\n", _MAIN_START]
    if context.stop:
        parts.append(f"{margin}throw new InvalidOperationException({literal(context.stop)});\n")
    parts += [_client(context)] if by_wrapper else []
    if by_hand:
        parts += _credentials(by_hand, context, margin, commented=not by_wrapper)
        parts.append(f"{margin}var http = new HttpClient();\n")
    for call in calls:
        reason = why_by_hand(call, context)
        if reason:
            steps = [
                _comment(says_why(reason, call, context), margin),
                *_locals(call, context, margin),
            ]
            steps += _exchange(call, context, margin)
        else:
            request = lay_out(
                _request(call, context),
                before=f"{margin}string result = await ",
                after=";\n",
                indent=_MARGIN,
            )
            steps = [request, f"{margin}Console.WriteLine(result);\n"]
        block = indent("".join(steps), "    ")
        about = [heading(call), *wrapped(context.describe(call))]
        comment = "".join(_comment(line, margin) for line in about)
        parts.append(f"\n{comment}{margin}{{\n{block}{margin}}}\n")
    code = "".join(parts)
    return code + _closing(context, code)


_MAIN_START = "class Program\n{\n    static async Task Main()\n    {\n"


def _closing(context: SnippetContext, code: str) -> str:
    """The end of the class, after what reads the keys where `code` asks for them."""
    reader = key_reader(CSHARP, context, literal) if "OvhKey(" in code else ""
    return f"    }}\n{reader}}}\n"


def _client(context: SnippetContext) -> str:
    margin = " " * _MARGIN
    if context.configured and not context.section:
        return f"{margin}var client = new Client({literal(context.endpoint)});\n"
    if context.configured:
        names = [f'OvhKey("{name}")' for name in list(VARIABLES)[:3]]
        create = Group(
            "new Client(", tuple(("", part) for part in (literal(context.endpoint), *names)), ")"
        )
        return lay_out(create, before=f"{margin}var client = ", after=";\n", indent=_MARGIN)
    comment = (
        _comment(f"Create your keys on {context.token_page}", margin) if context.token_page else ""
    )
    keys = ", ".join([literal(context.endpoint), *[f'"{PLACEHOLDER}"'] * 3])
    return f"{comment}{margin}var client = new Client({keys});\n"


def _request(call: Call, context: SnippetContext) -> Group:
    target = wrapper_path(call, context) + (f"?{call.query_string}" if call.query else "")
    name = call.method.capitalize()
    arguments: list[tuple[str, Node]] = [("", literal(target))]
    if call.body is not None:
        body = body_value(call)
        # Null would be no body; the serializer would spoil the others: they go as the text they
        # are.
        if (
            body is None
            or has_half_character(body)
            or any(_is_spoiled(part) for part in parts_of(body))
        ):
            name += "String"
            arguments.append(("", literal(call.body.decode("ascii"))))
        else:
            arguments.append(("", value_of(body)))
    if not call.authenticated:
        arguments.append(("needAuth: ", "false"))
    return _call_group(f"client.{name}Async(", arguments)


def _is_spoiled(part: Any) -> bool:
    return (
        isinstance(part, int)
        and not isinstance(part, bool)
        and not _MIN_INTEGER <= part <= _MAX_INTEGER
    )


def _call_group(opening: str, arguments: list[tuple[str, Node]]) -> Group:
    """The call; an object at its end opens on its line, as one writes it."""
    *first, (_, last) = arguments
    if not isinstance(last, Group):
        return Group(opening, tuple(arguments), ")", last="")
    head = opening + "".join(f"{prefix}{value}, " for prefix, value in first)
    return Group(head + last.opening, last.items, f"{last.closing})", last.pad, last="")


# By hand


def _by_hand(call: Call, context: SnippetContext, reason: str) -> str:
    margin = "" if context.call_only else " " * _MARGIN
    why = _comment(says_why(reason, call, context), margin)
    if context.call_only:
        return (why + _http(call, context, margin)).rstrip("\n")
    is_signed = signs(call, context)
    parts = _top(introduction(call, context))
    if context.access_token:
        parts, why = (
            [_comment(line, "") for line in wrapped(says_why(reason, call, context))] + parts,
            "",
        )
    parts.append("using System;\nusing System.Net.Http;\n")
    parts += ["using System.Security.Cryptography;\n"] if is_signed else []
    parts += ["using System.Text;\n", "using System.Threading.Tasks;\n"]
    has_token = context.service_account and call.authenticated
    parts += (
        ["using System.Collections.Generic;\nusing Newtonsoft.Json.Linq;\n"] if has_token else []
    )
    parts += [
        "\n",
        _MAIN_START,
        why,
        *_credentials([call], context, margin),
        *_locals(call, context, margin),
    ]
    parts.append(f"{margin}var http = new HttpClient();\n")
    code = "".join([*parts, *_exchange(call, context, margin)])
    return code + _closing(context, code)


def _exchange(call: Call, context: SnippetContext, margin: str) -> list[str]:
    """The lines that send a request and print what came back; they know `http`, `url` and
    `body`.
    """
    parts = _token(context, margin) if context.service_account and call.authenticated else []
    if signs(call, context):
        body = '""' if call.body is None else "body"
        parts += [
            f"{margin}string time = await http.GetStringAsync({literal(context.time_url)});\n",
            f'{margin}string signed = string.Join("+", appSecret, consumerKey, "{call.method}", '
            f"url, {body}, time);\n",
            f"{margin}byte[] hash = SHA1.Create().ComputeHash(Encoding.UTF8.GetBytes(signed));\n",
            f'{margin}string signature = "$1$" + BitConverter.ToString(hash).Replace("-", '
            '"").ToLowerInvariant();\n',
        ]
    parts += [
        _http(call, context, margin),
        f"{margin}var response = await http.SendAsync(request);\n",
        *(f"{margin}{line}\n" for line in _CHECK),
        f"{margin}Console.WriteLine(text);\n",
    ]
    return parts


def _credentials(
    calls: Sequence[Call], context: SnippetContext, margin: str, *, commented: bool = True
) -> list[str]:
    names = credentials_of_all(calls, context)
    lines: list[str] = []
    if (
        names
        and commented
        and context.token_page
        and not context.configured
        and context.has_application
    ):
        lines.append(_comment(f"Create your keys on {context.token_page}", margin))
    for name in names:
        value = f'OvhKey("{name}")' if context.configured else _PLACEHOLDER
        lines.append(f"{margin}string {_NAMES[name]} = {value};\n")
    return lines


def _locals(call: Call, context: SnippetContext, margin: str) -> list[str]:
    lines = [f"{margin}string url = {literal(context.url(call))};\n"]
    if call.body is not None:
        lines.append(f"{margin}string body = {literal(body_text(call))};\n")
    return lines


def _token(context: SnippetContext, margin: str) -> list[str]:
    return [
        f"{margin}var form = new FormUrlEncodedContent(new Dictionary<string, "
        f"string>\n{margin}{{\n",
        f'{margin}    ["grant_type"] = "client_credentials",\n',
        f'{margin}    ["client_id"] = clientId,\n',
        f'{margin}    ["client_secret"] = clientSecret,\n',
        f'{margin}    ["scope"] = "all",\n{margin}}});\n',
        f"{margin}var granted = await http.PostAsync({literal(context.token_url)}, form);\n",
        f"{margin}string grant = await granted.Content.ReadAsStringAsync();\n",
        f"{margin}if (!granted.IsSuccessStatusCode)\n{margin}{{\n",
        f"{margin}    throw new HttpRequestException(grant);\n{margin}}}\n",
        f'{margin}string token = (string)JObject.Parse(grant)["access_token"];\n',
    ]


def _http(call: Call, context: SnippetContext, margin: str) -> str:
    url, body = ("url", "body")
    if context.call_only:
        url, body = literal(context.url(call)), literal(body_text(call))
    headers = [(name, _NAMES[holds]) for name, holds in own_headers(call, context)]
    headers += [(name, literal(value)) for name, value in header_parameters(call).items()]
    lines = [
        f'{margin}var request = new HttpRequestMessage(new HttpMethod("{call.method}"), {url});\n'
    ]
    if call.body is not None:
        lines.append(
            f"{margin}request.Content = new StringContent({body}, Encoding.UTF8, "
            '"application/json");\n'
        )
    lines += [
        f"{margin}request.Headers.TryAddWithoutValidation({literal(name)}, {value});\n"
        for name, value in headers
    ]
    return "".join(lines)


def _comment(text: str, margin: str) -> str:
    return f"{margin}// {one_line(text)}\n"


LANGUAGE = Language("csharp", "C#", "csharp", "cs", _write, _script, aliases=("c#", "cs", "dotnet"))
