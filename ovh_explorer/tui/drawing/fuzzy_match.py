"""Letters found in a name one after the other, in a time that grows with both lengths alone.

Textual's own matcher tries every way in which the letters can be taken: some twenty letters that
repeat, as in a text that was pasted, take it seconds.
"""

import re
from dataclasses import dataclass

from ovh_explorer.text import folded

__all__ = ["FuzzyMatcher", "NameMatch"]

# What a letter of a name counts for: by itself, at the start of a word, right after the one before.
_LETTER, _WORD_START, _NEXT = 1.0, 1.0, 1.5
# What a letter of a name takes off, so that the shorter one of two comes first.
_LENGTH = 0.001
_MAX_LETTERS = 200


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Where the letters stand in a name.

    Attributes:
        score: how well they fit, above 0; to be compared between names alone.
        places: the places of the letters in the name.
    """

    score: float
    places: list[int]


class FuzzyMatcher:
    """Finds names that have the letters of a query in their order, whatever stands between them.

    A longer query than anybody types, such as a page that was pasted by mistake, finds none: the
    time grows with the length of both.
    """

    def __init__(self, query: str) -> None:
        self._letters = "".join(folded(query).split())
        self._pattern: re.Pattern[str] | None = None

    def match(self, name: str) -> NameMatch | None:
        """Where the letters fit a name best; None where it doesn't have them."""
        # A letter for each of the name, as its places are marked.
        lowered = "".join(map(_letter, name))
        if not 0 < len(self._letters) <= min(len(name), _MAX_LETTERS):
            return None
        if not self._has_letters(lowered):
            return None
        score, places = _best_places(self._letters, lowered)
        return NameMatch(max(score - _LENGTH * len(name), _LENGTH), places)

    def _has_letters(self, lowered: str) -> bool:
        if self._pattern is None:
            # The first place of each letter after the one before; no other is tried.
            parts = [f"[^{re.escape(letter)}]*+{re.escape(letter)}" for letter in self._letters]
            self._pattern = re.compile("".join(parts), re.DOTALL)
        return self._pattern.match(lowered) is not None


def _letter(char: str) -> str:
    """A letter without accent and in lower case; as it is where that takes several."""
    plain = folded(char)
    return plain if len(plain) == 1 else char


def _best_places(letters: str, name: str) -> tuple[float, list[int]]:
    """The best score, and the places that have it: each letter's best ending at each place is made
    of the best of the letter before.
    """
    worst = float("-inf")
    values = [
        _LETTER + (_WORD_START if at == 0 or not name[at - 1].isalnum() else 0.0)
        for at in range(len(name))
    ]
    # For each letter, by place, the place of the letter before.
    origins: list[list[int]] = []
    ends = [worst] * len(name)
    for number, letter in enumerate(letters):
        scores, origin = [worst] * len(name), [-1] * len(name)
        best, best_at = (0.0, -1) if number == 0 else (worst, -1)
        for at, character in enumerate(name):
            if number and at and ends[at - 1] > best:
                best, best_at = ends[at - 1], at - 1
            if character != letter or best == worst:
                continue
            scores[at], origin[at] = best + values[at], best_at
            if number and at and ends[at - 1] + _NEXT > best:
                scores[at], origin[at] = ends[at - 1] + _NEXT + values[at], at - 1
        origins.append(origin)
        ends = scores
    last = max(range(len(name)), key=ends.__getitem__)
    places = [last]
    for origin in reversed(origins[1:]):
        places.append(origin[places[-1]])
    return ends[last], places[::-1]
