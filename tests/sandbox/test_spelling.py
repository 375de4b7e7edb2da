"""The bytes of a response, and the headers that all have."""

import json
import re
from itertools import pairwise

import pytest

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Model, Property
from ovh_explorer.sandbox.app import RESET, query_ids
from ovh_explorer.sandbox.spelling import in_branch, json_bytes
from tests.sandbox.asked import ORIGIN, Asked, signed


@pytest.fixture
def ask() -> Asked:
    return Asked()


def sent(ask, method, target, body=b"", **headers):
    """Status and bytes of a response; its headers are in ``ask.headers``."""
    fields = {"host": ORIGIN.removeprefix("http://"), **signed(method, target, body), **headers}
    message = {"type": "http.request", "body": body, "more_body": False}
    start, content = ask.exchange(method, target, fields, [message])
    return start["status"], content["body"]


def keys_in_order(value) -> bool:
    if isinstance(value, dict):
        return all(one < other for one, other in pairwise(value)) and all(
            keys_in_order(entry) for entry in value.values()
        )
    return not isinstance(value, list) or all(map(keys_in_order, value))


def test_json_is_compact_sorted_and_has_no_fraction_where_there_is_none():
    value = {"b": [2.0, 2.5, -0.0, 1e300], "a": {"d": 1, "c": None}, "é": True}
    assert json_bytes(value) == (b'{"a":{"c":null,"d":1},"b":[2,2.5,0,1e+300],"\\u00e9":true}')
    assert json_bytes(None) == b"null"


@pytest.mark.parametrize(
    "target",
    ["/1.0/me", "/1.0/me/bill/EU10000001", "/1.0/nothing", "/v2/iam/policy", "/1.0/vps?x=1"],
)
def test_answers_and_refusals_are_written_as_the_api_writes_them(ask, target):
    _, content = sent(ask, "GET", target)
    value = json.loads(content)
    assert json_bytes(value) == content
    assert keys_in_order(value)


def test_nothing_is_null(ask):
    assert sent(ask, "POST", "/1.0/domain/zone/example.com/refresh") == (200, b"null")


def test_each_branch_spells_times_and_what_is_absent_in_its_own_way(ask):
    _, content = sent(ask, "GET", "/1.0/me/api/credential/91")
    assert b'"creation":"2024-01-02T03:04:05+00:00"' in content
    assert b'"expiration":null' in content
    _, content = sent(ask, "GET", "/v2/iam/policy")
    assert b'"createdAt":"2024-01-02T03:04:05.000000Z"' in content
    assert b"null" not in content


def test_what_is_no_time_and_what_no_model_knows_stays_as_it_is():
    when = Property("when", "datetime", "datetime", nullable=True, read_only=False, required=False)
    models = Models({"m": Model("m", properties=(when,))})
    for value in ("yesterday", 5, "", {"a": 1}):
        assert in_branch("v2", models, "datetime", value) == value
    assert in_branch("v2", models, "m", {"when": None, "other": None}) == {"other": None}
    assert in_branch("v1", models, "m", {"when": None}) == {"when": None}
    assert in_branch("v1", models, "datetime[]", ["2024-01-02T03:04:05.6+02:00"]) == [
        "2024-01-02T03:04:05+02:00"
    ]
    assert in_branch(
        "v2", models, "map[string]m", {"k": {"when": "2024-01-02T03:04:05+02:00"}}
    ) == {"k": {"when": "2024-01-02T01:04:05.000000Z"}}


def test_pages_of_the_api_and_of_others_are_told_apart(ask):
    for target in ("/1.0/me", "/v1/nothing", "/v2/iam/policy", "/1.0/domain.json"):
        sent(ask, "GET", target, origin="https://console.example.com")
        assert ask.headers["access-control-allow-origin"] == "*"
        assert ask.headers["cache-control"] == "no-cache, no-store"
    for target in (RESET, "/auth/sso/api", "/createToken/", "/"):
        sent(ask, "GET", target)
        assert "access-control-allow-origin" not in ask.headers


def test_a_browser_may_ask_before_it_calls(ask):
    """Without keys: a browser sends none with such a question."""
    fields = {"host": "127.0.0.1", "origin": "https://console.example.com"}
    start, body = ask.exchange("OPTIONS", "/1.0/me", fields, [{"type": "http.request"}])
    assert (start["status"], body["body"]) == (200, b"")
    assert "X-Ovh-Signature" in ask.headers["access-control-allow-headers"]
    assert "DELETE" in ask.headers["access-control-allow-methods"]
    start, _ = ask.exchange("OPTIONS", RESET, fields, [{"type": "http.request"}])
    assert start["status"] == 405
    assert "access-control-allow-origin" not in ask.headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8099", 200),
        ("localhost", 200),
        ("127.8.0.1", 200),
        ("[::1]:8099", 200),
        ("sandbox.example.com:8099", 403),
        ("127.0.0.1.example.com", 403),
        ("192.0.2.1", 403),
        ("[", 403),
        ("", 403),
    ],
)
def test_only_who_calls_this_machine_by_its_own_names_may_reset(ask, host, status):
    """A page elsewhere, whose name is pointed at this machine, is of the same origin as what it
    asks.
    """
    fields = {"host": host, "origin": f"http://{host}"}
    start, _ = ask.exchange("POST", RESET, fields, [{"type": "http.request"}])
    assert start["status"] == status


def test_a_query_id_holds_the_time_and_is_given_once():
    next_query_id = query_ids(lambda: 1_700_000_000.9)
    ids = [next_query_id() for _ in range(3)]
    assert len({query_id.rpartition(".")[2] for query_id in ids}) == 3
    for number, query_id in enumerate(ids, 1):
        assert re.fullmatch(rf"EU\.ext-3\.6553f100\.{number}\.[0-9a-f]{{32}}", query_id)
