"""Lists of objects as tables."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.workspace.response.table import (
    Table,
    columns_of,
    csv_of,
    is_list_of_values,
    list_near,
    row_starts,
    sorted_rows,
    values_in,
)
from tests.workspace.response.test_stored_text import JSON, of, stored


def nobody(part: float) -> None:
    """Isn't told."""


def table_of(text, near: int = 0) -> Table:
    starts = row_starts(text, list_near(text, near))
    return Table(text, starts, columns_of(text, starts, nobody))


def rows(table: Table) -> list[list[str]]:
    return [table.cells(item, table.columns) for item in range(table.height)]


SERVERS = [
    {"id": 7, "name": "b", "at": {"region": "GRA", "rack": None}, "tags": ["x", 1.10]},
    {"name": "a", "id": 30, "at": None, "price": 1.50, "gone": None},
    {"id": 4, "name": "C", "at": {"region": "SBG", "rack": {}}, "price": 10},
]


def test_objects_in_objects_have_columns_of_their_own():
    table = table_of(of(SERVERS))
    assert [column.title for column in table.columns] == [
        "id",
        "name",
        "at.region",
        "at.rack",
        "tags",
        "price",
        "gone",
    ]
    assert rows(table) == [
        ["7", "b", "GRA", "null", '["x", 1.1]', "", ""],
        ["30", "a", "", "", "", "1.5", "null"],
        ["4", "C", "SBG", "{}", "", "10", ""],
    ]
    assert [column.title for column in table.columns if column.numeric] == ["id", "price"]
    assert [(column.width, column.filled) for column in table.columns][:3] == [
        (2, 3),
        (4, 3),
        (9, 2),
    ]


def test_numbers_stay_as_they_were_written():
    digits = "9" * 5000
    table = table_of(
        stored(f'[{{"n": 1.10, "l": [1.10, 12345678901234567890]}}, {{"n": {digits}}}]'.encode())
    )
    assert rows(table) == [["1.10", "[1.10, 12345678901234567890]"], [digits, ""]]


def order_of(table: Table, title: str, descending: bool = False) -> list[int]:
    path = next(column.path for column in table.columns if column.title == title)
    return list(sorted_rows(table.text, table.starts, path, descending, nobody))


def test_rows_are_sorted_by_value_and_what_is_missing_stands_last():
    table = table_of(of(SERVERS))
    assert order_of(table, "id") == [2, 0, 1]
    assert order_of(table, "name") == [1, 0, 2]
    assert order_of(table, "price") == [1, 2, 0]
    assert order_of(table, "price", descending=True) == [2, 1, 0]
    mixed = table_of(of([{"v": "10"}, {"v": 9}, {"v": [1]}, {"v": None}, {"v": 10}, {}]))
    assert order_of(mixed, "v") == [1, 4, 0, 2, 3, 5]
    huge = table_of(stored(b'[{"v": 1e9999999999999999999}, {"v": 1e999999}, {"v": 2}]'))
    assert order_of(huge, "v") == [2, 1, 0]


def test_the_list_that_is_nearest():
    text = of({"a": 1, "list": [{"x": [1, {"y": 1}], "deep": [{"z": 1}]}], "end": [1]})
    lines = [text.line(index) for index in range(text.height)]
    outer, deep = lines.index('  "list": ['), lines.index('      "deep": [')
    assert list_near(text, 0) == outer
    assert list_near(text, outer + 1) == outer
    assert list_near(text, lines.index("        1,")) == outer
    assert list_near(text, deep) == deep
    assert list_near(text, deep + 2) == deep
    assert list_near(text, text.height - 2) == outer
    assert list_near(of([1, 2]), 1) is None
    assert list_near(of({}), 0) is None
    assert list_near(of([{}, 5, {"a": 1}]), 1) == 0
    assert list_near(stored(b"a,b", "text/csv"), 0) is None


def test_csv_is_read_back():
    table = table_of(of([{"a": 'quo"te', "b": "1,2\nx"}, {"a": None, "b": "é"}, 7, {}]))
    assert [column.title for column in table.columns] == ["a", "b", "value"]
    paths = [column.path for column in table.columns]
    content = b"".join(csv_of(table.text, table.starts, [1, 0, 3, 2], paths, nobody)).decode()
    assert list(csv.reader(io.StringIO(content, newline=""))) == [
        ["a", "b", "value"],
        ["", "é", ""],
        ['quo"te', "1,2\nx", ""],
        ["", "", "{}"],
        ["", "", "7"],
    ]


def test_a_map_of_any_keys_has_an_end():
    table = table_of(of([{f"key-{n}": n for n in range(1000)}]))
    assert len(table.columns) == 300


def test_a_row_that_is_too_large_to_draw_is_left_to_its_size():
    table = table_of(of([{"a": "x" * 70_000}, {"a": 1}]))
    assert table.cells(0, table.columns) is None
    assert table.size(0) > 70_000
    assert table.columns[0].width == 40


def test_the_values_of_a_list():
    assert values_in(of([3, "a", 3, None, True, 1.5, [1]]), "", nobody) == ["3", "a", "1.5"]
    assert values_in(of([{"id": 5}, {"id": "x"}, {}, 7]), "id", nobody) == ["5", "x"]
    assert values_in(of({"id": [1]}), "", nobody) == []
    assert values_in(of([]), "id", nobody) == []
    assert values_in(stored(b"<p>", "text/html"), "id", nobody) == []


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), JSON, max_size=3) | JSON, min_size=1, max_size=6
    )
)
def test_any_list_has_all_its_items_as_rows(value):
    text = of([{}, *value])
    table = table_of(text)
    assert table.height == len(value) + 1
    for index, item in enumerate([{}, *value]):
        found = json.loads(
            text.text[table.starts[index] : table.starts[index + 1]].decode().strip().rstrip(",")
        )
        assert found == item or found != found
        assert len(table.cells(index, table.columns)) == len(table.columns)
        assert text.line_at(table.starts[index]) == table.line(index)
    for column in table.columns:
        for descending in (False, True):
            order = sorted_rows(text, table.starts, column.path, descending, nobody)
            assert sorted(order) == list(range(table.height))


def test_people_see_first_what_they_choose_by_and_csv_has_the_order_of_the_response():
    keys = [
        {"credentialId": 1, "ips": None, "applicationId": 5, "expiration": "x", "status": "ok"},
        {"credentialId": 2, "ips": None, "applicationId": 5, "expiration": "y", "status": "ok"},
        {"credentialId": 3, "ips": None, "applicationId": 5, "description": "mine", "status": "no"},
    ]
    table = table_of(of(keys))
    table.lead_with("credentialId")
    came = ["credentialId", "ips", "applicationId", "expiration", "status", "description"]
    assert [column.title for column in table.columns] == came
    lines = TableLines(table)
    shown = ["credentialId", "description", "status", "expiration", "ips", "applicationId"]
    assert [column.title for column in lines.shown] == shown
    assert [column.title for column in lines.shown_as_they_came] == came


def test_a_list_of_plain_values_is_told_by_its_beginning():
    assert is_list_of_values(of(["a", "b"]))
    assert is_list_of_values(of([1]))
    for other in ([{"a": 1}], [[1]], {"a": [1]}, [], "a", 1):
        assert not is_list_of_values(of(other)), other
    assert not is_list_of_values(stored(b"[a", "text/csv"))
