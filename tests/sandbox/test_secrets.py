"""Secrets of a key manager: a new version is what is read, and a write says which one it knows."""

import json

import pytest

from ovh_explorer.sandbox.documents import Documents
from tests.sandbox.asked import Asked

SECRETS = "/v2/okms/resource/0a1b2c3d-1111-4222-8333-444455556666/secret"


@pytest.fixture
def send(real_schemas):
    ask = Asked(Documents(real_schemas))

    def send(method, target="", body=None):
        ask.time += 1
        content = b"" if body is None else json.dumps(body).encode()
        return ask(method, f"{SECRETS}{target}", content)

    body = {"path": "shop", "metadata": {"casRequired": True}, "version": {"data": {"a": 1}}}
    assert send("POST", "", body)[1]["metadata"]["currentVersion"] == 1
    return send


def test_the_secret_shows_its_newest_version(send):
    assert send("POST", "/shop/version?cas=1", {"data": {"a": 2}})[1]["id"] == 2
    secret = send("GET", "/shop?includeData=true")[1]
    assert secret["version"]["data"] == {"a": 2}
    assert secret["metadata"]["currentVersion"] == 2
    assert send("GET", "/shop?includeData=true&version=1")[1]["version"]["data"] == {"a": 1}
    assert send("GET", "/shop?version=9")[0] == 404


def test_a_write_that_knows_another_version_is_refused(send):
    for query in ("", "?cas=7"):
        assert send("POST", f"/shop/version{query}", {"data": {"a": 2}})[0] == 400
        assert send("PUT", f"/shop{query}", {"version": {"data": {"a": 2}}})[0] == 400
    assert send("GET", "/shop")[1]["metadata"]["currentVersion"] == 1
    assert send("PUT", "/shop?cas=1", {"version": {"data": {"a": 2}}})[0] == 200
    assert send("GET", "/shop")[1]["metadata"]["currentVersion"] == 2
    assert send("GET", "/shop")[1]["metadata"]["casRequired"] is True


def test_only_a_version_that_is_deactivated_says_since_when(send):
    assert send("GET", "/shop")[1]["version"].get("deactivatedAt") is None
    version = send("PUT", "/shop/version/1", {"state": "DEACTIVATED"})[1]
    assert version["state"] == "DEACTIVATED"
    assert version["deactivatedAt"] is not None
    again = send("PUT", "/shop/version/1", {"state": "ACTIVE"})[1]
    assert again.get("deactivatedAt") is None
