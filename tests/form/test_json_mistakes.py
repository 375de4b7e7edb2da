"""A text that is no JSON: what is said names the mistake, and where it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.form.jsontext import JsonTextError, read_json

# As people write JSON by hand, or bring it from another language.
MISTAKES = {
    '{"a":1': ("it ends too early: } is missing", 7),
    '{"a":{"b":[{"c":"}"}': ("it ends too early: ]}} is missing", 21),
    '{"a":': ("it ends before a value", 6),
    '{"a":"b': ('this text has no end: a " is missing', 6),
    "{'a':1}": ("put names and texts in double quotes (\"), not in '", 2),
    "{“a”:1}": ('put names and texts in double quotes ("), not in “', 2),
    '{"a":«b»}': ('put names and texts in double quotes ("), not in «', 6),
    "'{\"a\":1}'": ("remove the ' before and after it", 1),
    '{\\"a\\":1}': ('remove the \\ before "', 2),
    "{a:1}": ('put the name in double quotes: "a"', 2),
    "{1:2}": ('put the name in double quotes: "1"', 2),
    '{"a":1,été:2}': ('put the name in double quotes: "été"', 8),
    '{"a":b}': ("put a text in double quotes", 6),
    '{"a":eu-west}': ("put a text in double quotes", 6),
    '{"a":2026-11-29}': ("put a text in double quotes", 10),
    '{"a":192.0.2.1}': ("put a text in double quotes", 11),
    '{"a":True}': ("write true, not True", 6),
    '{"a":None}': ("write null, not None", 6),
    "yes": ("write true, not yes", 1),
    '{"a":1,}': ("there is a comma too many before }", 8),
    "[1,]": ("there is a comma too many before ]", 4),
    "[1,,2]": ("there is a comma too many, or a value is missing before it", 4),
    "[1 2]": ("a comma is missing", 4),
    '{"a":1 "b":2}': ("a comma is missing", 8),
    '{"a":1;"b":2}': ("put a comma between values, not ;", 7),
    '{"a" "b"}': ("a colon is missing after the name", 6),
    '{"a"=>1}': ("put a colon between name and value, not =", 5),
    '{"a":1]': ("] closes what was not opened by its other half", 7),
    '"a":1': ("put names and values in { }", 4),
    "a=1": ("put names and values in { }", 1),
    "a: 1\nb: 2": ("put names and values in { }", 1),
    "1,2": ("put several values in [ ], and names with values in { }", 2),
    '{"a":1}}': ("there is more after its end", 8),
    '{"a":01}': ("a number of several digits doesn't begin with 0", 7),
    '{"a":.5}': ("a number begins with a digit or with -", 6),
    '{"a":0x1F}': ("a number is written such as 10, 2.5 or 1e3", 7),
    '{"a":1_000}': ("a number is written such as 10, 2.5 or 1e3", 7),
    '{"a":1} // x': ("JSON has no comments: remove what // begins", 9),
    "<html>": ("it looks like HTML or XML", 1),
    '{"a":"C:\\x"}': ("\\ stands before a character that can't follow it: write \\\\", 9),
    '{"a":["NaN",NaN]}': ("NaN is not a JSON number", 13),
    '{"a":\u00a01}': ("remove the invisible character U+00A0", 6),
    '\u200b{"a":1}': ("remove the invisible character U+200B", 1),
    '{"a":1}\u00a0': ("remove the invisible character U+00A0", 8),
    "": ("it is empty", 1),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_what_to_write_instead(text):
    words, column = MISTAKES[text]
    with pytest.raises(JsonTextError) as caught:
        read_json(text)
    assert str(caught.value) == f"This is not JSON: {words} (line 1, column {column})"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(VALUES, st.data())
def test_any_text_is_json_or_gets_a_sentence_with_a_place_in_it(value, data):
    text = json.dumps(value, ensure_ascii=False)
    at = data.draw(st.integers(0, len(text)))
    change = data.draw(st.text(max_size=2) | st.sampled_from(list("{}[],:\"'\\=;+-.0x#/")))
    text = text[:at] + change + text[at + data.draw(st.integers(0, 2)) :]
    if (error := _error(text)) is not None:
        assert str(error)
        assert 1 <= error.line <= text.count("\n") + 1
        assert error.column >= 1


def _error(text: str) -> JsonTextError | None:
    try:
        read_json(text)
    except JsonTextError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("text", "words", "column"),
    [
        ('{"a":12345678901234567.10}', "this number would become 1.2345678901234568e+16", 6),
        ('["9007199254740993.0", 9007199254740993.0]', "would become 9007199254740992.0", 24),
        ("[9007199254740992.5]", "would become 9007199254740992.0", 2),
        ("[1e-400]", "would become 0.0", 2),
        ("[1e400]", "a number may go to 1.7e308", 2),
        (f"[1e-{'9' * 30}]", "would become 0.0", 2),
    ],
)
def test_a_number_that_would_become_another_is_not_sent(text, words, column):
    with pytest.raises(JsonTextError) as caught:
        read_json(text)
    assert words in str(caught.value)
    assert f"(line 1, column {column})" in str(caught.value)


@pytest.mark.parametrize("text", ["1.0", "0.1", "1e2", "-0.0", "1.7976931348623157e308", "2.50"])
def test_a_number_that_keeps_its_value_is_sent(text):
    assert read_json(text) == float(text)


def test_a_text_without_quotes_is_not_repeated_for_it_may_be_a_secret():
    with pytest.raises(JsonTextError) as caught:
        read_json('{"password":hunter2-TopSecret}')
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("sign", ["", "-"])
def test_an_integer_of_too_many_digits_is_said_with_its_place(sign):
    text = f'{{"a": "{"1" * 5000}", "b": 2.5,\n "c": {sign}{"3" * 5000}}}'
    words = "A number has more than 4,300 digits"
    with pytest.raises(JsonTextError, match=words) as raised:
        read_json(text)
    assert "set_int_max_str_digits" not in str(raised.value)
    assert (raised.value.line, raised.value.column) == (2, 7)
