"""What a secret of a recipe went into stays hidden, whatever makes the form's fields anew."""

import json

import pytest

from ovh_explorer.call import MASK
from ovh_explorer.form.draft import draft_of, fill, restore
from ovh_explorer.form.form_state import form_state, take_back
from ovh_explorer.form.masked_text import masked_body_text
from tests.form.test_form import form
from tests.form.test_values import form as everything

SECRET = "hunter2xyz"
PEM = "-----BEGIN RSA PRIVATE KEY-----\nHIDEME\n-----END RSA PRIVATE KEY-----\n"


@pytest.fixture
def record():
    """The form of a record whose target a secret parameter went into."""
    made = form("POST", "/zone/{zoneName}/record")
    made.field("path", "zoneName").type_text("example.com")
    made.take_body({"target": f"v={SECRET}", "subDomain": "www"})
    made.secret_texts |= {SECRET}
    return made


def is_hidden(made):
    """Whether nothing that is shown or kept of a form has the secret, or what is in its place."""
    call = made.said()
    said = [masked_body_text(made), json.dumps(draft_of(made, secrets=False))]
    if call is not None:
        said += [str(call.masked().body), str(call.redacted().body)]
    return not any(word in text for text in said for word in (SECRET, "another"))


def test_a_look_at_the_json_shows_no_secret(record):
    record.type_body(record.body_text)
    assert record.field("body", "target").is_secret
    assert is_hidden(record)


def test_what_is_put_in_the_place_of_a_secret_is_hidden_too(record):
    record.type_body('{"subDomain": "www", "target": "another"}')
    assert record.field("body", "target").is_secret
    assert not record.field("body", "subDomain").is_secret
    assert is_hidden(record)


def test_a_secret_that_is_typed_elsewhere_is_hidden_there(record):
    record.field("body", "subDomain").type_text(SECRET)
    assert is_hidden(record)
    record.type_body(json.dumps({"extra": {"deep": [SECRET]}}))
    assert is_hidden(record)


@pytest.mark.parametrize("text", ['{"target": "v=hunter2xyz" x', "[hunter2xyz", '["hunter2xyz"]'])
def test_a_body_that_is_none_hides_it(record, text):
    record.type_body(text)
    assert is_hidden(record)
    record.type_body('{"target": "another"}')
    assert is_hidden(record)


def test_what_is_undone_and_redone_stays_hidden(record):
    before = form_state(record)
    record.type_body('{"target": "another"}')
    after = form_state(record)
    take_back(record, before, after)
    assert record.field("body", "target").text == f"v={SECRET}"
    assert is_hidden(record)
    take_back(record, after, before)
    assert is_hidden(record)


def test_a_form_that_is_made_anew_from_another_one_hides_the_same(record):
    for text in (record.body_text, '{"target": "another"}', "hunter2xyz {"):
        record.type_body(text)
        again = form("POST", "/zone/{zoneName}/record")
        restore(again, json.loads(json.dumps(draft_of(record, secrets=True))))
        assert again.body_text == record.body_text
        assert is_hidden(again)


def test_what_the_history_has_without_its_secret_is_absent_in_the_form(record):
    record.type_body('{"target": "another", "subDomain": "www"}')
    again = form("POST", "/zone/{zoneName}/record")
    fill(again, record.said().redacted())
    assert not again.field("body", "target").is_given
    assert again.field("body", "subDomain").text == "www"


def test_a_cleared_field_hides_nothing_any_more(record):
    record.secret_texts = frozenset()
    record.field("body", "target").clear()
    record.field("body", "target").type_text("open")
    assert not record.field("body", "target").is_secret


def test_each_entry_of_a_list_that_held_a_secret_is_hidden():
    made = everything("/all")
    made.take_body({"kinds": ["a", SECRET]})
    made.secret_texts |= {SECRET}
    kinds = made.field("body", "kinds")
    for text in ('["another"', '["another", "another", "another"]'):
        kinds.type_text(text)
        assert is_hidden(made)
    assert [part.is_secret for part in kinds.parts] == [True, True, True]


@pytest.mark.parametrize(
    ("secret", "hidden", "open_"),
    [
        ("a", ["a", '"a"', "pin=a"], ["example.com", "data"]),
        ("60", ["60", "pin: 60"], ["600", "3600"]),
        ("12345", ["12345", "(12345)"], ["123456", "x12345"]),
        ("hunter", ["hunter", "xhunterx", "hunter2"], ["hunte"]),
        ("#", ["#", "##"], ["a"]),
    ],
)
def test_a_short_secret_hides_no_longer_word_that_it_happens_to_be_in(secret, hidden, open_):
    made = everything("/all")
    made.secret_texts |= {secret}
    field = made.field("body", "string")
    for text in hidden:
        field.clear()
        field.type_text(text)
        assert field.is_secret, text
    for text in open_:
        field.clear()
        field.type_text(text)
        assert not field.is_secret, text
        assert made.said().redacted().json == {"string": text}


def test_a_private_key_is_a_secret_wherever_it_stands():
    made = everything("/all")
    made.take_body(
        {"string": PEM, "strings": [PEM], "text": f"#!/bin/sh\n{PEM}", "any": {"a": [PEM]}}
    )
    assert "HIDEME" not in masked_body_text(made)
    assert draft_of(made, secrets=False).get("body", {}).get("any") is None
    assert "HIDEME" not in json.dumps(draft_of(made, secrets=False))
    assert made.field("body", "string").is_secret
    call = made.said()
    assert "HIDEME" in str(call.body)
    assert "HIDEME" not in str(call.redacted().body)
    assert call.masked().json["any"] == {"a": [MASK]}
    made.type_body(made.body_text[:-2])
    assert made.body_problem
    assert "HIDEME" not in masked_body_text(made)
    assert draft_of(made, secrets=False) == {}
