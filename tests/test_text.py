"""Text from outside, made safe."""

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.text import printable, printable_lines


def test_escape_sequences_are_shown_not_sent():
    assert printable("\x1b]52;c;aGk=\x07") == "␛]52;c;aGk=␇"
    assert printable("\x9b31m") == "‹009B›31m"


def test_what_turns_text_around_is_shown():
    assert printable("\u202egnp.exe") == "‹202E›gnp.exe"
    assert printable("a\u200bb") == "a‹200B›b"


def test_lines_are_cut_at_every_line_end():
    assert printable_lines("a\r\nb\nc\rd\te") == ["a", "b", "c", "d    e"]
    assert printable("a\nb") == "a␊b"


def test_plain_text_is_unchanged():
    assert printable("zone é 日本 😀 [red] {x}") == "zone é 日本 😀 [red] {x}"


@given(st.text())
def test_nothing_a_terminal_acts_on_is_left(text):
    shown = printable(text)
    assert not any(
        ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in shown
    )
    shown.encode("utf-8")
