"""Code that waits for the task that an answer is: it asks until that is over, prints it, and fails
where the task did.
"""

import contextlib
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import ovh.client
import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets import (
    LANGUAGES,
    SnippetContext,
    Task,
    perl_values,
    php_values,
    script,
    snippet,
)
from tests.npm import modules

from .recorder import AK, NOW, Recorder, Request, with_keys
from .running import DOUBLE
from .test_snippets_go import at, build, needs_go

REBOOT = Call.make("v1", "POST", "/vps/{name}/reboot", path_values={"name": "vps 1"})
BODY = Call.make(
    "v1", "PUT", "/vps/{name}", path_values={"name": "é"}, body=canonical_json({"a": 1})
)
TASK = Task(
    Call.make("v1", "GET", "/vps/{name}/tasks", path_values={"name": "vps 1"}),
    "id",
    "state",
    ("cancelled", "done", "error"),
    "done",
)
# A task of each way to name them, and how it ends.
TASKS: tuple[tuple[int | str, str], ...] = ((123456789012, "done"), ("5e1c-uuid", "error"))
# Of a list each is waited for; and where it is the call itself, that is sent again.
SEVERAL = replace(TASK, several=True)


def always(task: Task) -> Callable[[Call], Task | None]:
    return lambda _: task


def again(sent: Call) -> Task:
    return replace(TASK, parent=sent, id="", repeats=True)


PAUSES = {
    "sleep(5)": "sleep(0)",
    "sleep 5": "sleep 0",
    "5000": "0",
    "5 * time.Second": "0",
    "TimeSpan.FromSeconds(5)": "TimeSpan.Zero",
}


def states(identifier: int | str, end: str) -> list[dict]:
    return [{"id": identifier, "state": state, "é": None} for state in ("todo", "doing", end)]


def context(recorder: Recorder, **more) -> SnippetContext:
    return SnippetContext(base_url=recorder.root, task=lambda call: TASK, **more)


def at_once(code: str) -> str:
    """The code, which waits for nothing."""
    for pause, none in PAUSES.items():
        code = code.replace(pause, none)
    return with_keys(code)


Start = Callable[[str], tuple[int, str]]


def check(code: str, start: Start, recorder: Recorder, sent: Call = REBOOT) -> None:
    """What it asks for and prints, and whether it fails, for each end of a task."""
    for identifier, end in TASKS:
        recorder.forget()
        recorder.contents = [json.dumps(state).encode() for state in states(identifier, end)]
        failed, printed = start(at_once(code))
        assert json.loads(printed) == states(identifier, end)[-1]
        assert bool(failed) is (end != "done")
        assert_waited(recorder.requests, identifier, sent)


def exchange(task: Task, end: str) -> tuple[list, list | dict]:
    """What is answered one after the other, and what is printed of that."""
    first, *others = states(7, end)
    if not task.several:
        return [first, *others], others[-1]
    over = states(5, "done")[-1]
    return [[over, first], *others], [over, others[-1]]


Write = Callable[[str, Call, SnippetContext], str]


def check_others(
    language: str,
    wanted: SnippetContext,
    start: Start,
    recorder: Recorder,
    sent: Call,
    write: Write,
) -> None:
    """The same for a list of tasks, and for a call that is itself sent again."""
    for task, ends in ((SEVERAL, ("done", "error")), (again(sent), ("error",))):
        code = write(language, sent, replace(wanted, task=always(task)))
        for end in ends:
            recorder.forget()
            found, printed = exchange(task, end)
            recorder.contents = [json.dumps(answer).encode() for answer in found]
            failed, text = start(at_once(code))
            assert json.loads(text) == printed
            assert bool(failed) is (end != "done")
            if task.several:
                assert_waited(recorder.requests, 7, sent)
                continue
            asked = [(one.method, one.target, one.body) for one in recorder.requests]
            assert asked == [(sent.method, f"/1.0{sent.target}", sent.body or b"")] * 3


def as_script(language: str, call: Call, wanted: SnippetContext) -> str:
    return script(language, [call], wanted)


def assert_waited(requests: list[Request], identifier: int | str, sent: Call) -> None:
    """What arrived is a call, and then twice the question how far its task is."""
    first, *others = requests
    assert (first.method, first.target) == (sent.method, f"/1.0{sent.target}")
    assert first.body == (sent.body or b"")
    asked = ("GET", f"/1.0/vps/vps%201/tasks/{identifier}", b"")
    assert [(one.method, one.target, one.body) for one in others] == [asked] * 2
    for request in others:
        signed = request.headers["X-Ovh-Signature"]
        assert signed or request.headers["Authorization"] == f"Bearer {AK}"


def run_file(*command: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, **environ},
    )


def process(*command: str, **environ: str) -> Start:
    """Starts code in a file, whose name the command ends with."""

    def start(code: str) -> tuple[int, str]:
        Path(command[-1]).write_text(code, encoding="utf-8")
        done = run_file(*command, **environ)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return start


@pytest.mark.parametrize("token", [False, True])
@pytest.mark.parametrize("sent", [REBOOT, BODY])
def test_python(sent: Call, token: bool, recorder: Recorder, monkeypatch) -> None:
    monkeypatch.setitem(ovh.client.ENDPOINTS, "ovh-eu", f"{recorder.root}/1.0")

    def start(code: str) -> tuple[int, str]:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            try:
                exec(compile(code, "script.py", "exec"), {"__name__": "__main__"})
            except SystemExit as ended:
                return int(ended.code or 0), printed.getvalue()
        return 0, printed.getvalue()

    wanted = context(recorder, access_token=token)
    check(snippet("python", sent, wanted), start, recorder, sent)
    check(script("python", [sent], wanted), start, recorder, sent)
    for write in (snippet, as_script):
        check_others("python", wanted, start, recorder, sent, write)


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")


def test_php_by_hand(recorder: Recorder, tmp_path: Path) -> None:
    needs("php")
    wanted = context(recorder, access_token=True)
    start = process("php", "-n", str(tmp_path / "code.php"))
    check(script("php", [BODY], wanted), start, recorder, BODY)
    check_others("php", wanted, start, recorder, BODY, snippet)


def test_perl_by_hand(recorder: Recorder, tmp_path: Path) -> None:
    needs("perl")
    start = process("perl", f"-I{DOUBLE / 'perl'}", str(tmp_path / "code.pl"))
    wanted = context(recorder, access_token=True)
    check(snippet("perl", BODY, wanted), start, recorder, BODY)
    for write in (snippet, as_script):
        check_others("perl", wanted, start, recorder, BODY, write)


@pytest.mark.parametrize(("identifier", "end"), TASKS)
@pytest.mark.parametrize("kind", ["one", "several", "again"])
def test_the_wrappers_of_perl_and_php(
    kind: str, identifier: int | str, end: str, tmp_path: Path
) -> None:
    needs("perl")
    needs("php")
    (tmp_path / "vendor").mkdir()
    shutil.copy(DOUBLE / "api.php", tmp_path / "vendor" / "autoload.php")
    task = {"one": TASK, "several": SEVERAL, "again": again(REBOOT)}[kind]
    found: list = states(identifier, end)
    shown: list | dict = found[-1]
    if kind != "one":
        found, shown = exchange(task, end)
        identifier = 7
    texts = [json.dumps(answer, ensure_ascii=False) for answer in found]
    wanted = SnippetContext(task=lambda call: task)
    use = "use OvhApi;\n"
    literals = ", ".join(map(perl_values.literal, texts))
    given = f"@OvhApi::ANSWERS = map {{ JSON->new->decode($_) }} ( {literals} );\n"
    asked = "END { print STDERR $_->{url}, qq{\\n} for @OvhApi::REQUESTS }\n"
    code = at_once(snippet("perl", REBOOT, wanted)).replace(use, use + given + asked)
    (tmp_path / "code.pl").write_text(code, encoding="utf-8")
    done = [run_file("perl", f"-I{DOUBLE / 'perl'}", str(tmp_path / "code.pl"))]
    use = "use Ovh\\Api;\n"
    given = f"Api::$answers = [{', '.join(map(php_values.literal, texts))}];\n"
    asked = (
        "register_shutdown_function(function () {\n"
        "    fwrite(STDERR, implode(PHP_EOL, array_column(Api::$requests, 'url')));\n});\n"
    )
    code = at_once(snippet("php", REBOOT, wanted)).replace(use, use + given + asked)
    (tmp_path / "code.php").write_text(code, encoding="utf-8")
    done.append(run_file("php", "-n", str(tmp_path / "code.php")))
    root = "https://eu.api.ovh.com/1.0/vps/vps%201"
    below = "reboot" if kind == "again" else f"tasks/{identifier}"
    for ended in done:
        assert json.loads(ended.stdout) == shown, ended.stderr
        assert bool(ended.returncode) is (end != "done")
        assert ended.stderr.split() == [f"{root}/reboot", *[f"{root}/{below}"] * 2]


def test_node(secure: tuple[Recorder, Path], pytestconfig: pytest.Config, tmp_path: Path) -> None:
    recorder, certificate = secure
    host, port = recorder.root.removeprefix("https://").split(":")
    there = f"host: '{host}',\n  port: {port},\n  basePath: '/1.0',\n  apiTimeDiff: {NOW},"
    (tmp_path / "node_modules").symlink_to(modules(pytestconfig))
    start = process("node", str(tmp_path / "code.mjs"), NODE_EXTRA_CA_CERTS=str(certificate))
    wanted = context(recorder, modules=True)
    code = snippet("node", REBOOT, wanted).replace("endpoint: 'ovh-eu',", there)
    recorder.contents = []
    check(code, start, recorder)

    def write(language: str, call: Call, wanted: SnippetContext) -> str:
        return script(language, [call], wanted).replace("endpoint: 'ovh-eu',", there)

    check_others("node", wanted, start, recorder, BODY, write)
    token = context(recorder, modules=True, access_token=True)
    check(script("node", [BODY], token), start, recorder, BODY)
    check_others("node", token, start, recorder, BODY, snippet)


def test_go(recorder: Recorder, tmp_path: Path) -> None:
    needs_go()
    header = replace(BODY, headers=(("X-A", "b"),))
    tasks = (TASK, SEVERAL, again(BODY), again(header))
    scripts: list[str] = []
    for number, task in enumerate(tasks):
        wanted = replace(context(recorder), task=always(task))
        sent = header if number == 3 else BODY
        code = at(recorder, at_once(snippet("go", sent, wanted)))
        # Which of them is to run is said on the command line.
        chosen = f'func main() {{\n\tif os.Args[1] != "{number}" {{\n\t\treturn\n\t}}\n'
        # One package has all of them.
        code = code.replace("taskPart(", f"taskPart{number}(")
        code = code.replace('\t"log"\n', '\t"log"\n\t"os"\n')
        scripts.append(code.replace("func main() {\n", chosen))
    program = build(scripts, tmp_path)

    def start(number: str) -> tuple[int, str]:
        done = subprocess.run([program, number], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout

    check("0", start, recorder, BODY)

    def number_of(_language: str, _call: Call, wanted: SnippetContext) -> str:
        return str(tasks.index(wanted.task(BODY)))

    check_others("go", context(recorder), start, recorder, BODY, number_of)
    check_others("go", context(recorder), start, recorder, header, number_of)
    assert [request.headers["X-A"] for request in recorder.requests] == ["b"] * 3


def test_which_languages_wait() -> None:
    waiting = [name for name, language in LANGUAGES.items() if language.waits]
    assert waiting == [
        "python",
        "php",
        "node",
        "typescript",
        "go",
        "perl",
        "csharp",
        "java",
        "asyncio",
    ]
    alone = SnippetContext(task=lambda call: TASK, call_only=True)
    for language in LANGUAGES:
        code = snippet(language, REBOOT, alone)
        assert code == snippet(language, REBOOT, SnippetContext(call_only=True))
        if language not in waiting:
            assert snippet(language, REBOOT, SnippetContext(task=lambda call: TASK)) == snippet(
                language, REBOOT
            )
