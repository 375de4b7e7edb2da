"""What a response holds where a text was: it is spelled as JSON has it, and what can't stand within
a text, or is another number in the language, ends the program before anything is sent with it.
"""

from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from ovh_explorer.snippets import SnippetContext
from ovh_explorer.workspace.recipes.program import write_program
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeStep
from tests.npm import modules

from .programs import RUNS, Environment, ended
from .recorder import Recorder
from .test_snippets_go import build, needs_go

LONG = 9007199254740993
TEXT = "can't stand within a text"
ROUNDED = "too long for"
EMPTY = "can't tell an empty object from an empty list"
PLAIN = ["true", "false", "5", "-7", "1.5", '"a/b"', str(LONG), "1" * 30]
REFUSED = ["null", "[1]", "[]", '{"a":1}', "{}"]
# Languages that would send another number.
ROUNDS = {"node": {str(LONG), "1" * 30}, "php": {"1" * 30}}
RECIPE = Recipe(
    "A value that flows",
    (
        RecipeStep("v1", "GET", "/first", "first"),
        RecipeStep(
            "v1",
            "GET",
            "/second/{id}",
            "",
            {"id": "${first.id}"},
            query=(("one", "${first.id}"), ("two", "is-${first.id}")),
        ),
    ),
)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def server_of(
    language: str, request: pytest.FixtureRequest, pytestconfig: pytest.Config
) -> tuple[Recorder, Environment]:
    if language != "node":
        return request.getfixturevalue("recorder"), {}
    recorder, certificate = request.getfixturevalue("secure")
    recorder.forget()
    home = str(modules(pytestconfig))
    return recorder, {
        "NODE_EXTRA_CA_CERTS": str(certificate),
        "NODE_PATH": home,
        "NODE_NO_WARNINGS": "1",
    }


@pytest.mark.parametrize("language", ["python", "php", "node", "go"], indirect=True)
def test_a_value_is_spelled_as_json_has_it(
    language: str, server_of: tuple[Recorder, Environment], tmp_path: Path
) -> None:
    recorder, environment = server_of
    code = write_program(language, RECIPE, SnippetContext(base_url=recorder.root), lambda *_: True)
    run = partial(RUNS[language], code, recorder, tmp_path, environment)  # type: ignore[arg-type]
    if language == "go":
        needs_go()
        built = build([code.replace('"ovh-eu"', f'"{recorder.root}/1.0"')], tmp_path)
        run = partial(ended, [str(built)], environment)
    for value in [*PLAIN, *REFUSED]:
        recorder.forget()
        recorder.contents = [b'{"id":%s}' % value.encode()]
        refused = TEXT if value in REFUSED else ""
        refused = EMPTY if language == "php" and value in ("[]", "{}") else refused
        refused = ROUNDED if value in ROUNDS.get(language, ()) else refused
        if not refused:
            run()
            text = quote(value.strip('"'), safe="")
            path, _, query = recorder.requests[1].target.partition("?")
            assert path == f"/1.0/second/{text}"
            assert set(query.split("&")) == {f"one={text}", f"two=is-{text}"}
            continue
        with pytest.raises((AssertionError, SystemExit)) as failure:
            run()
        is_absent = value == "null" and "A response has no" in str(failure.value)
        assert refused in str(failure.value) or is_absent, value
        assert len(recorder.requests) == 1, value
