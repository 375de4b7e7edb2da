"""The catalog of a workspace, fetched in this process: for commands that need it now and show no
screen.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.store import Counts
from ovh_explorer.catalog.sync import Progress, sync
from ovh_explorer.workspace.navigation.target import (
    OperationTarget,
    Target,
    TargetError,
    find_target,
)
from ovh_explorer.workspace.sync.fetcher import fetcher
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["CatalogUnavailable", "fetch_all", "locate"]


class CatalogUnavailable(TargetError):
    """The catalog that would tell can't be had; the message says why.

    `is_reachable` is False where no response came at all.
    """

    def __init__(self, message: str, *, is_reachable: bool) -> None:
        super().__init__(message)
        self.is_reachable = is_reachable


async def locate(workspace: Workspace, target: Target) -> OperationTarget:
    """The operation that `target` means, the index and the one document it is in fetched where they
    aren't there.

    Raises:
        CatalogUnavailable: when it isn't in what is there, and something can't be fetched.
        TargetError: when there is no such operation; with the nearest ones.
    """
    failed: list[Progress] = []
    for branch in (target.branch,) if target.branch else BRANCHES:
        if not workspace.store.products(branch):
            failed += await _fetch(workspace, branch, "")
        product = workspace.store.product_of(branch, target.path)
        if product is not None and workspace.operations(branch, product) is None:
            failed += await _fetch(workspace, branch, product)
        with suppress(TargetError):
            return find_target(workspace.store, replace(target, branch=branch))
        if failed and failed[-1].cause == "no response":
            # Nobody would answer for the other branch either, and that can take a while.
            break
    if failed:
        # Of the last one: the document that the operation should be in, else an index.
        last = failed[-1]
        raise CatalogUnavailable(last.problem, is_reachable=last.cause != "no response")
    return find_target(workspace.store, target)


async def _fetch(workspace: Workspace, branch: str, only: str) -> list[Progress]:
    """Fetch the index (for ``""``) or one product, and tell what failed."""

    async def once() -> list[Progress]:
        failed: list[Progress] = []

        def told(progress: Progress) -> None:
            if progress.problem:
                failed.append(progress)

        fetch = fetcher(workspace.session)
        await sync(
            workspace.store, fetch, branches=(branch,), only=only, max_age=None, progress=told
        )
        return failed

    failed = await once()
    if any(progress.cause == "store" for progress in failed) and workspace.use_temporary_catalog(
        failed[0].problem
    ):
        return await once()
    return failed


async def fetch_all(
    workspace: Workspace, progress: Callable[[Progress], None], *, for_this_run: bool = False
) -> Counts:
    """Ask for every document, unchanged ones costing little, and count what is there.

    Args:
        for_this_run: where the user's catalog can't be written, fetch them into one for this run.
    """
    failed: list[Progress] = []

    def told(event: Progress) -> None:
        if for_this_run and event.cause == "store":
            failed.append(event)
        else:
            progress(event)

    counts = await sync(workspace.store, fetcher(workspace.session), max_age=0, progress=told)
    if failed and workspace.use_temporary_catalog(failed[0].problem):
        return await sync(workspace.store, fetcher(workspace.session), max_age=0, progress=progress)
    return counts
