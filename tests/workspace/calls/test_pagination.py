"""The pages of a list as one list."""

import asyncio
import json
from dataclasses import replace

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.client.errors import ResponseLost
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.pagination import Pages, has_pages, next_page, whole_objects

LIST = Call("v2", "GET", "/iam/policy", headers=(("X-Pagination-Size", "2"),))
BILLS = Call("v1", "GET", "/me/bill")
TICKETS = Call(
    "v1", "GET", "/support/tickets", query=(("status", "open"), ("page", "1"), ("pageSize", "2"))
)


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

    def name(self, call: Call) -> str:
        fields = dict(call.headers)
        number = (
            fields.get("X-Pagination-Cursor")
            or fields.get("X-Pagination-Number")
            or dict(call.query).get("page")
        )
        return number or dict(call.path_values)[next(reversed(dict(call.path_values)))]

    async def __call__(self, call: Call) -> Response:
        self.asked.append(call)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        found = self.answers[self.name(call)]
        found = found.pop(0) if isinstance(found, list) else found
        if isinstance(found, Exception):
            raise found
        return found


async def followed(api: Api, call: Call, response: Response, most: int = 100):
    """Why it ended, the last page's call, all items as they were written, how many pages."""
    pages = Pages(api, call, response, lambda words: None)
    problem = await pages.follow(most)
    last, found = await pages.finish()
    return problem, last, found, pages.count


async def test_pages_become_one_list_as_they_were_written():
    api = Api(
        {
            "b": answer(b' [1.10, {"a": 1}] ', cursor("c")),
            "c": answer(b"[]", cursor("d")),
            "d": answer(b"[5]"),
        }
    )
    problem, call, found, count = await followed(api, LIST, answer(b"[\n0 ]", cursor("b")), 1)
    assert (problem, found.content, count, found.elapsed) == ("", b'[0,1.10, {"a": 1}]', 2, 1.0)
    assert next_page(call, found).headers == (
        ("X-Pagination-Size", "2"),
        ("X-Pagination-Cursor", "c"),
    )
    problem, call, found, count = await followed(api, call, found)
    assert (problem, found.content, count, found.elapsed) == ("", b'[0,1.10, {"a": 1},5]', 3, 2.0)
    assert next_page(call, found) is None
    assert api.asked[0].headers == (("X-Pagination-Size", "2"), ("X-Pagination-Cursor", "b"))


async def test_what_is_told_on_the_way():
    told: list[str] = []
    await Pages(Api({"b": answer([1])}), LIST, answer([0], cursor("b")), told.append).follow(5)
    assert told == ["2 pages"]


async def test_a_cursor_that_was_typed_gives_way_and_a_circle_ends():
    api = Api({"b": [answer([1], cursor("b")), answer([2], cursor("b"))]})
    call = Call("v2", "GET", "/x", headers=(("x-pagination-cursor", "a"),))
    problem, _, found, _ = await followed(api, call, answer([0], cursor("b")))
    assert "same page again" in problem
    assert api.asked[0].headers == (("X-Pagination-Cursor", "b"),)
    assert found.json() == [0, 1]


async def test_what_came_before_a_refusal_or_a_loss_is_kept():
    first = answer([0], cursor("b"))
    refused = Api({"b": answer([1], cursor("c")), "c": answer({"message": "no more"}, status=403)})
    problem, _, found, _ = await followed(refused, LIST, first)
    assert (problem, found.json()) == ("The next page was refused: no more", [0, 1])
    lost = Pages(
        Api({"b": answer([1], cursor("c")), "c": ResponseLost("lost")}),
        LIST,
        first,
        lambda words: None,
    )
    with pytest.raises(ResponseLost):
        await lost.follow(100)
    assert (await lost.finish())[1].json() == [0, 1]
    odd = Api({"b": answer(b"<html>")})
    problem, _, found, _ = await followed(odd, LIST, first)
    assert (problem, found.json()) == ("The next page is not a list.", [0])


def counted(value: object, number: int, total: int) -> Response:
    said = (
        ("x-pagination-elements", str(total)),
        ("x-pagination-number", str(number)),
        ("x-pagination-size", "2"),
    )
    return answer(value, *said)


async def test_whole_objects_are_followed_by_their_count():
    call = whole_objects(BILLS, 2)
    assert dict(call.headers) == {
        "X-Pagination-Mode": "CachedObjectList-Pages",
        "X-Pagination-Number": "1",
        "X-Pagination-Size": "2",
    }
    assert "X-Pagination-Size" not in dict(whole_objects(BILLS).headers)
    api = Api({"2": counted([{"a": 3}, {"a": 4}], 2, 5), "3": counted([{"a": 5}], 3, 5)})
    problem, last, found, count = await followed(api, call, counted([{"a": 1}, {"a": 2}], 1, 5))
    assert (problem, count) == ("", 3)
    assert [item["a"] for item in found.json()] == [1, 2, 3, 4, 5]
    assert next_page(last, found) is None
    # Ids, as if nothing had been asked for: there are no pages of them.
    assert next_page(call, answer([1, 2])) is None
    assert next_page(BILLS, counted([1, 2], 1, 5)) is None


async def test_numbers_in_the_query_are_followed_until_a_page_is_empty():
    api = Api({"2": answer([3, 4]), "3": answer([])})
    problem, _, found, _ = await followed(api, TICKETS, answer([1, 2]))
    assert (problem, found.json()) == ("", [1, 2, 3, 4])
    assert api.asked[0].query == (("status", "open"), ("page", "2"), ("pageSize", "2"))
    deaf = Api({str(number): answer([1, 2]) for number in range(2, 9)})
    problem, _, found, _ = await followed(deaf, TICKETS, answer([7]))
    assert ("same page again" in problem, found.json()) == (True, [7, 1, 2])
    assert next_page(BILLS, answer([1])) is None
    assert next_page(TICKETS, answer({"message": "x"}, status=400)) is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_but_a_get_is_sent_again_for_a_page(method):
    """Whatever a server says in its headers, a change isn't sent a second time without being shown."""
    call = Call("v2", method, "/x", query=(("page", "1"),), headers=(("X-Pagination-Mode", "x"),))
    numbers = (
        ("X-Pagination-Elements", "9"),
        ("X-Pagination-Number", "1"),
        ("X-Pagination-Size", "2"),
    )
    assert next_page(call, answer([1], cursor("b"))) is None
    assert next_page(call, answer([1], *numbers)) is None
    assert next_page(call, answer([1])) is None


def test_pages_are_those_that_are_declared_or_asked_for():
    cursors = (Parameter("X-Pagination-Cursor", "header", "string", "string", required=False),)
    plain = Operation("v1", "/me", "GET", "/me/bill", response="string[]")
    declared = Operation("v2", "/iam", "GET", "/iam/policy", parameters=cursors, response="x.Y[]")
    assert has_pages(declared, LIST)
    assert has_pages(plain, TICKETS)
    assert has_pages(plain, whole_objects(BILLS))
    assert not has_pages(plain, BILLS)
    assert not has_pages(replace(declared, response="x.Y"), LIST)
    assert not has_pages(replace(declared, method="POST"), replace(LIST, method="POST"))


async def test_an_api_that_has_no_pages_gives_its_list_once():
    api = Api({"2": answer(["a", "b"])})
    problem, _, found, count = await followed(api, TICKETS, answer(["a", "b"]))
    assert problem == "The API returned the same page again."
    assert (found.json(), count) == (["a", "b"], 1)
