"""The end of waiting of a program means in each language what it means to the command line and on
the screen, whatever the response is.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ovh_explorer.snippets import SnippetContext
from ovh_explorer.workspace.recipes.program import write_program
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeStep
from ovh_explorer.workspace.response.filter import FilterError, is_met

from .test_snippets_go import build, needs_go

EXPRESSIONS = [
    "status == 'done'",
    "'done' == status",
    "status != 'done'",
    "task.steps[0].status == 'done'",
    "[1].status == 'done'",
    "contains(['done', 'error'], status)",
    "contains([`1`, `2`], progress)",
    "progress == `100`",
    "progress != `100`",
    "progress == '100'",
    "isReady == `true`",
    "isReady != `true`",
    "size == `1000000`",
    "\"odd key\".a == 'x' || status == 'done' && isReady == `true`",
    "(status == 'done' || status == 'ok') && progress == `100`",
]
RESPONSES = [
    {"status": "done", "progress": 100, "isReady": True, "size": 1000000},
    {"status": "todo", "progress": 2, "isReady": False, "size": 1},
    {"status": "ok", "progress": "100", "isReady": "true"},
    {"task": {"steps": [{"status": "done"}]}, "odd key": {"a": "x"}},
    {"task": {"steps": []}, "status": None, "isReady": None},
    {"task": "done"},
    [{"status": "todo"}, {"status": "done"}],
    [],
    {},
    None,
    "done",
]


def pieces(language: str, expression: str, condition: str) -> tuple[str, str]:
    """What finds a part of a response, and the condition, as a program has them."""
    recipe = Recipe("t", (RecipeStep("v1", "GET", "/x", "it", until=expression),))
    code = write_program(language, recipe, SnippetContext())
    return code, re.search(condition, code)[1]


def function(code: str, pattern: str) -> str:
    return re.search(pattern, code, re.DOTALL)[0]


def python(place: Path) -> list[bool]:
    found = []
    for expression in EXPRESSIONS:
        code, condition = pieces("python", expression, r"\n +if (.*):\n +break")
        names: dict = {}
        exec(function(code, r"def peek.*?return value\n"), names)
        found += [eval(condition, {**names, "it": value}) for value in RESPONSES]
    return found


def php(place: Path) -> list[bool]:
    if shutil.which("php") is None:
        pytest.skip("php is not on this machine")
    lines = []
    for expression in EXPRESSIONS:
        code, condition = pieces("php", expression, r"\n +if \((.*)\) \{\n +break")
        lines.append(f"foreach ($all as $it) {{ $found[] = ({condition}); }}")
    script = function(code, r"function peek.*?\n}\n") + (
        f"$all = json_decode(file_get_contents('php://stdin'), true);{''.join(lines)}"
        "echo json_encode($found);"
    )
    return ran("php", "-n", "-r", script)


def node(place: Path) -> list[bool]:
    lines = []
    for expression in EXPRESSIONS:
        code, condition = pieces("node", expression, r"\n +if \((.*)\) \{\n +break")
        lines.append(f"for (const it of all) found.push({condition});")
    script = function(code, r"function peek.*?\n}\n") + (
        "const all = JSON.parse(require('fs').readFileSync(0)); const found = [];"
        f"{''.join(lines)} console.log(JSON.stringify(found));"
    )
    return ran("node", "-e", script)


def go(place: Path) -> list[bool]:
    needs_go()
    lines = []
    for expression in EXPRESSIONS:
        code, condition = pieces("go", expression, r"\n\t+if (.*) \{\n\t+break")
        lines.append(f"\tfor _, it := range all {{\n\t\tfound = append(found, {condition})\n\t}}\n")
    script = (
        'package main\n\nimport (\n\t"encoding/json"\n\t"fmt"\n\t"os"\n)\n\n'
        + function(code, r"func peek.*?\n}\n")
        + "\nfunc main() {\n\tvar all []any\n\tdecoder := json.NewDecoder(os.Stdin)\n"
        "\tdecoder.UseNumber() // as go-ovh does\n\t_ = decoder.Decode(&all)\n\tvar found []bool\n"
        + "".join(lines)
        + "\ttext, _ := json.Marshal(found)\n\tfmt.Println(string(text))\n}\n"
    )
    return ran(str(build([script], place)))


def ran(*command: str) -> list[bool]:
    done = subprocess.run(
        command, input=json.dumps(RESPONSES), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", [python, php, node, go], ids=lambda each: each.__name__)
def test_a_condition_is_met_by_the_same_responses(
    language: Callable[[Path], list[bool]], tmp_path: Path
) -> None:
    cases = [(expression, value) for expression in EXPRESSIONS for value in RESPONSES]
    wanted = [met(expression, value) for expression, value in cases]
    assert 20 < wanted.count(True) < len(wanted) - 20
    found = language(tmp_path)
    assert [
        case
        for case, is_one, is_wanted in zip(cases, found, wanted, strict=True)
        if is_wanted not in (is_one, None)
    ] == []


def met(expression: str, value: object) -> bool | None:
    """Whether a response meets it; None for one that it is refused for."""
    try:
        return is_met(json.dumps(value).encode(), expression)
    except FilterError:
        return None
