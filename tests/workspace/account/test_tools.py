"""The tools that keys are given to: each call is one of the catalog's, and the rights follow."""

import re

import pytest

from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.rule_operations import (
    actions_of,
    call_of,
    operation_of,
    operations_of,
)
from ovh_explorer.workspace.account.tool_forms import FORMS
from ovh_explorer.workspace.account.tools import (
    SIGN_IN,
    PlaceError,
    ToolCall,
    refused,
    rules_for,
    tools,
)

BY_ID = {tool.id: tool for tool in tools()}


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.id)
def test_every_call_of_a_tool_is_one_of_the_catalog(tool, real_store):
    place = "example.com" if tool.place_name else ""
    for call in tool.calls(place):
        if call.is_open:
            assert operations_of(real_store, [call.rule]), call
        else:
            key = operation_of(real_store, call)
            assert key is not None, call
            # The very path: literal segments are not taken for values.
            assert re.sub(r"\{[^/]*\}", "{}", key[2]) == re.sub(
                r"\{[^/]*\}|example\.com", "{}", call.path.rstrip("/")
            )


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.id)
def test_an_entry_is_whole(tool, real_store):
    assert tool.title
    assert tool.what
    assert tool.source
    assert tool.sign_in
    assert set(tool.sign_in) <= set(SIGN_IN)
    assert set(tool.forms) <= set(FORMS)
    assert bool(tool.values) == bool(tool.place_name)
    assert all(call.path.startswith("/") for call in tool.calls())
    assert len(set(tool.calls())) == len(tool.calls())
    if tool.values:
        assert operation_of(real_store, ToolCall("GET", tool.values)) is not None


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.id)
def test_the_rules_of_a_tool_allow_its_calls_and_each_is_needed(tool):
    calls = tool.calls("example.com" if tool.place_name else "")
    rules = rules_for(calls)
    assert refused(rules, calls) == []
    for rule in rules:
        others = [other for other in rules if other != rule]
        # A key may always ask about itself.
        own = [call for call in calls if call.rule == rule and not call.path.startswith("/auth/")]
        assert refused(others, calls) == own
    if tool.place_name:
        assert refused(rules_for(tool.calls()), tool.calls()) == []
        assert refused(rules_for(tool.calls()), calls) == [], "all of them are this one too"


def test_a_slash_at_the_end_is_part_of_the_rule():
    calls = BY_ID["certbot"].calls("example.com")
    assert AccessRule("GET", "/domain/zone/") in rules_for(calls)
    without = [rule for rule in rules_for(calls) if rule.path != "/domain/zone/"]
    listing = ToolCall("GET", "/domain/zone/")
    # certbot's users meet this: the rule for what is below doesn't cover the list without a slash.
    assert refused([*without, AccessRule("GET", "/domain/zone")], calls) == [listing]
    assert refused([*without, AccessRule("GET", "/domain/zone/*")], calls) == []


def test_one_zone_s_rules_are_about_no_other():
    calls = BY_ID["lego"].calls("example.com")
    assert [str(rule) for rule in rules_for(calls)] == [
        "POST /domain/zone/example.com/record",
        "DELETE /domain/zone/example.com/record/*",
        "POST /domain/zone/example.com/refresh",
    ]
    assert [str(rule) for rule in rules_for(BY_ID["lego"].calls())] == [
        "POST /domain/zone/*/record",
        "DELETE /domain/zone/*/record/*",
        "POST /domain/zone/*/refresh",
    ]
    of_another = BY_ID["lego"].calls("example.org")
    assert refused(rules_for(calls), of_another) == list(of_another)


def test_a_rule_for_one_value_does_not_cover_a_call_for_any():
    call = ToolCall("GET", "/domain/zone/example.com/record/{id}")
    assert refused([AccessRule("GET", "/domain/zone/example.com/record/7")], [call]) == [call]
    assert refused([AccessRule("GET", "/domain/zone/example.com/record*")], [call]) == []
    assert refused([AccessRule("PUT", "/*")], [call]) == [call]


@pytest.mark.parametrize("place", [".", "..", "a b", "*", "a/b", "a\n", "a\u202eb"])
def test_what_is_no_name_makes_no_rule(place):
    with pytest.raises(PlaceError):
        BY_ID["lego"].calls(place)


def test_a_name_is_encoded_as_it_is_sent():
    assert BY_ID["lego"].calls("münchen.example")[0].path == (
        "/domain/zone/m%C3%BCnchen.example/record"
    )


# Access rules and the operations they stand for


@pytest.mark.parametrize(
    ("rule", "has", "has_not"),
    [
        ("GET /domain/zone", ["/domain/zone"], ["/domain/{serviceName}"]),
        (
            "GET /domain/zone/*",
            ["/domain/zone/{zoneName}", "/domain/zone/{zoneName}/record/{id}"],
            ["/domain/zone", "/domain/{serviceName}/nameServer"],
        ),
        (
            "GET /domain/*",
            ["/domain/zone", "/domain/{serviceName}", "/domain/zone/{zoneName}/record"],
            ["/domain"],
        ),
        ("GET /me*", ["/me", "/me/bill", "/metrics"], ["/domain"]),
        (
            "GET /domain/zone/example.com/record*",
            ["/domain/zone/{zoneName}/record", "/domain/zone/{zoneName}/record/{id}"],
            ["/domain/zone/{zoneName}/soa"],
        ),
        ("PUT /vps/vps-*", ["/vps/{serviceName}"], ["/vps/datacenter"]),
        ("GET /v2/iam/*", ["/iam/policy", "/iam/policy/{policyId}"], []),
        ("GET /*", ["/me", "/iam/policy", "/domain/zone/{zoneName}/record"], []),
    ],
)
def test_the_operations_of_a_rule(real_store, rule, has, has_not):
    method, path = rule.split()
    found = [key[2] for key in operations_of(real_store, [AccessRule(method, path)])]
    assert set(has) <= set(found)
    assert not set(has_not) & set(found)
    assert len(found) == len(set(operations_of(real_store, [AccessRule(method, path)])))


def test_the_actions_of_a_tool_are_those_of_its_calls(real_store):
    calls = BY_ID["lego"].calls("example.com")
    keys = operations_of(real_store, rules_for(calls), calls)
    # As lego's own documentation has them.
    assert actions_of(real_store, keys) == [
        "dnsZone:apiovh:record/create",
        "dnsZone:apiovh:record/delete",
        "dnsZone:apiovh:refresh",
    ]
    calls = BY_ID["cert-manager"].calls("example.com")
    keys = operations_of(real_store, rules_for(calls), calls)
    assert set(actions_of(real_store, keys)) == {
        "dnsZone:apiovh:record/create",
        "dnsZone:apiovh:record/get",
        "dnsZone:apiovh:record/delete",
        "dnsZone:apiovh:status/get",
        "dnsZone:apiovh:refresh",
    }


def test_a_tool_s_call_becomes_the_very_request(real_store):
    call = call_of(real_store, ToolCall("GET", "/domain/zone/"))
    assert (call.target, call.trailing_slash) == ("/domain/zone/", True)
    call = call_of(real_store, ToolCall("GET", "/domain/zone/m%C3%BCnchen.example/record/7"))
    assert call.path_values == (("zoneName", "münchen.example"), ("id", "7"))
    assert call_of(real_store, ToolCall("GET", "/v2/iam/policy")).branch == "v2"
    assert call_of(real_store, ToolCall("GET", "/nothing/of/the/kind")) is None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("example.com", "example.com"),
        ("Example.COM", "example.com"),
        ("example.com.", "example.com"),
        (" example.com\n", "example.com"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("日本。jp", "xn--wgv71a.jp"),
        ("", ""),
    ],
)
def test_a_zone_is_spelt_as_the_api_spells_it(typed: str, zone: str) -> None:
    assert BY_ID["certbot"].place_of(typed) == zone


@pytest.mark.parametrize("typed", [".", "..", "a b", "a/b", "*", "ß" * 70])
def test_what_no_zone_is_called_is_refused(typed: str) -> None:
    with pytest.raises(PlaceError):
        BY_ID["certbot"].place_of(typed)


def test_a_service_keeps_its_capitals() -> None:
    assert BY_ID["server"].place_of(" NS1.ip-192-0-2.eu") == "NS1.ip-192-0-2.eu"
