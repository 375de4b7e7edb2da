"""A search that nothing on the screen waits for: its index is made in a thread."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

from ovh_explorer.catalog.search import (
    Hit,
    guessed_words,
    is_ready,
    prepare,
    search,
    unmatched_words,
)
from ovh_explorer.catalog.store import Store, StoreError
from ovh_explorer.tui.terminal.idle_gc import collect_young

__all__ = ["WordSearch", "make_index"]

# Seconds from one index to the next while the catalog is changing.
_PAUSE = 0.5


async def make_index(store: Store) -> None:
    """Make a catalog's index in a thread, where there is none or the catalog has changed.

    Raises:
        StoreError: when the catalog can't be read.
    """
    if not is_ready(store):
        await asyncio.to_thread(_make_index, store.path)


def _make_index(path: Path) -> None:
    prepare(path)
    collect_young()


class WordSearch:
    """Finds operations in the index there is; `again` is called once a new one is there.

    Attributes:
        is_making: whether an index is being made.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        again: Callable[[], None],
        start: Callable[[Coroutine[None, None, None]], object],
    ) -> None:
        """`start` runs a coroutine beside the screen, as a widget's `run_worker` does."""
        self._store = store
        self._again = again
        self._start = start
        self.is_making = False
        self._is_started = False

    def begin(self) -> None:
        """Make the index where there is none, before something is looked for."""
        try:
            self._begin()
        except StoreError:
            return  # `find` meets it too, and its caller says so.

    def _begin(self) -> None:
        if not self._is_started and not is_ready(self._store()):
            self._is_started = self.is_making = True
            self._start(self._make())

    def find(self, words: str, *, branch: str | None = None, limit: int = 50) -> list[Hit]:
        """The operations that words mean, as far as they are known.

        Raises:
            StoreError: when the catalog can't be read.
        """
        self._begin()
        return search(self._store(), words, branch=branch, limit=limit, as_known=True)

    def unmatched(self, words: str) -> list[str]:
        """The words that nothing in the catalog has, as far as it is known.

        Raises:
            StoreError: when the catalog can't be read.
        """
        return [] if self.is_making else unmatched_words(self._store(), words)

    def guessed(self, words: str) -> list[str]:
        """The words that the catalog has in another spelling alone, as far as it is known.

        Raises:
            StoreError: when the catalog can't be read.
        """
        return [] if self.is_making else guessed_words(self._store(), words)

    async def _make(self) -> None:
        try:
            while not is_ready(self._store()):
                self.is_making = True
                await make_index(self._store())
                self.is_making = False
                self._again()
                await asyncio.sleep(_PAUSE)
        except StoreError:
            return  # The search itself meets it too, and says so.
        finally:
            self._is_started = self.is_making = False
