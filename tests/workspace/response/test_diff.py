"""What differs between two responses."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.response.diff import Change, NotComparable, compare, compare_bodies
from ovh_explorer.workspace.storage.response_cache import ResponseCache


def test_properties():
    before = {"ttl": 60, "target": "192.0.2.1", "old": None, "same": [1]}
    after = {"ttl": 300, "target": "192.0.2.1", "new.name": {"a": 1}, "same": [1]}
    assert compare(before, after) == [
        Change("changed", "ttl", 60, 300),
        Change("removed", "old", before=None),
        Change("added", '"new.name"', after={"a": 1}),
    ]


def test_items_are_told_apart_by_what_names_them():
    before = [{"id": 1, "a": "x"}, {"id": 2, "a": "y"}]
    after = [{"id": 3, "a": "z"}, {"id": 2, "a": "Y"}]
    assert compare(before, after) == [
        Change("removed", "[id=1]", before={"id": 1, "a": "x"}),
        Change("changed", "[id=2].a", "y", "Y"),
        Change("added", "[id=3]", after={"id": 3, "a": "z"}),
    ]


def test_lists_of_ids_are_bags():
    assert compare({"ids": [1, 2, 2, 3]}, {"ids": [3, 2, 1, 4]}) == [
        Change("removed", "ids[]", before=2),
        Change("added", "ids[]", after=4),
    ]


def test_what_has_no_name_is_compared_one_by_one():
    assert compare([{"x": 1}, [1]], [{"x": 2}]) == [
        Change("changed", "[0].x", 1, 2),
        Change("removed", "[1]", before=[1]),
    ]
    twice = [{"id": 1, "x": 1}, {"id": 1, "x": 2}]
    assert compare(twice, [*twice, {"id": 2}]) == [Change("added", "[2]", after={"id": 2})]


@pytest.mark.parametrize(
    ("before", "after"), [(1, 1.0), (1, True), (0, False), ("1", 1), (None, {}), ([], {})]
)
def test_values_of_other_types_differ(before, after):
    assert compare(before, after) == [Change("changed", "", before, after)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 5) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "name", "x", "y.z"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def in_order(value):
    """A value with the items of its lists in an order of their own."""
    if isinstance(value, dict):
        return {key: in_order(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(
            (in_order(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True)
        )
    return value


@given(JSON, JSON)
def test_nothing_differs_only_where_all_is_there(one, other):
    assert compare(one, one) == []
    if not compare(one, other):
        assert json.dumps(in_order(one), sort_keys=True) == json.dumps(
            in_order(other), sort_keys=True
        )
    forth, back = compare(one, other), compare(other, one)
    assert sum(c.kind == "added" for c in forth) == sum(c.kind == "removed" for c in back)


def test_bodies():
    assert compare_bodies(b"[1]", b"[1, 2]") == [Change("added", "[]", after=2)]
    assert compare_bodies(b"", b"null") == []
    with pytest.raises(NotComparable, match="The second response is not JSON"):
        compare_bodies(b"1", b"<html>")
    with pytest.raises(NotComparable, match=r"first response is not JSON|nested too deeply"):
        compare_bodies(b"[" * 100_000 + b"]" * 100_000, b"1")
    assert (
        len(compare_bodies(json.dumps({str(i): i for i in range(20_000)}).encode(), b"{}")) == 5000
    )


def response(text: str) -> Response:
    return Response(200, "OK", (), text.encode(), 0.1, "GET", "")


def test_answers_are_kept_up_to_a_size_and_known_by_their_call():
    kept = ResponseCache(most=10)
    me, zones = Call("v1", "GET", "/me"), Call("v1", "GET", "/domain/zone")
    first, other, second = response("1111"), response("2222"), response("33")
    kept.keep(1, me, first)
    kept.keep(2, zones, other)
    kept.keep(3, me, second)
    assert kept.before(second).response is first
    assert kept.before(first) is None
    assert kept.before(response("33")) is None
    assert kept.get(2).call is zones
    kept.keep(4, me, response("4444"))
    assert kept.get(1) is None
    assert kept.before(second) is None
    kept.keep(5, me, response("x" * 11))
    assert kept.get(4) is None
    assert kept.get(5) is None


def test_what_came_at_last_is_kept_beside_what_came_first():
    kept = ResponseCache(most=10)
    me, first = Call("v1", "GET", "/me"), response("1111")
    kept.keep_last(me, first)
    kept.keep(1, me, first)
    kept.keep_last(me, response("2222"))
    kept.keep_last(me, response("3333"))
    assert (kept.get(1).response, kept.get(1).last) == (first, response("3333"))
    kept.keep(2, me, response("44"))
    kept.keep(3, me, response("5"))
    assert kept.get(1) is None, "both count"
    assert kept.get(2) is not None
    kept.keep_last(me, response("x" * 11))
    assert kept.get(3) is None


def test_what_was_typed_into_a_request_counts():
    kept = ResponseCache(most=10_000)
    for number in range(8):
        url = "https://x/" + "%C3%A9" * 1_000
        answer = dataclasses.replace(response("1"), url=url)
        kept.keep(number, Call("v1", "GET", "/x", (("name", "é" * 1_000),)), answer)
        kept.keep(-number, Call("v1", "POST", "/x", body=b"x" * 1_000), response("1"))
    assert kept.get(7) is not None
    assert kept.get(5) is None


def test_of_answers_that_are_small_only_so_many_are_kept():
    kept = ResponseCache()
    for number in range(1, 1501):
        kept.keep(number, Call("v1", "GET", "/me"), response("1"))
    assert kept.get(500) is None
    assert kept.get(501) is not None
    assert kept.before(kept.get(1500).response).id == 1499
