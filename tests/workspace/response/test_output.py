"""A response as scripts read it."""

import csv
import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ovh_explorer.workspace.response.output import (
    FORMATS,
    OutputError,
    csv_of_each,
    json_of_each,
    shaped,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALAR = st.none() | st.booleans() | st.integers() | TEXT
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
)


def of(value: object, output: str) -> str:
    return shaped(json.dumps(value).encode(), output).decode()


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(VALUE)
def test_compact_is_the_same_value_on_one_line(value):
    text = of(value, "compact")
    assert json.loads(text) == value
    assert text.count("\n") == 1


def test_numbers_stay_as_they_were_written():
    content = b'[ 1.10, 123456789012345678901234567890, {"a" : 1.50} ]'
    assert shaped(content, "compact") == b'[1.10,123456789012345678901234567890,{"a":1.50}]\n'
    assert shaped(content, "lines") == b'1.10\n123456789012345678901234567890\n{"a":1.50}\n'
    assert shaped(b"1.10", "text") == b"1.10\n"
    assert shaped(b'[{"id": 1.10}]', "csv") == b"id\r\n1.10\r\n"


@pytest.mark.parametrize(
    "text", ["$TTL 3600\n@ IN A 192.0.2.1\n", "a\nb", "a\r\nb\r\n", "\n", "\u00e9\n\n"]
)
def test_a_text_of_several_lines_is_a_file_to_the_last_byte(text):
    assert shaped(json.dumps(text).encode(), "text") == text.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("xx1111-ovh", "xx1111-ovh\n"),
        ("", "\n"),
        (5, "5\n"),
        (True, "true\n"),
        (None, "null\n"),
        (["a", 1, False, None], "a\n1\nfalse\nnull\n"),
        ([], ""),
    ],
)
def test_a_scalar_and_a_list_of_them_are_text(value, text):
    assert of(value, "text") == text


@given(st.lists(VALUE, max_size=6))
def test_each_item_of_a_list_is_one_line_whatever_is_in_it(items):
    lines = of(items, "lines").split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(items)
    for line, item in zip(lines, items, strict=True):
        assert "".join(line.splitlines()) == line
        assert line == item or json.loads(line) == item


@given(st.lists(st.dictionaries(TEXT, SCALAR, min_size=1, max_size=4), max_size=5))
@example([{"-0.0": None}])
def test_csv_is_read_again_as_many_rows_as_there_are_items(items):
    found = rows(of(items, "csv"))
    assert len(found) == (len(items) + 1 if items else 0)
    assert len({len(row) for row in found}) <= 1
    dangerous = {
        cell for row in found for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    }
    assert [
        cell for cell in dangerous if not re.fullmatch(r"[+-]?[\d.]+(e[+-]?\d+)?", cell, re.I)
    ] == []


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-a", "'-a"),
        ("-1+1", "'-1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-5", "-5"),
        (-5, "-5"),
        (-1.5, "-1.5"),
        ("a=b", "a=b"),
        ("'", "'"),
    ],
)
def test_no_cell_is_a_formula_and_numbers_stay(cell, written):
    assert rows(of([{"a": cell}], "csv")) == [["a"], [written]]
    assert rows(of([{str(cell): 1}], "csv"))[0] == [written]


def test_columns_are_those_of_the_table_on_the_screen():
    items = [{"at": {"x": 1}, "tags": ["a"], "id": 1}, {"id": 2, "at": None, "more": "é"}]
    assert rows(of(items, "csv")) == [
        ["id", "at.x", "tags", "more"],
        ["1", "1", '["a"]', ""],
        ["2", "", "", "é"],
    ]


def test_an_object_is_one_row_whatever_lists_it_holds():
    assert rows(of({"id": 1, "of": [{"a": 1}]}, "csv")) == [["id", "of"], ["1", '[{"a": 1}]']]
    assert rows(of(["a", 2], "csv")) == [["value"], ["a"], ["2"]]


@pytest.mark.parametrize(
    ("value", "output", "words"),
    [
        ({"a": 1}, "text", "the result is an object, which is no text: choose a part of it"),
        ([1, [2]], "text", "the list has a list, which is no text"),
        ({"a": 1}, "lines", "the result is an object, not a list"),
        ("a", "lines", "the result is a text, not a list"),
        (None, "csv", "the result is null, which is no table"),
        (5, "csv", "the result is a number, which is no table"),
    ],
)
def test_what_has_no_such_form_is_said(value, output, words):
    with pytest.raises(OutputError) as caught:
        of(value, output)
    assert words in str(caught.value)


@pytest.mark.parametrize("output", [item for item in FORMATS if item != "json"])
@pytest.mark.parametrize("content", [b"<html>", b'["a', b'"\\ud800"', b'"\xff"', b"[" * 5000])
def test_what_is_no_json_is_said(output, content):
    with pytest.raises(OutputError) as caught:
        shaped(content, output)
    assert "is not JSON" in str(caught.value)


@pytest.mark.parametrize("output", FORMATS)
def test_an_empty_body_stays_empty(output):
    assert shaped(b"", output) == b""


def test_several_accounts_are_one_object_and_one_table():
    bodies = {"a": b'[{"id": 1, "x": 1.10}]', "=b": b'{"name": "n"}', "c": b"", "d": b"[]"}
    assert json.loads(json_of_each(bodies)) == {
        "a": [{"id": 1, "x": 1.1}],
        "=b": {"name": "n"},
        "c": None,
        "d": [],
    }
    assert rows(csv_of_each(bodies).decode()) == [
        ["profile", "id", "name", "x"],
        ["a", "1", "", "1.10"],
        ["'=b", "", "n", ""],
    ]
