"""Whatever a response holds, it is drawn, gone about in and taken apart, and nothing of it reaches
the terminal.
"""

import csv
import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.change_lines import ChangeLines
from ovh_explorer.tui.drawing.json_lines import FoldedLines, StoredLines
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.workspace.navigation.follow import place_at
from ovh_explorer.workspace.response.diff import NotComparable, compare_bodies
from ovh_explorer.workspace.response.filter import FilterError, filtered
from ovh_explorer.workspace.response.json_path import (
    accessor,
    closing_line,
    foldable,
    line_of,
    parse_path,
    path_of,
    path_text,
    subtree,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines
from ovh_explorer.workspace.response.table import (
    Table,
    columns_of,
    csv_of,
    list_near,
    row_starts,
    sorted_rows,
    values_in,
)
from tests.workspace.response.test_stored_text import stored

NASTY = st.sampled_from(
    [
        "[@click=app.quit]x[/]",
        "[red]",
        "\x1b]52;c;aGk=\x07",
        "\x1b[2J",
        "\x9b31m",
        "\x00",
        "\u202eabc",
        "\u2066\u200b",
        "\u2028",
        "\ud800",
        "\ud83d\ude00",
        "\r\n",
        "\x85",
        "a" * 5000,
        "9" * 5000,
        "日本語",
        "{",
        "}",
        '"',
        "\\",
        "['x']",
        "'; DROP",
        "${x}",
        "",
    ]
)
TEXTS = st.lists(NASTY | st.text(max_size=3), max_size=3).map("".join)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | TEXTS
    | st.integers()
    | st.floats()
    | st.sampled_from([10**4000, 1e308, -0.0, float("nan"), float("inf")]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
# Also with keys that come twice, numbers as nobody writes them, and cut off anywhere.
BODIES = st.one_of(
    VALUES.map(lambda value: _dumped(value, escaped=True)),
    VALUES.map(lambda value: _dumped(value, escaped=False)),
    st.tuples(VALUES, st.integers(0, 200)).map(
        lambda pair: _dumped(pair[0], escaped=False)[: pair[1]]
    ),
    st.tuples(TEXTS, VALUES, VALUES).map(
        lambda parts: (
            b"[{%s: %s, %s: %s}]"
            % (_dumped(parts[0]), _dumped(parts[1]), _dumped(parts[0]), _dumped(parts[2]))
        )
    ),
    st.tuples(st.sampled_from([1, 3, 50, 200]), VALUES).map(
        lambda pair: b'[{"a":' * pair[0] + _dumped(pair[1]) + b"}]" * pair[0]
    ),
    st.binary(max_size=300),
)


def _dumped(value, *, escaped: bool = True) -> bytes:
    return json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")


def is_safe(pieces) -> None:
    for _, text in pieces:
        assert printable(text) == text


def drawn(document) -> None:
    """All that a view asks of a document."""
    assert document.width >= 0
    for index in range(min(document.height, 100)):
        is_safe(document.pieces(index, 100))
        is_safe(document.pieces(index, 100_000))
        document.plain(index)


def gone_about(text: StoredText) -> None:
    """All that is asked about a line."""
    lines = StoredLines(text)
    # Of a deep one the first lines, some in the middle and the last ones.
    for line in range(0, text.height, max(1, text.height // 12)):
        path = path_of(text, line)
        printable(path_text(path))
        for language in ("python", "php"):
            accessor(path, language)
        closing_line(text, line)
        place_at(lines.plain, text.height, line)
        if text.language == "json":
            subtree(text, line)
    for depth in range(4):
        folds = FoldedLines(text)
        folds.folds.set_all(foldable(text, depth))
        drawn(folds)


def tabled(text: StoredText) -> None:
    """All that is asked of a table."""
    values_in(text, "", lambda part: None)
    values_in(text, "a", lambda part: None)
    line = list_near(text, 0) if text.height else None
    if line is None:
        return
    starts = row_starts(text, line)
    columns = columns_of(text, starts, lambda part: None)
    lines = TableLines(Table(text, starts, columns))
    drawn(lines)
    is_safe(lines.header)
    paths = [column.path for column in columns]
    csv.field_size_limit(1 << 30)
    content = b"".join(csv_of(text, starts, None, paths, lambda part: None)).decode()
    assert len(list(csv.reader(io.StringIO(content, newline="")))) == len(starts)
    for path in paths[:5]:
        assert len(sorted_rows(text, starts, path, False, lambda part: None)) == len(starts) - 1


@given(
    BODIES, st.sampled_from(["", "application/json", "text/plain", "text/html", "image/png"]), TEXTS
)
def test_any_answer_is_shown_and_taken_apart(body, kind, words):
    text = stored(body, kind)
    drawn(StoredLines(text))
    if text.language == "json":
        drawn(FoldedLines(text))
    gone_about(text)
    tabled(text)
    for line in find_lines(text.text, text.offsets, words):
        assert 0 <= line < text.height


@given(BODIES, BODIES)
def test_any_two_answers_are_compared_or_it_is_said_that_they_are_not(one, other):
    with suppress(NotComparable):
        drawn(ChangeLines(compare_bodies(one, other)))


@given(
    BODIES,
    st.sampled_from(
        [
            "@",
            "a",
            "[*].a",
            "[0]",
            "keys(@)",
            "length(@)",
            "[].a[]",
            "sort(@)",
            "to_string(@)",
            "&@",
        ]
    ),
)
def test_any_answer_is_filtered_or_it_is_said_why_not(body, expression):
    with suppress(FilterError):
        drawn(StoredLines(stored(filtered(body, expression))))


@given(TEXTS)
def test_any_words_are_a_path_or_none(words):
    steps = parse_path(words)
    if steps is not None:
        line_of(stored(b'{"a": [1, {"b": 2}]}'), steps)


@pytest.mark.parametrize("depth", [100, 600, 990, 1100, 10_000])
@pytest.mark.parametrize(
    ("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")]
)
def test_any_depth(depth, opening, closing):
    text = stored(opening * depth + b"1" + closing * depth)
    drawn(StoredLines(text))
    gone_about(text)
    tabled(text)
    try:
        changes = compare_bodies(opening * depth + b"1" + closing * depth, b"2")
    except NotComparable as error:
        assert "nested too deeply" in str(error)  # noqa: PT017
    else:
        drawn(ChangeLines(changes))


def test_a_string_of_ten_megabytes_and_a_number_of_as_many_digits():
    for body in (b'[{"a": "%s"}]' % (b"x" * 10_000_000), b'[{"a": %s}]' % (b"9" * 10_000_000)):
        text = stored(body)
        drawn(FoldedLines(text))
        assert list(find_lines(text.text, text.offsets, "xxxx" if b"x" in body else "9999")) == [2]
        tabled(text)
