"""Numbers are sent in the bytes that were typed: 1.0 isn't 1, and no language rounds one, however
deep it stands in the body. What can't be sent so is said in the code.
"""

import subprocess
from pathlib import Path

import ovh.client
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import SnippetContext, snippet
from ovh_explorer.snippets.csharp import why_by_hand as csharp_by_hand
from ovh_explorer.snippets.node import why_by_hand as node_by_hand
from ovh_explorer.snippets.perl import why_by_hand as perl_by_hand

from .playbooks import INLINE, KEYS, run_playbook
from .recorder import Recorder, with_keys
from .test_snippets_ansible import ended, program
from .test_snippets_ends import Start, start
from .test_snippets_go import at, build, needs_go
from .test_snippets_hostile import COMMANDS, run

__all__ = ["program", "run", "start"]

ODD = [1.0, -0.0, 0.0, 100.0, 1e22, 1e-7, 5e-324, 1e16, 1.7976931348623157e308, 2**53 + 1, -(2**60)]
USUAL = [0.1, -1.5, 12.25, 3, 2**53 - 1]
BODIES = [{"a": {"b": [[{"c": number}]]}, "d": 1} for number in [*ODD, *USUAL]]
CALLS = [Call.make("v1", "POST", "/x", body=canonical_json(body)) for body in BODIES]


@pytest.mark.parametrize("language", [name for name in COMMANDS if name not in ("php", "python")])
def test_code_by_hand_sends_the_same_bytes(language: str, run: Start, recorder: Recorder) -> None:
    body = canonical_json(BODIES)
    call = Call.make("v1", "POST", "/x", body=body, headers=[("X-A", "b")])
    # Each ends with the one error then.
    recorder.status, recorder.content = 403, b""
    run(with_keys(snippet(language, call, SnippetContext(base_url=recorder.root))))
    recorder.assert_is(call)


@pytest.mark.parametrize("number", [*ODD, *USUAL])
def test_a_wrapper_that_writes_another_number_is_not_used(number: float) -> None:
    context = SnippetContext()
    call = CALLS[[*ODD, *USUAL].index(number)]
    assert bool(node_by_hand(call, context)) is (number in ODD)
    is_float = isinstance(number, float)
    assert bool(perl_by_hand(call, context)) is (number in ODD and is_float)
    code = snippet("php", call)
    assert ("// json_encode writes a number of the body in its own way" in code) is (
        number in ODD and is_float
    )


def test_python_sends_the_same_bytes(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{recorder.root}/1.0")
    for call in CALLS:
        recorder.forget()
        exec(compile(with_keys(snippet("python", call)), "code.py", "exec"), {})
        assert recorder.only().body == call.body
    assert capsys.readouterr().out


def test_go_sends_the_same_bytes(recorder: Recorder, tmp_path: Path) -> None:
    needs_go()
    codes = [at(recorder, snippet("go", call)) for call in CALLS]
    done = subprocess.run([build(codes, tmp_path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert [request.body for request in recorder.requests] == [call.body for call in CALLS]


def test_ansible_sends_the_same_bytes(program: Path, recorder: Recorder, tmp_path: Path) -> None:
    call = Call.make("v1", "POST", "/x", body=canonical_json(BODIES))
    code = snippet("ansible", call, SnippetContext(base_url=recorder.root))
    ended(run_playbook(program, code, tmp_path, **KEYS, **INLINE))
    recorder.assert_is(call)


def test_csharp_gives_a_text_where_its_own_would_be_another() -> None:
    for number, is_text in ((1.0, False), (0.1, False), (-0.0, True), (1e22, True), (1e-7, True)):
        call = Call.make("v1", "POST", "/x", body=canonical_json({"a": [number]}))
        assert csharp_by_hand(call, SnippetContext()) == ""
        code = snippet("csharp", call, SnippetContext(call_only=True))
        assert ("PostStringAsync" in code) is is_text, number
