"""Python with asyncio: httpx, which signs and sends the requests without a wrapper."""

# No words for people: code and its comments are the same in each language.

import json
from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import body_text, credentials_of_all, own_headers, signs
from ovh_explorer.snippets.configured import PYTHON, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    SnippetError,
    Task,
    about,
    body_value,
    header_parameters,
    introduction,
    waits,
    without_words,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out
from ovh_explorer.snippets.python_values import (
    TASK_PART,
    comment,
    ends,
    is_shallow,
    literal,
    value_of,
    while_it_goes_on,
)

__all__ = ["LANGUAGE"]

_STEP = 4
# The calls are made in a block within a function.
_DEPTH = 2 * _STEP
_CURSOR = "X-Pagination-Cursor"

# httpx gives these two no body, and has no name for it.
_WITHOUT_BODY = ("GET", "DELETE")

_CHECK = '''def printable(text):
    """A text without what a terminal would take for a command."""
    return "".join(filter(str.isprintable, text))


def check(response):
    """Ends the program if a request was refused, with what the API says."""
    if not response.is_success:
        query_id = response.headers.get("X-OVH-QUERYID", "none")
        said = f"{response.status_code} {printable(response.text)}"
        raise SystemExit(f"{said} (query id: {query_id})")


'''

# What is signed is what leaves: the method, the URL and the body as httpx has them.
_SIGNATURE = '''class Signature(httpx.Auth):
    """Signs each request, by the clock of the API."""

    requires_request_body = True
    requires_response_body = True

    def auth_flow(self, request):
        @clock@
        check(clock)
        now = clock.text.strip()
        if not (now.isascii() and now.isdigit()):
            raise SystemExit(f"The API gave no time: {printable(now)}")
        signed = [application_secret, consumer_key, request.method, str(request.url)]
        signed += [request.content.decode(), now]
        digest = hashlib.sha1("+".join(signed).encode()).hexdigest()
        request.headers["X-Ovh-Application"] = application_key
        request.headers["X-Ovh-Consumer"] = consumer_key
        request.headers["X-Ovh-Timestamp"] = now
        request.headers["X-Ovh-Signature"] = f"$1${digest}"
        yield request


'''

_ACCOUNT = '''class ServiceAccount(httpx.Auth):
    """Signs in once, and sends its token with each request."""

    requires_response_body = True
    token = ""

    def auth_flow(self, request):
        if not self.token:
            form = {
                "grant_type": "client_credentials",
                "client_id": client_id,
                "client_secret": client_secret,
                "scope": "all",
            }
            @granted@
            check(granted)
            self.token = granted.json()["access_token"]
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


'''

_BEARER = '''def bearer(request):
    """Sends the access token with a request."""
    request.headers["Authorization"] = f"Bearer {token}"
    return request


'''

_RUN = """

try:
    asyncio.run(main())
except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
    raise SystemExit(f"{type(error).__name__}: {error}") from error
"""

_PRINT = "print(json.dumps(result, indent=4))"

Items = list[tuple[str, Node]]


def _write(call: Call, context: SnippetContext) -> str:
    if context.call_only:
        if context.pages:
            return "\n".join(_loop(call, context, 0))
        return lay_out(_request(call, context), before="await ")
    lines = _loop(call, context) if context.pages else _exchange(call, context)
    task = context.task(call)
    lines += [] if task is None else _wait(task, context)
    end = [_PRINT] if task is None else [_PRINT, *ends(task)]
    words = introduction(call, context, "pip install httpx")
    return _program([call], context, words, lines, end)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    words = introduction(calls[0], without_words(context), "pip install httpx")
    lines: list[str] = []
    for call in calls:
        above = [comment(line).rstrip("\n") for line in about(call, context)]
        lines += [*[""] * bool(lines), *above, *_exchange(call, context)]
        task = context.task(call)
        lines += [_PRINT] if task is None else [*_wait(task, context), _PRINT, *ends(task)]
    return _program(calls, context, words, lines, [])


def _program(
    calls: Sequence[Call],
    context: SnippetContext,
    words: Sequence[str],
    lines: Sequence[str],
    end: Sequence[str],
) -> str:
    """A program of statements: `lines` know the `client`, `end` only what they left.

    Lines but the first of a statement are already indented, as its layout has it.
    """
    is_signed = any(signs(call, context) for call in calls)
    keys = credentials_of_all(calls, context)
    reads = context.configured and bool(keys)
    modules = ["asyncio"]
    modules += ["configparser"] if reads else []
    modules += ["hashlib"] if is_signed else []
    modules += ["json"]
    modules += ["os"] if reads else []
    client, authentication = _client(calls, context)
    return "".join(
        [
            *(comment(line) for line in words),
            "\n",
            *(f"import {name}\n" for name in modules),
            "\nimport httpx\n\n",
            f"raise SystemExit({literal(context.stop)})\n\n" if context.stop else "",
            key_reader(PYTHON, context, literal) if reads else "",
            *_key_lines(keys, context),
            "\n" if not reads or keys else "",
            _CHECK,
            TASK_PART if waits(calls, context) else "",
            authentication,
            "async def main():\n",
            f"    async with {client} as client:\n",
            *(_indented(line, _DEPTH) for line in lines),
            *(_indented(line, _STEP) for line in end),
            _RUN,
        ]
    )


def _indented(line: str, columns: int) -> str:
    return f"{' ' * columns}{line}\n" if line else "\n"


def _key_lines(keys: Sequence[str], context: SnippetContext) -> list[str]:
    if not keys:
        return []
    lines: list[str] = []
    if context.token_page and not context.configured and context.has_application:
        lines.append(comment(f"Create your keys on {context.token_page}"))
    for name in keys:
        value = f'ovh_key("{name}")' if context.configured else f'"{PLACEHOLDER}"'
        lines.append(f"{'token' if name == 'access_token' else name} = {value}\n")
    return [*lines, "\n"]


def _client(calls: Sequence[Call], context: SnippetContext) -> tuple[str, str]:
    """The expression that makes the client of calls, and what it is authenticated by."""
    if not any(call.authenticated for call in calls):
        return "httpx.AsyncClient(timeout=180)", ""
    if context.access_token:
        return "httpx.AsyncClient(auth=bearer, timeout=180)", _BEARER
    if context.service_account:
        asked = _inner_request("POST", context.token_url, ("data=", "form"))
        made = lay_out(asked, before="granted = yield ", indent=3 * _STEP)
        authentication = _ACCOUNT.replace("@granted@", made)
        return "httpx.AsyncClient(auth=ServiceAccount(), timeout=180)", authentication
    made = lay_out(_inner_request("GET", context.time_url), before="clock = yield ", indent=_DEPTH)
    return "httpx.AsyncClient(auth=Signature(), timeout=180)", _SIGNATURE.replace("@clock@", made)


def _inner_request(method: str, url: str, *more: tuple[str, Node]) -> Group:
    """The request that is needed before another can be sent, and waits as long as that."""
    items = (("", literal(method)), ("", literal(url)), *more)
    return Group("httpx.Request(", (*items, ("extensions=", "request.extensions")), ")")


def _exchange(call: Call, context: SnippetContext) -> list[str]:
    """The statements that send a request and keep its `result`."""
    return [
        *_sending(_request(call, context), _DEPTH),
        "result = response.json() if response.content else None",
    ]


def _sending(request: Group, indent: int) -> list[str]:
    return [lay_out(request, before="response = await ", indent=indent), "check(response)"]


def _loop(call: Call, context: SnippetContext, indent: int = _DEPTH) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    call = replace(call, headers=given)
    request = _request(call, context)
    items = [item for item in request.items if item[0] != "headers="]
    request = replace(request, items=(*items, ("headers=", "headers")))
    headers = Group("{", tuple(_headers(call, context, has_text=_has_text(items))), "}")
    return [
        lay_out(headers, before="headers = ", indent=indent),
        "result = []",
        "while True:",
        *(f"    {line}" for line in _sending(request, indent + _STEP)),
        "    result += response.json()",
        f'    cursor = response.headers.get("{_CURSOR}-Next")',
        "    if not cursor:",
        "        break",
        f'    headers["{_CURSOR}"] = cursor',
    ]


def _wait(task: Task, context: SnippetContext) -> list[str]:
    """The statements that ask for the task that a `result` is until it is over."""
    pause = "await asyncio.sleep(5)"
    deeper = _DEPTH + (2 * _STEP if task.several else _STEP)
    request = _request(task.parent, context)
    if task.repeats:
        read = "result = response.json()"
        return while_it_goes_on(task, [pause, *_sending(request, deeper), read], _DEPTH)
    name = "task" if task.several else "result"
    (_, *others) = request.items
    path = f'tasks + str(task_part({name}, "{task.id}"))'
    request = replace(request, items=(("", path), *others))
    read = f"{name} = response.json()"
    again = while_it_goes_on(task, [pause, *_sending(request, deeper), read], _DEPTH)
    return [f"tasks = {literal(f'{context.url(task.parent)}/')}", *again]


def _request(call: Call, context: SnippetContext) -> Group:
    """The expression that sends a request and gives what is to be awaited."""
    items: Items = [("", literal(context.url(call)))]
    opening = f"client.{call.method.lower()}("
    if call.body is not None:
        items.append(_body(call))
        if call.method in _WITHOUT_BODY:
            items.insert(0, ("", literal(call.method)))
            opening = "client.request("
    headers = _headers(call, context, has_text=_has_text(items))
    if headers:
        items.append(("headers=", Group("{", tuple(headers), "}")))
    if not call.authenticated:
        items.append(("auth=", "None"))
    return Group(opening, tuple(items), ")")


def _has_text(items: Items) -> bool:
    """Whether a body is given as text, of which httpx doesn't know that it is JSON."""
    return any(prefix == "content=" for prefix, _ in items)


def _headers(call: Call, context: SnippetContext, *, has_text: bool) -> Items:
    """The headers that a call has beside those that authenticate it."""
    items: Items = []
    if not call.authenticated:
        items += [(f"{literal(name)}: ", holds) for name, holds in own_headers(call, context)]
    items += [('"Content-Type": ', '"application/json"')] if has_text else []
    given = header_parameters(call).items()
    return [*items, *((f"{literal(name)}: ", literal(value)) for name, value in given)]


def _body(call: Call) -> tuple[str, Node]:
    """The argument that gives the body: a value where httpx writes it as the very bytes."""
    try:
        value = body_value(call)
    except SnippetError:
        return "content=", literal(body_text(call))
    if not is_shallow(value):
        return "content=", literal(body_text(call))
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # For None httpx would send nothing.
    if value is not None and written == body_text(call):
        return "json=", value_of(value)
    # httpx leaves other alphabets as they are: the API takes both, but it is to be the same.
    items = (("", value_of(value)), ("separators=", '(",", ":")'))
    return "content=", Group("json.dumps(", items, ")")


LANGUAGE = Language(
    "asyncio",
    "Python asyncio",
    "python",
    "py",
    _write,
    _script,
    aliases=("python-asyncio", "httpx"),
    pages=True,
    waits=True,
)
