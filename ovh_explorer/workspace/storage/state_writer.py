"""Writes what is kept between runs, in the background."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

__all__ = ["StateWriter", "WriteLater"]

Result = TypeVar("Result")
WriteLater = Callable[[Callable[[], object]], object]
"""Takes a write that is made in the background."""


class StateWriter:
    """Makes writes in a thread, one after the other: another program may have the file in use."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None

    def write_later(self, write: Callable[[], Result]) -> "Future[Result]":
        """Make a write after those that were given before."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, "state-writer")
        return self._pool.submit(write)

    async def finish(self) -> None:
        """Wait until every write is made."""
        pool, self._pool = self._pool, None
        if pool is not None:
            import asyncio  # not with the module: TAB in a shell imports it

            await asyncio.to_thread(pool.shutdown)
