"""Answers laid out in lines, searched, and gone about in by their indentation."""

import json
from array import array
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ovh_explorer.workspace.response.escapes import readable
from ovh_explorer.workspace.response.filter import FilterError, check_filter, filtered
from ovh_explorer.workspace.response.format import (
    format_content,
    human_size,
    line_index,
    max_line_bytes,
)
from ovh_explorer.workspace.response.json_path import (
    Step,
    TooFar,
    accessor,
    closing_line,
    foldable,
    key_of,
    line_of,
    parent_line,
    parse_path,
    path_of,
    path_text,
    subtree,
)
from ovh_explorer.workspace.response.stored_text import StoredText, find_lines

_KEYS = st.one_of(
    st.sampled_from(["id", "a b", 'quo"te', "back\\slash", "é", "a.b", "[0]", "", "{", "}"]),
    st.text(max_size=4),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS.filter(lambda key: not any("\ud800" <= c <= "\udfff" for c in key)), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


def stored(content: bytes, kind: str = "application/json") -> StoredText:
    laid = format_content(content, kind)
    offsets = array("Q")
    width = line_index(laid.text, offsets.extend, max_bytes=max_line_bytes(laid, 0))
    return StoredText(laid.text, offsets, width, laid.language, laid.note)


def of(value: object) -> StoredText:
    return stored(json.dumps(value).encode())


def places(value: object, path: tuple[Step, ...] = ()):
    """Every path of a value, with what stands there."""
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*path, Step(name)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, Step(None, index)))


def test_big_integers_and_doubled_keys_stay_as_they_came():
    text = stored(b'{"n":123456789012345678901234567890,"x":1.10,"a":1,"a":2}')
    assert (
        text.text
        == b'{\n  "n": 123456789012345678901234567890,\n  "x": 1.10,\n  "a": 1,\n  "a": 2\n}'
    )
    assert text.height == 6
    assert text.line(1) == '  "n": 123456789012345678901234567890,'
    assert text.line(1, 5) == '  "n"'


@pytest.mark.parametrize(
    ("content", "kind", "language", "note"),
    [
        (b"", "application/json", "text", "empty response"),
        (b'{"a": NaN}', "application/json", "text", "not valid JSON, shown as received"),
        (b'{"a": ', "application/json", "text", "not valid JSON"),
        (b"<p>hello</p>", "text/html; charset=utf-8", "html", ""),
        (b"a,b\r\n1,2\r\n", "text/csv", "text", ""),
        (
            b"\x00\x01\xff",
            "application/octet-stream",
            "text",
            "application/octet-stream, 3 B: ^s writes it to a file",
        ),
        ("é".encode("latin-1"), "text/plain", "text", ""),
    ],
)
def test_what_is_no_json_is_shown_as_it_is(content, kind, language, note):
    laid = format_content(content, kind)
    assert laid.language == language
    assert laid.note.startswith(note)
    assert b"\r" not in laid.text


def test_what_is_too_deep_is_shown_as_it_is():
    # How deep is too deep is Python's matter: since 3.13 this is laid out.
    laid = format_content(b"[" * 5000 + b"]" * 5000, "application/json")
    assert laid.text.count(b"[") == laid.text.count(b"]") == 5000
    assert laid.language == "json" or laid.note.startswith("not valid JSON")


@given(
    st.binary(max_size=200), st.sampled_from(["", "application/json", "text/plain", "image/png"])
)
def test_any_bytes_are_lines(content, kind):
    text = stored(content, kind)
    lines = b"\n".join(text.raw(index) for index in range(text.height))
    assert lines == text.text.removesuffix(b"\n")
    assert text.offsets[-1] == len(text.text)
    for index in range(text.height):
        assert "\n" not in text.line(index)
        assert text.line_at(text.offsets[index]) == index
        assert len(text.raw(index)) <= text.width


def test_the_index_is_the_same_in_pieces(monkeypatch):
    text = b"".join(b"x" * (n % 7) + b"\n" for n in range(500))
    whole, pieces, told = array("Q"), array("Q"), []
    assert line_index(text, whole.extend) == 6
    monkeypatch.setattr("ovh_explorer.workspace.response.format._CHUNK_BYTES", 13)
    assert line_index(text, pieces.extend, told.append) == 6
    assert pieces == whole
    assert told[-1] == len(text)


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60), st.integers(4, 9)
)
def test_long_lines_are_cut_between_characters(words, most):
    text, offsets = words.encode(), array("Q")
    longest = line_index(text, offsets.extend, max_bytes=most)
    cut = StoredText(text, offsets, longest, "text")
    assert "".join(cut.line(index) for index in range(cut.height)) == words.replace("\n", "")
    assert max([len(cut.raw(index)) for index in range(cut.height)], default=0) == longest <= most
    for word in words.split("\n"):
        found = list(find_lines(text, offsets, word))
        assert found or not word.strip("\n") or word.lower() != word


def test_what_may_be_one_line_is_cut_where_the_screen_ends():
    received = format_content(b'{"a":' + b"1" * 100, "application/json")
    assert (
        max_line_bytes(received, 80),
        max_line_bytes(format_content(b"x", "text/plain"), 80),
    ) == (80, 2000)
    assert max_line_bytes(format_content(b"{}", "application/json"), 80) == 0
    assert format_content(b'{"a":\r\n1}', "application/json", raw=True).text == b'{"a":\n1}'


def test_words_are_found_case_blind_in_any_spelling(monkeypatch):
    text = stored(b'{"a":"Caf\\u00e9 NOIR","b":"caf\xc3\xa9","c":"noir","d":"\\ud83d\\ude00"}')
    for words, lines in (
        ("noir", [1, 3]),
        ("CAFÉ", [1, 2]),
        ("café", [1, 2]),
        ("😀", [4]),
        ("nothing", []),
        ("", []),
    ):
        assert list(find_lines(text.text, text.offsets, words)) == lines, words
    monkeypatch.setattr("ovh_explorer.workspace.response.stored_text._CHUNK", 10)
    assert list(find_lines(text.text, text.offsets, "noir")) == [1, 3]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (r'"caf\u00e9 \u20AC"', '"café €"'),
        (r'"https:\/\/eu.api.ovh.com\/"', '"https://eu.api.ovh.com/"'),
        (r'"\u003cb\u003e \u0026"', '"<b> &"'),
        (r'"\ud83d\ude00"', '"😀"'),
        # What JSON needs, what a terminal would act on, what can't be seen, what is no character.
        (r'"\" \\ \u0022 \u005c"', r'"\" \\ \u0022 \u005c"'),
        (r'"\n\t\u001b[31m\u202e\u200b\u009b"', r'"\n\t\u001b[31m\u202e\u200b\u009b"'),
        (r'"\ud83d \ude00 \ud83d\u0041"', r'"\ud83d \ude00 \ud83dA"'),
        # An escaped backslash, and then letters.
        (r'"C:\\u00e9"', r'"C:\\u00e9"'),
    ],
)
def test_an_escape_is_shown_as_the_character_it_stands_for(written, seen):
    assert readable(written) == seen
    assert json.loads(seen) == json.loads(written)
    raw = written.encode()
    text = StoredText(raw, [0, len(raw)], len(raw), "json")
    assert (text.shown(0), text.line(0)) == (seen, written), "kept as it came"
    assert StoredText(raw, [0, len(raw)], len(raw), "text").shown(0) == written, "as received"


@given(st.text(max_size=12), st.booleans())
def test_what_is_shown_of_json_has_the_value_of_what_came(words, is_escaped):
    written = json.dumps(words, ensure_ascii=is_escaped)
    assert json.loads(readable(written)) == words


@given(
    st.text(st.sampled_from('aZéÉß€/<&"\\\n😀u0 '), max_size=8),
    st.text("aZéÉß€/<&u0😀", max_size=3),
    st.booleans(),
)
def test_what_is_found_in_json_is_what_is_seen(words, wanted, is_escaped):
    written = json.dumps([words], ensure_ascii=is_escaped)
    if is_escaped:
        written = written.replace("/", r"\/").replace("<", r"\u003C").replace("&", r"\u0026")
    text = stored(written.encode())
    seen = [wanted.casefold() in text.shown(index).casefold() for index in range(text.height)]
    found = list(find_lines(text.text, text.offsets, wanted, is_json=True))
    if wanted:
        assert found == [index for index, is_seen in enumerate(seen) if is_seen]


def test_a_path_leads_to_a_key_however_it_is_written():
    text = stored(rb'{"caf\u00E9":{"a\/b":[1,2]}}')
    assert line_of(text, [Step("café"), Step("a/b"), Step(None, 1)]) == 4


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=6), min_size=1
    ),
    st.text(max_size=3),
)
def test_finding_is_looking_at_each_line(lines, words):
    data = "".join(f"{line}\n" for line in lines).encode()
    offsets = array("Q")
    line_index(data, offsets.extend)
    found = set(find_lines(data, offsets, words))
    for index, line in enumerate(lines):
        if words and words in line:
            assert index in found


@given(JSON)
def test_every_place_has_its_path_and_every_path_its_place(value):
    text = of(value)
    lines = set()
    for path, inner in places(value):
        line = line_of(text, list(path))
        if line is None:
            # Of a key that is there twice once escapes are read, the first is found.
            continue
        lines.add(line)
        assert path_of(text, line) == list(path)
        assert json.loads(subtree(text, line)) == inner
        if path and path[-1].name is not None:
            assert key_of(text, line) == path[-1].name
        end = closing_line(text, line)
        assert (end is not None) == (isinstance(inner, dict | list) and bool(inner))
        if end is not None:
            assert path_of(text, end) == list(path)
            assert text.line(end).strip().rstrip(",") in ("}", "]")
        if path:
            assert parent_line(text, line) == line_of(text, list(path[:-1]))


@given(JSON, st.integers(0, 4))
def test_what_can_be_folded_at_a_depth(value, depth):
    text = of(value)
    expected = []
    for path, inner in places(value):
        if len(path) == depth and isinstance(inner, dict | list) and inner:
            line = line_of(text, list(path))
            expected.append((line, closing_line(text, line)))
    numbers = foldable(text, depth)
    assert list(zip(numbers[::3], numbers[1::3], strict=True)) == sorted(expected)
    assert list(numbers[2::3]) == [
        sum(b - a for a, b in sorted(expected)[:at]) for at in range(len(expected))
    ]


def test_what_is_far_away_is_said_to_be():
    text = of({"items": [{"id": n, "tags": []} for n in range(2000)]})
    with pytest.raises(TooFar):
        closing_line(text, 1, 1000)
    with pytest.raises(TooFar):
        path_of(text, text.height - 5, 1000)
    assert path_text(path_of(text, text.height - 5)) == "items[1999].id"
    assert path_text(path_of(text, 3, 1000)) == "items[0].id"


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("items[3].name", [Step("items"), Step(None, 3), Step("name")]),
        ('"odd name"[0]', [Step("odd name"), Step(None, 0)]),
        ('a."b.c".d', [Step("a"), Step("b.c"), Step("d")]),
        ("[0][1]", [Step(None, 0), Step(None, 1)]),
        ("", []),
        ("a[", None),
        ("a[x]", None),
        ('"open', None),
        ("a..b", None),
    ],
)
def test_a_path_that_is_typed(words, steps):
    assert parse_path(words) == steps
    if steps:
        assert parse_path(path_text(steps)) == steps


@given(
    st.lists(
        st.one_of(_KEYS.filter(bool).map(Step), st.integers(0, 99).map(lambda n: Step(None, n)))
    )
)
def test_a_path_that_is_written_is_read_again(steps):
    assert parse_path(path_text(steps)) == steps


def test_code_that_gets_at_a_place():
    steps = [Step("a'b\\"), Step(None, 2), Step('"é')]
    assert accessor(steps, "php") == "$result['a\\'b\\\\'][2]['\"é']"
    value = {"a'b\\": [0, 1, {'"é': 5}]}
    assert eval(accessor(steps, "python"), {"result": value}) == 5


def test_a_filter_narrows_an_answer():
    content = b'[{"id":1,"s":"ok","n":123456789012345678901234567890},{"id":2,"s":"no"}]'
    assert json.loads(filtered(content, "[?s=='ok'].id")) == [1]
    assert b"123456789012345678901234567890" in filtered(content, "[0].n")
    assert filtered(content, "nothing") == b"null"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("[?", "JMESPath expression is not"),
        ("a b", "The JMESPath expression is not valid at character 3: unexpected 'b'."),
        ("nosuch(@)", "nosuch"),
        ("length(`5`)", "length"),
        ("", ""),
    ],
)
def test_a_filter_that_cannot_be_used_says_so(expression, words):
    with pytest.raises(FilterError) as failed:
        filtered(b"[1]", expression)
    assert words in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_filter_is_checked_before_it_is_used():
    check_filter("a[0].b | [?c]")
    with pytest.raises(FilterError):
        check_filter("a[")
    with pytest.raises(FilterError, match="not JSON"):
        filtered(b"<html>", "a")


@given(st.text(max_size=20))
# What isn't expected there is a number.
@example("1")
def test_any_text_is_a_filter_or_is_refused_in_words(expression):
    with suppress(FilterError):
        json.loads(filtered(b'{"a": [1, {"b": "x"}]}', expression))


def test_sizes():
    assert [human_size(n) for n in (0, 999, 1500, 10_000_000, 2_500_000_000)] == [
        "0 B",
        "999 B",
        "1.5 kB",
        "10.0 MB",
        "2.5 GB",
    ]
