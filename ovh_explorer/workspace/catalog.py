"""The catalog of a workspace, fetched in this process: for commands that need it now and show no screen."""

from collections.abc import Callable, Sequence

from ovh_explorer.catalog.store import Counts
from ovh_explorer.catalog.sync import Progress, sync
from ovh_explorer.workspace.fetching import fetcher
from ovh_explorer.workspace.target import TargetError
from ovh_explorer.workspace.workspace import Workspace

__all__ = ["fetch_all", "fetch_one"]


async def fetch_one(workspace: Workspace, branches: Sequence[str], path: str) -> None:
    """Make sure the document that `path` is in is there, fetching the index and that one document where it isn't.

    Raises:
        TargetError: when what is needed can't be fetched, in words.
    """
    problems: list[str] = []

    def told(progress: Progress) -> None:
        if progress.problem:
            problems.append(progress.problem)

    store = workspace.store
    for branch in branches:
        if not store.products(branch):
            await sync(store, fetcher(workspace.session), branches=(branch,), only="", max_age=None, progress=told)
        product = store.product_of(branch, path)
        if product is not None and workspace.operations(branch, product) is None:
            await sync(store, fetcher(workspace.session), branches=(branch,), only=product, max_age=None, progress=told)
            if problems and workspace.operations(branch, product) is None:
                raise TargetError(problems[-1])
    if problems and not any(store.products(branch) for branch in branches):
        raise TargetError(problems[0])


async def fetch_all(workspace: Workspace, progress: Callable[[Progress], None]) -> Counts:
    """Ask for every document, unchanged ones costing little, and count what is there."""
    return await sync(workspace.store, fetcher(workspace.session), max_age=0, progress=progress)
