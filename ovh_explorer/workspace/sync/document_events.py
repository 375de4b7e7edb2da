"""Documents of the catalog as they arrive: what waits for one is told, and every other listener."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from ovh_explorer.translation import _
from ovh_explorer.workspace.sync.service import CatalogSync, SyncEvent

__all__ = ["DocumentEvents"]


class DocumentEvents:
    """The fetching of one endpoint's catalog, and those who wait for a part of it.

    Args:
        root: the endpoint's.
        path: the store's.
        listen: told of everything that happens.
    """

    def __init__(self, root: str, path: Path, listen: Callable[[SyncEvent], None]) -> None:
        self._listen = listen
        self._sync = CatalogSync(root, path, self._heard)
        self._waiting: dict[tuple[str, str], asyncio.Future[None]] = {}
        # Branches whose index could not be fetched: nothing more is said of it unless it is asked
        # for again.
        self._failed: set[str] = set()

    @property
    def is_running(self) -> bool:
        """Whether documents are still being fetched."""
        return self._sync.is_running

    async def start(self, *, all_again: bool = False) -> None:
        """Fetch what is missing or old; or everything."""
        await self._sync.start(all_again=all_again)

    async def stop(self) -> None:
        """Fetch no more; those who wait are told."""
        await self._sync.stop()
        self._heard(SyncEvent("lost", problem=_("the download was stopped: try again")), tell=False)

    async def want(self, branch: str, product: str) -> None:
        """Have a document fetched before the others, and wait until it is there.

        Raises:
            TargetError: when it can't be fetched, in words.
        """
        if (branch, product) not in self._waiting:
            self._sync.want(branch, product)
        await self.wait(branch, product)

    async def wait(self, branch: str, product: str) -> None:
        """Wait until a document, or the branch's index for "", is in the store.

        Raises:
            TargetError: when it can't be fetched, in words.
        """
        key = (branch, product)
        if key not in self._waiting:
            self._waiting[key] = asyncio.get_running_loop().create_future()
            if not product and branch in self._failed:
                self._sync.want(branch, "")
        await asyncio.shield(self._waiting[key])

    def _heard(self, event: SyncEvent, *, tell: bool = True) -> None:
        if event.branch and not event.path:
            (self._failed.add if event.kind == "failed" else self._failed.discard)(event.branch)
        over = (
            list(self._waiting) if event.kind in ("lost", "over") else [(event.branch, event.path)]
        )
        for key in over:
            waiting = self._waiting.pop(key, None)
            if waiting is not None and not waiting.done():
                if event.problem:
                    from ovh_explorer.workspace.navigation.target import TargetError

                    waiting.set_exception(TargetError(event.problem))
                else:
                    waiting.set_result(None)
        if tell:
            self._listen(event)
