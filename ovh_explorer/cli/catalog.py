"""``search`` and ``sync``: the catalog, without a screen."""

import argparse
import json
import sys
from collections.abc import Callable, Coroutine, Sequence

from ovh_explorer.call import BRANCHES, path_with_branch
from ovh_explorer.catalog.criteria import read_criteria
from ovh_explorer.catalog.search import (
    MAX_QUERY,
    Hit,
    explain,
    search,
    search_paths,
    unmatched_words,
)
from ovh_explorer.catalog.store import Store
from ovh_explorer.catalog.sync import Progress
from ovh_explorer.cli.completion.context import prepare_context
from ovh_explorer.cli.open_workspace import CommandError, open_workspace, run_async
from ovh_explorer.cli.streams import put, tell
from ovh_explorer.cli.terminal import fail, say, speak_to_programs
from ovh_explorer.text import plain_line, printable
from ovh_explorer.translation import _, in_series, ngettext, number
from ovh_explorer.translation.catalog_text import catalog_text
from ovh_explorer.workspace.navigation.notation import is_action
from ovh_explorer.workspace.navigation.word_target import (
    find_word_target,
    is_pasted,
    names_place,
    place_words,
)
from ovh_explorer.workspace.sync.fetch import fetch_all, fetch_missing
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["search_catalog", "sync_catalog"]


def search_catalog(options: argparse.Namespace) -> int:
    """Print the operations that words find; what isn't there of the catalog is fetched first.

    1 when nothing was found, and not everything could be searched.
    """

    speak_to_programs(options)
    words = " ".join(options.words)

    async def run() -> int:
        criteria = read_criteria(words.strip()[:MAX_QUERY])[0]
        if criteria.problem:
            raise CommandError(criteria.problem)
        branches = criteria.branches
        if options.branch and branches and branches != (options.branch,):
            raise CommandError(_given_twice(options.branch, branches))
        async with open_workspace(options) as workspace:
            lack = await _complete(
                workspace, branches or ((options.branch,) if options.branch else BRANCHES)
            )
            if options.explain:
                for line in explain(
                    workspace.store, words, branch=options.branch, limit=options.limit
                ):
                    put(printable(line))
                return 0
            hits, said = _found(workspace.store, words, options.branch, options.limit)
            unmatched = "" if said else _unmatched(workspace.store, words)
        if options.json:
            rows = [
                {
                    "branch": hit.branch,
                    "method": hit.method,
                    "path": hit.path,
                    "description": hit.description,
                    "status": hit.status,
                    "effects": list(hit.effects),
                    "why": hit.why,
                }
                for hit in hits
            ]
            put(json.dumps(rows, indent=2))
        for hit in () if options.json else hits:
            status = "" if hit.status == "PRODUCTION" else f" [{hit.status}]"
            path = path_with_branch(hit.branch, hit.path)
            why = f"  ({hit.why})" if hit.why else ""
            about = plain_line(catalog_text(hit.description))
            put(printable(f"{hit.method:<6} {path}{status}  {about}{why}"))
        if not hits and not options.json:
            say(said or _("Nothing found."))
        if unmatched:
            say(_("Nothing in the catalog matches {words}.").format(words=unmatched))
        if lack:
            say(
                _(
                    "Not everything was searched: the catalog has {lack}. The rest could "
                    "not be fetched."
                ).format(lack=lack)
            )
            say(_("Run the same search again to fetch the rest."))
        return 1 if lack and not hits else 0

    return _run(run)


def _given_twice(option: str, branches: Sequence[str]) -> str:
    """That ``--branch`` and the words name other branches."""
    named = [f"in:{branch}" for branch in branches]
    if len(named) == 1:
        return _("The branch is given twice: --branch {branch} and {first}. Give it once.").format(
            branch=option, first=named[0]
        )
    return _(
        "The branch is given twice: --branch {branch} and {first} and {second}. Give it once."
    ).format(branch=option, first=named[0], second=named[1])


def _unmatched(store: Store, words: str) -> str:
    """The words that nothing in the catalog has, as a list; "" for none."""
    if names_place(words):
        return ""
    return in_series(map(printable, unmatched_words(store, words)))


def _found(store: Store, words: str, branch: str | None, limit: int) -> tuple[list[Hit], str]:
    """The operations that words mean, or name in another notation, such as a line of a log; and why
    there are none, where that is known.
    """
    if not is_pasted(words):
        hits = search(store, words, branch=branch, limit=limit)
        if hits or not names_place(words):
            return hits, ""
    meant = find_word_target(store, words)
    if meant.hit is None and is_action(words):  # the beginning of one, or another name with colons
        return search(store, words, branch=branch, limit=limit), ""
    if meant.product is not None:
        known, product = meant.product
        if not product:
            return [], _(
                "This link names the branch {known} alone. Add in:{known} to other words."
            ).format(known=known)
        rows = store.operations(known, product) if branch in (None, known) else []
        return [Hit(row, product) for row in rows][:limit], ""
    hits = [*filter(None, [meant.hit]), *meant.nearest, *search_paths(store, place_words(words))]
    once: dict[int, Hit] = {}
    for hit in hits:
        if branch is None or hit.branch == branch:
            once.setdefault(hit.row.id, hit)
    return list(once.values())[:limit], meant.said


async def _complete(workspace: Workspace, branches: Sequence[str]) -> str:
    """Fetch what isn't there of `branches`, and say how little is there then; "" for everything.

    Raises:
        CommandError: when nothing is there.
    """
    counts = workspace.store.counts()
    lack = counts.lack(branches)
    if not lack:
        return ""
    if counts.operations:
        say(_("The catalog is not complete ({lack}): fetching the rest once.").format(lack=lack))
    elif not workspace.is_demo:  # its catalog is on this machine, and made anew for each command
        say(_("Downloading the catalog (first use)…"))
    bar = _Bar()
    counts = await fetch_missing(workspace.catalog, lambda: workspace.session, branches, bar.show)
    bar.finish()
    if not counts.operations:
        raise CommandError(_("The catalog could not be fetched."), 1)
    return counts.lack(branches)


def sync_catalog(options: argparse.Namespace) -> int:
    """Fetch every document and print what is there then; 1 when something could not be fetched."""

    async def run() -> int:
        async with open_workspace(options) as workspace:
            if workspace.catalog.is_temporary:
                raise CommandError(
                    _("Nothing was fetched: there is no place to keep the catalog."), 1
                )
            bar = _Bar()
            counts = await fetch_all(workspace.catalog, lambda: workspace.session, bar.show)
            bar.finish()
            products, operations, models = counts.fetched, counts.operations, counts.models
            things = (
                ngettext("{count} product", "{count} products", products),
                ngettext("{count} operation", "{count} operations", operations),
                ngettext("{count} model", "{count} models", models),
            )
            numbers = map(number, (products, operations, models))
            put(
                ", ".join(
                    words.format(count=count) for words, count in zip(things, numbers, strict=True)
                )
            )
            return 1 if bar.problems else 0

    code = _run(run)
    if not options.demo:
        prepare_context(endpoint=options.endpoint, profile=options.profile, config=options.config)
    return code


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
        self._repeated = 0

    def show(self, progress: Progress) -> None:
        if progress.problem:
            self.problems.append(progress.problem)
            if progress.problem in self.problems[:-1]:
                self._repeated += 1
                return
            self.end()
            problem = progress.problem  # of an index it names that
            if progress.path:
                place = f"{progress.branch}{progress.path}"
                problem = _("{place}: {problem}").format(place=place, problem=problem)
            say(problem)
        elif sys.stderr.isatty():
            name = printable(progress.branch + (progress.path or ""))
            tell(f"\r{progress.done:>3}/{progress.total} {name:<48.48}", end="")

    def finish(self) -> None:
        """End the line, and say how often a problem came again: that of a full disk does for each
        document.
        """
        self.end()
        if self._repeated:
            words = ngettext(
                "The same problem: {count} more document.",
                "The same problem: {count} more documents.",
                self._repeated,
            )
            say(words.format(count=number(self._repeated)))

    def end(self) -> None:
        if sys.stderr.isatty():
            tell(f"\r{'':<60}\r", end="")
