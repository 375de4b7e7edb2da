"""How programs read: formatters leave them as they are, and linters find nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.snippets import LANGUAGES, SnippetContext, SnippetError
from ovh_explorer.workspace.recipes.exchanges import Exchange
from ovh_explorer.workspace.recipes.flow import find_flow
from ovh_explorer.workspace.recipes.program import write_program
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter, RecipeStep
from tests.npm import eslint, prettier
from tests.sandboxes import running

from .proxy import proxy_to
from .series import SERIES
from .test_snippets_style import _ESLINT, WORDS, finds_nothing, need

CONTEXTS = (
    SnippetContext(),
    SnippetContext(describe=lambda _: WORDS, note="A note"),
    SnippetContext(configured=True),
    SnippetContext(configured=True, section="profile:a client"),
    SnippetContext(service_account=True),
    SnippetContext(access_token=True),
)
# What no user's history has, but a recipe may: names and values of every kind.
ODD = Recipe(
    "A recipe with odd values",
    (
        RecipeStep("v1", "GET", "/zone", "zones", query=(("a b", "${type}"), ("c d", "é"))),
        RecipeStep(
            "v1",
            "POST",
            "/zone/{zoneName}",
            "class",
            {"zoneName": "${zones[0]}"},
            headers=(("X-Name", "${type}-1"),),
            body={
                "it's": 'say "${type}" {and} `more` $HOME %d \\ ${zones[1]."odd key"}',
                "n": "${zones[0].n}",
                "list": ["${type}", 1, None, True, {"a": "${zones[2]}"}],
            },
            note="What it does, in many words. " * 8,
        ),
        RecipeStep(
            "v1",
            "GET",
            "/zone/{zoneName}/task",
            "",
            {"zoneName": '${class."odd key"}'},
            until="a == 'b' || c != 'd'",
        ),
        RecipeStep("v1", "DELETE", "/zone/{zoneName}", "", {"zoneName": "a-${type}"}),
        RecipeStep(
            "v1",
            "GET",
            "/zone/{zoneName}",
            "",
            {"zoneName": "${token}"},
            until="contains(['e', 'f'], g[0].h)",
        ),
    ),
    (
        RecipeParameter("type", "The type, in words.", "a 'b' \"c\""),
        RecipeParameter("token", is_secret=True),
    ),
)

Write = Callable[..., list[Path]]


@pytest.fixture(scope="module")
def recipes() -> list[Recipe]:
    with proxy_to(running()[1]) as proxy:
        found: list[Recipe] = [ODD]
        for series in SERIES.values():
            proxy.begin()

            def send(call: Call) -> Exchange:
                return proxy.exchange(call)

            found.append(find_flow(series.send(send)).recipe)
        return found


@pytest.fixture
def write(recipes: list[Recipe], tmp_path: Path) -> Write:
    """Writes files of the programs in a language."""

    def written(language: str, *, modules: bool = False) -> list[Path]:
        extension = "mjs" if modules else LANGUAGES[language].extension
        files: list[Path] = []
        for recipe in recipes:
            for context in CONTEXTS:
                if modules:
                    context = SnippetContext(modules=True, configured=context.configured)
                if context.access_token and language in ("python", "php"):
                    with pytest.raises(SnippetError, match="takes no access token"):
                        write_program(language, recipe, context)
                    continue
                code = write_program(language, recipe, context)
                files.append(tmp_path / f"program{len(files)}.{extension}")
                files[-1].write_text(code, encoding="utf-8", newline="")
        assert len(files) >= len(recipes)
        return files

    return written


def test_python(write: Write) -> None:
    files = write("python")
    ruff = (sys.executable, "-m", "ruff")
    finds_nothing(*ruff, "format", "--isolated", "--no-cache", "--check", "--diff", files=files)
    rules = "E4,E7,E9,F,W,I,B,UP,S113"
    finds_nothing(*ruff, "check", "--isolated", "--no-cache", "--select", rules, files=files)


def test_php(write: Write) -> None:
    need("phpcs")
    files = write("php")
    for file in files:
        finds_nothing("php", "-n", "-l", files=[file])
    finds_nothing("phpcs", "--standard=PSR12", "-n", "-q", "--parallel=2", files=files)


def test_node(write: Write, pytestconfig: pytest.Config) -> None:
    program = prettier(pytestconfig)
    rules = ("--no-config", "--single-quote", "--check", "--log-level=warn")
    finds_nothing("node", str(program), *rules, files=write("node") + write("node", modules=True))


def test_node_lint(
    write: Write, pytestconfig: pytest.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, rules = eslint(pytestconfig)
    files = write("node") + write("node", modules=True)
    monkeypatch.chdir(tmp_path)
    (config := tmp_path / "eslint.config.cjs").write_text(_ESLINT % json.dumps(str(rules)))
    command = ("node", str(program), "--config", str(config), "--max-warnings=0")
    finds_nothing(*command, files=files)


def test_go(write: Write) -> None:
    need("gofmt")
    files = [str(file) for file in write("go")]
    done = subprocess.run(["gofmt", "-d", *files], capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_shell(write: Write) -> None:
    need("shellcheck")
    finds_nothing("shellcheck", "-s", "sh", "-S", "warning", files=write("try"))


@pytest.mark.parametrize(
    "text", ["-----BEGIN\nx\r\n-----END\n", 'a\\b"c\td', "\n", "\\n$x`y`%s", ""]
)
def test_the_shell_writes_a_text_of_several_lines_as_json(text: str) -> None:
    recipe = Recipe(
        "t",
        (RecipeStep("v1", "POST", "/x", body={"key": "${key}"}),),
        (RecipeParameter("key", is_secret=True),),
    )
    code = write_program("try", recipe, SnippetContext())
    function = code[code.index("json() {") :].split("\n}\n")[0] + "\n}\n"
    script = f'{function}printf \'%s\' "$(json "$1")"'
    done = subprocess.run(["sh", "-c", script, "sh", text], capture_output=True, timeout=60)
    assert json.loads(done.stdout) == text
