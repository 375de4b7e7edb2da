"""Writes to files in one background thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

__all__ = ["BackgroundWriter"]

Result = TypeVar("Result")


class BackgroundWriter:
    """Runs one write after the other in a thread: another program may have a file in use.

    The thread starts with the first write.
    """

    def __init__(self) -> None:
        self._executor: ThreadPoolExecutor | None = None

    def submit(self, write: Callable[[], Result]) -> "Future[Result]":
        """Run `write` after the writes before it."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(1, "state-writer")
        return self._executor.submit(write)

    async def finish(self) -> None:
        """Wait until every write is done, and end the thread."""
        executor, self._executor = self._executor, None
        if executor is not None:
            await asyncio.to_thread(executor.shutdown)
