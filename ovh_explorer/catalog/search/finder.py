"""The search itself: what is typed, to operations."""

# No words for people: names of columns.

import re
from collections import OrderedDict
from collections.abc import Callable, Container
from pathlib import Path
from threading import Lock
from typing import Any

from ovh_explorer.catalog.criteria import Criteria, read_criteria
from ovh_explorer.catalog.search.explanation import explained, why
from ovh_explorer.catalog.search.hits import Hit
from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.languages import languages
from ovh_explorer.catalog.search.lexicon import lexicon
from ovh_explorer.catalog.search.matches import Fields, Match, Matcher
from ovh_explorer.catalog.search.paths import by_path
from ovh_explorer.catalog.search.query import Query, read_query
from ovh_explorer.catalog.search.ranking import CANDIDATES, Ranked, rank
from ovh_explorer.catalog.search.weights import weights
from ovh_explorer.catalog.store import Found, Store, as_row
from ovh_explorer.text import folded

__all__ = [
    "MAX_QUERY",
    "explain",
    "fields_in",
    "guessed_words",
    "is_ready",
    "prepare",
    "search",
    "search_paths",
    "unmatched_words",
]

MAX_QUERY = 300
"""Characters of a query that are looked at: what is pasted may have any length."""

# More operations than any catalog has.
_EVERY = 1_000_000
# A field that more operations than these have says nothing about one.
_TOO_MANY = 300
_WORDS = re.compile(r"\w+")
# Of a word that is said to be nowhere.
_MIN_LETTERS = 3
# Endpoints whose indexes are kept, and selections of operations of each.
_INDEXES = 2
_SELECTIONS = 8


def search(
    store: Store, words: str, *, branch: str | None = None, limit: int = 50, as_known: bool = False
) -> list[Hit]:
    """The operations that `words` mean, best first.

    Words may be people's own, in the languages that have a file; none of them is required. What
    finds nothing is taken for a typing error. Criteria narrow it: see
    :mod:`ovh_explorer.catalog.criteria`. A text with a slash is looked for in the paths, after a
    method if it names one: a template or its beginning, a concrete path, a URL. Takes any text.

    The index is made first where the catalog has changed; with `as_known` words are looked for in
    the one there is, and nothing is found where there is none: see :func:`prepare`.

    Raises:
        StoreError: when the catalog can't be read.
    """
    criteria, text = read_criteria(words.strip()[:MAX_QUERY])
    if criteria.problem:
        return []
    branch = criteria.branch or branch
    if "/" in text:
        found = _by_path(store, text, criteria, branch, limit)
        if found:
            return found
    searcher = _indexes.get(store.path) if as_known else _searcher(store)
    if searcher is None:
        return []
    query = searcher.read(text)
    if not query.units:
        return searcher.everything(store, criteria, branch, limit) if criteria else []
    ranked = searcher.ranked(store, query, criteria, branch, limit)
    return searcher.hits(store, ranked, limit)


def unmatched_words(store: Store, words: str) -> list[str]:
    """The words of a query, as they were typed, that are nowhere in the catalog, neither as they
    are nor by what they mean; none where the index isn't made yet.

    Raises:
        StoreError: when the catalog can't be read.
    """
    return _words_where(store, words, lambda match: not match.rarity)


def guessed_words(store: Store, words: str) -> list[str]:
    """The words of a query, as they were typed, that the catalog has in another spelling alone, as
    if they were mistyped; none where the index isn't made yet.

    Raises:
        StoreError: when the catalog can't be read.
    """
    return _words_where(store, words, lambda match: match.is_guess)


def _words_where(store: Store, words: str, holds: Callable[[Match], bool]) -> list[str]:
    criteria, text = read_criteria(words.strip()[:MAX_QUERY])
    searcher = _indexes.get(store.path)
    if criteria.problem or "/" in text or searcher is None:
        return []
    typed = {folded(word): word for word in _WORDS.findall(text)}
    found = searcher.words_where(store, searcher.read(text), holds)
    return [typed.get(word, word) for word in found]


def search_paths(store: Store, words: str, *, limit: int = 50) -> list[Hit]:
    """The operations whose paths a path is the beginning of, or a part, or that it fits with
    values; see :func:`search`. No words are looked for.

    Raises:
        StoreError: when the catalog can't be read.
    """
    criteria, text = read_criteria(words.strip()[:MAX_QUERY])
    return (
        [] if criteria.problem else _by_path(store, text, criteria, criteria.branch or None, limit)
    )


def _by_path(
    store: Store, text: str, criteria: Criteria, branch: str | None, limit: int
) -> list[Hit]:
    # What criteria leave out makes no room for others once there is a limit.
    rows, concrete = by_path(store, text, branch, _EVERY if criteria.is_narrow else limit)
    found = [row for row in rows if criteria.allows(row[2], row[3], row[5])]
    return [Hit(as_row(row), row[10], concrete) for row in found[:limit]]


def explain(store: Store, words: str, *, branch: str | None = None, limit: int = 5) -> list[str]:
    """Lines that say how `words` were taken, and what each of the best operations has of them and
    what that counts.

    Raises:
        StoreError: when the catalog can't be read.
    """
    criteria, text = read_criteria(words.strip()[:MAX_QUERY])
    searcher = _searcher(store)
    query = searcher.read(text)
    ranked = searcher.ranked(store, query, criteria, criteria.branch or branch, limit)
    return explained(searcher.index, weights(), query, ranked, limit)


def is_ready(store: Store) -> bool:
    """Whether a search needs no index made first, which takes some tenths of a second.

    Raises:
        StoreError: when the catalog can't be read.
    """
    known = _indexes.get(store.path)
    return known is not None and known.stamp == store.stamp()


def prepare(path: Path) -> None:
    """Make the index of a catalog's file, in any thread: the next search of a store of that file
    has it.

    Raises:
        StoreError: when the catalog can't be read.
    """
    with Store(path) as store:
        _searcher(store)


def fields_in(store: Store, index: Index) -> Fields:
    """What finds the operations that send, and those that receive, a field with a word
    in its name.
    """

    def having(columns: str, word: str) -> frozenset[int]:
        ids = store.with_word(columns, word, _TOO_MANY)
        return frozenset(index.numbers_of(ids)) if len(ids) < _TOO_MANY else frozenset()

    return lambda word: (having("parameters body", word), having("response iam", word))


class _Searcher:
    """An index and what was last looked for in it."""

    def __init__(self, store: Store, stamp: tuple[Any, ...]) -> None:
        self.stamp = stamp
        # Here, where it is made in a thread: it takes as long as half an index.
        self._lexicon = lexicon()
        self.index = Index(store.searchable(), languages())
        self.index.weigh(weights().statics)
        self._matcher = Matcher(self.index, weights())
        self._among: OrderedDict[tuple[Criteria, str | None], Container[int] | None] = OrderedDict()

    def read(self, text: str) -> Query:
        """What a text asks for."""
        return read_query(text, languages(), self._lexicon, self.index.terms)

    def ranked(
        self, store: Store, query: Query, criteria: Criteria, branch: str | None, limit: int
    ) -> Ranked:
        """The operations for a query, best first."""

        among = self._selected(store, criteria, branch)
        fields = fields_in(store, self.index)
        return rank(
            self.index, self._matcher, weights(), query, fields, among, max(CANDIDATES, limit)
        )

    def words_where(self, store: Store, query: Query, holds: Callable[[Match], bool]) -> list[str]:
        """The words for things whose matches are such."""
        fields = fields_in(store, self.index)
        matches = [self._matcher.match(unit, fields) for unit in query.units]
        # A phrase is found whole, or by its words.
        return [
            match.unit.text
            for match in matches
            if holds(match)
            and not (match.unit.is_verb or match.unit.is_phrase or match.unit.is_inside)
            and len(match.unit.text) >= _MIN_LETTERS
        ]

    def _selected(
        self, store: Store, criteria: Criteria, branch: str | None
    ) -> Container[int] | None:
        """The operations that criteria and a branch leave; None for all."""
        if branch is None and not criteria:
            return None
        key = (criteria, branch)
        if key not in self._among:
            self._among[key] = self._select(store, criteria, branch)
            if len(self._among) > _SELECTIONS:
                self._among.popitem(last=False)
        return self._among[key]

    def _select(self, store: Store, criteria: Criteria, branch: str | None) -> frozenset[int]:
        index = self.index
        among = range(index.count)
        numbers = set(among)
        for columns, word in criteria.words:
            numbers &= set(index.numbers_of(store.with_word(columns, word, _EVERY)))
        return frozenset(
            number
            for number in numbers
            if (branch is None or index.branches[number] == branch)
            and criteria.allows(index.methods[number], index.paths[number], index.statuses[number])
        )

    def everything(
        self, store: Store, criteria: Criteria, branch: str | None, limit: int
    ) -> list[Hit]:
        """What criteria alone leave, short paths in production first."""
        numbers = sorted(self._selected(store, criteria, branch) or ())[:limit]  # type: ignore[call-overload]
        return self._rows(store, [(number, "") for number in numbers])

    def hits(self, store: Store, ranked: Ranked, limit: int) -> list[Hit]:
        """The first of what was found, with the reasons."""
        numbers = ranked.numbers[:limit]
        return self._rows(
            store,
            [(number, why(self.index, ranked.matches, number)) for number in numbers],
        )

    def _rows(self, store: Store, numbers: list[tuple[int, str]]) -> list[Hit]:
        rows: dict[int, Found] = store.found_by_id(
            [self.index.ids[number] for number, _ in numbers]
        )
        hits = []
        for number, reason in numbers:
            row = rows.get(self.index.ids[number])
            # A document may have been replaced since, and another operation have the id.
            if row is not None and row[1:4] == self.index.title(number):
                hits.append(Hit(as_row(row), row[10], why=reason))
        return hits


_indexes: OrderedDict[Path, _Searcher] = OrderedDict()
_making = Lock()


def _searcher(store: Store) -> _Searcher:
    stamp = store.stamp()
    known = _indexes.get(store.path)
    if known is None or known.stamp != stamp:
        with _making:
            known = _indexes.get(store.path)
            if known is None or known.stamp != stamp:
                known = _indexes[store.path] = _Searcher(store, stamp)
                _indexes.move_to_end(store.path)
                while len(_indexes) > _INDEXES:
                    _indexes.popitem(last=False)
    return known
