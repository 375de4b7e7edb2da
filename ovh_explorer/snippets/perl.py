"""Perl, with OvhApi (perl-ovh); where that can't send a call, with what Perl has of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import (
    body_text,
    credentials_of_all,
    own_headers,
    says_why,
    signs,
)
from ovh_explorer.snippets.configured import PERL, key_reader
from ovh_explorer.snippets.language import (
    PLACEHOLDER,
    Language,
    SnippetContext,
    authenticated_call,
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
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.perl_layout import WIDTH, Step, lay_out, on_one_line, statements
from ovh_explorer.snippets.perl_values import key_of, literal, value_of

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
_PRINT_RESPONSE = (
    'die sprintf "%s %s\\n", $answer->status, $answer if !$answer;\n\n'
    # OvhApi reads characters as bytes: latin1 writes them as they came.
    "my $json = JSON->new->latin1->pretty->canonical->allow_nonref;\n"
    "print $json->encode( $answer->content );\n"
)

_INSTALL = "cpanm https://github.com/ovh/perl-ovh.git"
_STEP = 4
# Columns of a comment in a block.
_NARROW = WIDTH - _STEP - 2
_HTTP = ("my $http", "HTTP::Tiny->new( verify_SSL => 1 )")


def why_by_hand(call: Call, context: SnippetContext) -> str:
    """What OvhApi can't do with a call; empty where it can send it."""
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
    if any(isinstance(part, float) and abs(part) >= 1e16 for part in parts_of(body)):
        return "Perl would send a number of the body as a text"
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
            _reader(context),
            _client(call, context),
            *_statements(call, context, 0),
            _PRINT_RESPONSE,
        ]
    )


def _top(words: list[str]) -> list[str]:
    lines = [_comment(line) for line in words]
    return ["#!/usr/bin/env perl\n", *lines, "use strict;\nuse warnings;\n\n"]


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    by_hand = [call for call in calls if why_by_hand(call, context)]
    by_wrapper = [call for call in calls if call not in by_hand]
    has_token = context.service_account and any(call.authenticated for call in by_hand)
    install = _INSTALL if by_wrapper else _needs_by_hand(has_token)
    lines = _top(introduction(calls[0], replace(context, describe=lambda _: ""), install))
    if context.stop:
        lines.append(f'die {literal(context.stop)} . "\\n";\n\n')
    lines += (
        ["use Digest::SHA qw(sha1_hex);\n"] if any(signs(call, context) for call in by_hand) else []
    )
    lines += ["use HTTP::Tiny;\n"] if by_hand else []
    lines += ["use JSON;\n"] if by_wrapper or has_token else []
    lines += [_use_wrapper(by_wrapper, context)] if by_wrapper else ["\n"]
    if by_wrapper or credentials_of_all(by_hand, context):
        lines.append(_reader(context))
    if by_wrapper:
        lines.append(_client(authenticated_call(by_wrapper), context))
    if by_hand:
        lines += [
            *_credentials(by_hand, context, commented=not by_wrapper),
            *statements([_HTTP, "\n"]),
        ]
    for call in calls:
        reason = why_by_hand(call, context)
        about = "".join(
            _comment(line) for line in [heading(call), *wrapped(context.describe(call))]
        )
        lines.append(f"{about}{{\n{_block(call, context, reason)}}}\n\n")
    return "".join(lines).rstrip("\n") + "\n"


def _block(call: Call, context: SnippetContext, reason: str) -> str:
    """The indented lines of one call of a script."""
    if not reason:
        steps = [*_statements(call, context, _STEP), *_PRINT_RESPONSE.splitlines(keepends=True)]
        return _indented(steps)
    steps = [_comment(line) for line in wrapped(says_why(reason, call, context), _NARROW)]
    steps += statements([*_locals(call, context), *_exchange(call, context)], _STEP)
    return _indented(steps)


def _indented(steps: list[str]) -> str:
    """Statements in a block; lines but the first of each are already indented."""
    return "".join(step if step == "\n" else f"    {step}" for step in steps)


def _reader(context: SnippetContext) -> str:
    """What reads the keys, where they are configured."""
    return key_reader(PERL, context, literal) + "\n" if context.configured else ""


def _client(call: Call, context: SnippetContext) -> str:
    names = [("type", f"OvhApi::{_TYPES[context.endpoint]}")]
    comment = ""
    keys = ["application_key", "application_secret"]
    keys += ["consumer_key"] if call.authenticated else []
    for key in keys:
        # OvhApi reads ovh.conf too, but not the environment, and not every way to write the file.
        value = f"ovh_key('{key}')" if context.configured else f"'{PLACEHOLDER}'"
        names.append((_PARAMETERS[key], value))
    if context.token_page and not context.configured:
        comment = _comment(f"Create your keys on {context.token_page}")
    given = Group("OvhApi->new(", tuple((f"{name} => ", value) for name, value in names), ")")
    return f"{comment}{lay_out(given, before='my $api = ', after=';')}\n\n"


def _statements(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that make the `$answer`; a long path has a line of its own."""
    request = _request(call, context)
    is_long = any(
        indent + _STEP + len(f"{prefix}{value},") > WIDTH
        for prefix, value in request.items
        if isinstance(value, str)
    )
    flat = indent + len(f"my $answer = {on_one_line(request)};") > WIDTH
    query = _query(call, context)
    if query is None and not is_long and not (flat and call.body is None):
        return statements([("my $answer", request)], indent)
    steps = query or [("my $path", literal(_target(call, context)))]
    return statements([*steps, ("my $answer", _with_path(request, call, context))], indent)


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


def _needs_by_hand(has_token: bool) -> str:
    return f"cpanm IO::Socket::SSL{' JSON' if has_token else ''}"


def _by_hand(call: Call, context: SnippetContext, reason: str) -> str:
    why = [_comment(line) for line in wrapped(says_why(reason, call, context))]
    if context.call_only:
        return "".join([*why, *statements(_request_by_hand(call, context))]).rstrip("\n")
    has_token = context.service_account and call.authenticated
    return "".join(
        [
            *_top(introduction(call, context, _needs_by_hand(has_token))),
            *why,
            "use Digest::SHA qw(sha1_hex);\n" if signs(call, context) else "",
            "use HTTP::Tiny;\n",
            "use JSON;\n" if has_token else "",
            "\n",
            _reader(context) if credentials_of_all([call], context) else "",
            *_credentials([call], context),
            *statements([*_locals(call, context), "\n", _HTTP, *_exchange(call, context)]),
        ]
    )


def _exchange(call: Call, context: SnippetContext) -> list[Step]:
    """The statements that send a request and print what came back; they know `$http`, `$url` and
    `$body`.
    """
    steps: list[Step] = []
    if context.service_account and call.authenticated:
        names = {
            "grant_type": "'client_credentials'",
            "client_id": "$client_id",
            "client_secret": "$client_secret",
            "scope": "'all'",
        }
        form = Group("(", tuple((f"{name} => ", value) for name, value in names.items()), ")")
        steps += [
            ("my $token_url", literal(context.token_url)),
            ("my %form", form),
            ("my $granted", "$http->post_form( $token_url, \\%form )"),
            'die "$granted->{status} $granted->{content}\\n" if !$granted->{success};\n',
            ("my $token", "decode_json( $granted->{content} )->{access_token}"),
        ]
    if signs(call, context):
        body = "" if call.body is None else "$body"
        signed = f"$application_secret+$consumer_key+{call.method}+$url+{body}+$time"
        steps += [
            ("my $clock", literal(context.time_url)),
            ("my $time", "$http->get($clock)->{content}"),
            ("my $signed", f'"{signed}"'),
            ("my $signature", "'$1$' . sha1_hex($signed)"),
        ]
    return [
        *steps,
        *_request_by_hand(call, context),
        "\n",
        "if ( !$response->{success} ) {\n",
        "    my $query_id = $response->{headers}{'x-ovh-queryid'} // '';\n",
        '    die "$response->{status} $response->{content} (query id: $query_id)\\n";\n',
        "}\n",
        "\n",
        "print $response->{content} // '', \"\\n\";\n",
    ]


def _credentials(
    calls: Sequence[Call], context: SnippetContext, *, commented: bool = True
) -> list[str]:
    names = credentials_of_all(calls, context)
    lines: list[str] = []
    if (
        names
        and commented
        and context.token_page
        and not context.configured
        and not context.service_account
    ):
        lines.append(_comment(f"Create your keys on {context.token_page}"))
    steps: list[Step] = []
    for name in names:
        value = f"ovh_key('{name}')" if context.configured else f"'{PLACEHOLDER}'"
        steps.append((f"my ${name}", value))
    return [*lines, *statements(steps), "\n" if names else ""]


def _locals(call: Call, context: SnippetContext) -> list[Step]:
    texts = {"url": context.url(call)}
    if call.body is not None:
        texts["body"] = body_text(call)
    return [(f"my ${name}", literal(text)) for name, text in texts.items()]


def _request_by_hand(call: Call, context: SnippetContext) -> list[Step]:
    """The statements that make the `$response`."""
    headers: list[tuple[str, Node]] = [
        (f"'{name}' => ", '"Bearer $token"' if holds == "token" else f"${holds}")
        for name, holds in own_headers(call, context)
    ]
    if call.body is not None:
        headers.append(("'Content-Type' => ", "'application/json'"))
    elif call.method in ("POST", "PUT", "PATCH"):
        headers.append(("'Content-Length' => ", "0"))
    headers += [
        (f"{literal(name)} => ", literal(value)) for name, value in header_parameters(call).items()
    ]
    steps: list[Step] = []
    options: list[tuple[str, Node]] = []
    if headers:
        steps.append(("my %headers", Group("(", tuple(headers), ")")))
        options.append(("headers => ", "\\%headers"))
    if call.body is not None:
        options.append(("content => ", literal(body_text(call)) if context.call_only else "$body"))
    url = literal(context.url(call)) if context.call_only else "$url"
    arguments = [("", literal(call.method)), ("", url)]
    if options:
        steps.append(("my $options", Group("{", tuple(options), "}")))
        arguments.append(("", "$options"))
    request = Group("$http->request(", tuple(arguments), ")")
    return [*steps, ("my $response", request)]


def _comment(text: str) -> str:
    return f"# {one_line(text)}\n"


LANGUAGE = Language("perl", "Perl", "perl", "pl", _write, _script, aliases=("pl",))
