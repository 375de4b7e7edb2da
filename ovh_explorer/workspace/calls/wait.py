"""Repeats a GET until its response is as wished: what a script or the screen
waits for.

Clock, sleep and sender are given, so that nothing here waits by itself.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import TYPE_CHECKING

from ovh_explorer.translation import _, ngettext, number

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = [
    "LATER",
    "UNTIL_EVERY_SECONDS",
    "UNTIL_MAX_SECONDS",
    "Outcome",
    "Pause",
    "Wait",
    "WaitResult",
    "WatchWish",
    "retry_after",
]

Fetch = Callable[[], Awaitable["Response"]]

UNTIL_EVERY_SECONDS = 5.0
"""The pause between two requests that wait for a condition, where nothing else is said."""

UNTIL_MAX_SECONDS = 600.0
"""How long they go on."""

LATER = (429, 503)
"""What a response says that wants the same request to come again, later."""
# Seconds between requests that are refused for now, where the API doesn't say how long.
_MAX_PAUSE = 60.0
# Seconds that the last request may take, which leaves when the time is up.
_LAST_REQUEST = 10.0


class Outcome(Enum):
    """How waiting ended."""

    MET = "met"
    REFUSED = "refused"
    TIMED_OUT = "timed out"  # not for people


@dataclass(frozen=True, slots=True)
class WaitResult:
    """How waiting ended, and the last response; None where none came in time."""

    outcome: Outcome
    response: "Response | None"
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class WatchWish:
    """What a response is watched for.

    Attributes:
        condition: a JMESPath expression; "" for none.
        every: seconds between two requests.
        timeout: seconds after which it ends; None for no end.
    """

    condition: str
    every: float
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """How far waiting is, before a pause.

    Attributes:
        response: the last one.
        requests: how many were sent.
        elapsed: seconds since the first.
        seconds: how long the pause is.
    """

    response: "Response"
    requests: int
    elapsed: float
    seconds: float

    @property
    def words(self) -> str:
        """All of it, in words."""
        said = _("not yet") if self.response.ok else f"{self.response.status}"
        return ngettext(
            "{count} request in {elapsed} s: {said}; the next in {seconds} s",
            "{count} requests in {elapsed} s: {said}; the next in {seconds} s",
            self.requests,
        ).format(
            count=number(self.requests),
            elapsed=f"{self.elapsed:.0f}",
            said=said,
            seconds=f"{self.seconds:.0f}",
        )


class Wait:
    """Sends a GET again and again.

    Args:
        fetch: sends it.
        is_met: whether a 2xx response is as wished.
        every: seconds between two requests; more where the API asks for it.
        timeout: seconds after which the last request leaves; None to go on for ever.
        clock: the time in seconds, which only goes forward.
        sleep: waits so many seconds.
        tell: told how far it is, before each pause.
        slower: what each pause is multiplied by for the next, up to `max_every` seconds.
    """

    def __init__(
        self,
        fetch: Fetch,
        is_met: Callable[["Response"], Awaitable[bool]],
        *,
        every: float,
        timeout: float | None,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
        tell: Callable[[Pause], object],
        slower: float = 1.0,
        max_every: float = math.inf,
    ) -> None:
        self._fetch = fetch
        self._is_met = is_met
        self._every = every
        self._timeout = math.inf if timeout is None else timeout
        self._clock = clock
        self._sleep = sleep
        self._tell = tell
        self._slower = slower
        self._max_every = max_every
        self._requests = 0
        self._refused_in_a_row = 0

    async def run(self) -> WaitResult:
        """Wait for it.

        Raises:
            ClientError: when there is no response.
        """
        started = self._clock()
        last: Response | None = None

        def result(outcome: Outcome) -> WaitResult:
            return WaitResult(outcome, last, self._requests, self._clock() - started)

        while True:
            left = started + self._timeout - self._clock()
            self._requests += 1
            try:
                async with asyncio.timeout(None if left == math.inf else max(left, _LAST_REQUEST)):
                    last = await self._fetch()
            except TimeoutError:
                return result(Outcome.TIMED_OUT)
            if last.ok and await self._is_met(last):
                return result(Outcome.MET)
            if not last.ok and last.status not in LATER:
                return result(Outcome.REFUSED)
            wanted = self._wanted_pause(last)
            left = started + self._timeout - self._clock()
            # No request leaves before the API wants one.
            if left <= 0 or wanted > left:
                return result(Outcome.TIMED_OUT)
            pause = min(max(wanted, self._every), left)
            self._tell(Pause(last, self._requests, self._clock() - started, pause))
            await self._sleep(pause)
            self._every = min(self._max_every, self._every * self._slower)

    def _wanted_pause(self, response: "Response") -> float:
        """The seconds in which the API wants no further request."""
        if response.ok:
            self._refused_in_a_row = 0
            return 0.0
        self._refused_in_a_row += 1
        seconds = retry_after(response)
        if seconds is not None:
            return seconds
        return min(_MAX_PAUSE, 2.0 ** min(self._refused_in_a_row - 1, 10))


def retry_after(response: "Response") -> float | None:
    """The seconds of a response's ``Retry-After``, a number or a date; None for none.

    A date is compared with the response's own, whose clock it is by.
    """
    text = (response.header("Retry-After") or "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return float(text)
    then, now = _date(text), _date(response.header("Date") or "")
    return max(0.0, (then - now).total_seconds()) if then is not None and now is not None else None


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    # One without a zone is compared with none.
    return found if found.tzinfo is not None else None
