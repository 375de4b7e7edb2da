"""Words that are looked for, marked where they are drawn."""

from collections.abc import Sequence

from ovh_explorer.text import folded

__all__ = ["FOUND", "mark_words"]

FOUND = "found "
"""What the kind of a piece begins with whose text was found."""


def mark_words(pieces: Sequence[tuple[str, str]], words: str) -> list[tuple[str, str]]:
    """Pieces of ``(kind, text)`` with those parts marked that are `words`, which are
    :func:`folded`.
    """
    if not words:
        return list(pieces)
    marked = []
    for kind, text in pieces:
        low = folded(text)
        # Some letters are longer when folded.
        at = low.find(words) if len(low) == len(text) else -1
        start = 0
        while at >= 0:
            end = at + len(words)
            marked += [(kind, text[start:at]), (f"{FOUND}{kind}", text[at:end])]
            start, at = end, low.find(words, end)
        marked.append((kind, text[start:]))
    return [(kind, text) for kind, text in marked if text]
