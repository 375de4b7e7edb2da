"""Scripts of several calls: what arrives is each of them, in their order, signed where it should
be.
"""

import base64
import contextlib
import io
import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import ovh.client
import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, script, snippet
from ovh_explorer.snippets.command import LANGUAGE as TRY
from ovh_explorer.snippets.csharp import why_by_hand as by_hand_in_csharp
from ovh_explorer.snippets.node import why_by_hand as by_hand_in_node
from tests.sandboxes import running

from .cases import CASES
from .recorder import AK, AS, CK, NOW, Recorder
from .running import Run, assert_same
from .test_snippets_go import build, needs_go

# Those that every language can send; some by its wrapper, some by hand, signed and not.
NAMES = [
    "GET",
    "POST unauthenticated",
    "POST nasty",
    "GET header",
    "GET unauthenticated",
    "POST {}",
    "GET nasty",
    "DELETE query",
    "PUT map",
    "POST no body",
]
CALLS = [CASES[name] for name in NAMES]
SENT = [call for call in CALLS if call.target != "/auth/time"]


def keyed(code: str) -> str:
    """With keys for the placeholders, which come in threes."""
    keys = itertools.cycle([AK, AS, CK])
    return re.sub("x{10}", lambda _: next(keys), code)


def assert_sent(recorder: Recorder, *roots: str) -> None:
    assert len(recorder.requests) == len(SENT)
    for request, call in zip(recorder.requests, SENT, strict=True):
        assert_same(request, call, recorder.root, roots)


def test_python(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{recorder.root}/1.0")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(keyed(script("python", CALLS)), "script.py", "exec"), {"__name__": "__main__"})
    assert printed.getvalue().count("it's") == len(SENT)
    assert_sent(recorder)


@pytest.mark.skipif(shutil.which("php") is None, reason="php is not on this machine")
def test_php(php: Run) -> None:
    answer = php(script("php", CALLS))
    assert answer["error"] is None
    alone = [php(snippet("php", call))["requests"][0] for call in CALLS]
    assert answer["requests"] == alone


def test_node(node: Run, secure: tuple[Recorder, Path]) -> None:
    recorder = secure[0]
    recorder.forget()
    context = SnippetContext(base_url=recorder.root)
    assert {bool(by_hand_in_node(call, context)) for call in CALLS} == {True, False}
    host, port = recorder.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    code = keyed(script("node", CALLS, context)).replace("endpoint: 'ovh-eu',", there)
    # Whoever runs it takes the first thing printed for the end.
    code = code.replace("console.log(", "String(").replace(
        "main().catch", "main().then(() => console.log('')).catch"
    )
    answer = node(code)
    assert not answer["error"], answer
    assert_sent(recorder, recorder.root, f"https://{host}")


def test_perl(perl: Run, recorder: Recorder) -> None:
    recorder.forget()
    context = SnippetContext(base_url=recorder.root)
    answer = perl(keyed(script("perl", CALLS, context)))
    assert answer["error"] == ""
    by_wrapper = []
    for call in CALLS:
        alone = perl(keyed(snippet("perl", call, context)))
        by_wrapper += alone["requests"]
    for one, other in zip(answer["requests"], by_wrapper, strict=True):
        # The order of keys is another one each time in Perl, and so is the signature then.
        assert {**one, "body": None, "signature": None} == {
            **other,
            "body": None,
            "signature": None,
        }
        assert bool(one["signature"]) == bool(other["signature"])
        bodies = [base64.b64decode(request["body"] or "") for request in (one, other)]
        assert bodies[0] == bodies[1] or json.loads(bodies[0]) == json.loads(bodies[1])
    assert 0 < len(by_wrapper) < len(CALLS)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_curl(recorder: Recorder) -> None:
    recorder.forget()
    code = script("curl", CALLS, SnippetContext(base_url=recorder.root))
    assert code.count("sha1()") == 1
    done = subprocess.run(
        ["bash", "-c", keyed(code)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""
    assert_sent(recorder)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_a_script_ends_at_the_first_call_that_fails() -> None:
    calls = [Call("v1", "GET", "/no/such"), Call("v1", "GET", "/auth/time", authenticated=False)]
    root = running()[1]
    code = script("curl", calls, SnippetContext(base_url=root))
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert json.loads(done.stdout)["message"]


def test_go(recorder: Recorder, tmp_path: Path) -> None:
    needs_go()
    recorder.forget()
    calls = [call for call in CALLS if call.branch == "v1"]
    code = keyed(script("go", calls)).replace('"ovh-eu"', f'"{recorder.root}/1.0"')
    program = build([code], tmp_path)
    done = subprocess.run([program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    sent = [call for call in calls if call in SENT]
    for request, call in zip(recorder.requests, sent, strict=True):
        assert_same(request, call, recorder.root)


def test_csharp_has_each_call_as_it_is_alone() -> None:
    context = SnippetContext()
    assert {bool(by_hand_in_csharp(call, context)) for call in CALLS} == {True, False}
    code = script("csharp", CALLS, context)
    for call in CALLS:
        alone = snippet("csharp", call, context)
        body = alone[alone.index("    {\n") :].splitlines()[1:]
        lines = [line.strip() for line in body if "Client(" not in line and "Key = " not in line]
        for line in lines:
            assert line in code or "appSecret" in line
    assert code.count("new Client(") == code.count("new HttpClient(") == 1


def test_try_is_a_shell_script_of_its_commands() -> None:
    # No shell can hand a NUL to a command.
    calls = [call for call in CALLS if call is not CASES["GET nasty"]]
    code = script("try", calls, SnippetContext(note="a note"))
    assert code.startswith("#!/bin/sh\n# a note\nset -e\n")
    for call in calls:
        assert TRY.write(call, SnippetContext()) in code


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_call_makes_a_script_too_and_none_makes_none(language: str) -> None:
    assert script(language, [CASES["GET"]])
    with pytest.raises(SnippetError, match="no calls"):
        script(language, [])


def test_a_call_that_cannot_be_written_is_named() -> None:
    bad = Call("v1", "POST", "/x", body=b"null")
    with pytest.raises(SnippetError, match="POST /x: python-ovh can't send a body that is null"):
        script("python", [*CALLS, bad])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_follows_no_pages(language: str) -> None:
    calls = [CASES["GET header"], CASES["GET"]]
    plain = script(language, calls)
    assert script(language, calls, SnippetContext(pages=True)) == plain
