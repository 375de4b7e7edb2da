"""What code that waits does with an answer that is no task, or whose id the language can't keep: it
asks for nothing else, and ends in one sentence with code 1. An id that it can keep is asked for
digit by digit.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ovh_explorer.snippets import SnippetContext, perl_values, php_values, script, snippet
from tests.fork_server import command_directory
from tests.npm import modules

from .java import Java
from .recorder import NOW, Recorder
from .running import DOUBLE, ended
from .test_snippets_ends import Start, plain, start
from .test_snippets_go import at, build, needs_go
from .test_snippets_hostile import COMMANDS, run
from .test_snippets_tasks import (
    BODY,
    REBOOT,
    SEVERAL,
    TASK,
    again,
    always,
    at_once,
    context,
    needs,
    run_file,
)

__all__ = ["run", "start"]

NO_TASK = [
    b"null",
    b'"a"',
    b"[]",
    b'{"id":7}',
    b'{"id":7,"state":null}',
    b'{"state":"todo"}',
    b'{"id":null,"state":"todo"}',
    b'{"id":[7],"state":"todo"}',
]
LONG = [str(2**53 + 1), "1" * 30]
# Languages that have rounded it when the code sees it.
ROUNDS = {"node": LONG, "typescript": LONG}
WAITING = [name for name in COMMANDS if name != "curl"]


def answers(*identifiers: str) -> list[bytes]:
    """A task that goes on, and then is over."""
    states = ["todo"] * (len(identifiers) - 1) + ["done"]
    pairs = zip(identifiers, states, strict=True)
    return [b'{"id":%s,"state":"%s"}' % (id_.encode(), state.encode()) for id_, state in pairs]


def code_of(language: str, recorder: Recorder, **more: object) -> str:
    """Code that waits, without a wrapper."""
    return at_once(snippet(language, REBOOT, context(recorder, access_token=True, **more)))


@pytest.mark.parametrize("language", WAITING)
def test_an_answer_that_is_no_task_is_said(language: str, run: Start, recorder: Recorder) -> None:
    code = code_of(language, recorder)
    for content in NO_TASK[::3] if language == "java" else NO_TASK:
        recorder.forget()
        recorder.contents = [content]
        said = run(code)
        assert "The answer is no task: its " in said, content
        assert len(recorder.requests) == 1


@pytest.mark.parametrize("language", ["node", "php", "java", "asyncio"])
def test_one_of_several_that_is_no_task_is_said(
    language: str, run: Start, recorder: Recorder
) -> None:
    wanted = replace(context(recorder, access_token=True), task=always(SEVERAL))
    code = at_once(snippet(language, REBOOT, wanted))
    recorder.contents = [b'[{"id":7,"state":"done"},{"id":8}]']
    assert "The answer is no task: its state is missing" in run(code)
    assert len(recorder.requests) == 1


@pytest.mark.parametrize("language", ["node", "php", "asyncio"])
def test_what_is_asked_again_is_no_task(language: str, run: Start, recorder: Recorder) -> None:
    wanted = replace(context(recorder, access_token=True), task=always(again(REBOOT)))
    code = at_once(script(language, [REBOOT], wanted))
    recorder.contents = [b'{"state":"todo"}', b"{}"]
    assert "The answer is no task: its state is missing" in run(code)
    assert len(recorder.requests) == 2


@pytest.mark.parametrize("language", list(ROUNDS))
def test_no_other_task_is_asked_for_than_the_one_there_is(
    language: str, run: Start, recorder: Recorder
) -> None:
    code = code_of(language, recorder)
    for identifier in ROUNDS[language]:
        recorder.forget()
        recorder.contents = answers(identifier, identifier)
        assert "its id is missing, or too long for JavaScript" in run(code)
        assert len(recorder.requests) == 1


Finish = Callable[[str], str]


@pytest.fixture
def finish(language: str, request: pytest.FixtureRequest, tmp_path: Path) -> Finish:
    """Runs code that ends well, and gives what it prints."""
    command, name = COMMANDS[language]
    needs(command[0])
    if language == "java":
        java: Java = request.getfixturevalue("java")
    elif command[0] == sys.executable:
        command = (str(command_directory() / "python"),)

    def finished(code: str) -> str:
        if language == "java":
            number, printed, said = java.end(code, tmp_path)
            assert (number, said) == (0, "")
            return printed
        (file := tmp_path / name).write_text(code, encoding="utf-8")
        if command[0] == "node":
            prepare = (
                request.getfixturevalue("as_javascript") if language == "typescript" else plain
            )
            number, printed, said = ended(request.getfixturevalue("node_programs")(*prepare(file)))
            assert (number, said) == (0, "")
            return printed
        done = run_file(*command, str(file))
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return finished


@pytest.mark.parametrize("language", [name for name in WAITING if name not in ROUNDS])
def test_a_long_id_keeps_its_digits(language: str, finish: Finish, recorder: Recorder) -> None:
    code = code_of(language, recorder)
    for identifier in LONG:
        recorder.forget()
        recorder.contents = answers(identifier, identifier)
        assert identifier in finish(code)
        target = f"/1.0/vps/vps%201/tasks/{identifier}"
        assert [request.target for request in recorder.requests][1:] == [target]


MARK = b"\xef\xbb\xbf"
# Those whose reader of JSON takes no mark say so.
TAKES_NO_MARK = ("python", "perl")


@pytest.mark.parametrize("language", [name for name in WAITING if name not in TAKES_NO_MARK])
def test_a_byte_order_mark_is_no_part_of_an_answer(
    language: str, finish: Finish, recorder: Recorder
) -> None:
    recorder.contents = [MARK + answer for answer in answers("7", "7")]
    assert json.loads(finish(code_of(language, recorder))) == {"id": 7, "state": "done"}
    assert len(recorder.requests) == 2
    plain = SnippetContext(base_url=recorder.root, access_token=True)
    recorder.contents = [MARK + b"[1]"]
    assert json.loads(finish(at_once(snippet(language, REBOOT, plain)))) == [1]


@pytest.mark.parametrize("language", TAKES_NO_MARK)
def test_a_byte_order_mark_is_named(language: str, run: Start, recorder: Recorder) -> None:
    recorder.contents = [MARK + b"[1]"]
    said = run(code_of(language, recorder))
    assert {"python": "Unexpected UTF-8 BOM", "perl": "\\x{ef}\\x{bb}\\x{bf}"}[language] in said


@pytest.mark.parametrize("language", WAITING)
def test_of_a_name_that_is_there_twice_the_last_counts(
    language: str, finish: Finish, recorder: Recorder
) -> None:
    recorder.contents = [b'{"id":5,"state":"done","id":7,"state":"todo"}', *answers("7")]
    finish(code_of(language, recorder))
    assert recorder.requests[1].target == "/1.0/vps/vps%201/tasks/7"


# With a wrapper


def test_node_with_its_wrapper(
    start: Callable[..., Start],
    secure: tuple[Recorder, Path],
    pytestconfig: pytest.Config,
    tmp_path: Path,
) -> None:
    recorder, certificate = secure
    recorder.forget()
    (tmp_path / "node_modules").symlink_to(modules(pytestconfig))
    host, port = recorder.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    code = snippet("node", REBOOT, SnippetContext(task=always(TASK)))
    code = at_once(code).replace("endpoint: 'ovh-eu',", there)
    run = start("node", name="code.js", NODE_EXTRA_CA_CERTS=str(certificate))
    for content in (*answers(LONG[0], "7")[:1], b'{"state":"todo"}'):
        recorder.forget()
        recorder.contents = [content]
        assert "its id is missing, or too long for JavaScript" in run(code)
        assert len(recorder.requests) == 1
    recorder.forget()


def test_php_and_perl_with_their_wrappers(start: Callable[..., Start], tmp_path: Path) -> None:
    needs("php")
    needs("perl")
    (tmp_path / "vendor").mkdir()
    shutil.copy(DOUBLE / "api.php", tmp_path / "vendor" / "autoload.php")
    run = start("php", "-n", name="code.php")
    wanted = SnippetContext(task=always(TASK))
    code = at_once(snippet("php", REBOOT, wanted))
    for content in (*answers(LONG[1], "7")[:1], b'{"state":"todo"}'):
        given = f"Api::$answers = [{php_values.literal(content.decode())}];\n"
        said = run(code.replace("try {\n", f"{given}try {{\n"))
        assert "its id is missing, or too long for PHP" in said
    use = "use OvhApi;\n"
    text = perl_values.literal('{"state":"todo"}')
    given = f"@OvhApi::ANSWERS = map {{ JSON->new->decode($_) }} ( {text} );\n"
    code = at_once(snippet("perl", REBOOT, wanted)).replace(use, use + given)
    (file := tmp_path / "code.pl").write_text(code, encoding="utf-8")
    done = run_file("perl", f"-I{DOUBLE / 'perl'}", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "The answer is no task: its id is missing."


def test_go_with_its_wrapper(recorder: Recorder, tmp_path: Path) -> None:
    needs_go()
    program = build([at(recorder, at_once(snippet("go", BODY, context(recorder))))], tmp_path)

    def run() -> "subprocess.CompletedProcess[str]":
        return subprocess.run([program], capture_output=True, text=True, timeout=60)

    for content in NO_TASK:
        recorder.forget()
        recorder.contents = [content]
        done = run()
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1, content
        assert len(recorder.requests) == 1
    for identifier in LONG:
        recorder.forget()
        recorder.contents = answers(identifier, identifier)
        assert identifier in run().stdout
        assert recorder.requests[1].target.endswith(f"/tasks/{identifier}")
    recorder.forget()
    # What isn't in the last answer isn't printed of one before.
    recorder.contents = [b'{"id":7,"state":"todo","old":1}', *answers("7")]
    assert json.loads(run().stdout) == {"id": 7, "state": "done"}
