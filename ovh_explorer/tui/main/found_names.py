"""Names found by most of the words that are typed, in any order: those of commands, of recipes, of
whatever the palette offers. Small words count for nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ovh_explorer.catalog.search.languages import Word, languages

__all__ = ["FoundName", "Known", "NameIndex", "is_no_name"]

# What a word counts for: of the name, of one of the other words, of the sentence behind a kind, of
# an explanation; of a phrase whose other words weren't typed.
_NAME, _OTHER, _SENTENCE, _SAID, _APART = 1.0, 0.8, 0.75, 0.3, 0.4
# The share of that where only a beginning was typed, where it is another form of the word, and
# where it is another verb that means the same.
_BEGUN, _FORM, _LIKE = 0.9, 0.7, 0.6
# What the whole name adds.
_WHOLE = 0.2
# A word counts for its thing from here on: what is only said of one doesn't.
_STRONG = 0.45
# Letters of a beginning; the last word is still being typed.
_MIN_BEGUN_LETTERS = 3
# The share of the words that is most of them.
_MIN_SHARE = 2 / 3
_MAX_WORDS, _MAX_CHARACTERS = 24, 400


@dataclass(frozen=True, slots=True)
class Known:
    """What is found: its name, other words for it, some of them phrases, and what is said of it.

    Attributes:
        has_kind: whether its name begins with what it is, as in ``Recipe: …``: the others of its
            words mean it where that is said too, for many things have them.
    """

    name: str
    others: Sequence[str] = ()
    said: str = ""
    has_kind: bool = False


@dataclass(frozen=True, slots=True)
class FoundName:
    """How well the words fit one of the names.

    Attributes:
        at: its place among those that are known.
        value: the higher, the better; above 0.
        has_all: whether all words name it; else most of them do, or it is only said of it.
    """

    at: int
    value: float
    has_all: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """Words that stand together.

    Attributes:
        at: whose they are.
        counts: what each counts for.
        needs: the places of words without which the others count less.
        is_exact: whether another verb that means the same is none of them.
    """

    at: int
    counts: float
    needs: frozenset[int] = frozenset()
    is_exact: bool = False


@dataclass(slots=True)
class _Hits:
    """What one of the names has of the words that were typed: the best of each, and the places of
    its own name that are met.
    """

    values: dict[int, float] = field(default_factory=dict)
    exact: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)


class NameIndex:
    """Finds what is known by the words of its name, and by other words for it."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._groups: list[_Group] = []
        # The groups that have a word, and its place in each, by its text, stem and verb class.
        self._texts: dict[str, list[tuple[int, int]]] = {}
        self._stems: dict[str, list[tuple[int, int]]] = {}
        self._verbs: dict[str, list[tuple[int, int]]] = {}
        # How many words each name has that say something.
        self._sizes: list[int] = []
        self._names: list[int] = []
        for at, one in enumerate(known):
            self._add(at, one)
        self._sorted = sorted(self._texts)

    def _add(self, at: int, one: Known) -> None:
        words = _words(one.name)
        self._sizes.append(len(_telling(words)) or 1)
        self._names.append(len(self._groups))
        if one.has_kind:
            self._put(_Group(at, _SENTENCE, frozenset({0}), is_exact=True), words)
        else:
            self._put(_Group(at, _NAME), words)
        for other in dict.fromkeys(one.others):
            phrase = _words(other)
            self._put(_Group(at, _OTHER, frozenset(range(len(phrase)))), phrase)
        self._put(_Group(at, _SAID), _words(one.said))

    def _put(self, group: _Group, words: list[Word]) -> None:
        number = len(self._groups)
        self._groups.append(group)
        for place, word in enumerate(words):
            here = (number, place)
            self._texts.setdefault(word.text, []).append(here)
            self._stems.setdefault(word.stem, []).append(here)
            likes = () if group.is_exact else languages().verbs.get((word.stem,), ())
            for verb_class in likes:
                self._verbs.setdefault(verb_class, []).append(here)

    def find(self, typed: str) -> list[FoundName]:
        """What most of the words name, the best first; what comes first is as good as what comes
        behind it.
        """
        words = _words(typed[:_MAX_CHARACTERS])[:_MAX_WORDS]
        telling = _telling(words)
        if not telling:
            return []
        places: list[tuple[Word, list[tuple[int, int, float]]]] = []
        for word in words:
            is_last = word is words[-1]
            places.append((word, list(self._places(word, word in telling, is_last))))
        met = {(group, place) for _word, found in places for group, place, _share in found}
        hits: dict[int, _Hits] = {}
        for word, found in places:
            if word in telling:
                self._count(telling.index(word), found, met, hits)
        every = (self._found(at, one, len(telling)) for at, one in hits.items())
        ranked = [one for one in every if one is not None]
        return sorted(ranked, key=lambda one: (not one.has_all, -one.value, one.at))

    def knows(self, word: str) -> bool:
        """Whether a word stands anywhere, in a phrase too."""
        return any(any(self._places(one, True, False)) for one in _words(word))

    def _places(
        self, word: Word, is_telling: bool, is_last: bool
    ) -> Iterator[tuple[int, int, float]]:
        """Where a word stands, and the share of it that counts there."""
        # One letter is a word of few names, and the beginning of many.
        share = 1.0 if len(word.text) > 1 else _BEGUN
        for group, place in self._texts.get(word.text, ()):
            yield group, place, share
        for group, place in self._stems.get(word.stem, ()):
            yield group, place, _FORM
        if not is_telling:
            return
        if is_last or len(word.text) >= _MIN_BEGUN_LETTERS:
            for at in range(bisect_left(self._sorted, word.text), len(self._sorted)):
                text = self._sorted[at]
                if not text.startswith(word.text):
                    break
                for group, place in self._texts[text]:
                    yield group, place, _BEGUN
        for verb_class in languages().verbs.get((word.stem,), ()):
            for group, place in self._verbs.get(verb_class, ()):
                yield group, place, _LIKE

    def _count(
        self,
        number: int,
        found: list[tuple[int, int, float]],
        met: set[tuple[int, int]],
        hits: dict[int, _Hits],
    ) -> None:
        for at, place, share in found:
            group = self._groups[at]
            is_meant = all((at, needed) in met for needed in group.needs)
            value = (group.counts if is_meant else _APART) * share
            one = hits.setdefault(group.at, _Hits())
            one.values[number] = max(value, one.values.get(number, 0.0))
            if share > _LIKE and value > _SAID:
                one.exact.add(number)
            if self._names[group.at] == at:
                one.met.add(place)

    def _found(self, at: int, hits: _Hits, count: int) -> FoundName | None:
        values = hits.values.values()
        strong = sum(value >= _STRONG for value in values)
        has_most = len(values) >= max(2, count * _MIN_SHARE)
        has_all = len(values) == count and strong >= count * _MIN_SHARE and bool(hits.exact)
        if not has_all and not (has_most and strong and hits.exact):
            return None
        covered = min(len(hits.met), self._sizes[at]) / self._sizes[at]
        return FoundName(at, sum(values) / count + _WHOLE * covered, has_all)


def is_no_name(typed: str) -> bool:
    """Whether what was typed names nothing of this program: a path, or a text that was pasted,
    which is long to go through.
    """
    return "/" in typed or len(typed) > _MAX_CHARACTERS


def _words(text: str) -> list[Word]:
    """The words of a text; ``TypeScript`` is one."""
    return languages().words(text.lower())


def _telling(words: list[Word]) -> list[Word]:
    """The words that say something, each once; all where none does."""
    once = list(dict.fromkeys(words))
    return [word for word in once if word.stem not in languages().stop] or once
