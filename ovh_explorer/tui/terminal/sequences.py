"""Complete sequences of a terminal: whether Textual's parser understands them, and how it would."""

import re
from functools import lru_cache

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


def reported_size(sequence: str) -> tuple[int, int] | None:
    """Columns and rows that a sequence reports; None for one that is no such report."""
    report = _SIZE.fullmatch(sequence)
    return None if report is None else (int(report[2]), int(report[1]))


@lru_cache(maxsize=2048)
def is_understood(sequence: str) -> bool:
    """Whether Textual's parser makes something of a complete sequence, and waits for nothing more
    after it.
    """
    try:
        found = list(XTermParser().feed(f"{sequence}€"))
    except Exception:  # noqa: BLE001 - numbers that are none raise, each release in its own way
        return False
    return bool(found) and isinstance(found[-1], events.Key) and found[-1].character == "€"


def normalised(sequence: str) -> str:
    """A sequence as Textual reads it: "" where it stands for no key, the character where it stands
    for that.

    Extended keys may say more than Textual asks for: other characters of the key (``97:65``),
    whether it was pressed, held or released (``1:3``). Numbers that are out of range are none.
    """
    if sequence.startswith("\x1b[<"):
        return sequence if _MOUSE.fullmatch(sequence) else ""
    if sequence.startswith("\x1b[48;") and sequence.endswith("t"):
        return sequence if _is_possible_size(sequence) else ""
    found = _EXTENDED_KEY.fullmatch(sequence)
    return sequence if found is None else _normalised_key(found[1], found[2])


def _is_possible_size(report: str) -> bool:
    """Whether a report of the terminal's size has numbers that a size can have."""
    size = _SIZE.fullmatch(report)
    if size is None:
        return False
    height, width, *pixels = (int(number) if len(number) <= 5 else 0 for number in size.groups())
    fits = 0 < height <= _MAX_CELLS and 0 < width <= _MAX_CELLS
    return fits and pixels[0] >= height and pixels[1] >= width


def _normalised_key(fields: str, end: str) -> str:
    """An extended key, by what stands between ``ESC [`` and its last character; see
    :func:`normalised`.
    """
    codes, modifiers, text = (part.split(":") for part in f"{fields};;".split(";")[:3])
    if end == "~" and codes == ["27"] and text != [""]:
        # xterm's modifyOtherKeys: the key comes last.
        codes = [*text, text[0]]
        text, end = [""], "u"
    numbers = [*codes, *text] if end == "u" else [*codes[:1], *text]
    if not all(_is_character(number) for number in numbers if number):
        return ""
    held = modifiers[0] or "1"
    if len(held) > 3 or not 1 <= int(held) <= _MAX_MODIFIERS or modifiers[1:2] == [_RELEASE]:
        return ""
    if text == [""] and (character := _shifted_character(codes, int(held) - 1)):
        return character
    rest = f";{':'.join(text)}" if text != [""] else ""
    middle = f";{modifiers[0]}" if modifiers[0] or rest else ""
    return f"\x1b[{codes[0]}{middle}{rest}{end}"


def _shifted_character(codes: list[str], modifiers: int) -> str:
    """The character of a key that says what shift makes of it, where shift alone may be held; ""
    for any other key.
    """
    shifted = codes[1] if len(codes) > 1 else ""
    if not shifted or modifiers & ~_LOCKS not in (0, _SHIFT):
        return ""
    character = chr(int(shifted if modifiers & _SHIFT else codes[0] or "0"))
    return character if character.isprintable() else ""


def _is_character(number: str) -> bool:
    return (
        len(number) <= 7 and int(number) <= _MAX_CODE_POINT and not 0xD800 <= int(number) <= 0xDFFF
    )
