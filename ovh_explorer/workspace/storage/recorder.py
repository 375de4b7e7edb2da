"""Keeps the requests of a run in the history, in the background."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.storage.history import History
    from ovh_explorer.workspace.storage.response_cache import ResponseCache

    Send = Callable[[Call], Awaitable[Response]]

__all__ = ["Recorder"]


class Recorder:
    """Keeps requests in the history of all runs, and responses in the cache of this one.

    Args:
        history: of the user; None where the user wants none. Read for each request.
        responses: the cache.
        where: the endpoint's URL and the name of the profile, when a request is sent.
        write_later: makes a write in the background.
    """

    def __init__(
        self,
        history: "Callable[[], History | None]",
        responses: "ResponseCache",
        where: Callable[[], tuple[str, str]],
        write_later: "Callable[[Callable[[], int]], Future[int]]",
    ) -> None:
        self._history = history
        self._responses = responses
        self._where = where
        self._write_later = write_later
        self._to_record: deque[Callable[[], Awaitable[None]]] = deque()
        self._task: asyncio.Task[None] | None = None

    def record(
        self,
        call: "Call",
        response: "Response | None",
        problem: str = "",
        *,
        where: tuple[str, str] | None = None,
        is_beside: bool = False,
        keeps_response: bool = True,
    ) -> None:
        """Keep a request that was sent, and its response for this run alone; `is_beside` where the
        program sent it for what it asks or fills in.

        `where` are the URL and the profile, where those are not the ones in use: then the response
        is not kept, for it is another account's. Nor is it without `keeps_response`.

        It is written in the background: :meth:`finished` waits for that.
        """
        place = where or self._where()

        def add(history: "History") -> int:
            return history.add(call, *place, response, problem, is_beside=is_beside)

        kept = response if where is None and keeps_response else None
        self._add(lambda: self._record_one(add, call, kept))

    async def send(
        self, call: "Call", send: "Send", *, is_beside: bool = False, keeps_response: bool = True
    ) -> "Response":
        """Send a call, once, and keep it however it ends: see :meth:`record`.

        Args:
            send: sends it.
            keeps_response: not of one with a secret that is shown once.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
            ClientError: when no response came, in words.
        """
        from ovh_explorer.client.errors import ClientError

        try:
            response = await send(call)
        except ClientError as error:
            self.record(call, None, str(error), is_beside=is_beside)
            raise
        except asyncio.CancelledError:
            self.record(call, None, "cancelled", is_beside=is_beside)
            raise
        self.record(call, response, is_beside=is_beside, keeps_response=keeps_response)
        return response

    def _add(self, work: Callable[[], Awaitable[None]]) -> None:
        self._to_record.append(work)
        if self._task is None:
            self._task = asyncio.create_task(self._record_all())

    def record_again(self, call: "Call", response: "Response") -> None:
        """Keep the response to a request that was sent again to follow a task, for this run alone:
        the history has the request.
        """
        self._add(lambda: self._record_last(call, response))

    async def _record_last(self, call: "Call", response: "Response") -> None:
        self._responses.keep_last(call, response)

    async def finished(self) -> None:
        """Wait until every request is in the history."""
        while self._task is not None:
            await asyncio.shield(self._task)

    async def _record_all(self) -> None:
        """Keep what waits for that, the oldest first."""
        try:
            while self._to_record:
                await self._to_record.popleft()()
        finally:
            self._task = None

    async def _record_one(
        self, add: "Callable[[History], int]", call: "Call", response: "Response | None"
    ) -> None:
        id = 0
        history = self._history()
        if history is not None:
            writing = self._write_later(lambda: add(history))
            id = await asyncio.wrap_future(writing)
        if response is not None:
            self._responses.keep(id, call, response)
