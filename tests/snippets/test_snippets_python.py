"""The Python snippet, run with the real python-ovh: what arrives is the call."""

import contextlib
import io
import json
import runpy
from pathlib import Path

import ovh.client
import pytest
from hypothesis import given, settings

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, SnippetError, snippet

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls
from .recorder import Recorder, with_keys

ALONE = SnippetContext(call_only=True)


@pytest.fixture(autouse=True)
def _ours(server: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{server.root}/1.0")


def run(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(with_keys(code), "snippet.py", "exec"), {"__name__": "__main__"})
    return printed.getvalue()


def check(call: Call, recorder: Recorder) -> None:
    recorder.forget()
    printed = run(snippet("python", call))
    json.loads(printed)
    like_a_branch = call.branch == "v1" and call.concrete_path.startswith(("/v1", "/v2"))
    recorder.assert_is(call, v1="v1" if like_a_branch else "1.0")


@pytest.mark.parametrize("name", [*CASES, *NOT_FOR_PHP])
def test_what_arrives_is_the_call(name: str, recorder: Recorder) -> None:
    check({**CASES, **NOT_FOR_PHP}[name], recorder)


def test_what_arrives_is_any_call(recorder: Recorder, tries: int) -> None:
    @settings(deadline=None, max_examples=tries)
    @given(call=calls())
    def each(call: Call) -> None:
        check(call, recorder)

    each()


def test_a_call_alone_is_an_expression() -> None:
    assert snippet("python", CASES["GET"], ALONE) == 'client.get("/me")'
    for call in CASES.values():
        compile(snippet("python", call, ALONE), "call", "eval")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET date.from", 'client.get("/me/bill", **{"date.from": "2024-01-01T00:00:00+01:00"})'),
        ("GET from", 'client.get("/x", _from="a@b.c", to="d", _to="~")'),
        ("GET _from", 'client.get("/x?_from=a")'),
        ("GET repeated", 'client.get("/x?s=RUNNING&s=STOPPED")'),
        ("GET empty value", 'client.get("/x?a=&b=%20")'),
        ("GET ipBlock", 'client.get("/ip/192.0.2.0%2F24/firewall")'),
        ("GET v2 query", 'client.get("/v2/iam/policy", details="true")'),
        ("GET unauthenticated", 'client.get("/auth/time", _need_auth=False)'),
        ("POST no body", 'client.post("/domain/zone/example.com/refresh")'),
        ("POST {}", 'client.call("POST", "/auth/logout", {})'),
        ("POST list", 'client.call("POST", "/x", [{"a": 1}, "b", None])'),
        (
            "POST from",
            'client.post("/email/redirection", _from="a@b.c", to="d@e.f", localCopy=False)',
        ),
        ("POST query", 'client.post("/x?b=c%20d", a=1)'),
        ("POST __debug__", 'client.call("POST", "/x", {"__debug__": 1})'),
        ("PUT map", 'client.call("PUT", "/x", {"a.b": {"c": None}})'),
        ("DELETE query", 'client.delete("/x?force=true")'),
        (
            "GET header query",
            'client.raw_call("GET", "/v2/x?a=b", headers={"X-Pagination-Cursor": "abc=="})',
        ),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet("python", CASES[name], ALONE) == code


def test_long_calls_take_a_line_an_argument() -> None:
    body = canonical_json(
        {
            "fieldType": "A",
            "subDomain": "www",
            "target": "192.0.2.1",
            "nested": {"k": ["v" * 70, "w"]},
        }
    )
    call = Call.make(
        "v1", "POST", "/domain/zone/{z}/record", path_values={"z": "example.com"}, body=body
    )
    assert snippet("python", call, ALONE).splitlines() == [
        "client.post(",
        '    "/domain/zone/example.com/record",',
        '    fieldType="A",',
        '    subDomain="www",',
        '    target="192.0.2.1",',
        "    nested={",
        '        "k": [',
        f'            "{"v" * 70}",',
        '            "w",',
        "        ],",
        "    },",
        ")",
    ]


def test_readable_characters_stay_and_others_are_escapes() -> None:
    call = Call.make(
        "v1",
        "POST",
        "/x",
        body=canonical_json({"a": "é😀\u202e\n\0", "b": 'say "é"', "c": 'it\'s "it"'}),
    )
    code = snippet("python", call, ALONE)
    assert r'a="é😀\u202e\n\x00"' in code
    assert "b='say \"é\"'" in code
    # The quote that leaves fewer backslashes, as formatters have it.
    assert r"""c='it\'s "it"'""" in code


def test_what_python_cannot_parse_so_deep_is_left_to_json(recorder: Recorder) -> None:
    deep: object = 1
    for _ in range(99):
        deep = [deep]
    check(Call.make("v1", "POST", "/x", body=canonical_json({"a": deep})), recorder)


def test_what_python_ovh_cannot_send_is_refused() -> None:
    with pytest.raises(SnippetError, match="null"):
        snippet("python", NOT_FOR_PYTHON["POST null"])
    with pytest.raises(SnippetError, match="another one"):
        snippet("python", Call.make("v1", "POST", "/x", body=b'{"a": 1.10}'))
    with pytest.raises(SnippetError):
        snippet("python", Call.make("v1", "POST", "/x", body=b"NaN"))


def test_a_note_stays_a_comment_even_in_a_file(recorder: Recorder, tmp_path: Path) -> None:
    call = CASES["POST unicode"]
    for note in (NASTY, "coding: utf-7", "-*- coding=ascii -*-", "a\nimport this"):
        code = with_keys(snippet("python", call, SnippetContext(note=note, token_page=note)))
        script = tmp_path / "snippet.py"
        script.write_text(code, encoding="utf-8", newline="\n")
        recorder.forget()
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            runpy.run_path(str(script))
        recorder.assert_is(call)
        json.loads(printed.getvalue())
