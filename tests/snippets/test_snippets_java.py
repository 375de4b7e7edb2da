"""The Java snippet: javac has no warning, google-java-format leaves it as it is, and what it sends
is the call, byte for byte.
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, script, snippet
from ovh_explorer.snippets.java_values import comments, literal

from .cases import CASES, NASTY, NOT_FOR_PHP, NOT_FOR_PYTHON
from .java import COMMAND, Java, google_java_format
from .random_calls import drawn_calls
from .recorder import AK, AS, CK, QUERY_ID, Recorder, Request, with_keys
from .test_snippets_ends import Start, by_hand, start  # noqa: F401
from .test_snippets_failures import NO_TOKEN, REFUSED
from .test_snippets_pages import paging
from .test_snippets_real import examples  # noqa: F401
from .test_snippets_style import codes
from .test_snippets_tasks import BODY, REBOOT, as_script, check, check_others, context, run_file

ALL = [*CASES.values(), *NOT_FOR_PHP.values(), *NOT_FOR_PYTHON.values()]
# Scripts in one program.
_AT_ONCE = 1000


def sends_the_same(java: Java, calls: Sequence[Call], recorder: Recorder, directory: Path) -> None:
    recorder.forget()
    plain = SnippetContext(base_url=recorder.root)
    written = [with_keys(snippet("java", call, plain)) for call in calls]
    for call, (printed, thrown) in zip(calls, java.run_all(written, directory), strict=True):
        assert thrown == "", (call, thrown)
        assert "it's" in printed or call.target == "/auth/time"
    asked, times = list(recorder.requests), list(recorder.times)
    for call in calls:
        recorder.forget()
        is_time = call.target == "/auth/time"
        recorder.requests = [times[-1] if is_time else asked.pop(0)]
        recorder.assert_is(call)
    assert asked == []
    recorder.forget()


@pytest.mark.long
def test_every_operation_sends_the_same(
    java: Java,
    examples: list[Call],  # noqa: F811
    recorder: Recorder,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    calls = examples[:: 1 if request.config.getoption("--whole") else 5]
    for start_at in range(0, len(calls), _AT_ONCE):
        part = calls[start_at : start_at + _AT_ONCE]
        sends_the_same(java, part, recorder, tmp_path / str(start_at))


def test_what_arrives_is_any_call(
    java: Java, recorder: Recorder, tmp_path: Path, tries: int
) -> None:
    sends_the_same(java, [*ALL, *drawn_calls(tries)], recorder, tmp_path / "all")


@given(st.text())
def test_a_literal_is_ascii_on_one_line(text: str) -> None:
    assert literal(text).isascii()
    assert literal(text).isprintable()


def test_texts_are_what_java_reads(java: Java, tmp_path: Path) -> None:
    texts = [NASTY, "\\u000a", "\\\\u0022", "\U0001f600é\x00\x7f", '"', "x" * 70_000, ""]
    lines = "".join(f"    print({literal(json.dumps(text))});\n" for text in texts)
    code = snippet("java", CASES["GET"])
    begin = code.index("    // Create your keys")
    end = code.index("  }\n\n  // Sends a request")
    ((printed, thrown),) = java.run_all([code[:begin] + lines + code[end:]], tmp_path / "texts")
    assert thrown == ""
    assert [json.loads(line) for line in printed.splitlines()] == texts


@pytest.mark.parametrize("note", [NASTY, "*/ x(); /*", "\\u000a x();", "\\\\u000a x();", "é 漢 😀"])
def test_a_note_stays_a_comment(note: str, java: Java, tmp_path: Path) -> None:
    assert "".join(comments([note])).isascii()
    java.compile_all([snippet("java", CASES["GET"], SnippetContext(note=note))], tmp_path / "note")


def _target(call: Call) -> str:
    return call.target


def _body(call: Call) -> bytes:
    return call.body or b""


@pytest.mark.long
def test_it_compiles_and_is_formatted_in_every_way_there_is(
    java: Java,
    examples: list[Call],  # noqa: F811
    pytestconfig: pytest.Config,
    tmp_path: Path,
) -> None:
    everything = pytestconfig.getoption("--whole")
    written = list(codes("java", examples if everything else [], 1 if everything else 8, False))
    longest = [max(CASES.values(), key=lambda call: len(part(call))) for part in (_target, _body)]
    written += [snippet("java", call) for call in (examples if everything else longest)]
    java.compile_all(written, tmp_path / "all")
    files = []
    for number, code in enumerate(written):
        files.append(tmp_path / f"Look{number}.java")
        files[-1].write_text(code, encoding="ascii")
    command = [*google_java_format(pytestconfig), "--dry-run", "--set-exit-if-changed"]
    for start_at in range(0, len(files), _AT_ONCE):
        part = files[start_at : start_at + _AT_ONCE]
        done = subprocess.run([*command, *part], capture_output=True, text=True, timeout=600)
        assert (done.returncode, done.stdout) == (0, ""), done.stdout[:2000] + done.stderr[:2000]


def test_code_that_can_not_do_what_it_is_for_ends_in_one_sentence(
    java: Java,
    start: Callable[..., Start],  # noqa: F811
    recorder: Recorder,
) -> None:
    run = start(*COMMAND, name="OvhCall.java", prepare=java.arguments)
    by_hand("java", run, recorder, "ConnectException: ", "The answer isn't JSON")
    configured = SnippetContext(configured=True)
    said = run(snippet("java", CASES["GET"], configured))
    assert "Set OVH_APPLICATION_KEY, or application_key in the section [ovh-eu]" in said
    recorder.forget()
    recorder.status, recorder.content = 403, REFUSED
    said = run(snippet("java", CASES["GET"], SnippetContext(base_url=recorder.root)))
    assert "403" in said
    assert "This call has not been granted" in said
    assert QUERY_ID in said
    recorder.forget()
    recorder.status, recorder.content = 400, NO_TOKEN
    account = SnippetContext(
        base_url=recorder.root, service_account=True, token_url=f"{recorder.root}/token"
    )
    assert "invalid_client" in run(snippet("java", CASES["GET"], account))
    assert [request.target for request in recorder.requests] == ["/token"]
    stopped = SnippetContext(base_url=recorder.root, stop="Secrets were left out.")
    assert "Secrets were left out." in run(script("java", [CASES["GET"]], stopped))
    assert len(recorder.requests) == 1


def test_a_service_account_and_an_access_token_are_sent(
    java: Java, recorder: Recorder, tmp_path: Path
) -> None:
    token = SnippetContext(base_url=recorder.root, access_token=True)
    account = replace(
        token, access_token=False, service_account=True, token_url=f"{recorder.root}/token"
    )
    recorder.contents = [b'{"access_token":"t0k\\/n","token_type":"Bearer"}']
    call = CASES["POST query"]
    written = [with_keys(snippet("java", call, wanted)) for wanted in (account, token)]
    for printed, thrown in java.run_all(written, tmp_path / "tokens"):
        assert (thrown, "it's" in printed) == ("", True)
    granted, *sent = recorder.requests
    form = f"grant_type=client_credentials&scope=all&client_id={AK}&client_secret={AS}"
    assert (granted.target, granted.body.decode()) == ("/token", form)
    tokens = [request.headers["Authorization"] for request in sent]
    assert tokens == ["Bearer t0k/n", f"Bearer {AK}"]
    for request in sent:
        assert is_unsigned(request)
        assert request.body == call.body


def is_unsigned(request: Request) -> bool:
    names = ("Application", "Consumer", "Timestamp", "Signature")
    return not any(request.headers[f"X-Ovh-{name}"] for name in names)


def test_keys_come_from_the_environment_then_from_the_file(
    java: Java, recorder: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "OvhCall.java"
    keys = {"OVH_APPLICATION_KEY": AK, "OVH_APPLICATION_SECRET": AS, "OVH_CONSUMER_KEY": CK}
    lines = "".join(f"{name.removeprefix('OVH_').lower()} : {key}\n" for name, key in keys.items())
    (tmp_path / "ovh.conf").write_text(f"[ovh-eu]\n{lines}".replace(AK, "of the file"))
    (tmp_path / ".ovh.conf").write_text(f"; é\n[profile:a client]\n{lines}", encoding="latin-1")
    (tmp_path / "named.conf").write_text("[ovh-eu]\napplication_key=of=the named\n")
    plain = SnippetContext(base_url=recorder.root, configured=True)
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    for wanted, more, key in (
        (plain, keys, AK),
        (plain, {}, "of the file"),
        (replace(plain, config_file=str(tmp_path / "named.conf")), {}, "of=the named"),
        (replace(plain, section="profile:a client"), {}, AK),
    ):
        file.write_text(snippet("java", CASES["GET"], wanted))
        # Once as users start it.
        arguments = [str(file)] if more else java.arguments(file)
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=tmp_path,
            env={**environ, **more},
            capture_output=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert recorder.requests[0].headers["X-Ovh-Application"] == key
        if key == AK:
            recorder.assert_is(CASES["GET"])
        recorder.forget()


def test_it_gets_the_whole_list(java: Java, tmp_path: Path) -> None:
    listed = Call.make("v2", "GET", "/list", headers=[("X-Pagination-Size", "2")])
    with paging() as (root, cursors):
        code = snippet("java", listed, SnippetContext(base_url=root, pages=True))
        ((printed, thrown),) = java.run_all([with_keys(code)], tmp_path / "pages")
    assert thrown == ""
    assert json.loads(printed) == ["a", "b", "c", "d", "e"]
    assert cursors == [None, "first", "second"]


def test_it_waits_for_a_task(java: Java, recorder: Recorder, tmp_path: Path) -> None:
    file = tmp_path / "OvhCall.java"

    def run(code: str) -> tuple[int, str]:
        file.write_text(code, encoding="ascii")
        done = run_file(*COMMAND, *java.arguments(file))
        assert done.stderr == ""
        return done.returncode, done.stdout

    wanted = context(recorder)
    check(snippet("java", REBOOT, wanted), run, recorder)
    check_others("java", wanted, run, recorder, BODY, as_script)
    token = context(recorder, access_token=True)
    check(script("java", [BODY], token), run, recorder, BODY)


def test_the_parts_of_json_are_found_whatever_is_in_them(
    java: Java, recorder: Recorder, tmp_path: Path
) -> None:
    """The state of a task is that of the task, not of what is in it or looks like it."""
    odd = {"x": {"state": "todo", "id": [1]}, "a\\": '"state":"todo"}],', "é": [[], {}, None]}
    done = {**odd, "id": 7, "state": "done", "last": {}}
    recorder.contents = [canonical_json(done)]
    code = snippet("java", BODY, context(recorder))
    ((printed, thrown),) = java.run_all([with_keys(code)], tmp_path / "parts")
    assert thrown == ""
    assert json.loads(printed) == done
    assert len(recorder.requests) == 1
    assert CK in recorder.requests[0].headers["X-Ovh-Consumer"]
