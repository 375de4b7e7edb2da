"""How often the search finds what people ask for: ``python -m tests.benchmarks.bench_search_quality
FILE [--schemas DIR]``.

FILE holds a list of questions: `query`, the acceptable `answers` (or one `answer`), and where known
`lang` and `kind`. Printed is the share of questions with a response first and among the first five,
and the mean of one by its place (MRR), by language, kind, branch and method of the first answer;
`--misses` prints what is not among the first five.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

from ovh_explorer.catalog.search import search
from ovh_explorer.catalog.store import Store
from tests import real_catalog
from tests.conftest import fill

DEEPEST = 50
GROUPS = ("language", "kind", "branch", "method")


def places(store: Store, questions: list[dict]) -> list[tuple[dict, int | None]]:
    """Each question with the place of its first acceptable answer, 0 the first; None where it isn't
    found.
    """
    found = []
    for question in questions:
        hits = [
            f"{hit.branch} {hit.method} {hit.path}"
            for hit in search(store, question["query"], limit=DEEPEST)
        ]
        answers = answers_of(question)
        found.append((question, next((at for at, hit in enumerate(hits) if hit in answers), None)))
    return found


def answers_of(question: dict) -> list[str]:
    """The acceptable answers."""
    return question["answers"] if "answers" in question else [question["answer"]]


def say(what: str, found: list[int | None]) -> None:
    """Print the shares."""
    known = [place for place in found if place is not None]
    first, five = (sum(place < limit for place in known) / len(found) for limit in (1, 5))
    mrr = sum(1 / (place + 1) for place in known) / len(found)
    print(f"  {what:<12} {len(found):>4}  hit@1 {first:6.1%}  hit@5 {five:6.1%}  MRR {mrr:.3f}")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--schemas", type=Path)
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as directory, Store(Path(directory) / "catalog.db") as store:
        fill(store, given.schemas or real_catalog.wanted())
        found = places(store, json.loads(given.file.read_text()))
    groups: dict[str, dict[str, list[int | None]]] = {group: defaultdict(list) for group in GROUPS}
    for question, place in found:
        branch, method, _ = answers_of(question)[0].split(" ", 2)
        of = (question.get("lang", "en"), question.get("kind", ""), branch, method)
        for group, value in zip(GROUPS, of, strict=True):
            groups[group][value].append(place)
    print("all")
    say("", [place for _, place in found])
    for group, values in groups.items():
        print(f"by {group}")
        for value, those in sorted(values.items(), key=lambda item: -len(item[1])):
            say(value or "none", those)
    if given.misses:
        for question, place in found:
            if place is None or place >= 5:
                print(
                    f"{'-' if place is None else place + 1:>3}  {question['query']}  {answers_of(question)[0]}"
                )


if __name__ == "__main__":
    main()
