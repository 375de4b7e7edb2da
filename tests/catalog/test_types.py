"""Type expressions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.types import Array, Generic, Map, Name, parse_type, substitute


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("string", Name("string")),
        ("domain.zone.Record[]", Array(Name("domain.zone.Record"))),
        ("map[string]string", Map(Name("string"), Name("string"))),
        (
            "map[string][]iam.resource.TagFilter",
            Map(Name("string"), Array(Name("iam.resource.TagFilter"))),
        ),
        (
            "complexType.SafeKeyValue<string>[]",
            Array(Generic("complexType.SafeKeyValue", Name("string"))),
        ),
        ("a.T<map[b.E]any>", Generic("a.T", Map(Name("b.E"), Name("any")))),
        ("coreTypes.AccountId:string", Name("string")),
        ("coreTypes.ServiceId[]:long[]", Array(Name("long"))),
        ("map[string", Name("map[string")),
        ("<x>", Name("<x>")),
        ("", Name("")),
    ],
)
def test_the_grammar(text, kind):
    assert parse_type(text) == kind


@given(st.text(alphabet="ab.[]<>:map T", max_size=60) | st.text())
def test_any_text_is_a_type(text):
    parse_type(text)


def test_hostile_nesting_is_taken_whole():
    assert parse_type("x" + "[]" * 5000) == Name("x" + "[]" * 5000)


def test_a_generic_parameter_is_replaced_everywhere():
    long = Name("long")
    assert substitute(parse_type("map[string][]T"), long) == parse_type("map[string][]long")
    assert substitute(parse_type("a.R<T>[]"), long) == parse_type("a.R<long>[]")
    assert substitute(parse_type("string"), long) == Name("string")
