"""The weights of the search, learned from questions: ``python -m tests.train_search FILE
[--write]``.

FILE holds questions with their acceptable answers, as ``search-set.json`` does. Each question's
candidates are scored by a weighted sum of features; what is made small is the surprise at an
acceptable answer among them (softmax). Weights begin at :func:`beginning` and are drawn back to it,
so that what few questions touch stays plain. Printed is how many answers are among the first one
and five, first by weights that never saw the question (five folds), then by those that saw all.
"""

import argparse
import json
import math
import random
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ovh_explorer.catalog.search.feature_names import SHAPES
from ovh_explorer.catalog.search.finder import fields_in
from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.languages import languages
from ovh_explorer.catalog.search.lexicon import lexicon
from ovh_explorer.catalog.search.matches import Matcher
from ovh_explorer.catalog.search.query import read_query
from ovh_explorer.catalog.search.ranking import candidates, features, rank
from ovh_explorer.catalog.search.weights import Weights
from ovh_explorer.catalog.store import Store
from tests import real_catalog
from tests.conftest import fill

WEIGHTS = Path(__file__).parents[1] / "ovh_explorer" / "catalog" / "search" / "weights.json"
FOLDS = 5
ROUNDS = 3
EPOCHS = 25
RATE = 0.12
DRAWN_BACK = 0.01
# What the name of a product counts beside a question of people's.
NAMES = 0.3
WIDTH = 160

Named = dict[str, float]


def beginning() -> Named:
    """Where the weights begin: what a plain idea of a good answer says."""
    named: Named = {}
    sources = {
        "said": 1.0, "inside": 0.35, "meant": 0.8, "phrase": 1.1, "weak": 0.35, "begun": 0.5, "verb said": 0.5,
        "verb meant": 0.45,
    }  # fmt: skip
    for source, much in sources.items():
        for position, share in {
            "last": 1.3,
            "path": 1.0,
            "last part": 0.9,
            "path part": 0.7,
        }.items():
            named[f"{source}: {position}"] = much * share
    for source, much in {
        "said": 0.5,
        "inside": 0.2,
        "phrase": 0.3,
        "begun": 0.2,
        "verb said": 0.2,
    }.items():
        named[f"{source}: description"] = much
    named |= {
        "placeholder": 0.1,
        "sent": 0.3,
        "received": 0.1,
        "deprecated": -4,
        "beta": -0.3,
        "order": -1.5,
        "price": -2,
    }
    named |= {
        "segments": -0.4,
        "placeholders": -0.4,
        "coverage by path": 4,
        "coverage": 2,
        "words missing": -1,
    }
    named |= {
        "no word missing": 1,
        "head left over": -0.6,
        "path left over": -1,
        "rarity left over": -0.3,
    }
    named |= {
        "last left over": -1,
        "nothing left over": 0.5,
        "verb in path": 0.5,
        "action left over": -1,
        "says just that": 0.5,
    }
    does = {"POST other": 1.5, "POST to list": 1, "PUT item": 0.5, "PUT other": 0.5}
    wanted: dict[str, Named] = {
        "list": {"GET list": 2, "GET other": 0.7},
        "show": {"GET item": 1, "GET other": 1, "GET list": 1},
        "create": {"POST to list": 2, "POST other": 1},
        "order": {"POST to list": 1, "POST other": 1},
        "change": {"PUT item": 2, "PUT other": 2, "POST other": 1},
        "delete": {"DELETE item": 2, "DELETE other": 2},
        "cancel": {"POST other": 2, "DELETE item": 1, "DELETE other": 1},
        "none": {"GET list": 1, "GET other": 0.7, "POST to list": 0.7, "POST other": 0.5},
        "plural": {"GET list": 1.5},
        "a name": {"GET list": 2, "GET other": 1, "GET item": 0.5},
    }
    for verbs in {of for classes in languages().verbs.values() for of in classes} | wanted.keys():
        named |= {f"{verbs} → {shape}": wanted.get(verbs, does).get(shape, 0.0) for shape in SHAPES}
    return named


@dataclass
class Question:
    """A question, the operations that answer it, and the features of its candidates."""

    query: str
    lang: str
    answers: frozenset[int]
    vectors: list[tuple[bool, list[tuple[str, float]]]]


class Trainer:
    """The catalog and the questions."""

    def __init__(self, store: Store, questions: Iterable[dict[str, Any]]) -> None:
        rows = store.searchable()
        self.index = Index(rows, languages())
        # The same words are looked for in every round.
        self.fields = lru_cache(maxsize=None)(fields_in(store, self.index))
        numbers = {f"{row[1]} {row[2]} {row[3]}": number for number, row in enumerate(rows)}
        self.questions = [
            Question(
                one["query"],
                one.get("lang", "en"),
                frozenset(
                    numbers[answer]
                    for answer in one.get("answers", [one.get("answer")])
                    if answer in numbers
                ),
                [],
            )
            for one in questions
        ]
        # Beside what people asked: the name of a product alone asks for its list.
        self.names = [
            Question(product.rpartition("/")[2], "names", frozenset([numbers[title]]), [])
            for product in dict.fromkeys(row[6] for row in rows)
            for title in (f"v1 GET {product}", f"v2 GET {product}")
            if title in numbers
        ]

    def look(self, weights: Weights, questions: Sequence[Question]) -> None:
        """Take the features of each question's candidates: which they are depends on the weights."""
        self.index.weigh(weights.statics)
        matcher = Matcher(self.index, weights)
        for question in questions:
            asked = read_query(question.query, languages(), lexicon(), self.index.terms)
            matches = [matcher.match(unit, self.fields) for unit in asked.units]
            near = {number for _, number in candidates(self.index, weights, asked, matches, WIDTH)}
            question.vectors = [
                (
                    number in question.answers,
                    list(features(self.index, asked, matches, number).items()),
                )
                for number in near | question.answers
            ]

    def train(self, questions: Sequence[Question]) -> Named:
        """The weights that `questions` teach."""
        start = beginning()
        named = dict(start)
        chance = random.Random(1)
        for _ in range(ROUNDS):
            self.look(Weights.of(named), [*questions, *self.names])
            steps: dict[str, float] = defaultdict(lambda: 1.0)
            order = [*questions, *self.names]
            for epoch in range(EPOCHS):
                chance.shuffle(order)
                for question in order:
                    self._step(
                        question,
                        named,
                        start,
                        steps,
                        RATE * (1 - epoch / EPOCHS) * (NAMES if question.lang == "names" else 1.0),
                    )
        return named

    @staticmethod
    def _step(
        question: Question, named: Named, start: Named, steps: dict[str, float], rate: float
    ) -> None:
        scores = [
            sum(named.get(name, 0.0) * value for name, value in vector)
            for _, vector in question.vectors
        ]
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        total = sum(shares)
        right = sum(
            share for share, (is_right, _) in zip(shares, question.vectors, strict=True) if is_right
        )
        if not right:
            return
        slope: dict[str, float] = defaultdict(float)
        for share, (is_right, vector) in zip(shares, question.vectors, strict=True):
            pull = (share / right if is_right else 0.0) - share / total
            if abs(pull) > 1e-4:
                for name, value in vector:
                    slope[name] += pull * value
        for name, much in slope.items():
            much -= DRAWN_BACK * (named.get(name, 0.0) - start.get(name, 0.0))
            steps[name] += much * much
            named[name] = named.get(name, 0.0) + rate * much / math.sqrt(steps[name])

    def found(self, named: Named, questions: Sequence[Question]) -> list[tuple[str, int]]:
        """The language of each question and the place of its first acceptable answer, 0 the first."""
        weights = Weights.of(named)
        self.index.weigh(weights.statics)
        matcher = Matcher(self.index, weights)
        places = []
        for question in questions:
            asked = read_query(question.query, languages(), lexicon(), self.index.terms)
            numbers = rank(self.index, matcher, weights, asked, self.fields).numbers
            place = next(
                (at for at, number in enumerate(numbers) if number in question.answers),
                len(numbers) + 1000,
            )
            places.append((question.lang, place))
        return places

    def cross_validated(self) -> list[tuple[str, int]]:
        """The same for all questions, each found by weights that were trained on other ones."""
        places = []
        for fold in range(FOLDS):
            held = [
                one for one in self.questions if zlib.crc32(one.query.encode()) // 2 % FOLDS == fold
            ]
            places += self.found(
                self.train([one for one in self.questions if one not in held]), held
            )
        return places


def say(what: str, places: Iterable[tuple[str, int]]) -> None:
    """Print the shares by language."""
    by_language: dict[str, list[int]] = defaultdict(list)
    for lang, place in places:
        by_language[lang].append(place)
    print(what)
    for lang, found in sorted(by_language.items(), key=lambda item: -len(item[1])):
        first, five = (sum(place < limit for place in found) / len(found) for limit in (1, 5))
        rank_ = sum(1 / (place + 1) for place in found) / len(found)
        print(
            f"  {lang:<5} {len(found):>4}  hit@1 {first:6.1%}  hit@5 {five:6.1%}  MRR {rank_:.3f}"
        )


def main() -> None:
    """Train, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--schemas", type=Path, help="the catalog's directory")
    options.add_argument("--write", action="store_true", help="keep the weights")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as directory, Store(Path(directory) / "catalog.db") as store:
        fill(store, given.schemas or real_catalog.wanted())
        trainer = Trainer(store, json.loads(given.file.read_text()))
        say(f"By weights that never saw the question ({FOLDS} folds):", trainer.cross_validated())
        named = trainer.train(trainer.questions)
        say(
            "By weights that saw all questions:",
            trainer.found(named, [*trainer.questions, *trainer.names]),
        )
    if given.write:
        rounded = {name: round(weight, 3) for name, weight in sorted(named.items())}
        WEIGHTS.write_text(json.dumps(rounded, indent=1, ensure_ascii=False) + "\n")
        print(f"Written: {WEIGHTS}")


if __name__ == "__main__":
    main()
