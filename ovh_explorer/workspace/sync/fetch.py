"""Fetches the catalog in this process: for commands, which need it now and show no screen."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.store import Counts
from ovh_explorer.catalog.sync import Progress, sync
from ovh_explorer.workspace.navigation.target import (
    OperationTarget,
    Target,
    TargetError,
    find_target,
)
from ovh_explorer.workspace.sync.catalog import Catalog
from ovh_explorer.workspace.sync.fetcher import fetcher

if TYPE_CHECKING:
    from ovh_explorer.client.session import Session

__all__ = ["CatalogUnavailable", "fetch_all", "locate"]


class CatalogUnavailable(TargetError):
    """The part of the catalog that is needed can't be fetched; the message says why.

    Attributes:
        is_reachable: False where no response came at all.
    """

    def __init__(self, message: str, *, is_reachable: bool) -> None:
        super().__init__(message)
        self.is_reachable = is_reachable


async def locate(
    catalog: Catalog, session: "Callable[[], Session]", target: Target
) -> OperationTarget:
    """Find the operation that `target` means; the index and the one document it is in are fetched
    where they aren't there.

    Args:
        session: gives the client; called when something has to be fetched.

    Raises:
        CatalogUnavailable: when it isn't in what is there, and something can't be fetched.
        TargetError: when there is no such operation; with the nearest ones.
    """
    failed: list[Progress] = []
    for branch in (target.branch,) if target.branch else BRANCHES:
        if not catalog.products(branch):
            failed += await _fetch(catalog, session(), branch, "")
        product = catalog.store.product_of(branch, target.path)
        if product is not None and catalog.operations(branch, product) is None:
            failed += await _fetch(catalog, session(), branch, product)
        with suppress(TargetError):
            return find_target(catalog.store, replace(target, branch=branch))
        if failed and failed[-1].cause == "no response":
            # No response would come for the other branch either, and that can take a while.
            break
    if failed:
        # Of the last one: the document that the operation should be in, else an index.
        last = failed[-1]
        raise CatalogUnavailable(last.problem, is_reachable=last.cause != "no response")
    return find_target(catalog.store, target)


async def _fetch(catalog: Catalog, session: "Session", branch: str, only: str) -> list[Progress]:
    """Fetch the index (for ``""``) or one product, and give what failed."""

    async def once() -> list[Progress]:
        failed: list[Progress] = []

        def told(progress: Progress) -> None:
            if progress.problem:
                failed.append(progress)

        fetch = fetcher(session)
        await sync(catalog.store, fetch, branches=(branch,), only=only, max_age=None, progress=told)
        return failed

    failed = await once()
    if any(progress.cause == "store" for progress in failed) and catalog.make_temporary(
        failed[0].problem
    ):
        return await once()
    return failed


async def fetch_all(
    catalog: Catalog,
    session: "Session",
    progress: Callable[[Progress], None],
    *,
    for_this_run: bool = False,
) -> Counts:
    """Fetch every document, and count what is there. An unchanged document costs little.

    Args:
        for_this_run: where the user's catalog can't be written, fetch them into one for this run.
    """
    failed: list[Progress] = []

    def told(event: Progress) -> None:
        if for_this_run and event.cause == "store":
            failed.append(event)
        else:
            progress(event)

    counts = await sync(catalog.store, fetcher(session), max_age=0, progress=told)
    if failed and catalog.make_temporary(failed[0].problem):
        return await sync(catalog.store, fetcher(session), max_age=0, progress=progress)
    return counts
