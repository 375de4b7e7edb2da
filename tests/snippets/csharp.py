"""C# snippets, compiled together and run one after the other."""

import json
from pathlib import Path
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.snippets import SnippetContext
from ovh_explorer.snippets.language import wrapper_path
from tests.dotnet import Dotnet

from .running import DOUBLE, same

__all__ = ["assert_asked", "run_scripts"]


def run_scripts(
    sdk: Dotnet, codes: list[str], directory: Path, **environ: str
) -> list[dict[str, Any]]:
    """What each of the scripts printed, asked of the wrapper's double, and threw."""
    directory.mkdir(exist_ok=True)
    sources = sorted((DOUBLE / "csharp").glob("*.cs"))
    for number, code in enumerate(codes):
        sources.append(directory / f"Script{number}.cs")
        sources[-1].write_text(f"namespace Script{number}\n{{\n{code}}}\n", encoding="utf-8")
    program = sdk.build(sources, directory)
    done = sdk.run(program, str(len(codes)), **environ)
    assert done.returncode == 0, done.stderr[:3000]
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(codes)
    return answers


def assert_asked(asked: dict[str, Any], call: Call, context: SnippetContext) -> None:
    """What the wrapper was given is the call: method, path and query byte for byte, the body as a
    JSON value, and whether it is signed.
    """
    query = f"?{call.query_string}" if call.query else ""
    assert asked["method"] == call.method
    assert asked["target"] == wrapper_path(call, context) + query
    assert asked["signed"] is call.authenticated
    if call.body is None:
        assert asked["body"] is None
    else:
        assert same(json.loads(asked["body"]), json.loads(call.body))
