"""Python without python-ovh, which takes no access token: with what Python has of its own."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import body_text, credentials_of_all, own_headers, says_why
from ovh_explorer.snippets.configured import PYTHON, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    SnippetContext,
    Task,
    about,
    header_parameters,
    introduction,
    waits,
    without_words,
    wrapped,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out
from ovh_explorer.snippets.python_values import TASK_PART, comment, ends, literal, while_it_goes_on

__all__ = ["write_by_hand", "write_script_by_hand"]

_REASON = "python-ovh takes no access token"
_CURSOR = "X-Pagination-Cursor"
_STEP = 4

# No redirect is followed: the token would go where that leads.
_RESULT = (
    "response = connection.getresponse()",
    "text = response.read().decode()",
    "if response.status >= 300:",
    '    query_id = response.getheader("X-OVH-QUERYID", "none")',
    '    said = f"{response.status} {text} (query id: {query_id})"',
    '    raise SystemExit("".join(filter(str.isprintable, said)))',
    'result = json.loads(text or "null")',
)
_PRINT = "print(json.dumps(result, indent=4))"


def write_by_hand(call: Call, context: SnippetContext) -> str:
    """The code of a call: a script, or the call alone."""
    why = [comment(line) for line in wrapped(says_why(_REASON, call, context))]
    if context.call_only:
        lines = (
            _loop(call, context, 0) if context.pages else _steps(call, context, 0)[: -len(_RESULT)]
        )
        return "".join([*why, "\n".join([_connection(context), *lines])])
    top = [*why, *(comment(line) for line in introduction(call, context))]
    steps = _loop(call, context, _STEP) if context.pages else _steps(call, context, _STEP)
    task = context.task(call)
    steps += [] if task is None else _wait(task, context)
    end = [_PRINT] if task is None else [_PRINT, *ends(task)]
    lines = ["", *end]
    code = [*top, *_top([call], context), *_guarded(steps), *(f"{line}\n" for line in lines)]
    return "".join(code)


def _guarded(steps: list[str]) -> list[str]:
    """Statements; a failure to send, or an answer that isn't JSON, ends the script with what went
    wrong. Lines but the first of a statement are already indented.
    """
    return [
        "try:\n",
        *(f"{' ' * _STEP}{step}\n" if step else "\n" for step in steps),
        "except (OSError, http.client.HTTPException, ValueError) as error:\n",
        '    raise SystemExit(f"{type(error).__name__}: {error}") from error\n',
    ]


def _wait(task: Task, context: SnippetContext) -> list[str]:
    """The statements that ask for the task that a `result` is until it is over."""
    # A connection that rests may be closed by the other side: each request has one of its own.
    pause = ["connection.close()", "time.sleep(5)"]
    if task.repeats:
        return while_it_goes_on(task, [*pause, *_steps(task.parent, context, 2 * _STEP)])
    tasks = f"tasks = {literal(f'{_target(task.parent, context)}/')}"
    name, indent = ("task", 3 * _STEP) if task.several else ("result", 2 * _STEP)
    headers = lay_out(_headers(task.parent, context), before="headers = ", indent=indent)
    items = [
        ("", '"GET"'),
        ("", f'tasks + str(task_part({name}, "{task.id}"))'),
        ("headers=", "headers"),
    ]
    request = lay_out(Group("connection.request(", tuple(items), ")"), indent=indent)
    *check, read = _RESULT
    again = [*pause, headers, request, *check, read.replace("result", name)]
    return [tasks, *while_it_goes_on(task, again)]


def write_script_by_hand(calls: Sequence[Call], context: SnippetContext) -> str:
    """A script of several calls."""
    why = [comment(line) for line in wrapped(says_why(_REASON, calls[0], context))]
    words = introduction(calls[0], without_words(context))
    lines: list[str] = []
    for call in calls:
        above = about(call, context)
        lines += [""] * bool(lines) + [comment(line).rstrip("\n") for line in above]
        task = context.task(call)
        steps = _steps(call, context, _STEP)
        end = [_PRINT] if task is None else [*_wait(task, context), _PRINT, *ends(task)]
        lines += [*steps, *end]
    top = [*why, *(comment(line) for line in words), *_top(calls, context)]
    return "".join([*top, *_guarded(lines)])


def _top(calls: Sequence[Call], context: SnippetContext) -> list[str]:
    """What stands before the calls: what is loaded, the token, the connection."""
    has_token = bool(credentials_of_all(calls, context))
    modules = ["http.client", "json"]
    reader, token = "", f'"{PLACEHOLDER}"'
    if context.configured and has_token:
        modules = ["configparser", *modules, "os"]
        reader, token = key_reader(PYTHON, context, literal), 'ovh_key("access_token")'
    modules += ["time"] if waits(calls, context) else []
    parts = ["\n", *(f"import {name}\n" for name in modules), "\n"]
    if context.stop:
        parts.append(f"raise SystemExit({literal(context.stop)})\n\n")
    defined = reader
    if waits(calls, context):
        defined = (reader or "\n") + TASK_PART
    parts += [defined, f"token = {token}\n" if has_token else "", f"{_connection(context)}\n\n"]
    return parts


def _connection(context: SnippetContext) -> str:
    base = urlsplit(context.base_url)
    kind = "HTTPConnection" if base.scheme == "http" else "HTTPSConnection"
    return f"connection = http.client.{kind}({literal(base.netloc)}, timeout=180)"


def _target(call: Call, context: SnippetContext) -> str:
    url = urlsplit(context.url(call))
    return context.url(call).removeprefix(f"{url.scheme}://{url.netloc}")


def _headers(call: Call, context: SnippetContext) -> Group:
    items: list[tuple[str, Node]] = [
        (f"{literal(name)}: ", 'f"Bearer {token}"') for name, _ in own_headers(call, context)
    ]
    if call.body is not None:
        items.append(('"Content-Type": ', '"application/json"'))
    given = header_parameters(call).items()
    items += [(f"{literal(name)}: ", literal(value)) for name, value in given]
    return Group("{", tuple(items), "}")


def _request(call: Call, context: SnippetContext, indent: int) -> str:
    """The statement that sends a request with its `headers`."""
    items: list[tuple[str, Node]] = [
        ("", literal(call.method)),
        ("", literal(_target(call, context))),
    ]
    if call.body is not None:
        text = body_text(call)
        items.append(("", literal(text) + ("" if text.isascii() else ".encode()")))
    items.append(("headers=", "headers"))
    return lay_out(Group("connection.request(", tuple(items), ")"), indent=indent)


def _steps(call: Call, context: SnippetContext, indent: int) -> list[str]:
    headers = lay_out(_headers(call, context), before="headers = ", indent=indent)
    return [headers, _request(call, context, indent), *_RESULT]


def _loop(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    call = replace(call, headers=given)
    *check, _ = _RESULT
    return [
        lay_out(_headers(call, context), before="headers = ", indent=indent),
        "result = []",
        "while True:",
        *(f"    {line}" for line in [_request(call, context, indent + _STEP), *check]),
        "    result += json.loads(text)",
        f'    cursor = response.getheader("{_CURSOR}-Next")',
        "    if not cursor:",
        "        break",
        f'    headers["{_CURSOR}"] = cursor',
    ]
