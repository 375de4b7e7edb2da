"""Where a unit of meaning is: in which operations, in what part of them, and how much that says."""

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial

from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.lexicon import Target
from ovh_explorer.catalog.search.query import Unit
from ovh_explorer.catalog.search.weights import Weights
from ovh_explorer.catalog.sections import words_of

__all__ = ["Fields", "Match", "Matcher"]

_MIN_BEGINNING_LETTERS = 3
# What counts as a typing error: a word this long, of nearly the same length, this much alike.
_MIN_MISTYPED_LETTERS = 4
_SLIP = 2
_CLOSE = 0.75
_MAX_CACHED = 48

# Sources of a match, as places in the names of :data:`MATCHES`.
_ITSELF, _INSIDE, _MEANT, _PHRASE, _WEAK, _BEGUN, _VERB_ITSELF, _VERB_MEANT = range(8)

Fields = Callable[[str], tuple[frozenset[int], frozenset[int]]]


@dataclass(slots=True)
class Match:
    """Where a unit is.

    Attributes:
        rarity: how much its presence says.
        paths: by the operation's number, how it is in the path (see :data:`MATCHES`) and a bit for
            each of the segments, from the sixth on.
        described: which of :data:`DESCRIBED` it is where a description has it, and by the number
            how much it says.
        scores: by the number, what all of it counts.
    """

    unit: Unit
    rarity: float = 0.0
    paths: dict[int, int] = field(default_factory=dict)
    described: int = 0
    texts: dict[int, float] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    sent: frozenset[int] = frozenset()
    received: frozenset[int] = frozenset()
    scores: dict[int, float] = field(default_factory=dict)
    corrected: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether nothing has the word as it was typed."""
        as_it_is = self.texts or self.opened or self.sent or self.received
        return bool(self.corrected) and not as_it_is


def _source(unit: Unit, *, is_meant: bool) -> int:
    """The source of a match by a unit's own word, or by what that means."""
    if unit.is_verb:
        return _VERB_MEANT if is_meant else _VERB_ITSELF
    if unit.is_inside:
        return _INSIDE
    if unit.is_phrase:
        return _PHRASE
    return _MEANT if is_meant else _ITSELF


class Matcher:
    """Finds units in an index and keeps the last ones: what was typed is looked for again at the
    next key.
    """

    def __init__(self, index: Index, weights: Weights) -> None:
        self._index = index
        self._weights = weights
        self._cache: OrderedDict[Unit, Match] = OrderedDict()
        self._targets: dict[Target, list[tuple[int, int, int]]] = {}

    def match(self, unit: Unit, fields: Fields) -> Match:
        """Where `unit` is; `fields` finds the operations that send and that receive a field with a
        word in its name.
        """
        found = self._cache.get(unit)
        if found is None:
            found = self._cache[unit] = self._match(unit, fields)
            if len(self._cache) > _MAX_CACHED:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(unit)
        return found

    def _match(self, unit: Unit, fields: Fields) -> Match:
        found = Match(unit)
        self._find_in_paths(unit, found)
        weak = self._find_meant(unit, found)
        # What was found by its own word or by a strong meaning; it says how rare the word is.
        strong = len(found.paths)
        stem = unit.stems[0]
        if not unit.is_phrase and (
            not found.paths or (unit.is_last and stem not in self._index.terms)
        ):
            self._find_beginning(unit, found, has_meaning=bool(weak))
            strong = strong or len(found.paths)
        for number, code in weak.items():
            found.paths.setdefault(number, code)
        strong = strong or len(found.paths)
        self._describe(unit, found)
        if not unit.is_phrase:
            found.opened = frozenset(self._index.opened.get(stem, ()))
            if not unit.is_verb:
                name = unit.text if len(stem) < _MIN_MISTYPED_LETTERS else stem
                found.sent, found.received = fields(name)
        having = (
            strong
            or len(found.texts) * 2
            or len(found.sent) + len(found.received)
            or len(found.opened)
        )
        found.rarity = math.log(1 + self._index.count / having) if having else 0.0
        self._score(found)
        return found

    def _take(self, best: dict[int, int], number: int, code: int) -> None:
        """Note where in an operation's path a word is; of several places, what is worth most."""
        worth = self._weights.matches
        known = best.get(number)
        if known is None:
            best[number] = code
        elif worth[code & 31] > worth[known & 31]:
            best[number] = code | (known & ~31)
        else:
            best[number] = known | (code & ~31)

    def _find_in_paths(self, unit: Unit, found: Match) -> None:
        """The operations that have the word itself in their paths."""
        if unit.is_phrase and len(unit.stems) > 1:
            return
        source = _source(unit, is_meant=False)
        for number, code in self._said(unit.stems[0], source):
            self._take(found.paths, number, code)
        # What is written as nodePool has its words, and was found by them.
        for number, code in self._said(unit.compound, source, is_one_word=True):
            self._take(found.paths, number, code)

    def _find_meant(self, unit: Unit, found: Match) -> dict[int, int]:
        """The operations that have what the word means in the lexicon; returned are those of
        meanings that it may not have: they say little where it does.
        """
        source = _source(unit, is_meant=True)
        weak: dict[int, int] = {}
        for target, is_weak in unit.meant:
            for number, position, bits in self.where(target):
                if not is_weak:
                    self._take(found.paths, number, bits << 5 | (source * 4 + position))
                elif number not in weak:
                    weak[number] = bits << 5 | (_WEAK * 4 + position)
        return weak

    def _find_beginning(self, unit: Unit, found: Match, *, has_meaning: bool) -> None:
        """The operations that have a word which begins so, else one that was mistyped."""
        self._begun(unit, partial(self._take, found.paths))
        stem = unit.stems[0]
        if found.paths or has_meaning or stem in self._index.described:
            return
        close = self._mistyped(unit.text)
        # A verb is no mistyped name: "payer" may be "pay", and "voir" is not "voip".
        verbs = self._index.known.verbs
        if unit.is_verb and not set(verbs.get((stem,), ())) & set(verbs.get((close,), ())):
            return
        found.corrected = close
        if found.corrected:
            # A word with a typing error asks for the same as the word itself.
            for number, code in self._said(found.corrected, _source(unit, is_meant=False)):
                self._take(found.paths, number, code)

    def _said(
        self, stem: str, source: int, *, is_one_word: bool = False
    ) -> Iterator[tuple[int, int]]:
        index = self._index
        for segment, is_whole in index.terms.get(stem, ()):
            if is_one_word and len(words_of(index.names[segment])) > 1:
                continue
            code = source * 4 + (0 if is_whole else 2)
            for number, place in index.places(segment):
                is_last = place == len(index.segments[number]) - 1
                yield number, 1 << (place + 5) | (code if is_last else code + 1)

    def where(self, target: Target) -> list[tuple[int, int, int]]:
        """The operations that have a lexicon's term in their paths, its position, and bits for the
        segments.
        """
        known = self._targets.get(target)
        if known is None:
            known = self._targets[target] = list(self._find(target))
        return known

    def _find(self, target: Target) -> Iterator[tuple[int, int, int]]:
        index = self._index
        parts = [dict(index.numbers(part)) for part in target.split("/")]
        for segment, is_whole in parts[-1].items():
            for number, place in index.places(segment):
                segments = index.segments[number]
                first = place - len(parts) + 1
                if first < 0:
                    continue
                whole = is_whole
                bits = 1 << place
                for at, part in enumerate(parts[:-1], first):
                    if segments[at] not in part:
                        break
                    whole = whole and part[segments[at]]
                    bits |= 1 << at
                else:
                    is_last = place == len(segments) - 1
                    yield number, (0 if whole else 2) + (0 if is_last else 1), bits

    def _begun(self, unit: Unit, take: Callable[[int, int], None]) -> None:
        if len(unit.text) < (_MIN_BEGINNING_LETTERS if not unit.is_last else 1):
            return
        for stem in self._index.beginning(unit.text):
            if stem != unit.stems[0]:
                for number, code in self._said(stem, _BEGUN):
                    take(number, code)

    def _mistyped(self, word: str) -> str:
        """The path word that a mistyped one is closest to; "" where none is close."""
        if len(word) < _MIN_MISTYPED_LETTERS:
            return ""
        among = [
            known
            for known in self._index.vocabulary
            if known[0] == word[0] and abs(len(known) - len(word)) <= _SLIP
        ]
        return next(
            (self._index.known.stem(close) for close in get_close_matches(word, among, 1, _CLOSE)),
            "",
        )

    def _describe(self, unit: Unit, found: Match) -> None:
        index = self._index
        if unit.is_phrase:
            lists = [index.described.get(stem) for stem in unit.stems]
            if len(lists) > 1 and all(lists):
                numbers: Iterable[int] = set.intersection(*map(set, lists))  # type: ignore[arg-type]
                found.described = 2
                found.texts = {number: index.lengths[number] for number in numbers}
            return
        found.described = 4 if unit.is_verb else 1 if unit.is_inside else 0
        numbers = index.described.get(unit.stems[0], ())
        found.texts = {number: index.lengths[number] for number in numbers}

    def _score(self, found: Match) -> None:
        weights, rarity = self._weights, found.rarity
        worth = [weight * rarity for weight in weights.matches]
        scores = found.scores
        for number, code in found.paths.items():
            scores[number] = worth[code & 31]
        of_text = weights.described[found.described] * rarity
        for number, share in found.texts.items():
            scores[number] = scores.get(number, 0.0) + of_text * share
        of_opened = weights.opened * rarity
        for number in found.opened:
            scores[number] = scores.get(number, 0.0) + of_opened
        for numbers, weight in ((found.sent, weights.sent), (found.received, weights.received)):
            worth_of_field = weight * rarity
            for number in numbers:
                scores[number] = scores.get(number, 0.0) + worth_of_field
