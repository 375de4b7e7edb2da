"""Values from the account: which operation is asked, how often, and what is said when there are
none.
"""

import json

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.client.response import Response
from ovh_explorer.config import Credentials
from ovh_explorer.form import Form
from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS
from ovh_explorer.workspace.calls.value_lookup import ValueLookup
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.conftest import fill
from tests.sandboxes import running

RECORD = ("v1", "GET", "/domain/zone/{zoneName}/record/{id}")


@pytest.fixture
async def account(tmp_path):
    """A store with the embedded catalog, a way to ask the sandbox, and what was asked."""
    from ovh_explorer.sandbox.documents import EMBEDDED

    with Store(tmp_path / "x.db") as store:
        fill(store, EMBEDDED)
        keys = Credentials(
            DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
        )
        work = Workspace(gather(running()[1], environ={}).with_credentials(keys, "a test"))
        asked: list[str] = []

        async def send(call):
            asked.append(f"{call.method} {call.target}")
            return await work.send(call)

        yield store, send, asked
        await work.close()


def form(store: Store, branch: str, method: str, path: str) -> Form:
    operation = store.operation(branch, method, path)
    return Form(operation, store.models(branch, operation.product))


async def test_each_list_is_asked_for_once(account):
    store, send, asked = account
    picking, record = ValueLookup(store, send), form(store, *RECORD)
    zone, number = record.field("path", "zoneName"), record.field("path", "id")
    assert (await picking.values(record, number)).problem == "fill in zoneName first"
    assert asked == []
    zones = await picking.values(record, zone)
    assert [value.text for value in zones.values] == ["example.com", "example.org"]
    assert zones.listing == "GET /domain/zone"
    zone.type_text("example.com")
    records = await picking.values(record, number)
    await picking.values(record, number)
    assert asked == ["GET /domain/zone", "GET /domain/zone/example.com/record"]
    labels: dict[str, str] = {}
    await picking.label(
        record, records, [value.text for value in records.values[:3]], labels.__setitem__
    )
    assert "NS · dns1.example.net." in labels.values()
    assert len(asked) == 5
    await picking.label(
        record, records, [value.text for value in records.values[:3]], labels.__setitem__
    )
    assert len(asked) == 5, "labels are kept for the run"
    picking.forget()
    await picking.values(record, zone)
    assert asked[-1] == "GET /domain/zone"


async def test_lists_of_objects_have_their_labels(account):
    store, send, asked = account
    picking, policy = ValueLookup(store, send), form(store, "v2", "GET", "/iam/policy/{policyId}")
    picked = await picking.values(policy, policy.field("path", "policyId"))
    assert picked.values
    assert all(value.label for value in picked.values)
    assert picked.shows is None
    assert asked == ["GET /iam/policy"]


async def test_what_has_no_list_is_not_picked(account):
    store, send, asked = account
    picking, record = (
        ValueLookup(store, send),
        form(store, "v1", "POST", "/domain/zone/{zoneName}/record"),
    )
    for name in ("fieldType", "target", "ttl"):
        assert picking.source(record, record.field("body", name)) is None
    assert (
        await picking.values(record, record.field("body", "target"))
    ).problem == "no list of its values is available"
    assert asked == []


async def test_a_refusal_is_said_and_asked_again_the_next_time(account):
    store, _, _ = account
    keys = Credentials(
        READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
    )
    work = Workspace(gather(running()[1], environ={}).with_credentials(keys, "a test"))
    picking, server = ValueLookup(store, work.send), form(store, "v1", "GET", "/vps/{serviceName}")
    picked = await picking.values(server, server.field("path", "serviceName"))
    assert picked.problem == "GET /vps: This call has not been granted"
    await work.close()
    picked = await picking.values(server, server.field("path", "serviceName"))
    assert "closed" in picked.problem


async def test_urns_are_offered_in_a_policy(account):
    store, send, _ = account
    picking, policy = ValueLookup(store, send), form(store, "v2", "POST", "/iam/policy")
    identity = policy.field("body", "identities").add_part()
    found = await picking.values(policy, identity)
    assert found.problem == ""
    assert {value.text[:7] for value in found.values} == {"urn:v1:"}
    resource = policy.field("body", "resources").add_part()
    urn = next(part for part in resource.parts if part.name == "urn")
    found = await picking.values(policy, urn)
    assert found.problem == ""
    assert found.values
    assert all(value.text.startswith("urn:v1:") for value in found.values)


async def test_values_used_are_known_until_the_keys_are_others(account):
    store, send, _ = account
    picking, record = ValueLookup(store, send), form(store, *RECORD)
    zone, number = record.field("path", "zoneName"), record.field("path", "id")
    assert picking.used(record, zone) == []
    zone.type_text("example.com")
    number.type_text("7")
    picking.note(record.call())
    picking.forget()
    assert (picking.used(record, zone), picking.used(record, number)) == (["example.com"], ["7"])
    zone.type_text("example.org")
    assert picking.used(record, number) == []


async def test_two_fields_take_their_own_of_what_one_get_returns(real_store):
    """Where an address may move to, and by which next hop: each is asked for."""
    answer = {"dedicatedServer": [{"service": "ns1.example.net", "nexthop": ["192.0.2.1"]}]}

    async def send(call):
        assert call.target == "/ip/192.0.2.7/move"
        body = json.dumps(answer).encode()
        return Response(200, "OK", (), body, 0.1, "GET", "http://x")

    lookup, move = ValueLookup(real_store, send), form(real_store, "v1", "POST", "/ip/{ip}/move")
    move.field("path", "ip").type_text("192.0.2.7")
    for name, text in (("to", "ns1.example.net"), ("nexthop", "192.0.2.1")):
        found = await lookup.values(move, move.field("body", name))
        assert [value.text for value in found.values] == [text]


async def test_an_address_that_stays_is_not_offered_for_a_move(real_store):
    """What a path was filled in with is any address of the account; a server's own can't move."""

    async def send(call):
        assert call.target == "/ip?type=failover"
        return Response(200, "OK", (), b'["198.51.100.0/28"]', 0.1, "GET", "http://x")

    lookup = ValueLookup(real_store, send)
    for address in ("198.51.100.0/28", "192.0.2.10/32"):
        shown = form(real_store, "v1", "GET", "/ip/{ip}")
        shown.field("path", "ip").type_text(address)
        lookup.note(shown.call())
    move = form(real_store, "v1", "POST", "/dedicated/server/{serviceName}/ipMove")
    block = move.field("body", "ip")
    assert lookup.used(move, block) == []
    found = await lookup.values(move, block)
    assert [value.text for value in found.values] == ["198.51.100.0/28"]
    assert lookup.used(move, block) == ["198.51.100.0/28"]
    assert lookup.used(shown, shown.field("path", "ip")) == ["192.0.2.10/32", "198.51.100.0/28"]


async def test_a_policy_is_offered_users_groups_and_service_accounts(account):
    store, send, asked = account
    picking, policy = ValueLookup(store, send), form(store, "v2", "POST", "/iam/policy")
    identity = policy.field("body", "identities").add_part()
    found = await picking.values(policy, identity)
    kinds = [value.text.split(":")[4] for value in found.values]
    assert kinds[0] == "account", "who is signed in is the first"
    assert set(kinds) == {"account", "user", "credential"}, "all that the embedded catalog has"
    assert len({value.text for value in found.values}) == len(found.values)
    assert any("ada" in value.text for value in found.values)
    count = len(asked)
    assert count <= 8, "details come in batches"
    await picking.values(policy, identity)
    assert len(asked) == count, "each list is read once"


async def test_identities_that_may_not_be_listed_are_left_out(account):
    store, send, _ = account

    async def refuse(call):
        if call.path.startswith("/me/"):
            body = b'{"message":"This call has not been granted"}'
            return Response(403, "Forbidden", (), body, 0.1, "GET", "http://x")
        return await send(call)

    picking, policy = ValueLookup(store, refuse), form(store, "v2", "POST", "/iam/policy")
    found = await picking.values(policy, policy.field("body", "identities").add_part())
    assert found.problem == ""
    assert [value.text.split(":")[4] for value in found.values] == ["account"]


async def test_the_actions_of_a_policy_are_offered(account):
    store, send, asked = account
    picking, policy = ValueLookup(store, send), form(store, "v2", "POST", "/iam/policy")
    for name in ("allow", "deny", "except"):
        entry = policy.field("body", "permissions").part(name).add_part()
        found = await picking.values(policy, entry.part("action"))
        texts = {value.text for value in found.values}
        assert found.problem == ""
        assert {"vps:apiovh:get", "dnsZone:apiovh:record/edit"} <= texts
    assert asked == ["GET /iam/reference/action"], "one list for all of them"


async def test_a_list_in_pages_is_read_to_its_end(real_store):
    """IAM has thousands of actions; a page of them is not what it has."""
    asked = []

    async def send(call):
        asked.append(dict(call.headers))
        page = len(asked)
        body = json.dumps([{"action": f"vps:apiovh:{page}", "description": ""}]).encode()
        headers = (("X-Pagination-Cursor-Next", f"c{page}"),) if page < 3 else ()
        return Response(200, "OK", headers, body, 0.1, "GET", "http://x")

    policy = form(real_store, "v2", "GET", "/iam/policy")
    found = await ValueLookup(real_store, send).values(
        policy, policy.field("query", "action").add_part()
    )
    assert [value.text for value in found.values] == [f"vps:apiovh:{page}" for page in (1, 2, 3)]
    assert asked[0]["X-Pagination-Size"] == "1000"
    assert asked[2]["X-Pagination-Cursor"] == "c2"
