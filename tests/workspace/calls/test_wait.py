"""A GET that is repeated until its response is as wished, by a clock of the test's own."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.client.errors import ResponseLost
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.wait import Outcome, Wait, WaitResult, retry_after
from tests.workspace.calls.test_pagination import answer


class World:
    """A clock that sleeping moves on, and responses by their number; the last one stays."""

    def __init__(self, *responses: Response | Exception, takes: float = 0.0):
        self.responses = responses
        self.takes = takes
        self.now = 1000.0
        self.sent: list[float] = []
        self.told: list[str] = []

    async def fetch(self) -> Response:
        self.sent.append(self.now - 1000.0)
        self.now += self.takes
        found = self.responses[min(len(self.sent), len(self.responses)) - 1]
        if isinstance(found, Exception):
            raise found
        return found

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    async def wait(
        self, every: float = 5.0, timeout: float | None = 60.0, **more: float
    ) -> WaitResult:
        async def is_done(response: Response) -> bool:
            return response.json() == "done"

        return await Wait(
            self.fetch,
            is_done,
            every=every,
            timeout=timeout,
            clock=lambda: self.now,
            sleep=self.sleep,
            tell=lambda pause: self.told.append(pause.words),
            **more,
        ).run()


TODO, DONE = answer("todo"), answer("done")


async def test_it_ends_with_the_first_response_that_is_as_wished():
    world = World(TODO, TODO, DONE)
    result = await world.wait()
    assert (result.outcome, result.response, result.requests) == (Outcome.MET, DONE, 3)
    assert world.sent == [0.0, 5.0, 10.0]
    assert world.told[-1] == "2 requests in 5 s: not yet; the next in 5 s"


async def test_nothing_is_waited_for_where_it_is_so_already():
    world = World(DONE)
    assert (await world.wait()).seconds == 0.0
    assert (world.sent, world.told) == ([0.0], [])


async def test_the_last_request_leaves_when_the_time_is_up():
    world = World(TODO)
    result = await world.wait(every=25.0, timeout=60.0)
    assert (result.outcome, result.response) == (Outcome.TIMED_OUT, TODO)
    assert world.sent == [0.0, 25.0, 50.0, 60.0]


async def test_slow_responses_take_of_the_time():
    world = World(TODO, takes=30.0)
    assert (await world.wait(timeout=60.0)).outcome is Outcome.TIMED_OUT
    assert world.sent == [0.0, 35.0]


async def test_the_screen_waits_for_ever_and_its_pauses_may_grow():
    world = World(*[TODO] * 400, DONE)
    assert (await world.wait(timeout=None)).requests == 401
    world = World(TODO, TODO, TODO, TODO, DONE)
    await world.wait(every=2.0, slower=2.0, max_every=6.0)
    assert world.sent == [0.0, 2.0, 6.0, 12.0, 18.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 302])
async def test_a_refusal_ends_it(status):
    refused = answer({"message": "no"}, status=status)
    world = World(TODO, refused, DONE)
    result = await world.wait()
    assert (result.outcome, result.response, len(world.sent)) == (Outcome.REFUSED, refused, 2)


@pytest.mark.parametrize("status", [429, 503])
async def test_the_api_says_when_it_wants_the_next_request(status):
    busy = answer({"message": "later"}, ("Retry-After", "12"), status=status)
    world = World(busy, busy, DONE)
    assert (await world.wait()).outcome is Outcome.MET
    assert world.sent == [0.0, 12.0, 24.0]
    assert world.told[0] == f"1 request in 0 s: {status}; the next in 12 s"


async def test_without_a_word_from_the_api_the_pauses_grow():
    busy = answer({"message": "later"}, status=429)
    world = World(busy, busy, busy, TODO, busy, DONE)
    assert (await world.wait(every=1.0)).outcome is Outcome.MET
    assert world.sent == [0.0, 1.0, 3.0, 7.0, 8.0, 9.0]


async def test_no_request_leaves_before_the_api_wants_one():
    busy = answer({"message": "later"}, ("Retry-After", "120"), status=429)
    world = World(busy)
    result = await world.wait(timeout=60.0)
    assert (result.outcome, result.response) == (Outcome.TIMED_OUT, busy)
    assert world.sent == [0.0]


async def test_a_pause_that_is_longer_than_what_is_left_is_cut_but_not_below_the_apis_own():
    busy = answer({"message": "later"}, ("Retry-After", "3"), status=429)
    world = World(busy, DONE)
    assert (await world.wait(every=60.0, timeout=10.0)).outcome is Outcome.MET
    assert world.sent == [0.0, 10.0]


async def test_no_response_is_an_error():
    with pytest.raises(ResponseLost):
        await World(TODO, ResponseLost("the connection broke")).wait()


async def test_a_request_that_stands_still_is_given_up(monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.calls.wait._LAST_REQUEST", 0.01)
    world = World(TODO)

    async def silent() -> Response:
        await asyncio.Event().wait()
        raise AssertionError

    world.fetch = silent  # type: ignore[method-assign]
    result = await world.wait(timeout=0.01)
    assert (result.outcome, result.response) == (Outcome.TIMED_OUT, None)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ((), None),
        ((("Retry-After", "30"),), 30.0),
        ((("retry-after", " 0 "),), 0.0),
        ((("Retry-After", "soon"),), None),
        ((("Retry-After", "-1"),), None),
        (
            (
                ("Date", "Sun, 29 Nov 2026 10:00:00 GMT"),
                ("Retry-After", "Sun, 29 Nov 2026 10:01:30 GMT"),
            ),
            90.0,
        ),
        ((("Retry-After", "Sun, 29 Nov 2026 10:01:30 GMT"),), None),
        (
            (
                ("Date", "Sun, 29 Nov 2026 10:00:00 GMT"),
                ("Retry-After", "Sun, 29 Nov 2026 09:00:00 GMT"),
            ),
            0.0,
        ),
    ],
)
def test_retry_after_is_a_number_or_a_date(headers, seconds):
    assert retry_after(answer("x", *headers, status=429)) == seconds


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_header_breaks_it(after, date):
    found = retry_after(answer("x", ("Retry-After", after), ("Date", date), status=429))
    assert found is None or found >= 0
