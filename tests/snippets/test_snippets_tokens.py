"""Code with an access token: go-ovh takes it; in every other language the request is sent by hand,
with the token and no signature, to where the call goes and nowhere else.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, script, snippet

from .cases import CASES
from .recorder import NOW, QUERY_ID, Recorder
from .test_snippets_pages import paging

TOKEN = "t0ken-of.a-test~+/"
RUN = {
    "python": [sys.executable],
    "php": ["php", "-d", "display_errors=stderr"],
    "perl": ["perl"],
    "node": ["node"],
    "curl": ["sh"],
}
WRAPPERS = {
    "python": "python-ovh",
    "php": "php-ovh",
    "node": "node-ovh",
    "perl": "OvhApi",
    "csharp": "csharp-ovh",
}
# A GET with a body, which JavaScript can't send, and words of which another test tells why.
ODD = {"GET nasty"}
CALLS = {name: call for name, call in CASES.items() if name not in ODD}
FEW = ["GET", "GET v2", "POST {}", "GET header", "GET unauthenticated"]


def run(language: str, code: str, tmp_path: Path, **environ: str) -> "subprocess.CompletedProcess":
    if shutil.which(RUN[language][0]) is None:
        pytest.skip(f"{RUN[language][0]} is not on this machine")
    file = tmp_path / f"code.{LANGUAGES[language].extension}"
    file.write_text(code, encoding="utf-8", newline="")
    return subprocess.run(
        [*RUN[language], str(file)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1", **environ},
    )


def assert_sent(recorder: Recorder, call: Call) -> None:
    request = (recorder.requests or recorder.times)[0]
    assert len(recorder.requests) + len(recorder.times) == 1
    assert request.method == call.method
    assert request.target == f"/{'v2' if call.branch == 'v2' else '1.0'}{call.target}"
    assert request.body == (call.body or b"")
    for name, value in call.headers:
        assert request.headers[name] == value
    if call.body is not None:
        assert request.headers["Content-Type"] == "application/json"
    elif call.method in ("POST", "PUT", "PATCH"):
        assert request.headers["Content-Length"] == "0"
    assert request.headers["Authorization"] == (f"Bearer {TOKEN}" if call.authenticated else None)
    for name in ("Application", "Consumer", "Timestamp", "Signature"):
        assert request.headers[f"X-Ovh-{name}"] is None
    recorder.forget()


@pytest.mark.parametrize("language", RUN)
def test_the_token_is_sent_with_the_very_call(
    language: str, recorder: Recorder, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    context = SnippetContext(access_token=True, base_url=recorder.root)
    names = CALLS if request.config.getoption("--whole") else FEW
    for name in names:
        call = CALLS[name]
        try:
            code = snippet(language, call, context)
        except SnippetError:
            assert name not in FEW
            continue
        # The first: others may be values of the call.
        code = code.replace("xxxxxxxxxx", TOKEN, int(call.authenticated))
        done = run(language, code, tmp_path)
        assert done.returncode == 0, (name, done.stderr)
        assert done.stderr == ""
        assert_sent(recorder, call)


@pytest.mark.parametrize("language", RUN)
def test_a_refusal_is_said_and_ends_the_script(
    language: str, recorder: Recorder, tmp_path: Path
) -> None:
    context = SnippetContext(access_token=True, base_url=recorder.root)
    call = Call.make("v1", "POST", "/x", body=canonical_json({"a": "é"}))
    refused = b'{"class":"Client::Unauthorized","message":"This access token is not valid"}'
    for code in (snippet(language, call, context), script(language, [call, call], context)):
        recorder.status, recorder.content = 401, refused
        done = run(language, code, tmp_path)
        said = done.stdout + done.stderr
        assert done.returncode != 0
        assert "This access token is not valid" in said
        assert (QUERY_ID in said) is (language != "curl")
        assert len(recorder.requests) == 1
        recorder.forget()


@pytest.mark.parametrize("language", ["python", "php", "perl"])
def test_a_redirect_gets_no_token(language: str, recorder: Recorder, tmp_path: Path) -> None:
    # JavaScript's fetch leaves the header out where one leads to another host.
    context = SnippetContext(access_token=True, base_url=recorder.root)
    recorder.status = 302
    done = run(language, snippet(language, CASES["GET"], context), tmp_path)
    assert done.returncode != 0
    assert len(recorder.requests) == 1


@pytest.mark.parametrize("language", RUN)
def test_the_token_comes_from_the_environment_or_the_file(
    language: str, recorder: Recorder, tmp_path: Path
) -> None:
    context = SnippetContext(access_token=True, configured=True, base_url=recorder.root)
    code = snippet(language, CASES["GET"], context)
    done = run(language, code, tmp_path)
    assert done.returncode != 0
    assert "access_token" in done.stdout + done.stderr
    assert "OVH_ACCESS_TOKEN" in done.stdout + done.stderr
    assert recorder.requests == []
    assert run(language, code, tmp_path, OVH_ACCESS_TOKEN=TOKEN).returncode == 0
    assert_sent(recorder, CASES["GET"])
    (tmp_path / ".ovh.conf").write_text(f"[ovh-eu]\naccess_token = {TOKEN}\n")
    assert run(language, code, tmp_path).returncode == 0
    assert_sent(recorder, CASES["GET"])
    (tmp_path / ".ovh.conf").write_text(f"[profile:ci]\naccess_token = {TOKEN}\n")
    context = SnippetContext(
        access_token=True, configured=True, section="profile:ci", base_url=recorder.root
    )
    done = run(language, snippet(language, CASES["GET"], context), tmp_path, OVH_ACCESS_TOKEN="x")
    assert done.returncode == 0
    assert_sent(recorder, CASES["GET"])


@pytest.mark.parametrize("language", ["python", "php", "perl", "node"])
def test_the_pages_of_a_list_are_followed(language: str, tmp_path: Path) -> None:
    listed = Call.make("v2", "GET", "/list", headers=[("X-Pagination-Size", "2")])
    with paging() as (root, cursors):
        context = SnippetContext(access_token=True, pages=True, base_url=root)
        code = snippet(language, listed, context).replace("xxxxxxxxxx", TOKEN)
        done = run(language, code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["a", "b", "c", "d", "e"]
    assert cursors == [None, "first", "second"]


def test_go_takes_the_token() -> None:
    given = snippet("go", CASES["GET"], SnippetContext(access_token=True))
    assert 'ovh.NewAccessTokenClient("ovh-eu", "xxxxxxxxxx")' in given
    # It reads OVH_ACCESS_TOKEN and access_token by itself.
    own = snippet("go", CASES["GET"], SnippetContext(access_token=True, configured=True))
    assert 'ovh.NewEndpointClient("ovh-eu")' in own
    context = SnippetContext(access_token=True, configured=True, section="profile:ci")
    code = snippet("go", CASES["GET"], context)
    assert 'ovh.NewAccessTokenClient("ovh-eu", ovhKey("access_token"))' in code


@pytest.mark.parametrize("language", WRAPPERS)
@pytest.mark.parametrize("alone", [False, True])
def test_the_first_comment_says_that_the_wrapper_takes_none(language: str, alone: bool) -> None:
    context = SnippetContext(access_token=True, call_only=alone, describe=lambda _: "What it does")
    lines = snippet(language, CASES["GET"], context).splitlines()
    comment = next(line for line in lines if line.startswith(("# ", "// ")))
    assert f"{WRAPPERS[language]} takes no access token" in "".join(lines[:4])
    assert comment.lstrip("#/ ").startswith((WRAPPERS[language], "What it does"))


def test_the_signature_is_none() -> None:
    code = snippet("signature", CASES["GET"], SnippetContext(access_token=True))
    assert "not signed" in code
    assert str(NOW) not in code
