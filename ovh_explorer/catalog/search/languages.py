"""What the search knows of people's languages: one file each, read when something is first looked
for.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from ovh_explorer.catalog.sections import words_of

__all__ = ["Languages", "Word", "languages", "plain"]

_WORD = re.compile(r"[A-Za-z0-9]+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'"})
# Letters that have no accent to take off.
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ł": "l", "Ł": "L", "ø": "o"}
)
# An ending is taken off where so much is left.
_MIN_STEM_LETTERS = 3
# Words kept with their stems: the lexicon has some 4,000, what users type adds to them.
_MAX_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it was typed, without accents and in lower case, and its stem."""

    text: str
    stem: str

    @property
    def is_plural(self) -> bool:
        """Whether it ends as more than one thing does."""
        return (
            len(self.text) > 3
            and self.text[-1] == "s"
            and self.stem != self.text
            and self.text[-2] not in "su"
        )


@dataclass(slots=True)
class Languages:
    """The words of all languages together: what is typed is short, and is often of two.

    Attributes:
        stop: stems that say nothing about which operation is meant.
        verbs: by the stems of a verb, the classes that it is in.
        becomes: stems of verbs that change a thing where a text ends in one of `states`: "make the
            pool larger".
        states: stems of what a thing can be made.
        amounts: the words of what asks how much there is (how many, left), and the class of a verb
            that asks for that too.
        lexicon: lines for the lexicon, of languages that the lexicon's own file has no words of.
    """

    stop: frozenset[str] = frozenset()
    verbs: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    becomes: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    amounts: dict[tuple[str, ...], str] = field(default_factory=dict)
    lexicon: list[str] = field(default_factory=list)
    _endings: list[tuple[str, str]] = field(default_factory=list)
    _keep: frozenset[str] = frozenset()
    _elision: re.Pattern[str] | None = None
    _stems: dict[str, str] = field(default_factory=dict)
    _words: dict[str, tuple[Word, ...]] = field(default_factory=dict)

    def stem(self, word: str) -> str:
        """What a word's forms have in common."""
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = self._stemmed(word)
        return known

    def _stemmed(self, word: str) -> str:
        if word in self._keep or any(letter.isdigit() for letter in word):
            return word
        for ending, instead in self._endings:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                if len(stem) >= _MIN_STEM_LETTERS:
                    word = stem + instead
                    break
        # stopping is stop, but calling is call.
        if len(word) > _MIN_STEM_LETTERS and word[-1] == word[-2] and word[-1] in "bdgmnprt":
            word = word[:-1]
        return word

    def words(self, text: str) -> list[Word]:
        """The words of a text, stop words too."""
        return self._plain_words(self.without_accents(text))

    def _plain_words(self, text: str) -> list[Word]:
        return [word for part in _WORD.findall(text) for word in self._words_of_part(part)]

    def _words_of_part(self, part: str) -> tuple[Word, ...]:
        known = self._words.get(part)
        if known is None:
            known = tuple(Word(word, self.stem(word)) for word in _spellings(part))
            if len(self._words) < _MAX_WORDS:
                self._words[part] = known
        return known

    def without_accents(self, text: str) -> str:
        """`text` in ASCII, without elided articles; its lines and signs stay."""
        bare = plain(text)
        return self._elision.sub(" ", bare) if self._elision else bare

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of a text's words, without stop words where others are left."""
        return self.plain_stems(self.without_accents(text))

    def plain_stems(self, text: str) -> tuple[str, ...]:
        """The same for a text that :meth:`without_accents` returned."""
        every = tuple([word.stem for word in self._plain_words(text)])
        return tuple([stem for stem in every if stem not in self.stop]) or every


def plain(text: str) -> str:
    """`text` without accents: the catalog is ASCII but for a few signs, and réseau is typed for
    reseau.
    """
    text = text.translate(_APOSTROPHES).translate(_LETTERS)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _spellings(part: str) -> list[str]:
    """``dynHost`` is two words, ``API`` and ``vRack`` as much as ``vrack`` one."""
    inner = words_of(part)
    return inner if len(inner) > 1 and all(len(word) > 2 for word in inner) else [part.lower()]


@lru_cache(maxsize=1)
def languages() -> Languages:
    """The languages that have a file."""
    files = sorted(
        resources.files(__package__).joinpath("languages").iterdir(), key=lambda file: file.name
    )
    return read_languages(
        [tomllib.loads(file.read_text("utf-8")) for file in files if file.name.endswith(".toml")]
    )


def read_languages(tables: list[Mapping[str, Any]]) -> Languages:
    """The languages of parsed files, together."""
    known = Languages()
    for table in tables:
        known._keep |= set(table.get("keep", "").split())
        known._endings += [_parted(rule) for rule in table.get("endings", "").split()]
        known._stems |= dict(_parted(rule) for rule in table.get("irregular", "").split())
        known.lexicon += table.get("lexicon", "").splitlines()
    known._endings.sort(key=lambda rule: -len(rule[0]))
    known.stop, known.becomes, known.states = (
        frozenset(known.stem(word) for table in tables for word in table.get(name, "").split())
        for name in ("stop", "becomes", "states")
    )
    known.amounts = {
        tuple(words.split("_")): verb_class
        for table in tables
        for verb_class, amounts in table.get("amounts", {}).items()
        for words in amounts.split()
    }
    torn = sorted(
        {part for table in tables for part in table.get("elisions", "").split()},
        key=len,
        reverse=True,
    )
    known._elision = re.compile(rf"\b(?:{'|'.join(torn)})'", re.IGNORECASE) if torn else None
    classes: dict[tuple[str, ...], list[str]] = {}
    for table in tables:
        for verb_class, verbs in table.get("verbs", {}).items():
            for verb in verbs.split():
                for form in _forms(verb, table.get("forms", {})):
                    stems = tuple(known.stem(part) for part in form.split("_"))
                    if verb_class not in classes.setdefault(stems, []):
                        classes[stems].append(verb_class)
    known.verbs = {stems: tuple(of) for stems, of in classes.items()}
    return known


def _parted(rule: str) -> tuple[str, str]:
    ending, _, instead = rule.partition(">")
    return ending, instead


def _forms(verb: str, forms: Mapping[str, str]) -> Iterator[str]:
    yield verb
    for ending, others in forms.items():
        if verb.endswith(ending) and len(verb) > len(ending) + 2:
            for other in others.split():
                yield verb[: -len(ending)] + other
