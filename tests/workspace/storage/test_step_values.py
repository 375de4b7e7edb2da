"""What a step of a recipe put into a form goes with the recipe; what a user gave there stays."""

import pytest

from ovh_explorer.form import Form
from ovh_explorer.form.draft import draft_of
from ovh_explorer.workspace.storage.step_values import StepValues

RECORD = "/domain/zone/{zoneName}/record"
STEP = {"zoneName": "a.example", "fieldType": "TXT", "subDomain": "test1", "ttl": "60"}


class Walk:
    """A recipe, which is over once one says so."""

    is_over = False


@pytest.fixture
def form(real_store) -> Form:
    operation = real_store.operation("v1", "POST", RECORD)
    return Form(operation, real_store.models("v1", operation.product))


def give(form: Form, values: dict[str, str]) -> None:
    for field in form.fields:
        if field.name in values:
            field.type_text(values[field.name])


def given(form: Form) -> dict[str, str]:
    return {field.name: field.text for field in form.fields if field.is_given}


def fill(values: StepValues, form: Form, step: dict[str, str] = STEP) -> Walk:
    """As a step does: what was in the form goes."""
    walk = Walk()
    with values.noting(form, walk):
        form.clear()
        give(form, step)
    return walk


@pytest.mark.parametrize("before", [{}, {"zoneName": "b.example", "target": "mine", "ttl": "5"}])
def test_a_form_is_as_it_was_once_the_recipe_is_over(form, before):
    values = StepValues()
    give(form, before)
    walk = fill(values, form)
    values.end(None)
    assert given(form) == STEP, "it goes on"
    walk.is_over = True
    values.end(form)
    assert given(form) == STEP, "it is shown"
    values.end(None)
    assert given(form) == before
    give(form, {"ttl": "60"})
    values.end(None)
    assert given(form)["ttl"] == "60", "it is the user's"


def test_what_was_given_since_stays_with_the_object_it_was_given_for(form):
    values = StepValues()
    fill(values, form)
    give(form, {"subDomain": "www"})
    values.end_all()
    assert given(form) == {"zoneName": "a.example", "subDomain": "www"}


def test_of_two_objects_it_says_the_one_it_was_about_before(form):
    values, before = StepValues(), {"zoneName": "b.example", "target": "mine"}
    give(form, before)
    fill(values, form)
    give(form, {"subDomain": "www"})
    values.end_all()
    assert given(form) == before


def test_a_form_that_was_made_another_object_s_by_the_user_stays_so(form):
    values = StepValues()
    give(form, {"zoneName": "b.example", "target": "mine"})
    fill(values, form)
    give(form, {"zoneName": "c.example", "subDomain": "www"})
    values.end_all()
    assert given(form) == {"zoneName": "c.example", "subDomain": "www"}


def test_a_later_step_of_the_same_operation_leads_back_to_before_the_first(form):
    values, before = StepValues(), {"zoneName": "b.example", "target": "mine"}
    give(form, before)
    fill(values, form)
    fill(values, form, {**STEP, "subDomain": "test2", "target": "x"})
    values.end_all()
    assert given(form) == before


def test_a_draft_of_a_step_is_of_the_recipe_when_it_is_gone_back_to(form):
    values = StepValues()
    walk = fill(values, form)
    give(form, {"target": "mine"})
    draft, step = draft_of(form, secrets=True), values.of(form)
    walk.is_over = True
    values.end(None)
    form.clear()
    give(form, {"zoneName": "b.example", "ttl": "5"})
    own = given(form)
    values.restore(form, draft, step)
    assert given(form) == {**STEP, "target": "mine"}
    values.end(None)
    assert given(form) == own
    form.clear()
    values.restore(form, draft, step)
    values.end(None)
    assert given(form) == {"zoneName": "a.example", "target": "mine"}


def test_entries_that_a_step_put_in_go_and_those_of_the_user_stay(real_store):
    operation = real_store.operation("v2", "POST", "/iam/policy")
    form = Form(operation, real_store.models("v2", operation.product))
    values = StepValues()
    with values.noting(form, Walk()):
        form.take_body({"name": "step", "identities": ["urn:step"]})
    form.field("body", "identities").add_part("urn:mine")
    values.end_all()
    assert form.said().json == {"identities": ["urn:mine"]}
