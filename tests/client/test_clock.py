"""The two clocks: this machine's and the API's, by which a call is signed."""

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import NotSent, Session
from ovh_explorer.config import find_endpoint
from ovh_explorer.workspace.calls.error_doctor import explain
from ovh_explorer.workspace.settings import gather
from tests.faults import faults

from .server import NOW, RawServer, Received, answer, replies, serving
from .shown import BRIEF, GET, KEYS, POST, pane, shown

OFF = answer('{"message":"Query out of time","errorCode":"QUERY_TIME_OUT"}', "400 Bad Request")
ONCE_MORE = "QUERY_TIME_OUT: Query out of time Your clock differs from the API's. The difference has been read again."


@faults(
    "The clock",
    {
        "this machine's clock is behind": ("200 OK [ 1 ]", (NOW + 10**6, GET, 2)),
        "this machine's clock is ahead": ("200 OK [ 1 ]", (NOW - 10**6, GET, 2)),
        "it is behind, and the call isn't a GET": (f"400 Bad Request {ONCE_MORE}", (NOW + 10**6, POST, 1)),
        "it is ahead, and the call isn't a GET": (f"400 Bad Request {ONCE_MORE}", (NOW - 10**6, POST, 1)),
    },
)  # fmt: skip
async def test_the_clock_is_wrong(case: tuple[int, Call, int]) -> str:
    """It was right when it was first read, and then it jumped."""
    right, call, times = case
    clocks = [NOW, right]

    async def api(received: Received, server: RawServer) -> bytes:
        off = abs(int(received.headers["x-ovh-timestamp"]) - right)
        return OFF if off > 300 else answer("[1]")

    async with (
        serving(api, clock=lambda: answer(str(clocks.pop(0)))) as server,
        Session(find_endpoint(server.root), KEYS) as client,
    ):
        response = await client.send(call)
        assert (len(server.requests), len(server.clocks)) == (times, 2)
        # As the person is asked whether to send it once more.
        if call.method != "GET":
            assert (await client.send(call)).ok
            assert (len(server.requests), len(server.clocks)) == (2, 2)
        return pane(
            response, await explain(response, call, gather(server.root, environ={}), client.send)
        )


@faults(
    "The clock",
    {
        "the API always finds it wrong": (f"400 Bad Request {ONCE_MORE}", (answer(str(NOW)), 2)),
        "it can't be read again": (f"400 Bad Request {ONCE_MORE}", (None, 1)),
    },
)
async def test_the_clock_stays_wrong(case: tuple[bytes | None, int]) -> str:
    again, times = case
    clocks = [answer(str(NOW)), again]
    async with serving(replies(OFF), clock=lambda: clocks.pop(0)) as server:
        seen = await shown(server.root, GET, KEYS)
        assert len(server.requests) == times
        return seen


NO_CLOCK = "The API's clock could not be read, so the call was not sent."


@faults(
    "The clock",
    {
        "the API's clock doesn't answer": (f"{NO_CLOCK} No response from 127.0.0.1: nothing came for 0.3 s.", b""),
        "the API's clock hangs up": (f"{NO_CLOCK} 127.0.0.1 closed the connection", None),
        "the API's clock is a page": ("/1.0/auth/time answers 200 and not the time: is this the address of the OVHcloud API? The call was not sent.", answer("<html>")),
        "the API's clock is out of service": ("/1.0/auth/time answers 503 and not the time", answer("1700000000", "503 Busy")),
        "the API's clock tells no time": ("/1.0/auth/time answers 200 and not the time", answer("-1")),
        "the API's clock tells what is no number of seconds": ("/1.0/auth/time answers 200 and not the time", answer("1" * 5000)),
    },
)  # fmt: skip
async def test_no_clock(case: bytes | None) -> str:
    async with serving(clock=lambda: case) as server:
        seen = await shown(server.root, POST, KEYS, timeout=0.3 if case == b"" else 10)
        assert server.requests == []
        return seen


async def test_a_clock_that_cannot_be_reached_is_said_as_any_call_is() -> None:
    """Nothing listens: that is no matter of the clock."""
    async with Session(find_endpoint("http://127.0.0.1:1"), KEYS, timeouts=BRIEF) as client:
        with pytest.raises(NotSent, match=r"^127\.0\.0\.1 refused the connection"):
            await client.send(POST)
