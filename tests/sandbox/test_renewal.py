"""What a change of one thing does to another: renewal, and tags of IAM."""

import json
from urllib.parse import quote

import pytest

from tests.sandbox.asked import Asked

VPS = "vps-4e5f6a7b.vps.example.net"


@pytest.fixture
def ask() -> Asked:
    return Asked()


def test_a_service_that_goes_when_it_expires_is_not_renewed(ask):
    path = f"/1.0/vps/{VPS}/serviceInfos"
    renew = {"automatic": True, "deleteAtExpiration": False, "forced": False, "period": 1}
    assert ask("PUT", path, json.dumps({"renew": renew}).encode()) == (200, None)
    assert ask("GET", path)[1]["renew"]["automatic"] is True
    renew["deleteAtExpiration"] = True
    assert ask("PUT", path, json.dumps({"renew": renew}).encode()) == (200, None)
    infos = ask("GET", path)[1]
    assert (infos["renew"]["automatic"], infos["renewalType"]) == (False, "manual")
    assert infos["renew"]["deleteAtExpiration"] is True


def test_tags_of_the_second_branch_are_those_of_the_first(ask):
    urn = quote(f"urn:v1:eu:resource:vps:{VPS}", safe="")
    assert ask("GET", f"/1.0/vps/{VPS}")[1]["iam"]["tags"] == {}
    ask("POST", f"/v2/iam/resource/{urn}/tag", b'{"key":"team","value":"web"}')
    assert ask("GET", f"/1.0/vps/{VPS}")[1]["iam"]["tags"] == {"team": "web"}
    wanted = quote('{"team":[{"operator":"EQ","value":"web"}]}', safe="")
    assert ask("GET", f"/1.0/vps?iamTags={wanted}") == (200, [VPS])
    ask("DELETE", f"/v2/iam/resource/{urn}/tag/team")
    assert ask("GET", f"/1.0/vps/{VPS}")[1]["iam"]["tags"] == {}
    assert ask("GET", f"/1.0/vps?iamTags={wanted}") == (200, [])
