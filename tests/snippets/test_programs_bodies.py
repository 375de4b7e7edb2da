"""Values that flow into a body: numbers beside them leave as they were typed, and no language sends
one that it has rounded, however deep it stands in what flows, nor a list for an empty object. In a
shell no list flows into a path.
"""

from pathlib import Path

import pytest

from ovh_explorer.snippets import SnippetContext
from ovh_explorer.workspace.recipes.program import write_program
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeStep
from tests.npm import modules

from .programs import RUNS, Environment, environment, plain, proxy
from .proxy import Proxy
from .recorder import Recorder
from .test_programs_values import LONG, language

__all__ = ["environment", "language", "plain", "proxy"]

FIRST = RecipeStep("v1", "GET", "/first", "first")


def recipe(body: object) -> Recipe:
    return Recipe("A body", (FIRST, RecipeStep("v1", "POST", "/second", "", body=body)))


@pytest.fixture
def place(
    language: str, request: pytest.FixtureRequest, pytestconfig: pytest.Config
) -> tuple[Recorder, Environment]:
    if language != "node":
        return request.getfixturevalue("recorder"), {}
    recorder, certificate = request.getfixturevalue("secure")
    recorder.forget()
    home = str(modules(pytestconfig))
    return recorder, {"NODE_EXTRA_CA_CERTS": str(certificate), "NODE_PATH": home}


@pytest.mark.parametrize("language", ["python", "php", "node"], indirect=True)
@pytest.mark.parametrize("number", [str(LONG), "1" * 30, "5"])
@pytest.mark.parametrize("form", ['{"a":[{"b":%s}]}', "[[%s]]"])
def test_a_long_number_that_is_deep_is_not_rounded(
    form: str, number: str, language: str, place: tuple[Recorder, Environment], tmp_path: Path
) -> None:
    recorder, environment = place
    whole = form % number
    recorder.contents = [b'{"id":%s}' % whole.encode()]
    series = recipe({"whole": "${first.id}"})
    context = SnippetContext(base_url=recorder.root)
    code = write_program(language, series, context, lambda *_: True)
    run = RUNS[language]
    is_rounded = number in {"node": (str(LONG), "1" * 30), "php": ("1" * 30,)}.get(language, ())
    if is_rounded:
        with pytest.raises(AssertionError, match="too long for"):
            run(code, recorder, tmp_path, environment)  # type: ignore[arg-type]
        assert len(recorder.requests) == 1
        return
    run(code, recorder, tmp_path, environment)  # type: ignore[arg-type]
    assert recorder.requests[1].body.decode() == f'{{"whole":{whole}}}'


@pytest.mark.parametrize("language", ["python", "node"], indirect=True)
def test_numbers_beside_a_value_leave_as_they_were_typed(
    language: str, place: tuple[Recorder, Environment], tmp_path: Path
) -> None:
    recorder, environment = place
    recorder.contents = [b'{"id":"a \\"b\\" `c` ${d} \\\\"}']
    body = {"one": 1.0, "id": "${first.id}", "more": [-0.0, 1e22, LONG], "is": "x${first.id}`$"}
    context = SnippetContext(base_url=recorder.root)
    code = write_program(language, recipe(body), context, lambda *_: True)
    RUNS[language](code, recorder, tmp_path, environment)  # type: ignore[arg-type]
    assert recorder.requests[1].body.decode() == (
        '{"one":1.0,"id":"a \\"b\\" `c` ${d} \\\\","more":[-0.0,1e+22,9007199254740993],'
        '"is":"xa \\"b\\" `c` ${d} \\\\`$"}'
    )


@pytest.mark.parametrize("language", ["python", "php", "node"], indirect=True)
@pytest.mark.parametrize("value", ["{}", '{"a":{}}', "[[{}]]", "[]"])
def test_an_empty_object_stays_one(
    value: str, language: str, place: tuple[Recorder, Environment], tmp_path: Path
) -> None:
    """PHP reads it as a list, and would send that."""
    recorder, environment = place
    recorder.contents = [b'{"id":%s}' % value.encode()]
    context = SnippetContext(base_url=recorder.root)
    code = write_program(language, recipe({"whole": "${first.id}"}), context, lambda *_: True)
    if language == "php":
        with pytest.raises(AssertionError, match="can't tell an empty object from an empty list"):
            RUNS[language](code, recorder, tmp_path, environment)  # type: ignore[arg-type]
        assert len(recorder.requests) == 1
        return
    RUNS[language](code, recorder, tmp_path, environment)  # type: ignore[arg-type]
    assert recorder.requests[1].body.decode() == f'{{"whole":{value}}}'


@pytest.mark.parametrize("language", ["try"])
def test_no_list_flows_into_a_path_in_a_shell(
    language: str, proxy: Proxy, environment: Environment, tmp_path: Path
) -> None:
    proxy.begin()
    zones = RecipeStep("v1", "GET", "/domain/zone", "zones")
    for flowing in ("${zones}", "is-${zones}"):
        zone = RecipeStep("v1", "GET", "/domain/zone/{zoneName}", "", {"zoneName": flowing})
        series = Recipe("A zone", (zones, zone))
        code = write_program(
            language, series, SnippetContext(called=f"{proxy.root}/1.0"), lambda *_: True
        )
        with pytest.raises(AssertionError, match="has a list or an object in its place"):
            RUNS[language](code, proxy, tmp_path, environment)
        assert [sent.target for sent in proxy.sent] == ["/domain/zone"]
        proxy.forget()
    zone = RecipeStep("v1", "GET", "/domain/zone/{zoneName}", "", {"zoneName": "${zones[0]}"})
    code = write_program(
        language,
        Recipe("A zone", (zones, zone)),
        SnippetContext(called=f"{proxy.root}/1.0"),
        lambda *_: True,
    )
    RUNS[language](code, proxy, tmp_path, environment)
    assert [sent.target for sent in proxy.sent] == ["/domain/zone", "/domain/zone/example.com"]
