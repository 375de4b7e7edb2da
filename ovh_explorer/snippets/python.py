"""Python, with python-ovh."""

# No words for people: code and its comments; what can't be written is said by marked messages.

import json
import keyword
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from ovh_explorer.call import Call
from ovh_explorer.snippets.configured import PYTHON, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    SnippetError,
    Task,
    about,
    authenticated_call,
    body_value,
    header_parameters,
    introduction,
    waits,
    without_words,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out, spelled
from ovh_explorer.snippets.python_by_hand import write_by_hand, write_script_by_hand
from ovh_explorer.snippets.python_values import (
    TASK_PART,
    comment,
    ends,
    is_shallow,
    literal,
    value_of,
    while_it_goes_on,
)
from ovh_explorer.translation import _

__all__ = ["FAILS", "FAILS_RAW", "LANGUAGE", "client_lines", "has_raw", "statements"]

# Names that the wrapper's methods, or Python itself, keep from being keyword arguments.
_RESERVED_NAMES = frozenset({"self", "_target", "_need_auth"})
_NO_IDENTIFIER = frozenset({"__debug__"})

_STEP = 4
_CURSOR = "X-Pagination-Cursor"

# raw_call makes no exception of an error, and requests would lose what the API says.
_CHECK = (
    "if not response.ok:",
    "    raise ovh.APIError(response.text, response=response)",
)

# What an exception of the wrapper says may be in several parts.
FAILS = """except ovh.APIError as error:
    reasons = [type(error).__name__, *map(str, error.args)]
    said = f"{': '.join(reasons)} (query id: {error.query_id})"
    raise SystemExit("".join(filter(str.isprintable, said))) from error
"""
FAILS_RAW = """except requests.RequestException as error:
    raise SystemExit(f"{type(error).__name__}: {error}") from error
"""

Items = list[tuple[str, Node]]


def _write(call: Call, context: SnippetContext) -> str:
    if context.access_token:
        return write_by_hand(call, context)
    if context.call_only:
        return (
            "\n".join(_loop(call, context)) if context.pages else lay_out(_call(call, context)[0])
        )
    lines = _loop(call, context, _STEP) if context.pages else statements(call, context, _STEP)
    task = context.task(call)
    end = ""
    if task is not None:
        lines += _wait(task, context)
        end = "".join(f"{line}\n" for line in ends(task))
    code = [*_top([call], context), *_guarded(call, [call], lines, context)]
    return "".join([*code, f"\nprint(json.dumps(result, indent=4))\n{end}"])


def _wait(task: Task, context: SnippetContext) -> list[str]:
    """The statements that ask for the task that a `result` is until it is over."""
    if task.repeats:
        again = statements(task.parent, context, 2 * _STEP)
        return while_it_goes_on(task, ["time.sleep(5)", *again])
    name, indent = ("task", 3 * _STEP) if task.several else ("result", 2 * _STEP)
    tasks = lay_out(
        literal(f"{wrapper_path(task.parent, context)}/"), before="tasks = ", indent=_STEP
    )
    place = f'tasks + str(task_part({name}, "{task.id}"))'
    request = Group("client.get(", (("", place),), ")")
    asked = lay_out(request, before=f"{name} = ", indent=indent)
    return [tasks, *while_it_goes_on(task, ["time.sleep(5)", asked])]


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    if context.access_token:
        return write_script_by_hand(calls, context)
    parts = _top(calls, without_words(context))
    if context.stop:
        parts.append(f"raise SystemExit({literal(context.stop)})\n\n")
    lines: list[str] = []
    for call in calls:
        above = about(call, context)
        lines += [""] * bool(lines) + [comment(line).rstrip("\n") for line in above]
        lines += statements(call, context, _STEP)
        task = context.task(call)
        if task is not None:
            lines += _wait(task, context)
        lines.append("print(json.dumps(result, indent=4))")
        if task is not None:
            lines += ends(task)
    return "".join([*parts, *_guarded(authenticated_call(calls), calls, lines, context)])


def _top(calls: Sequence[Call], context: SnippetContext) -> list[str]:
    lines = [comment(line) for line in introduction(calls[0], context, "pip install ovh")]
    modules = ["json"]
    if context.configured and context.section:
        modules = ["configparser", "json", "os"]
    modules += ["time"] if waits(calls, context) else []
    imports = "".join(f"import {name}\n" for name in modules)
    requests = "import requests\n" if has_raw(calls, context) else ""
    part = f"\n{TASK_PART}" if waits(calls, context) else ""
    return [*lines, f"\n{imports}\nimport ovh\n{requests}\n{part}"]


def has_raw(calls: Sequence[Call], context: SnippetContext) -> bool:
    """Whether some of the calls are sent by raw_call, which lets the exceptions of requests
    through.
    """
    return context.pages or any(_call(call, context)[1] for call in calls)


def statements(
    call: Call, context: SnippetContext, indent: int, result: str = "result"
) -> list[str]:
    """The statements that make a call and keep its `result`."""
    group, is_raw = _call(call, context)
    node = spelled(group, context.spell)
    if not is_raw:
        return [lay_out(node, before=f"{result} = ", indent=indent)]
    last = f"{result} = response.json() if response.content else None"
    return [lay_out(node, before="response = ", indent=indent), *_CHECK, last]


def _guarded(
    call: Call, calls: Sequence[Call], lines: list[str], context: SnippetContext
) -> list[str]:
    """The client that `call` needs, and statements; a failure of either ends the script with the
    class of the exception, the message of the API, and the query id.

    Lines but the first of a statement are already indented, as its layout has it.
    """
    is_profile = context.configured and context.section
    body = "".join(
        f"{' ' * _STEP}{line}\n" if line else "\n"
        for line in [*client_lines(call, context), "", *lines]
    )
    return [
        key_reader(PYTHON, context, literal) if is_profile else "",
        f"try:\n{body}",
        FAILS,
        FAILS_RAW if has_raw(calls, context) else "",
    ]


def client_lines(call: Call, context: SnippetContext) -> list[str]:
    """The lines that make the client."""
    if context.configured and not context.section:
        where = "# Instantiate a client. It finds its keys in the environment, or in ovh.conf."
        items: Items = [("endpoint=", literal(context.endpoint))]
        if context.config_file:
            items.append(("config_file=", literal(context.config_file)))
        made = Group("ovh.Client(", tuple(items), ")")
        return [where, lay_out(made, before="client = ", indent=_STEP)]
    names = ["application_key", "application_secret"]
    if call.authenticated:
        names.append("consumer_key")
    if context.service_account:
        names = ["client_id", "client_secret"]
    if context.token_page and not context.configured and not context.service_account:
        place = f" Create your keys on {context.token_page}"
    else:
        place = ""
    return [
        comment(f"Instantiate a client.{place}").rstrip("\n"),
        "client = ovh.Client(",
        f"    endpoint={literal(context.endpoint)},",
        *(f"    {name}={_credential(name, context)}," for name in names),
        ")",
    ]


def _credential(name: str, context: SnippetContext) -> str:
    return f'ovh_key("{name}")' if context.configured else f'"{PLACEHOLDER}"'


def _loop(call: Call, context: SnippetContext, indent: int = 0) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    items: Items = [("", literal(call.method)), ("", literal(_target(call, context)))]
    if call.body is not None:
        items.append(("data=", _body(body_value(call))))
    if not call.authenticated:
        items.append(("need_auth=", "False"))
    items.append(("headers=", "headers"))
    given = {
        name: value
        for name, value in header_parameters(call).items()
        if name.lower() != _CURSOR.lower()
    }
    request = Group("client.raw_call(", tuple(items), ")")
    return [
        lay_out(value_of(given), before="headers = ", indent=indent),
        "result = []",
        "while True:",
        "    " + lay_out(request, before="response = ", indent=indent + _STEP),
        *(f"    {line}" for line in _CHECK),
        "    result += response.json()",
        f'    cursor = response.headers.get("{_CURSOR}-Next")',
        "    if not cursor:",
        "        break",
        f'    headers["{_CURSOR}"] = cursor',
    ]


def _target(call: Call, context: SnippetContext) -> str:
    return wrapper_path(call, context) + (f"?{call.query_string}" if call.query else "")


def _call(call: Call, context: SnippetContext) -> tuple[Group, bool]:
    """The expression that makes the call, and whether it gives the response rather than its
    value.
    """
    path = wrapper_path(call, context)
    query = f"?{call.query_string}" if call.query else ""
    body: Any = None
    if call.body is not None:
        body = body_value(call)
        if body is None:
            raise SnippetError(_("python-ovh can't send a body that is null: it would send none."))
    if call.headers:
        return _raw_call(call, path + query, body), True
    if call.method == "PATCH" or (call.body is not None and not _fits_keywords(call, body)):
        return _plain_call(call, path + query, body), False
    items: Items = []
    if call.method == "GET" and _is_wrappers_query(call):
        query = ""
        items = _keywords(dict(call.query))
    elif call.body is not None:
        items = _keywords(body)
    head: Items = [("", literal(path + query))]
    if not call.authenticated:
        head.append(("_need_auth=", "False"))
    return Group(f"client.{call.method.lower()}(", (*head, *items), ")"), False


def _plain_call(call: Call, target: str, body: Any) -> Group:
    items: Items = [("", literal(call.method)), ("", literal(target))]
    if call.body is not None:
        items.append(("", _body(body)))
    if not call.authenticated:
        items.append(("need_auth=", "False"))
    return Group("client.call(", tuple(items), ")")


def _raw_call(call: Call, target: str, body: Any) -> Group:
    # The only one of the wrapper's methods that takes headers. It maps no errors and gives the
    # response.
    items: Items = [("", literal(call.method)), ("", literal(target))]
    if call.body is not None:
        items.append(("data=", _body(body)))
    if not call.authenticated:
        items.append(("need_auth=", "False"))
    items.append(("headers=", value_of(header_parameters(call))))
    return Group("client.raw_call(", tuple(items), ")")


def _fits_keywords(call: Call, body: Any) -> bool:
    if call.method not in ("POST", "PUT") or not isinstance(body, dict) or not body:
        return False
    return all(_reaches(name) and _argument(name) for name in body) and is_shallow(body)


def _is_wrappers_query(call: Call) -> bool:
    """Whether keyword arguments make the wrapper send the very same query."""
    values = dict(call.query)
    if len(values) != len(call.query) or not all(_reaches(name) for name in values):
        return False
    return urlencode(values) == call.query_string


def _reaches(name: str) -> bool:
    # The wrapper takes the underscore off `_from`, `_class`, ...: the way to write reserved words.
    return name not in _RESERVED_NAMES and not (
        name.startswith("_") and keyword.iskeyword(name[1:])
    )


def _argument(name: str) -> str:
    """How a name is written as keyword argument; empty where it can't be."""
    if keyword.iskeyword(name):
        return f"_{name}"
    # Other alphabets are left out: Python normalises its identifiers, so another name might be
    # sent.
    return name if name.isascii() and name.isidentifier() and name not in _NO_IDENTIFIER else ""


def _keywords(values: dict[str, Any]) -> Items:
    if all(_argument(name) for name in values):
        return [(f"{_argument(name)}=", value_of(value)) for name, value in values.items()]
    return [("**", value_of(values))]


def _body(body: Any) -> Node:
    if is_shallow(body):
        return value_of(body)
    text = literal(json.dumps(body, separators=(",", ":")))
    return Group("json.loads(", (("", text),), ")")


LANGUAGE = Language(
    "python",
    "Python",
    "python",
    "py",
    _write,
    _script,
    aliases=("py", "python3"),
    pages=True,
    waits=True,
)
