"""A network that is not what it says: redirects, a clock that tells no time, commands of a terminal
in a message. Code that signs by hand sends nothing there, and ends with one sentence and code 1.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext, script, snippet
from tests.fork_server import command_directory

from .cases import CASES
from .java import COMMAND, Java
from .recorder import AK, AS, CK, NOW, Recorder, recording, with_keys
from .running import Run, ended
from .test_snippets_ends import Start, plain, sentence, start
from .test_snippets_failures import in_shell

__all__ = ["start"]

HEADER = CASES["GET header"]
POST = CASES["POST header"]
COMMANDS = {
    "node": (("node",), "code.js"),
    "typescript": (("node", "--no-warnings"), "code.ts"),
    "java": (COMMAND, "OvhCall.java"),
    "perl": (("perl",), "code.pl"),
    "php": (("php", "-n"), "code.php"),
    "python": ((sys.executable,), "code.py"),
    "asyncio": ((sys.executable,), "code.py"),
    "curl": (("sh",), "code.sh"),
}
SIGNED = [name for name in COMMANDS if name not in ("php", "python", "typescript")]


@pytest.fixture
def elsewhere() -> Iterator[Recorder]:
    with recording() as other:
        yield other


@pytest.fixture
def run(
    language: str, start: Callable[..., Start], request: pytest.FixtureRequest, tmp_path: Path
) -> Start:
    """Runs a code that says one sentence. How Java, Python and Node.js themselves start and end is
    for tests of ends.
    """
    command, name = COMMANDS[language]
    if language == "java":
        java: Java = request.getfixturevalue("java")
        return lambda code: sentence(*java.end(code, tmp_path))
    if command[0] == sys.executable:
        # Without authorities to read: each client reads those that it trusts.
        program = str(command_directory() / "python")
        return start(program, name=name, SSL_CERT_DIR=str(tmp_path))
    if command[0] != "node":
        return start(*command, name=name)
    node: Run = request.getfixturevalue("node_programs")
    prepare = request.getfixturevalue("as_javascript") if language == "typescript" else plain

    def in_node(code: str) -> str:
        (file := tmp_path / name).write_text(code, encoding="utf-8")
        return sentence(*ended(node(*prepare(file))))

    return in_node


def whole(language: str, root: str, call: Call = HEADER, **more: Any) -> str:
    context = SnippetContext(base_url=root, **more)
    return with_keys(snippet(language, call, context))


@pytest.mark.parametrize("language", COMMANDS)
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(
    language: str, status: int, run: Start, recorder: Recorder, elsewhere: Recorder
) -> None:
    token = language in ("php", "python")
    for call in (HEADER, POST):
        recorder.status, recorder.content = status, b""
        recorder.headers["Location"] = f"{elsewhere.root}/taken"
        said = run(whole(language, recorder.root, call, access_token=token))
        assert str(status) in said
        assert elsewhere.requests == []
        assert len(recorder.requests) == 1
        recorder.forget()


@pytest.mark.parametrize("language", ["node", "typescript", "java", "perl", "asyncio", "curl"])
def test_no_redirect_of_a_token_is_followed(
    language: str, run: Start, recorder: Recorder, elsewhere: Recorder
) -> None:
    recorder.status, recorder.content = 307, b""
    recorder.headers["Location"] = f"{elsewhere.root}/taken"
    token_url = f"{recorder.root}/token"
    run(whole(language, recorder.root, service_account=True, token_url=token_url))
    assert elsewhere.requests == []
    assert [request.target for request in recorder.requests] == ["/token"]


@pytest.mark.parametrize("language", [*SIGNED, "typescript"])
@pytest.mark.parametrize("time", [b"1\r\nX-Evil: 1", b"<html>Log in</html>", b"", b"-1", b"1 2"])
def test_what_is_signed_is_a_time(
    language: str, time: bytes, run: Start, recorder: Recorder
) -> None:
    for make in (snippet, lambda name, call, at: script(name, [call, call], at)):
        recorder.time = time
        said = run(with_keys(make(language, HEADER, SnippetContext(base_url=recorder.root))))
        assert "The API gave no time" in said
        assert recorder.requests == []


@pytest.mark.parametrize("language", [*SIGNED, "typescript"])
def test_white_space_around_the_time_is_left_out(
    language: str, run: Start, recorder: Recorder
) -> None:
    recorder.time = f" {NOW}\r\n".encode() if language != "curl" else f"{NOW}\n".encode()
    # An error too: only then does the code say but one thing.
    recorder.status, recorder.content = 403, b""
    run(whole(language, recorder.root))
    recorder.assert_is(HEADER)


@pytest.mark.parametrize("language", [name for name in COMMANDS if name != "curl"])
def test_a_message_holds_no_commands_of_a_terminal(
    language: str, run: Start, recorder: Recorder
) -> None:
    # Perl and PHP leave bytes as they are: what they print has no control characters of ASCII.
    more = "" if language in ("perl", "php") else "\x9b2J"
    token = language in ("php", "python")
    recorder.status, recorder.content = 403, f'{{"message":"\x1b]0;é\x07{more}"}}'.encode()
    said = run(whole(language, recorder.root, access_token=token))
    assert "message" in said
    assert said.strip().isprintable()


def test_curl_prints_no_commands_of_a_terminal(recorder: Recorder, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    recorder.status, recorder.content = 403, '{"message":"\x1b]0;é\x07"}'.encode()
    done = in_shell("bash", whole("curl", recorder.root), tmp_path)
    assert (done.returncode, done.stdout) == (1, '{"message":"]0;é"}\n')


def test_the_keys_are_those_of_the_code() -> None:
    """Else no test above would tell a request that is signed."""
    code = whole("node", "http://127.0.0.1")
    assert AK in code
    assert AS in code
    assert CK in code
