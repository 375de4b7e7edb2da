"""PHP without php-ovh, which takes no access token: with what PHP has of its own."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import body_text, credentials_of_all, own_headers, says_why
from ovh_explorer.snippets.configured import PHP, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    SnippetContext,
    about,
    header_parameters,
    introduction,
    without_words,
    wrapped,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out
from ovh_explorer.snippets.php_values import (
    comment,
    ends,
    literal,
    stop,
    task_part,
    while_it_goes_on,
)

__all__ = ["write_by_hand", "write_script_by_hand"]

_REASON = "php-ovh takes no access token"
_CURSOR = "X-Pagination-Cursor"
_STEP = 4

_SEND = (
    "$context = stream_context_create(['http' => $options]);",
    "$stream = @fopen($url, 'r', false, $context);",
    "if ($stream === false) {",
    "    fwrite(STDERR, error_get_last()['message'] . PHP_EOL);",
    "    exit(1);",
    "}",
    "$head = stream_get_meta_data($stream)['wrapper_data'];",
    "$text = preg_replace('/^\\xEF\\xBB\\xBF/', '', stream_get_contents($stream));",
    "$status = (int) explode(' ', $head[0])[1];",
    "if ($status >= 300) {",
    "    $id = implode(preg_grep('/^X-OVH-QUERYID/i', $head));",
    "    $said = preg_replace('/[[:cntrl:]]+/', ' ', \"$status $text ($id)\");",
    "    fwrite(STDERR, $said . PHP_EOL);",
    "    exit(1);",
    "}",
)
_PRINT = "echo $text, PHP_EOL;"
# What isn't JSON is no answer of the API; what is, is printed as it came, long numbers too.
_READ = (
    "$result = json_decode($text ?: 'null', true, 512, JSON_BIGINT_AS_STRING);",
    "if (json_last_error() !== JSON_ERROR_NONE) {",
    "    $said = preg_replace('/[[:cntrl:]]+/', ' ', $text);",
    '    fwrite(STDERR, "The answer isn\'t JSON: $said" . PHP_EOL);',
    "    exit(1);",
    "}",
)
_PRINT_RESULT = "echo json_encode($results, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES), PHP_EOL;"


def write_by_hand(call: Call, context: SnippetContext) -> str:
    """The code of a call: a script, or the call alone."""
    why = [comment(line) for line in wrapped(says_why(_REASON, call, context))]
    if context.call_only:
        lines = _loop(call, context) if context.pages else [*_locals(call, context), *_SEND[:2]]
        return "".join([*why, "\n".join(lines)])
    steps = [*_loop(call, context), _PRINT_RESULT] if context.pages else _steps(call, context)
    words = introduction(call, context)
    return "".join([*_top(why, words, [call], context), *(f"{line}\n" for line in steps)])


def _steps(call: Call, context: SnippetContext) -> list[str]:
    """The statements that send a request and print what came back; of a task, when it is over."""
    steps = [*_locals(call, context), *_SEND, *_READ]
    task = context.task(call)
    if task is None:
        return [*steps, _PRINT]
    name = "$task" if task.several else "$result"
    read = [_READ[0].replace("$result", name), *_READ[1:]]
    again = [*_SEND, *read]
    if not task.repeats:
        _, *options = _locals(task.parent, context)
        url = f"$url = {literal(f'{context.url(task.parent)}/')} . task_part({name}, '{task.id}');"
        again = [url, *"\n".join(options).splitlines(), *again]
    shown = _PRINT_RESULT.replace("$results", "$result") if task.several else _PRINT
    return [*steps, *while_it_goes_on(task, again), shown, *ends(task)]


def write_script_by_hand(calls: Sequence[Call], context: SnippetContext) -> str:
    """A script of several calls."""
    why = [comment(line) for line in wrapped(says_why(_REASON, calls[0], context))]
    words = introduction(calls[0], without_words(context))
    parts = _top(why, words, calls, context)
    for number, call in enumerate(calls):
        above = about(call, context)
        parts += ["\n" * bool(number), *(comment(line) for line in above)]
        parts += [f"{line}\n" for line in _steps(call, context)]
    return "".join(parts)


def _top(
    why: list[str], words: list[str], calls: Sequence[Call], context: SnippetContext
) -> list[str]:
    """What stands before the calls: comments, and the token."""
    parts = ["<?php\n\n", *why, *(comment(line) for line in words), stop(context), "\n"]
    if credentials_of_all(calls, context):
        token = f"'{PLACEHOLDER}'"
        if context.configured:
            parts.append(key_reader(PHP, context, literal) + "\n")
            token = "ovh_key('access_token')"  # noqa: S105 - code that reads one
        parts.append(f"$token = {token};\n\n")
    parts.append(task_part(calls, context))
    return parts


def _locals(call: Call, context: SnippetContext) -> list[str]:
    """The URL of a call, and the options that it is sent with; no redirect is followed, the token
    would go where that leads.
    """
    headers: list[tuple[str, Node]] = [
        ("", f'"{name}: Bearer $token"') for name, _ in own_headers(call, context)
    ]
    if call.body is not None:
        headers.append(("", "'Content-Type: application/json'"))
    elif call.method in ("POST", "PUT", "PATCH"):
        headers.append(("", "'Content-Length: 0'"))
    given = header_parameters(call).items()
    headers += [("", literal(f"{name}: {value}")) for name, value in given]
    options: list[tuple[str, Node]] = [("'method' => ", literal(call.method))]
    if headers:
        options.append(("'header' => ", Group("[", tuple(headers), "]")))
    if call.body is not None:
        options.append(("'content' => ", literal(body_text(call))))
    options += [("'ignore_errors' => ", "true"), ("'follow_location' => ", "0")]
    return [
        f"$url = {literal(context.url(call))};",
        lay_out(Group("[", tuple(options), "]"), before="$options = ", after=";"),
    ]


def _loop(call: Call, context: SnippetContext) -> list[str]:
    """The statements that follow the pages of a list to its end."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    call = replace(call, headers=given)
    first = "$options['header']" if own_headers(call, context) or call.headers else ""
    headers = f"$headers = {first or '[]'};"
    return [
        *_locals(call, context),
        headers,
        "$results = [];",
        "do {",
        *(f"    {line}" for line in [*_SEND, *_READ]),
        "    array_push($results, ...$result);",
        f"    $next = implode(preg_grep('/^{_CURSOR}-Next:/i', $head));",
        "    $cursor = trim(substr($next, strpos($next, ':') + 1));",
        f"    $options['header'] = [...$headers, \"{_CURSOR}: $cursor\"];",
        "} while ($next !== '');",
    ]
