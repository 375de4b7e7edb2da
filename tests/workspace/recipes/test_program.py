"""Programs of a recipe: what can't be written is named, and names never mean something else."""

from dataclasses import replace

import pytest

from ovh_explorer.snippets import SnippetContext, SnippetError
from ovh_explorer.snippets.program import Condition, Conditions
from ovh_explorer.workspace.recipes.condition import condition_of
from ovh_explorer.workspace.recipes.program import PROGRAM_LANGUAGES, write_program
from ovh_explorer.workspace.recipes.recipe import Recipe, RecipeParameter, RecipeStep

CONTEXT = SnippetContext()


def step(path: str = "/x/{id}", value: str = "a", **more) -> RecipeStep:
    return RecipeStep("v1", more.pop("method", "GET"), path, path_values={"id": value}, **more)


def test_there_are_programs_in_some_languages():
    assert PROGRAM_LANGUAGES == ("python", "php", "node", "go", "try")
    with pytest.raises(SnippetError, match="no programs in 'perl'"):
        write_program("perl", Recipe("t", (step(),)), CONTEXT)
    with pytest.raises(SnippetError, match="no requests"):
        write_program("python", Recipe("t", ()), CONTEXT)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((step(value="${later.id}"), step(id="later")), "later.id} is no parameter, and no resp"),
        ((step(value="${none}"),), "none} is no parameter"),
        ((step(value="${"),), "closing brace"),
        ((step(value=""),), "id needs a value"),
        ((step(method="POST", body={"${p}": 1}),), "name of a property can't flow"),
    ],
)
def test_a_step_that_cannot_be_written_is_named(steps, words):
    recipe = Recipe("t", steps, (RecipeParameter("p"),))
    with pytest.raises(SnippetError, match=r"(GET|POST) /x") as caught:
        write_program("python", recipe, CONTEXT)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("status == 'done'", Condition(("status",), ("done",))),
        ("a.b[0] != `1`", Condition(("a", "b", 0), (1,), True)),
        ("contains(['a', 'b'], s)", Condition(("s",), ("a", "b"))),
        (
            "s == 'a' || t == `true`",
            Conditions((Condition(("s",), ("a",)), Condition(("t",), (True,))), False),
        ),
        ("length(@) > `0`", None),
        ("s == t", None),
        ("`1` == s", Condition(("s",), (1,))),
        ("[1].s == 'a'", Condition((1, "s"), ("a",))),
        ("s[-1] == 'a'", None),
        ("(" * 2000 + "s" + ")" * 2000, None),
        ("s ==", None),
    ],
)
def test_the_end_of_waiting_is_a_comparison(expression, found):
    assert condition_of(expression) == found


@pytest.mark.parametrize("language", PROGRAM_LANGUAGES)
def test_an_end_that_is_more_than_a_comparison_is_written_in_no_language(language):
    recipe = Recipe("t", (step(until="length(@) > `0`"),))
    with pytest.raises(SnippetError, match="is more than comparisons"):
        write_program(language, recipe, CONTEXT)


@pytest.mark.parametrize("name", ["print", "class", "client", "err", "at", "this", "path", "ovh"])
@pytest.mark.parametrize("language", PROGRAM_LANGUAGES)
def test_a_name_that_means_something_else_is_another_one(name, language):
    recipe = Recipe("t", (step(value=f"${{{name}}}"),), (RecipeParameter(name, example="ab"),))
    code = write_program(language, recipe, CONTEXT)
    other = write_program(language, replace(recipe, parameters=(RecipeParameter(name),)), CONTEXT)
    declared = next(
        line
        for line, without in zip(code.splitlines(), other.splitlines(), strict=True)
        if line != without
    )
    reserved = {
        "python": {"print", "class", "client", "ovh"},
        "php": {"this", "ovh"},
        "node": {"class", "at", "this", "ovh"},
        "go": {"print", "client", "err", "at", "ovh"} - {"print"},
        "try": {"path"},
    }[language]
    first = declared.strip().removeprefix("const ").lstrip("$").split("=")[0].strip(" :")
    assert (first != name) == (name in reserved)


def test_a_signed_program_has_a_call_that_needs_no_key():
    recipe = Recipe("t", (step(), step("/open/{id}")))
    code = write_program(
        "python", recipe, CONTEXT, lambda _branch, _method, path: path != "/open/{id}"
    )
    assert code.count("_need_auth=False") == 1
