"""A GET with the keys of several profiles: one list of what all of them get."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.client.response import Response
from ovh_explorer.translation import ngettext, number
from ovh_explorer.workspace.calls.sender import Sender

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.workspace.settings import Settings
    from ovh_explorer.workspace.storage.recorder import Recorder

__all__ = ["PROFILE", "OtherProfiles"]

PROFILE = "(profile)"
"""The property of each row that says which profile's it is; no response has one of that name."""

_AT_ONCE = 8
# What stands in for the response: its rows are the responses.
_SEVERAL = 207
# not for people: a value of JSON
_DEPTH_WORDS = "The response is nested too deeply."


@dataclass(frozen=True, slots=True)
class _Result:
    """What came for a profile: a response, or why there is none."""

    response: Response | None
    problem: str = ""

    @property
    def is_ok(self) -> bool:
        return self.response is not None and self.response.ok


class OtherProfiles:
    """Sends a GET with each of several profiles, eight at once.

    Args:
        call: the GET.
        profiles: the name of each, and its settings.
        recorder: keeps the requests in the history.
        tell: told in words how far it is.
        timeout: seconds that each step of a request may stand still; None for the client's own.
        allow_more: asks whether to go on with a response of more than so many bytes.
    """

    def __init__(
        self,
        call: "Call",
        profiles: "Sequence[tuple[str, Settings]]",
        recorder: "Recorder",
        tell: Callable[[str], object],
        *,
        timeout: float | None = None,
        allow_more: Callable[[int], Awaitable[bool]],
    ) -> None:
        self._call = call
        self._profiles = profiles
        self._recorder = recorder
        self._tell = tell
        self._timeout = timeout
        self._allow_more = allow_more
        self._done = 0

    async def run(self) -> Response:
        """What stands for all the responses: a list of rows, those of each profile together. What
        is refused, or doesn't come, is a row with its ``error``.
        """
        turns = asyncio.Semaphore(_AT_ONCE)

        async def send(settings: "Settings") -> _Result:
            async with turns:
                result = await self._send(settings)
            self._done += 1
            self._tell(_of_profiles(self._done, len(self._profiles)))
            return result

        self._tell(_of_profiles(0, len(self._profiles)))
        results = await asyncio.gather(*(send(settings) for _, settings in self._profiles))
        named = [(name, result) for (name, _), result in zip(self._profiles, results, strict=True)]
        content = await asyncio.to_thread(lambda: json_of_rows(named))
        done = sum(result.is_ok for result in results)
        responses = [result.response for result in results if result.response is not None]
        return Response(
            _SEVERAL,
            _of_profiles(done, len(results)),
            (("Content-Type", "application/json"),),
            content,
            max((response.elapsed for response in responses), default=0.0),
            "GET",
            responses[0].url if responses else "",
        )

    async def _send(self, settings: "Settings") -> _Result:
        from ovh_explorer.client.errors import ClientError

        if self._call.authenticated and (problem := settings.signing_problem):
            return _Result(None, problem)
        sender = Sender(
            lambda: settings, timeout=self._timeout, max_body=None, allow_more=self._allow_more
        )
        where = (settings.endpoint.installation, settings.profile_name)
        try:
            response = await sender.send(self._call)
        except ClientError as error:
            self._recorder.record(self._call, None, str(error), where=where)
            return _Result(None, str(error))
        finally:
            await sender.close()
        self._recorder.record(self._call, response, where=where)
        return _Result(response)


def _of_profiles(done: int, count: int) -> str:
    return ngettext("{done} of {count} profiles", "{done} of {count} profiles", count).format(
        done=number(done), count=number(count)
    )


def json_of_rows(results: "Sequence[tuple[str, _Result]]") -> bytes:
    """A list with the rows of each profile."""
    rows = (row for name, result in results for row in _rows(name, result))
    return b"[" + b",\n".join(rows) + b"]"


def _rows(name: str, result: _Result) -> Iterator[bytes]:
    """The items of a list, else the response as one row; each with the profile's name first."""
    import msgspec

    first = json.dumps(PROFILE).encode() + b": " + _text(name)
    response = result.response
    if response is None or not response.ok:
        yield b'{%s, "error": %s}' % (first, _text(_why(result)))
        return
    content = response.read().strip() or b"null"
    try:
        # As they were written: big integers stay what they are.
        is_list = content.startswith(b"[")
        items = (
            msgspec.json.decode(content, type=list[msgspec.Raw])
            if is_list
            else [msgspec.json.decode(content, type=msgspec.Raw)]
        )
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # not for people: a value of JSON
        why = _DEPTH_WORDS if isinstance(error, RecursionError) else "The response is not JSON."
        yield b'{%s, "error": %s}' % (first, _text(why))
        return
    if not items:
        yield b'{%s, "value": "(an empty list)"}' % first
    for item in items:
        value = bytes(item).strip()
        if not value.startswith(b"{"):
            yield b'{%s, "value": %s}' % (first, value)
            continue
        rest = value[1:].lstrip()
        yield b"{%s%s%s" % (first, b"" if rest.startswith(b"}") else b", ", rest)


def _why(result: _Result) -> str:
    """Why a profile has no rows."""
    response = result.response
    if response is None:
        return result.problem
    error = response.error
    status = f"{response.status} {response.reason}".strip()
    # not for people: a value of JSON
    return status if error is None else f"{status}: {error.message}"


def _text(words: str) -> bytes:
    return json.dumps(words).encode()
