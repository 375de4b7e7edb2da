"""JSON texts that are shown: their secrets are masked, in whole texts and in half ones."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import MASK
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.form import error_of
from ovh_explorer.form.draft import draft_of
from ovh_explorer.form.field import Field
from ovh_explorer.form.field_schema import FieldSchema
from ovh_explorer.form.half_text import masked_half
from ovh_explorer.form.masked_text import masked_body_text, masked_text
from ovh_explorer.tui.drawing.form_layout import shown_value
from tests.form.test_form import form as form_of


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
        "token: a\n  hush",
        '{"AWS_SECRET_ACCESS_KEY" => "hush"',
        "x -----BEGIN PRIVATE KEY-----\nhush",
    ],
)
def test_a_secret_is_masked(text):
    shown = masked_text(json_field(text))
    assert "hush" not in shown
    assert MASK in shown


@pytest.mark.parametrize(
    "name",
    [
        "api key",
        "private key",
        "pass word",
        "consumer key",
        "consumer  key ",
        "my consumer key",
        "gift-code",
        "gift - code",
        "api\\u0020key",
        "the API Keys",
        "p a s s w o r d",
        "s e c r e t a c c e s s k e y",
    ],
)
def test_a_name_with_blanks_in_it_is_masked_in_a_half_text_as_in_a_whole_one(name):
    whole = f'{{"{name}":"hunter2"}}'
    secret = name != "my consumer key"
    assert ("hunter2" not in masked_text(json_field(whole))) is secret
    for half in (whole[:-1], whole[1:], whole[1:-1], f"{name}: hunter2", f'{{"a": 1, {whole}'):
        assert "hunter2" not in masked_text(json_field(half)), half


@pytest.mark.parametrize("text", ["api, key: shown", '"api" "key": shown', "api\nkey: shown"])
def test_words_with_more_than_blanks_between_them_are_no_name(text):
    assert masked_text(json_field(text)) == text


def test_a_text_is_masked_once_until_what_is_secret_in_it_is_another(store_secret, monkeypatch):
    count = 0

    def counted(*arguments):
        nonlocal count
        count += 1
        return masked_half(*arguments)

    monkeypatch.setattr("ovh_explorer.form.masked_text.masked_half", counted)
    form = store_secret("/okms/resource/{okmsId}/secret/{path}/version")
    form.type_body('{"extra": "HIDEME"')
    shown = [masked_body_text(form) for _ in range(3)]
    assert count == 1
    assert len(set(shown)) == 1
    form.type_body('{"other": "HIDEME"')
    assert "HIDEME" not in masked_body_text(form)
    assert count == 2


def test_a_masked_text_follows_the_secrets_of_a_recipe(plain_record):
    plain_record.type_body('{"target": "HIDEME"')
    assert "HIDEME" in masked_body_text(plain_record)
    plain_record.secret_texts |= {"HIDEME"}
    assert "HIDEME" not in masked_body_text(plain_record)


@given(st.text(max_size=30), st.integers(0, 60))
def test_no_part_of_a_text_shows_its_secret(name, end):
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


@pytest.fixture(scope="module")
def store_secret(real_schemas):
    """Makes forms of what stores a secret in a key manager."""
    from ovh_explorer.catalog.schema import read_product
    from ovh_explorer.form import Form

    product = read_product("v2", (real_schemas / "v2" / "okms.json").read_bytes())
    operations = {(one.method, one.path): one for one in product.operations}

    def make(path):
        return Form(operations["POST", path], Models(product.models))

    return make


@pytest.fixture
def plain_record():
    """A form of which no schema says that it has secrets."""
    return form_of("POST", "/zone/{zoneName}/record")


def test_what_a_stored_secret_holds_is_kept_nowhere_and_masked(store_secret):
    form = store_secret("/okms/resource/{okmsId}/secret/{path}/version")
    data = form.field("body", "data")
    assert data is not None
    data.type_text('"hunter2"')
    assert data.is_secret
    assert "hunter2" not in masked_body_text(form)
    for typed in ('{"data": {"k": "hunter2"}} x', '{"data": {"k": "hunter2"', 'data": {"hunter2"'):
        form.type_body(typed)
        assert form.body_problem
        assert "hunter2" not in masked_body_text(form)


STORED = {
    "path": "team/db",
    "version": {"data": "HIDEME"},
    "metadata": {"customMetadata": {"a": "b"}},
}


@pytest.mark.parametrize(
    "text",
    [
        '{"version":{"data":"HID"HIDEME x',
        '{"version":{"data"=>"HIDEME"}}',
        '{"version":{"data":/*c*/"HIDEME"}}',
        '{"version":{"data" "HIDEME"}}',
        "{“version”: {“data”: “HIDEME”}}",
        '{"version":{"data":"a" + "HIDEME"}}',
        '{"version":{"data":"a"\n + "HIDEME"}}',
        '{"version":{"data": one, HIDEME two}}',
        "version:\n  data: HIDEME",
        "version:\n  data: |\n    HIDEME",
        '{"version":{"d\\u0061ta":"HIDEME" x',
        '{"version":{"dta":"HIDEME" x',
        '{"version":[{"data":"HIDEME"}]}',
        '{"version":[["HIDEME"]]}',
        '{"version":"data: HIDEME"}',
        '{"version":{"Data":"HIDEME"}}',
        '{"version":{"dta":"HIDEME"}}',
        '{"versiondata":"HIDEME"}',
        '{"more":{"deep":[{"data":{"a":["HIDEME"]}}]}}',
        '{"path":{"data":"HIDEME"}}',
        '[{"version":{"data":"HIDEME"}}]',
        '["HIDEME"]',
        '"HIDEME"',
    ],
)
def test_a_secret_is_masked_in_whatever_is_made_of_its_body(store_secret, text):
    form = store_secret("/okms/resource/{okmsId}/secret")
    form.type_body(text)
    assert "HIDEME" not in masked_body_text(form)
    assert "HIDEME" not in json.dumps(draft_of(form, secrets=False))
    said = [mistake.message for mistake in form.mistakes() if mistake.field is not None]
    assert "HIDEME" not in str(said)
    if (call := form.said()) is not None:
        assert "HIDEME" not in str(call.redacted().body)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 200),
            st.integers(0, 3),
            st.sampled_from([*"{}[]\"\\,:=x \n'“", "data", "//", "\\u0064", "|"])
            | st.text(max_size=3),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([None, 2]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_around_a_secret_shows_it(store_secret, changes, indent):
    """Characters are cut, put in and replaced, the names among them too."""
    before, after = json.dumps(STORED, indent=indent).split("HIDEME")
    for at, length, new in changes:
        if at <= len(before):
            before = before[:at] + new + before[at + length :]
        else:
            at -= len(before)
            after = after[:at] + new + after[at + length :]
    form = store_secret("/okms/resource/{okmsId}/secret")
    form.type_body(f"{before}HIDEME{after}")
    assert "HIDEME" not in masked_body_text(form)
    assert "HIDEME" not in json.dumps(draft_of(form, secrets=False))


def test_a_row_and_the_words_about_it_mask_what_has_no_place_there(store_secret):
    form = store_secret("/okms/resource/{okmsId}/secret")
    form.take_body({"path": {"data": "HIDEME"}, "version": [{"data": "HIDEME"}], "data": "HIDEME"})
    for name in ("path", "version", "data"):
        field = form.field("body", name)
        assert "HIDEME" not in shown_value(field)[1]
        assert "HIDEME" not in error_of(field)


def test_what_can_be_no_value_stays_where_a_text_is_masked(store_secret):
    form = store_secret("/okms/resource/{okmsId}/secret")
    form.type_body('{\n  "path": "team",\n  "version": {\n    "data": "HIDEME"\n  }\n')
    assert masked_body_text(form) == (
        f'{{\n  "path": "{MASK}",\n  "version": {{\n    "data": "{MASK}"\n  }}\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "é" * 300_000,
        '"' + '\\"' * 150_000,
        '"a" ' * 75_000,
        "a" + " " * 300_000,
        '{"token": [' * 27_000,
        "token" + " :" * 150_000,
        "\\u0061" * 50_000,
        "{[, " * 75_000,
        "{\n" * 150_000,
        '"a' * 150_000 + ":",
        "-----BEGIN " * 27_000 + "PRIVATE KEY-----" * 20_000,
    ],
)
def test_a_long_text_is_gone_through_once(text):
    """Not from each of its characters on, which takes minutes."""
    start = time.process_time()
    masked_text(json_field(text))
    assert time.process_time() - start < 2
