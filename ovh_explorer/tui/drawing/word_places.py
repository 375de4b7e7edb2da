"""Where words that are typed stand in what a list offers: what begins with them comes first."""

from collections.abc import Sequence

from ovh_explorer.text import folded

__all__ = ["AT_START", "AT_WORD", "Place", "place_in", "place_of", "words_of"]

Place = tuple[int, int]
"""How near texts are to what is typed, and how many words stand before it."""

AT_START = 0
"""How near a text is that begins with what is typed."""

AT_WORD = 1
"""How near a text is that has it at the beginning of a word."""

_INSIDE = 4
_APART = 5
# Characters: nothing that a list offers has as many, and what is pasted may have a million.
_MAX_CHARACTERS = 1_000


def place_in(texts: Sequence[str], typed: str) -> Place | None:
    """How near texts are to what is typed, and how many words
    stand before it: the lower one comes first.

    None where they don't have every word of it, whatever its accents and capitals. The first text
    counts most: what stands at a word of it comes before what any other begins with.
    """
    words = words_of(typed)
    return None if words is None else place_of([folded(text) for text in texts], words)


def words_of(typed: str) -> list[str] | None:
    """The words of what is typed, folded; None for more than anything has."""
    return None if len(typed) > _MAX_CHARACTERS else folded(typed).split()


def place_of(known: Sequence[str], words: Sequence[str]) -> Place | None:
    """The same of texts and words that are folded already: one of thousands takes no time."""
    for word in words:
        if not [True for text in known if word in text]:
            return None
    phrase = " ".join(words)
    for number, text in enumerate(known):
        at = _word_at(text, phrase)
        if at >= 0:
            # 0 and 1 in the first text, 2 and 3 in each other.
            return 2 * min(number, 1) + (AT_WORD if at else AT_START), len(text[:at].split())
    has_all = all(word in known[0] for word in words)
    return (_INSIDE if has_all else _APART), sum(_word_at(known[0], word) < 0 for word in words)


def _word_at(text: str, phrase: str) -> int:
    """Where a phrase stands first at the beginning of a word; -1 where it nowhere does."""
    at = text.find(phrase)
    while at > 0 and text[at - 1].isalnum() and phrase[:1].isalnum():
        at = text.find(phrase, at + 1)
    return at
