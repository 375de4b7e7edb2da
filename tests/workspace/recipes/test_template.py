"""Templates of recipes: texts with references, and nothing that is evaluated."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.workspace.recipes.template import (
    Reference,
    TemplateError,
    fill,
    references,
    split,
)

VALUES: dict[str, Any] = {"zone": "example.com", "record": {"id": 5, "tags": ["a"], "a b": None}}


def look_up(reference):
    value = VALUES[reference.name]
    for step in reference.path:
        value = value[step]
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${zone}", "example.com"),
        ("www.${zone}.", "www.example.com."),
        ("${record.id}", 5),
        ("n${record.id}", "n5"),
        ("${record.tags[0]}", "a"),
        ("${record.tags}", ["a"]),
        ('${record."a b"}', None),
        ("$${zone} costs $5", "${zone} costs $5"),
        ("", ""),
        ({"${zone}": ["${record.id}", True]}, {"example.com": [5, True]}),
    ],
)
def test_a_reference_alone_is_the_value_and_within_text_its_text(text, value):
    assert fill(text, look_up) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("${zone", "has no closing brace"),
        ("${}", "names no parameter"),
        ("${zone | upper}", "can't be read at ' | upper'"),
        ("${zone()}", "can't be read at '()'"),
        ("x${record}", "is an object, which can't stand within a text"),
        ('x${record."a b"}', "is null"),
    ],
)
def test_what_can_t_be_read_or_filled_is_said(text, words):
    with pytest.raises(
        TemplateError, match=words.replace("(", r"\(").replace(")", r"\)").replace("|", r"\|")
    ):
        fill(text, look_up)


@given(
    st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]*", fullmatch=True),
    st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.integers(0, 10**8)),
)
def test_a_reference_reads_as_it_is_written(name, path):
    reference = Reference(name, tuple(path))
    assert split(str(reference)) == [reference]


@given(st.text())
def test_any_text_without_a_reference_is_itself(text):
    escaped = text.replace("${", "$${")
    assert "".join(map(str, split(escaped))) == text


@given(st.text(alphabet='${}.[]ab0"\\'))
def test_nothing_breaks_it(text):
    try:
        parts = split(text)
    except TemplateError:
        return
    assert list(references([text])) == [part for part in parts if not isinstance(part, str)]


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("hello", '"hello"'),
        ('"hello"', '"hello"'),
        ('""', '""'),
        ("", '""'),
        (r"a \"b\" c", r'"a \"b\" c"'),
        ('"k=rsa; p=MII" "BIj"', '"k=rsa; p=MII" "BIj"'),
    ],
)
def test_what_stands_in_double_quotes_has_one_pair(value, filled):
    assert fill('"${text}"', lambda _reference: value) == filled


@pytest.mark.parametrize("value", ['say "hello"', 'hello"', '"', "a\nb", "a\r\nb", "ends in \\"])
@pytest.mark.parametrize("template", ['"${text}"', '"v=spf1 ${text}"'])
def test_a_value_that_would_end_the_quotes_around_it_is_refused(value, template):
    with pytest.raises(TemplateError, match=r"\$\{text\} is put in double quotes"):
        fill(template, lambda _reference: value)


def test_a_pair_of_quotes_within_a_quoted_text_is_refused_and_elsewhere_it_is_a_character():
    with pytest.raises(TemplateError, match="double quote"):
        fill('"v=spf1 ${text}"', lambda _reference: '"hello"')
    for template in ("${text}", "say ${text}", '{"a": "${text}"}', '"a" or "${text}"'):
        assert '"hello"' in fill(template, lambda _reference: '"hello"')


def test_what_is_not_known_yet_may_have_quotes_in_its_name():
    assert fill('"${record."a b"}"', str) == '"${record."a b"}"'
