"""The catalog's words in memory, made at the first search: some 0.1 s and 10 MB for 6,600 operations."""

import math
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import mul
from typing import Any

from ovh_explorer.catalog.search.languages import Languages
from ovh_explorer.catalog.sections import words_of

__all__ = ["SHAPES", "STATICS", "Index"]

SHAPES = (
    "GET list", "GET item", "GET other", "POST to list", "POST other", "PUT item", "PUT other", "DELETE item",
    "DELETE other",
)  # fmt: skip
"""What an operation is to its collection: the one that lists it, shows one of it…"""
_LIST, _ITEM, _OTHER = 0, 1, 2
_FIRST_SHAPE = {"GET": (0, 1, 2), "POST": (3, 4, 4), "PUT": (6, 5, 6), "DELETE": (8, 7, 8)}

STATICS = ("deprecated", "beta", "v2", "order", "price", "segments", "placeholders", "head words", "one word")
"""What is known of an operation before anything is asked."""

_LAST_BIT = 31


class Index:
    """Where words are: numbers of operations, by the stems of segments, placeholders and descriptions.

    An operation has a number here from 0 on; `ids` are those of the store.

    Attributes:
        segments: of each operation the numbers of its literal segments; the same tuple for the same path.
        rarity: of each segment, how rare it is: the logarithm of operations for each that has it.
        terms: by a stem, the segments that have it and whether it is all of theirs.
        described: by a stem, the operations that have it in their descriptions.
        opened: by a stem, the operations that have it in a placeholder.
    """

    def __init__(self, rows: Iterable[tuple[Any, ...]], known: Languages) -> None:
        """`rows` hold id, branch, method, path, description, status and the product's path."""
        rows = list(rows)
        self.count = len(rows)
        self.known = known
        self.ids = array("q", [row[0] for row in rows])
        self.branches, self.methods, self.paths, self.statuses = (
            [sys.intern(row[column]) for row in rows] for column in (1, 2, 3, 5)
        )
        self.shapes = bytearray(self.count)
        self.statics: list[tuple[float, ...]] = []
        self.segments: list[tuple[int, ...]] = []
        self.bases = bytearray(self.count)
        self.names: list[str] = []
        self.terms: dict[str, list[tuple[int, bool]]] = {}
        self.described: dict[str, array[int]] = {}
        self.lengths = array("f", bytes(4 * self.count))
        self.opened: dict[str, array[int]] = {}
        self._words: dict[str, str] = {}
        self._places: list[tuple[array[int], bytearray]] = []
        self._numbers: dict[str, int] = {}
        self._index(rows)
        self.rarity = [math.log(1 + self.count / len(places[0])) for places in self._places]
        self.vocabulary = sorted(self._words)
        self.priors: list[float] = []
        self._numbers_of_ids = {one: number for number, one in enumerate(self.ids)}

    def weigh(self, worth: tuple[float, ...]) -> None:
        """Take what each of :data:`STATICS` counts."""
        sums: dict[tuple[float, ...], float] = {}
        for of in self.statics:
            if of not in sums:
                sums[of] = sum(map(mul, of, worth))
        self.priors = [sums[of] for of in self.statics]

    def _index(self, rows: list[tuple[Any, ...]]) -> None:
        listed = {(row[1], row[3].rpartition("/")[0]) for row in rows if row[3].endswith("}")}
        paths: dict[str, tuple[tuple[int, ...], frozenset[str]]] = {}
        texts: dict[str, tuple[str, ...]] = {}
        products: dict[str, frozenset[str]] = {}
        statics: dict[tuple[float, ...], tuple[float, ...]] = {}
        for number, (_, branch, method, path, description, status, product) in enumerate(rows):
            if path not in paths:
                paths[path] = self._path(path)
            segments, opened = paths[path]
            self.segments.append(segments)
            for place, segment in enumerate(segments):
                operations, places = self._places[segment]
                operations.append(number)
                places.append(min(place, _LAST_BIT))
            if product not in products:
                products[product] = frozenset(self.known.stem(word) for word in words_of(product))
            for stem in opened | products[product]:
                self.opened.setdefault(stem, array("I")).append(number)
            # Who types deprecated or beta looks for what is.
            description = description if status == "PRODUCTION" else f"{description} {status}"
            if description not in texts:
                texts[description] = self._text(description)
            for stem in texts[description]:
                self.described.setdefault(stem, array("I")).append(number)
            self.lengths[number] = 1 / (1 + len(texts[description]) / 8)
            is_open = path.endswith("}")
            kind = _ITEM if is_open else _LIST if (branch, path) in listed else _OTHER
            self.shapes[number] = _FIRST_SHAPE.get(method, (2, 2, 2))[kind]
            self.bases[number] = min(len([part for part in product.split("/") if part]), len(segments))
            first = self.names[segments[0]] if segments else ""
            of = (
                float(status == "DEPRECATED"),
                float(status in ("BETA", "ALPHA")),
                float(branch == "v2"),
                float(first == "order"),
                float(first == "price"),
                min(len(segments), 8) / 4,
                min(path.count("{"), 5) / 4,
                float(len(segments) <= 2),
                float(len(segments) <= 1),
            )
            self.statics.append(statics.setdefault(of, of))

    def _path(self, path: str) -> tuple[tuple[int, ...], frozenset[str]]:
        segments: list[int] = []
        opened: set[str] = set()
        for part in path.split("/"):
            if part.startswith("{"):
                opened.update(self.known.stem(word) for word in words_of(part))
            elif part:
                segments.append(self._segment(part))
        return tuple(segments), frozenset(opened)

    def _segment(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
            self._places.append((array("I"), bytearray()))
            inner = words_of(name) or [name.lower()]
            whole = "".join(inner)
            stems = {self.known.stem(word): len(inner) == 1 for word in inner} | {self.known.stem(whole): True}
            for stem, is_whole in stems.items():
                self.terms.setdefault(stem, []).append((number, is_whole))
            for word in (*inner, whole):
                self._words[word] = self.known.stem(word)
        return number

    def _text(self, text: str) -> tuple[str, ...]:
        stems = {self.known.stem(word): None for word in words_of(text)}
        return tuple(stem for stem in stems if stem not in self.known.stop) or tuple(stems)

    def title(self, number: int) -> tuple[str, str, str]:
        """Branch, method and path of an operation."""
        return self.branches[number], self.methods[number], self.paths[number]

    def numbers_of(self, ids: Iterable[int]) -> Iterator[int]:
        """The numbers of operations by their ids in the store, of those that are known here."""
        known = self._numbers_of_ids
        return (known[one] for one in ids if one in known)

    def places(self, segment: int) -> Iterator[tuple[int, int]]:
        """The operations with a segment, and its place among their literal ones."""
        return zip(*self._places[segment], strict=True)

    def numbers(self, part: str) -> list[tuple[int, bool]]:
        """The segments that a lexicon's term names: whole ones, or those that have all of its words."""
        stems = [self.known.stem(word) for word in words_of(part) or [part.lower()]]
        whole = self.known.stem("".join(words_of(part)) or part.lower())
        found = dict(self.terms.get(whole, ()))
        if len(stems) > 1:
            having = [{number for number, _ in self.terms.get(stem, ())} for stem in stems]
            found |= {number: found.get(number, False) for number in set.intersection(*having)}
        return list(found.items())

    def beginning(self, start: str) -> set[str]:
        """The stems of the path words that begin so."""
        found = set()
        at = bisect_left(self.vocabulary, start)
        while at < len(self.vocabulary) and self.vocabulary[at].startswith(start):
            found.add(self._words[self.vocabulary[at]])
            at += 1
        return found
