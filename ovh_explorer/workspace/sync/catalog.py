"""The catalog of one endpoint: opens it, keeps it fresh, and finds operations in it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.call import BRANCHES
from ovh_explorer.catalog.store import OperationRow, ProductRow, Store
from ovh_explorer.workspace.sync.catalog_file import CatalogFile
from ovh_explorer.workspace.sync.document_events import DocumentEvents
from ovh_explorer.workspace.sync.service import SyncEvent

if TYPE_CHECKING:
    from ovh_explorer.workspace.navigation.target import OperationTarget, Target

__all__ = ["Catalog"]


class Catalog:
    """The catalog of one endpoint.

    Args:
        directory: of the catalogs; the user's cache by default.

    Attributes:
        on_remade: called when the catalog was damaged and has to be fetched again.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory
        self._root = ""
        self._store: Store | None = None
        self._file: CatalogFile | None = None
        self._events: DocumentEvents | None = None
        self._restart: asyncio.Task[None] | None = None
        self.on_remade: Callable[[], None] = lambda: None

    def open(self, root: str, own_file: Path | None = None) -> Store:
        """Open the catalog of an endpoint; on a second call the same one.

        Args:
            root: the endpoint's URL.
            own_file: a file for this run alone, as in the demo.

        Raises:
            StoreError: when no catalog can be opened, not even one for this run.
        """
        if self._store is None:
            self._root = root
            if own_file is not None:
                self._store = Store(own_file)
            else:
                self._file = CatalogFile(root, self._directory)
                self._store = self._file.store
            self._store.on_remade = lambda: self.on_remade()
        return self._store

    def close(self) -> None:
        """Close the catalog."""
        if self._store is not None:
            (self._file or self._store).close()
            self._store = None

    @property
    def is_open(self) -> bool:
        """Whether the catalog can be read."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """The database of the catalog."""
        assert self._store is not None, "the catalog isn't open"
        return self._store

    @property
    def notice(self) -> str:
        """What the user should know about the catalog's file, such as that a damaged one was set
        aside; else "".
        """
        if self._file is not None:
            return self._file.notice
        return "" if self._store is None else self._store.notice

    @property
    def is_temporary(self) -> bool:
        """Whether the catalog is kept for this run only: the user's cache can't be used."""
        return self._file is not None and self._file.is_temporary

    def make_temporary(self, problem: str) -> bool:
        """Keep the catalog for this run only: see :meth:`CatalogFile.make_temporary`."""
        return self._file is not None and self._file.make_temporary(problem)

    def products(self, branch: str) -> list[ProductRow]:
        """The products of a branch, alphabetical."""
        return self.store.products(branch)

    def operations(self, branch: str, product: str) -> list[OperationRow] | None:
        """A product's operations; None when its document isn't there yet: :meth:`fetch_product`."""
        row = next((item for item in self.store.products(branch) if item.path == product), None)
        if row is None or row.fetched_at is None:
            return None
        return self.store.operations(branch, product)

    async def start_sync(
        self, listen: Callable[[SyncEvent], None], *, all_again: bool = False
    ) -> None:
        """Fetch what is missing or old in the background; `listen` gets the events."""
        await self.stop_sync()
        has_moved = False

        def on_event(event: SyncEvent) -> None:
            nonlocal has_moved
            if not has_moved and event.cause == "store" and self.make_temporary(event.problem):
                has_moved = True
                self._restart = asyncio.ensure_future(self.start_sync(listen))
            if not has_moved:
                listen(event)

        self._events = DocumentEvents(self._root, self.store.path, on_event)
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
        found = self.operations(branch, product)
        if found is None:
            from ovh_explorer.workspace.navigation.target import TargetError

            if self._events is None or not self._events.is_running:
                raise TargetError("the catalog isn't being fetched")
            await self._events.want(branch, product)
            found = self.store.operations(branch, product)
        return found

    async def find(self, words: str) -> "OperationTarget":
        """The operation that `words` mean, its product fetched where it isn't there.

        Raises:
            TargetError: when there is none.
        """
        from ovh_explorer.catalog.damage import is_sound
        from ovh_explorer.workspace.navigation.target import TargetError, parse_target

        target = parse_target(words)
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
                "The catalog is being fetched again. Open the operation when it is there."
            ) from None

    async def _find(self, target: "Target") -> "OperationTarget":
        from ovh_explorer.workspace.navigation.target import find_target

        for branch in (target.branch,) if target.branch else BRANCHES:
            if (
                not self.store.products(branch)
                and self._events is not None
                and self._events.is_running
            ):
                await self._events.wait(branch, "")
            product = self.store.product_of(branch, target.path)
            if product is not None and self.operations(branch, product) is None:
                await self.fetch_product(branch, product)
        return find_target(self.store, target)
