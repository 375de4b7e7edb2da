"""The catalog's costs: a search at every key of what people type, browsing, a whole sync.

``python -m tests.benchmarks.bench_catalog [DIRECTORY]``, where DIRECTORY holds a catalog
(``v1/index.json``, ``v1/vps.json``, …); by default the one that the tests use. Milliseconds, unless
said.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ovh_explorer.catalog.search import search
from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.sync import FetchResult, sync
from tests import real_catalog


def timed(run: Callable[[], object]) -> float:
    """Milliseconds that `run` takes."""
    begin = time.perf_counter()
    run()
    return (time.perf_counter() - begin) * 1000


def say(what: str, times: list[float]) -> None:
    """Print the median, the 95th percentile and the most."""
    times.sort()
    print(
        f"{what:<28} p50 {times[len(times) // 2]:6.2f}  p95 {times[int(len(times) * 0.95)]:6.2f}  most {times[-1]:6.2f}"
    )


def found(store: Store, questions: list[dict[str, str]]) -> int:
    """How many questions have their answer among the first five."""
    return sum(
        question["answer"]
        in [
            f"{hit.branch} {hit.method} {hit.path}"
            for hit in search(store, question["query"], limit=5)
        ]
        for question in questions
    )


def main() -> None:
    """Print the figures."""
    schemas = Path(sys.argv[1]) if len(sys.argv) > 1 else real_catalog.wanted()
    file = real_catalog.beside("search-questions.json")
    if file is None:
        raise SystemExit(real_catalog.missing("search-questions.json"))
    questions = json.loads(file.read_text())

    async def fetch(branch: str, path: str | None, etag: str | None) -> FetchResult:
        file = schemas / branch / ("index.json" if path is None else f"{path[1:]}.json")
        return FetchResult(file.read_bytes(), '"1"')

    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "catalog.db"
        with Store(path) as store:
            print(f"whole sync {timed(lambda: asyncio.run(sync(store, fetch))):.0f}")
            print(f"nothing new {timed(lambda: asyncio.run(sync(store, fetch, max_age=0))):.0f}")
        print(f"size {path.stat().st_size / 1e6:.1f} MB")
        say("open the file", [timed(lambda: Store(path).close()) for _ in range(50)])
        with Store(path) as store:
            typed = [
                question["query"][:end]
                for question in questions
                for end in range(1, len(question["query"]) + 1)
            ]
            say("a key, first time", [timed(partial(search, store, words)) for words in typed])
            say("a key", [timed(partial(search, store, words)) for words in typed])
            print(f"found among the first five: {found(store, questions)} of {len(questions)}")
            for what, run in {
                "products": lambda: store.products("v1"),
                "operations of /cloud": lambda: store.operations("v1", "/cloud"),
                "one operation": lambda: store.operation(
                    "v1", "POST", "/domain/zone/{zoneName}/record"
                ),
                "match a concrete path": lambda: store.match(
                    "v1", "GET", "/domain/zone/example.com/record/7"
                ),
                "product of a path": lambda: store.product_of("v1", "/domain/zone/example.com"),
                "nearest": lambda: store.nearest(None, None, "/domian/zone/example.com/record"),
            }.items():
                say(what, [timed(run) for _ in range(50)])


if __name__ == "__main__":
    main()
