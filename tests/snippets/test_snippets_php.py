"""The PHP snippet, run with a double of php-ovh: what it would send is the call."""

import base64
import json
import shutil
from typing import Any

import pytest
from hypothesis import given, settings

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, SnippetError, snippet

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls
from .running import Run

ALONE = SnippetContext(call_only=True)

pytestmark = pytest.mark.skipif(shutil.which("php") is None, reason="php is not on this machine")


@pytest.fixture
def run(php: Run) -> Run:
    return php


def check(call: Call, run: Run) -> None:
    answer = run(snippet("php", call))
    assert answer["error"] is None
    assert "it's é" in base64.b64decode(answer["output"]).decode()
    (request,) = answer["requests"]
    assert request["method"] == call.method
    assert request["signed_url"] == request["url"]
    places = [
        f"https://eu.api.ovh.com/{branch}{call.target}"
        for branch in (["1.0", "v1"] if call.branch == "v1" else ["v2"])
    ]
    assert request["url"] in places
    assert request["has_body"] == (call.body is not None)
    if call.body is not None:
        assert same(json.loads(base64.b64decode(request["body"])), call.json)
    assert request["headers"] == dict(call.headers)
    assert request["signed"] == call.authenticated


def same(sent: Any, meant: Any) -> bool:
    """Equality of JSON, in which 1 and 1.0 are one number but true is none, and keys keep their
    order.
    """
    if isinstance(meant, dict):
        return (
            isinstance(sent, dict)
            and [*sent] == [*meant]
            and all(same(sent[key], meant[key]) for key in meant)
        )
    if isinstance(meant, list):
        return isinstance(sent, list) and len(sent) == len(meant) and all(map(same, sent, meant))
    if isinstance(meant, float):
        # PHP writes some floats without an exponent: the same decimal number, which Python reads as
        # an integer.
        return not isinstance(sent, bool) and float(sent) == meant
    return isinstance(sent, bool) == isinstance(meant, bool) and bool(sent == meant)


@pytest.mark.parametrize("name", [*CASES, *NOT_FOR_PYTHON])
def test_what_it_would_send_is_the_call(name: str, run: Run) -> None:
    check({**CASES, **NOT_FOR_PYTHON}[name], run)


def test_what_it_would_send_is_any_call(run: Run, tries: int) -> None:
    @settings(deadline=None, max_examples=tries)
    @given(call=calls())
    def each(call: Call) -> None:
        check(call, run)

    each()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET", "$ovh->get('/me');"),
        ("GET date.from", "$ovh->get('/me/bill', ['date.from' => '2024-01-01T00:00:00+01:00']);"),
        ("GET repeated", "$ovh->get('/x', ['s' => ['RUNNING', 'STOPPED']]);"),
        ("GET repeated apart", "$ovh->get('/x?s=1&t=2&s=3');"),
        ("GET number keys", "$ovh->get('/x?7=a&0=b');"),
        ("GET schema", "$ovh->get('/v1/me.json');"),
        ("GET looks like schema", "$ovh->get('/v1/x?7=a.json');"),
        (
            "GET header query",
            "$ovh->get('/v2/x', ['a' => 'b'], ['X-Pagination-Cursor' => 'abc==']);",
        ),
        ("GET unauthenticated", "$ovh->get('/auth/time', null, null, false);"),
        ("POST no body", "$ovh->post('/domain/zone/example.com/refresh');"),
        ("POST {}", "$ovh->post('/auth/logout', new \\stdClass());"),
        ("POST []", "$ovh->post('/x', []);"),
        ("POST query", "$ovh->post('/x?b=c%20d', ['a' => 1]);"),
        ("PUT no body", "$ovh->put('/x', null);"),
        ("DELETE query", "$ovh->delete('/x?force=true');"),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet("php", CASES[name], ALONE) == code


def test_long_arrays_open_on_the_line_of_the_call() -> None:
    body = canonical_json({"fieldType": "A", "subDomain": "www", "target": "192.0.2.1", "ttl": 60})
    call = Call.make(
        "v1", "POST", "/domain/zone/{z}/record", path_values={"z": "example.com"}, body=body
    )
    assert snippet("php", call, ALONE).splitlines() == [
        "$ovh->post('/domain/zone/example.com/record', [",
        "    'fieldType' => 'A',",
        "    'subDomain' => 'www',",
        "    'target' => '192.0.2.1',",
        "    'ttl' => 60,",
        "]);",
    ]


def test_single_quotes_unless_something_is_unreadable() -> None:
    call = Call.make("v1", "POST", "/x", body=canonical_json(["$é it's \\n", '$a\u202e"\n']))
    assert (
        snippet("php", call, ALONE) == r"""$ovh->post('/x', ['$é it\'s \\n', "\$a\u{202E}\"\n"]);"""
    )


def test_what_php_cannot_send_is_said(run: Run) -> None:
    with pytest.raises(SnippetError, match="no integers of more than 64 bits"):
        snippet("php", NOT_FOR_PHP["POST large integer"])
    half = snippet("php", NOT_FOR_PHP["POST half character"])
    assert "// PHP refuses to send half a character" in half
    answer = run(half)
    assert answer["error"].startswith("JsonException")
    assert answer["requests"] == []
    with pytest.raises(SnippetError, match="GET with a body"):
        snippet("php", NOT_FOR_PHP["GET body"])


@pytest.mark.parametrize("note", [NASTY, "?> <?php exit(1);", "*/ exit(1);", "a\nexit(1);", "#[a"])
def test_a_note_stays_a_comment(note: str, run: Run) -> None:
    answer = run(snippet("php", CASES["GET"], SnippetContext(note=note, token_page=note)))
    assert answer["error"] is None
    assert len(answer["requests"]) == 1
