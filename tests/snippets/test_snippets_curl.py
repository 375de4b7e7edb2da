"""The curl snippet, run by a shell: what arrives is the call."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, snippet

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .random_calls import calls
from .recorder import Recorder, with_keys

ALL = {**CASES, **NOT_FOR_PHP, **NOT_FOR_PYTHON}
SHELLS = [shell for shell in ("bash", "zsh", "dash") if shutil.which(shell)]

pytestmark = pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("curl") is None,
    reason="bash or curl is not on this machine",
)


def run(code: str, shell: str = "bash", **environment: str) -> str:
    done = subprocess.run(
        [shell, "-c", with_keys(code)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
        env={**os.environ, **environment},
    )
    assert done.stderr == ""
    return done.stdout


def check(call: Call, recorder: Recorder, shell: str = "bash") -> None:
    recorder.forget()
    printed = run(snippet("curl", call, SnippetContext(base_url=recorder.root)), shell)
    json.loads(printed)
    recorder.assert_is(call)


@pytest.mark.parametrize("name", ALL)
def test_what_arrives_is_the_call(name: str, recorder: Recorder) -> None:
    check(ALL[name], recorder)


@pytest.mark.parametrize("shell", SHELLS)
def test_in_every_shell_there_is(shell: str, recorder: Recorder) -> None:
    for name in ("GET nasty", "POST nasty", "GET header", "DELETE query", "POST unauthenticated"):
        check(CASES[name], recorder, shell)


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(call=calls())
def test_what_arrives_is_any_call(call: Call, recorder: Recorder) -> None:
    check(call, recorder)


@pytest.mark.parametrize("tool", ["sha1sum", "shasum", "openssl"])
def test_each_way_to_hash_will_do(tool: str, recorder: Recorder, tmp_path: Path) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on this machine")
    for name in ("bash", "curl", "cut", "tr", tool):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    if tool == "shasum":
        (tmp_path / "perl").symlink_to(shutil.which("perl") or "")
    # Without jq too: what came is printed as it came.
    printed = run(
        snippet("curl", CASES["POST nasty"], SnippetContext(base_url=recorder.root)),
        PATH=str(tmp_path),
    )
    assert json.loads(printed)["n"] == 1
    recorder.assert_is(CASES["POST nasty"])


def test_a_call_alone_is_one_command() -> None:
    code = snippet("curl", CASES["GET unauthenticated"], SnippetContext(call_only=True))
    assert (
        code == "curl -sS -g --path-as-is --fail-with-body 'https://eu.api.ovh.com/1.0/auth/time'"
    )
    assert snippet("curl", CASES["POST {}"], SnippetContext(call_only=True)).splitlines() == [
        "curl -sS -g --path-as-is --fail-with-body -X POST \\",
        '  -H "X-Ovh-Application: $AK" \\',
        '  -H "X-Ovh-Consumer: $CK" \\',
        '  -H "X-Ovh-Timestamp: $TS" \\',
        '  -H "X-Ovh-Signature: $SIGNATURE" \\',
        "  -H 'Content-Type: application/json' \\",
        "  --data-raw '{}' \\",
        "  'https://eu.api.ovh.com/1.0/auth/logout'",
    ]


def test_without_a_signature_no_keys_are_named_but_for_asking_for_one() -> None:
    assert "AK" not in snippet("curl", CASES["POST unauthenticated"])
    asking = snippet("curl", CASES["POST credential"])
    assert '-H "X-Ovh-Application: $AK"' in asking
    assert "Signature" not in asking


@pytest.mark.parametrize(
    "note",
    [
        NASTY,
        "; touch pwned",
        "$(touch pwned)",
        "`touch pwned`",
        "' ; touch pwned #",
        "a\ntouch pwned",
    ],
)
def test_a_note_stays_a_comment(
    note: str, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = snippet("curl", CASES["GET"], SnippetContext(base_url=recorder.root, note=note))
    run(code)
    recorder.assert_is(CASES["GET"])
    # As a zsh takes it at its prompt, where # is a word like any other.
    subprocess.run(["bash", "-c", code.splitlines()[0].replace("#", "true", 1)], check=True)
    assert list(tmp_path.iterdir()) == []


def test_bash_reads_every_script() -> None:
    code = "\n".join(
        f"{snippet('curl', call)}\n{snippet('curl', call, SnippetContext(call_only=True))}"
        for call in ALL.values()
    )
    subprocess.run(["bash", "-n"], input=code, text=True, encoding="utf-8", check=True)
