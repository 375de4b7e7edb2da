"""The Go snippets, compiled together and run with go-ovh against a server that records: what
arrives is the calls.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, snippet

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import drawn_calls
from .recorder import Recorder, with_keys
from .running import assert_same

ALONE = SnippetContext(call_only=True)
# Where Debian's golang-github-ovh-go-ovh-dev is. Its release knows no branch v2.
GOPATH = Path("/usr/share/gocode")


def needs_go() -> None:
    if shutil.which("go") is None:
        pytest.skip("go is not on this machine")
    if not (GOPATH / "src/github.com/ovh/go-ovh").is_dir():
        pytest.skip("golang-github-ovh-go-ovh-dev is not on this machine")


def build(scripts: list[str], directory: Path) -> Path:
    """One program that runs all scripts, one after the other."""
    package = directory / "scripts"
    package.mkdir()
    for number, code in enumerate(scripts):
        assert code.count("func main() {\n") == 1
        (package / f"script{number}.go").write_text(
            code.replace("func main() {", f"func script{number}() {{")
        )
    runs = "\n".join(f"\tscript{number}()" for number in range(len(scripts)))
    (package / "main.go").write_text(f"package main\n\nfunc main() {{\n{runs}\n}}\n")
    environ = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GOPATH), "GOFLAGS": ""}
    program = directory / "program"
    done = subprocess.run(
        ["go", "build", "-gcflags=-N -l", "-ldflags=-s -w", "-o", str(program), "."],
        cwd=package,
        env=environ,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[:3000]
    return program


def at(recorder: Recorder, code: str) -> str:
    """A script that goes to the recorder."""
    return with_keys(code).replace('"ovh-eu"', f'"{recorder.root}/1.0"')


def run(scripts: list[str], recorder: Recorder, directory: Path) -> str:
    """Build the scripts into one program that goes to the recorder, and run it; what it prints."""
    directory.mkdir(exist_ok=True)
    program = build([at(recorder, code) for code in scripts], directory)
    done = subprocess.run([program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_arrives_is_the_calls(recorder: Recorder, tmp_path: Path, tries: int) -> None:
    needs_go()
    found = {**CASES, **NOT_FOR_PYTHON, **NOT_FOR_PHP}
    cases = [
        call
        for call in [*found.values(), *drawn_calls(tries // 2)]
        if call.branch == "v1" and not call.target.startswith(("/v1", "/v2"))
    ]
    printed = run([snippet("go", call) for call in cases], recorder, tmp_path)
    sent = [call for call in cases if call.target != "/auth/time"]
    assert printed.count("it's é") == len(sent)
    for request, call in zip(recorder.requests, sent, strict=True):
        assert_same(request, call, recorder.root)


def test_v2_compiles_too(tmp_path: Path) -> None:
    needs_go()
    build([snippet("go", call) for call in CASES.values() if call.branch == "v2"], tmp_path)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GET", 'err := client.Get("/me", &result)'),
        ("GET unauthenticated", 'err := client.GetUnAuth("/auth/time", &result)'),
        ("POST no body", 'err := client.Post("/domain/zone/example.com/refresh", nil, &result)'),
        ("POST {}", 'err := client.Post("/auth/logout", map[string]any{}, &result)'),
        ("POST query", 'err := client.Post("/x?b=c%20d", map[string]any{"a": 1}, &result)'),
        ("DELETE query", 'err := client.Delete("/x?force=true", &result)'),
        ("PATCH no body", 'err := client.CallAPI("PATCH", "/x", nil, &result, true)'),
    ],
)
def test_it_is_what_one_would_write(name: str, code: str) -> None:
    assert snippet("go", CASES[name], ALONE) == code


def test_what_no_value_of_go_can_be_is_the_json_itself() -> None:
    assert (
        snippet("go", NOT_FOR_PYTHON["POST null"], ALONE)
        == 'err := client.Post("/x", json.RawMessage("null"), &result)'
    )
    half = snippet("go", NOT_FOR_PHP["POST half character"], ALONE)
    assert half == 'err := client.Post("/x", json.RawMessage("{\\"a\\":\\"\\\\ud83d\\"}"), &result)'
    large = Call.make("v1", "POST", "/x", body=canonical_json({"a": 2**70}))
    assert f'json.Number("{2**70}")' in snippet("go", large)


def test_a_note_stays_a_comment(tmp_path: Path) -> None:
    needs_go()
    notes = [NASTY, "a\npanic(1)", "*/ panic(1)"]
    build(
        [snippet("go", CASES["GET"], SnippetContext(note=note, token_page=note)) for note in notes],
        tmp_path,
    )
    for note in notes:
        code = snippet("go", CASES["GET"], SnippetContext(note=note))
        assert re.match(r"(// .*\n)+\npackage main\n", code)


def test_a_query_is_typed_as_it_is_where_that_sends_the_very_same() -> None:
    alone = SnippetContext(call_only=True)
    tags = r'"{\"env\":[{\"operator\":\"EQ\",\"value\":\"prod\"}]}"'
    assert snippet("go", CASES["GET iamTags"], alone) == (
        f'query := url.Values{{\n\t"iamTags": {{{tags}}},\n}}\n'
        'err := client.Get("/vps?"+query.Encode(), &result)'
    )
    assert '\t"net/url"\n' in snippet("go", CASES["GET iamTags"])
    assert "net/url" not in snippet("go", CASES["GET v2 query"])
    # What url.Values writes in another way, or in another order, stays as it is sent.
    for query in ([("a", "b c:")], [("b", ":"), ("a", ":")], [("a", "1"), ("b", ":"), ("a", "2")]):
        call = Call.make("v1", "GET", "/x", query=query)
        assert snippet("go", call, alone) == f'err := client.Get("{call.target}", &result)'
