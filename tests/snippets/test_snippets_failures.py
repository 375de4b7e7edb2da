"""Code that fails says why, in the words of the API, and sends nothing more."""

import contextlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import ovh.client
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, script, snippet

from .cases import CASES
from .recorder import NOW, QUERY_ID, Recorder, with_keys
from .running import DOUBLE, Run
from .test_snippets_shells import SHELLS

GET = Call.make("v1", "GET", "/me")
POST = Call.make("v1", "POST", "/x", body=canonical_json({"a": "é"}))
HEADER = CASES["GET header"]
OPEN = CASES["GET unauthenticated"]
REFUSED = b'{"class":"Client::Forbidden","message":"This call has not been granted"}'
NO_TOKEN = b'{"error":"invalid_client","error_description":"Client not found."}'
# Every language rounds it that takes numbers for doubles.
LONG = b'{"id":9007199254740993}'


def in_shell(shell: str, code: str, tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    if shutil.which(SHELLS[shell][0]) is None:
        pytest.skip(f"{shell} is not on this machine")
    file = tmp_path / "code.sh"
    file.write_text(code, encoding="utf-8", newline="")
    return subprocess.run(
        [*SHELLS[shell], str(file)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"},
    )


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")


@needs_curl
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_curl_ends_with_a_code_and_prints_what_the_api_says(shell, status, recorder, tmp_path):
    context = SnippetContext(base_url=recorder.root)
    for code, count in (
        (snippet("curl", POST, context), 1),
        (script("curl", [GET, POST], context), 1),
    ):
        recorder.status, recorder.content = status, REFUSED
        done = in_shell(shell, code, tmp_path)
        assert done.returncode != 0
        assert REFUSED.decode() in done.stdout
        assert len(recorder.requests) == count
        recorder.forget()


@needs_curl
@pytest.mark.parametrize("shell", SHELLS)
def test_curl_ends_with_success_and_prints_numbers_as_they_are(shell, recorder, tmp_path):
    recorder.content = LONG
    done = in_shell(shell, snippet("curl", GET, SnippetContext(base_url=recorder.root)), tmp_path)
    assert (done.returncode, done.stdout) == (0, LONG.decode() + "\n")


@needs_curl
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("size", [99_000, 131_072, 1_000_000])
def test_curl_sends_a_body_that_is_longer_than_a_word_may_be(shell, size, recorder, tmp_path):
    call = Call.make("v1", "POST", "/x", body=canonical_json({"zoneFile": "é'%s\\n" * (size // 6)}))
    context = SnippetContext(base_url=recorder.root)
    for code in (snippet("curl", call, context), script("curl", [call], context)):
        done = in_shell(shell, with_keys(code), tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        recorder.assert_is(call)
    alone = SnippetContext(base_url=recorder.root, call_only=True)
    call = Call.make("v1", "POST", "/x", body=call.body, authenticated=False)
    assert in_shell(shell, snippet("curl", call, alone), tmp_path).returncode == 0
    recorder.assert_is(call)


@needs_curl
@pytest.mark.parametrize("shell", SHELLS)
def test_curl_sends_nothing_without_a_token(shell, recorder, tmp_path):
    token_url = f"{recorder.root}/token"
    context = SnippetContext(base_url=recorder.root, service_account=True, token_url=token_url)
    for code in (snippet("curl", POST, context), script("curl", [POST, GET], context)):
        recorder.status, recorder.content = 400, NO_TOKEN
        done = in_shell(shell, code, tmp_path)
        assert done.returncode != 0
        assert NO_TOKEN.decode() in done.stdout
        assert [request.target for request in recorder.requests] == ["/token"]
        recorder.forget()
    recorder.content = b'{"access_token":"t0k","token_type":"Bearer"}'
    done = in_shell(shell, snippet("curl", POST, context), tmp_path)
    assert done.returncode == 0
    token, request = recorder.requests
    assert token.target == "/token"
    assert request.headers["Authorization"] == "Bearer t0k"


@pytest.mark.parametrize("call", [GET, HEADER])
def test_node_says_what_the_api_says(call: Call, node: Run, secure: tuple[Recorder, Path]) -> None:
    recorder = secure[0]
    host, port = recorder.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    context = SnippetContext(base_url=recorder.root)
    for code in (snippet("node", call, context), script("node", [call, call], context)):
        recorder.forget()
        recorder.status, recorder.content = 403, REFUSED
        answer = node(with_keys(code).replace("endpoint: 'ovh-eu',", there))
        assert answer["error"]
        assert "403" in answer["output"]
        assert "This call has not been granted" in answer["output"]
        assert QUERY_ID in answer["output"]
        assert len(recorder.requests) == 1
    recorder.forget()


def test_node_sends_nothing_without_a_token(node: Run, recorder: Recorder) -> None:
    token_url = f"{recorder.root}/token"
    context = SnippetContext(base_url=recorder.root, service_account=True, token_url=token_url)
    recorder.status, recorder.content = 400, NO_TOKEN
    answer = node(snippet("node", HEADER, context))
    assert answer["error"]
    assert "invalid_client" in answer["output"]
    assert [request.target for request in recorder.requests] == ["/token"]


def test_node_sends_no_token_where_none_is_asked_for(node: Run, recorder: Recorder) -> None:
    context = SnippetContext(base_url=recorder.root, service_account=True)
    answer = node(snippet("node", OPEN, context))
    assert (answer["error"], answer["output"]) == (False, str(NOW))
    assert recorder.only().headers["Authorization"] is None


def test_csharp_looks_at_what_it_got_for_its_token() -> None:
    code = snippet("csharp", GET, SnippetContext(service_account=True))
    check, use = (
        code.index("if (!granted.IsSuccessStatusCode)"),
        code.index('GetProperty("access_token")'),
    )
    assert check < use


def test_python_keeps_what_the_api_says(recorder: Recorder, monkeypatch) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{recorder.root}/1.0")
    pages = snippet("python", HEADER, SnippetContext(pages=True))
    for code in (
        snippet("python", GET),
        snippet("python", HEADER),
        script("python", [GET, HEADER]),
        script("python", [HEADER, GET]),
        pages,
    ):
        recorder.status, recorder.content = 403, REFUSED
        with (
            contextlib.redirect_stdout(io.StringIO()) as printed,
            pytest.raises(SystemExit, match=r"APIError: .*This call has not been granted") as ended,
        ):
            exec(compile(with_keys(code), "script.py", "exec"), {"__name__": "__main__"})
        assert QUERY_ID in str(ended.value)
        assert len(recorder.requests) == 1
        assert printed.getvalue() == ""
        recorder.forget()


@pytest.mark.skipif(shutil.which("php") is None, reason="php is not on this machine")
def test_php_says_what_the_api_says(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    shutil.copy(DOUBLE / "api.php", tmp_path / "vendor" / "autoload.php")
    file = tmp_path / "code.php"
    for code in (snippet("php", GET), script("php", [HEADER, GET])):
        file.write_text(code, encoding="utf-8")
        for refused in (False, True):
            done = subprocess.run(
                ["php", "-n", str(file)],
                capture_output=True,
                text=True,
                timeout=60,
                env={"PATH": os.environ["PATH"], "REFUSED": "1" if refused else ""},
            )
            assert done.returncode == refused
            assert (done.stdout == "") is refused
            said = f"{REFUSED.decode()}\nQuery id: {QUERY_ID}\n"
            assert done.stderr == (said if refused else "")


def test_perl_says_what_the_api_says(recorder: Recorder, tmp_path: Path) -> None:
    context = SnippetContext(base_url=recorder.root)
    file = tmp_path / "code.pl"
    for call in (GET, HEADER):
        for code in (snippet("perl", call, context), script("perl", [call, call], context)):
            recorder.status, recorder.content = 403, REFUSED
            file.write_text(code, encoding="utf-8")
            done = subprocess.run(
                ["perl", f"-I{DOUBLE / 'perl'}", str(file)],
                capture_output=True,
                text=True,
                timeout=60,
                env={"PATH": os.environ["PATH"], "REFUSED": "1", "NO_PROXY": "127.0.0.1"},
            )
            assert done.returncode != 0
            assert done.stdout == ""
            assert done.stderr.startswith("403 ")
            assert "This call has not been granted" in done.stderr
            assert QUERY_ID in done.stderr
            assert len(recorder.requests) == (1 if call is HEADER else 0)
            recorder.forget()


@pytest.mark.parametrize("call", [HEADER, CASES["GET"]])
def test_perl_by_hand_verifies_who_answers(call: Call) -> None:
    """HTTP::Tiny before 0.083 does not unless it is told."""
    context = SnippetContext(service_account=True)
    for code in (snippet("perl", call, context), script("perl", [call], context)):
        assert code.count("HTTP::Tiny->new") == code.count("verify_SSL => 1 )") == 1


@pytest.mark.parametrize(
    "value", [r'["\xc3\xa9", "\xe2\x82\xac", undef]', r'["\x{e9}", "\x{20ac}", undef]']
)
def test_perl_prints_utf8_whether_it_came_as_bytes_or_escaped(value: str, tmp_path: Path) -> None:
    code = snippet("perl", CASES["GET"])
    assert "$answer->content" in code
    file = tmp_path / "code.pl"
    file.write_text(code.replace("$answer->content", value))
    done = subprocess.run(
        ["perl", f"-I{DOUBLE / 'perl'}", str(file)], capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode()) == ["é", "€", None]


def test_perl_sends_a_large_number_as_a_number(perl: Run, recorder: Recorder) -> None:
    for number in (1.5e16, -1e16, 1e16, 2.5e300, 1.5e15, -1.5):
        call = Call.make("v1", "POST", "/x", body=canonical_json({"n": number}))
        answer = perl(with_keys(snippet("perl", call, SnippetContext(base_url=recorder.root))))
        assert answer["error"] == ""
        if recorder.requests:
            assert recorder.only().body == call.body
        else:
            assert abs(number) < 1e16


@pytest.mark.parametrize("name", ["await", "async", "__arglist", "__makeref", "__refvalue", "var"])
def test_a_name_of_csharp_is_none_that_the_compiler_keeps(name: str) -> None:
    call = Call.make("v1", "POST", "/x", body=canonical_json({name: 1}))
    code = snippet("csharp", call, SnippetContext(call_only=True))
    kept = {"await", "__arglist", "__makeref", "__refvalue"}
    assert (f"@{name} = 1" in code) is (name in kept)
