"""C# without csharp-ovh: statements that sign and send a request with what .NET has of its own."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import (
    CAMEL_NAMES,
    body_text,
    credentials_of_all,
    own_headers,
    signs,
)
from ovh_explorer.snippets.csharp_values import comment, literal, query_statement, text_with_query
from ovh_explorer.snippets.csharp_wait import TaskReader, part_of, while_it_goes_on
from ovh_explorer.snippets.language import PLACEHOLDER, SnippetContext, Task, header_parameters

__all__ = ["TASKS", "exchange", "key_lines", "loop", "namespaces", "request_alone", "wait"]

_CURSOR = "X-Pagination-Cursor"
_PLACEHOLDER = f'"{PLACEHOLDER}"'
_NAMES = {**CAMEL_NAMES, "token": '"Bearer " + token'}

# What looks at a response, and keeps its text; an error has the message and the query id.
_CHECK = (
    "string text = await response.Content.ReadAsStringAsync();",
    "if (!response.IsSuccessStatusCode)",
    "{",
    '    bool isNamed = response.Headers.TryGetValues("X-OVH-QUERYID", out var ids);',
    '    string queryId = isNamed ? string.Join(", ", ids) : "none";',
    "    int status = (int)response.StatusCode;",
    '    throw new HttpRequestException($"{status} {text} (query id: {queryId})");',
    "}",
)
_NEXT = (
    "result.AddRange(JsonSerializer.Deserialize<List<JsonElement>>(text));",
    f'bool goesOn = response.Headers.TryGetValues("{_CURSOR}-Next", out var next);',
    'cursor = goesOn ? string.Join("", next) : "";',
)
_PRINT = (
    "// What isn't JSON is no answer of the API; long numbers stay as they came.",
    'JsonDocument.Parse(text == "" ? "null" : text);',
    "Console.WriteLine(text);",
)
TASKS = TaskReader(
    one="JsonElement",
    parse="JsonSerializer.Deserialize<JsonElement>(result)",
    many="List<JsonElement>",
    parse_many="JsonSerializer.Deserialize<List<JsonElement>>(result)",
    state='{name}.GetProperty("{state}").GetString()',
    each="JsonElement",
    printed="JsonSerializer.Serialize(tasks)",
    part="""
    // A part of a task, which has to be there: a text or a number.
    static string TaskPart(JsonElement task, string name)
    {
        JsonElement part = default;
        bool isObject = task.ValueKind == JsonValueKind.Object;
        JsonValueKind kind = isObject && task.TryGetProperty(name, out part)
            ? part.ValueKind
            : JsonValueKind.Undefined;
        if (kind != JsonValueKind.String && kind != JsonValueKind.Number)
        {
            throw new InvalidOperationException($"The answer is no task: its {name} is missing.");
        }
        return part.ToString();
    }
""",
)
_PRINT_RESULT = (
    "var options = new JsonSerializerOptions { WriteIndented = true };",
    "Console.WriteLine(JsonSerializer.Serialize(result, options));",
)


def namespaces(calls: Sequence[Call], context: SnippetContext) -> set[str]:
    """The namespaces that the code of the calls uses."""
    used = {
        "System",
        "System.Net.Http",
        "System.Text",
        "System.Text.Json",
        "System.Threading.Tasks",
    }
    if any(signs(call, context) for call in calls):
        used.add("System.Security.Cryptography")
    tasks = [context.task(call) for call in calls]
    several = any(task is not None and task.several for task in tasks)
    if _has_token(calls, context) or context.pages or several:
        used.add("System.Collections.Generic")
    return used


def key_lines(
    calls: Sequence[Call], context: SnippetContext, *, commented: bool = True
) -> list[str]:
    """The credentials, and the client of HTTP."""
    names = credentials_of_all(calls, context)
    lines: list[str] = []
    has_page = context.token_page and not context.configured and context.has_application
    if names and commented and has_page:
        lines.append(comment(f"Create your keys on {context.token_page}"))
    for name in names:
        value = f'OvhKey("{name}")' if context.configured else _PLACEHOLDER
        lines.append(f"string {_NAMES[name]} = {value};\n")
    # .NET would send keys wherever a redirect leads.
    client = "new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })"
    return [*lines, f"var http = {client};\n"]


def exchange(call: Call, context: SnippetContext) -> list[str]:
    """The lines that send a request and print what came back; they know `http`."""
    known = [*_locals(call, context), *_token(call, context)]
    return [*known, *_response(call, context), *_lines(_PRINT)]


def loop(call: Call, context: SnippetContext) -> list[str]:
    """The lines that follow the pages of a list to its end, and print all of it."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    steps = [*_response(replace(call, headers=given), context), *_lines(_NEXT)]
    return [
        *_locals(call, context),
        *_token(call, context),
        "var result = new List<JsonElement>();\n",
        'string cursor = "";\n',
        "do\n{\n",
        *(f"    {line}" for line in steps),
        "}\n",
        'while (cursor != "");\n',
        *_lines(_PRINT_RESULT),
    ]


def wait(call: Call, context: SnippetContext, task: Task) -> list[str]:
    """The lines that send a request, wait for the task that its answer is, and print that."""
    first = [*_locals(call, context), *_response(call, context), "result = text;\n"]
    url = f"{literal(f'{context.url(task.parent)}/')} + {part_of(task, task.id)}"
    known = _locals(call, context) if task.repeats else [f"string url = {url};\n"]
    again = [*known, *_response(task.parent, context), "result = text;\n"]
    return [
        *_token(call, context),
        "string result;\n{\n",
        *(f"    {line}" for line in first),
        "}\n",
        *while_it_goes_on(task, again, TASKS),
    ]


def request_alone(call: Call, context: SnippetContext) -> list[str]:
    """The lines that make the `request`, and nothing that they know."""
    return _http(call, context, literal(context.url(call)), literal(body_text(call)))


def _locals(call: Call, context: SnippetContext) -> list[str]:
    base = context.url(call).partition("?")[0]
    lines = [*query_statement(call), f"string url = {text_with_query(base, call)};\n"]
    if call.body is not None:
        lines.append(f"string body = {literal(body_text(call))};\n")
    return lines


def _has_token(calls: Sequence[Call], context: SnippetContext) -> bool:
    return context.service_account and any(call.authenticated for call in calls)


def _token(call: Call, context: SnippetContext) -> list[str]:
    if not _has_token([call], context):
        return []
    return [
        "var form = new FormUrlEncodedContent(new Dictionary<string, string>\n",
        "{\n",
        '    ["grant_type"] = "client_credentials",\n',
        '    ["client_id"] = clientId,\n',
        '    ["client_secret"] = clientSecret,\n',
        '    ["scope"] = "all",\n',
        "});\n",
        f"var granted = await http.PostAsync({literal(context.token_url)}, form);\n",
        "string grant = await granted.Content.ReadAsStringAsync();\n",
        "if (!granted.IsSuccessStatusCode)\n",
        "{\n",
        "    throw new HttpRequestException(grant);\n",
        "}\n",
        "JsonElement grants = JsonSerializer.Deserialize<JsonElement>(grant);\n",
        'string token = grants.GetProperty("access_token").GetString();\n',
    ]


def _response(call: Call, context: SnippetContext) -> list[str]:
    """The lines that send a request, and keep the `response` and the `text` of it."""
    lines: list[str] = []
    if signs(call, context):
        body = '""' if call.body is None else "body"
        lines += [
            f"string clock = await http.GetStringAsync({literal(context.time_url)});\n",
            "string time = clock.Trim();\n",
            "if (!ulong.TryParse(time, out _))\n",
            "{\n",
            '    throw new HttpRequestException($"The API gave no time: {clock}");\n',
            "}\n",
            f'string signed = string.Join("+", appSecret, consumerKey, "{call.method}", '
            f"url, {body}, time);\n",
            "byte[] hash = SHA1.Create().ComputeHash(Encoding.UTF8.GetBytes(signed));\n",
            'string signature = "$1$" + BitConverter.ToString(hash).Replace("-", '
            '"").ToLowerInvariant();\n',
        ]
    lines += _http(call, context, "url", "body")
    if context.pages:
        name = f'"{_CURSOR}"'
        lines += [
            'if (cursor != "")\n',
            "{\n",
            f"    request.Headers.TryAddWithoutValidation({name}, cursor);\n",
            "}\n",
        ]
    lines.append("var response = await http.SendAsync(request);\n")
    return [*lines, *_lines(_CHECK)]


def _http(call: Call, context: SnippetContext, url: str, body: str) -> list[str]:
    """The lines that make the `request`; `url` and `body` are expressions."""
    headers = [(name, _NAMES[holds]) for name, holds in own_headers(call, context)]
    headers += [(name, literal(value)) for name, value in header_parameters(call).items()]
    lines = [f'var request = new HttpRequestMessage(new HttpMethod("{call.method}"), {url});\n']
    if call.body is not None:
        lines.append(
            f'request.Content = new StringContent({body}, Encoding.UTF8, "application/json");\n'
        )
    return [
        *lines,
        *(
            f"request.Headers.TryAddWithoutValidation({literal(name)}, {value});\n"
            for name, value in headers
        ),
    ]


def _lines(lines: Sequence[str]) -> list[str]:
    return [f"{line}\n" for line in lines]
