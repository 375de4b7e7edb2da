"""Access rules: what they cover, and which one a call lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.sandbox.signature import covers as as_the_sandbox_has_it
from ovh_explorer.workspace.account.access_rules import (
    AccessRule,
    Rights,
    covers,
    everything,
    lacking,
    of_operation,
    of_product,
    read_only,
    read_rules,
    rule_for,
    with_roots,
)

RECORD = Call.make(
    "v1", "POST", "/domain/zone/{zoneName}/record", path_values={"zoneName": "example.com"}
)


@pytest.mark.parametrize(
    ("rule", "path", "covered"),
    [
        ("/*", "/domain/zone", True),
        ("/domain/zone/*", "/domain/zone/example.com/record/1", True),
        ("/domain/zone/*", "/domain/zone", False),
        ("/domain/zone", "/domain/zone", True),
        ("/domain/zone", "/domain/zone/example.com", False),
        ("/sms/*/jobs", "/sms/a/b/jobs", True),
        ("/vps/*/task/*", "/vps/1/task/2", True),
        ("/vps/*/task/*", "/vps/1/tasks", False),
        ("/me*", "/me", True),
        ("/a*a", "/a", False),
        ("", "/", False),
    ],
)
def test_what_a_rule_covers(rule: str, path: str, covered: bool) -> None:
    assert covers(AccessRule("GET", rule), "GET", path) == covered
    assert not covers(AccessRule("GET", rule), "POST", path)


@given(st.text("/ab*", max_size=8), st.text("/ab", max_size=8))
def test_a_rule_covers_what_the_sandbox_lets_through(rule: str, path: str) -> None:
    assert covers(AccessRule("GET", f"/{rule}"), "GET", f"/{path}") == as_the_sandbox_has_it(
        f"/{rule}", f"/{path}"
    )


def test_what_is_lacking_is_said_with_the_rule_that_mends_it() -> None:
    assert lacking([AccessRule("POST", "/domain/*")], RECORD) == ""
    assert lacking([AccessRule("GET", "/*")], RECORD) == (
        "The one access rule of this key does not cover POST /domain/zone/example.com/record:"
        " it lacks POST /domain/zone/*/record."
    )
    below = [AccessRule("GET", "/domain/zone/*"), AccessRule("GET", "/me")]
    words = lacking(below, Call.make("v1", "GET", "/domain/zone"))
    assert words.startswith(
        "GET /domain/zone/* does not cover /domain/zone itself."
        " It covers /domain/zone/, which the API treats as the same."
    )
    assert words.endswith("it lacks GET /domain/zone.")


def test_a_path_with_a_slash_at_its_end_is_covered_and_asked_for_as_it_is_sent() -> None:
    call = Call.make("v1", "GET", "/domain/zone", trailing_slash=True)
    assert lacking([AccessRule("GET", "/domain/zone/*")], call) == ""
    assert rule_for(call) == AccessRule("GET", "/domain/zone/")
    assert lacking([AccessRule("GET", "/domain/zone")], call).endswith("lacks GET /domain/zone/.")


def test_a_v2_call_is_covered_with_and_without_its_branch() -> None:
    call = Call.make("v2", "GET", "/iam/policy/{id}", path_values={"id": "7"})
    assert rule_for(call) == AccessRule("GET", "/v2/iam/policy/*")
    assert (
        lacking([AccessRule("GET", "/v2/iam/*")], call)
        == lacking([AccessRule("GET", "/iam/*")], call)
        == ""
    )


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"rules": None}, {"rules": [None, {"method": 1, "path": "/"}, {}]}]
)
def test_what_is_no_rule_is_left_out(answer: object) -> None:
    assert read_rules(answer) == []
    assert read_rules({"rules": [{"method": "GET", "path": "/me"}]}) == [AccessRule("GET", "/me")]


def test_a_rule_for_what_is_below_comes_with_one_for_the_thing_itself() -> None:
    written = with_roots(
        [AccessRule("GET", "/domain/zone/*"), AccessRule("GET", "/*"), AccessRule("GET", "/me")]
    )
    assert [str(rule) for rule in written] == [
        "GET /domain/zone",
        "GET /domain/zone/*",
        "GET /*",
        "GET /me",
    ]
    assert with_roots(written) == written


def test_a_rule_for_the_thing_itself_is_not_widened_by_one_for_what_is_below() -> None:
    written = [AccessRule("GET", "/domain/zone"), AccessRule("POST", "/domain/zone/*")]
    assert with_roots(written) == written
    assert with_roots(reversed(written)) == written[::-1]


def test_ready_made_sets() -> None:
    assert [str(rule) for rule in read_only()] == ["GET /*"]
    assert [str(rule) for rule in everything()] == ["GET /*", "POST /*", "PUT /*", "DELETE /*"]
    assert {str(rule) for rule in of_product("v1", "/domain") if rule.method == "PUT"} == {
        "PUT /domain",
        "PUT /domain/*",
    }
    assert {rule.path for rule in of_product("v2", "/iam")} == {"/v2/iam", "/v2/iam/*"}
    operation = of_operation("v1", "DELETE", "/domain/zone/{zoneName}/record/{id}")
    assert [str(rule) for rule in operation] == ["DELETE /domain/zone/*/record/*"]


@pytest.mark.parametrize(
    ("rules", "operation", "may"),
    [
        (["GET /*"], ("v1", "GET", "/me"), True),
        (["GET /*"], ("v1", "POST", "/me/bill"), False),
        (["GET /domain/zone/*"], ("v1", "GET", "/domain/zone/{zoneName}/record"), True),
        (["GET /domain/zone/*"], ("v1", "GET", "/domain/zone"), False),
        (["GET /domain/zone/example.com/*"], ("v1", "GET", "/domain/zone/{zoneName}/record"), None),
        (["GET /vps/*"], ("v1", "GET", "/domain/zone/{zoneName}"), False),
        (["GET /v2/iam/*"], ("v2", "GET", "/iam/policy/{policyId}"), True),
        (["GET /iam/*"], ("v2", "GET", "/iam/policy/{policyId}"), True),
        ([], ("v1", "GET", "/me"), False),
    ],
)
def test_whether_an_operation_is_allowed_is_known_before_it_is_tried(rules, operation, may) -> None:
    rights = Rights(tuple(AccessRule(*rule.split()) for rule in rules))
    assert rights.may(*operation) is may


def test_what_the_api_tells_of_a_key_is_read() -> None:
    answer = {
        "credentialId": 42,
        "rules": [{"method": "GET", "path": "/*"}],
        "expiration": "2026-01-02T03:04:05+01:00",
        "allowedIPs": ["192.0.2.0/24", None],
    }
    rights = Rights.read(answer)
    assert (rights.credential, rights.allowed_ips) == (42, ("192.0.2.0/24",))
    assert rights.expires.isoformat() == "2026-01-02T02:04:05+00:00"
    assert rights.expired(rights.expires)
    assert Rights.read({"rules": [], "expiration": "soon", "credentialId": "x"}) == Rights(())
    assert Rights.read({"message": "no"}) is None


@pytest.mark.parametrize(
    ("rules", "summary", "is_everything"),
    [
        ([], "", False),
        (["GET /*"], "GET /*", False),
        (["GET /*", "POST /*", "PUT /*", "DELETE /*"], "GET/POST/PUT/DELETE /*", True),
        (["GET /domain/*", "POST /ip/*", "PUT /ip/*"], "POST/PUT /ip/* and 1 more path", False),
        (["GET /domain", "PUT /domain", "GET /me"], "GET/PUT /domain and 1 more path", False),
        (
            ["GET /domain", "POST /domain", "GET /domain/*", "POST /domain/*"],
            "GET/POST /domain/*",
            False,
        ),
        (["GET /me", "PUT /me", "GET /me/*"], "GET/PUT /me and 1 more path", False),
        (["GET /domain/zone/example.com/*"], "GET /domain/zone/example.co…", False),
    ],
)
def test_what_a_key_may_is_said_in_short(rules, summary, is_everything) -> None:
    rights = Rights(tuple(AccessRule(*rule.split()) for rule in rules))
    assert (rights.summary, rights.is_everything) == (summary, is_everything)


@pytest.mark.parametrize(
    ("rules", "summary"),
    [
        ([], ""),
        (["GET /domain/*", "POST /ip/*", "PUT /ip/*"], "POST/PUT /ip/*, GET /domain/*"),
        (["GET /domain/zone/example.com/*"], "GET /domain/zone/example.com/*"),
        (["GET /a", "GET /b", "GET /c", "GET /d"], "GET /a and 3 more paths"),
        (
            [f"PUT /{'long' * 12}/*", f"GET /{'path' * 12}/*"],
            "PUT /longlonglonglonglonglo… and 1 more path",
        ),
    ],
)
def test_a_few_paths_are_all_named(rules, summary) -> None:
    rights = Rights(tuple(AccessRule(*rule.split()) for rule in rules))
    assert rights.summary_of_paths == summary
