"""Sequences of a terminal, complete ones, as Textual's parser reads them."""

import re
from functools import lru_cache
from typing import NamedTuple

from textual import events
from textual._xterm_parser import XTermParser

__all__ = ["is_understood", "normalised", "reported_size"]

_MAX_CODE_POINT = 0x10FFFF
_MAX_MODIFIERS = 256
# Columns, or rows, of a terminal that says its size.
_MAX_CELLS = 2_000

_MOUSE = re.compile(r"\x1b\[<\d{1,4};-?\d{1,4};-?\d{1,4}[Mm]")
_SIZE = re.compile(
    r"\x1b\[48;(\d+)(?::[\d:]*)?;(\d+)(?::[\d:]*)?;(\d+)(?::[\d:]*)?;(\d+)(?::[\d:]*)?t"
)
_EXTENDED_KEY = re.compile(r"\x1b\[([\d:]*(?:;[\d:]*){0,2})([u~ABCDEFHPQRS])")
_SHIFT = 1
_LOCKS = 64 + 128
_RELEASE = "3"


@lru_cache(maxsize=2048)
def is_understood(sequence: str) -> bool:
    """Whether Textual's parser makes something of a complete sequence, and waits for nothing more
    after it.
    """
    try:
        found = list(XTermParser().feed(f"{sequence}€"))
    except Exception:  # noqa: BLE001 - numbers that are none, in ways that differ from release to release
        return False
    return bool(found) and isinstance(found[-1], events.Key) and found[-1].character == "€"


def reported_size(sequence: str) -> tuple[int, int] | None:
    """Columns and rows that a sequence reports; None for any other sequence."""
    report = _SIZE.fullmatch(sequence)
    return None if report is None else (int(report[2]), int(report[1]))


def normalised(sequence: str) -> str:
    """A sequence as Textual reads it: "" where it stands for no key, the character where it stands
    for that.

    Extended keys may say more than Textual asks for: other characters of the key (``97:65``),
    whether it was pressed, held or released (``1:3``). Numbers that are out of range are none.
    """
    if sequence.startswith("\x1b[<"):
        return sequence if _MOUSE.fullmatch(sequence) else ""
    if sequence.startswith("\x1b[48;") and sequence.endswith("t"):
        return sequence if _is_size(sequence) else ""
    found = _EXTENDED_KEY.fullmatch(sequence)
    if found is None:
        return sequence
    key = _ExtendedKey.read(found[1], found[2])
    if not (key.is_valid and key.is_pressed):
        return ""
    return key.shifted_character or key.sequence


def _is_size(sequence: str) -> bool:
    """Whether a report of the terminal's size holds numbers that can be one."""
    found = _SIZE.fullmatch(sequence)
    if found is None:
        return False
    height, width, *pixels = (int(number) if len(number) <= 5 else 0 for number in found.groups())
    fits = 0 < height <= _MAX_CELLS and 0 < width <= _MAX_CELLS
    return fits and pixels[0] >= height and pixels[1] >= width


class _ExtendedKey(NamedTuple):
    """What a sequence of an extended key says, in the order of its parts.

    Attributes:
        codes: the key's code point, with shift, and of the base layout; each may be "".
        modifiers: the modifiers plus one, and what happened to the key.
        text: code points of what the key types.
        end: the letter that ends the sequence.
    """

    codes: list[str]
    modifiers: list[str]
    text: list[str]
    end: str

    @classmethod
    def read(cls, parameters: str, end: str) -> "_ExtendedKey":
        codes, modifiers, text = (part.split(":") for part in f"{parameters};;".split(";")[:3])
        if end == "~" and codes == ["27"] and text != [""]:
            # xterm's modifyOtherKeys: the key comes last.
            return cls([*text, text[0]], modifiers, [""], "u")
        return cls(codes, modifiers, text, end)

    @property
    def is_valid(self) -> bool:
        """Whether its numbers are characters."""
        codes = self.codes if self.end == "u" else self.codes[:1]
        return all(_is_character(number) for number in (*codes, *self.text) if number)

    @property
    def is_pressed(self) -> bool:
        """Whether the key was pressed, or is held, with modifiers that exist; not released."""
        held = self.modifiers[0] or "1"
        is_known = len(held) <= 3 and 1 <= int(held) <= _MAX_MODIFIERS
        return is_known and self.modifiers[1:2] != [_RELEASE]

    @property
    def shifted_character(self) -> str:
        """The character that shift, or nothing, makes of the key where it says so; else ""."""
        shifted = self.codes[1] if len(self.codes) > 1 else ""
        held = int(self.modifiers[0] or "1") - 1
        if not shifted or self.text != [""] or held & ~_LOCKS not in (0, _SHIFT):
            return ""
        character = chr(int(shifted if held & _SHIFT else self.codes[0] or "0"))
        return character if character.isprintable() else ""

    @property
    def sequence(self) -> str:
        """The sequence with what Textual reads of it."""
        # not for people
        rest = f";{':'.join(self.text)}" if self.text != [""] else ""
        middle = f";{self.modifiers[0]}" if self.modifiers[0] or rest else ""
        return f"\x1b[{self.codes[0]}{middle}{rest}{self.end}"


def _is_character(number: str) -> bool:
    return (
        len(number) <= 7 and int(number) <= _MAX_CODE_POINT and not 0xD800 <= int(number) <= 0xDFFF
    )
