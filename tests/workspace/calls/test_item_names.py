"""What an item is that a call names by an identifier, by the responses that were shown."""

import json

import pytest

from ovh_explorer.call import Call
from ovh_explorer.client.response import Response
from ovh_explorer.workspace.calls.item_names import words_about

ZONE = "/domain/zone/{zoneName}/record"
RECORD = {
    "id": 12345,
    "zone": "example.com",
    "fieldType": "A",
    "subDomain": "www",
    "target": "192.0.2.1",
    "ttl": 60,
}
WORDS = "fieldType A · subDomain www · target 192.0.2.1"


def call(method, path, **values):
    return Call.make("v1", method, path, path_values=values)


def shown(path, body, status=200, **values):
    content = json.dumps(body).encode()
    return call("GET", path, **values), Response(
        status, "", (), content, 0.1, "GET", "http://127.0.0.1"
    )


def about(*responses, path=f"{ZONE}/{{id}}", method="DELETE", **values):
    return words_about(
        call(method, path, **(values or {"zoneName": "example.com", "id": "12345"})), responses
    )


@pytest.mark.parametrize("responses", [
    [shown(f"{ZONE}/{{id}}", RECORD, zoneName="example.com", id="12345")],
    [shown(ZONE, [{"id": 1, "target": "192.0.2.9"}, RECORD], zoneName="example.com")],
])  # fmt: skip
def test_an_item_is_named_by_its_own_response_or_by_a_list_of_such(responses):
    assert about(*responses) == WORDS


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_where_the_call_is_about_something_below_it_the_item_is_named(method):
    zone = shown("/domain/zone/{zoneName}", {"state": "OK"}, zoneName="example.com")
    whole, below = "/domain/zone/{zoneName}", "/domain/zone/{zoneName}/record"
    assert about(zone, path=whole, method=method, zoneName="example.com") == "state OK"
    found = about(zone, path=below, method=method, zoneName="example.com")
    assert found == "example.com: state OK"


def test_it_is_named_by_what_belongs_to_it():
    path = "/me/api/credential/{credentialId}"
    application = {
        "name": "backup",
        "description": "Of the night",
        "applicationKey": "abc",
        "applicationId": 3,
    }
    found = about(
        shown(f"{path}/application", application, credentialId="7"),
        shown(path, {"credentialId": 7, "rules": [], "ovhSupport": False}, credentialId="7"),
        path=path,
        credentialId="7",
    )
    assert found == "application name backup · application description Of the night"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            {"state": "ok", "model": {"name": "vps-1"}, "memory": 4096, "displayName": "web"},
            "displayName web · memory 4096 · state ok",
        ),
        ({"size": {"unit": "GB", "value": 10}, "path": "/a"}, "size 10 GB"),
        ({"maxSize": {"unit": "GB", "value": None}, "diskCount": True}, ""),
        ({"id": "1", "iam": {"displayName": "mine", "urn": "urn:v1"}}, "displayName mine"),
        (
            {"currentState": {"name": "pool", "size": 3}, "targetSpec": {"name": "other"}},
            "name pool · size 3",
        ),
    ],
)
def test_names_come_first_then_how_large_it_is_nested_or_not(body, words):
    found = about(shown("/vps/{name}", body, name="v"), path="/vps/{name}", name="v")
    assert found == words


def test_a_service_of_an_item_is_named_before_the_item_is():
    option, path = {"state": "active", "size": 10}, "/vps/{name}/option"
    assert about(shown(path, option, name="v"), path=path, name="v") == (
        "option size 10 · option state active"
    )


@pytest.mark.parametrize("response", [
    shown(f"{ZONE}/{{id}}", {**RECORD, "id": 6}, zoneName="example.com", id="6"),
    shown(f"{ZONE}/{{id}}", RECORD, zoneName="example.org", id="12345"),
    shown(f"{ZONE}/{{id}}", RECORD, 404, zoneName="example.com", id="12345"),
    shown(f"{ZONE}/{{id}}", "text", zoneName="example.com", id="12345"),
    shown(f"{ZONE}/{{id}}", {"tokenName": "secret", "typed": True, "name": " "}, zoneName="example.com", id="12345"),
    shown(ZONE, [12345], zoneName="example.com"),
    shown(ZONE, {"id": 12345}, zoneName="example.com"),
])  # fmt: skip
def test_nothing_is_said_of_what_no_response_tells(response):
    assert about(response) == ""


def test_a_call_without_an_item_is_about_none():
    assert words_about(call("POST", "/vps"), [shown("/vps", {"name": "x"})]) == ""


def test_what_the_api_says_is_text_and_short():
    hostile = {"name": "a\x1b[31m\nb", "description": "x" * 500}
    found = about(shown("/vps/{name}", hostile, name="v"), path="/vps/{name}", name="v")
    assert "\x1b" not in found
    assert "\n" not in found
    assert len(found) < 200


def test_an_address_is_named_by_what_it_leads_to():
    block = {"description": "Test", "type": "failover", "routedTo": {"serviceName": "ns7.example"}}
    responses = shown("/ip/{ip}", block, ip="192.0.2.0/28")
    words = about(responses, path="/ip/{ip}/move", method="POST", ip="192.0.2.0/28")
    assert words.startswith("192.0.2.0/28: ")
    assert "routedTo ns7.example" in words
