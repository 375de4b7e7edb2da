"""What a text asks for: its units of meaning, and what its verbs say about the method."""

from collections.abc import Container
from dataclasses import dataclass, field

from ovh_explorer.catalog.search.languages import Languages, Word
from ovh_explorer.catalog.search.lexicon import Lexicon, Stems, Target

__all__ = ["Asked", "Unit", "read_query"]

# Words that are looked at, and how far apart two may be that are written as one.
_MOST_WORDS = 12
_MOST_JOINED = 3
_SHORTEST_JOINED = 5
_SHORTEST_BEGUN = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or some that mean something together.

    Attributes:
        text: as it was typed.
        stems: its words' stems; of a word that is looked for as it is, the one.
        is_inside: whether it is one of a phrase's words, which says more.
        is_verb: whether it says what to do.
        is_phrase: whether several words are meant as one thing.
        is_last: whether more letters may follow.
        meant: the terms that the lexicon has for it.
    """

    text: str
    stems: Stems
    is_inside: bool = False
    is_verb: bool = False
    is_phrase: bool = False
    is_last: bool = False
    meant: tuple[tuple[Target, bool], ...] = ()


@dataclass(slots=True)
class Asked:
    """What a query asks for: its units, and the classes of its verbs."""

    units: list[Unit] = field(default_factory=list)
    verbs: dict[str, str] = field(default_factory=dict)


def read_query(text: str, known: Languages, lexicon: Lexicon, vocabulary: Container[str]) -> Asked:
    """What a text asks for; `vocabulary` are the stems that paths have."""
    every = known.words(text)[: _MOST_WORDS * 2]
    words = [word for word in every if word.stem not in known.stop] or every
    words = words[:_MOST_WORDS]
    asked = Asked()
    stems = tuple(word.stem for word in words)
    verbs, in_verbs = _verbs(stems, known)
    for start, end in verbs:
        for verb_class in known.verbs[stems[start:end]]:
            asked.verbs.setdefault(verb_class, " ".join(word.text for word in words[start:end]))
    inside: set[int] = set()
    for places, phrase in _phrases(words, lexicon, vocabulary):
        asked.units.append(phrase)
        inside.update(places)
    in_verbs -= inside
    ends_open = bool(text) and text[-1].isalnum()
    seen = set()
    for at, word in enumerate(words):
        if word.stem in seen:
            continue
        seen.add(word.stem)
        is_last = ends_open and at == len(words) - 1
        meant = tuple(lexicon.meant.get((word.stem,), {}).items())
        if is_last and at and len(word.text) < _SHORTEST_BEGUN and not meant and word.stem not in vocabulary:
            continue  # The first letters of a word say nothing yet beside other words.
        asked.units.append(Unit(word.text, (word.stem,), at in inside, at in in_verbs, False, is_last, meant))
    if not asked.verbs:
        things = sum(not unit.is_inside for unit in asked.units)
        asked.verbs["a name" if things == 1 else "plural" if any(word.is_plural for word in words) else "none"] = ""
    return asked


def _verbs(stems: Stems, known: Languages) -> tuple[list[tuple[int, int]], set[int]]:
    """Where verbs stand, the longest of those that begin at a word; and their words."""
    found, covered = [], set[int]()
    for start in range(len(stems)):
        for end in range(min(len(stems), start + 3), start, -1):
            if start not in covered and stems[start:end] in known.verbs:
                found.append((start, end))
                covered.update(range(start, end))
                break
    return found, covered


def _phrases(words: list[Word], lexicon: Lexicon, vocabulary: Container[str]) -> list[tuple[tuple[int, ...], Unit]]:
    """The phrases of two words and more and where their words are, none all of whose words another one has.

    One word may stand in between: a *new* domain is registered like a domain.
    """
    found: list[tuple[tuple[int, ...], Unit]] = []
    taken: list[set[int]] = []
    for length in range(min(len(words), lexicon.longest + 1), 1, -1):
        for start in range(len(words) - length + 1):
            every = tuple(range(start, start + length))
            for at in (every, *((*every[:gap], *every[gap + 1 :]) for gap in range(1, length - 1))):
                if len(at) < 2 or any(other.issuperset(at) for other in taken):
                    continue
                some = [words[place] for place in at]
                meant = dict(lexicon.meant.get(tuple(sorted(word.stem for word in some)), {}))
                joined = _joined(some, lexicon, vocabulary) if at == every else ""
                if joined:
                    for target, is_weak in lexicon.meant.get((joined,), {}).items():
                        meant[target] = meant.get(target, True) and is_weak
                if meant or joined:
                    known = (joined,) if joined else tuple(word.stem for word in some)
                    text = " ".join(word.text for word in some)
                    found.append((at, Unit(text, known, is_phrase=True, meant=tuple(meant.items()))))
                    taken.append(set(at))
    return found


def _joined(words: list[Word], lexicon: Lexicon, vocabulary: Container[str]) -> str:
    """The stem that words are as one, where a path or the lexicon has it; else ""."""
    if len(words) > _MOST_JOINED:
        return ""
    text = "".join(word.text for word in words[:-1]) + words[-1].stem
    if len(text) < _SHORTEST_JOINED:
        return ""
    return text if text in vocabulary or (text,) in lexicon.meant else ""
