"""What a shell program hands to commands: other users of a machine see the words of a command."""

import json
import os
import subprocess
import sys
from pathlib import Path

from ovh_explorer.snippets import SnippetContext
from ovh_explorer.workspace.recipes.program import write_program
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter, RecipeStep

SECRET = 'it\'s "my" $HOME `secret` \\ own'
KEY = "key-of-a-response"
RECIPE = Recipe(
    "Secrets everywhere",
    (
        RecipeStep("v1", "POST", "/auth/credential", "key", body={"accessRules": []}),
        RecipeStep(
            "v1",
            "GET",
            "/x/{a}/{b}",
            path_values={"a": "${token}", "b": "${plain}"},
            query=(("q", "before ${token} after"), ("z", "${plain}")),
            headers=(("X-Key", "${key.consumerKey}"),),
        ),
        RecipeStep("v1", "PUT", "/x/{a}", path_values={"a": "${token}"}, body={"k": "${token}"}),
    ),
    (RecipeParameter("token", is_secret=True), RecipeParameter("plain", example="in sight")),
)
# Stands for `ovh-explorer try`: notes what it is given, and returns what a filter leaves.
STAND_IN = f"""#!{sys.executable}
import json, os, sys
told = {{name: value for name, value in os.environ.items() if name.startswith("SECRET_")}}
body = sys.stdin.read() if "-" in sys.argv else ""
with open(os.environ["TOLD"], "a") as file:
    file.write(json.dumps([sys.argv, told, body]) + "\\n")
if "--filter" in sys.argv:
    print("{KEY}")
"""


def test_no_secret_stands_in_the_words_of_a_command(tmp_path: Path) -> None:
    (stand_in := tmp_path / "ovh-explorer").write_text(STAND_IN)
    stand_in.chmod(0o755)
    (script := tmp_path / "program.sh").write_text(write_program("try", RECIPE, SnippetContext()))
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "TOKEN": SECRET,
        "TOLD": str(tmp_path / "told"),
    }
    subprocess.run(["sh", str(script)], env=environment, check=True, timeout=60)
    told = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()]
    assert len(told) == 3
    for words, _, _ in told:
        assert SECRET not in " ".join(words)
        assert KEY not in " ".join(words)
    (_, get, put) = told
    given = [
        word for before, word in zip(get[0], get[0][1:], strict=False) if before == "--from-env"
    ]
    values = {place: get[1][name] for place, name in (word.split("=") for word in given)}
    assert values == {
        "path.a": SECRET,
        "query.q": f"before {SECRET} after",
        "header.X-Key": KEY,
    }
    assert {"b=in sight", "z=in sight"} <= set(get[0])
    assert json.loads(put[2]) == {"k": SECRET}
    assert list(put[1].values()) == [SECRET]
