"""The paths that come closest to one that doesn't exist."""

from collections.abc import Sequence

__all__ = ["closest"]

# difflib takes a tenth of a millisecond for a pair: only what looks alike at a glance is measured
# with it.
_MEASURED = 60
_MAX_CHARACTERS = 300
_ALIKE = 0.6
# How much a mistyped product is like the one that was meant.
_ALIKE_PRODUCT = 0.6


def closest(path: str, candidates: Sequence[str], limit: int) -> list[str]:
    """Up to `limit` templates of `candidates` that `path` could have been meant for, the closest
    first.

    `path` may be a template or concrete: in one of as many segments, a placeholder stands for what
    is in its place. What is of another product and has no segment of `path` is not close, however
    alike it is to look at.
    """
    import difflib

    wanted = path[:_MAX_CHARACTERS]
    segments = wanted.split("/")
    own = set(segments[1:]) - {""}
    products = {candidate.split("/", 2)[1] for candidate in candidates}
    alike = set(difflib.get_close_matches("".join(segments[1:2]), products, 3, _ALIKE_PRODUCT))
    candidates = [
        candidate
        for candidate in candidates
        if candidate.split("/", 2)[1] in alike or own.intersection(candidate.split("/"))
    ]

    def glance(candidate: str) -> tuple[float, str]:
        shared = own.intersection(candidate.split("/"))
        ends = _common(wanted, candidate) + _common(wanted[::-1], candidate[::-1])
        return (
            -3.0 * len(shared) - ends / (len(wanted) + 1) + abs(len(candidate) - len(wanted)) / 100,
            candidate,
        )

    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    measured: list[tuple[float, str]] = []
    for candidate in sorted(candidates, key=glance)[:_MEASURED]:
        matcher.set_seq1(_filled(candidate, segments))
        ratio = matcher.ratio()
        if ratio > _ALIKE:
            measured.append((-ratio, candidate))
    return [candidate for _, candidate in sorted(measured)[:limit]]


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _filled(template: str, segments: list[str]) -> str:
    parts = template.split("/")
    if len(parts) != len(segments):
        return template
    return "/".join(
        given if part.startswith("{") else part for part, given in zip(parts, segments, strict=True)
    )
