"""What the terminal sends: read as Textual reads it where it can be, dropped where it can't."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser

from ovh_explorer.tui.terminal.input import Framer, TerminalInput, Token

PASTE = b"\x1b[200~", b"\x1b[201~"
# Queries of other programs, or of one that has ended, are answered to us.
REPLIES = [
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b]4;1;rgb:cccc/0000/0000\x9c",
    "\x1b]lA title — in UTF-8: Ü\x1b\\".encode(),
    b"\x1b]52;c;U0VDUkVU\x07",
    b"\x1b[?62;c",
    b"\x1b[?62;22;52c",
    b"\x1b[>41;354;0c",
    b"\x1b[=0;1;0c",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP!|7E565445\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^a message\x1b\\",
    b"\x1bXa string\x1b\\",
    b"\x1b[0n",
    b"\x1b[?1;2R",
    b"\x1b[?0u",
    b"\x1b[?31u",
    b"\x1b[8;24;80t",
    b"\x1b[4;600;800t",
    b"\x1b[?997;1n",
    b"\x1b[4;2$y",
    b"\x1b[?1;2;4S",
    b"\x9b?62;c",
    b"\x9d11;rgb:0/0/0\x9c",
    "\x9b?62;c".encode(),
]
UNREADABLE = {
    "Latin-1 é": b"\xe9",
    "Latin-1 éé": b"\xe9\xe9",
    "meta of eight bits": b"\xe1\xf2",
    "UTF-8 that is cut": b"\xe2\x82",
    "UTF-8 in too many bytes": b"\xc0\xaf\xe0\x80\xaf",
    "half a character": b"\xed\xa0\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80\xf7\xbf\xbf\xbf",
    "X10 mouse": b"\x1b[M !!",
    "X10 mouse beyond column 95": b"\x1b[M \xff\x80",
    "X10 mouse beyond column 223": b"\x1b[M \x00!",
    "X10 mouse in UTF-8": b"\x1b[M \xc3\x80\xc2\xa1",
    "mouse of urxvt": b"\x1b[32;100;20M",
    "mouse far away": b"\x1b[<0;99999999999999999999;1M",
    "a key was released": b"\x1b[97;1:3u",
    "an arrow was released": b"\x1b[1;1:3A",
    "a code point beyond Unicode": b"\x1b[1114112u",
    "a code point of many digits": b"\x1b[" + b"9" * 30 + b"u",
    "half a character as a code point": b"\x1b[55296u",
    "a text beyond Unicode": b"\x1b[97;;1114112u",
    "more modifiers than there are": b"\x1b[97;999u",
    "more digits than Python reads": b"\x1b[" + b"9" * 5000 + b"u",
    "a size of zero": b"\x1b[48;0;0;0;0t",
    "a size beyond reason": b"\x1b[48;99999;99999;99999;99999t",
    "many parameters": b"\x1b[1;2;3;4;5;6u",
    "a private sequence": b"\x1b[?1;2;3z",
    "a sequence within a sequence": b"\x1b[12\x1b[?62;c",
    "broken by a letter of two bytes": "\x1b[99;é".encode(),
    "the end of no paste": PASTE[1],
    "a control character of eight bits": b"\xc2\x85\x85",
    **{repr(reply): reply for reply in REPLIES},
}


def described(message):
    """What a message says that may differ."""
    kind = type(message).__name__
    if isinstance(message, events.Key):
        return kind, message.key, message.character
    if isinstance(message, events.Paste):
        return kind, message.text
    if isinstance(message, events.MouseEvent):
        return kind, message.x, message.y, message.button, message.shift, message.ctrl
    if isinstance(message, events.Resize):
        return kind, message.size, message.pixel_size
    return kind


def read(*pieces: bytes, expire: bool = True):
    """The messages of what comes in pieces, and then nothing more."""
    source = TerminalInput()
    found = [described(message) for piece in pieces for message in source.feed(piece)]
    while expire and source.patience is not None:
        found += [described(message) for message in source.expire()]
    return found


def of_textual(sequence: str):
    """The messages of Textual's own parser."""
    return [described(message) for message in XTermParser().feed(sequence)]


def pieces_of(data: bytes, cuts):
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    return [
        data[start:end]
        for start, end in zip([0, *places], [*places, len(data)], strict=True)
        if start < end
    ]


def key(character: str):
    return "Key", character, character


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_leaves_nothing_behind(what):
    data = UNREADABLE[what]
    assert read(b"a" + data + b"b") == [key("a"), key("b")]
    assert read(b"a", data, b"b") == [key("a"), key("b")]
    if what != "X10 mouse in UTF-8":  # it could be over a byte earlier
        assert read(*[bytes((byte,)) for byte in data], b"b") == [key("b")]


@pytest.mark.parametrize("reply", REPLIES)
def test_what_a_slow_line_cuts_off_is_dropped_when_it_is_not_waited_for_any_more(reply):
    # Two bytes could be Alt and a key; an escape at the end could be the key.
    for end in range(3, len(reply.removesuffix(b"\x1b\\")) + 1):
        assert read(reply[:end]) == [], reply[:end]
        # The user goes on: with a key that ends whatever has begun, or once it isn't waited for.
        source = TerminalInput()
        assert list(source.feed(reply[:end])) == []
        list(source.expire())
        assert [described(message) for message in source.feed(b"xyz")] == [
            key("x"),
            key("y"),
            key("z"),
        ]


def test_keys_in_more_words_than_textual_asks_for():
    assert read(b"\x1b[97:65;2u") == [key("A")]
    assert read(b"\x1b[97:65u") == [key("a")]
    assert read(b"\x1b[97;1:1u") == read(b"\x1b[97;1u") == of_textual("\x1b[97;1u")
    assert read(b"\x1b[1;1:2A") == of_textual("\x1b[1;1A")
    assert read(b"\x1b[97:65:113;5:1u") == of_textual("\x1b[97;5u") == [("Key", "ctrl+a", None)]
    # xterm's modifyOtherKeys.
    assert read(b"\x1b[27;5;97~") == [("Key", "ctrl+a", None)]
    assert read(b"\x1b[27;2;65~") == [key("A")]
    assert read(b"\x1b[27;2;13~") == of_textual("\x1b[13;2u")


def test_escape_alone_before_a_key_and_before_a_sequence():
    assert read(b"\x1b", expire=False) == []
    assert read(b"\x1b") == [("Key", "escape", "\x1b")]
    assert read(b"\x1b\x1b\x1b[A") == [
        ("Key", "escape", "\x1b"),
        ("Key", "escape", "\x1b"),
        ("Key", "up", None),
    ]
    # Alt is sent as escape before the key.
    assert read(b"\x1bx\x1bX") == [("Key", "alt+x", "x"), ("Key", "alt+shift+x", "X")]
    assert read(b"\x1b3\x1b\r") == [("Key", "alt+3", "3"), ("Key", "alt+enter", "\r")]
    assert read(b"\x1b[", b"") == [("Key", "alt+left_square_bracket", "[")]
    assert read("\x1bé".encode()) == [("Key", "alt+é", "é")]
    assert read(b"\x1b\xe9") == []
    assert read(b"\x1b\xe9x") == [("Key", "escape", "\x1b"), key("x")]


@pytest.mark.parametrize("end", [b"\r", b"\x03", b"\x11", b"\x7f", b"\x1b[A"])
def test_a_key_ends_a_sequence_that_does_not(end):
    expected = read(end)
    for begun in (b"\x1b[12;", b"\x1b]11;rgb:", b"\x1bP>|", b"\x1bO1;", b"\x1b[" + b"1;" * 500):
        found = read(begun + end)
        # Not the one of a string: DEL is within it.
        assert found == expected or (end == b"\x7f" and found == [])


def known_sequences():
    return [
        sequence
        for sequence in ANSI_SEQUENCES_KEYS
        # One byte of eight bits, and Alt, are ours; modifyOtherKeys says the key.
        if sequence != "\x1b"
        and sequence.isascii()
        and not (len(sequence) == 2 and sequence[1] not in "\t\x7f")
        and "[27;" not in sequence
    ]


def test_every_sequence_that_textual_knows_is_read_as_it_reads_it():
    sequences = known_sequences()
    sequences += [f"\x1b[{name}" for name in FUNCTIONAL_KEYS] + [
        "\x1b[I",
        "\x1b[O",
        "\x1b[?2026;2$y",
        "\x1b[12;40R",
    ]
    sequences += [
        f"\x1b[{code};{held}u"
        for code in (97, 13, 9, 127, 27, 32, 233, 57441)
        for held in range(1, 9)
    ]
    sequences += [f"\x1b[{code};{held};{code}u" for code in (97, 233, 0x1F600) for held in (1, 2)]
    sequences += [
        f"\x1b[{number};{held}~" for number in range(2, 30) for held in range(1, 10) if number != 27
    ]
    sequences += ["\x1b[48;24;80;480;800t", "\x1b[48;24:1;80:2;480;800t"]
    for sequence in sequences:
        expected = of_textual(sequence)
        assert read(sequence.encode()) == expected, sequence
        assert read(*[bytes((byte,)) for byte in sequence.encode()], expire=False) == expected, (
            sequence
        )
    # Together, as a held key or a macro sends them.
    together = [sequence for sequence in sequences if sequence != "\x1b" and "48;" not in sequence]
    assert read("".join(together).encode()) == [
        item for sequence in together for item in of_textual(sequence)
    ]


@given(
    st.integers(0, 255),
    st.integers(1, 9999),
    st.integers(1, 9999),
    st.sampled_from("Mm"),
    st.lists(st.integers(0, 40)),
)
def test_the_mouse_is_read_as_textual_reads_it(buttons, x, y, state, cuts):
    sequence = f"\x1b[<{buttons};{x};{y}{state}"
    assert read(*pieces_of(sequence.encode(), cuts), expire=False) == of_textual(sequence)


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=50),
    st.lists(st.integers(0, 300)),
)
@example("é€😀", [1, 2, 3, 4, 5, 6, 7, 8])
def test_every_character_is_a_key_however_its_bytes_are_cut(text, cuts):
    found = read(*pieces_of(text.encode(), cuts), expire=False)
    assert [message[0] for message in found] == ["Key"] * len(text)
    assert "".join(character for _, _, character in found) == text
    assert found == of_textual(text) if text else not found


@given(st.binary(max_size=300), st.lists(st.integers(0, 400)))
@example(b"\x1b[A\x1b]11;\x07\x9b1\x1b[200~", [])
@example(b"\x1b[201", [])
def test_whatever_is_pasted_is_a_text(content, cuts):
    content = content.replace(PASTE[1], b"")
    found = read(*pieces_of(b"a" + PASTE[0] + content + PASTE[1] + b"b", cuts), expire=False)
    text = content.decode("utf-8", "ignore").replace("\0", "")
    assert found == [key("a"), *([("Paste", text)] if text else []), key("b")]


def test_a_paste_of_a_megabyte_comes_as_one_in_time():
    content = ("é€ " * 200_000).encode()
    pieces = [content[start : start + 1000] for start in range(0, len(content), 1000)]
    assert read(PASTE[0], *pieces, PASTE[1]) == [("Paste", content.decode())]


def test_a_paste_without_its_end_locks_nobody_out():
    source = TerminalInput()

    def feed(data: bytes):
        return [described(message) for message in source.feed(data)]

    def expire():
        return [described(message) for message in source.expire()]

    assert feed(PASTE[0] + "né".encode()[:-1]) == []
    assert expire() == [("Paste", "n")]
    assert source.patience is None
    # Its rest comes after all, in the middle of a character.
    assert feed("é".encode()[-1:] + b"R\r" + PASTE[1][:3]) == []
    assert expire() == [("Paste", "éR\r")]
    assert feed(PASTE[1][3:] + b"x") == [key("x")]
    # It doesn't: a key that is no text is one again.
    for pressed in (b"\x11", b"\x1b[A", b"\x1b"):
        assert feed(PASTE[0] + b"left") == []
        assert expire() == [("Paste", "left")]
        assert feed(pressed) + expire() == read(pressed)
        assert feed(b"x") == [key("x")]


@given(
    st.lists(
        st.one_of(st.binary(max_size=40), st.sampled_from([*REPLIES, *PASTE, None])), max_size=20
    )
)
def test_no_bytes_raise(pieces):
    source = TerminalInput()
    for piece in pieces:
        list(source.expire() if piece is None else source.feed(piece))
    if source.patience is not None:
        list(source.expire())
    # It reads on: after a paste that stalled with a key that is no text.
    list(source.feed(b"\x03"))
    assert [described(message) for message in source.feed(b"x")] == [key("x")]


# What is cut out of, put into and repeated in sequences.
MUTATED = st.lists(
    st.one_of(
        st.sampled_from(
            [*REPLIES, *(sequence.encode() for sequence in known_sequences() if len(sequence) > 2)]
        ),
        st.sampled_from(
            [
                b"\x1b[",
                b"\x1bO",
                b"\x1b]",
                b"\x1bP",
                b";",
                b":",
                b"1",
                b"99999999999",
                b"u",
                b"~",
                b"M",
                b"\x9b",
            ]
        ),
        st.binary(min_size=1, max_size=3),
    ),
    max_size=8,
).map(b"".join)


@given(MUTATED, st.lists(st.integers(0, 200)))
def test_the_same_comes_of_bytes_however_they_are_cut(data, cuts):
    def tokens(pieces):
        framer = Framer()
        found: list[Token] = []
        for token in (token for piece in pieces for token in framer.feed(piece)):
            if token.kind == "text" and found and found[-1].kind == "text":
                token = Token("text", found.pop().text + token.text)
            found.append(token)
        return found

    assert tokens(pieces_of(data, cuts)) == tokens([data])


@given(st.integers(0, 0x10FFFF).filter(lambda code: not 0xD800 <= code < 0xE000))
def test_no_key_has_half_a_character(code):
    for sequence in (f"\x1b[{code}u", f"\x1b[{code};5u", f"\x1b[97;;{code}u", f"\x1b[97:{code};2u"):
        for message in read(sequence.encode()):
            "".join(part or "" for part in message).encode()
