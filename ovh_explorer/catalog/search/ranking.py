"""The order of operations for a query: the best few hundred by what they match, then by how well
the whole fits.
"""

# No words for people: names of what is weighed.

import math
from collections.abc import Container
from dataclasses import dataclass
from heapq import nlargest
from operator import mul

from ovh_explorer.catalog.effects import Effect, effects_of
from ovh_explorer.catalog.search.feature_names import (
    DESCRIBED,
    FITS,
    MATCHES,
    OPENED,
    RECEIVED,
    SENT,
    SHAPES,
    STATICS,
)
from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.matches import Fields, Match, Matcher
from ovh_explorer.catalog.search.query import Query
from ovh_explorer.catalog.search.weights import Weights
from ovh_explorer.catalog.sections import words_of

__all__ = ["CANDIDATES", "Ranked", "candidates", "features", "rank"]

CANDIDATES = 110
# Scores are logarithms: what is so far behind the first is some thousand times less likely to be
# meant.
_FAR = 14.0
_HALF = 0.5
# The first places, which are seen at once.
_SEEN = 10
# The places among which what shows an amount is looked for.
_SHOWN = 30
_LAST_AND_WHOLE = {MATCHES.index(f"{source}: last") for source in ("said", "inside")}
_GET_LIST = SHAPES.index("GET list")
_POST_OTHER = SHAPES.index("POST other")
# What the verbs of a class, or names alone, ask for in a collection; and what is one's own.
_WANTED = {
    verb_class: SHAPES.index(shape)
    for verb_class, shape in {
        "list": "GET list",
        "a name": "GET list",
        "plural": "GET list",
        "none": "GET list",
        "create": "POST to list",
        "change": "PUT item",
        "delete": "DELETE item",
    }.items()
}
# Names that may have a verb of no language that is known among them.
_NAMES = {"plural", "none"}
_READ = {SHAPES.index("GET list"), SHAPES.index("GET item")}
_OF_COLLECTION = {
    SHAPES.index(shape)
    for shape in ("GET list", "GET item", "POST to list", "PUT item", "DELETE item")
}


@dataclass(slots=True)
class Ranked:
    """The operations for a query, best first, with their scores, and what was matched."""

    numbers: list[int]
    scores: list[float]
    matches: list[Match]


def rank(
    index: Index,
    matcher: Matcher,
    weights: Weights,
    query: Query,
    fields: Fields,
    among: Container[int] | None = None,
    limit: int = CANDIDATES,
) -> Ranked:
    """The best operations for a query; where `among` is given, only of those.

    `fields` finds the operations that send and that receive a field with a word in its name.
    """
    matches = [matcher.match(unit, fields) for unit in query.units]
    best = candidates(index, weights, query, matches, limit, among)
    scored = [(score + _whole(index, weights, matches, number), -number) for score, number in best]
    scored.sort(reverse=True)
    scored = [one for one in scored if one[0] >= scored[0][0] - _FAR]
    scored = _read_before_spent(index, matches, _led(index, query, matches, scored))
    scored = _named_first(index, query, scored)
    if query.asks_amount:
        scored = _shown_first(index, matches, scored)
    return Ranked([-number for _, number in scored], [score for score, _ in scored], matches)


def _led(
    index: Index, query: Query, matches: list[Match], scored: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """The same, and of each collection first what the query asks for: to list it, where names are
    all there is and its path has them; to change what is in it, and not to make another, where a
    verb says so.
    """
    wanted = {_WANTED[verb_class] for verb_class in query.verbs if verb_class in _WANTED}
    if len(wanted) != 1:
        return scored
    shape = wanted.pop()
    has_names = not _NAMES.isdisjoint(query.verbs)
    is_plural = "plural" in query.verbs
    best: dict[tuple[str, str], int] = {}
    found = list(scored)
    for place, (score, negative) in enumerate(scored):
        kind = index.shapes[-negative]
        if kind not in _OF_COLLECTION:
            continue
        at = best.setdefault(_collection(index, -negative), place)
        first_score, first = found[at]
        # What reads is as good as what a verb says.
        is_good = index.shapes[-first] in _READ and shape not in _READ
        if has_names and not is_good:
            is_good = not _is_said(index, matches, -negative, is_plural=is_plural)
        if kind == shape and index.shapes[-first] != shape and not is_good:
            # They change places: nothing else is moved.
            found[at], found[place] = (first_score, negative), (score, first)
    return found


def _read_before_spent(
    index: Index, matches: list[Match], scored: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """The same; but of what is done with an object, what reads what a word names goes before what
    spends money: enter opens the first.
    """
    found = list(scored)
    for place in range(min(_SEEN, len(found))):
        number = -found[place][1]
        if Effect.SPENDS not in effects_of(index.methods[number], index.paths[number]):
            continue
        if _is_named(matches, number):
            continue
        parent = index.paths[number].rpartition("/")[0]
        for later in range(place + 1, min(_SEEN, len(found))):
            other = -found[later][1]
            is_beside = index.paths[other].rpartition("/")[0] == parent
            if is_beside and index.methods[other] == "GET" and _is_named(matches, other):
                # Scores go down from place to place all the same.
                numbers = [negative for _score, negative in found[place : later + 1]]
                scores = [score for score, _negative in found[place : later + 1]]
                numbers = [numbers[-1], *numbers[:-1]]
                found[place : later + 1] = list(zip(scores, numbers, strict=True))
                break
    return found


def _named_first(
    index: Index, query: Query, scored: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """The same, and first what has all that was typed in one segment, the words that say nothing
    alone too: *can be moved* is ipCanBeMovedTo, and no move.
    """
    if not query.all_words:
        return scored
    scores, numbers = zip(*scored, strict=True) if scored else ((), ())
    named = [one for one in numbers if _has_all(index, query.all_words, -one)]
    others = [one for one in numbers if one not in named]
    # Scores go down from place to place all the same.
    return list(zip(scores, [*named, *others], strict=True))


def _shown_first(
    index: Index, matches: list[Match], scored: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """The same, and first what shows something: of that what has all that is named in its path, or
    returns it in an object. How many credits of SMS are left is said by GET /sms/{serviceName}.
    """
    seen = scored[:_SHOWN]
    names = [match for match in matches if not match.unit.is_verb and not match.unit.is_phrase]

    def worth(one: tuple[float, int]) -> int:
        number = -one[1]
        if index.methods[number] != "GET":
            return 2
        is_object = index.shapes[number] != _GET_LIST
        has_all = all(
            number in match.paths or (is_object and number in match.received) for match in names
        )
        return 0 if has_all else 1

    numbers = [negative for _score, negative in sorted(seen, key=worth)]
    # Scores go down from place to place all the same.
    scores = [score for score, _negative in seen]
    return [*zip(scores, numbers, strict=True), *scored[_SHOWN:]]


def _has_all(index: Index, words: frozenset[str], number: int) -> bool:
    names = [index.names[segment] for segment in index.segments[number]]
    return any(words.issubset(words_of(name)) for name in names)


def _is_named(matches: list[Match], number: int) -> bool:
    """Whether a word that was typed is the last segment of an operation's path."""
    codes = [match.paths.get(number) for match in matches if not match.unit.is_verb]
    return any(code is not None and code & 31 in _LAST_AND_WHOLE for code in codes)


def _is_said(index: Index, matches: list[Match], number: int, *, is_plural: bool) -> bool:
    """Whether a path has every name that was typed, and its end is one of these. In the singular
    that is a word: a phrase of people's may ask for more than it names (a custom certificate).
    """
    codes = {match.unit: match.paths.get(number) for match in matches if not match.unit.is_inside}
    end = 1 << (4 + len(index.segments[number]))
    ends = [unit for unit, code in codes.items() if code is not None and code & end]
    if None in codes.values() or not ends:
        return False
    return is_plural or all(len(unit.stems) == 1 for unit in ends)


def _collection(index: Index, number: int) -> tuple[str, str]:
    path = index.paths[number]
    return index.branches[number], path.rpartition("/")[0] if path.endswith("}") else path


def candidates(
    index: Index,
    weights: Weights,
    query: Query,
    matches: list[Match],
    limit: int,
    among: Container[int] | None = None,
) -> list[tuple[float, int]]:
    """The best operations by what each unit matches, what their shape is to the verbs, and what
    they are at all.
    """
    total: dict[int, float] = {}
    for match in sorted(matches, key=lambda match: -len(match.scores)):
        if total:
            for number, score in match.scores.items():
                total[number] = total.get(number, 0.0) + score
        else:
            total = dict(match.scores)
    if among is not None:
        total = {number: score for number, score in total.items() if number in among}
    shapes = _shapes(weights, query)
    shape, prior = index.shapes, index.priors
    scored = [
        (score + prior[number] + shapes[shape[number]], number) for number, score in total.items()
    ]
    if len(scored) <= limit:
        return scored
    return nlargest(limit, scored)


def _shapes(weights: Weights, query: Query) -> list[float]:
    sums = [0.0] * len(SHAPES)
    for verb_class in query.verbs:
        for at, weight in enumerate(weights.shapes.get(verb_class, ())):
            sums[at] += weight
    return sums


def _whole(index: Index, weights: Weights, matches: list[Match], number: int) -> float:
    return math.fsum(map(mul, weights.fits, fit(index, matches, number)))


def fit(index: Index, matches: list[Match], number: int) -> tuple[float, ...]:
    """How well an operation fits as a whole; see :data:`FITS`."""
    bits = 0
    verb_in_path = by_path = anywhere = total = 0.0
    missing = 0
    # The node of a node pool is in its nodepool, and is none of the nodes below that.
    named = {match.unit.text for match in matches if match.unit.is_phrase and number in match.paths}
    for match in matches:
        code = match.paths.get(number)
        unit = match.unit
        if code is not None and named.isdisjoint(unit.phrases):
            bits |= code >> 5
        if unit.is_verb and code is not None:
            verb_in_path = 1.0
        if unit.is_inside or not match.rarity:
            continue
        share = match.rarity * (_HALF if unit.is_verb else 1.0)
        total += share
        if code is not None:
            by_path += share
        elif number in match.scores:
            anywhere += share
        elif not unit.is_verb:
            missing += 1
    segments, base, rarity = index.segments[number], index.bases[number], index.rarity
    head = rest = 0
    rare = 0.0
    for at, segment in enumerate(segments):
        if not bits >> at & 1:
            if at < base:
                head += 1
            else:
                rest += 1
                rare += rarity[segment]
    last = len(segments) - 1
    is_last_left = float(last >= base and not bits >> last & 1)
    total = total or 1.0
    return (
        by_path / total,
        (by_path + anywhere) / total,
        min(missing, 4) * _HALF,
        float(not missing),
        head * _HALF,
        min(rest, 5) * _HALF,
        min(rare, 30.0) / 5,
        is_last_left,
        float(not rest),
        verb_in_path,
        is_last_left if index.shapes[number] == _POST_OTHER else 0.0,
        float(not rest and not head and not missing),
    )


def features(index: Index, query: Query, matches: list[Match], number: int) -> dict[str, float]:
    """What an operation's score is made of, by name: the sum of these by their weights is the
    score.
    """
    found: dict[str, float] = {}

    def add(name: str, value: float) -> None:
        if value:
            found[name] = found.get(name, 0.0) + value

    for match in matches:
        code = match.paths.get(number)
        if code is not None:
            add(MATCHES[code & 31], match.rarity)
        if number in match.texts:
            add(DESCRIBED[match.described], match.rarity * match.texts[number])
        if number in match.opened:
            add(OPENED, match.rarity)
        if number in match.sent:
            add(SENT, match.rarity)
        if number in match.received:
            add(RECEIVED, match.rarity)
    for name, value in zip(STATICS, index.statics[number], strict=True):
        add(name, value)
    for verb_class in query.verbs:
        add(f"{verb_class} → {SHAPES[index.shapes[number]]}", 1.0)
    for name, value in zip(FITS, fit(index, matches, number), strict=True):
        add(name, value)
    return found
