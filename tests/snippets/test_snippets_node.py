"""The Node.js snippet, run with the real node-ovh against a server that records: what arrives is
the call.
"""

import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.node import why_by_hand
from tests.npm import modules

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls
from .recorder import NOW, QUERY_ID, Recorder, with_keys
from .running import Run, assert_same

ALONE = SnippetContext(call_only=True)
# Node's fetch refuses it.
NOT_FOR_NODE = {"GET body"}


@pytest.fixture
def run(node: Run) -> Run:
    return node


def check(call: Call, run: Run, recorder: Recorder) -> str:
    """Run the snippet of a call; why it was written by hand."""
    recorder.forget()
    host, port = recorder.root.removeprefix("https://").split(":")
    context = SnippetContext(base_url=recorder.root)
    code = with_keys(snippet("node", call, context))
    # The wrapper's own regions are elsewhere; and its difference from the API's clock is known.
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    answer = run(code.replace("endpoint: 'ovh-eu',", there))
    assert not answer["error"], answer
    assert "it's" in answer["output"] or call.target == "/auth/time"
    # node-ovh leaves the port out of what it signs.
    assert_same(recorder.only(), call, recorder.root, (recorder.root, f"https://{host}"))
    return why_by_hand(call, context)


@pytest.mark.parametrize("name", [*CASES, *NOT_FOR_PYTHON, *NOT_FOR_PHP])
def test_what_arrives_is_the_call(name: str, run: Run, secure: tuple[Recorder, Path]) -> None:
    call = {**CASES, **NOT_FOR_PYTHON, **NOT_FOR_PHP}[name]
    if name in NOT_FOR_NODE:
        with pytest.raises(SnippetError, match="can't send a GET with a body"):
            snippet("node", call)
        return
    check(call, run, secure[0])


def test_what_arrives_is_any_call(run: Run, secure: tuple[Recorder, Path], tries: int) -> None:
    @settings(
        deadline=None,
        max_examples=tries,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(call=calls())
    def each(call: Call) -> None:
        check(call, run, secure[0])

    each()


def test_what_the_wrapper_cannot_send_is_sent_by_hand_and_says_why() -> None:
    found = Counter(why_by_hand(call, SnippetContext()) for call in CASES.values())
    assert set(found) >= {
        "",
        "node-ovh sends no header parameters",
        "node-ovh doesn't sign requests whose path contains /auth",
        "node-ovh knows no PATCH",
        "node-ovh sends no body but an object or a list that holds something",
        "node-ovh would make the body of a DELETE its query",
    }
    code = snippet("node", CASES["POST {}"])
    assert "// node-ovh doesn't sign requests whose path contains /auth: this signs and" in code
    assert "@ovhcloud/node-ovh" not in code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET", "ovh.requestPromised('GET', '/me')"),
        ("GET v2 query", "ovh.requestPromised('GET', '/v2/iam/policy?details=true')"),
        ("POST query", "ovh.requestPromised('POST', '/x?b=c%20d', { a: 1 })"),
        ("DELETE query", "ovh.requestPromised('DELETE', '/x?force=true')"),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet("node", CASES[name], ALONE) == code


def test_a_query_is_typed_as_it_is_where_that_sends_the_very_same() -> None:
    assert snippet("node", CASES["GET iamTags"], ALONE) == (
        "const query = new URLSearchParams({\n"
        """  iamTags: '{"env":[{"operator":"EQ","value":"prod"}]}',\n"""
        "});\n"
        "ovh.requestPromised('GET', `/vps?${query}`)"
    )
    by_hand = Call.make(
        "v1", "GET", "/x", query=[("at", "a:b")], headers=[("X-A", "b")], authenticated=False
    )
    lines = [line.strip() for line in snippet("node", by_hand).splitlines()]
    assert "const query = new URLSearchParams({ at: 'a:b' });" in lines
    assert "const url = `https://eu.api.ovh.com/1.0/x?${query}`;" in lines
    # One that URLSearchParams writes in another way, or in another order, stays as it is sent.
    for query in (
        [("a", "b c:")],
        [("a", "~:")],
        [("a", ":"), ("a", "b")],
        [("b", ":"), ("1", "a")],
    ):
        call = Call.make("v1", "GET", "/x", query=query)
        assert snippet("node", call, ALONE) == f"ovh.requestPromised('GET', '{call.target}')"


def test_a_key_never_sets_the_prototype(run: Run, secure: tuple[Recorder, Path]) -> None:
    check(
        Call.make(
            "v1",
            "POST",
            "/x",
            body=canonical_json({"__proto__": {"a": 1}, "b": [{"__proto__": 2}]}),
        ),
        run,
        secure[0],
    )


def test_a_service_account_signs_in_without_the_wrapper() -> None:
    """node-ovh ends in an error of its own, which no code can catch, where it gets no token."""
    for name in ("GET", "POST {}"):
        code = snippet("node", CASES[name], SnippetContext(service_account=True))
        assert "Authorization: `Bearer ${token}`" in code
        assert "require('@ovhcloud/node-ovh')" not in code


@pytest.mark.parametrize("note", [NASTY, "*/ process.exit(1)", "a\nprocess.exit(1);"])
def test_a_note_stays_a_comment(note: str, run: Run, secure: tuple[Recorder, Path]) -> None:
    secure[0].forget()
    code = snippet(
        "node",
        CASES["GET header"],
        SnippetContext(base_url=secure[0].root, note=note, token_page=note),
    )
    assert not run(with_keys(code))["error"]
    assert len(secure[0].requests) == 1


def test_an_es_module_sends_the_same(
    node: Run, secure: tuple[Recorder, Path], pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    recorder, certificate = secure
    host, port = recorder.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    (tmp_path / "node_modules").symlink_to(modules(pytestconfig))
    context = SnippetContext(base_url=recorder.root, modules=True)
    by_hand = CASES["GET header"]
    calls = [CASES["POST query"], by_hand]
    codes = {
        script("node", calls, context): (200, calls),
        snippet("node", by_hand, context): (403, [by_hand]),
    }
    for code, (status, sent) in codes.items():
        recorder.forget()
        recorder.status = status
        (file := tmp_path / "code.mjs").write_text(
            with_keys(with_keys(code)).replace("endpoint: 'ovh-eu',", there), encoding="utf-8"
        )
        done = subprocess.run(
            ["node", str(file)],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
        )
        assert done.returncode == (status == 403), done.stderr
        assert (QUERY_ID in done.stderr) is (status == 403)
        for request, call in zip(recorder.requests, sent, strict=True):
            assert_same(request, call, recorder.root, (recorder.root, f"https://{host}"))
