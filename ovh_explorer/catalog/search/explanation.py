"""Why an operation was found: in a few words for its line, at length for whoever mends a miss."""

from collections.abc import Iterator

from ovh_explorer.catalog.search.feature_names import SHAPES
from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.matches import Match
from ovh_explorer.catalog.search.query import Query
from ovh_explorer.catalog.search.ranking import Ranked, features
from ovh_explorer.catalog.search.weights import Weights
from ovh_explorer.translation import _

__all__ = ["explained", "why"]

_MAX_REASONS = 3


def why(index: Index, weights: Weights, query: Query, matches: list[Match], number: int) -> str:
    """What was typed and is there by another name: ``entry → record, add → POST``; "" where all of
    it is as typed.
    """
    reasons = dict.fromkeys(_reasons(index, weights, query, matches, number))
    return ", ".join(list(reasons)[:_MAX_REASONS])


def _reasons(
    index: Index, weights: Weights, query: Query, matches: list[Match], number: int
) -> Iterator[str]:
    for match in matches:
        if not match.unit.is_inside and (reason := _reason_of(index, match, number)):
            yield reason
    path, method = index.paths[number].lower(), index.methods[number]
    shape = index.shapes[number]
    for verb_class, said in query.verbs.items():
        wants = weights.shapes.get(verb_class, ())
        is_wanted = bool(wants) and wants[shape] > max(wants) / 2
        if said and is_wanted and said not in path and said.upper() != method:
            yield f"{said} → {method}"


def _reason_of(index: Index, match: Match, number: int) -> str:
    """Why a word or phrase found an operation, where that isn't seen in its path; else ""."""
    unit = match.unit
    code = match.paths.get(number)
    if code is not None:
        segments = index.segments[number]
        names = [
            index.names[segment] for at, segment in enumerate(segments) if code >> (5 + at) & 1
        ]
        path = index.paths[number].lower()
        is_seen = all(word in path for word in unit.text.split())
        return f"{unit.text} → {names[-1]}" if names and not is_seen else ""
    if unit.is_verb:
        return ""
    for places, words in (
        (match.texts, _("{word} in its description")),
        (match.sent, _("{word} in what is sent")),
        (match.received, _("{word} in what comes back")),
    ):
        if number in places:
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
            word=repr(unit.text),
            other=match.corrected,
            rarity=f"{match.rarity:.1f}",
            paths=len(match.paths),
            descriptions=len(match.texts),
        )
        if meant:
            words = _("{taken}; means {words}").format(taken=words, words=meant)
        lines.append(f"  {kind:<11} {words}")
    for verb_class, said in query.verbs.items():
        words = f"{said!r}: {verb_class}"
        if not said:
            words = _("no verb: {verbs}").format(verbs=verb_class)
        lines.append(f"  {method:<11} {words}")
    for number, score in list(zip(ranked.numbers, ranked.scores, strict=True))[:limit]:
        lines.append(
            f"{score:7.2f}  {index.branches[number]} {index.methods[number]} {index.paths[number]}"
        )
        words = _("is a {shape}").format(shape=SHAPES[index.shapes[number]])
        lines.append(f"{'':11}{words}")
        parts = [
            (weights.named.get(name, 0.0) * value, value, name)
            for name, value in features(index, query, ranked.matches, number).items()
        ]
        for counts, value, name in sorted(parts, key=lambda part: -abs(part[0])):
            if abs(counts) >= 0.05:
                lines.append(
                    f"  {counts:+9.2f}  {name}" + (f" × {value:.2f}" if value != 1 else "")
                )
    return lines
