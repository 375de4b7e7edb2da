"""What follows from a call on a service, beyond what is written: renewal, messages."""

import json
import re

import pytest

from ovh_explorer.catalog.resolve import Models
from tests import real_catalog
from tests.sandbox.asked import Asked
from tests.sandbox.scenarios import documents_of
from tests.sandbox.test_every_operation import Operation


@pytest.fixture
def ask(real_schemas):
    return Asked(documents_of(real_schemas))


def test_a_service_that_is_given_up_is_not_renewed_by_itself(ask, real_schemas):
    found = [
        Operation(product, operation, Models(product.models))
        for product in real_catalog.products(real_schemas)
        for operation in product.operations
        if operation.method == "PUT" and operation.path.endswith("/serviceInfos")
    ]
    assert len(found) >= 50
    for item in found:
        for deleted, automatic in ((True, False), (False, True)):
            renew = {"automatic": True, "deleteAtExpiration": deleted, "forced": False, "period": 1}
            answer = item.ask(ask, body=json.dumps({"renew": renew}).encode())
            assert answer == (200, None), item.target
            infos = ask("GET", item.target)[1]
            assert infos["renew"]["automatic"] is automatic, item.target
            if deleted:
                assert infos["renewalType"] == "manual", item.target


def send(ask, path, **body):
    status, value = ask("POST", f"/1.0/sms/sms-xx1111-1{path}", json.dumps(body).encode())
    assert status == 200, value
    return value


@pytest.mark.parametrize("path", ["/jobs", "/users/ada/jobs", "/virtualNumbers/0033600000009/jobs"])
def test_a_message_goes_to_each_receiver(ask, path):
    receivers = ["+33600000000", "0033600000001", "nobody"]
    report = send(ask, path, message="Hello", receivers=receivers, tag="mine")
    assert report["validReceivers"] == receivers[:2]
    assert report["invalidReceivers"] == ["nobody"]
    assert (report["totalCreditsRemoved"], report["tag"]) == (2, "mine")
    listed = ask("GET", f"/1.0/sms/sms-xx1111-1{path}")[1]
    assert set(report["ids"]) <= set(listed)
    job = ask("GET", f"/1.0/sms/sms-xx1111-1{path}/{report['ids'][1]}")[1]
    assert (job["id"], job["receiver"], job["message"]) == (report["ids"][1], receivers[1], "Hello")


def test_a_tag_goes_when_it_is_removed_and_can_come_back(ask):
    resource = "/v2/iam/resource/urn:v1:eu:resource:vps:vps-4e5f6a7b.vps.example.net"
    tag = json.dumps({"key": "team", "value": "dns"}).encode()

    def seen():
        service = ask("GET", "/1.0/vps/vps-4e5f6a7b.vps.example.net")[1]
        assert service["iam"]["tags"] == ask("GET", resource)[1]["tags"]
        return service["iam"]["tags"]

    before = seen()
    assert "team" not in before
    for _ in range(2):
        assert ask("POST", f"{resource}/tag", tag) == (200, None)
        assert seen() == before | {"team": "dns"}
        assert ask("DELETE", f"{resource}/tag/team") == (200, None)
        assert seen() == before
        assert ask("DELETE", f"{resource}/tag/team")[0] == 404


def test_a_block_goes_to_what_the_account_holds(ask):
    blocks = ask("GET", "/1.0/ip?type=failover")[1]
    assert blocks
    assert set(blocks) < set(ask("GET", "/1.0/ip")[1])
    block = blocks[0].replace("/", "%2F")
    found = ask("GET", f"/1.0/ip/{block}/move")[1]
    lists = {"dedicatedServer": "/dedicated/server", "vps": "/vps", "cloudProject": "/cloud/project",
             "ipLoadbalancing": "/ipLoadbalancing"}  # fmt: skip
    for kind, path in lists.items():
        assert {item["service"] for item in found[kind]} == set(ask("GET", f"/1.0{path}")[1]), kind
    assert all(not found[kind] for kind in found.keys() - lists.keys())


def test_a_block_that_was_moved_leads_to_the_chosen_server(ask):
    block = "/1.0/ip/198.51.100.0%2F28"
    before = ask("GET", block)[1]
    assert before["version"] == 4
    assert before["routedTo"]["serviceName"] in ask("GET", "/1.0/vps")[1]
    server = ask("GET", "/1.0/dedicated/server")[1][0]
    assert ask("POST", f"{block}/move", json.dumps({"to": server}).encode())[0] == 200
    assert ask("GET", block)[1]["routedTo"] == before["routedTo"], "it is on its way"
    ask.time += 10
    assert ask("GET", block)[1]["routedTo"] == {"serviceName": server}
    assert ask("GET", f"/1.0/ip?routedTo.serviceName={server}")[1] == ["198.51.100.0/28"]


def test_a_server_has_systems_to_install_that_can_be_read(ask):
    server = ask("GET", "/1.0/dedicated/server")[1][0]
    path = f"/1.0/dedicated/server/{server}/install/compatibleTemplates"
    systems = ask("GET", path)[1]["ovh"]
    assert len(systems) > 1
    for system in systems:
        template = ask("GET", f"/1.0/dedicated/installationTemplate/{system}")[1]
        assert template["templateName"] == system


@pytest.mark.parametrize("path", ["capabilities/kube/flavors", "kube/k-1/flavors", "flavor"])
def test_a_flavor_is_called_as_flavors_are(ask, path):
    status, found = ask("GET", f"/1.0/cloud/project/p1/{path}")
    assert status == 200
    assert found
    for flavor in found:
        assert re.fullmatch(r"(win-)?[bcdr][23]-\d+", flavor["name"]), flavor


def test_the_data_of_a_secret_is_returned_only_where_it_is_asked_for(ask):
    secrets = "/v2/okms/resource/0a1b2c3d-1111-4222-8333-444455556666/secret"
    made = {"path": "shop", "metadata": {}, "version": {"data": {"a": "b"}}}
    assert ask("POST", secrets, json.dumps(made).encode())[0] == 200
    body = json.dumps({"data": {"password": "x"}}).encode()
    number = ask("POST", f"{secrets}/shop/version", body)[1]["id"]
    version = f"{secrets}/shop/version/{number}"
    assert ask("GET", f"{version}?includeData=true")[1]["data"] == {"password": "x"}
    for query in ("", "?includeData=false"):
        assert "data" not in ask("GET", f"{version}{query}")[1]
        assert "data" not in ask("GET", f"{secrets}/shop{query}")[1]["version"]
    assert all("data" not in item for item in ask("GET", f"{secrets}/shop/version")[1])
    assert all("data" not in item["version"] for item in ask("GET", secrets)[1])


@pytest.mark.parametrize(
    ("path", "properties"),
    [
        ("/1.0/cloud/project", ("description",)),
        ("/1.0/cloud/project/p1/volume", ("description",)),
        ("/1.0/dedicated/server", ("region",)),
        ("/1.0/vrack", ("description",)),
        ("/v2/okms/resource", ("iam", "displayName")),
        ("/v2/vrackServices/resource", ("iam", "displayName")),
    ],
)
def test_the_things_of_a_list_can_be_told_apart(path, properties):
    """Their ids are codes: what a list of values shows beside them is all there is to choose by."""
    ask = Asked()
    texts = []
    for item in ask("GET", path)[1]:
        found = item if isinstance(item, dict) else ask("GET", f"{path}/{item}")[1]
        for name in properties:
            found = found[name]
        texts.append(found)
    assert len(texts) == 3
    assert len({*texts}) == 3
