"""Java 11 and later, with what it has of its own: one file that `java FILE.java` runs."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets import java_parts as parts
from ovh_explorer.snippets.by_hand import (
    CAMEL_NAMES,
    VARIABLES,
    body_text,
    credentials_of_all,
    own_headers,
    signs,
)
from ovh_explorer.snippets.java_values import STEP, WIDTH, assign, call, comments, literal
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    Task,
    about,
    header_parameters,
    introduction,
    without_words,
)

__all__ = ["LANGUAGE"]

_CURSOR = "X-Pagination-Cursor"
_NAMES = {**CAMEL_NAMES, "token": '"Bearer " + token'}
# Columns that are left of the statements.
_MARGIN = 4
_RUN = "Run: java OvhCall.java (Java 11 or later)"
_CLIENT = "HttpClient http = HttpClient.newHttpClient();\n"
_NEXT = (
    "String page = response.body().strip();\n",
    'if (!page.startsWith("[") || !isJson(page)) {\n',
    '  throw new IOException("The answer isn\'t JSON of a list: " + page);\n',
    "}\n",
    "String items = page.substring(1, page.length() - 1).strip();\n",
    "if (!items.isEmpty()) {\n",
    "  pages.add(items);\n",
    "}\n",
    f'cursor = response.headers().firstValue("{_CURSOR}-Next").orElse("");\n',
)


def _write(sent: Call, context: SnippetContext) -> str:
    if context.call_only and context.pages:
        return "".join(_pages(sent, context, 0)).rstrip("\n")
    if context.call_only:
        url, body = literal(context.url(sent)), literal(body_text(sent))
        return "".join(_request(sent, context, url, body, 0)).rstrip("\n")
    head = comments([*introduction(sent, context), _RUN])
    steps = [*_keys([sent], context), _CLIENT, *_steps(sent, context, _MARGIN)]
    return parts.class_of(head, steps, _methods([sent], context))


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    words = [*introduction(calls[0], without_words(context)), _RUN]
    steps: list[str] = []
    if context.stop:
        steps += [call("stop", [literal(context.stop)], _MARGIN), "\n"]
    steps += [*_keys(calls, context), _CLIENT]
    for sent in calls:
        steps += ["\n", *comments(about(sent, context)), "{\n"]
        steps += _inner(_steps(sent, context, _MARGIN + STEP))
        steps.append("}\n")
    return parts.class_of(comments(words), steps, _methods(calls, context))


def _methods(calls: Sequence[Call], context: SnippetContext) -> list[str]:
    """The methods that the code of the calls uses."""
    methods = [parts.SEND]
    if any(signs(sent, context) for sent in calls):
        methods.append(parts.SIGN)
    if context.service_account and any(sent.authenticated for sent in calls):
        methods.append(parts.GRANT)
    if any(context.task(sent) for sent in calls):
        methods.append(parts.PARTS)
    methods.append(parts.PRINT)
    if context.stop:
        methods.append(parts.STOP)
    if context.configured and credentials_of_all(calls, context):
        methods.append(parts.key_method(context))
    return methods


def _keys(calls: Sequence[Call], context: SnippetContext) -> list[str]:
    """The credentials."""
    names = credentials_of_all(calls, context)
    lines: list[str] = []
    if names and context.token_page and not context.configured and context.has_application:
        lines += comments([f"Create your keys on {context.token_page}"])
    for name in names:
        value = literal(PLACEHOLDER)
        if context.configured:
            value = f'ovhKey("{VARIABLES[name].removeprefix("OVH_").lower()}")'
        lines.append(f"String {_NAMES[name] if name != 'access_token' else 'token'} = {value};\n")
    return lines


def _steps(sent: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that send a call and print what came back; they know `http`."""
    if context.pages:
        return [*_pages(sent, context, indent), 'print("[" + String.join(",", pages) + "]");\n']
    task = context.task(sent)
    if task is not None:
        return _wait(sent, context, task, indent)
    lines = [*_token(sent, context, indent), *_make(sent, context, indent)]
    return [*lines, "print(send(http, request).body());\n"]


def _token(sent: Call, context: SnippetContext, indent: int) -> list[str]:
    if not (context.service_account and sent.authenticated):
        return []
    url = assign("String tokenUrl", literal(context.token_url), indent)
    return [url, "String token = token(http, tokenUrl, clientId, clientSecret);\n"]


def _make(sent: Call, context: SnippetContext, indent: int, *, url: str = "") -> list[str]:
    """The statements that make a `request`, signed where it is to be."""
    lines = [assign("String url", url or literal(context.url(sent)), indent)]
    if sent.body is not None:
        lines.append(assign("String body", literal(body_text(sent)), indent))
    if signs(sent, context):
        body = '""' if sent.body is None else "body"
        values = ["appSecret", "consumerKey", literal(sent.method), "url", body, "time"]
        lines += [
            assign("String time", f"time(http, {literal(context.time_url)})", indent),
            assign("String signature", f"signature({', '.join(values)})", indent),
        ]
    return [*lines, *_request(sent, context, "url", "body", indent)]


def _request(sent: Call, context: SnippetContext, url: str, body: str, indent: int) -> list[str]:
    """The statements that make the `request`; `url` and `body` are expressions."""
    headers = [(name, _NAMES[holds]) for name, holds in own_headers(sent, context)]
    if sent.body is not None:
        headers.append(("Content-Type", literal("application/json")))
    headers += [(name, literal(value)) for name, value in header_parameters(sent).items()]
    builder = f"HttpRequest.newBuilder(URI.create({url}))"
    lines = [assign("HttpRequest.Builder request", builder, indent)]
    lines += [call("request.header", [literal(name), value], indent) for name, value in headers]
    if sent.body is not None:
        publisher = f"HttpRequest.BodyPublishers.ofString({body})"
        lines.append(call("request.method", [literal(sent.method), publisher], indent))
    elif sent.method in ("GET", "DELETE"):
        lines.append(f"request.{sent.method}();\n")
    else:
        publisher = "HttpRequest.BodyPublishers.noBody()"
        lines.append(call("request.method", [literal(sent.method), publisher], indent))
    return lines


def _pages(sent: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that gather the `pages` of a list."""
    given = tuple(header for header in sent.headers if header[0].lower() != _CURSOR.lower())
    steps = [
        *_make(replace(sent, headers=given), context, indent + STEP),
        "if (!cursor.isEmpty()) {\n",
        f'  request.header("{_CURSOR}", cursor);\n',
        "}\n",
        "HttpResponse<String> response = send(http, request);\n",
        *_NEXT,
    ]
    return [
        *_token(sent, context, indent),
        "List<String> pages = new ArrayList<>();\n",
        'String cursor = "";\n',
        "do {\n",
        *_inner(steps),
        "} while (!cursor.isEmpty());\n",
    ]


def _wait(sent: Call, context: SnippetContext, task: Task, indent: int) -> list[str]:
    """The statements that send a call, wait for the task that its answer is, and print that."""
    over = ", ".join(literal(state) for state in task.over)
    first = [*_make(sent, context, indent + STEP), "result = send(http, request).body();\n"]
    name = "tasks.get(number)" if task.several else "result"
    state = f"taskPart({name}, {literal(task.state)})"
    inner = indent + STEP * (1 + task.several)
    url = ""
    if not task.repeats:
        place = literal(f"{context.url(task.parent)}/")
        id_ = f"taskPart({name}, {literal(task.id)})"
        url = _sum(place, id_, "String url", inner)
    answer = "send(http, request).body()"
    kept = f"tasks.set(number, {answer});\n" if task.several else f"result = {answer};\n"
    loop = [
        f"while (!over.contains({state})) {{\n",
        "  Thread.sleep(5000);\n",
        *_inner([*_make(task.parent, context, inner, url=url), kept]),
        "}\n",
    ]
    lines = [
        *_token(sent, context, indent),
        "String result;\n",
        "{\n",
        *_inner(first),
        "}\n",
        assign("List<String> over", f"List.of({over})", indent),
    ]
    done = literal(task.done)
    if not task.several:
        failed = f"!{done}.equals({state})"
        return [
            *lines,
            *loop,
            "print(result);\n",
            f"if ({failed}) {{\n",
            "  System.exit(1);\n",
            "}\n",
        ]
    each = f"taskPart(task, {literal(task.state)})"
    return [
        *lines,
        'if (!result.strip().startsWith("[") || !isJson(result)) {\n',
        '  throw new IOException("The answer isn\'t JSON of a list: " + result);\n',
        "}\n",
        "List<String> tasks = new ArrayList<>(parts(result).values());\n",
        "for (int number = 0; number < tasks.size(); number++) {\n",
        *_inner(loop),
        "}\n",
        'print("[" + String.join(",", tasks) + "]");\n',
        "for (String task : tasks) {\n",
        f"  if (!{done}.equals({each})) {{\n",
        "    System.exit(1);\n",
        "  }\n",
        "}\n",
    ]


def _sum(one: str, other: str, name: str, indent: int) -> str:
    """The sum of two texts, as it stands behind a name; each has a line where they are too long."""
    line = f"{name} = {one} + {other};"
    if indent + len(line) <= WIDTH or indent + 4 + len(f"{one} + {other};") <= WIDTH:
        return f"{one} + {other}"
    return f"{one}\n{' ' * (indent + 8)}+ {other}"


def _inner(steps: Sequence[str]) -> list[str]:
    return [f"{' ' * STEP}{step}" for step in steps]


LANGUAGE = Language("java", "Java", "java", "java", _write, _script, pages=True, waits=True)
