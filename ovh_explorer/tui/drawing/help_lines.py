"""The lines of the help, and those that have what is looked for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.text import Text

from ovh_explorer.text import folded
from ovh_explorer.tui.drawing.wrapped_text import wrap
from ovh_explorer.tui.key_bindings import Key

__all__ = ["HelpEntry", "HelpLine", "help_entries", "help_lines", "matching_entries"]

# Columns before what a key does.
_HEAD = 14
_KEY_STYLE, _TITLE_STYLE = "bold cyan", "bold"
# As people write keys, and as the table of keys does. Words before letters: ctrl and shift go with
# the key after them.
_SPELLINGS = (
    (r"\b(?:ctrl|control|strg)[\s+-]*(?=\S)", "^"),
    (r"\b(?:ctrl|control|strg)$", "^"),
    (r"\^\s+(?=\S)", "^"),
    (r"\b(?:shift|maj)[\s+-]+(?=\S)", "shift+"),
    (r"\b(?:page|pg)\s*up\b", "pageup"),
    (r"\b(?:page|pg)\s*(?:down|dn)\b", "pagedown"),
    (r"\bescape\b", "esc"),
    (r"\breturn\b", "enter"),
    (r"\bdelete\b", "del"),
    (r"\binsert\b", "ins"),
)
_MAX_QUERY = 200  # characters


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A key in the help.

    Attributes:
        title: of its section.
        words: all that it is found by, without accents and capitals.
        names: its keys, likewise.
    """

    key: Key
    title: str
    words: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A line that is drawn; `entry` is the key it belongs to, None for a title and a blank line.

    A text that is too long goes on in a line that is not a start.
    """

    text: Text
    entry: HelpEntry | None = None
    is_start: bool = False


def help_entries(
    sections: Sequence[tuple[str, Sequence[Key]]], synonyms: Callable[[Key], str]
) -> list[HelpEntry]:
    """The keys of all sections; `synonyms` are other words for what one does."""
    return [
        HelpEntry(
            key,
            title,
            # The English words find it in every language.
            folded(" ".join((title, key.words, key.word, key.help, key.label, synonyms(key)))),
            frozenset(folded(name) for name in _names(key)),
        )
        for title, keys in sections
        for key in keys
    ]


def matching_entries(entries: Sequence[HelpEntry], query: str) -> list[HelpEntry]:
    """The keys that have all the words of a query; those that are the key that it names are the
    first.
    """
    # A longer text was pasted by mistake, and takes time at each letter.
    wanted = _spelled(query[:_MAX_QUERY]).split()
    if not wanted:
        return list(entries)
    found = [entry for entry in entries if all(_has(entry, word) for word in wanted)]
    if len(wanted) > 1:
        return found
    return sorted(found, key=lambda entry: wanted[0] not in entry.names)


def help_lines(entries: Sequence[HelpEntry], width: int, *, types: bool = False) -> list[HelpLine]:
    """The keys under the titles of their sections, in so many columns. Where the user `types`, a
    character is text: of the keys that are one those are shown that work all the same.
    """
    lines: list[HelpLine] = []
    title = None
    for entry in entries:
        if entry.title != title:
            title = entry.title
            if lines:
                lines.append(HelpLine(Text()))
            lines.append(HelpLine(Text(title, _TITLE_STYLE)))
        head = Text(f"  {_shown(entry.key, types=types):<{_HEAD - 2}}", _KEY_STYLE)
        first, *more = _wrapped(entry.key.words, max(20, width - len(head)))
        lines.append(HelpLine(Text.assemble(head, first), entry, is_start=True))
        lines += [HelpLine(Text(" " * _HEAD + words), entry) for words in more]
    return lines


# The same texts at every letter that is typed.
@lru_cache(maxsize=1_000)
def _wrapped(words: str, width: int) -> list[str]:
    return wrap(words, width) or [""]


def _shown(key: Key, *, types: bool) -> str:
    """The keys as people write them, with those that work in fields."""
    own, more = key.written, key.written_in_fields
    if types and more and key.is_text:
        return more
    both = f"{own} {more}" if more and more != own else own
    return both if len(both) < _HEAD - 2 else own


def _names(key: Key) -> list[str]:
    """The names of its keys; none of one that stands for any character."""
    if not key.keys:
        return []
    shown = {key.shown, key.in_fields_shown, key.written, key.written_in_fields}
    return _spelled(" ".join(shown).lower()).split()


def _has(entry: HelpEntry, word: str) -> bool:
    if word in entry.words or word in entry.names:
        return True
    # Most letters begin the name of some key.
    return (len(word) > 1 or word == "^") and any(name.startswith(word) for name in entry.names)


def _spelled(query: str) -> str:
    """A query with its keys written as the table of keys has them."""
    words = folded(query)
    for pattern, name in _SPELLINGS:
        words = re.sub(pattern, name, words)
    return words
