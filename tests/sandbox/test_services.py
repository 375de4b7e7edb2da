"""What follows from a call on a service, beyond what is written: renewal, messages."""

import json

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
