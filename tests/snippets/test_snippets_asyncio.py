"""Python with asyncio, run with the httpx of this program: what arrives is the call, byte for byte."""

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, script, snippet

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls
from .recorder import AK, AS, CK, QUERY_ID, Recorder, with_keys
from .test_snippets_ends import NOWHERE, PAGE
from .test_snippets_pages import paging
from .test_snippets_real import examples  # noqa: F401
from .test_snippets_scripts import CALLS, assert_sent, keyed
from .test_snippets_tasks import BODY, REBOOT, as_script, at_once, check_others, context
from .test_snippets_tasks import check as check_task
from .test_snippets_tokens import TOKEN
from .test_snippets_tokens import assert_sent as assert_sent_with_token

NAME = "asyncio"
ALONE = SnippetContext(call_only=True)
ALL = {**CASES, **NOT_FOR_PHP, **NOT_FOR_PYTHON}
GET = CASES["GET"]
URL = "https://eu.api.ovh.com/1.0"


@pytest.fixture(autouse=True)
def _no_authorities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each client reads those that it trusts, which takes longer than all else.
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


def run(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "script.py", "exec"), {"__name__": "__main__"})
    return printed.getvalue()


def said(code: str) -> str:
    """What a program that fails says; it prints nothing else."""
    with (
        contextlib.redirect_stdout(io.StringIO()) as printed,
        pytest.raises(SystemExit) as ended,
    ):
        exec(compile(code, "script.py", "exec"), {"__name__": "__main__"})
    assert printed.getvalue() == ""
    return str(ended.value)


def check(call: Call, recorder: Recorder) -> None:
    recorder.forget()
    printed = run(with_keys(snippet(NAME, call, SnippetContext(base_url=recorder.root))))
    assert json.loads(printed)
    recorder.assert_is(call)


@pytest.mark.parametrize("name", ALL)
def test_what_arrives_is_the_call(name: str, recorder: Recorder) -> None:
    check(ALL[name], recorder)


def test_what_arrives_is_any_call(recorder: Recorder, tries: int) -> None:
    @settings(deadline=None, max_examples=tries)
    @given(call=calls())
    def each(call: Call) -> None:
        check(call, recorder)

    each()


def test_what_arrives_is_every_example(examples: list[Call], recorder: Recorder) -> None:  # noqa: F811
    for call in examples:
        check(call, recorder)


def test_a_script_sends_each_call(recorder: Recorder) -> None:
    printed = run(keyed(script(NAME, CALLS, SnippetContext(base_url=recorder.root))))
    assert printed.count("it's") == len(recorder.requests)
    assert_sent(recorder)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET", f'await client.get("{URL}/me")'),
        ("GET unauthenticated", f'await client.get("{URL}/auth/time", auth=None)'),
        ("POST no body", f'await client.post("{URL}/domain/zone/example.com/refresh")'),
        ("POST query", f'await client.post("{URL}/x?b=c%20d", json={{"a": 1}})'),
        ("DELETE query", f'await client.delete("{URL}/x?force=true")'),
        ("DELETE body", f'await client.request("DELETE", "{URL}/x", json={{"a": "b"}})'),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet(NAME, CASES[name], ALONE) == code


def test_other_alphabets_are_a_value_too() -> None:
    code = snippet(NAME, CASES["POST unicode"], ALONE)
    assert '{"message": "tèsté €😀/' in code.replace("'", '"')
    assert 'separators=(",", ":")' in code
    assert 'content="null"' not in code
    assert 'content=json.dumps(None, separators=(",", ":"))' in snippet(
        NAME, NOT_FOR_PYTHON["POST null"], ALONE
    )


@pytest.mark.parametrize("note", [NASTY, "coding: utf-7", "a\nimport this"])
def test_a_note_stays_a_comment(note: str, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, note=note, token_page=note)
    run(with_keys(snippet(NAME, GET, context)))
    recorder.assert_is(GET)


def test_a_consumer_key_is_asked_for_by_the_application_alone(recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root)
    run(with_keys(snippet(NAME, CASES["POST credential"], context)))
    request = recorder.only()
    assert request.headers["X-Ovh-Application"]
    assert request.headers["X-Ovh-Signature"] is None
    assert recorder.times == []


@pytest.mark.parametrize("name", ["GET", "GET v2", "POST {}", "GET header", "GET unauthenticated"])
def test_an_access_token_is_sent_with_the_very_call(name: str, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, access_token=True)
    run(snippet(NAME, CASES[name], context).replace("xxxxxxxxxx", TOKEN))
    assert_sent_with_token(recorder, CASES[name])


def test_a_service_account_signs_in_once(recorder: Recorder) -> None:
    context = SnippetContext(
        base_url=recorder.root, service_account=True, token_url=f"{recorder.root}/token"
    )
    recorder.content = b'{"access_token":"t0k"}'
    run(script(NAME, [GET, CASES["GET unauthenticated"], CASES["POST {}"]], context))
    token, *others = recorder.requests
    assert (token.method, token.target) == ("POST", "/token")
    form = "grant_type=client_credentials&client_id=xxxxxxxxxx&client_secret=xxxxxxxxxx&scope=all"
    assert token.body.decode() == form
    assert [request.headers["Authorization"] for request in others] == ["Bearer t0k"] * 2
    assert recorder.times[0].headers["Authorization"] is None
    recorder.forget()
    recorder.status, recorder.content = 400, b'{"error":"invalid_client"}'
    assert said(snippet(NAME, GET, context)).startswith('400 {"error":"invalid_client"} (query id:')
    assert [request.target for request in recorder.requests] == ["/token"]


@pytest.mark.parametrize("token", [False, True])
def test_it_waits_for_tasks(token: bool, recorder: Recorder) -> None:
    def start(code: str) -> tuple[int, str]:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            try:
                exec(compile(code, "script.py", "exec"), {"__name__": "__main__"})
            except SystemExit as ended:
                return int(ended.code or 0), printed.getvalue()
        return 0, printed.getvalue()

    wanted = context(recorder, access_token=token)
    for sent in (REBOOT, BODY):
        check_task(snippet(NAME, sent, wanted), start, recorder, sent)
        check_task(script(NAME, [sent], wanted), start, recorder, sent)
        for write in (snippet, as_script):
            check_others(NAME, wanted, start, recorder, sent, write)
    assert at_once("await asyncio.sleep(5)") == "await asyncio.sleep(0)"


def test_it_follows_the_pages_of_a_list() -> None:
    for token in (False, True):
        listed = Call.make("v2", "GET", "/list", headers=[("X-Pagination-Size", "2")])
        with paging() as (root, cursors):
            wanted = SnippetContext(pages=True, base_url=root, access_token=token)
            found = json.loads(run(with_keys(snippet(NAME, listed, wanted))))
        assert found == ["a", "b", "c", "d", "e"]
        assert cursors == [None, "first", "second"]


def test_it_fails_in_one_sentence(recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root)
    refused = b'{"message":"This call has not been granted"}'
    body = Call.make("v1", "POST", "/x", body=canonical_json({"a": "é"}))
    for code in (snippet(NAME, body, context), script(NAME, [body, GET], context)):
        recorder.status, recorder.content = 403, refused
        assert said(with_keys(code)) == f"403 {refused.decode()} (query id: {QUERY_ID})"
        assert len(recorder.requests) == 1
        recorder.forget()
    recorder.status = 302
    assert said(with_keys(snippet(NAME, GET, context))).startswith("302 ")
    assert len(recorder.requests) == 1
    recorder.forget()
    recorder.content = PAGE
    assert said(with_keys(snippet(NAME, GET, context))).startswith("JSONDecodeError: Expecting")
    nowhere = SnippetContext(base_url=NOWHERE)
    assert said(snippet(NAME, GET, nowhere)).startswith("ConnectError: ")


def test_its_keys_come_from_the_environment_or_the_file(
    recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("APPLICATION_KEY", "APPLICATION_SECRET", "CONSUMER_KEY"):
        monkeypatch.delenv(f"OVH_{name}", raising=False)
    configured = SnippetContext(base_url=recorder.root, configured=True)
    code = snippet(NAME, GET, configured)
    assert "Set OVH_APPLICATION_KEY, or application_key in the section [ovh-eu]" in said(code)
    assert recorder.requests == []
    keys = f"application_key={AK}\napplication_secret={AS}\nconsumer_key={CK}\n"
    (tmp_path / ".ovh.conf").write_text(f"[ovh-eu]\n{keys}[profile:a client]\n{keys}")
    for wanted in (configured, replace(configured, section="profile:a client")):
        run(snippet(NAME, GET, wanted))
        recorder.assert_is(GET)
    monkeypatch.setenv("OVH_CONSUMER_KEY", "of the environment")
    run(code)
    assert recorder.only().headers["X-Ovh-Consumer"] == "of the environment"
