"""A tool's key is tried with the tool's own GETs, and its other calls with what is known of it."""

import pytest

from ovh_explorer.config import Credentials, OAuth2Client, find_endpoint
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.policy import (
    client_call,
    client_details_call,
    list_resources,
    policy_body,
    policy_call,
    resource_kinds,
    urns_for,
)
from ovh_explorer.workspace.account.rule_operations import actions_of, operations_of
from ovh_explorer.workspace.account.tool_trial import KeyRights, try_key, try_key_at
from ovh_explorer.workspace.account.tools import rules_for, tools
from tests.sandbox.tool_keys import keys_with
from tests.sandboxes import running

BY_ID = {tool.id: tool for tool in tools()}
MINE = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key)


@pytest.fixture
def endpoint():
    return find_endpoint(running()[1])


def verdicts(trials):
    return {str(trial.call): trial.verdict for trial in trials}


async def trial_of(store, endpoint, tool, place, rules):
    calls = BY_ID[tool].calls(place)
    told = []
    keys = keys_with(endpoint.root, rules)
    samples = {BY_ID[tool].values: "example.com"}
    done = await try_key_at(store, endpoint, keys, calls, KeyRights(rules), samples, told.append)
    assert told == done
    assert [trial.call for trial in done] == list(calls)
    return done


async def test_a_key_with_all_of_it_works(real_store, endpoint):
    calls = BY_ID["certbot"].calls("example.com")
    trials = await trial_of(real_store, endpoint, "certbot", "example.com", rules_for(calls))
    assert verdicts(trials) == {
        "GET /domain/zone/": "works",
        "GET /domain/zone/example.com/status": "works",
        "GET /domain/zone/example.com/record": "works",
        "GET /domain/zone/example.com/record/{id}": "works",
        "POST /domain/zone/example.com/record": "granted",
        "DELETE /domain/zone/example.com/record/{id}": "granted",
        "POST /domain/zone/example.com/refresh": "granted",
    }


@pytest.mark.parametrize("call", BY_ID["certbot"].calls("example.com"), ids=str)
async def test_what_a_rule_leaves_out_is_said(real_store, endpoint, call):
    calls = BY_ID["certbot"].calls("example.com")
    rules = [rule for rule in rules_for(calls) if rule != call.rule]
    trials = await trial_of(real_store, endpoint, "certbot", "example.com", rules)
    assert [str(t.call) for t in trials if t.verdict == "refused"] == [str(call)]
    assert next(t for t in trials if t.call == call).words == "no access rule covers it"


async def test_of_all_zones_one_is_tried(real_store, endpoint):
    calls = BY_ID["external-dns"].calls()
    trials = await trial_of(real_store, endpoint, "external-dns", "", rules_for(calls))
    assert verdicts(trials)["GET /domain/zone/{zone}/record/{id}"] == "works"
    calls = BY_ID["octodns"].calls()
    trials = await trial_of(real_store, endpoint, "octodns", "", rules_for(calls))
    # It makes no list of the zones: one that is known otherwise is taken.
    assert verdicts(trials)["GET /domain/zone/{zone}/record"] == "works"


async def test_what_stands_for_many_is_not_sent(real_store, endpoint):
    calls = BY_ID["zone"].calls("example.com")
    trials = await trial_of(real_store, endpoint, "zone", "example.com", rules_for(calls))
    assert verdicts(trials) == {
        "GET /domain/zone/example.com": "works",
        **{
            f"{method} /domain/zone/example.com/*": "granted"
            for method in ("GET", "POST", "PUT", "DELETE")
        },
    }


async def test_nothing_but_get_is_ever_sent(real_store):
    sent = []

    async def send(call):
        sent.append(call)
        raise ValueError("no answer")

    for tool in tools():
        place = "example.com" if tool.place_name else ""
        for rights in (KeyRights(), KeyRights([AccessRule("GET", "/*")]), KeyRights(None, ["*"])):
            calls = tool.calls(place)
            trials = await try_key(real_store, send, calls, rights, {}, lambda _: None)
            assert not [trial for trial in trials if trial.verdict == "works"]
    assert sent
    assert {call.method for call in sent} == {"GET"}


async def test_a_refusal_by_the_api_is_a_refusal(real_store, endpoint):
    calls = BY_ID["certbot"].calls("example.com")
    # The rules are believed to be wider than they are.
    keys = keys_with(endpoint.root, [AccessRule("GET", "/domain/zone/")])
    rights = KeyRights(rules_for(calls))
    trials = await try_key_at(real_store, endpoint, keys, calls, rights, {}, lambda _: None)
    words = {str(trial.call): trial.words for trial in trials if trial.verdict == "refused"}
    assert words["GET /domain/zone/example.com/status"].startswith("403: ")
    assert "GET /domain/zone/example.com/record/{id}" not in words, "no list names one"


# A service account


async def test_a_service_account_may_do_what_its_tool_does(real_store, endpoint):
    from ovh_explorer.client.session import Session

    calls = BY_ID["external-dns"].calls("example.com")
    actions = actions_of(real_store, operations_of(real_store, rules_for(calls), calls))
    kinds = resource_kinds(actions)
    assert kinds == ["dnsZone"]
    async with Session(endpoint, MINE) as session:
        resources, problem = await list_resources(session.send, kinds)
        assert problem == ""
        assert {item.name for item in resources} == {"example.com", "example.org"}
        urns = urns_for(endpoint, kinds, "example.com", resources)
        made = (await session.send(client_call("a test", "of ours"))).json()
        identity = (await session.send(client_details_call(made["clientId"]))).json()["identity"]
        body = policy_body("a test", identity, actions, urns)
        response = await session.send(policy_call(body))
        assert response.ok, response.json()
    client = OAuth2Client(made["clientId"], made["clientSecret"])
    trials = await try_key_at(
        real_store, endpoint, client, calls, KeyRights(None, actions), {}, lambda _: None
    )
    assert set(verdicts(trials).values()) == {"works", "granted"}
    less = [action for action in actions if not action.endswith("/delete")]
    trials = await try_key_at(
        real_store, endpoint, client, calls, KeyRights(None, less), {}, lambda _: None
    )
    (lacking,) = [trial for trial in trials if trial.verdict == "refused"]
    assert str(lacking.call).startswith("DELETE ")
    assert lacking.words == "the policy lacks dnsZone:apiovh:record/delete"
    others = BY_ID["external-dns"].calls("example.org")
    trials = await try_key_at(
        real_store, endpoint, client, others, KeyRights(None, actions), {}, lambda _: None
    )
    assert verdicts(trials)["GET /domain/zone/example.org/record"] == "refused"


def test_resources_are_named_by_region_and_kind():
    kinds = ["account", "dnsZone", "domain"]
    eu, ca = find_endpoint("ovh-eu"), find_endpoint("https://api.ca.ovhcloud.com")
    assert urns_for(eu, kinds, "example.com") == [
        "urn:v1:eu:resource:account:*",
        "urn:v1:eu:resource:dnsZone:example.com",
        "urn:v1:eu:resource:domain:example.com",
    ]
    assert urns_for(ca, ["vps"]) == ["urn:v1:ca:resource:vps:*"]


async def test_resources_that_cannot_be_read_are_said(endpoint):
    from ovh_explorer.client.session import Session

    keys = keys_with(endpoint.root, [AccessRule("GET", "/me")])
    async with Session(endpoint, keys) as session:
        found, problem = await list_resources(session.send, ["dnsZone"])
    assert found == []
    assert problem
