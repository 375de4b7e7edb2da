"""The catalog of one endpoint, and what fetches it in the background."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ovh_explorer.catalog.store import OperationRow, ProductRow, Store, StoreError
from ovh_explorer.operation_names import BRANCHES
from ovh_explorer.translation import _
from ovh_explorer.translation.catalog_text import translate_catalog
from ovh_explorer.workspace.sync.catalog_file import CatalogFile

if TYPE_CHECKING:
    from ovh_explorer.workspace.navigation.target import OperationTarget, Target
    from ovh_explorer.workspace.sync.document_events import DocumentEvents
    from ovh_explorer.workspace.sync.service import SyncEvent

__all__ = ["Catalog", "SyncListener"]

SyncListener = Callable[["SyncEvent"], None]
"""Told what comes of the catalog, in the event loop."""


class Catalog:
    """Products and operations of an endpoint.

    Args:
        root: the URL of the endpoint.
        store: where documents are kept.
        file: of the user's cache; None for a store that is for this run alone, as the demo's.
    """

    def __init__(self, root: str, store: Store, file: CatalogFile | None) -> None:
        self.store = store
        self._root = root
        self._file = file
        translate_catalog(is_ours=file is None)
        self._events: DocumentEvents | None = None
        self.restarting: asyncio.Future[None] | None = None
        """The start of another fetch, into a file for this run."""

    # The file

    @property
    def is_temporary(self) -> bool:
        """Whether the catalog is kept for this run only: the user's cache can't be used."""
        return self._file is not None and self._file.is_temporary

    def make_temporary(self, problem: str) -> bool:
        """Keep the catalog for this run only: see :meth:`CatalogFile.make_temporary`."""
        return self._file is not None and self._file.make_temporary(problem)

    @property
    def notice(self) -> str:
        """What the user should know about the file, such as that a damaged one was set aside;
        else "".
        """
        return (self._file or self.store).notice

    def close(self) -> None:
        """Close the file; one for this run is removed."""
        (self._file or self.store).close()

    # What is in it

    def lack(self, branches: Sequence[str] = BRANCHES) -> str:
        """How little of the catalog is here, as :meth:`Counts.lack` says it; "" where nothing lacks
        or is known.
        """
        try:
            return self.store.counts().lack(branches)
        except StoreError:
            # Whatever reads the catalog next says what is wrong with it.
            return ""

    def products(self, branch: str) -> list[ProductRow]:
        """The products of a branch, alphabetical."""
        return self.store.products(branch)

    def operations(self, branch: str, product: str) -> list[OperationRow] | None:
        """A product's operations; None where its document isn't
        there yet: :meth:`fetch_product`.
        """
        row = next((item for item in self.store.products(branch) if item.path == product), None)
        if row is None or row.fetched_at is None:
            return None
        return self.store.operations(branch, product)

    # Fetching

    async def start_sync(self, listen: SyncListener, *, all_again: bool = False) -> None:
        """Fetch what is missing or old in the background, and tell `listen`."""
        from ovh_explorer.workspace.sync.document_events import DocumentEvents

        await self.stop_sync()
        has_moved = False

        def heard(event: "SyncEvent") -> None:
            nonlocal has_moved
            if not has_moved and event.cause == "store" and self.make_temporary(event.problem):
                has_moved = True
                self.restarting = asyncio.ensure_future(self.start_sync(listen))
            if not has_moved:
                listen(event)

        self._events = DocumentEvents(self._root, self.store.path, heard)
        await self._events.start(all_again=all_again)

    async def stop_sync(self) -> None:
        """Fetch no more."""
        if self._events is not None:
            await self._events.stop()

    async def fetch_product(self, branch: str, product: str) -> list[OperationRow]:
        """A product's operations, its document fetched before the others where it isn't there.

        Raises:
            TargetError: when it can't be fetched, in words.
        """
        from ovh_explorer.workspace.navigation.target import TargetError

        found = self.operations(branch, product)
        if found is None:
            if self._events is None or not self._events.is_running:
                raise TargetError(_("the catalog isn't being fetched"))
            await self._events.want(branch, product)
            found = self.store.operations(branch, product)
        return found

    async def find(self, words: str) -> "OperationTarget":
        """The operation that `words` mean, its product fetched where it isn't there.

        Raises:
            TargetError: when there is none.
        """
        from ovh_explorer.catalog.damaged_files import is_sound
        from ovh_explorer.workspace.navigation.notation import parse_pasted
        from ovh_explorer.workspace.navigation.target import TargetError

        target = parse_pasted(words)
        notice = self.notice
        try:
            return await self._find(target)
        except TargetError:
            # It may be missing from a damaged catalog alone.
            if self.notice == notice and await asyncio.to_thread(is_sound, self.store.path):
                raise
            if self.notice == notice:
                self.store.remake()
            raise TargetError(
                _("The catalog is downloading again. Open the operation when that is done.")
            ) from None

    async def _find(self, target: "Target") -> "OperationTarget":
        from ovh_explorer.workspace.navigation.target import find_target

        events = self._events
        for branch in (target.branch,) if target.branch else BRANCHES:
            if not self.store.products(branch) and events is not None and events.is_running:
                await events.wait(branch, "")
            product = self.store.product_of(branch, target.path)
            if product is not None and self.operations(branch, product) is None:
                await self.fetch_product(branch, product)
        return find_target(self.store, target)
