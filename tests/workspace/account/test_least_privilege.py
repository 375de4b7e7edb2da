"""The rights that calls need, and no others."""

import json

from ovh_explorer.call import Call
from ovh_explorer.workspace.account.access_rules import missing_rule_text
from ovh_explorer.workspace.account.least_privilege import access_rules, as_json, iam_policy

CALLS = [
    Call.make(
        "v1", "GET", "/domain/zone/{zoneName}/record", path_values={"zoneName": "example.com"}
    ),
    Call.make(
        "v1", "GET", "/domain/zone/{zoneName}/record", path_values={"zoneName": "example.org"}
    ),
    Call.make(
        "v1", "POST", "/domain/zone/{zoneName}/refresh", path_values={"zoneName": "example.org"}
    ),
    Call.make("v2", "GET", "/iam/policy"),
    Call.make("v1", "GET", "/auth/time", authenticated=False),
]


def test_exactly_these_operations_are_covered():
    rules = access_rules(CALLS)
    assert [str(rule) for rule in rules] == [
        "GET /domain/zone/*/record",
        "POST /domain/zone/*/refresh",
        "GET /v2/iam/policy",
    ]
    for call in CALLS[:4]:
        assert missing_rule_text(rules, call) == ""
    assert missing_rule_text(rules, Call.make("v1", "GET", "/domain/zone")) != ""
    assert json.loads(as_json(rules))["accessRules"][0] == {
        "method": "GET",
        "path": "/domain/zone/*/record",
    }


def test_the_policy_has_the_actions_of_the_operations(real_store):
    policy = iam_policy(real_store, CALLS, "dns robot")
    assert [item["action"] for item in policy["permissions"]["allow"]] == [
        "account:apiovh:iam/policy/get",
        "dnsZone:apiovh:record/get",
        "dnsZone:apiovh:refresh",
    ]
    assert json.loads(as_json(policy)) == policy
