"""The lexicon: what people call the things that the catalog has other words for. A line is
described in its file.
"""

# No words for people: the lexicon ships with the program; who wrote it reads its mistakes.

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from ovh_explorer.catalog.search.languages import Languages, languages

__all__ = ["Lexicon", "Target", "lexicon", "read_lexicon"]

Stems = tuple[str, ...]
Target = str
"""Segments of a path, or words of them, one after the other: ``me/bill``, ``nodepool``."""


@dataclass(slots=True)
class Lexicon:
    """What is said, by its stems, and the catalog's terms that it may mean.

    Attributes:
        meant: the terms, each with whether it is only one of several that are meant. The stems of a
            phrase are sorted: a server restart is a restart of a server.
        longest: how many words the longest phrase has.
        targets: every term.
    """

    meant: dict[Stems, dict[Target, bool]] = field(default_factory=dict)
    longest: int = 1
    targets: dict[Target, None] = field(default_factory=dict)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the program."""
    text = resources.files(__package__).joinpath("lexicon.txt").read_text("utf-8")
    return read_lexicon([*text.splitlines(), *languages().lexicon], languages())


def read_lexicon(lines: Iterable[str], known: Languages) -> Lexicon:
    """The lexicon that lines hold.

    Raises:
        ValueError: where a line is none.
    """
    read = Lexicon()
    # All lines at once: accents are taken off some 10,000 phrases.
    text = known.without_accents("\n".join(lines))
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        terms, equals, said = line.partition("=")
        targets = terms.split()
        if not equals or not targets or not said.strip():
            raise ValueError(
                f"Line {number} of the lexicon is no 'term = what people say': "
                f"{line.strip()[:60]!r}"
            )
        read.targets.update(dict.fromkeys(targets))
        for phrase in said.replace("|", ",").split(","):
            stems = known.plain_stems(phrase)
            if not stems:
                continue
            is_weak = phrase.lstrip().startswith("~")
            meant = read.meant.setdefault(tuple(sorted(stems)), {})
            for target in targets:
                meant[target] = meant.get(target, True) and is_weak
            read.longest = max(read.longest, len(stems))
    return read
