"""Access rules: what they cover, and which one a call lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.sandbox.signature import covers as as_the_sandbox_has_it
from ovh_explorer.workspace.rights import AccessRule, covers, lacking, read_rules, rule_for

RECORD = Call.make("v1", "POST", "/domain/zone/{zoneName}/record", path_values={"zoneName": "example.com"})


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
    assert covers(AccessRule("GET", f"/{rule}"), "GET", f"/{path}") == as_the_sandbox_has_it(f"/{rule}", f"/{path}")


def test_what_is_lacking_is_said_with_the_rule_that_mends_it() -> None:
    assert lacking([AccessRule("POST", "/domain/*")], RECORD) == ""
    assert lacking([AccessRule("GET", "/*")], RECORD) == (
        "None of this key's one access rule covers POST /domain/zone/example.com/record:"
        " it lacks POST /domain/zone/*/record."
    )
    below = [AccessRule("GET", "/domain/zone/*"), AccessRule("GET", "/me")]
    words = lacking(below, Call.make("v1", "GET", "/domain/zone"))
    assert words.startswith("GET /domain/zone/* does not cover /domain/zone itself.")
    assert words.endswith("it lacks GET /domain/zone.")


def test_a_v2_call_is_covered_with_and_without_its_branch() -> None:
    call = Call.make("v2", "GET", "/iam/policy/{id}", path_values={"id": "7"})
    assert rule_for(call) == AccessRule("GET", "/v2/iam/policy/*")
    assert lacking([AccessRule("GET", "/v2/iam/*")], call) == lacking([AccessRule("GET", "/iam/*")], call) == ""


@pytest.mark.parametrize("answer", [None, [], {}, {"rules": None}, {"rules": [None, {"method": 1, "path": "/"}, {}]}])
def test_what_is_no_rule_is_left_out(answer: object) -> None:
    assert read_rules(answer) == []
    assert read_rules({"rules": [{"method": "GET", "path": "/me"}]}) == [AccessRule("GET", "/me")]
