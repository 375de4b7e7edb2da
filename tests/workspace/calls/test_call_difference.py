"""What tells two calls apart, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.workspace.calls.call_difference import what_differs

PATH = "/domain/zone/{zoneName}/record/{id}"


def call(zone: str = "example.com", id: str = "5", **more) -> Call:
    body = more.pop("body", None)
    encoded = None if body is None else canonical_json(body)
    return Call.make(
        "v1", "PUT", PATH, path_values={"zoneName": zone, "id": id}, body=encoded, **more
    )


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (call(), call(), ""),
        (call(id="5210000001"), call(id="5210000002"), "id=5210000001"),
        (
            call(zone="a.example", id="1"),
            call(zone="b.example", id="2"),
            "zoneName=a.example, id=1",
        ),
        (call(query=[("a", "1")]), call(), "a=1"),
        (call(), call(query=[("a", "1"), ("b", "2")]), "the call without a and b"),
        (call(id="1"), call(query=[("a", "1")]), "id=1, without a"),
        (call(query=[("a", "1"), ("a", "2")]), call(query=[("a", "2"), ("a", "1")]), ""),
        (call(headers=[("X-Pagination-Size", "5")]), call(), "X-Pagination-Size=5"),
        (call(body={"ttl": 60, "target": "x"}), call(body={"ttl": 70, "target": "x"}), "ttl=60"),
        (call(body={"ttl": 1}), call(body={"ttl": True}), "ttl=1"),
        (
            call(body={"a": 1, "b": {"c": 2, "d": 3}}),
            call(body={"b": {"d": 3, "c": 2}, "a": 1}),
            "",
        ),
        (call(body={"a": [1]}), call(body={"a": [2], "b": 1}), "another a, without b"),
        (call(body=[1]), call(body=[2]), "another body"),
        (call(), call(body={"a": 1}), "the call without a body"),
        (call(id="1"), None, "zoneName=example.com, id=1"),
        (call(id="x" * 90), call(), f"id={'x' * 39}…"),
        # No name is cut by the end of a line.
        (
            call(id="5210000013", body={"ttl": 300}),
            call(body={"ttl": 60, "subDomain": "www", "target": "192.0.2.1"}),
            "id=5210000013, ttl=300 and 2 more",
        ),
        (
            call(),
            call(query=[(name, "1") for name in ("expirationDate", "creationDate", "autoRenew")]),
            "the call without expirationDate, creationDate and 1 more",
        ),
    ],
)
def test_only_what_differs_is_named(one, other, words):
    assert what_differs(one, other) == words


def test_secrets_are_masked_and_told_apart_all_the_same():
    one = call(body={"password": "first"}, sensitive=[("body", "/password")])
    other = call(body={"password": "second"}, sensitive=[("body", "/password")])
    assert what_differs(one, other) == "password=••••••"
    assert what_differs(one, one) == ""


values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values, values)
def test_any_two_bodies_differ_or_are_the_same_both_ways(one, other):
    here, there = call(body=one), call(body=other)
    assert bool(what_differs(here, there)) == bool(what_differs(there, here))
    assert not what_differs(here, call(body=one))
    if canonical_json(one) == canonical_json(other):
        assert not what_differs(here, there)
