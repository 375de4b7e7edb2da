"""``search`` and ``sync``: the catalog, without a screen."""

import argparse
import json
import sys
from collections.abc import Callable, Coroutine

from ovh_explorer.catalog.criteria import read_criteria
from ovh_explorer.catalog.search import MAX_QUERY, search
from ovh_explorer.catalog.sync import Progress
from ovh_explorer.cli.place import CommandError, opened, run_async
from ovh_explorer.cli.streams import put, tell
from ovh_explorer.cli.terminal import fail, say
from ovh_explorer.text import printable
from ovh_explorer.workspace.sync.fetch import fetch_all

__all__ = ["search_catalog", "sync_catalog"]


def search_catalog(options: argparse.Namespace) -> int:
    """Print the operations that words find; a catalog that isn't there is fetched first."""

    words = " ".join(options.words)

    async def run() -> int:
        criteria = read_criteria(words.strip()[:MAX_QUERY])[0]
        if criteria.problem:
            raise CommandError(criteria.problem)
        branches = criteria.branches
        if options.branch and branches and branches != (options.branch,):
            named = " and ".join(f"in:{branch}" for branch in branches)
            raise CommandError(
                f"The branch is given twice: --branch {options.branch} and {named}. Give it once."
            )
        async with opened(options) as workspace:
            if not workspace.store.counts().operations:
                say("The catalog isn't here yet: fetching it once.")
                await fetch_all(
                    workspace.catalog, workspace.session, _Bar().show, for_this_run=True
                )
                if not workspace.store.counts().operations:
                    raise CommandError("The catalog could not be fetched.", 1)
            hits = search(workspace.store, words, branch=options.branch, limit=options.limit)
        if options.json:
            rows = [
                {
                    "branch": hit.branch,
                    "method": hit.method,
                    "path": hit.path,
                    "description": hit.description,
                    "status": hit.status,
                    "effects": list(hit.effects),
                }
                for hit in hits
            ]
            put(json.dumps(rows, indent=2))
            return 0
        for hit in hits:
            status = "" if hit.status == "PRODUCTION" else f" [{hit.status}]"
            path = f"/v2{hit.path}" if hit.branch == "v2" else hit.path
            put(printable(f"{hit.method:<6} {path}{status}  {hit.description}"))
        if not hits:
            say("Nothing found.")
        return 0

    return _run(run)


def sync_catalog(options: argparse.Namespace) -> int:
    """Fetch every document and print what is there then; 1 when something could not be fetched."""

    async def run() -> int:
        async with opened(options) as workspace:
            if workspace.catalog.is_temporary:
                raise CommandError("Nothing was fetched: there is no place to keep the catalog.", 1)
            bar = _Bar()
            counts = await fetch_all(workspace.catalog, workspace.session, bar.show)
            bar.end()
            put(
                f"{counts.fetched} products, {counts.operations} operations, {counts.models} models"
            )
            return 1 if bar.problems else 0

    return _run(run)


def _run(run: Callable[[], Coroutine[None, None, int]]) -> int:
    try:
        return run_async(run())
    except CommandError as error:
        return fail(str(error), error.code)


class _Bar:
    """Progress on standard error: a line that is written over on a terminal, problems only in a
    pipe.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []

    def show(self, progress: Progress) -> None:
        if progress.problem:
            self.problems.append(progress.problem)
            self.end()
            say(f"{progress.branch}{progress.path or ''}: {progress.problem}")
        elif sys.stderr.isatty():
            name = printable(progress.branch + (progress.path or ""))
            tell(f"\r{progress.done:>3}/{progress.total} {name:<48.48}", end="")

    def end(self) -> None:
        if sys.stderr.isatty():
            tell(f"\r{'':<60}\r", end="")
