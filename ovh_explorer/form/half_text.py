"""Texts that are no JSON yet, as they are shown where a secret may be in them."""

import re
from collections import deque
from collections.abc import Collection, Iterable
from itertools import accumulate

from ovh_explorer.call import MASK
from ovh_explorer.catalog.secrets import (
    endings_of_secret_names,
    holds_private_key,
    is_secret_name,
    plain_name,
)

__all__ = ["masked_half"]

# What may be a name, in whatever quotes, with escapes of JSON in it.
_WORD = re.compile(r"(?:[\w.-]|\\u[0-9A-Fa-f]{4})+")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
# What is behind a name and before its value.
_BEHIND = re.compile(r"""["']?[ \t]{0,100}[:=]?[ \t]{0,100}""")
# A line: what is no value, perhaps a name, and the rest.
_LINE = re.compile(
    r"""([\s{}\[\],]*)((["']?)([\w.-]{1,200})\3[ \t]{0,100}:[ \t]{0,100})?(.*)""", re.S
)
_NO_VALUE = "{}[], \t\r"
# Of one name, with blanks between them: each letter of the longest may stand alone.
_MAX_WORDS = 24


def masked_half(text: str, names: Collection[str], shown: Collection[str] | None) -> str:
    """A text that may be no JSON, masked from the first name of a secret on: where its value ends
    can't be told. Lines, brackets, and names that are to be `shown` stay.

    Args:
        names: of secrets, as :func:`~ovh_explorer.catalog.secrets.plain_name` spells them, besides
            those that are known as such everywhere.
        shown: None where a text has no place for secrets but behind such names. Else any part of it
            may be one, as the name may be spelt wrong, and these names are no values.
    """
    if shown is not None or holds_private_key(text):
        return "\n".join(_masked_line(line, shown or ()) for line in text.split("\n"))
    start = _end_of_name(text, names)
    if start is None:
        return text
    behind = _BEHIND.match(text, start)
    start = behind.end() if behind is not None else start
    lines = [_masked_line(line, ()) for line in text[start:].split("\n")]
    return text[:start] + "\n".join(lines)


def _end_of_name(text: str, names: Collection[str]) -> int | None:
    endings = endings_of_secret_names(names)
    plain = plain_name(_unescaped(text))
    # That there is none is told much sooner than by looking at each word.
    if not any(ending in plain for ending in endings):
        return None
    # Words with nothing but blanks between them may be one name, as they may in JSON.
    words = deque[str](maxlen=_MAX_WORDS)
    longest = max(map(len, endings))
    tail, end = "", 0
    for found in _WORD.finditer(text):
        word = plain_name(_unescaped(found[0]))
        if text[end : found.start()].strip(" "):
            words.clear()
            tail = ""
        words.append(word)
        tail, end = f"{tail}{word}"[-longest:], found.end()
        if tail.endswith(endings) and _is_end_of_name(words, names):
            return end
    return None


def _is_end_of_name(words: Iterable[str], names: Collection[str]) -> bool:
    """Whether the last of some words, however many, are the name of a secret together."""
    ends = accumulate(reversed(list(words)), lambda end, word: f"{word}{end}")
    return any(is_secret_name(end) or end in names for end in ends)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)


def _masked_line(line: str, shown: Collection[str]) -> str:
    found = _LINE.fullmatch(line)
    assert found is not None
    before, head, _, name, rest = found.groups()
    if head is None or name not in shown:
        head, rest = "", line[len(before) :]
    if not rest.strip(_NO_VALUE):
        return f"{before}{head}{rest}"
    comma = "," if rest.rstrip().endswith(",") else ""
    return f'{before}{head}"{MASK}"{comma}'
