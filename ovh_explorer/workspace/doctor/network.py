"""Whether the API can be reached, and what its clock says."""

import time

from ovh_explorer.call import Call
from ovh_explorer.config import Endpoint
from ovh_explorer.translation import _, ngettext, number, pgettext
from ovh_explorer.workspace.doctor.report import Fact, Part, Report

__all__ = ["reach"]

_TIME = Call.make("v1", "GET", "/auth/time", authenticated=False)
# Seconds from which on a clock is worth a word: programs that don't ask for the API's time are
# refused then.
_MAX_DIFFERENCE = 60
_MAX_TIME = 1 << 40


async def reach(
    endpoint: Endpoint, report: Report, seconds: float | None = None
) -> tuple[bool, Part]:
    """Ask for the API's time, without any key: whether it came, and what that tells."""
    from ovh_explorer.client.errors import ClientError
    from ovh_explorer.client.session import Session
    from ovh_explorer.client.timeouts import Timeouts

    timeouts = None if seconds is None else Timeouts(seconds, seconds, seconds, seconds)
    url = f"{endpoint.base('v1')}/auth/time"
    difference: int | None = None
    milliseconds: int | None = None
    problem = ""
    try:
        async with Session(endpoint, None, timeouts=timeouts) as session:
            response = await session.send(_TIME)
        milliseconds = round(response.elapsed * 1000)
        difference = _difference(response.json() if response.ok else None)
        if difference is None:
            problem = _(
                "{url} answers {status} and not the time: is this the address of the OVHcloud API?"
            ).format(url=url, status=response.status)
    except ClientError as error:
        problem = str(error)
    except ValueError as error:
        problem = _("{url} answers no time: {error}").format(url=url, error=error)
    if problem:
        report.problems.append(problem)
    elif difference is not None and abs(difference) > _MAX_DIFFERENCE:
        report.notes.append(_of_clock(difference))
    if problem:
        words = _("no. {problem}").format(problem=problem)
    else:
        words = _("yes, in {milliseconds} ms").format(milliseconds=milliseconds)
    facts = (
        Fact("url", url, "asked", f"GET {url}"),
        Fact("reachable", not problem, "reachable", words),
        Fact("milliseconds", milliseconds, "", ""),
        Fact(
            "clock_difference_seconds",
            difference,
            "clock",
            pgettext("doctor", "not known") if difference is None else _apart(difference),
        ),
    )
    return not problem, Part("network", "Network", facts)


def _difference(seconds: object) -> int | None:
    """The API's clock minus this machine's, in seconds; None for what is no time."""
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds < _MAX_TIME:
        return None
    return seconds - int(time.time())


def _apart(difference: int) -> str:
    count = abs(difference)
    if not difference:
        return _("as the API's")
    if difference > 0:
        words = ngettext(
            "{count} second behind the API's", "{count} seconds behind the API's", count
        )
    else:
        words = ngettext(
            "{count} second ahead of the API's", "{count} seconds ahead of the API's", count
        )
    return words.format(count=number(count))


def _of_clock(difference: int) -> str:
    """That the clock is not the API's, and what that means."""
    count = abs(difference)
    if difference > 0:
        words = ngettext(
            "This machine's clock is {count} second behind the API's. This program signs by the "
            "API's clock, others may not: set the clock.",
            "This machine's clock is {count} seconds behind the API's. This program signs by the "
            "API's clock, others may not: set the clock.",
            count,
        )
    else:
        words = ngettext(
            "This machine's clock is {count} second ahead of the API's. This program signs by the "
            "API's clock, others may not: set the clock.",
            "This machine's clock is {count} seconds ahead of the API's. This program signs by the "
            "API's clock, others may not: set the clock.",
            count,
        )
    return words.format(count=number(count))
