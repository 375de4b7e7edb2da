"""Records of a zone: how a target is kept, and what is refused."""

import json

import pytest

from ovh_explorer.sandbox.records import kept_target
from tests.sandbox.asked import Asked

ZONE = "/1.0/domain/zone/example.com"


@pytest.fixture
def ask() -> Asked:
    return Asked()


def add(ask, **fields):
    return ask("POST", f"{ZONE}/record", json.dumps(fields).encode())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("test", '"test"'),
        ('"test"', '"test"'),
        ('"a" "b"', '"a" "b"'),
        ("", '""'),
        ('"', '"\\""'),
        ('v=1; a="b"', '"v=1; a=\\"b\\""'),
    ],
)
def test_a_text_is_kept_in_quotes_once(ask, given, kept):
    _, record = add(ask, fieldType="TXT", subDomain="_acme-challenge", target=given)
    assert record["target"] == kept
    path = f"{ZONE}/record/{record['id']}"
    assert ask("GET", path)[1]["target"] == kept
    for target in (given, kept, "other", given):
        ask("PUT", path, json.dumps({"target": target}).encode())
    assert ask("GET", path)[1]["target"] == kept
    assert kept_target("TXT", kept) == kept


def test_quotes_come_back_from_an_export(ask):
    add(ask, fieldType="TXT", subDomain="t", target="a; b")
    ask("POST", f"{ZONE}/refresh")
    exported = ask("GET", f"{ZONE}/export")[1]
    assert '\tTXT\t"a; b"' in exported.replace("IN TXT", "IN\tTXT")
    zone = json.dumps({"zoneFile": f"{exported}\nu IN TXT plain"}).encode()
    assert ask("POST", f"{ZONE}/import", zone)[0] == 200
    numbers = ask("GET", f"{ZONE}/record?fieldType=TXT")[1]
    targets = {ask("GET", f"{ZONE}/record/{number}")[1]["target"] for number in numbers}
    assert targets == {'"v=spf1 include:example.net -all"', '"a; b"', '"plain"'}


def test_other_targets_are_kept_as_they_are(ask):
    for kind, target in (
        ("A", "192.0.2.7"),
        ("DKIM", "v=DKIM1; p=x"),
        ("MX", "10 mx.example.net."),
    ):
        assert add(ask, fieldType=kind, subDomain="x", target=target)[1]["target"] == target


@pytest.mark.parametrize(
    ("kind", "sub", "target", "message"),
    [
        ("CNAME", "", "www.example.org.", "Invalid subdomain : Subdomain is mandatory for CNAME"),
        ("CNAME", None, "www.example.org.", "Invalid subdomain : Subdomain is mandatory for CNAME"),
        ("A", "bad", "not-an-address", "{'target': ['Invalid input.']}"),
        ("A", "bad", "2001:db8::1", "{'target': ['Invalid input.']}"),
        ("AAAA", "bad", "192.0.2.1", "{'target': ['Invalid input.']}"),
        ("MX", "", "mail.example.net.", "{'target': ['Invalid input.']}"),
        ("SRV", "_sip._tcp", "5060 sip.example.net.", "{'target': ['Invalid input.']}"),
        ("CAA", "", "letsencrypt.org", "{'target': ['Invalid input.']}"),
        ("NS", "sub", "two names", "{'target': ['Invalid input.']}"),
    ],
)
def test_what_no_name_server_could_answer_is_refused(ask, kind, sub, target, message):
    before = ask("GET", f"{ZONE}/record")[1]
    status, refused = add(ask, fieldType=kind, subDomain=sub, target=target)
    assert (status, refused) == (400, {"class": "Client::BadRequest", "message": message})
    assert ask("GET", f"{ZONE}/record")[1] == before


def test_a_change_is_checked_as_what_comes_of_it(ask):
    (number,) = ask("GET", f"{ZONE}/record?fieldType=A&subDomain=www")[1]
    path = f"{ZONE}/record/{number}"
    assert ask("PUT", path, b'{"target":"x"}')[0] == 400
    assert ask("PUT", path, b'{"ttl":60}') == (200, None)
    _, alias = add(ask, fieldType="CNAME", subDomain="a", target="b")
    assert ask("PUT", f"{ZONE}/record/{alias['id']}", b'{"subDomain":""}')[0] == 400
    assert ask("GET", path)[1]["target"] == "192.0.2.10"


def test_a_zone_is_deployed(ask):
    value = {"errors": None, "isDeployed": True, "warnings": None}
    assert ask("GET", f"{ZONE}/status") == (200, value)
    assert ask("GET", "/1.0/domain/zone/example.net/status")[0] == 404
