"""``--until``: sends a GET again until its response is as wished."""

import asyncio
import time
from typing import TYPE_CHECKING

from ovh_explorer.cli.exchange import Exchange
from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.progress import ProgressLine
from ovh_explorer.cli.terminal import say
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.workspace.calls.wait import (
    UNTIL_EVERY_SECONDS,
    UNTIL_MAX_SECONDS,
    Outcome,
    Wait,
)
from ovh_explorer.workspace.response.filter import FilterError, is_met

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response

__all__ = ["TIMED_OUT", "wait_until"]

TIMED_OUT = 3
"""The exit code where the expression was not true in time."""


async def wait_until(
    exchange: Exchange,
    call: "Call",
    expression: str,
    *,
    every: float | None,
    limit: float | None,
    name: str = "",
) -> "tuple[Response | None, int]":
    """The last response, and the exit code: 0 where the expression is true of it.

    Args:
        every: seconds between two requests; None for 5.
        limit: seconds to wait altogether; None for 10 minutes.
        name: what the expression is called, if not by itself: ``--until``.

    Raises:
        ClientError: when there is no response.
        CommandError: when the expression doesn't fit a response.
    """

    async def met(response: "Response") -> bool:
        try:
            return is_met(response.read(), expression)
        except FilterError as error:
            said = _("{name} doesn't fit the response: {reason}")
            raise CommandError(said.format(name=name or expression, reason=error), 1) from None

    with ProgressLine(is_shown=not exchange.says_much) as progress:
        result = await Wait(
            lambda: exchange.send(call),
            met,
            every=every or UNTIL_EVERY_SECONDS,
            timeout=limit or UNTIL_MAX_SECONDS,
            clock=time.monotonic,
            sleep=asyncio.sleep,
            tell=lambda pause: progress.show(pause.words),
        ).run()
    if result.outcome is not Outcome.TIMED_OUT:
        return result.response, 0 if result.outcome is Outcome.MET else 1
    words = ngettext(
        "Not met in {seconds:.0f} s ({count} request): {expression}",
        "Not met in {seconds:.0f} s ({count} requests): {expression}",
        result.requests,
    )
    count = number(result.requests)
    say(words.format(seconds=result.seconds, count=count, expression=expression))
    return result.response, TIMED_OUT
