"""Signs and sends the calls of a run."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ovh_explorer.workspace.settings import Settings

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.client.session import OnRequest, Progress, Session

__all__ = ["Sender", "refuse_more"]

_MAX_CHANGED = 50


async def refuse_more(_size: int) -> bool:
    """Where no user can be asked about a large response: it is not taken."""
    return False


class Sender:
    """The signing client for the settings in use, made when it is first needed.

    Args:
        settings: those in use.
        timeout: seconds that each step of a request may stand still; None for the client's own.
        max_body: bytes that a response may have without a question; None for the client's own.
        allow_more: asks whether to go on with a response of more than so many bytes.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        *,
        timeout: float | None,
        max_body: int | None,
        allow_more: Callable[[int], Awaitable[bool]],
    ) -> None:
        self._settings = settings
        self._timeout = timeout
        self._max_body = max_body
        self._allow_more = allow_more
        self._session: Session | None = None
        self.on_request: OnRequest | None = None
        """Told of each call of the next client as it leaves, see :class:`Session`."""
        self.on_deleted: Callable[[Call], object] = lambda _call: None
        """Told of each DELETE that the API carried out."""
        self._closing: asyncio.Future[None] | None = None
        self._changing: list[Call] = []
        self._changed: dict[tuple[str, str], str] = {}

    @property
    def changing(self) -> "Sequence[Call]":
        """The calls under way that are no GET: the API may carry them out, whoever waits."""
        return tuple(self._changing)

    @property
    def changed(self) -> "Mapping[tuple[str, str], str]":
        """The status of the response to each of the last calls that were no GET, by method and
        target.
        """
        return self._changed

    @property
    def session(self) -> "Session":
        """The signing client."""
        if self._session is None:
            from ovh_explorer.client.session import Session
            from ovh_explorer.client.timeouts import Timeouts

            seconds = self._timeout
            timeouts = None if seconds is None else Timeouts(seconds, seconds, seconds, seconds)
            settings = self._settings()
            self._session = Session(
                settings.endpoint,
                settings.credentials,
                timeouts=timeouts,
                allow_more=self._allow_more,
                max_body=self._max_body,
                on_request=self.on_request,
            )
        return self._session

    async def send(self, call: "Call", progress: "Progress | None" = None) -> "Response":
        """Send a call; `progress` is told how far its response is.

        Raises:
            ClientError: when no response came, in words.
        """
        if call.method == "GET":
            return await self.session.send(call, progress=progress)
        self._changing.append(call)
        named = (call.method, call.shown_target)
        # What came of the same before is not what comes of this.
        self._changed.pop(named, None)
        try:
            response = await self.session.send(call, progress=progress)
            self._changed[named] = f"{response.status} {response.reason}".strip()
            for old in list(self._changed)[:-_MAX_CHANGED]:
                del self._changed[old]
            if response.ok and call.method == "DELETE":
                self.on_deleted(call)
            return response
        finally:
            self._changing.remove(call)

    def renew(self) -> None:
        """Make another client for the next call: the settings are others."""
        old, self._session = self._session, None
        if old is not None:
            self._closing = asyncio.ensure_future(old.aclose())

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.aclose()
