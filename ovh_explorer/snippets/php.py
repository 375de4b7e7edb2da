"""PHP, with php-ovh."""

# No words for people: code and its comments; what can't be written is said by marked messages.

import re
from collections.abc import Sequence
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.configured import PHP, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    SnippetError,
    Task,
    about,
    authenticated_call,
    body_value,
    has_odd_number,
    header_parameters,
    introduction,
    without_words,
    wrapper_path,
)
from ovh_explorer.snippets.layout import WIDTH, Group, Node, lay_out, spelled
from ovh_explorer.snippets.php_by_hand import write_by_hand, write_script_by_hand
from ovh_explorer.snippets.php_values import (
    comment,
    ends,
    literal,
    stop,
    task_part,
    while_it_goes_on,
)
from ovh_explorer.translation import _

__all__ = ["INSTALL", "LANGUAGE", "PRETTY", "guarded", "reader", "statements", "top"]

_MIN_INTEGER, _MAX_INTEGER = -(2**63), 2**63 - 1

# What PHP turns into an integer when it is a key of an array.
_INTEGER_KEY = re.compile(r"0|-?[1-9][0-9]*")

# php-ovh doesn't sign a GET of such a path, which it takes for a schema; a query can look like one
# as well.
_LOOKS_LIKE_SCHEMA = re.compile(r"/[^/]+\.json")

PRETTY = "JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE"

_PRINT_RESULT = f"echo json_encode($result, {PRETTY}), PHP_EOL;"

INSTALL = "composer require ovh/ovh"

_STEP = 4

# As the wrapper's own README has it, for all statuses that are errors.
_FAILS = """} catch (BadResponseException $error) {
    // The API answers with the class of the error and a message.
    $answer = $error->getResponse();
    fwrite(STDERR, preg_replace('/[[:cntrl:]]+/', ' ', $answer->getBody()) . PHP_EOL);
    fwrite(STDERR, 'Query id: ' . $answer->getHeaderLine('X-OVH-QUERYID') . PHP_EOL);
    exit(1);
} catch (Exception $error) {
    $said = get_class($error) . ': ' . $error->getMessage();
    fwrite(STDERR, preg_replace('/[[:cntrl:]]+/', ' ', $said) . PHP_EOL);
    exit(1);
}
"""

_CURSOR = "X-Pagination-Cursor"

_KEEPS_THE_CURSOR = f"""// The wrapper gives no headers: its HTTP client keeps the one
// that leads to the next page.
$cursor = '';
$handler = \\GuzzleHttp\\HandlerStack::create();
$handler->push(\\GuzzleHttp\\Middleware::mapResponse(function ($response) use (&$cursor) {{
    $cursor = $response->getHeaderLine('{_CURSOR}-Next');
    return $response;
}}));
$http = new \\GuzzleHttp\\Client(['timeout' => 30, 'handler' => $handler]);

"""

# php-ovh takes PHP's null for the absence of a body.
_NULL = (
    "// json_encode writes null for it; for PHP's own the wrapper sends no body.",
    "$null = new class implements \\JsonSerializable {",
    "    public function jsonSerialize(): mixed",
    "    {",
    "        return null;",
    "    }",
    "};",
)


def _write(call: Call, context: SnippetContext) -> str:
    if context.access_token:
        return write_by_hand(call, context)
    if context.call_only:
        alone = lay_out(_call(call, context), after=";")
        lines = _loop(call, context) if context.pages else [alone]
        return "\n".join([*_before(call), *lines])
    head = top(introduction(call, context, INSTALL), context)
    if context.pages:
        if context.service_account:
            raise SnippetError(
                _(
                    "php-ovh takes no HTTP client for a service account, which following pages "
                    "needs."
                )
            )
        head.append(_KEEPS_THE_CURSOR)
        steps = _loop(call, context, _STEP)
    else:
        steps = statements(call, context)
    lines = [*_before(call), *steps] if context.pages else steps
    task = context.task(call)
    lines += [] if task is None else _wait(task, context)
    end = [_PRINT_RESULT, *([] if task is None else ends(task))]
    defined = [reader(context), task_part([call], context)]
    code = [*head, *defined, guarded(call, lines, context), "\n"]
    return "".join([*code, *(f"{line}\n" for line in end)])


def _wait(task: Task, context: SnippetContext) -> list[str]:
    """The statements that ask for the task that a `$result` is until it is over."""
    if task.repeats:
        again = lay_out(
            _call(task.parent, context), before="$result = ", after=";", indent=2 * _STEP
        )
        return while_it_goes_on(task, [again])
    name = "$task" if task.several else "$result"
    path = literal(f"{wrapper_path(task.parent, context)}/")
    return while_it_goes_on(task, [f"{name} = $ovh->get({path} . task_part({name}, '{task.id}'));"])


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    if context.access_token:
        return write_script_by_hand(calls, context)
    words = introduction(calls[0], without_words(context), INSTALL)
    lines: list[str] = []
    for call in calls:
        above = about(call, context)
        lines += [""] * bool(lines) + [comment(line).rstrip("\n") for line in above]
        lines += [*statements(call, context)]
        task = context.task(call)
        lines += [_PRINT_RESULT] if task is None else _wait(task, context)
        lines += [] if task is None else [_PRINT_RESULT, *ends(task)]
    code = guarded(authenticated_call(calls), lines, context)
    defined = [reader(context), task_part(calls, context)]
    return "".join([*top(words, context), *defined, code])


def top(words: list[str], context: SnippetContext) -> list[str]:
    """What stands before the client: comments, and what is loaded."""
    uses = "use GuzzleHttp\\Exception\\BadResponseException;\nuse Ovh\\Api;\n\n"
    return [
        "<?php\n\n",
        *(comment(line) for line in words),
        stop(context),
        f"\nrequire __DIR__ . '/vendor/autoload.php';\n\n{uses}",
    ]


def statements(
    call: Call, context: SnippetContext, result: str = "$result", indent: int = _STEP
) -> list[str]:
    """The statement that makes a call and keeps its `$result`, and what it needs before it."""
    request = _call(call, context)
    return [*_before(call), lay_out(request, before=f"{result} = ", after=";", indent=indent)]


def _before(call: Call) -> list[str]:
    """The lines that a call needs before it."""
    lines = [comment(line).rstrip("\n") for line in _caveats(call)]
    return [*lines, *_NULL] if call.body is not None and body_value(call) is None else lines


def guarded(call: Call, lines: list[str], context: SnippetContext) -> str:
    """The client that `call` needs, and statements; a failure of either ends the script with what
    the API says and the query id, or with what else went wrong.

    Lines but the first of a statement are already indented, as its layout has it.
    """
    everything = [*_client(call, context), "", *lines]
    body = "".join(f"{' ' * _STEP}{line}\n" if line else "\n" for line in everything)
    return f"try {{\n{body}{_FAILS}"


def _loop(call: Call, context: SnippetContext, indent: int = 0) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    given = {
        name: value
        for name, value in header_parameters(call).items()
        if name.lower() != _CURSOR.lower()
    }
    request = lay_out(
        _call(call, context), before="array_push($result, ...", after=");", indent=indent + _STEP
    )
    headers: Node = _value(given) if given else "[]"
    return [
        lay_out(headers, before="$headers = ", after=";", indent=indent),
        "$result = [];",
        "do {",
        f"    {request}",
        f"    $headers['{_CURSOR}'] = $cursor;",
        "} while ($cursor !== '');",
    ]


def reader(context: SnippetContext) -> str:
    """What reads the keys, where they are configured."""
    return key_reader(PHP, context, literal) + "\n" if context.configured else ""


def _client(call: Call, context: SnippetContext) -> list[str]:
    """The lines that make the client."""
    has_page = context.token_page and not context.configured and not context.service_account
    place = f" Create your keys on {context.token_page}" if has_page else ""

    def credential(variable: str) -> str:
        if not context.configured:
            return f"'{PLACEHOLDER}'"
        return f"ovh_key('{variable.removeprefix('OVH_').lower()}')"

    if context.service_account:
        identity = f"{credential('OVH_CLIENT_ID')}, {credential('OVH_CLIENT_SECRET')}"
        return [f"$ovh = Api::withOAuth2({identity}, {literal(context.endpoint)});"]
    arguments = [
        (credential("OVH_APPLICATION_KEY"), "Application Key"),
        (credential("OVH_APPLICATION_SECRET"), "Application Secret"),
        (literal(context.endpoint), "Endpoint"),
    ]
    if call.authenticated:
        arguments.append((credential("OVH_CONSUMER_KEY"), "Consumer Key"))
    elif context.pages:
        arguments.append(("null", "Consumer Key"))
    if context.pages:
        arguments.append(("$http", "HTTP client"))
    *first, last = arguments
    lines = [f"    {code}, // {what}" for code, what in first]
    lines.append(f"    {last[0]} // {last[1]}")
    words = comment(f"Instantiate a client.{place}").rstrip("\n")
    return [words, "$ovh = new Api(", *lines, ");"]


def _call(call: Call, context: SnippetContext) -> Group:
    path = wrapper_path(call, context)
    query = f"?{call.query_string}" if call.query else ""
    content: Node = "null"
    if call.body is not None:
        if call.method == "GET":
            raise SnippetError(
                _("php-ovh can't send a GET with a body: it would make it the query.")
            )
        content = spelled(_body(body_value(call)), context.spell)
    elif call.method == "GET" and query and _is_wrappers_query(call):
        query = ""
        content = spelled(_value(_query_array(call)), context.spell)
    target = path + query
    if call.method == "GET" and call.authenticated and _LOOKS_LIKE_SCHEMA.fullmatch(target):
        target = f"/v1{target}"
    address = context.spell(literal(target))
    headers: Node = "null"
    if call.headers:
        headers = spelled(_value(header_parameters(call)), context.spell)
    if context.pages:
        headers = "$headers"
    signed = "true" if call.authenticated else "false"
    if call.method == "PATCH":
        return _patch(address, content, signed, headers)
    arguments = [address, content, headers, signed]
    defaults = ["", "" if call.method == "PUT" else "null", "null", "true"]
    while arguments[-1] == defaults[len(arguments) - 1]:
        arguments.pop()
    return _arguments(f"$ovh->{call.method.lower()}(", arguments, ")")


def _patch(target: str, content: Node, signed: str, headers: Node) -> Group:
    # php-ovh has no method for PATCH; what its methods are made of is bound to the client and
    # called.
    arguments = ["'PATCH'", target, content, signed, headers]
    while arguments[-1] == ["", "", "null", "true", "null"][len(arguments) - 1]:
        arguments.pop()
    return _arguments(
        "(fn () => $this->decodeResponse($this->rawCall(", arguments, ")))->call($ovh)"
    )


def _arguments(opening: str, arguments: list[Node], closing: str) -> Group:
    *first, last = arguments
    head = opening + "".join(f"{argument}, " for argument in first if isinstance(argument, str))
    everything = Group(opening, tuple(("", argument) for argument in arguments), closing)
    all_short = all(isinstance(argument, str) for argument in first)
    if isinstance(last, Group) and all_short and len(head + last.opening) <= WIDTH:
        # The usual way to write it: an array at the end opens on the line of the call.
        return Group(head + last.opening, last.items, last.closing + closing)
    return everything


def _is_wrappers_query(call: Call) -> bool:
    """Whether an array as content makes the wrapper send the very same query.

    It spells names and values the way TRY does; but it renumbers integer keys, and gathers what
    has one name in one place.
    """
    if any(_INTEGER_KEY.fullmatch(name) for name, _ in call.query):
        return False
    gathered = [
        (name, value)
        for name, values in _query_array(call).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return gathered == list(call.query)


def _query_array(call: Call) -> dict[str, Any]:
    lists: dict[str, list[str]] = {}
    for name, value in call.query:
        lists.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in lists.items()}


def _body(body: Any) -> Node:
    return "$null" if body is None else _value(body)


def _value(value: Any) -> Node:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            if not _MIN_INTEGER <= value <= _MAX_INTEGER:
                raise SnippetError(
                    _("PHP has no integers of more than 64 bits: it would send another number.")
                )
            return "PHP_INT_MIN" if value == _MIN_INTEGER else str(value)
        case str():
            return literal(value)
        case dict():
            return _object(value)
        case list():
            return Group("[", tuple(("", _value(inner)) for inner in value), "]")
        case _:
            return repr(value)


def _object(value: dict[str, Any]) -> Node:
    if not value:
        return "new \\stdClass()"
    # Keys 0, 1, 2, ... in their order would make the array a list.
    is_list = all(key == str(index) for index, key in enumerate(value))
    items = tuple((f"{literal(key)} => ", _value(inner)) for key, inner in value.items())
    return Group("(object) [" if is_list else "[", items, "]")


def _caveats(call: Call) -> list[str]:
    """What PHP can't send as it is, said plainly."""
    if call.body is None or call.method == "GET":
        return []
    found: list[str] = []
    if has_odd_number(body_value(call)):
        found.append(
            "json_encode writes a number of the body in its own way, and no other is sent: 1 for "
            "1.0, 1.0e+22 for 1e22."
        )
    todo = [body_value(call)]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            todo += [*value, *value.values()]
        elif isinstance(value, list):
            todo += value
        elif isinstance(value, str) and not _is_text(value):
            found.append(
                "PHP refuses to send half a character (a lone surrogate): this call throws a "
                "JsonException."
            )
    return list(dict.fromkeys(found))


def _is_text(value: str) -> bool:
    return not any(0xD800 <= ord(char) <= 0xDFFF for char in value)


LANGUAGE = Language("php", "PHP", "php", "php", _write, _script, pages=True, waits=True)
