"""Finding operations by words: full-text queries for the candidates, a ranking of our own for their
order.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from urllib.parse import urlsplit

from ovh_explorer.call import BRANCHES, METHODS
from ovh_explorer.catalog.criteria import Criteria, read_criteria
from ovh_explorer.catalog.effects import effects_of
from ovh_explorer.catalog.ranking import STOP_WORDS, SYNONYMS, VERBS, score, wanted_words
from ovh_explorer.catalog.routes import with_slashes_encoded
from ovh_explorer.catalog.sections import singular, words_of
from ovh_explorer.catalog.store import Found, OperationRow, Store, as_row

__all__ = ["MAX_QUERY", "Hit", "search"]

# From each of the queries; ranking one takes some microseconds.
_CANDIDATES = 120
# So many that have every word in their paths leave no room on a screen for those that have it
# elsewhere.
_ENOUGH_IN_PATH = 60
# Fewer than these with every word, and some with most of them may be what was meant.
_FEW = 5
_MOST_WORDS = 6
# What counts as a typing error: a word this long, of nearly the same length, this much alike.
_SHORTEST_MISTYPED = 4
_SLIP = 2
_CLOSE = 0.75
# Characters of a query that are looked at: what is pasted may have any length.
MAX_QUERY = 300
# More operations than any catalog has.
_EVERY = 1_000_000
_WORD = re.compile(r"[A-Za-z0-9]+")
_BRANCH_PREFIXES = (("/v1", "v1"), ("/1.0", "v1"), ("/v2", "v2"))


@dataclass(frozen=True, slots=True)
class Hit:
    """An operation that was found, with the path of the product it is in.

    `concrete` is the path with the values that the words gave for its placeholders, encoded, and
    their query.
    """

    row: OperationRow
    product: str
    concrete: str = ""

    @property
    def target(self) -> str:
        """The path to open: with the values that were given, else the template."""
        return self.concrete or self.path

    @property
    def branch(self) -> str:
        """``v1`` or ``v2``."""
        return self.row.branch

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.row.method

    @property
    def path(self) -> str:
        """The path template."""
        return self.row.path

    @property
    def description(self) -> str:
        """The operation's description, as the schema has it."""
        return self.row.description

    @property
    def status(self) -> str:
        """PRODUCTION, BETA, ALPHA or DEPRECATED."""
        return self.row.status

    @property
    def effects(self) -> tuple[str, ...]:
        """What it does beside reading, the gravest first."""
        return effects_of(self.row.method, self.row.path)


def search(store: Store, words: str, *, branch: str | None = None, limit: int = 50) -> list[Hit]:
    """The operations that `words` mean, best first.

    Every word must be the beginning of a word of path, product, description, parameters, body or
    response fields, IAM actions, status or branch; words that are about the method (create, list)
    or nothing (the) need not. Where no operation has them all, those with the most are found; where
    none has any, typing errors are forgiven. Criteria narrow it: see
    :mod:`ovh_explorer.catalog.criteria`. A text with a slash is looked for in the paths, after a
    method if it names one: a template or its beginning, a concrete path, a URL. Takes any text.

    Raises:
        StoreError: when the catalog can't be read.
    """
    criteria, text = read_criteria(words.strip()[:MAX_QUERY])
    if criteria.problem:
        return []
    within = _Within(store, criteria.branch or branch, criteria)
    if "/" in text:
        # What criteria leave out makes no room for others once there is a limit.
        rows, concrete = _by_path(
            store, text, within.branch, _EVERY if criteria.is_narrow else limit
        )
        found = [row for row in rows if criteria.allows(row[2], row[3], row[5])]
        if found:
            return [Hit(as_row(row), row[10], concrete) for row in found[:limit]]
    asked = _asked(text)
    if not asked:
        return _hits(within.find("", limit)) if criteria else []
    ranked = _ranked(within, asked)
    if not ranked:
        meant = [_meant(store, word) for word in asked]
        ranked = _ranked(within, list(dict.fromkeys(meant))) if meant != asked else []
    return _hits(ranked[:limit])


class _Within:
    """A part of the catalog: a branch, and what criteria leave of it."""

    def __init__(self, store: Store, branch: str | None, criteria: Criteria) -> None:
        self._store = store
        self.branch = branch
        self._criteria = criteria

    def find(self, expression: str, limit: int) -> list[Found]:
        """The operations there for an FTS5 query."""
        criteria = self._criteria
        query = _in_branch(criteria.narrowed(expression), self.branch)
        return self._store.found_by_words(
            query, limit, criteria.methods, criteria.statuses, criteria.effects
        )

    def knows(self, word: str) -> bool:
        """Whether a word is found there."""
        return bool(self.find(_either(word), 1))


def _ranked(within: _Within, asked: list[str]) -> list[Found]:
    wanted = wanted_words(asked)
    ranked: list[Found] = []
    for candidates in _candidates(within, asked):
        scored = sorted(
            (score(row, wanted), len(row[3]), row[3], row[2], row[1], row) for row in candidates
        )
        ranked += [item[-1] for item in scored]
    return ranked


def _meant(store: Store, word: str) -> str:
    """The word of the catalog that a mistyped one is closest to; the word itself where none is
    close.
    """
    if len(word) < _SHORTEST_MISTYPED or word in STOP_WORDS or word in VERBS:
        return word
    known = [term for term in store.terms(word[0]) if abs(len(term) - len(word)) <= _SLIP]
    return next(iter(get_close_matches(word, known, 1, _CLOSE)), word)


def _hits(found: list[Found]) -> list[Hit]:
    return [Hit(as_row(row), row[10]) for row in found]


def _asked(text: str) -> list[str]:
    # The catalog is ASCII but for a few signs: réseau is typed for reseau, and what has no letters
    # here asks nothing.
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    asked = (word for part in _WORD.findall(plain) for word in _typed(part))
    return list(dict.fromkeys(asked))[:_MOST_WORDS]


def _typed(part: str) -> list[str]:
    """``dynHost`` is two words, ``API`` and ``vRack`` as much as ``vrack`` one."""
    inner = words_of(part)
    return inner if len(inner) > 1 and all(len(word) > 2 for word in inner) else [part.lower()]


def _candidates(within: _Within, asked: list[str]) -> Iterator[list[Found]]:
    """Operations worth ranking: those that have all the words, then, where they are few, those that
    have most.
    """
    meaning = [word for word in asked if word not in STOP_WORDS] or asked
    things = [word for word in meaning if word not in VERBS] or meaning
    found: dict[int, Found] = {}

    def look(expression: str, limit: int = _CANDIDATES) -> list[Found]:
        rows = within.find(expression, limit)
        new = [row for row in rows if row[0] not in found]
        found.update((row[0], row) for row in new)
        return new

    # A word that thousands of operations have would crowd the good ones out: what has it in the
    # path comes first, and what has the verb too.
    for words in (meaning, things) if things != meaning else (meaning,):
        every = " AND ".join(map(_either, words))
        in_path = look(f"{{product path}} : ({every})")
        if len(in_path) < _ENOUGH_IN_PATH:
            look(every)
    yield list(found.values())
    if len(found) < _FEW:
        known = [word for word in meaning if within.knows(word)]
        for expression in _with_fewer(known):
            yield look(expression, _CANDIDATES)
            if len(found) >= _FEW:
                return


def _with_fewer(words: list[str]) -> Iterator[str]:
    """Queries for operations with all of `words`, then with all but one, but two…"""
    for count in range(len(words), 0, -1):
        yield " OR ".join(
            f"({' AND '.join(map(_either, some))})" for some in combinations(words, count)
        )


def _either(word: str) -> str:
    forms = dict.fromkeys((word, singular(word), *SYNONYMS.get(word, ())))
    # A word is letters and digits of ASCII: nothing in it is FTS5's syntax once it stands in
    # quotes.
    return "(" + " OR ".join(f'"{form}"*' for form in forms) + ")"


def _in_branch(expression: str, branch: str | None) -> str:
    if branch is None:
        return expression
    known = branch if _WORD.fullmatch(branch) else "none"
    return f'(branch : "{known}") AND ({expression})'


def _by_path(store: Store, text: str, branch: str | None, limit: int) -> tuple[list[Found], str]:
    """What a path finds; and the concrete path and query, where it is one that gives values."""
    first, _, rest = text.partition(" ")
    method = first.upper() if first.upper() in METHODS else None
    path = rest.strip() if method else text
    path, _, query = _without_host(path).partition("#")[0].partition("?")
    for prefix, named in _BRANCH_PREFIXES:
        if path == prefix or path.startswith(f"{prefix}/"):
            path, branch = path[len(prefix) :] or "/", named
    if not path:
        return [], ""
    rows = store.found_by_path(branch, method, path, limit)
    concrete = ""
    if not rows:
        rows, concrete = _concrete(store, branch, method, path, limit)
    if not rows:
        rows = store.found_by_path(branch, method, path, limit, anywhere=True)
    asked = f"{concrete}?{query}" if concrete and query else concrete
    return sorted(rows, key=lambda row: row[3] != path), asked


def _concrete(
    store: Store, branch: str | None, method: str | None, path: str, limit: int
) -> tuple[list[Found], str]:
    """The operations that a path with values is for, and that path; or the one with the slashes of
    a value encoded.
    """
    path = path.rstrip("/")
    for spelled in (path, *(spelled for _, spelled in with_slashes_encoded(path))):
        found: list[Found] = []
        for of_branch in (branch,) if branch else BRANCHES:
            if store.product_of(of_branch, spelled) is None:
                continue
            for of_method in (method,) if method else METHODS:
                for match in store.match(of_branch, of_method, spelled)[:1]:
                    rows = store.found_by_path(of_branch, of_method, match.path, limit)
                    found += [row for row in rows if row[3] == match.path]
        if found:
            return found[:limit], spelled
    return [], ""


def _without_host(text: str) -> str:
    if "://" not in text:
        return text
    try:
        return urlsplit(text).path
    except ValueError:
        return ""
