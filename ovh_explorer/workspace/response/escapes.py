r"""Escapes of JSON: ``\u00e9`` and ``\/`` are what some servers write for ``é`` and ``/``.

They are read where a line is drawn or searched and where a part is copied, never in the text that
is kept: a whole response is copied and written as it came, and a large one costs no more.
"""

import json
import re

from ovh_explorer.text import printable

__all__ = ["readable", "spellings", "written_as"]

_ESCAPE = re.compile(
    r"\\(?:u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|u(?P<unit>[0-9a-fA-F]{4})|.)"
)
# What would mean something else inside of a text of JSON.
_NEEDS_ESCAPE = '"\\'


def readable(line: str) -> str:
    """A line of JSON with the characters that its escapes stand for: still JSON, and of the same
    value.

    An escape stays where its character is one that a terminal would act on, that can't be seen, or
    that JSON needs it for.
    """
    return _ESCAPE.sub(_character, line) if "\\" in line else line


def _character(match: re.Match[str]) -> str:
    if match["low"]:
        char = chr(
            0x10000 + ((int(match["high"], 16) - 0xD800) << 10) + int(match["low"], 16) - 0xDC00
        )
    elif match["unit"]:
        char = chr(int(match["unit"], 16))
    else:
        return "/" if match[0] == r"\/" else match[0]
    return match[0] if char in _NEEDS_ESCAPE or printable(char) != char else char


def spellings(char: str) -> list[bytes]:
    """The ways in which JSON can have a character, or several that stand for one, hexadecimal
    digits as small ones.
    """
    units = char.encode("utf-16-be", "surrogatepass").hex()
    escaped = "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    plain = json.dumps(char, ensure_ascii=False)[1:-1]
    found = dict.fromkeys((plain, escaped, r"\/" if char == "/" else plain))
    return [form.encode("utf-8", "surrogatepass") for form in found]


def written_as(words: str) -> bytes:
    """A pattern for a text as JSON can have it, whatever of it is escaped."""
    return b"".join(b"(?:%s)" % b"|".join(map(_either_case, spellings(char))) for char in words)


def _either_case(spelling: bytes) -> bytes:
    # Hexadecimal digits come in small and capital letters.
    return b"(?i:%s)" % re.escape(spelling) if spelling.startswith(b"\\u") else re.escape(spelling)
