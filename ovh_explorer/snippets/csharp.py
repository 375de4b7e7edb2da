"""C#, with csharp-ovh; where that can't send a call, with what .NET has of its own."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from textwrap import indent
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import VARIABLES, says_why
from ovh_explorer.snippets.configured import CSHARP, key_reader
from ovh_explorer.snippets.csharp_by_hand import (
    TASKS,
    exchange,
    key_lines,
    loop,
    namespaces,
    request_alone,
    wait,
)
from ovh_explorer.snippets.csharp_values import (
    comment,
    literal,
    query_statement,
    text_with_query,
    value_of,
)
from ovh_explorer.snippets.csharp_wait import TaskReader, part_of, while_it_goes_on
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    about,
    body_value,
    has_half_character,
    introduction,
    parts_of,
    without_words,
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
_MIN_EXPONENT = 1e15
_MARGIN = 8
_STEP = 4
_TASKS = TaskReader(
    one="JObject",
    parse="JObject.Parse(result)",
    many="JArray",
    parse_many="JArray.Parse(result)",
    state='(string){name}["{state}"]',
    each="JToken",
    printed="tasks",
    part="""
    // A part of a task, which has to be there: a text or a number.
    static string TaskPart(JToken task, string name)
    {
        JToken part = task is JObject ? task[name] : null;
        if (part?.Type != JTokenType.String && part?.Type != JTokenType.Integer)
        {
            throw new InvalidOperationException($"The answer is no task: its {name} is missing.");
        }
        return part.ToString();
    }
""",
)
_INSTALL = "dotnet add package csharp-ovh"

_MAIN = """    static async Task Main()
    {
        try
        {
            await Run();
        }
        catch (Exception error)
        {
            string said = $"{error.GetType().Name}: {error.GetBaseException().Message}";
            Console.Error.WriteLine(Regex.Replace(said, @"\\p{Cc}+", " "));
            Environment.ExitCode = 1;
        }
    }
"""


def why_by_hand(call: Call, context: SnippetContext) -> str:
    """What csharp-ovh can't do with a call; empty where it can send it."""
    if context.access_token:
        return "csharp-ovh takes no access token"
    if context.pages:
        return "csharp-ovh gives no headers, which lead to the next page"
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
    if context.call_only and reason:
        why = [comment(line) for line in wrapped(says_why(reason, call, context))]
        lines = loop(call, context) if context.pages else request_alone(call, context)
        return "".join([*why, *lines]).rstrip("\n")
    if context.call_only:
        request = lay_out(_request(call, context), before="await ", after=";")
        return "".join([*query_statement(call), request])
    words = introduction(call, context, "" if reason else _INSTALL)
    if not reason:
        steps = [_client(context), *_steps(call, context, _MARGIN)]
        return _program(words, _namespaces([], [call], context), steps, context)
    why = wrapped(says_why(reason, call, context))
    if context.access_token:  # it is all that is to be known of the code
        words, why = [*why, *words], []
    steps = [*(comment(line) for line in why), *key_lines([call], context)]
    steps += _steps_by_hand(call, context)
    return _program(words, _namespaces([call], [], context), steps, context)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    by_hand = [call for call in calls if why_by_hand(call, context)]
    by_wrapper = [call for call in calls if call not in by_hand]
    install = _INSTALL if by_wrapper else ""
    words = introduction(calls[0], without_words(context), install)
    steps: list[str] = []
    if context.stop:
        steps.append(f"throw new InvalidOperationException({literal(context.stop)});\n")
    steps += [_client(context)] if by_wrapper else []
    steps += key_lines(by_hand, context, commented=not by_wrapper) if by_hand else []
    for call in calls:
        reason = why_by_hand(call, context)
        if reason:
            lines = [comment(line) for line in wrapped(says_why(reason, call, context))]
            lines += _steps_by_hand(call, context)
        else:
            lines = _steps(call, context, _MARGIN + _STEP)
        steps += ["\n", *(comment(line) for line in about(call, context))]
        steps += ["{\n", indent("".join(lines), " " * _STEP), "}\n"]
    return _program(words, _namespaces(by_hand, by_wrapper, context), steps, context)


def _namespaces(
    by_hand: Sequence[Call], by_wrapper: Sequence[Call], context: SnippetContext
) -> list[str]:
    """The namespaces that are used, those of .NET first."""
    used = {"System", "System.Text.RegularExpressions", "System.Threading.Tasks"}
    used |= namespaces(by_hand, context) if by_hand else set()
    used |= {"Ovh.Api"} if by_wrapper else set()
    used |= {"Newtonsoft.Json.Linq"} if any(context.task(call) for call in by_wrapper) else set()
    return sorted(used, key=lambda name: (not name.startswith("System"), name))


def _program(
    words: list[str], used: Sequence[str], steps: list[str], context: SnippetContext
) -> str:
    """A program of the statements."""
    code = indent("".join(steps), " " * _MARGIN)
    reader = key_reader(CSHARP, context, literal) if "OvhKey(" in code else ""
    reads = [
        one for one in (_TASKS, TASKS) if f"{one.parse};" in code or f"{one.parse_many};" in code
    ]
    reader += "".join(one.part for one in reads)
    return "".join(
        [
            *(comment(line) for line in words),
            *(f"using {name};\n" for name in used),
            f"\nclass Program\n{{\n{_MAIN}\n    static async Task Run()\n    {{\n",
            code,
            f"    }}\n{reader}}}\n",
        ]
    )


def _client(context: SnippetContext) -> str:
    opening = "new Client("
    if context.configured:
        # csharp-ovh reads the environment too, but of the files only that of the home directory.
        names = [f'OvhKey("{name}")' for name in list(VARIABLES)[:3]]
        parts = tuple(("", part) for part in (literal(context.endpoint), *names))
        create = Group(opening, parts, ")", last="")
        made = lay_out(create, before="var client = ", after=";\n", indent=_MARGIN)
        # Its lines are indented with all others in the end.
        return made.replace("\n" + " " * _MARGIN, "\n")
    place = f"Create your keys on {context.token_page}" if context.token_page else ""
    keys = ", ".join([literal(context.endpoint), *[f'"{PLACEHOLDER}"'] * 3])
    return f"{comment(place) if place else ''}var client = {opening}{keys});\n"


def _steps_by_hand(call: Call, context: SnippetContext) -> list[str]:
    """The statements that make a call without the wrapper and print what came back."""
    task = context.task(call)
    if task is not None:
        return wait(call, context, task)
    return loop(call, context) if context.pages else exchange(call, context)


def _steps(call: Call, context: SnippetContext, columns: int) -> list[str]:
    """The statements that make a call and print what came back; `columns` are left of them."""
    request = lay_out(
        _request(call, context), before="string result = await ", after=";\n", indent=columns
    )
    # Lines but the first are already indented, as are all of them in the end.
    first = [*query_statement(call), request.replace("\n" + " " * columns, "\n")]
    task = context.task(call)
    if task is None:
        return [*first, "Console.WriteLine(result);\n"]
    if task.repeats:
        asked = first[-1].removeprefix("string ")
    else:
        path = literal(f"{wrapper_path(task.parent, context)}/")
        asked = f"result = await client.GetAsync({path} + {part_of(task, task.id)});\n"
    return [
        *first,
        *while_it_goes_on(task, [asked], _TASKS),
    ]


def _request(call: Call, context: SnippetContext) -> Group:
    name = call.method.capitalize()
    target = text_with_query(wrapper_path(call, context), call)
    arguments: list[tuple[str, Node]] = [("", target)]
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
    if isinstance(part, float):
        # It is written as C# has it: a point and a digit, but an exponent sooner than in Python.
        has_exponent = "e" in repr(part) or abs(part) >= _MIN_EXPONENT
        return has_exponent or repr(part) == "-0.0"
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


LANGUAGE = Language(
    "csharp",
    "C#",
    "csharp",
    "cs",
    _write,
    _script,
    aliases=("c#", "cs", "dotnet"),
    pages=True,
    waits=True,
)
