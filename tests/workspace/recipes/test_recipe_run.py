"""A run of a recipe: which call each step becomes."""

import re

import pytest

from ovh_explorer.call import MASK
from ovh_explorer.catalog.store import Store
from ovh_explorer.client.response import Response
from ovh_explorer.form import SCHEMAS_VERSION, Form
from ovh_explorer.form.draft import draft_of, restore
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.recipes.library import find_recipe
from ovh_explorer.workspace.recipes.recipe_file import read_recipe
from ovh_explorer.workspace.recipes.run import (
    MAX_RESPONSE_BYTES,
    RecipeRun,
    StepError,
    missing_parameters,
)
from tests.conftest import fill

RECORD = """\
format = 1
title = "A record"
[parameters.zone]
[parameters.text]
secret = true
[[steps]]
id = "zones"
call = "GET /domain/zone"
[[steps]]
id = "record"
call = "POST /domain/zone/{zoneName}/record"
path = { zoneName = "${zones[0]}" }
body = { fieldType = "TXT", target = "v=${text}", subDomain = "${zone}", ttl = "60" }
[[steps]]
call = "GET /domain/zone/{zoneName}/record"
path = { zoneName = "${zone}" }
query = { subDomain = "${text}" }
[[steps]]
call = "GET /v2/iam/policy"
query = { details = "${record.on}" }
headers = { x-pagination-size = "${record.id}" }
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store") / "catalog.db") as store:
        fill(store, EMBEDDED)
        yield store


@pytest.fixture
def new_form(store):
    def new(branch, method, path):
        operation = store.operation(branch, method, path)
        return operation and Form(operation, store.models(branch, operation.product))

    return new


@pytest.fixture
def run(new_form):
    def make(document=RECORD, **values):
        return RecipeRun(read_recipe(document), values or {"zone": "a", "text": "s3cret"}, new_form)

    return make


def response(content: bytes) -> Response:
    return Response(200, "OK", (), content, 0.1, "GET", "http://x/")


def test_values_flow_from_parameters_and_responses(run):
    one = run()
    assert one.call(0).target == "/domain/zone"
    one.note(0, response(b'["example.com"]'))
    call = one.call(1)
    assert call.target == "/domain/zone/example.com/record"
    # What is a number in the schema is one, though a parameter is a text.
    assert call.json == {"fieldType": "TXT", "target": "v=s3cret", "subDomain": "a", "ttl": 60}
    one.note(1, response(b'{"id": 5, "on": true}'))
    call = one.call(3)
    assert call.query == (("details", "true"),)
    assert call.headers == (("X-Pagination-Size", "5"),)


def test_what_a_secret_went_into_is_sensitive_wherever_that_is(run):
    one = run()
    one.note(0, response(b'["example.com"]'))
    shown = one.call(1).masked()
    assert shown.json["target"] == MASK
    assert shown.json["subDomain"] == "a"
    assert one.call(2).masked().query == (("subDomain", MASK),)
    assert "s3cret" not in one.preview(1).title + one.preview(2).title
    assert one.preview(2).title == f"GET /domain/zone/a/record?subDomain={MASK}"


def test_what_a_response_calls_a_secret_is_sensitive_too(run):
    text = RECORD.replace("v=${text}", "${zones.clientSecret}")
    one = run(text)
    one.note(0, response(b'{"clientSecret": "from-the-api"}'))
    text = text.replace("${zones[0]}", "${zone}")
    two = run(text)
    two.note(0, response(b'{"clientSecret": "from-the-api"}'))
    assert two.call(1).json["target"] == "from-the-api"
    assert two.call(1).masked().json["target"] == MASK
    with pytest.raises(StepError, match=r"steps\[2\].path.zoneName: .* has no \[0\]"):
        one.call(1)


def test_a_step_that_returned_an_empty_list_is_named_with_what_to_do(run, new_form):
    form = new_form("v1", "POST", "/domain/zone/{zoneName}/record")
    one = run()
    one.note(0, response(b"[]"))
    assert one.fill(form, 1) == [
        "path.zoneName: step 1 (zones) returned an empty list. Change the values of that step, or "
        "fill this in by hand."
    ]


def test_a_form_hides_a_secret_and_keeps_hiding_it(run, new_form):
    form = new_form("v1", "POST", "/domain/zone/{zoneName}/record")
    one = run()
    assert one.fill(form, 1) == [
        "path.zoneName: ${zones[0]} has no value: the response to step 1 (zones) isn't there yet."
    ]
    assert form.field("body", "target").is_secret
    assert "target" not in draft_of(form, secrets=False)["body"]
    draft = draft_of(form, secrets=True)
    form.clear()
    assert not form.field("body", "target").is_secret
    restore(form, draft)
    assert form.field("body", "target").is_secret
    form.field("path", "zoneName").type_text("example.com")
    assert form.call().masked().json["target"] == MASK


def test_a_short_secret_is_hidden_where_the_recipe_puts_it_and_in_no_other_word(run, new_form):
    form = new_form("v1", "POST", "/domain/zone/{zoneName}/record")
    one = run(RECORD.replace("v=${text}", "x${text}").replace('"60"', '"600"'), zone="z", text="60")
    one.note(0, response(b'["example60.com"]'))
    one.fill(form, 1)
    assert [item.name for item in form.fields if item.is_secret] == ["target"]
    shown = form.call().masked()
    assert shown.json["target"] == MASK
    assert shown.json["ttl"] == 600
    draft = draft_of(form, secrets=True)
    form.clear()
    restore(form, draft)
    assert form.field("body", "target").is_secret
    assert one.call(2).masked().query == (("subDomain", MASK),)


def test_what_is_wrong_with_a_secret_is_said_without_it(run, new_form):
    text = RECORD.replace('"TXT"', '"x${text}"').replace('"60"', '"${text}"')
    one = run(text, zone="a", text="s3cret")
    one.note(0, response(b'["example.com"]'))
    with pytest.raises(StepError) as caught:
        one.call(1)
    for words in (str(caught.value), "\n".join(one.preview(1).mistakes)):
        assert "steps[2].body.ttl: the masked value is no long" in words
        assert "steps[2].body.fieldType: the masked value is no " in words
        assert "s3cret" not in words


def test_the_version_of_the_schemas_that_was_chosen_stays(run, new_form):
    form = new_form("v2", "GET", "/iam/policy")
    form.field("header", SCHEMAS_VERSION).type_text("0.0")
    form.field("query", "details").type_text("false")
    one = run()
    one.note(1, response(b'{"id": 5, "on": true}'))
    one.fill(form, 3)
    assert dict(form.call().headers)[SCHEMAS_VERSION] == "0.0"


def test_a_step_that_is_not_reached_yet_shows_its_references(run):
    preview = run().preview(1)
    assert preview.title == "POST /domain/zone/${zones[0]}/record"
    assert preview.mistakes == ()
    assert preview.call.json["ttl"] == 60
    wrong = run(RECORD.replace('ttl = "60"', 'ttl = "soon"')).preview(1)
    assert len(wrong.mistakes) == 1
    assert wrong.mistakes[0].startswith("steps[2].body.ttl: ")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("subDomain = \"${text}\"", 'subDomian = "x"', r"steps\[3\].query.subDomian: GET .* has no query parameter"),
        ("path = { zoneName = \"${zone}\" }\nquery", 'path = { zoneName = "." }\nquery', r"steps\[3\].path.zoneName: .*can't be '.'"),
        ("query = { subDomain = \"${text}\" }", "body = { a = 1 }", r"steps\[3\].body: GET .* takes none"),
        ("GET /domain/zone/{zoneName}/record", "GET /nonesuch/{zoneName}", r"steps\[3\].call: this catalog doesn't have GET /nonesuch"),
    ],
)  # fmt: skip
def test_what_the_form_refuses_is_said_by_place(run, old, new, words):
    assert old in RECORD
    with pytest.raises(StepError, match=words):
        run(RECORD.replace(old, new)).call(2)


def test_a_response_that_is_no_json_is_said_where_it_is_needed(run):
    with pytest.raises(StepError, match=r"steps\[1\]: The response is not JSON"):
        run().note(0, response(b"<html>"))
    run().note(2, response(b"<html>"))
    empty = run()
    empty.note(0, response(b""))
    with pytest.raises(StepError, match=r"has no \[0\]"):
        empty.call(1)


def test_a_value_is_text_and_never_a_template(run):
    one = run(zone="${text}${", text="s3cret")
    one.note(0, response(b'["${zone}"]'))
    call = one.call(1)
    assert call.json["subDomain"] == "${text}${"
    assert dict(call.path_values) == {"zoneName": "${zone}"}


def test_a_response_of_any_size_is_no_place_for_values(run):
    large = response(b" " * (MAX_RESPONSE_BYTES + 1))
    with pytest.raises(StepError, match=r"steps\[1\]: The response is too large to use: 50"):
        run().note(0, large)


def test_parameters_without_a_value_are_missing():
    recipe = read_recipe(RECORD)
    assert [item.name for item in missing_parameters(recipe, {"zone": ""})] == ["text"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ('path = { zoneName = "REPEATED" }', "path.zoneName"),
        ('path = { zoneName = "a" }\nquery = { subDomain = "REPEATED" }', "query.subDomain"),
    ],
)
def test_a_value_that_a_recipe_repeats_has_a_limit(run, place, said):
    head = 'format = 1\ntitle = "Large"\n[parameters.z]\n[[steps]]\n'
    call = 'call = "GET /domain/zone/{zoneName}/record"\n'
    one = run(head + call + place.replace("REPEATED", "${z}" * 3000), z="z" * 1000)
    words = f"steps[1].{said}: the values make more than 1,000,000 characters. Use shorter ones."
    with pytest.raises(StepError, match=re.escape(words)):
        one.call(0)
    preview = one.preview(0)
    assert words in preview.mistakes
    assert len(preview.title) < 1000


def test_a_limit_counts_the_values_of_a_whole_body(run):
    head = 'format = 1\ntitle = "Large"\n[parameters.z]\n[[steps]]\n'
    call = 'call = "POST /domain/zone/{zoneName}/record"\npath = { zoneName = "a" }\n'
    body = ", ".join(f'k{number} = "${{z}}"' for number in range(2000))
    one = run(f"{head}{call}body = {{ {body} }}", z="z" * 1000)
    with pytest.raises(StepError, match=r"steps\[1\]\.body: the values make more than 1,000,000"):
        one.call(0)


@pytest.mark.parametrize("text", ["hello", '"hello"'])
def test_the_text_of_a_txt_record_is_sent_in_one_pair_of_quotes(new_form, text):
    recipe = find_recipe("dns-txt-record")
    given = {"zone": "example.com", "name": "_acme-challenge", "text": text, "new_text": text}
    run = RecipeRun(recipe, given, new_form)
    run.note(2, response(b'{"id": 5}'))
    assert [run.call(index).json["target"] for index in (2, 5)] == ['"hello"'] * 2


@pytest.mark.parametrize("text", ['say "hello"', "a\nb"])
def test_what_cannot_stand_in_the_text_of_a_txt_record_is_said_where_it_is_given(new_form, text):
    given = {"zone": "example.com", "name": "_acme-challenge"}
    run = RecipeRun(find_recipe("dns-txt-record"), given, new_form)
    assert "It can't have a double quote or a line break in it" in run.problem_of("text", text)
    assert run.problem_of("text", '"hello"') == ""


def test_a_recipe_that_adds_quotes_says_so():
    recipe = find_recipe("dns-txt-record")
    said = {item.name: item.description for item in recipe.parameters}
    assert all("puts it in double quotes" in said[name] for name in ("text", "new_text"))
