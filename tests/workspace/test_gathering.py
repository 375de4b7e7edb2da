"""More of a list: its pages as one list, the details of its items side by side."""

import asyncio
import json

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client.errors import AnswerLost
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.gathering import Details, Pages, detail_calls, next_cursor

LIST = Call("v2", "GET", "/iam/policy", headers=(("X-Pagination-Size", "2"),))


def answer(value: object, *headers: tuple[str, str], status: int = 200) -> Response:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Response(status, "", headers, content, 0.5, "GET", "https://x")


def cursor(name: str) -> tuple[str, str]:
    return ("X-Pagination-Cursor-Next", name)


class Api:
    """Answers by cursor, or by the last part of the path; keeps what was asked."""

    def __init__(self, answers):
        self.answers = answers
        self.asked: list[Call] = []
        self.at_once = self.most_at_once = 0

    async def __call__(self, call: Call) -> Response:
        self.asked.append(call)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        found = self.answers[dict(call.headers).get("X-Pagination-Cursor") or call.concrete_path.rpartition("/")[2]]
        found = found.pop(0) if isinstance(found, list) else found
        if isinstance(found, Exception):
            raise found
        return found


async def test_pages_become_one_list_as_they_were_written():
    api = Api({"b": answer(b' [1.10, {"a": 1}] ', cursor("c")), "c": answer(b"[]", cursor("d")), "d": answer(b"[5]")})
    told: list[str] = []
    pages = Pages(api, LIST, answer(b"[\n0 ]", cursor("b")), told.append)
    assert await pages.follow(1) == ""
    assert pages.result.content == b'[0,1.10, {"a": 1}]'
    assert next_cursor(pages.result) == "c"
    assert await pages.follow(100) == ""
    assert pages.result.content == b'[0,1.10, {"a": 1},5]'
    assert next_cursor(pages.result) == ""
    assert pages.result.elapsed == 2.0
    assert api.asked[0].headers == (("X-Pagination-Size", "2"), ("X-Pagination-Cursor", "b"))
    assert told == ["2 pages", "3 pages", "4 pages"]


async def test_a_cursor_that_was_typed_gives_way_and_a_circle_ends():
    api = Api({"b": answer([1], cursor("b"))})
    call = Call("v2", "GET", "/x", headers=(("x-pagination-cursor", "a"),))
    pages = Pages(api, call, answer([0], cursor("b")), lambda words: None)
    assert "same page again" in await pages.follow(100)
    assert api.asked[0].headers == (("X-Pagination-Cursor", "b"),)
    assert len(api.asked) == 1


async def test_what_came_before_a_refusal_or_a_loss_is_kept():
    api = Api({"b": answer([1], cursor("c")), "c": [answer({"message": "no more"}, status=403), AnswerLost("lost")]})
    pages = Pages(api, LIST, answer([0], cursor("b")), lambda words: None)
    assert await pages.follow(100) == "The next page was refused: no more"
    assert pages.result.json() == [0, 1]
    with pytest.raises(AnswerLost):
        await pages.follow(100)
    assert pages.result.json() == [0, 1]


def details_of(count: int) -> list[tuple[str, Call]]:
    return [(str(n), Call("v1", "GET", "/vps/{serviceName}", (("serviceName", str(n)),))) for n in range(count)]


async def test_details_are_asked_for_eight_at_once_and_stand_in_their_order():
    api = Api({str(n): answer(f'{{"n": {n}.0}}'.encode()) for n in range(50)})
    told: list[str] = []
    details = Details(api, details_of(50), told.append)
    await details.run()
    assert details.content == b"[" + b",".join(f'{{"n": {n}.0}}'.encode() for n in range(50)) + b"]"
    assert api.most_at_once == 8
    assert len(api.asked) == 50
    assert told[-1] == "50 of 50"
    assert details.failures == []


async def test_failures_are_told_item_by_item_and_never_asked_again():
    answers = {str(n): answer({"n": n}) for n in range(4)}
    answers["1"] = answer({"message": "not yours"}, status=403)
    answers["2"] = AnswerLost("the connection broke")
    api = Api(answers)
    details = Details(api, details_of(4), lambda words: None)
    await details.run()
    assert json.loads(details.content) == [{"n": 0}, {"n": 3}]
    assert sorted((failure.item, failure.why) for failure in details.failures) == [
        ("1", "403 not yours"),
        ("2", "the connection broke"),
    ]
    assert len(api.asked) == 4


class Clock:
    """Time that passes while one sleeps."""

    def __init__(self, monkeypatch):
        self.now = 0.0
        real = asyncio.sleep

        async def sleep(seconds):
            self.now += seconds
            await real(0)

        monkeypatch.setattr("ovh_explorer.workspace.gathering.asyncio.sleep", sleep)

    def __call__(self) -> float:
        return self.now


async def test_a_429_makes_all_wait_as_long_as_it_says(monkeypatch):
    clock = Clock(monkeypatch)
    refused = answer({"message": "slowly"}, ("Retry-After", "30"), status=429)
    api = Api({"0": [refused, answer({"n": 0})], "1": answer({"n": 1})})
    told: list[str] = []
    details = Details(api, details_of(2), told.append, clock=clock)
    await details.run()
    assert json.loads(details.content) == [{"n": 0}, {"n": 1}]
    assert clock.now >= 30
    assert any("too many requests: waiting 30 s" in words for words in told)


async def test_a_429_that_never_ends_is_a_failure(monkeypatch):
    clock = Clock(monkeypatch)
    api = Api({"0": answer({"message": "slowly"}, status=429)})
    details = Details(api, details_of(1), lambda words: None, clock=clock)
    await details.run()
    assert details.failures[0].why == "429 slowly"
    assert len(api.asked) == 6
    assert details.content == b"[]"


async def test_a_limit_is_kept(monkeypatch):
    clock = Clock(monkeypatch)
    api = Api({str(n): answer({"n": n}) for n in range(10)})
    await Details(api, details_of(10), lambda words: None, a_minute=60, clock=clock).run()
    assert clock.now >= 9


def test_which_calls_show_the_items(real_store):
    operation = real_store.operation("v1", "GET", "/domain/zone/{zoneName}/record")
    call = Call("v1", "GET", operation.path, (("zoneName", "example.com"),))
    calls = detail_calls(real_store, operation, call, answer([7, 8, 7, None, ".."]))
    assert [(item, made.concrete_path) for item, made in calls] == [
        ("7", "/domain/zone/example.com/record/7"),
        ("8", "/domain/zone/example.com/record/8"),
    ]
    assert detail_calls(real_store, operation, call, answer({"message": "no"}, status=404)) == []
    assert detail_calls(real_store, operation, call, answer(b"<html>")) == []
    me = real_store.operation("v1", "GET", "/me")
    assert detail_calls(real_store, me, Call("v1", "GET", "/me"), answer({})) == []
