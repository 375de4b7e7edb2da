"""What the sandbox answers, asked in process."""

import json

import pytest

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.sandbox.signature import allows
from tests.sandbox.asked import NOW, Asked


@pytest.fixture
def ask():
    return Asked()


@pytest.mark.parametrize(
    ("method", "target", "body", "message"),
    [
        ("GET", "/1.0/domain/zone?x=1", b"", "Received not described parameters: (x)"),
        (
            "GET",
            "/1.0/me/api/credential?status=no",
            b"",
            "[status] Given data (no) does not belong to the CredentialStateEnum enumeration",
        ),
        (
            "GET",
            "/1.0/me/api/credential?applicationId=abc",
            b"",
            "[applicationId] Given data (abc) is not valid for type long",
        ),
        (
            "GET",
            "/1.0/vps/x/monitoring?type=cpu%3Aused",
            b"",
            "[period] Missing required query parameter",
        ),
        ("GET", "/1.0/me/contact/x", b"", "[contactId] Given data (x) is not valid for type long"),
        (
            "POST",
            "/1.0/domain/zone/example.com/refresh",
            b"{}",
            "You provided an input body while none was expected",
        ),
        (
            "POST",
            "/1.0/domain/zone/example.com/record",
            b"{",
            "isn't valid JSON or not well formatted",
        ),
        ("POST", "/1.0/domain/zone/example.com/record", b"", "Missing required body parameter"),
        (
            "POST",
            "/1.0/domain/zone/example.com/record",
            b'{"fieldType":"A"}',
            "[target] is required",
        ),
        (
            "POST",
            "/1.0/domain/zone/example.com/record",
            b'{"fieldType":"A","target":"x","no":1}',
            "Received not described parameters: (no)",
        ),
        (
            "POST",
            "/1.0/me/accessRestriction/ip",
            b'{"ip":"x","rule":"deny","warning":true}',
            "[ip] Given data (x) is not valid for type ipBlock",
        ),
    ],
)
def test_a_wrong_request_is_refused_naming_the_parameter(ask, method, target, body, message):
    status, answer = ask(method, target, body)
    assert status == 400
    assert message in answer["message"]
    assert answer["class"] == "Client::BadRequest"


def test_unknown_routes_and_services_and_unsigned_calls(ask):
    assert ask("GET", "/1.0/nothing")[1]["message"] == "Got an invalid (or empty) URL"
    assert ask("GET", "/other/me")[0] == 404
    assert (
        ask("GET", "/1.0/domain/zone/example.net/record")[1]["message"]
        == "This service does not exist"
    )
    status, answer = ask("GET", "/1.0/me", sign=False)
    assert (status, answer["message"]) == (401, "You must login first")
    assert ask("GET", "/1.0/auth/time", sign=False) == (200, NOW)
    assert ask("GET", "/v1/vps/datacenter", sign=False)[0] == 200


def test_the_branch_is_part_of_what_is_signed_and_all_prefixes_serve(ask):
    assert ask("GET", "/1.0/me") == ask("GET", "/v1/me")
    assert ask("GET", "/v2/iam/policy")[0] == 200
    assert ask("GET", "/v2/me")[0] == 404


def test_an_encoded_slash_is_part_of_a_value(ask):
    status, answer = ask("GET", "/v2/iam/resource/urn%3Aa%2Fb")
    assert status == 200
    assert answer["urn"]
    assert ask("GET", "/v2/iam/resource/urn%3Aa/b")[0] == 404


def test_documents_are_served_with_a_validator(ask):
    status, index = ask("GET", "/v1/", sign=False)
    assert status == 200
    assert {"/auth", "/domain", "/me", "/vps"} <= {api["path"] for api in index["apis"]}
    assert ask("GET", "/1.0/domain.json", sign=False)[1]["resourcePath"] == "/domain"
    assert ask("GET", "/v1/nothing.json", sign=False)[0] == 404


def test_refresh_publishes_what_export_shows(ask):
    body = json.dumps({"fieldType": "A", "subDomain": "new", "target": "192.0.2.5"}).encode()
    ask("POST", "/1.0/domain/zone/example.com/record", body)
    assert "new" not in ask("GET", "/1.0/domain/zone/example.com/export")[1]
    before = ask("GET", "/1.0/domain/zone/example.com/soa")[1]["serial"]
    assert ask("POST", "/1.0/domain/zone/example.com/refresh") == (200, None)
    assert "new" in ask("GET", "/1.0/domain/zone/example.com/export")[1]
    assert ask("GET", "/1.0/domain/zone/example.com/soa")[1]["serial"] > before


def test_a_zone_file_takes_the_place_of_the_records(ask):
    zone = "/1.0/domain/zone/example.com"
    lines = """\
$TTL 2h
@ IN SOA dns1.example.net. tech.example.net. (
    2024010100 86400 ; serial, refresh
    3600 3600000 300 )
    IN NS dns1.example.net.
www 60 IN A 192.0.2.5
txt IN TXT "a; b"
"""
    assert ask("POST", f"{zone}/import", json.dumps({"zoneFile": lines}).encode())[0] == 200
    records = [
        ask("GET", f"{zone}/record/{number}")[1] for number in ask("GET", f"{zone}/record")[1]
    ]
    assert [(r["subDomain"], r["ttl"], r["fieldType"], r["target"]) for r in records] == [
        ("", 7200, "NS", "dns1.example.net."),
        ("www", 60, "A", "192.0.2.5"),
        ("txt", 7200, "TXT", '"a; b"'),
    ]
    exported = ask("GET", f"{zone}/export")[1]
    assert "www\t60\tIN A\t192.0.2.5" in exported
    status, answer = ask(
        "POST", f"{zone}/import", json.dumps({"zoneFile": "www IN NOPE x"}).encode()
    )
    assert (status, answer["message"]) == (400, "[zoneFile] NOPE is not a type of record")
    assert ask("GET", f"{zone}/export")[1] == exported


def test_policies_have_a_memory(ask):
    model = read_product("v2", (EMBEDDED / "v2" / "iam.json").read_bytes())
    body = example(Models(model.models), "iam.policy.Creation", method="POST")
    made = ask("POST", "/v2/iam/policy", json.dumps({**body, "name": "mine"}).encode())[1]
    path = f"/v2/iam/policy/{made['id']}"
    assert ask("GET", path)[1]["name"] == "mine"
    ask("PUT", path, json.dumps({**body, "name": "ours"}).encode())
    assert ask("GET", path)[1]["name"] == "ours"
    ask("DELETE", path)
    assert ask("GET", path)[0] == 404
    others = [
        ask("POST", "/v2/iam/policy", json.dumps({**body, "name": "mine"}).encode())[1]["id"]
        for _ in "ab"
    ]
    assert len({made["id"], *others}) == 3


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("/*", "/anything/at/all", True),
        ("/domain/zone/*", "/domain/zone/x/record/1", True),
        ("/domain/zone/*", "/domain/zone", False),
        ("/me*", "/me/bill", True),
        ("/sms/*/jobs", "/sms/a/b/jobs", True),
        ("/sms/*/jobs", "/sms/a/jobs/1", False),
        ("/a.c", "/abc", False),
        ("", "/me", False),
    ],
)
def test_access_rules(rule, path, allowed):
    assert allows([{"method": "GET", "path": rule}], "GET", "v1", path) is allowed
    assert not allows([{"method": "POST", "path": rule}], "GET", "v1", path)


def test_a_v2_call_is_covered_with_and_without_its_prefix():
    for rule in ("/v2/iam/*", "/iam/*"):
        assert allows([{"method": "GET", "path": rule}], "GET", "v2", "/iam/policy")
