"""What is typed or pasted into a field, as it is sent, and what the field says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.scalars import trimmed
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.form import Form

PARAMETERS = [
    ("path", "zoneName", "string"),
    ("query", "subDomain", "string"),
    ("query", "tags", "string[]"),
    ("query", "since", "datetime"),
    ("query", "kind", "t.Kind"),
    ("query", "notes", "text"),
    ("query", "voucher", "password"),
    ("body", "description", "string"),
    ("body", "domain", "string"),
    ("body", "ttl", "long"),
]
PRODUCT = read_product(
    "v1",
    {
        "apis": [
            {
                "path": "/domain/zone/{zoneName}",
                "operations": [
                    {
                        "httpMethod": "POST",
                        "parameters": [
                            {
                                "paramType": place,
                                "name": name,
                                "dataType": kind,
                                "required": place == "path",
                            }
                            for place, name, kind in PARAMETERS
                        ],
                    }
                ],
            }
        ],
        "models": {"t.Kind": {"enum": ["A", " b"], "enumType": "string"}},
    },
    "/domain",
)


@pytest.fixture
def form() -> Form:
    return Form(PRODUCT.operations[0], Models(PRODUCT.models))


@pytest.mark.parametrize(
    ("pasted", "remark"),
    [
        ("example.com\n", "Left out around the value: 1 line end."),
        ("  example.com", "Left out around the value: 2 blanks."),
        (
            "\ufeffexample.com\xa0\r\n",
            "Left out around the value: 1 blank, 1 line end, 1 invisible",
        ),
        (
            "example.com\u200b",
            "Left out around the value: 1 invisible character.",
        ),
        ("example.com", ""),
    ],
)
def test_what_is_around_a_value_of_one_line_is_not_sent_and_the_field_says_so(form, pasted, remark):
    field = form.field("path", "zoneName")
    field.type_text(pasted)
    assert form.call().target == "/domain/zone/example.com"
    assert field.text == "example.com"
    assert field.remark.startswith(remark)
    assert bool(field.remark) == bool(remark)
    assert form.remarks == ([f"zoneName: {field.remark}"] if remark else [])
    field.type_text("example.org")
    assert form.remarks == []


def test_blanks_inside_of_a_value_stay_and_what_is_blank_alone_is_nothing(form):
    field = form.field("query", "subDomain")
    for typed in ("a", "a ", "a b", "a b "):
        field.type_text(typed)
    assert field.text == "a b"
    field.type_text(" \n")
    assert not field.is_given
    assert "1 blank, 1 line end" in field.remark


def test_entries_numbers_and_choices_are_tidied_too_but_for_a_choice_that_has_a_blank(form):
    form.field("path", "zoneName").type_text("example.com")
    form.field("query", "tags").add_part(" one\n")
    form.field("query", "since").type_text("2021-01-01\xa0")
    form.field("query", "kind").type_text("A ")
    form.field("body", "ttl").type_text("3600.0\n")
    call = form.call()
    assert call.query == (("tags", "one"), ("since", "2021-01-01"), ("kind", "A"))
    assert call.json == {"ttl": 3600}
    assert len(form.remarks) == 4
    form.field("query", "kind").type_text(" b")
    assert ("kind", " b") in form.call().query


def test_secrets_texts_of_several_lines_and_texts_of_a_body_are_sent_as_they_are(form):
    form.field("path", "zoneName").type_text("example.com")
    form.field("query", "voucher").type_text(" s3cret \n")
    form.field("query", "notes").type_text("one\n two\n")
    form.field("query", "subDomain").type_text("one\ntwo\n")
    form.field("body", "description").type_text(" as typed ")
    call = form.call()
    assert dict(call.query) == {
        "voucher": " s3cret \n",
        "notes": "one\n two\n",
        "subDomain": "one\ntwo\n",
    }
    assert call.json == {"description": " as typed "}
    # What can't be seen behind a mask is said.
    assert form.remarks == [
        "voucher: It begins or ends with a blank or a line break, which is sent too."
    ]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.Example", "xn--bcher-kva.Example"),
        ("_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("*.münchen.example ", "*.xn--mnchen-3ya.example"),
    ],
)
def test_a_domain_in_letters_is_sent_in_its_xn_form_which_is_what_is_shown(form, typed, sent):
    for place, name in (("path", "zoneName"), ("body", "domain")):
        field = form.field(place, name)
        field.type_text(typed.strip() if place == "body" else typed)
        assert field.text == sent
        assert sent in field.remark
    assert form.call().concrete_path == f"/domain/zone/{sent.replace('*', '%2A')}"
    assert form.call().json == {"domain": sent}


def test_what_is_no_domain_name_stays_as_it_is(form):
    field = form.field("path", "zoneName")
    field.type_text("😀.example")
    assert field.text == "😀.example"
    assert "can't be a domain name" in field.remark
    form.field("body", "description").type_text("bücher.example")
    assert form.call().json == {"description": "bücher.example"}


@given(st.text())
def test_what_is_taken_off_is_never_what_can_be_seen(text):
    cut = trimmed(text)
    before, _, after = text.partition(cut) if cut else (text, "", "")
    assert not any(char.isprintable() and not char.isspace() for char in before + after)
    assert trimmed(cut) == cut
