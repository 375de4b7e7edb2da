"""How snippets read: formatters of each language leave them as they are, and its linters find
nothing.
"""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError, Task, script, snippet
from tests.npm import eslint, prettier

from .cases import CASES, NOT_FOR_PYTHON
from .test_snippets_real import examples  # noqa: F401

WORDS = (
    "Add a record, which is said in more words than a line of a comment holds: a 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 漢字 " * 2
)
# Thousands of odd characters in a call take formatters long, and are in a line of their own anyway.
UNREADABLE = {"GET payloads", "GET payloads as names", "POST payloads", "POST nasty"}
# Names that no field has, and that need no quotes in JavaScript.
UNREADABLE |= {"POST number keys", "POST odd keys"}
TASK = Task(
    Call.make(
        "v1", "GET", "/dedicated/server/{name}/task", path_values={"name": "ns1.example.com"}
    ),
    "taskId",
    "status",
    ("cancelled", "customerError", "done", "ovhError"),
    "done",
)


def task_of(call: Call) -> Task | None:
    return TASK if call.authenticated else None


def several_of(call: Call) -> Task | None:
    return replace(TASK, several=True) if call.authenticated else None


def again_of(call: Call) -> Task | None:
    return replace(TASK, parent=call, id="", repeats=True)


CONTEXTS = (
    SnippetContext(describe=lambda _: WORDS, note="A note"),
    SnippetContext(configured=True),
    SnippetContext(configured=True, section="profile:a client"),
    SnippetContext(configured=True, config_file="/srv/team/ovh.conf"),
    SnippetContext(configured=True, section="profile:a", config_file="/srv/" + "team/" * 15),
    SnippetContext(service_account=True),
    SnippetContext(access_token=True),
    SnippetContext(access_token=True, configured=True),
    SnippetContext(access_token=True, configured=True, section="profile:a client"),
    SnippetContext(access_token=True, pages=True),
    SnippetContext(pages=True),
    SnippetContext(pages=True, configured=True),
    SnippetContext(task=task_of, parameters=lambda call: [("zone.name", WORDS)]),
    SnippetContext(task=task_of, access_token=True, configured=True),
    SnippetContext(task=task_of, service_account=True),
    SnippetContext(task=several_of),
    SnippetContext(task=several_of, access_token=True),
    SnippetContext(task=again_of),
    SnippetContext(task=again_of, access_token=True),
)


def codes(language: str, calls: list[Call], every: int, modules: bool) -> Iterator[str]:
    """The code of the calls and of the cases, and of some in every way that there is; only of one
    in `every`.
    """
    contexts = [replace(context, modules=modules) for context in CONTEXTS]
    last = [
        SnippetContext(access_token=True, note="A note", modules=modules),
        SnippetContext(stop="Secrets were left out", note="A note", modules=modules),
    ]
    cases = [case for name, case in CASES.items() if name not in UNREADABLE][::every]
    for call in calls[:: every * every] + cases:
        with contextlib.suppress(SnippetError):
            yield snippet(language, call, SnippetContext(modules=modules))
    for context in contexts:
        if context.pages and not LANGUAGES[language].pages:
            continue
        for call in cases:
            # Some calls have no code in some language.
            with contextlib.suppress(SnippetError):
                yield snippet(language, call, context)
    for start in range(0, len(cases) - 2, 3):
        yield script(
            language,
            cases[start : start + 3],
            contexts[start % len(contexts) if start % 2 else start % 3],
        )
    for context in last:
        yield script(language, cases[:3], context)


Write = Callable[..., list[Path]]


@pytest.fixture
def write(examples: list[Call], tmp_path: Path, request: pytest.FixtureRequest) -> Write:  # noqa: F811
    """Writes files of the codes in a language; every so manyth, where a program takes long for
    each, but all of them with ``--whole``.
    """

    def written(
        language: str, every: int = 1, more: Sequence[Call] = (), *, modules: bool = False
    ) -> list[Path]:
        extension = "mjs" if modules else LANGUAGES[language].extension
        every = 1 if request.config.getoption("--whole") else every
        files: list[Path] = []
        for number, code in enumerate(codes(language, [*more, *examples], every, modules)):
            files.append(tmp_path / f"call{number}.{extension}")
            files[-1].write_text(code, encoding="utf-8", newline="")
        return files

    return written


# The rules that eslint recommends, for a script that Node.js runs. What a script says before its end
# is for its user to take out.
_ESLINT = """
const names = ['AbortSignal', 'URLSearchParams', 'console', 'fetch', 'process', 'require'];
names.push('setTimeout');
const globals = Object.fromEntries(names.map((name) => [name, 'readonly']));
module.exports = [
  require(%s).configs.recommended,
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs', globals } },
  { files: ['**/*.mjs'], languageOptions: { sourceType: 'module', globals } },
  { rules: { 'no-unreachable': 'off' } },
];
"""


def need(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")


def finds_nothing(*command: str, files: list[Path]) -> None:
    # As many at once as a command line takes.
    for start in range(0, len(files), 1000):
        part = files[start : start + 1000]
        done = subprocess.run([*command, *part], capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, (done.stdout + done.stderr)[:4000]


@pytest.mark.parametrize("language", ["python", "asyncio"])
def test_python(language: str, write: Write) -> None:
    files = write(language)
    ruff = (sys.executable, "-m", "ruff")
    finds_nothing(*ruff, "format", "--isolated", "--no-cache", "--check", files=files)
    rules = "E4,E7,E9,F,W,I,B,UP,S113"
    finds_nothing(*ruff, "check", "--isolated", "--no-cache", "--select", rules, files=files)


def test_php(write: Write) -> None:
    need("phpcs")
    files = write("php", every=6, more=[*NOT_FOR_PYTHON.values()])
    # Without warnings: PSR-12 has none but for lines that a long text makes long.
    finds_nothing("phpcs", "--standard=PSR12", "-n", "-q", "--parallel=2", files=files)


@pytest.mark.long
def test_perl(write: Write) -> None:
    need("perltidy")
    files = write("perl", every=16)
    before = [file.read_bytes() for file in files]
    finds_nothing("perltidy", "-npro", "-b", "-bext=/", files=files)
    changed = [file for file, code in zip(files, before, strict=True) if file.read_bytes() != code]
    assert not changed, changed[0].read_text(encoding="utf-8")


def test_perl_critic(write: Write) -> None:
    need("perlcritic")
    # What a script says before its end is for its user to take out.
    rules = ("--noprofile", "-4", "--exclude=UnreachableCode")
    finds_nothing("perlcritic", *rules, files=write("perl", every=30))


@pytest.mark.long
def test_node(write: Write, pytestconfig: pytest.Config) -> None:
    program = prettier(pytestconfig)
    rules = ("--no-config", "--single-quote", "--check", "--log-level=warn")
    files = write("node", every=8) + write("node", every=20, modules=True)
    files += write("typescript", every=20)
    finds_nothing("node", str(program), *rules, files=files)


def test_node_lint(
    write: Write, pytestconfig: pytest.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, rules = eslint(pytestconfig)
    files = write("node", every=40) + write("node", every=40, modules=True)
    # It looks at nothing that isn't below where it runs.
    monkeypatch.chdir(tmp_path)
    (config := tmp_path / "eslint.config.cjs").write_text(_ESLINT % json.dumps(str(rules)))
    command = ("node", str(program), "--config", str(config), "--max-warnings=0")
    finds_nothing(*command, files=files)


def test_go(write: Write) -> None:
    need("gofmt")
    # It ends with 0 whatever it finds, and names the files.
    files = write("go")
    for start in range(0, len(files), 1000):
        part = [str(file) for file in files[start : start + 1000]]
        done = subprocess.run(["gofmt", "-l", *part], capture_output=True, text=True, timeout=300)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_curl(write: Write) -> None:
    need("shellcheck")
    # Below a warning it takes texts that hold $ for variables.
    finds_nothing("shellcheck", "-s", "sh", "-S", "warning", files=write("curl", every=15))
