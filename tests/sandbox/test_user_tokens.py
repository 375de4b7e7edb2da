"""Personal access tokens of users: made, checked, ended, listed, changed, revoked."""

import json

import pytest

from ovh_explorer.sandbox import DEMO_TOKEN
from tests.sandbox.asked import NOW, Asked

TOKENS = "/1.0/me/identity/user/{}/token"
# What a policy that a user needs allows.
READS_BILLS = "account:apiovh:me/bill/get"


@pytest.fixture
def ask() -> Asked:
    return Asked()


def bearer(text):
    return {"authorization": f"Bearer {text}"}


def as_token(ask, text, target, method="GET"):
    return ask(method, target, headers=bearer(text), sign=False)


def make(ask, user="ada", name="ci", **more):
    body = json.dumps({"name": name, "description": "of a test", **more}).encode()
    return ask("POST", TOKENS.format(user), body)


def test_the_demo_s_token_says_whose_it_is_and_reads_itself(ask):
    status, details = as_token(ask, DEMO_TOKEN.text, "/1.0/auth/details")
    assert status == 200
    assert (details["account"], details["method"], details["user"]) == ("xx1111-ovh", "user", "ada")
    assert details["identities"] == ["urn:v1:eu:identity:user:xx1111-ovh/ada"]
    assert as_token(ask, DEMO_TOKEN.text, TOKENS.format("ada"))[1] == [DEMO_TOKEN.name]
    entry = as_token(ask, DEMO_TOKEN.text, f"{TOKENS.format('ada')}/{DEMO_TOKEN.name}")[1]
    assert entry["expiresAt"] is None
    assert entry["lastUsed"] is not None
    assert DEMO_TOKEN.text not in json.dumps(entry)
    # It describes a consumer key.
    assert as_token(ask, DEMO_TOKEN.text, "/1.0/auth/currentCredential")[0] == 403
    for branch in ("/v1/me", "/v2/iam/policy"):
        assert as_token(ask, DEMO_TOKEN.text, branch)[0] == 200


def test_a_token_is_shown_once_and_works_until_it_is_revoked(ask):
    status, made = make(ask)
    assert status == 200
    assert (made["name"], made["expiresAt"], made["lastUsed"]) == ("ci", None, None)
    text = made["token"]
    assert as_token(ask, text, "/1.0/me")[0] == 200
    assert text not in json.dumps(ask("GET", f"{TOKENS.format('ada')}/ci"))
    assert ask("GET", TOKENS.format("ada"))[1] == [DEMO_TOKEN.name, "ci"]
    assert make(ask)[0] == 409
    assert ask("DELETE", f"{TOKENS.format('ada')}/ci")[0] == 200
    assert ask("GET", TOKENS.format("ada"))[1] == [DEMO_TOKEN.name]
    status, refusal = as_token(ask, text, "/1.0/me")
    assert (status, refusal["class"]) == (401, "Client::Unauthorized")
    assert as_token(ask, DEMO_TOKEN.text, "/1.0/me")[0] == 200


@pytest.mark.parametrize(
    "end", [{"expiresIn": 60}, {"expiresAt": "2023-11-14T22:14:20+00:00"}], ids=["in", "at"]
)
def test_a_token_ends_by_the_sandbox_s_clock(ask, end):
    made = make(ask, **end)[1]
    assert made["expiresAt"] == "2023-11-14T22:14:20+00:00"
    ask.time = NOW + 59
    assert as_token(ask, made["token"], "/1.0/me")[0] == 200
    ask.time = NOW + 60
    assert as_token(ask, made["token"], "/1.0/me")[0] == 401
    # It is listed until it is revoked.
    assert "ci" in ask("GET", TOKENS.format("ada"))[1]


def test_a_token_gets_another_end(ask):
    text = make(ask, expiresIn=60)[1]["token"]
    place = f"{TOKENS.format('ada')}/ci"
    changed = ask("PUT", place, json.dumps({"expiresAt": None, "description": "kept"}).encode())[1]
    assert (changed["expiresAt"], changed["description"]) == (None, "kept")
    ask.time = NOW + 3600
    assert as_token(ask, text, "/1.0/me")[0] == 200


def test_a_user_may_do_what_policies_allow(ask):
    text = make(ask, user="grace")[1]["token"]
    status, refusal = as_token(ask, text, "/1.0/me/bill")
    assert status == 403
    assert READS_BILLS in refusal["details"]["unauthorizedActionsByIAM"]
    policy = {
        "name": "grace",
        "identities": ["urn:v1:eu:identity:user:xx1111-ovh/grace"],
        "resources": [{"urn": "urn:v1:eu:resource:account:xx1111-ovh"}],
        "permissions": {"allow": [{"action": READS_BILLS}]},
    }
    assert ask("POST", "/v2/iam/policy", json.dumps(policy).encode())[0] == 200
    assert as_token(ask, text, "/1.0/me/bill")[0] == 200


def test_a_user_s_tokens_go_with_the_user(ask):
    text = make(ask)[1]["token"]
    assert ask("DELETE", "/1.0/me/identity/user/ada")[0] == 200
    assert as_token(ask, text, "/1.0/me")[0] == 401
    assert ask("GET", TOKENS.format("ada"))[0] == 404
    assert make(ask)[0] == 404


def test_a_user_is_called_by_login_or_with_the_account_before_it(ask):
    make(ask)
    assert "ci" in ask("GET", TOKENS.format("xx1111-ovh%2Fada"))[1]


def test_a_new_user_gets_a_token(ask):
    new = {"login": "linus", "group": "ADMIN", "password": "s3cret", "email": "l@example.com"}
    assert ask("POST", "/1.0/me/identity/user", json.dumps(new).encode())[0] == 200
    assert ask("GET", TOKENS.format("linus"))[1] == []
    text = make(ask, user="linus")[1]["token"]
    assert as_token(ask, text, "/1.0/me")[0] == 200
    assert as_token(ask, text, "/1.0/auth/details")[1]["user"] == "linus"
