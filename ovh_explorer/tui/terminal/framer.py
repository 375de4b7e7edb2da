"""Cuts the bytes of a terminal into keys, sequences and pasted texts: what can't be read is
dropped, and whole.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

__all__ = ["SEQUENCE_DELAY", "STALLED_PASTE_DELAY", "Framer", "Token"]

# Seconds after which a sequence that has begun, and that no user can have typed, is not waited for
# any more.
SEQUENCE_DELAY = 0.5
# Seconds after which what was pasted so far is handed on, although its end hasn't come.
STALLED_PASTE_DELAY = 2.0
# Bytes that a sequence may have; Textual's own are shorter than 32.
_MAX_SEQUENCE_BYTES = 128

_PASTE_START, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
# A character of UTF-8, without the control characters of two bytes.
_LONG_CHARACTER = (
    rb"(?:\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})"
)
_TEXT = re.compile(rb"(?:[\x00-\x1a\x1c-\x7f]|" + _LONG_CHARACTER + rb")+")
_CHARACTER = re.compile(rb"[\x00-\x7f]|" + _LONG_CHARACTER)
# Begins a character of UTF-8 at the end of what was read.
_PARTIAL_CHARACTER = re.compile(
    rb"(?:[\xc2-\xdf]|\xe0[\xa0-\xbf]?|\xed[\x80-\x9f]?|[\xe1-\xec\xee\xef][\x80-\xbf]?"
    rb"|\xf0(?:[\x90-\xbf][\x80-\xbf]?)?|[\xf1-\xf3][\x80-\xbf]{0,2}|\xf4(?:[\x80-\x8f][\x80-\xbf]?)?)\Z"
)
# The control characters of eight bits that begin a sequence, as ESC and a letter do.
_EIGHT_BITS = re.compile(rb"\xc2?([\x8f\x90\x98\x9b\x9d\x9e\x9f])")
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
# Keys of the Linux console and of rxvt that don't end as sequences do.
_IRREGULAR = tuple(
    name.encode()
    for name in ANSI_SEQUENCES_KEYS
    if name.startswith("\x1b[") and not re.fullmatch(r"\x1b\[[0-?]*[ -/]*[@-Z\\-~]", name)
)
_X10_MOUSE = re.compile(rb"\x1b\[M(?>[\xc2-\xdf][\x80-\xbf]|[\x00\x20-\xff]){3}")
_PARTIAL_X10_MOUSE = re.compile(rb"\x1b\[M(?>[\xc2-\xdf][\x80-\xbf]|[\x00\x20-\xff]){0,2}\Z")
_CSI = re.compile(rb"\x1b\[(?:\[[@-~]|[ -?]*[@-Z\\-~])")
_PARTIAL_CSI = re.compile(rb"\x1b\[(?:\[|[ -?]*)\Z")
_SS3 = re.compile(rb"\x1bO[0-9;]*[ -/:<-~]")
_PARTIAL_SS3 = re.compile(rb"\x1bO[0-9;]*\Z")
# Strings: DCS, SOS, OSC, PM, APC. Responses to queries come in them; none is for us.
_STRING = re.compile(rb"\x1b[PX\]^_]")
_STRING_CONTENT = re.compile(
    rb"(?:[\x20-\x7f]|" + _LONG_CHARACTER + rb"|[\x80-\x9b\x9d-\xc1\xf5-\xff])+"
)
_STRING_END = re.compile(rb"\x07|\x1b\\|\xc2?\x9c")
_SEQUENCE_CONTENT = re.compile(rb"[ -?]*")


class Token(NamedTuple):
    """What the terminal sent, in one piece.

    `kind` is ``text`` (characters, each a key), ``escape`` (the key), ``alt`` (escape and a key in
    one, its character in `text`), ``sequence`` (complete, whether or not it is understood) or
    ``paste``.
    """

    kind: str
    text: str = ""


class Framer:
    """Cuts bytes into tokens. What is no token is dropped: bytes that are no UTF-8, strings, broken
    sequences.

    Bytes may be cut anywhere: the same tokens come of them, as long as :meth:`expire` isn't called
    in between.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        # Where the end of a paste is looked for.
        self._searched = 0
        self._is_pasting = self._is_stalled = False
        # Whether a byte was dropped that others of the same character may follow.
        self._is_broken = False
        # What is skipped, of a sequence that is dropped.
        self._skipped: re.Pattern[bytes] | None = None

    @property
    def patience(self) -> float | None:
        """Seconds without a byte after which :meth:`expire` is to be called; None for never."""
        if self._is_pasting:
            return None if self._is_stalled else STALLED_PASTE_DELAY
        if self._skipped is not None:
            return SEQUENCE_DELAY
        if not self._buffer.startswith(b"\x1b"):
            return None
        return constants.ESCAPE_DELAY if len(self._buffer) <= 2 else SEQUENCE_DELAY

    def feed(self, data: bytes) -> list[Token]:
        """The tokens that are complete now."""
        self._buffer += data
        if self._is_stalled:
            self._resume(data)
        return list(self._tokens())

    def expire(self) -> list[Token]:
        """The tokens of what was waited for, now that nothing has come: a lone escape, what was
        pasted so far.
        """
        if self._is_pasting:
            self._is_stalled = True
            return [*self._pasted(len(self._buffer) - _unfinished(self._buffer))]
        self._skipped = None
        waiting = bytes(self._buffer)
        self._buffer.clear()
        if waiting == b"\x1b":
            return [Token("escape")]
        if len(waiting) == 2 and waiting[0] == 0x1B and waiting[1] < 0x80:
            return [Token("alt", chr(waiting[1]))]
        return []

    def _resume(self, data: bytes) -> None:
        """More after a paste whose end didn't come: its rest, or keys of a user who would be locked
        out.

        A key that is no text, alone in what was read, is a key.
        """
        self._is_stalled = False
        is_control = data[:1] < b"\x20" and data[:1] not in (b"\t", b"\r", b"\n")
        may_end = _PASTE_END in data or (
            _PASTE_END.startswith(data[: len(_PASTE_END)]) and data != b"\x1b"
        )
        self._is_pasting = may_end or not is_control

    def _tokens(self) -> Iterator[Token]:
        while self._buffer:
            if self._is_pasting:
                at = self._buffer.find(_PASTE_END, self._searched)
                if at < 0:
                    self._searched = max(0, len(self._buffer) - len(_PASTE_END) + 1)
                    return
                yield from self._pasted(at)
                del self._buffer[: len(_PASTE_END)]
                self._is_pasting = False
            elif self._skipped is not None:
                if not self._skip():
                    return
            elif self._is_broken and 0x80 <= self._buffer[0] < 0xC0:
                del self._buffer[0]
            elif text := _TEXT.match(self._buffer):
                self._is_broken = False
                yield Token("text", self._take(text.end()))
            elif self._buffer[0] == 0x1B:
                self._is_broken = False
                token = self._sequence()
                if token is None:
                    return
                if token.kind:
                    yield token
            elif begin := _EIGHT_BITS.match(self._buffer):
                self._buffer[: begin.end()] = bytes((0x1B, begin[1][0] - 0x40))
            elif _PARTIAL_CHARACTER.match(self._buffer):
                return
            elif _CONTROL.match(self._buffer):
                del self._buffer[:2]
            else:
                self._is_broken = self._buffer[0] >= 0xC0
                del self._buffer[0]

    def _pasted(self, end: int) -> Iterator[Token]:
        """What was pasted up to `end`, where there is something; Textual takes NUL out, too."""
        text = bytes(self._buffer[:end]).decode("utf-8", "ignore").replace("\0", "")
        del self._buffer[:end]
        self._searched = 0
        yield from [Token("paste", text)] if text else []

    def _take(self, end: int) -> str:
        text = self._buffer[:end].decode("utf-8")
        del self._buffer[:end]
        return text

    def _dropped(self, end: int) -> Token:
        del self._buffer[:end]
        return Token("")

    def _sequence(self) -> Token | None:
        """What begins with ESC; None as long as it isn't complete, a token of no kind where it is
        dropped.
        """
        buffer = self._buffer
        if len(buffer) == 1:
            return None
        if buffer[1] == 0x1B:
            del buffer[0]
            return Token("escape")
        if len(buffer) == 2 and buffer[1] in b"[OPX]^_":
            return None
        if buffer[1] == 0x5B:
            return self._control_sequence()
        if buffer[1] == 0x4F:
            return self._regular(_SS3, _PARTIAL_SS3)
        if _STRING.match(buffer):
            self._skipped = _STRING_CONTENT
            return self._dropped(2)
        character = _CHARACTER.match(buffer, 1)
        if character is None:
            # The byte after ESC is dropped in its turn, where it can't be read; ESC was pressed all
            # the same.
            if _PARTIAL_CHARACTER.match(buffer, 1):
                return None
            del buffer[0]
            return Token("escape")
        text = self._take(character.end())
        return Token("sequence", text) if text[1] in "\t\x7f" else Token("alt", text[1])

    def _control_sequence(self) -> Token | None:
        buffer = self._buffer
        for name in _IRREGULAR:
            if buffer.startswith(name):
                return Token("sequence", self._take(len(name)))
        if mouse := _X10_MOUSE.match(buffer):
            self._is_broken = buffer[mouse.end() - 1] >= 0xC0
            return self._dropped(mouse.end())
        if _PARTIAL_X10_MOUSE.match(buffer):
            return None
        if buffer.startswith(b"\x1b[M"):
            # Not the letter alone: its bytes were to follow, and some of them did.
            return self._dropped(3 + len(re.match(rb"[\x00\x20-\xff]*", buffer[3:6])[0]))  # type: ignore[index]
        token = self._regular(_CSI, _PARTIAL_CSI)
        if token is None or token.text != _PASTE_START.decode():
            return token
        self._is_pasting, self._searched = True, 0
        return Token("")

    def _regular(self, whole: re.Pattern[bytes], partial: re.Pattern[bytes]) -> Token | None:
        buffer = self._buffer
        if found := whole.match(buffer):
            return Token("sequence", self._take(found.end()))
        if not partial.match(buffer):
            # Broken off: what it broke off at is a key of its own, unless it can't be one.
            kept = _SEQUENCE_CONTENT.match(buffer, 2)
            assert kept is not None
            is_key = buffer[kept.end()] < 0x20 or buffer[kept.end()] == 0x7F
            return self._dropped(kept.end() + (0 if is_key else 1))
        if len(buffer) > _MAX_SEQUENCE_BYTES:
            self._skipped = _SEQUENCE_CONTENT
            return self._dropped(len(buffer))
        return None

    def _skip(self) -> bool:
        """Drop what belongs to a string, or to a sequence that is too long; whether
        it has ended.
        """
        buffer, content = self._buffer, self._skipped
        assert content is not None
        found = content.match(buffer)
        if found is not None:
            del buffer[: found.end()]
        if not buffer or (
            content is _STRING_CONTENT and (buffer == b"\x1b" or _PARTIAL_CHARACTER.match(buffer))
        ):
            return False
        self._skipped = None
        if content is _STRING_CONTENT:
            end = _STRING_END.match(buffer)
            if end is not None:
                del buffer[: end.end()]
            elif buffer[0] >= 0x80:
                # The first byte of a character whose others didn't come.
                self._skipped = content
                del buffer[0]
        elif 0x40 <= buffer[0] < 0x7F:
            del buffer[0]
        return True


def _unfinished(pasted: bytearray) -> int:
    """How many bytes at the end may be the beginning of a character, or of the mark that ends a
    paste.
    """
    for count in range(min(len(pasted), len(_PASTE_END) - 1), 0, -1):
        if _PASTE_END.startswith(pasted[-count:]) or (
            count < 4 and _PARTIAL_CHARACTER.match(pasted, len(pasted) - count)
        ):
            return count
    return 0
