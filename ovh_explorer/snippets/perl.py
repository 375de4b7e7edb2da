"""Perl, with OvhApi (perl-ovh); where that can't send a call, with what Perl has of its own."""

# No words for people: code and its comments are the same in each language.

import re
from collections.abc import Sequence
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import credentials_of_all, says_why, signs
from ovh_explorer.snippets.configured import PERL, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    about,
    authenticated_call,
    body_value,
    has_half_character,
    has_odd_number,
    introduction,
    parts_of,
    without_words,
    wrapped,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.perl_by_hand import (
    HTTP,
    exchange,
    key_lines,
    local_steps,
    loop,
    request_steps,
)
from ovh_explorer.snippets.perl_layout import WIDTH, Step, lay_out, on_one_line, statements
from ovh_explorer.snippets.perl_values import (
    SEVERAL,
    comment,
    ends,
    key_of,
    literal,
    over,
    task_part,
    value_of,
    while_it_goes_on,
)

__all__ = ["LANGUAGE", "why_by_hand"]

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_MIN_INTEGER, _MAX_INTEGER = -(2**63), 2**64 - 1
# The regions that OvhApi knows, by their endpoint's name.
_TYPES = {
    "ovh-eu": "OVH_API_EU",
    "ovh-ca": "OVH_API_CA",
    "ovh-us": "OVH_API_US",
    "soyoustart-eu": "SOYOUSTART_API_EU",
    "soyoustart-ca": "SOYOUSTART_API_CA",
    "kimsufi-eu": "KIMSUFI_API_EU",
    "kimsufi-ca": "KIMSUFI_API_CA",
}

# What OvhApi calls the keys.
_PARAMETERS = {
    "application_key": "applicationKey",
    "application_secret": "applicationSecret",
    "consumer_key": "consumerKey",
}

# The answer as a text is the message of the API, and the query id.
_CHECK = 'die sprintf "%s %s\\n", $answer->status, $answer if !$answer;\n'
# Prints a text of its values as UTF-8, whichever way that came.
_PRINT = (
    "\n",
    "# OvhApi leaves UTF-8 as bytes; what JSON escapes are characters.\n",
    "utf8::decode($text);\n",
    "utf8::encode($text);\n",
    "print $text;\n",
)
_JSON = ("my $json", "JSON->new->pretty->canonical->allow_nonref")
# In place of anything but JSON it gives nothing, and has said so.
_CONTENT = "$answer->content or exit 1"

_PRINT_RESULT = "print $json->encode( \\@result );\n"

# However it fails, the reason is on standard error, and the code is 1.
_FAILS = """local $SIG{__DIE__} = sub {
    my ($reason) = @_;
    die $reason if $^S;
    $reason =~ s/[\\s[:cntrl:]]+/ /g;
    print {*STDERR} "$reason\\n";
    exit 1;
};

"""

_NEEDS_BY_HAND = "cpanm IO::Socket::SSL"
_INSTALL = "cpanm https://github.com/ovh/perl-ovh.git"
_STEP = 4
# Columns of a comment in a block.
_NARROW = WIDTH - _STEP - 2


def why_by_hand(call: Call, context: SnippetContext) -> str:
    """What OvhApi can't do with a call; empty where it can send it."""
    if context.access_token:
        return "OvhApi takes no access token"
    if context.pages:
        return "OvhApi gives no headers, which lead to the next page"
    if call.headers:
        return "OvhApi sends no header parameters"
    if context.service_account:
        return "OvhApi knows no service accounts"
    if context.endpoint not in _TYPES:
        return f"OvhApi doesn't know {context.endpoint}"
    if call.body is None:
        return ""
    if call.method in ("GET", "DELETE"):
        return f"OvhApi sends no body with a {call.method}"
    body = body_value(call)
    if body is None:
        return "OvhApi would send no body for null"
    if has_half_character(body):
        return "Perl would send half a character (a lone surrogate) as something else"
    if any(_is_rounded(part) for part in parts_of(body)):
        return "Perl would round a number of the body"
    if has_odd_number(body):
        return "Perl would write a number of the body in another way"
    return ""


def _is_rounded(part: Any) -> bool:
    if isinstance(part, float):
        return float(f"{part:.15g}") != part
    return (
        isinstance(part, int)
        and not isinstance(part, bool)
        and not _MIN_INTEGER <= part <= _MAX_INTEGER
    )


def _write(call: Call, context: SnippetContext) -> str:
    reason = why_by_hand(call, context)
    if reason:
        return _by_hand(call, context, reason)
    if context.call_only:
        query = _query(call, context)
        if query is None:
            return lay_out(_request(call, context), after=";")
        request = lay_out(_with_path(_request(call, context), call, context), after=";")
        return "".join([*statements(query), request])
    return "".join(
        [
            *_top(introduction(call, context, _INSTALL)),
            "use JSON;\n",
            _use_wrapper([call], context),
            _FAILS,
            task_part([call], context),
            _reader(context),
            _client(call, context),
            *_whole(call, context, 0),
        ]
    )


def _top(words: list[str]) -> list[str]:
    lines = [comment(line) for line in words]
    return ["#!/usr/bin/env perl\n", *lines, "use strict;\nuse warnings;\n\n"]


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    by_hand = [call for call in calls if why_by_hand(call, context)]
    by_wrapper = [call for call in calls if call not in by_hand]
    install = _INSTALL if by_wrapper else _NEEDS_BY_HAND
    lines = _top(introduction(calls[0], without_words(context), install))
    lines += (
        ["use Digest::SHA qw(sha1_hex);\n"] if any(signs(call, context) for call in by_hand) else []
    )
    lines += ["use HTTP::Tiny;\n"] if by_hand else []
    lines += ["use JSON;\n"] if by_wrapper else []
    lines += ["use JSON::PP ();\n"] if by_hand else []
    lines += [_use_wrapper(by_wrapper, context)] if by_wrapper else ["\n"]
    lines += [_FAILS, task_part(calls, context)]
    if context.stop:
        lines.append(f'die {literal(context.stop)} . "\\n";\n\n')
    if by_wrapper or credentials_of_all(by_hand, context):
        lines.append(_reader(context))
    if by_wrapper:
        lines.append(_client(authenticated_call(by_wrapper), context))
    if by_hand:
        lines += [
            *key_lines(by_hand, context, commented=not by_wrapper),
            *statements([*HTTP, "\n"]),
        ]
    for call in calls:
        reason = why_by_hand(call, context)
        above = "".join(comment(line) for line in about(call, context))
        lines.append(f"{above}{{\n{_block(call, context, reason)}}}\n\n")
    return "".join(lines).rstrip("\n") + "\n"


def _block(call: Call, context: SnippetContext, reason: str) -> str:
    """The indented lines of one call of a script."""
    if not reason:
        return _indented(_whole(call, context, _STEP))
    steps = [comment(line) for line in wrapped(says_why(reason, call, context), _NARROW)]
    steps += statements([*local_steps(call, context), *exchange(call, context, _STEP)], _STEP)
    return _indented(steps)


def _indented(steps: list[str]) -> str:
    """Statements in a block; lines but the first of each are already indented."""
    return "".join(step if step == "\n" else f"    {step}" for step in steps)


def _reader(context: SnippetContext) -> str:
    """What reads the keys, where they are configured."""
    return key_reader(PERL, context, literal) + "\n" if context.configured else ""


def _client(call: Call, context: SnippetContext) -> str:
    names = [("type", f"OvhApi::{_TYPES[context.endpoint]}")]
    place = ""
    keys = ["application_key", "application_secret"]
    keys += ["consumer_key"] if call.authenticated else []
    for key in keys:
        # OvhApi reads ovh.conf too, but not the environment, and not every way to write the file.
        value = f"ovh_key('{key}')" if context.configured else f"'{PLACEHOLDER}'"
        names.append((_PARAMETERS[key], value))
    if context.token_page and not context.configured:
        place = comment(f"Create your keys on {context.token_page}")
    given = Group("OvhApi->new(", tuple((f"{name} => ", value) for name, value in names), ")")
    return f"{place}{lay_out(given, before='my $api = ', after=';')}\n\n"


def _whole(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that make a call and print the answer; of a task, when it is over."""
    task = context.task(call)
    first, request = _statements(call, context, indent)
    lines = [*first, _CHECK, "\n"]
    if task is None:
        read = [("my ($content)", _CONTENT), _JSON, _text("$content")]
        return [*lines, *statements(read, indent), *_PRINT]
    name = SEVERAL if task.several else "$task"
    known = [(f"my ({name})", _CONTENT), _JSON]
    inner = indent + (2 * _STEP if task.several else _STEP)
    if task.repeats:
        again = [lay_out(request, before="$answer = ", after=";\n", indent=inner)]
    else:
        known.append(("my $tasks", literal(f"{wrapper_path(task.parent, context)}/")))
        again = [
            f"my $path = $tasks . task_part( $task, '{task.id}' );\n",
            "$answer = $api->get( path => $path );\n",
        ]
    again += [_CHECK, f"($task) = {_CONTENT};\n"]
    return [
        *lines,
        *statements([*known, *over(task)], indent),
        *while_it_goes_on(task, again),
        "\n",
        *statements([_text(name)], indent),
        *_PRINT,
        ends(task),
    ]


def _text(value: str) -> tuple[str, str]:
    return ("my $text", f"$json->encode({value})")


def _statements(call: Call, context: SnippetContext, indent: int) -> tuple[list[str], Group]:
    """The statements that make the `$answer`, a long path on a line of its own, and its request."""
    request = _request(call, context)
    is_long = any(
        indent + _STEP + len(f"{prefix}{value},") > WIDTH
        for prefix, value in request.items
        if isinstance(value, str)
    )
    flat = indent + len(f"my $answer = {on_one_line(request)};") > WIDTH
    query = _query(call, context)
    steps: list[Step] = query or []
    if query is not None or is_long or (flat and call.body is None):
        steps = query or [("my $path", literal(_target(call, context)))]
        request = _with_path(request, call, context)
    return statements([*steps, ("my $answer", request)], indent), request


def _with_path(request: Group, call: Call, context: SnippetContext) -> Group:
    """The request of a `$path`."""
    path = literal(_target(call, context))
    items = tuple((name, "$path" if value == path else value) for name, value in request.items)
    return Group(request.opening, items, request.closing)


def _query(call: Call, context: SnippetContext) -> list[Step] | None:
    """What makes the very `$path` of a call from values as they are typed; None for one without a
    query, or with one that reads well as it is.
    """
    values = dict(call.query)
    is_same = list(values.items()) == sorted(call.query)
    path = f"{literal(f'{wrapper_path(call, context)}?')} . join '&', @pairs"
    # Versions of uri_escape differ in some characters.
    differs = any(char in "!*'()" for _, value in call.query for char in value)
    is_long = len(f"{' ' * _STEP}my $answer = {path};") > WIDTH
    is_plain = all(_PLAIN_NAME.fullmatch(name) for name in values)
    if "%" not in call.query_string or not is_same or not is_plain or differs or is_long:
        return None
    items = tuple((f"{key_of(name)} => ", literal(value)) for name, value in call.query)
    return [
        ("my %query", Group("(", items, ")")),
        ("my @pairs", 'map { "$_=" . uri_escape( $query{$_} ) } sort keys %query'),
        ("my $path", path),
    ]


def _use_wrapper(calls: Sequence[Call], context: SnippetContext) -> str:
    has_query = any(_query(call, context) for call in calls)
    return "use OvhApi;\n" + ("use URI::Escape qw(uri_escape);\n" if has_query else "") + "\n"


def _target(call: Call, context: SnippetContext) -> str:
    return wrapper_path(call, context) + (f"?{call.query_string}" if call.query else "")


def _request(call: Call, context: SnippetContext) -> Group:
    is_plain = call.method in ("GET", "POST", "PUT", "DELETE")
    arguments: list[tuple[str, Node]] = [] if is_plain else [("method => ", literal(call.method))]
    arguments.append(("path => ", literal(_target(call, context))))
    if call.body is not None:
        arguments.append(("body => ", value_of(body_value(call))))
    if not call.authenticated:
        arguments.append(("noSignature => ", "1"))
    name = call.method.lower() if is_plain else "rawCall"
    return Group(f"$api->{name}(", tuple(arguments), ")")


# By hand


def _by_hand(call: Call, context: SnippetContext, reason: str) -> str:
    why = [comment(line) for line in wrapped(says_why(reason, call, context))]
    if context.call_only and context.pages:
        steps = [*statements([*local_steps(call, context), *HTTP, "\n"]), *loop(call, context)]
        return "".join([*why, *steps]).rstrip("\n")
    if context.call_only:
        return "".join([*why, *statements(request_steps(call, context))]).rstrip("\n")
    first: list[str] = []
    if context.access_token:
        # It is all that is to be known of the code.
        first, why = wrapped(says_why(reason, call, context)), []
    if context.pages:
        steps = statements([*local_steps(call, context), "\n", *HTTP, "\n"])
        steps += [*loop(call, context), "\n", _PRINT_RESULT]
    else:
        known = [*local_steps(call, context), "\n", *HTTP]
        steps = statements([*known, *exchange(call, context)])
    return "".join(
        [
            *_top([*first, *introduction(call, context, _NEEDS_BY_HAND)]),
            *why,
            "use Digest::SHA qw(sha1_hex);\n" if signs(call, context) else "",
            "use HTTP::Tiny;\n",
            "use JSON::PP ();\n",
            "\n",
            _FAILS,
            task_part([call], context),
            _reader(context) if credentials_of_all([call], context) else "",
            *key_lines([call], context),
            *steps,
        ]
    )


LANGUAGE = Language(
    "perl", "Perl", "perl", "pl", _write, _script, aliases=("pl",), pages=True, waits=True
)
