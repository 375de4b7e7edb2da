"""Ansible: playbooks that ansible-playbook runs; what arrives is the call, byte for byte."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, script, snippet
from ovh_explorer.snippets.yaml_values import block, can_be_written, scalar
from tests import pypi

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .playbooks import INLINE, KEYS, Done, of_tasks, run_playbook
from .random_calls import drawn_calls
from .recorder import AK, AS, CK, NOW, QUERY_ID, Recorder, Request
from .test_snippets_ends import NOWHERE, PAGE
from .test_snippets_real import examples  # noqa: F401
from .test_snippets_style import Write, finds_nothing, write  # noqa: F401

ALL = [*CASES.values(), *NOT_FOR_PHP.values(), *NOT_FOR_PYTHON.values()]
GET = CASES["GET"]
ALONE = SnippetContext(call_only=True)
# Tasks in one playbook.
_AT_ONCE = 500
# Calls that are run as users run them, each task in a process of its own.
FEW = ["GET unauthenticated", "POST nasty", "GET header", "POST no body", "DELETE body"]


@pytest.fixture(scope="session")
def program(pytestconfig: pytest.Config, whole: bool) -> Path:
    if sys.platform != "linux":
        pytest.skip("playbooks are tried on Linux")
    return pypi.ansible(pytestconfig, fetch=whole)


def arrived(recorder: Recorder, calls: Sequence[Call]) -> None:
    """Each of the calls arrived, in their order."""
    requests: list[Request] = list(recorder.requests)
    times = list(recorder.times)
    sent = [call for call in calls if call.target != "/auth/time"]
    assert len(requests) == len(sent)
    for call, request in zip(sent, requests, strict=True):
        recorder.requests, recorder.times = [request], []
        recorder.assert_is(call)
    if len(sent) < len(calls):
        recorder.times = times[:1]


def ended(done: Done) -> None:
    assert done.returncode == 0, (done.stdout[-3000:], done.stderr[-1000:])


def test_what_arrives_is_the_call(program: Path, recorder: Recorder, tmp_path: Path) -> None:
    context = SnippetContext(base_url=recorder.root)
    calls = [CASES[name] for name in FEW]
    done = run_playbook(program, script("ansible", calls, context), tmp_path, **KEYS)
    ended(done)
    assert done.stdout.count("it's") == len(FEW) - 1
    assert done.stderr == ""
    arrived(recorder, calls)


def test_tasks_alone_are_the_calls(
    program: Path,
    recorder: Recorder,
    tmp_path: Path,
    examples: list[Call],  # noqa: F811
    request: pytest.FixtureRequest,
) -> None:
    everything = request.config.getoption("--whole")
    calls = ALL + drawn_calls(1000 if everything else 30)
    calls += examples if everything else examples[::25]
    context = replace(ALONE, base_url=recorder.root)
    for start in range(0, len(calls), _AT_ONCE):
        part = calls[start : start + _AT_ONCE]
        recorder.forget()
        tasks = [snippet("ansible", call, context) for call in part]
        ended(run_playbook(program, of_tasks(tasks, NOW), tmp_path, **INLINE))
        arrived(recorder, part)


def failing(program: Path, code: str, tmp_path: Path, **environ: str) -> str:
    """What a playbook says that fails: no secret."""
    done = run_playbook(program, code, tmp_path, "-vvv", **environ)
    assert done.returncode != 0
    for secret in (AS, CK):
        assert secret not in done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_refusal_is_said_without_a_secret(
    program: Path, recorder: Recorder, tmp_path: Path
) -> None:
    context = SnippetContext(base_url=recorder.root)
    recorder.status = 403
    recorder.content = b'{"message":"This call has not been granted"}'
    said = failing(program, script("ansible", [GET, GET], context), tmp_path, **KEYS)
    assert "403 " in said
    assert "This call has not been granted" in said
    assert QUERY_ID in said
    assert len(recorder.requests) == 1


def test_a_response_that_is_no_json_and_no_network_are_said(
    program: Path, recorder: Recorder, tmp_path: Path
) -> None:
    token = SnippetContext(base_url=recorder.root, access_token=True)
    recorder.content = PAGE
    said = failing(program, snippet("ansible", GET, token), tmp_path, OVH_ACCESS_TOKEN="t0k")
    assert "<html><body>Log in</body></html>" in said
    assert recorder.only().headers["Authorization"] == "Bearer t0k"
    nowhere = SnippetContext(base_url=NOWHERE, access_token=True)
    more = {"OVH_ACCESS_TOKEN": "t0k", **INLINE}
    said = failing(program, snippet("ansible", GET, nowhere), tmp_path, **more)
    assert "Connection refused" in said


def test_a_service_account_signs_in(program: Path, recorder: Recorder, tmp_path: Path) -> None:
    context = SnippetContext(
        base_url=recorder.root, service_account=True, token_url=f"{recorder.root}/token"
    )
    code = script("ansible", [GET, CASES["GET unauthenticated header"]], context)
    keys = {"OVH_CLIENT_ID": "id", "OVH_CLIENT_SECRET": CK}
    recorder.contents = [b'{"access_token":"t0k"}']
    ended(run_playbook(program, code, tmp_path, **keys))
    token, *others = recorder.requests
    assert (token.method, token.target) == ("POST", "/token")
    form = f"grant_type=client_credentials&client_id=id&client_secret={CK}&scope=all"
    assert token.body.decode() == form
    assert [request.headers["Authorization"] for request in others] == ["Bearer t0k", None]
    recorder.forget()
    recorder.status, recorder.content = 400, b'{"error":"invalid_client"}'
    assert "invalid_client" in failing(program, code, tmp_path, **keys, **INLINE)
    assert [request.target for request in recorder.requests] == ["/token"]


def test_keys_come_from_the_environment_then_the_nearest_file_and_then_an_error(
    program: Path, recorder: Recorder, tmp_path: Path
) -> None:
    context = SnippetContext(base_url=recorder.root, configured=True)
    code = snippet("ansible", GET, context)
    said = failing(program, code, tmp_path)
    assert "Set OVH_APPLICATION_KEY, or application_key in the section [ovh-eu]" in said
    assert recorder.requests == []
    (tmp_path / ".ovh.conf").write_text(
        f"[ovh-eu]\napplication_key={AK}\napplication_secret={AS}\nconsumer_key=other\n"
    )
    (tmp_path / "ovh.conf").write_text(f"[ovh-eu]\nconsumer_key={CK}\n")
    ended(run_playbook(program, code, tmp_path))
    recorder.assert_is(GET)
    ended(run_playbook(program, code, tmp_path, OVH_CONSUMER_KEY="mine", **INLINE))
    assert recorder.only().headers["X-Ovh-Consumer"] == "mine"
    profile = replace(context, section="profile:a client")
    (tmp_path / "ovh.conf").write_text(
        "[profile:a client]\n"
        + "".join(f"{name[4:].lower()}={key}\n" for name, key in KEYS.items())
    )
    others = {"OVH_CONSUMER_KEY": "x", **INLINE}
    ended(run_playbook(program, snippet("ansible", GET, profile), tmp_path, **others))
    recorder.assert_is(GET)


def test_what_was_left_out_ends_it_before_anything_is_sent(
    program: Path, recorder: Recorder, tmp_path: Path
) -> None:
    context = SnippetContext(base_url=recorder.root, stop="Secrets were left out.")
    assert "Secrets were left out." in failing(program, script("ansible", [GET], context), tmp_path)
    assert recorder.requests == recorder.times == []


def test_linters_find_nothing(
    program: Path,
    write: Write,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = write("ansible", every=80)
    rules = "{extends: default, rules: {line-length: {max: 160}}}"
    tools = program.parent
    finds_nothing(str(tools / "yamllint"), "-s", "-d", rules, files=files)
    monkeypatch.setenv("PATH", f"{tools}:{Path('/usr/bin')}:/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    # It takes a third of a second for each, and is told no more by calls that differ in their values.
    # It starts Ansible for each file: here for one that has all of the plays.
    step = max(1, len(files) // 8)
    first, *others = (file.read_text(encoding="utf-8") for file in files[::step])
    plays = [other.replace("---\n", "", 1) for other in others]
    (joined := tmp_path / "plays.yml").write_text("\n".join([first, *plays]), encoding="utf-8")
    assert joined.read_text(encoding="utf-8").count("hosts: localhost") == len(plays) + 1
    finds_nothing(str(tools / "ansible-lint"), "--offline", "-q", "--nocolor", files=[joined])


_JSONS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(
        ["yes", "1e3", "2024-01-01", "0x1F", "1:30", "{{ x }}", "{%", NASTY, "~", "<<"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=9,
)


def test_a_value_is_read_back_as_it_is(program: Path, tmp_path: Path, tries: int) -> None:
    values = _drawn(tries)
    assert len(values) > tries // 2
    documents = ["\n".join(block(value, "value: ")) for value in values]
    (file := tmp_path / "values.json").write_text(json.dumps(documents))
    code = (
        "import json, sys, yaml\n"
        "yaml.SafeLoader.add_constructor('!unsafe', lambda reader, node: node.value)\n"
        "texts = json.load(open(sys.argv[1]))\n"
        "print(json.dumps([yaml.safe_load(text)['value'] for text in texts]))\n"
    )
    done = subprocess.run(
        [program, "-c", code, file], capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert canonical_json(json.loads(done.stdout)) == canonical_json(values)


def _drawn(number: int) -> list:
    from hypothesis import Phase, settings

    found: list = []

    @settings(max_examples=number, phases=[Phase.generate], database=None)
    @given(value=_JSONS)
    def draw(value: object) -> None:
        if can_be_written(value):
            found.append(value)

    draw()
    return found


def test_what_looks_like_a_template_is_marked_as_none() -> None:
    call = Call.make("v1", "POST", "/x", body=canonical_json({"a": "{{ lookup('pipe', 'id') }}"}))
    assert "a: !unsafe \"{{ lookup('pipe', 'id') }}\"" in snippet("ansible", call, ALONE)
    key = Call.make("v1", "POST", "/x", body=canonical_json({"{{ x }}": 1}))
    assert "body: !unsafe '{\"{{ x }}\":1}'" in snippet("ansible", key, ALONE)
    header = replace(GET, headers=(("X-A", "{% x %}"),))
    assert "X-A: !unsafe '{% x %}'" in snippet("ansible", header, ALONE)


def test_no_line_is_longer_than_linters_have_it() -> None:
    for text in ("a" * 1000, "é " * 400, "\\\"' " * 300, " \n" * 300):
        lines = scalar(text, "      - ").splitlines()
        assert max(map(len, lines)) <= 160
        assert len(lines) > 1


@pytest.mark.parametrize("note", [NASTY, "a\n- hosts: all", "---"])
def test_a_note_stays_a_comment(note: str) -> None:
    context = SnippetContext(note=note, token_page=note)
    plain = snippet("ansible", GET, SnippetContext(note="n", token_page="p"))
    assert len(snippet("ansible", GET, context).splitlines()) == len(plain.splitlines())
