"""A value for a parameter is checked when it is given, by the types of the places it flows to."""

import pytest

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.form import Form
from ovh_explorer.workspace.recipes.recipe_file import read_recipe
from ovh_explorer.workspace.recipes.run import RecipeRun

TYPES = {
    "long": ("yesterday", "12"),
    "double": ("much", "1.5"),
    "boolean": ("maybe", "true"),
    "date": ("hier", "2024-01-31"),
    "datetime": ("yesterday", "2024-01-31T12:00:00+00:00"),
    "ip": ("here", "192.0.2.1"),
    "ipBlock": ("192.0.2.1.5", "192.0.2.0/24"),
    "uuid": ("1-2", "123e4567-e89b-12d3-a456-426614174000"),
    "phoneNumber": ("nobody", "0033199000000"),
}
FIRST = """\
format = 1
title = "Two steps"
[parameters.value]
[parameters.other]
[[steps]]
id = "first"
call = "GET /first"
[[steps]]
call = "POST /second/{at}"
path = { at = "${other}" }
"""
PLACES = {
    "path": 'path = { at = "${value}" }',
    "query": 'path = { at = "1" }\nquery = { value = "${value}" }',
    "body": 'path = { at = "1" }\nbody = { value = "${value}", more = "${first.more}" }',
}


def run_of(place, kind):
    """A recipe whose parameter flows to one place of one type, in its last step."""

    def new_form(branch, method, path):
        kinds = dict.fromkeys(("at", "value", "more"), "string")
        kinds["at" if place == "path" and path.startswith("/third") else "value"] = kind
        placed = (("at", "path"), ("value", "query"), ("value", "body"), ("more", "body"))
        parameters = tuple(
            Parameter(name, where, kinds[name], kinds[name], where == "path")
            for name, where in placed
        )
        if path == "/first":
            parameters = ()
        operation = Operation(branch, "/x", method, path, parameters=parameters)
        return Form(operation, Models({}))

    step = f'[[steps]]\ncall = "POST /third/{{at}}"\n{PLACES[place]}\n'
    return RecipeRun(read_recipe(FIRST + step), {}, new_form)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("kind", "wrong", "right"), [(k, *v) for k, v in TYPES.items()])
def test_what_can_t_be_sent_there_is_said_when_it_is_asked_for(place, kind, wrong, right):
    run = run_of(place, kind)
    assert wrong in run.problem_of("value", wrong)
    assert run.problem_of("value", right) == ""
    # What isn't known yet is no mistake of this value.
    assert run.problem_of("other", "x") == ""
