"""Perl without OvhApi: statements that sign and send a request with what Perl has of its own."""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import body_text, credentials_of_all, own_headers, signs
from ovh_explorer.snippets.language import PLACEHOLDER, SnippetContext, header_parameters
from ovh_explorer.snippets.layout import Group, Node
from ovh_explorer.snippets.perl_layout import Step, statements
from ovh_explorer.snippets.perl_values import (
    SEVERAL,
    comment,
    ends,
    literal,
    over,
    while_it_goes_on,
)

__all__ = ["HTTP", "exchange", "key_lines", "local_steps", "loop", "request_steps"]

_STEP = 4
_CURSOR = "X-Pagination-Cursor"
HTTP: tuple[Step, ...] = (
    ("my $http", "HTTP::Tiny->new( max_redirect => 0, verify_SSL => 1 )"),
    ("my $json", "JSON::PP->new->utf8->pretty->canonical->allow_nonref"),
)
"""What makes the client of HTTP, and what reads and writes JSON."""


def exchange(call: Call, context: SnippetContext, indent: int = 0) -> list[Step]:
    """The statements that send a request and print what came back; they know `$http`, `$url` and
    `$body`. Lines of blocks among them are indented by `indent` columns and more.
    """
    sending = [*_token(call, context), *_response(call, context), "\n"]
    task = context.task(call)
    if task is None:
        return [
            *sending,
            "# What isn't JSON is no answer of the API; numbers stay as they came.\n",
            ("my $content", "$response->{content} // ''"),
            "$json->decode($content) if $content ne '';\n",
            'print "$content\\n";\n',
        ]
    read = "$json->decode( $response->{content} )"
    name = SEVERAL if task.several else "$task"
    known: list[Step] = [(f"my {name}", read)]
    again: list[Step] = [*_response(task.parent, context), ("$task", read)]
    if not task.repeats:
        known.append(("my $tasks", literal(f"{context.url(task.parent)}/")))
        again.insert(0, ("my $url", f"$tasks . task_part( $task, '{task.id}' )"))
    inner = indent + (2 * _STEP if task.several else _STEP)
    return [
        *sending,
        *known,
        *over(task),
        *while_it_goes_on(task, statements(again, inner)),
        f"print $json->encode({name});\n",
        ends(task),
    ]


def loop(call: Call, context: SnippetContext) -> list[str]:
    """The statements that follow the pages of a list to its end, and keep its `@result`."""
    given = tuple(header for header in call.headers if header[0].lower() != _CURSOR.lower())
    steps = [
        *_response(replace(call, headers=given), context),
        "push @result, @{ $json->decode( $response->{content} ) };\n",
        f"$cursor = $response->{{headers}}{{'{_CURSOR.lower()}-next'}} or last;\n",
    ]
    return [
        *statements(_token(call, context)),
        "my ( @result, $cursor );\n",
        "\n",
        "while (1) {\n",
        *(line if line == "\n" else f"    {line}" for line in statements(steps, _STEP)),
        "}\n",
    ]


def _token(call: Call, context: SnippetContext) -> list[Step]:
    if not (context.service_account and call.authenticated):
        return []
    names = {
        "grant_type": "'client_credentials'",
        "client_id": "$client_id",
        "client_secret": "$client_secret",
        "scope": "'all'",
    }
    form = Group("(", tuple((f"{name} => ", value) for name, value in names.items()), ")")
    return [
        ("my $token_url", literal(context.token_url)),
        ("my %form", form),
        ("my $granted", "$http->post_form( $token_url, \\%form )"),
        'die "$granted->{status} $granted->{content}\\n" if !$granted->{success};\n',
        ("my $token", "$json->decode( $granted->{content} )->{access_token}"),
    ]


def _response(call: Call, context: SnippetContext) -> list[Step]:
    """The statements that send a request, and look at its `$response`."""
    steps: list[Step] = []
    if signs(call, context):
        body = "" if call.body is None else "$body"
        signed = f"$application_secret+$consumer_key+{call.method}+$url+{body}+$time"
        steps += [
            ("my $clock", literal(context.time_url)),
            ("my $told", "$http->get($clock)"),
            ("my ($time)", r"$told->{content} =~ /\A\s*([0-9]+)\s*\z/"),
            "if ( !$told->{success} || !$time ) {\n",
            '    die "The API gave no time: $told->{status} $told->{content}\\n";\n',
            "}\n",
            ("my $signed", f'"{signed}"'),
            ("my $signature", "'$1$' . sha1_hex($signed)"),
        ]
    return [
        *steps,
        *request_steps(call, context),
        "\n",
        "if ( !$response->{success} ) {\n",
        "    my $id   = $response->{headers}{'x-ovh-queryid'} // 'none';\n",
        '    my $said = "$response->{status} $response->{content}";\n',
        '    die "$said (query id: $id)\\n";\n',
        "}\n",
    ]


def key_lines(
    calls: Sequence[Call], context: SnippetContext, *, commented: bool = True
) -> list[str]:
    names = credentials_of_all(calls, context)
    lines: list[str] = []
    if (
        names
        and commented
        and context.token_page
        and not context.configured
        and context.has_application
    ):
        lines.append(comment(f"Create your keys on {context.token_page}"))
    steps: list[Step] = []
    for name in names:
        value = f"ovh_key('{name}')" if context.configured else f"'{PLACEHOLDER}'"
        # The headers know a token by one name, whether it is given or fetched.
        variable = "token" if name == "access_token" else name
        steps.append((f"my ${variable}", value))
    return [*lines, *statements(steps), "\n" if names else ""]


def local_steps(call: Call, context: SnippetContext) -> list[Step]:
    texts = {"url": context.url(call)}
    if call.body is not None:
        texts["body"] = body_text(call)
    return [(f"my ${name}", literal(text)) for name, text in texts.items()]


def request_steps(call: Call, context: SnippetContext) -> list[Step]:
    """The statements that make the `$response`."""
    is_apart = context.call_only and not context.pages
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
    if headers or context.pages:
        steps.append(("my %headers", Group("(", tuple(headers), ")")))
        options.append(("headers => ", "\\%headers"))
    if context.pages:
        steps.append(f"$headers{{'{_CURSOR}'}} = $cursor if $cursor;\n")
    if call.body is not None:
        options.append(("content => ", literal(body_text(call)) if is_apart else "$body"))
    url = literal(context.url(call)) if is_apart else "$url"
    arguments = [("", literal(call.method)), ("", url)]
    if options:
        steps.append(("my $options", Group("{", tuple(options), "}")))
        arguments.append(("", "$options"))
    request = Group("$http->request(", tuple(arguments), ")")
    return [*steps, ("my $response", request)]
