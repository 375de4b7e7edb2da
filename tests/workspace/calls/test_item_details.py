"""The details of what a list lists, side by side or in batches."""

import asyncio
import json
from typing import cast

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.links import detail_of
from ovh_explorer.client.body import BodyError, BodyWriter
from ovh_explorer.client.errors import ClientError, ResponseLost
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.detail_rest import DetailRest
from ovh_explorer.workspace.calls.item_details import (
    Details,
    detail_calls,
    takes_batches,
)
from tests.workspace.calls.test_pagination import Api, answer


def details_of(count: int) -> list[tuple[str, Call]]:
    return [
        (str(n), Call("v1", "GET", "/vps/{serviceName}", (("serviceName", str(n)),)))
        for n in range(count)
    ]


async def run(api, calls, tell=lambda words: None, **more):
    details = Details(api, calls, tell, **more)
    await details.run()
    return details, await details.finish()


async def test_details_are_asked_for_eight_at_once_and_stand_in_their_order():
    api = Api({str(n): answer(f'{{"n": {n}.0, "serviceName": "{n}"}}'.encode()) for n in range(50)})
    told: list[str] = []
    details, content = await run(api, details_of(50), told.append)
    assert (
        content
        == b"["
        + b",".join(f'{{"n": {n}.0, "serviceName": "{n}"}}'.encode() for n in range(50))
        + b"]"
    )
    assert api.most_at_once == 8
    assert len(api.asked) == 50
    assert told[-1] == "50 of 50"
    assert details.failed == 0


async def test_failures_stand_at_their_items_and_are_never_asked_again():
    answers: dict[str, Response | ClientError] = {
        str(n): answer({"serviceName": str(n)}) for n in range(4)
    }
    answers["1"] = answer({"message": "not yours"}, status=403)
    answers["2"] = ResponseLost("the connection broke")
    api = Api(answers)
    told: list[str] = []
    details, content = await run(api, details_of(4), told.append)
    assert json.loads(content) == [
        {"serviceName": "0"},
        {"serviceName": "1", "error": "403 not yours"},
        {"serviceName": "2", "error": "the connection broke"},
        {"serviceName": "3"},
    ]
    assert (details.done, details.failed, told[-1]) == (4, 2, "4 of 4, 2 failed")
    assert len(api.asked) == 4


async def test_a_detail_that_lacks_its_name_gets_it():
    whole = {
        "0": b"{}",
        "1": b'{"a": 1.10}',
        "2": b'{"id": 2}',
        "3": b'"text"',
        "4": b"{1",
        "5": b"",
    }
    _, content = await run(Api({key: answer(value) for key, value in whole.items()}), details_of(6))
    assert content.decode() == (
        '[{"serviceName": "0"},{"serviceName": "1", "a": 1.10},{"serviceName": "2", "id": 2},{"serviceName": "3", "value": "text"},'
        '{"serviceName": "4", "error": "the response is not JSON"},{"serviceName": "5", "value": null}]'
    )


class Clock:
    """Time that passes while one sleeps."""

    def __init__(self, monkeypatch):
        self.now = 0.0
        real = asyncio.sleep

        async def sleep(seconds):
            self.now += seconds
            await real(0)

        monkeypatch.setattr("ovh_explorer.workspace.calls.item_details.asyncio.sleep", sleep)

    def __call__(self) -> float:
        return self.now


async def test_a_429_makes_all_wait_as_long_as_it_says(monkeypatch):
    clock = Clock(monkeypatch)
    refused = answer({"message": "slowly"}, ("Retry-After", "30"), status=429)
    api = Api({"0": [refused, answer({"id": 0})], "1": answer({"id": 1})})
    told: list[str] = []
    _, content = await run(api, details_of(2), told.append, clock=clock)
    assert json.loads(content) == [{"serviceName": "0", "id": 0}, {"serviceName": "1", "id": 1}]
    assert clock.now >= 30
    assert any("too many requests: waiting 30 s" in words for words in told)


async def test_a_429_that_never_ends_is_a_failure(monkeypatch):
    clock = Clock(monkeypatch)
    api = Api({"0": answer({"message": "slowly"}, status=429)})
    _, content = await run(api, details_of(1), clock=clock)
    assert json.loads(content) == [{"serviceName": "0", "error": "429 slowly"}]
    assert len(api.asked) == 6


async def test_a_limit_is_kept(monkeypatch):
    clock = Clock(monkeypatch)
    api = Api({str(n): answer({"n": n}) for n in range(10)})
    await run(api, details_of(10), a_minute=60, clock=clock)
    assert clock.now >= 9


async def test_what_came_before_it_was_stopped_is_kept():
    class Slow(Api):
        async def __call__(self, call):
            if len(self.asked) >= 10:
                await asyncio.sleep(30)
            return await super().__call__(call)

    details = Details(
        Slow({str(n): answer({"id": n}) for n in range(50)}), details_of(50), lambda words: None
    )
    task = asyncio.create_task(details.run())
    while details.done < 10:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [item["id"] for item in json.loads(cast(bytes, await details.finish()))] == list(
        range(10)
    )


async def test_a_full_disk_ends_it_in_words(monkeypatch):
    async def full(self, piece):
        raise BodyError("No space left on device")

    monkeypatch.setattr(BodyWriter, "add", full)
    with pytest.raises(BodyError, match="No space"):
        await run(Api({str(n): answer({"id": n}) for n in range(20)}), details_of(20))


class Batches(Api):
    """Answers several ids at once, as the API is said to."""

    async def __call__(self, call):
        items = dict(call.path_values)["serviceName"]
        if dict(call.headers).get("X-Ovh-Batch") != ",":
            return await super().__call__(call)
        self.asked.append(call)
        return answer([self.entry(item) for item in items.split(",")])

    def entry(self, item):
        if item == "7":
            return {"key": item, "value": None, "error": {"message": "not yours"}}
        return {"key": item, "value": {"id": item}, "error": None}


async def test_fifty_at_once_where_the_api_takes_that():
    api = Batches({})
    details, content = await run(api, details_of(120), batches=True)
    found = json.loads(content)
    assert [item.get("id") or item["serviceName"] for item in found] == [str(n) for n in range(120)]
    assert found[7] == {"serviceName": "7", "error": "not yours"}
    assert (len(api.asked), details.no_batches, details.failed) == (3, "", 1)


@pytest.mark.parametrize(
    "refusal", [answer({"message": "no such thing"}, status=404), answer([{"id": 1}]), answer(b"<")]
)
async def test_one_by_one_where_it_does_not(refusal):
    api = Api(
        {
            **{str(n): answer({"id": n}) for n in range(120)},
            ",".join(str(n) for n in range(50)): refusal,
        }
    )
    details, content = await run(api, details_of(120), batches=True)
    assert [item["id"] for item in json.loads(content)] == list(range(120))
    assert len(api.asked) == 121
    assert details.no_batches
    assert details.failed == 0


async def test_a_name_with_a_comma_is_asked_for_alone():
    calls = [
        (name, Call("v1", "GET", "/vps/{serviceName}", (("serviceName", name),)))
        for name in ("a", "b,c", "d")
    ]
    api = Batches({"b,c": answer({"id": "b,c"})})
    _, content = await run(api, calls, batches=True)
    assert [item["id"] for item in json.loads(content)] == ["a", "b,c", "d"]
    assert len(api.asked) == 2


def test_which_calls_show_the_items(real_store):
    operation = real_store.operation("v1", "GET", "/domain/zone/{zoneName}/record")
    call = Call("v1", "GET", operation.path, (("zoneName", "example.com"),))
    detail = detail_of(real_store, operation)
    calls = detail_calls(detail, call, ["7", "8", ".."])
    assert [(item, made.concrete_path) for item, made in calls] == [
        ("7", "/domain/zone/example.com/record/7"),
        ("8", "/domain/zone/example.com/record/8"),
    ]
    assert takes_batches(detail.operation)
    assert not takes_batches(real_store.operation("v2", "GET", "/iam/policy/{policyId}"))


async def test_failures_can_be_left_out_and_are_told_by_their_place():
    answers: dict[str, Response | ClientError] = {
        str(n): answer({"serviceName": str(n)}) for n in range(4)
    }
    answers["0"] = ResponseLost("the connection broke")
    answers["2"] = answer({"message": "not yours"}, status=403)
    details, content = await run(Api(answers), details_of(4), leaves_out=True)
    assert json.loads(content) == [{"serviceName": "1"}, {"serviceName": "3"}]
    assert details.failures == {0: ("0", "the connection broke"), 2: ("2", "403 not yours")}
    none = answer({"message": "not yours"}, status=403)
    _, content = await run(Api({"0": none, "1": none}), details_of(2), leaves_out=True)
    assert content == b"[]"


def test_rows_that_are_there_are_taken_apart_by_their_place():
    """Where that can't be, nothing is known: all of them are loaded again."""
    rest = DetailRest(tuple(details_of(3)), (0, 2), 3)
    assert rest.rows(answer([{"id": 1}])) == {}
    assert rest.rows(answer([{"id": 1}, {"id": 3}])) == {0: b'{"id": 1}', 2: b'{"id": 3}'}
    assert [item for item, _call in rest.missing] == ["1"]


async def test_what_failed_is_loaded_again_and_the_others_are_not():
    refused = answer({"message": "later"}, status=500)
    api = Api({"0": answer({"id": 0}), "1": [refused, answer({"id": 1})], "2": answer({"id": 2})})
    details, content = await run(api, details_of(3))
    rest = details.rest
    assert rest is not None
    assert [item for item, _call in rest.missing] == ["1"]
    assert rest.advice == "1 of 3 details failed: m loads them again"
    api.asked.clear()
    again, content = await run(api, details_of(3), rows=rest.rows(answer(content)))
    assert [item["id"] for item in json.loads(content)] == [0, 1, 2]
    assert len(api.asked) == 1
    assert again.rest is None


@pytest.mark.parametrize(
    ("done", "listed", "failed", "advice"),
    [
        ((0, 1), 4, (), "2 of 4 details"),
        ((0, 1), 4, (1,), "2 of 4 details"),
        ((0,), 4, (), "1 of 4 details, stopped: m goes on"),
        ((0, 1), 2, (1,), "1 of 2 details failed: m loads them again"),
    ],
)
def test_what_is_missing_is_said_before_what_failed(done, listed, failed, advice):
    rest = DetailRest(tuple(details_of(2)), done, listed, failed)
    assert rest.advice == advice
    assert rest.words == advice.partition(":")[0].removesuffix(", stopped")


@pytest.mark.parametrize(
    "answered",
    [
        b"<html>hi</html>",
        b"1,2",
        b'"\xe9"',
        b"\xff",
        b"NaN",
        b'{"a": NaN}',
        b"[" * 9999,
        b'"\\ud800"',
        b'{"a":"\\ud800"}',
    ],
)
async def test_one_that_is_no_json_fails_alone(answered):
    api = Api({"0": answer({"id": 0}), "1": answer(answered), "2": answer({"id": 2})})
    details, content = await run(api, details_of(3))
    assert [item.get("error", "") for item in json.loads(content)] == [
        "",
        "the response is not JSON",
        "",
    ]
    assert details.failures == {1: ("1", "the response is not JSON")}


def test_of_what_was_stopped_it_is_said_what_failed():
    rest = DetailRest(tuple(details_of(2)), (0,), 2, (0,))
    assert rest.advice == "1 of 2 details, 1 of them failed, stopped: m goes on"
