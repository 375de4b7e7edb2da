"""What a text asks for: its units of meaning, and what its verbs say about the method."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from ovh_explorer.catalog.search.languages import Languages, Word
from ovh_explorer.catalog.search.lexicon import Lexicon, Stems, Target
from ovh_explorer.catalog.sections import words_of

__all__ = ["Query", "Unit", "read_query"]

# Words that are looked at, and how far apart two may be that are written as one.
_MAX_WORDS = 12
_MAX_JOINED_LETTERS = 3
_MIN_JOINED_LETTERS = 5
_MIN_BEGUN_LETTERS = 3
# So many stop words beside others may be those of a name.
_MIN_SMALL_WORDS = 2
# Classes of verbs that are names too.
_NOUNS = {"show", "copy"}
# Classes of verbs that are names where they end a phrase: a purchase order, un bon de commande.
_NOUNS_AT_ENDS = {"order"}
# Classes whose plurals say what to do all the same: the details of a bill, all lists.
_PLURAL_VERBS = {"list", "show"}
# Classes that may be said beside a question for an amount: to transfer what is left is no question.
_READS = {"list", "show"}
# Values that stand between words: a host name, an e-mail address, an IPv4 address.
_VALUE = re.compile(
    r"(?<![\w./@{-])(?:[\w.+-]+@)?(?:(?:[\w-]+\.)+[^\W\d_][\w-]+|(?:\d{1,3}\.){3}\d{1,3})(?![\w/.}-])"
)
# What a host name alone is looked for as.
_NAME_OF_A_VALUE = "domain"


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
        compound: of one of a phrase's words, the stem that the phrase is as one word of a path: a
            node pool is written nodepool there, and each of its words is found in that.
        phrases: those written as one word that have each of its places; none where it is said
            beside them too.
    """

    text: str
    stems: Stems
    is_inside: bool = False
    is_verb: bool = False
    is_phrase: bool = False
    is_last: bool = False
    meant: tuple[tuple[Target, bool], ...] = ()
    compound: str = ""
    phrases: tuple[str, ...] = ()


@dataclass(slots=True)
class Query:
    """What a query asks for.

    Attributes:
        units: its words and phrases.
        verbs: the classes of its verbs, and the words that say so.
        all_words: all of its words, where those that say nothing alone may be a name's: can be
            moved; else none.
        asks_amount: whether it asks how much there is of a thing: how many credits are left.
    """

    units: list[Unit] = field(default_factory=list)
    verbs: dict[str, str] = field(default_factory=dict)
    all_words: frozenset[str] = frozenset()
    asks_amount: bool = False


def read_query(text: str, known: Languages, lexicon: Lexicon, vocabulary: Container[str]) -> Query:
    """What a text asks for; `vocabulary` are the stems that paths have."""
    text = _without_values(text, known)
    every = known.words(text)[: _MAX_WORDS * 2]
    words = [word for word in every if word.stem not in known.stop] or every
    words = words[:_MAX_WORDS]
    query = Query(all_words=_all_words(every, words))
    stems = tuple(word.stem for word in words)
    things = {at for at, word in enumerate(words) if _is_plural_name(word, known, lexicon)}
    verbs, in_verbs = _verbs(stems, known, things)
    phrases = _phrases(words, lexicon, vocabulary)
    amount, like = _amount(every, known)
    # Alone, a name is no verb: the backup of "backup access".
    alone = next((phrase for places, phrase in phrases if len(places) == len(words)), None)
    for start, end in verbs:
        if alone is not None and end - start == 1 and _names(alone, stems, start, known):
            continue
        for verb_class in _classes(stems, start, end, known):
            query.verbs.setdefault(verb_class, " ".join(word.text for word in words[start:end]))
    inside: dict[int, str] = {}
    for places, phrase in phrases:
        query.units.append(phrase)
        inside.update(dict.fromkeys(places, _compound(phrase, known)))
    in_verbs -= inside.keys()
    ends_open = bool(text) and text[-1].isalnum()
    for at in _first_of_each(stems):
        meant = tuple(lexicon.meant.get((stems[at],), {}).items())
        is_last = ends_open and at == len(words) - 1
        is_known = bool(meant) or stems[at] in vocabulary
        if is_last and at and not is_known and len(words[at].text) < _MIN_BEGUN_LETTERS:
            continue  # The first letters of a word say nothing yet beside other words.
        query.units.append(
            Unit(
                words[at].text,
                (stems[at],),
                at in inside,
                at in in_verbs or words[at].text in amount,
                False,
                is_last,
                meant,
                inside.get(at, ""),
                _phrases_of(stems[at], stems, phrases),
            )
        )
    if amount and _READS.issuperset(query.verbs):
        query.asks_amount = True
        said = " ".join(word.text for word in every if word.text in amount)
        query.verbs |= {verb_class: said for verb_class in like if verb_class not in query.verbs}
    if not query.verbs:
        query.verbs[_verb_class_without_verb(query.units, words)] = ""
    return query


def _all_words(every: list[Word], telling: list[Word]) -> frozenset[str]:
    """All words of a text, where several of them say nothing alone. One such word is an article:
    *all users* are no name of mfaOnAllUsers.
    """
    typed = {word.text for word in every}
    few = typed - {word.text for word in telling}
    return frozenset(typed) if len(few) >= _MIN_SMALL_WORDS and few != typed else frozenset()


def _amount(every: list[Word], known: Languages) -> tuple[set[str], list[str]]:
    """The words of a text that ask how much there is, and the classes of verbs that they are like;
    none where nothing else is said: balance alone is the name of a thing.
    """
    texts = [word.text for word in every]
    words, classes = set[str](), list[str]()
    for at in range(len(texts)):
        for some in (tuple(texts[at : at + 2]), (texts[at],)):
            if some in known.amounts:
                words.update(some)
                classes += ["show", known.amounts[some]]
    telling = [word for word in every if word.stem not in known.stop and word.text not in words]
    return (words, classes) if telling else (set(), [])


def _without_values(text: str, known: Languages) -> str:
    """`text` without values, whose words name nothing: the records of example.com are those of a
    zone, and of nothing that begins with com. Beside verbs alone they stay, for names of services
    say what they are: restart vps-0.vps.example.net.
    """
    left = _VALUE.sub(" ", text)
    if left == text:
        return text
    words = [word.stem for word in known.words(left) if word.stem not in known.stop]
    if not words:
        return _NAME_OF_A_VALUE if not known.words(left) else text
    return text if all((stem,) in known.verbs for stem in words) else left


def _classes(stems: Stems, start: int, end: int, known: Languages) -> tuple[str, ...]:
    """The classes of the verb at these places: to make a thing public is to change it."""
    becomes = end - start == 1 and stems[start] in known.becomes
    # Something stands between the verb and what it makes: "make public" may be a name.
    if becomes and len(stems) > end + 1 and stems[-1] in known.states:
        return ("change",)
    return known.verbs[stems[start:end]]


def _is_plural_name(word: Word, known: Languages, lexicon: Lexicon) -> bool:
    """Whether a word that may be a verb is things here: my orders, mes commandes."""
    if not word.is_plural or (word.stem,) not in lexicon.meant:
        return False
    return _PLURAL_VERBS.isdisjoint(known.verbs.get((word.stem,), ()))


def _names(phrase: Unit, stems: Stems, at: int, known: Languages) -> bool:
    """Whether a word of a phrase is in the name of what that means, and no verb there: the backup
    of a backup access, the details of a bill, a purchase order; not the move of an IP.
    """
    stem = stems[at]
    classes = known.verbs[(stem,)]
    if at == len(stems) - 1 and at and _NOUNS_AT_ENDS.issuperset(classes):
        return True
    if not _NOUNS.issuperset(classes):
        return False
    segments = [part for target, _ in phrase.meant for part in target.split("/")]
    return any(stem == known.stem(word) for segment in segments for word in words_of(segment))


def _compound(phrase: Unit, known: Languages) -> str:
    """The word that a phrase is as one, where it means nothing else; "" for none."""
    if len(phrase.stems) > 1:
        return ""
    ends = {known.stem(target.rpartition("/")[2].lower()) for target, _ in phrase.meant}
    return phrase.stems[0] if ends <= set(phrase.stems) else ""


def _phrases_of(
    stem: str, stems: Stems, phrases: list[tuple[tuple[int, ...], Unit]]
) -> tuple[str, ...]:
    """The phrases written as one word that have a word each time it is said."""
    said = {at for at, one in enumerate(stems) if one == stem}
    return tuple(
        phrase.text
        for places, phrase in phrases
        if len(phrase.stems) == 1 and said.issubset(places)
    )


def _first_of_each(stems: Stems) -> list[int]:
    """The places of stems that don't stand before."""
    return [at for at, stem in enumerate(stems) if stem not in stems[:at]]


def _verb_class_without_verb(units: list[Unit], words: list[Word]) -> str:
    """What a text is that has no verb: one name, several things, or neither."""
    if sum(not unit.is_inside for unit in units) == 1:
        return "a name"
    return "plural" if any(word.is_plural for word in words) else "none"


def _verbs(
    stems: Stems, known: Languages, things: set[int]
) -> tuple[list[tuple[int, int]], set[int]]:
    """Where verbs stand, the longest of those that begin at a word; and their words. The words at
    the places `things` are none.
    """
    found, covered = [], set[int]()
    for start in range(len(stems)):
        for end in range(min(len(stems), start + 3), start, -1):
            if end - start == 1 and start in things:
                continue
            if start not in covered and stems[start:end] in known.verbs:
                found.append((start, end))
                covered.update(range(start, end))
                break
    return found, covered


def _phrases(
    words: list[Word], lexicon: Lexicon, vocabulary: Container[str]
) -> list[tuple[tuple[int, ...], Unit]]:
    """The phrases of two words and more and where their words are, none all of whose words another
    one has.

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
                    found.append(
                        (at, Unit(text, known, is_phrase=True, meant=tuple(meant.items())))
                    )
                    taken.append(set(at))
    return found


def _joined(words: list[Word], lexicon: Lexicon, vocabulary: Container[str]) -> str:
    """The stem that words are as one, where a path or the lexicon has it; else ""."""
    if len(words) > _MAX_JOINED_LETTERS:
        return ""
    text = "".join(word.text for word in words[:-1]) + words[-1].stem
    if len(text) < _MIN_JOINED_LETTERS:
        return ""
    return text if text in vocabulary or (text,) in lexicon.meant else ""
