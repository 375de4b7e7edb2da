"""JSON texts that are shown: their secrets are masked, in whole texts and in half ones."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import MASK
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import error_of
from ovh_explorer.form.field import Field
from ovh_explorer.form.field_schema import FieldSchema
from ovh_explorer.form.masked_text import masked_body_text, masked_text


def json_field(text: str) -> Field:
    """A field that takes any JSON, with a text in it."""
    models = Models({})
    field = Field(FieldSchema(models, "POST", "body", "extra", "any", "any", models.shape("any")))
    field.type_text(text)
    return field


@pytest.mark.parametrize(
    "text",
    [
        '{"password": "hush"}',
        '{"a": [{"token": "hush"}]}',
        '{"adminPassword": "hush", "a": 1',
        '{"a": 1, "secret" : "hush',
        '{"token": hush',
        '{"token": {"a": "hush", "b": ["hush"]} oops}',
        '{"token": [{"a": "hush"',
        '{"token": a hush of words',
        "{'token': 'hush'",
        '{token": "hush"',
        "{token = hush",
    ],
)
def test_a_secret_is_masked(text):
    shown = masked_text(json_field(text))
    assert "hush" not in shown
    assert MASK in shown


@given(st.text(max_size=30), st.integers(0, 60))
def test_no_part_of_a_text_shows_its_secret(name, end):
    import json

    whole = json.dumps({"n": name, "password": "hush-hush"})
    assert "hush-h" not in masked_text(json_field(whole[: len(whole) - end]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"login":"x"', "This is not JSON: it ends too early: } is missing (line 1, column 13)"),
        ("{", "This is not JSON: it ends too early: } is missing (line 1, column 2)"),
        ("hush", "This is not JSON: put a text in double quotes (line 1, column 1)"),
        ('{"a": hush', "This is not JSON: put a text in double quotes (line 1, column 7)"),
        ('{"hush": 1, "hush": 2}', "An object has a name twice (line 1, column 13)"),
    ],
)
def test_what_is_wrong_with_a_masked_text_is_said_without_it(text, words):
    field = json_field(text)
    field.is_hidden = True
    assert error_of(field) == words


def test_what_is_no_secret_is_as_it_was_typed():
    text = '{"name":   "n", "count": 1}'
    assert masked_text(json_field(text)) == text


def test_what_a_stored_secret_holds_is_kept_nowhere_and_masked(real_schemas):
    from ovh_explorer.catalog.schema import read_product
    from ovh_explorer.form import Form

    product = read_product("v2", (real_schemas / "v2" / "okms.json").read_bytes())
    operation = next(
        one
        for one in product.operations
        if (one.method, one.path) == ("POST", "/okms/resource/{okmsId}/secret/{path}/version")
    )
    form = Form(operation, Models(product.models))
    data = form.field("body", "data")
    assert data is not None
    data.type_text('"hunter2"')
    assert data.is_secret
    assert "hunter2" not in masked_body_text(form)
    for typed in ('{"data": {"k": "hunter2"}} x', '{"data": {"k": "hunter2"', 'data": {"hunter2"'):
        form.type_body(typed)
        assert form.body_problem
        assert "hunter2" not in masked_body_text(form)


@pytest.mark.parametrize(
    "text",
    [
        "é" * 300_000,
        '"' + '\\"' * 150_000,
        '"a" ' * 75_000,
        "a" + " " * 300_000,
        '{"token": [' * 27_000,
    ],
    ids=["a word", "escapes", "texts", "blanks", "lists"],
)
def test_a_long_text_is_gone_through_once(text):
    """Not from each of its characters on, which takes minutes."""
    start = time.process_time()
    masked_text(json_field(text))
    assert time.process_time() - start < 2
