"""The two clocks: this machine's and the API's, by which a call is signed."""

import asyncio
import time

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client import ClockError, NotSent, Session
from ovh_explorer.config import find_endpoint
from ovh_explorer.workspace.calls.error_doctor import explain
from ovh_explorer.workspace.settings import gather
from tests.faults import faults

from .server import NOW, RawServer, Received, answer, replies, serving, until
from .session import check, session
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


@pytest.mark.parametrize("jump", [-86_400, 86_400])
async def test_a_clock_that_was_set_is_read_again_before_it_signs(monkeypatch, jump):
    """Nothing is refused for it: a change is asked about once."""
    stamps = []

    async def api(received: Received, server: RawServer) -> bytes:
        stamps.append(int(received.headers["x-ovh-timestamp"]))
        return answer("[1]")

    now = time.time
    async with (
        serving(api, clock=lambda: answer(str(NOW))) as server,
        Session(find_endpoint(server.root), KEYS) as client,
    ):
        await client.send(POST)
        monkeypatch.setattr(time, "time", lambda: now() + jump)
        await client.send(POST)
        await client.send(POST)
        assert len(server.clocks) == 2
    assert all(abs(stamp - NOW) < 30 for stamp in stamps)


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


async def test_the_clock_is_asked_below_v1_and_without_keys() -> None:
    async with serving() as server, session(server, end="/prefix") as client:
        await client.send(Call.make("v2", "GET", "/me"))
        assert abs(await client.time_difference() - (NOW - int(time.time()))) <= 1
    assert [received.line for received in server.clocks] == [b"GET /prefix/1.0/auth/time HTTP/1.1"]
    assert not [name for name in server.clocks[0].headers if name.startswith("x-ovh")]
    assert server.requests[0].target == "/prefix/v2/me"


async def test_sends_that_start_together_share_one_clock() -> None:
    async with serving() as server, session(server) as client:
        await asyncio.gather(*(client.send(Call.make("v1", "GET", f"/{n}")) for n in range(8)))
        assert len(server.clocks) == 1
        assert len(server.requests) == 8


async def test_one_cancelled_waiter_leaves_the_clock_to_the_others() -> None:
    async with serving() as server, session(server) as client:
        slow = server.clock
        server.clock = lambda: b""  # say nothing yet
        first = asyncio.create_task(client.send(Call.make("v1", "GET", "/a")))
        await until(lambda: len(server.clocks) == 1)
        second = asyncio.create_task(client.send(Call.make("v1", "GET", "/b")))
        await asyncio.sleep(0)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        server.clocks[0].writer.write(slow() or b"")
        assert (await second).ok
        assert [received.target for received in server.requests] == ["/1.0/b"]
        assert len(server.clocks) == 1


@pytest.mark.parametrize(
    "clock",
    [
        answer("<html>", "200 OK"),
        answer('"1"'),
        answer("true"),
        answer("-1"),
        answer("1", "503 Busy"),
        answer(),
        None,
    ],
)
async def test_no_clock_no_call(clock: bytes | None) -> None:
    async with serving(clock=lambda: clock) as server, session(server) as client:
        with pytest.raises(ClockError, match="call was not sent") as failure:
            await client.send(Call.make("v1", "POST", "/x"))
        assert not failure.value.maybe_sent
        assert server.requests == []
        server.clock = lambda: answer(str(NOW))
        assert (await client.send(Call.make("v1", "POST", "/x"))).ok


async def test_after_a_wrong_clock_a_get_is_repeated_once() -> None:
    times = [NOW - 1000, NOW]
    async with (
        serving(replies(OFF, answer("1")), clock=lambda: answer(str(times.pop(0)))) as server,
        session(server) as client,
    ):
        assert (await client.send(Call.make("v1", "GET", "/me"))).content == b"1"
        first, second = (int(received.headers["x-ovh-timestamp"]) for received in server.requests)
        assert second - first >= 1000
        check(server.requests[1])
    async with serving(replies(OFF)) as server, session(server) as client:
        response = await client.send(Call.make("v1", "GET", "/me"))
        assert response.error is not None
        assert response.error.code == "QUERY_TIME_OUT"
        assert (len(server.requests), len(server.clocks)) == (2, 2)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_after_a_wrong_clock_nothing_else_is_repeated(method: str) -> None:
    async with serving(replies(OFF, answer())) as server, session(server) as client:
        response = await client.send(Call.make("v1", method, "/me"))
        assert response.status == 400
        assert (len(server.requests), len(server.clocks)) == (1, 2)
        assert (await client.send(Call.make("v1", method, "/me"))).ok
        assert len(server.clocks) == 2


async def test_a_clock_that_cannot_be_read_again_leaves_the_refusal() -> None:
    times = [answer(str(NOW)), None]
    async with (
        serving(replies(OFF), clock=lambda: times.pop(0)) as server,
        session(server) as client,
    ):
        assert (await client.send(Call.make("v1", "GET", "/me"))).status == 400
