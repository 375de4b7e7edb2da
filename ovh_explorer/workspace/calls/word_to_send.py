"""The word that a user types to send a call, where a yes is not enough."""

import re

from ovh_explorer.call import Call, placeholders
from ovh_explorer.text import printable

__all__ = ["end_of", "start_of", "whole_of", "word_to_send"]

# Path parameters that don't tell one thing from another.
_PLACES = ("region", "regionName", "duration", "planCode")
# What no user reads: UUIDs and other long hexadecimal numbers, ten digits in a row.
_UNREADABLE = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}|[0-9]{10,}", re.IGNORECASE
)
_MAX_WORD_CHARACTERS = 40
# Of what no user reads, its last letters and digits.
_TAIL_CHARACTERS = 4
# A number of one or two digits is typed as quickly as a yes, and many things have it.
_MIN_WORD_CHARACTERS = 3
# A part of a name, where that is enough. What is as short is typed whole.
_MIN_PART_CHARACTERS = 4
_MAX_PART_CHARACTERS = 6
# ns1234567.ip-192-0-2.eu, and info@example.com: what is before the first sign tells them apart.
_HOST = re.compile(r"(?P<first>[^@.\s]+)(?:@[^@.\s]+)?(?:\.[^@.\s]+)*\.[^\W\d_][^@.\s]+")
_MAX_LABEL_CHARACTERS = 12


def word_to_send(call: Call, *, is_whole: bool) -> str:
    """What a call is about, the last path value: itself, or its end where nobody reads it.

    One that says little is left for the value before it. A region or a duration is taken where
    there is nothing else: many things share it. A call without path values has the last word of its
    path.

    Args:
        is_whole: whether all of a name is typed, as it is to destroy what it names. Else six
            characters of it, or the first label of the name of a host.
    """
    values = [
        (name, value) for name, value in call.path_values if ("path", name) not in call.sensitive
    ]
    if not is_whole:
        values = [(name, _part(value)) for name, value in values]
    return _thing(values) or _vague_value(values) or _path_end(call)


def end_of(word: str, call: Call) -> str:
    """The parameter of the longer value whose end the word is that is typed for a call; "" where it
    is no end.
    """
    return "" if _is_whole(word, call) else _name_of(word, call, is_end=True)


def start_of(word: str, call: Call) -> str:
    """The parameter of the longer value that begins with the word; "" where none does."""
    return "" if _is_whole(word, call) else _name_of(word, call, is_end=False)


def whole_of(word: str, call: Call) -> str:
    """The longer value that the word is a part of, which is as good when it is typed; "" where it
    is no part.
    """
    return dict(call.path_values).get(end_of(word, call) or start_of(word, call), "")


_Values = list[tuple[str, str]]


def _thing(values: _Values) -> str:
    """The last value that names one thing, or its last letters and digits; "" for none."""
    things = [_read(value) for name, value in values if name not in _PLACES]
    telling = [word for word in things if len(word) >= _MIN_WORD_CHARACTERS]
    short = [word for word in things if word]
    return next(reversed(telling or short), "")


def _vague_value(values: _Values) -> str:
    """The last readable value, which is a region or the like; "" for none."""
    return next((item[1] for item in reversed(values) if _is_readable(item[1])), "")


def _path_end(call: Call) -> str:
    """The last word of the path."""
    words = [segment for segment in call.path.split("/") if segment and not placeholders(segment)]
    last = words[-1] if words else call.method
    return _read(last)


def _read(value: str) -> str:
    """A value as it is typed: its end where it is long, or a number that no user reads."""
    return value if _is_readable(value) else _tail(value)


def _part(value: str) -> str:
    """A few characters of a value that a user reads; other values as they are."""
    if len(value) <= _MAX_PART_CHARACTERS or not _is_readable(value):
        return value
    if host := _HOST.fullmatch(value):
        first = host["first"]
        is_telling = _MIN_WORD_CHARACTERS <= len(first) <= _MAX_LABEL_CHARACTERS
        return first if is_telling else value[:_MAX_PART_CHARACTERS]
    lengths = range(_MAX_PART_CHARACTERS, _MIN_PART_CHARACTERS - 1, -1)
    ends = (value[-length:] for length in lengths if not value[-length - 1].isalnum())
    # Where a word of it begins, if one does: 0/24 of 192.0.2.0/24.
    part = next((end for end in ends if end[0].isalnum()), value[-_MAX_PART_CHARACTERS:])
    return part if part == part.strip() else _tail(value)


def _tail(value: str) -> str:
    """The last letters and digits of a value."""
    return "".join(char for char in value if char.isalnum())[-_TAIL_CHARACTERS:]


def _is_readable(value: str) -> bool:
    if len(value) > _MAX_WORD_CHARACTERS or _UNREADABLE.search(value):
        return False
    # What is typed is what is shown; blanks at the ends are taken off what is typed.
    return value == printable(value).strip()


def _is_whole(word: str, call: Call) -> bool:
    """Whether the word is a value or a part of the path as it is."""
    path = [segment for segment in call.path.split("/") if not placeholders(segment)]
    return word in (*(value for _name, value in call.path_values), *path, call.method)


def _name_of(word: str, call: Call, *, is_end: bool) -> str:
    """The last parameter whose value's end, or beginning, the word is."""
    for name, value in reversed(call.path_values):
        part = _part(value)
        if is_end and (_tail(value) == word or (part == word and value.endswith(word))):
            return name
        if not is_end and part == word and value.startswith(word) and not value.endswith(word):
            return name
    return ""
