"""Perl, with OvhApi (perl-ovh); where that can't send a call, with what Perl has of its own."""

import json
import re
from collections.abc import Sequence
from textwrap import indent
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
    one_line,
    parts_of,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node, lay_out

__all__ = ["LANGUAGE", "literal", "why_by_hand"]

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"', "$": "\\$", "@": "\\@"}
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
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

_PRINT_RESPONSE = (
    'die $answer->error, "\\n" if !$answer;\n\n'
    # OvhApi reads characters as bytes: latin1 writes them as they came.
    "print JSON->new->latin1->pretty->canonical->allow_nonref->encode($answer->content);\n"
)


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
    request = _request(call, context)
    if context.call_only:
        return lay_out(request, after=";")
    parts = [_comment(context.note)] if context.note else []
    parts += [
        "use strict;\nuse warnings;\n\nuse JSON;\nuse OvhApi;\n\n",
        _reader(context),
        _client(call, context),
        lay_out(request, before="my $answer = ", after=";\n"),
        _PRINT_RESPONSE,
    ]
    return "".join(parts)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    by_hand = [call for call in calls if why_by_hand(call, context)]
    by_wrapper = [call for call in calls if call not in by_hand]
    lines = [_comment(context.note)] if context.note else []
    lines.append("use strict;\nuse warnings;\n\n")
    if context.stop:
        lines.append(f'die {literal(context.stop)} . "\\n";\n\n')
    lines += (
        ["use Digest::SHA qw(sha1_hex);\n"] if any(signs(call, context) for call in by_hand) else []
    )
    lines += ["use HTTP::Tiny;\n"] if by_hand else []
    has_token = context.service_account and any(call.authenticated for call in by_hand)
    lines += ["use JSON;\n"] if by_wrapper or has_token else []
    lines += ["use OvhApi;\n\n"] if by_wrapper else ["\n"]
    if by_wrapper or credentials_of_all(by_hand, context):
        lines.append(_reader(context))
    if by_wrapper:
        lines.append(_client(authenticated_call(by_wrapper), context))
    if by_hand:
        lines += [
            *_credentials(by_hand, context, commented=not by_wrapper),
            "my $http = HTTP::Tiny->new(verify_SSL => 1);\n\n",
        ]
    for call in calls:
        reason = why_by_hand(call, context)
        if reason:
            steps = [
                _comment(says_why(reason, call, context)),
                *_locals(call, context),
                *_exchange(call, context),
            ]
        else:
            steps = [
                lay_out(_request(call, context), before="my $answer = ", after=";\n"),
                _PRINT_RESPONSE,
            ]
        lines.append(f"{_comment(heading(call))}{{\n{indent(''.join(steps), '    ')}}}\n\n")
    return "".join(lines).rstrip("\n") + "\n"


def _reader(context: SnippetContext) -> str:
    """What reads the keys, where they are configured."""
    return key_reader(PERL, context, literal) + "\n" if context.configured else ""


def _client(call: Call, context: SnippetContext) -> str:
    lines = [f"    type              => OvhApi::{_TYPES[context.endpoint]},\n"]
    comment = ""
    names = ["application_key", "application_secret"]
    names += ["consumer_key"] if call.authenticated else []
    for name in names:
        # OvhApi reads ovh.conf too, but not the environment, and not every way to write the file.
        value = f"ovh_key('{name}')" if context.configured else f"'{PLACEHOLDER}'"
        lines.append(f"    {_PARAMETERS[name]:<17} => {value},\n")
    if context.token_page and not context.configured:
        comment = _comment(f"Create your keys on {context.token_page}")
    return f"{comment}my $api = OvhApi->new(\n{''.join(lines)});\n\n"


def _request(call: Call, context: SnippetContext) -> Group:
    target = wrapper_path(call, context) + (f"?{call.query_string}" if call.query else "")
    is_plain = call.method in ("GET", "POST", "PUT", "DELETE")
    arguments: list[tuple[str, Node]] = [] if is_plain else [("method => ", literal(call.method))]
    arguments.append(("path => ", literal(target)))
    if call.body is not None:
        arguments.append(("body => ", _value(body_value(call))))
    if not call.authenticated:
        arguments.append(("noSignature => ", "1"))
    name = call.method.lower() if is_plain else "rawCall"
    return Group(f"$api->{name}(", tuple(arguments), ")")


# By hand


def _by_hand(call: Call, context: SnippetContext, reason: str) -> str:
    why = _comment(says_why(reason, call, context))
    if context.call_only:
        return why + lay_out(_http(call, context), before="my $response = ", after=";")
    lines = [_comment(context.note)] if context.note else []
    lines += ["use strict;\nuse warnings;\n\n", why]
    lines += ["use Digest::SHA qw(sha1_hex);\n"] if signs(call, context) else []
    lines.append("use HTTP::Tiny;\n")
    lines += ["use JSON;\n"] if context.service_account and call.authenticated else []
    lines.append("\n")
    lines += [_reader(context)] if credentials_of_all([call], context) else []
    lines += [
        *_credentials([call], context),
        *_locals(call, context),
        "\n",
        "my $http = HTTP::Tiny->new(verify_SSL => 1);\n",
    ]
    return "".join([*lines, *_exchange(call, context)])


def _exchange(call: Call, context: SnippetContext) -> list[str]:
    """The lines that send a request and print what came back; they know `$http`, `$url` and
    `$body`.
    """
    lines: list[str] = []
    if context.service_account and call.authenticated:
        lines += [
            f"my $answer = $http->post_form({literal(context.token_url)}, {{\n",
            "    grant_type    => 'client_credentials',\n    client_id     => $client_id,\n",
            "    client_secret => $client_secret,\n    scope         => 'all',\n});\n",
            'die "$answer->{status} $answer->{content}\\n" if !$answer->{success};\n',
            "my $token = decode_json($answer->{content})->{access_token};\n",
        ]
    if signs(call, context):
        body = "''" if call.body is None else "$body"
        lines += [
            f"my $time = $http->get({literal(context.time_url)})->{{content}};\n",
            "my $signature = '$1$' . sha1_hex(join('+',\n",
            f"    $application_secret, $consumer_key, '{call.method}', $url, {body}, $time));\n",
        ]
    lines += [
        lay_out(_http(call, context), before="my $response = ", after=";\n"),
        'die "$response->{status} $response->{content}\\n" if !$response->{success};\n\n',
        "print $response->{content} // '', \"\\n\";\n",
    ]
    return lines


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
    for name in names:
        value = f"ovh_key('{name}')" if context.configured else f"'{PLACEHOLDER}'"
        lines.append(f"my ${name} = {value};\n")
    return [*lines, "\n" if names else ""]


def _locals(call: Call, context: SnippetContext) -> list[str]:
    lines = [f"my $url = {literal(context.url(call))};\n"]
    if call.body is not None:
        lines.append(f"my $body = {literal(body_text(call))};\n")
    return lines


def _http(call: Call, context: SnippetContext) -> Group:
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
    options: list[tuple[str, Node]] = []
    if headers:
        options.append(("headers => ", Group("{", tuple(headers), "}", " ")))
    if call.body is not None:
        options.append(("content => ", literal(body_text(call)) if context.call_only else "$body"))
    url = literal(context.url(call)) if context.call_only else "$url"
    return Group(f"$http->request({literal(call.method)}, {url}, {{", tuple(options), "})", " ")


# Values


def _value(value: Any) -> Node:
    match value:
        case None:
            return "undef"
        case bool():
            return "JSON::true" if value else "JSON::false"
        case str():
            return literal(value)
        case dict():
            return Group(
                "{",
                tuple((f"{_key(name)} => ", _value(inner)) for name, inner in value.items()),
                "}",
                " ",
            )
        case list():
            return Group("[", tuple(("", _value(inner)) for inner in value), "]")
        case _:
            return json.dumps(value)


def _key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else literal(name)


def literal(text: str) -> str:
    """A string literal of Perl whose value is the bytes of `text` in UTF-8.

    Without ``use utf8``, which is what OvhApi wants: it sends characters as bytes. In single quotes
    where all is readable, else in double ones with escapes.
    """
    if text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return "".join(f"\\x{{{byte:02x}}}" for byte in char.encode("utf-8", "surrogatepass"))


def _comment(text: str) -> str:
    return f"# {one_line(text)}\n"


LANGUAGE = Language("perl", "Perl", "perl", "pl", _write, _script, aliases=("pl",))
