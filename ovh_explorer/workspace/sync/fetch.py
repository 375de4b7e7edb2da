"""The catalog, fetched in this process: for commands that need it now and show no screen."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.store import Counts
from ovh_explorer.catalog.sync import Progress, sync
from ovh_explorer.client.session import Session
from ovh_explorer.workspace.navigation.target import (
    OperationTarget,
    Target,
    TargetError,
    find_target,
)
from ovh_explorer.workspace.sync.catalog import Catalog
from ovh_explorer.workspace.sync.fetcher import fetcher

__all__ = ["CatalogUnavailable", "fetch_all", "fetch_missing", "locate"]

OpenSession = Callable[[], Session]
"""Opens the signing client; called when something is to be fetched."""


class CatalogUnavailable(TargetError):
    """The catalog that would tell can't be had; the message says why.

    `is_reachable` is False where no response came at all.
    """

    def __init__(self, message: str, *, is_reachable: bool) -> None:
        super().__init__(message)
        self.is_reachable = is_reachable


async def locate(catalog: Catalog, session: OpenSession, target: Target) -> OperationTarget:
    """The operation that `target` means, the index and the one document it is in fetched where they
    aren't there.

    Raises:
        CatalogUnavailable: when it isn't in what is there, and something can't be fetched.
        TargetError: when there is no such operation; with the nearest ones.
    """
    failed: list[Progress] = []
    for branch in (target.branch,) if target.branch else BRANCHES:
        if not catalog.store.products(branch):
            failed += await _fetch(catalog, session, branch, "")
        product = catalog.store.product_of(branch, target.path)
        if product is not None and catalog.operations(branch, product) is None:
            failed += await _fetch(catalog, session, branch, product)
        with suppress(TargetError):
            return find_target(catalog.store, replace(target, branch=branch))
        if failed and failed[-1].cause == "no response":
            # There would be no response for the other branch either, and that can take a while.
            break
    if failed:
        # Of the last one: the document that the operation should be in, else an index.
        last = failed[-1]
        raise CatalogUnavailable(last.problem, is_reachable=last.cause != "no response")
    return find_target(catalog.store, target)


async def _fetch(catalog: Catalog, session: OpenSession, branch: str, only: str) -> list[Progress]:
    """Fetch the index (for ``""``) or one product, and tell what failed."""

    async def once() -> list[Progress]:
        failed: list[Progress] = []

        def told(progress: Progress) -> None:
            if progress.problem:
                failed.append(progress)

        fetch = fetcher(session())
        await sync(catalog.store, fetch, branches=(branch,), only=only, max_age=None, progress=told)
        return failed

    failed = await once()
    if any(progress.cause == "store" for progress in failed) and catalog.make_temporary(
        failed[0].problem
    ):
        return await once()
    return failed


async def fetch_all(
    catalog: Catalog, session: OpenSession, progress: Callable[[Progress], None]
) -> Counts:
    """Ask for every document, unchanged ones costing little, and count what is there."""
    return await sync(catalog.store, fetcher(session()), max_age=0, progress=progress)


async def fetch_missing(
    catalog: Catalog,
    session: OpenSession,
    branches: Sequence[str],
    progress: Callable[[Progress], None],
) -> Counts:
    """Ask for the documents of `branches` that were never fetched, and count what is there.

    Where the user's catalog can't be written, they go into one for this run. Where no response
    comes, the others aren't asked for.
    """
    failed: list[Progress] = []

    def told(event: Progress) -> None:
        if event.cause == "store":
            failed.append(event)
        else:
            progress(event)

    async def once(tell: Callable[[Progress], None]) -> Counts:
        fetch = fetcher(session())
        return await sync(
            catalog.store, fetch, branches=branches, max_age=None, progress=tell, gives_up=True
        )

    counts = await once(told)
    if not failed:
        return counts
    if catalog.make_temporary(failed[0].problem):
        return await once(progress)
    for event in failed:
        progress(event)
    return counts
