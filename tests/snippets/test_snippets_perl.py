"""The Perl snippet: parsed and run by Perl with a double of OvhApi; what it would send is the call."""

import base64
import hashlib
import json
import shutil
import subprocess
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, script, snippet
from ovh_explorer.snippets.perl import why_by_hand

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls
from .recorder import AS, CK, NOW, Recorder, with_keys
from .running import Run, assert_same, same

ALONE = SnippetContext(call_only=True)

_NEEDS = ["perl", "-MJSON::PP", "-MDigest::SHA", "-MHTTP::Tiny", "-e", "1"]
pytestmark = pytest.mark.skipif(
    shutil.which("perl") is None or subprocess.run(_NEEDS, capture_output=True).returncode != 0,
    reason="perl with its core modules is not on this machine",
)


@pytest.fixture
def run(perl: Run) -> Run:
    return perl


def check(call: Call, run: Run, recorder: Recorder) -> None:
    recorder.forget()
    context = SnippetContext(base_url=recorder.root)
    answer = run(with_keys(snippet("perl", call, context)))
    assert answer["error"] == ""
    assert "it's" in base64.b64decode(answer["output"]).decode() or call.target == "/auth/time"
    if why_by_hand(call, context):
        assert_same(recorder.only(), call, recorder.root)
        return
    (request,) = answer["requests"]
    branches = ["v2"] if call.branch == "v2" else ["1.0", "v1"]
    assert request["url"] in [
        f"https://eu.api.ovh.com/{branch}{call.target}" for branch in branches
    ]
    assert request["method"] == call.method
    assert request["has_body"] == (call.body is not None)
    body = base64.b64decode(request["body"])
    if call.body is not None:
        assert same(json.loads(body), json.loads(call.body))
    if call.authenticated:
        signed = b"+".join(
            [*(part.encode() for part in (AS, CK, call.method, request["url"])), body, b"%d" % NOW]
        )
        assert request["signature"] == hashlib.sha1(signed).hexdigest()
    else:
        assert request["signature"] == ""


@pytest.mark.parametrize("name", [*CASES, *NOT_FOR_PYTHON, *NOT_FOR_PHP])
def test_what_it_would_send_is_the_call(name: str, run: Run, recorder: Recorder) -> None:
    check({**CASES, **NOT_FOR_PYTHON, **NOT_FOR_PHP}[name], run, recorder)


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(call=calls())
def test_what_it_would_send_is_any_call(call: Call, run: Run, recorder: Recorder) -> None:
    check(call, run, recorder)


def test_what_the_wrapper_cannot_send_is_sent_by_hand_and_says_why() -> None:
    cases = {**CASES, **NOT_FOR_PYTHON, **NOT_FOR_PHP}
    assert set(Counter(why_by_hand(call, SnippetContext()) for call in cases.values())) >= {
        "",
        "OvhApi sends no header parameters",
        "OvhApi sends no body with a DELETE",
        "OvhApi would send no body for null",
        "Perl would round a number of the body",
    }
    assert "OvhApi doesn't know ovh-asia" in snippet(
        "perl", CASES["GET"], SnippetContext(endpoint="ovh-asia")
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET", "$api->get( path => '/me' );"),
        ("GET v2 query", "$api->get( path => '/v2/iam/policy?details=true' );"),
        ("GET unauthenticated", "$api->get( path => '/auth/time', noSignature => 1 );"),
        (
            "POST query",
            "my %query = ( b => 'c d' );\n"
            'my @pairs = map { "$_=" . uri_escape( $query{$_} ) } sort keys %query;\n'
            "my $path  = '/x?' . join '&', @pairs;\n"
            "$api->post( path => $path, body => { a => 1 } );",
        ),
        ("PATCH no body", "$api->rawCall( method => 'PATCH', path => '/x' );"),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet("perl", CASES[name], ALONE) == code


@pytest.mark.parametrize("note", [NASTY, "a\nexit 1;", "\n=pod\n", "__END__"])
def test_a_note_stays_a_comment(note: str, run: Run) -> None:
    answer = run(snippet("perl", CASES["GET"], SnippetContext(note=note, token_page=note)))
    assert answer["error"] == ""
    assert len(answer["requests"]) == 1


def test_a_query_is_typed_as_it_is_where_that_sends_the_very_same(run: Run) -> None:
    assert snippet("perl", CASES["GET iamTags"], ALONE).splitlines() == [
        """my %query = ( iamTags => '{"env":[{"operator":"EQ","value":"prod"}]}' );""",
        'my @pairs = map { "$_=" . uri_escape( $query{$_} ) } sort keys %query;',
        "my $path  = '/vps?' . join '&', @pairs;",
        "$api->get( path => $path );",
    ]
    assert "use URI::Escape" not in snippet("perl", CASES["GET v2 query"])
    two = Call.make("v1", "GET", "/x", query=[("a", "é:"), ("date.from", "2024-01-01T00:00:00+01")])
    for code in (snippet("perl", two), script("perl", [two])):
        assert "use URI::Escape qw(uri_escape);" in code
        (request,) = run(with_keys(code))["requests"]
        assert request["url"] == f"https://eu.api.ovh.com/1.0{two.target}"
    # One in another order, or in which versions of the module differ, stays as it is sent.
    for query in ([("b", ":"), ("a", ":")], [("a", ":"), ("a", ";")], [("a", "b (c)")]):
        call = Call.make("v1", "GET", "/x", query=query)
        assert snippet("perl", call, ALONE).startswith("$api->get( path => '/x?")
