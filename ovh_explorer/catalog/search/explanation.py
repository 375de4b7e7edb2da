"""Why an operation was found: in a few words for its line, at length for whoever mends a miss."""

from ovh_explorer.catalog.search.feature_names import SHAPES
from ovh_explorer.catalog.search.feature_words import (
    feature_words,
    kind_of_verb,
    shape_words,
)
from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.matches import Match
from ovh_explorer.catalog.search.query import Query
from ovh_explorer.catalog.search.ranking import Ranked, features
from ovh_explorer.catalog.search.weights import Weights
from ovh_explorer.translation import _, labelled, number, quoted

__all__ = ["explained", "why"]

_MAX_REASONS = 3


def why(index: Index, matches: list[Match], row: int) -> str:
    """What was typed and is there by another name: ``entry → record``; "" where all of it is as
    typed. That a verb asks for a method is none: the method stands there, and explains no word.
    """
    reasons = dict.fromkeys(_reason_of(index, match, row) for match in matches)
    return ", ".join([reason for reason in reasons if reason][:_MAX_REASONS])


def _reason_of(index: Index, match: Match, row: int) -> str:
    """Why a word or phrase found an operation, where that isn't seen in its path; else ""."""
    unit = match.unit
    if unit.is_inside:
        return ""
    code = match.paths.get(row)
    if code is not None:
        segments = index.segments[row]
        names = [
            index.names[segment] for at, segment in enumerate(segments) if code >> (5 + at) & 1
        ]
        path = index.paths[row].lower()
        is_seen = all(word in path for word in unit.text.split())
        return f"{unit.text} → {names[-1]}" if names and not is_seen else ""
    if unit.is_verb:
        return ""
    for places, words in (
        (match.texts, _("{word} in its description")),
        (match.sent, _("{word} in what is sent")),
        (match.received, _("{word} in what comes back")),
    ):
        if row in places:
            return words.format(word=unit.text)
    return ""


def explained(
    index: Index, weights: Weights, query: Query, ranked: Ranked, limit: int
) -> list[str]:
    """Lines about the query and the first operations that it found."""
    lines = [_("taken as:")]
    method = _("method")
    for match in ranked.matches:
        unit = match.unit
        kind = (
            _("phrase")
            if unit.is_phrase
            else _("verb")
            if unit.is_verb
            else _("in a phrase")
            if unit.is_inside
            else _("word")
        )
        meant = ", ".join(f"{'~' if is_weak else ''}{target}" for target, is_weak in unit.meant)
        words = (
            _(
                "{word} taken for {other}: rarity {rarity}, in {paths} paths and {descriptions} "
                "descriptions"
            )
            if match.corrected
            else _("{word}: rarity {rarity}, in {paths} paths and {descriptions} descriptions")
        ).format(
            word=quoted(unit.text),
            other=match.corrected,
            rarity=number(match.rarity, 1),
            paths=len(match.paths),
            descriptions=len(match.texts),
        )
        if meant:
            words = _("{taken}; means {words}").format(taken=words, words=meant)
        lines.append(f"  {kind:<11} {words}")
    for verb_class, said in query.verbs.items():
        words = labelled(quoted(said), kind_of_verb(verb_class))
        if not said:
            words = _("no verb: {verbs}").format(verbs=kind_of_verb(verb_class))
        lines.append(f"  {method:<11} {words}")
    for row, score in list(zip(ranked.numbers, ranked.scores, strict=True))[:limit]:
        path = f"{index.branches[row]} {index.methods[row]} {index.paths[row]}"
        lines.append(f"{number(score, 2):>7}  {path}")
        words = _("is a {shape}").format(shape=shape_words(SHAPES[index.shapes[row]]))
        lines.append(f"{'':11}{words}")
        parts = [
            (weights.named.get(name, 0.0) * value, value, name)
            for name, value in features(index, query, ranked.matches, row).items()
        ]
        for counts, value, name in sorted(parts, key=lambda part: -abs(part[0])):
            if abs(counts) >= 0.05:
                times = f" × {number(value, 2)}" if value != 1 else ""
                lines.append(f"  {_with_sign(counts):>9}  {feature_words(name)}{times}")
    return lines


def _with_sign(value: float) -> str:
    return f"{'+' if value > 0 else ''}{number(value, 2)}"
