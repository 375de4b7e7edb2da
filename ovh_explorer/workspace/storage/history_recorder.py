"""Records the requests that were sent, in the background."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.storage.background_writer import BackgroundWriter
    from ovh_explorer.workspace.storage.history import History
    from ovh_explorer.workspace.storage.response_cache import ResponseCache

__all__ = ["HistoryRecorder"]


class HistoryRecorder:
    """Writes each request to the history, and puts its response into the cache of this run.

    Args:
        history: gives the history; called when the first request is written.
        responses: the responses of this run.
        writer: writes to the history.
        origin: gives the URL of the endpoint, and the name of the keys that requests are signed
            with.

    Attributes:
        keeps_history: whether requests are written at all; the user can switch that off.
    """

    def __init__(
        self,
        history: "Callable[[], History]",
        responses: "ResponseCache",
        writer: "BackgroundWriter",
        origin: Callable[[], tuple[str, str]],
    ) -> None:
        self._history = history
        self._responses = responses
        self._writer = writer
        self._origin = origin
        self._queue: deque[Callable[[], Awaitable[None]]] = deque()
        self._task: asyncio.Task[None] | None = None
        self.keeps_history = True

    def record(self, call: "Call", response: "Response | None", problem: str = "") -> None:
        """Record a request that was sent. It is written in the background: see :meth:`finish`.

        Args:
            response: None where none came; `problem` says why.
        """
        # Looked up now: the user may choose other keys before it is written.
        origin = self._origin()
        self._queue.append(lambda: self._write(call, origin, response, problem))
        if self._task is None:
            self._task = asyncio.create_task(self._write_all())

    async def finish(self) -> None:
        """Wait until every recorded request is written."""
        while self._task is not None:
            await asyncio.shield(self._task)

    async def _write_all(self) -> None:
        """Write what is in the queue, the oldest first."""
        try:
            while self._queue:
                await self._queue.popleft()()
        finally:
            self._task = None

    async def _write(
        self, call: "Call", origin: tuple[str, str], response: "Response | None", problem: str
    ) -> None:
        id = 0
        if self.keeps_history:
            history = self._history()
            written = self._writer.submit(lambda: history.add(call, *origin, response, problem))
            id = await asyncio.wrap_future(written)
        if response is not None:
            self._responses.keep(id, call, response)
