"""``try`` says what an error means on standard error; with ``--explain`` it asks the API too."""

import pytest

from ovh_explorer.client.session import Session
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.workspace.account.access_rules import AccessRule
from tests.sandbox.tool_keys import keys_with
from tests.sandboxes import running

FORBIDDEN = "Client::Forbidden: This call has not been granted"
HINT = "--explain looks up why, by GETs with these keys."


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """The requests of the explorer, in their order."""
    calls: list[str] = []
    send = Session.send

    async def noted(self, call, *more, **options):
        calls.append(f"{call.method} {call.concrete_path}")
        return await send(self, call, *more, **options)

    monkeypatch.setattr(Session, "send", noted)
    return calls


@pytest.fixture
def narrow(monkeypatch):
    """A key that may do one thing alone."""
    keys = keys_with(running()[1], [AccessRule("GET", "/me")])
    monkeypatch.setenv("OVH_APPLICATION_KEY", keys.application_key)
    monkeypatch.setenv("OVH_APPLICATION_SECRET", keys.application_secret)
    monkeypatch.setenv("OVH_CONSUMER_KEY", keys.consumer_key)
    return keys


def test_nothing_is_asked_unless_it_is_wanted(run, narrow, sent):
    code, out, words = run("try", "GET", "/domain/zone")
    assert code == 1
    assert "This call has not been granted" in out
    assert words.splitlines()[1:] == [FORBIDDEN, HINT]
    assert sent == ["GET /domain/zone"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_missing_rule_is_looked_up_with_a_get(run, narrow, sent, method):
    path = "/domain/zone/example.com/" + ("record" if method == "GET" else "refresh")
    code, _, words = run("try", method, path, "--explain", "--yes")
    assert code == 1
    lines = words.splitlines()
    assert lines[1] == FORBIDDEN
    assert lines[2].endswith(f"it lacks {method} {path.replace('example.com', '*')}.")
    assert lines[3] == "Press S in the explorer to request a key with this right."
    assert HINT not in words
    # The call itself leaves once.
    assert sent == [f"{method} {path}", "GET /auth/currentCredential"]


def test_a_wrong_secret(run, monkeypatch):
    monkeypatch.setenv("OVH_APPLICATION_SECRET", DEMO_KEYS.consumer_key)
    assert run("try", "GET", "/me")[2].splitlines()[1:] == [
        "Client::BadRequest: Invalid signature",
        HINT,
    ]
    words = run("try", "GET", "/me", "--explain")[2]
    assert "doesn't belong to this application key." in words
    assert "Press S in the explorer to sign in with other keys." in words
    assert "`ovh-explorer code signature` and the request show what is hashed." in words
    assert "The tab" not in words


def test_keys_that_the_api_does_not_know(run, monkeypatch, sent):
    monkeypatch.setenv("OVH_CONSUMER_KEY", "a" * 32)
    words = run("try", "GET", "/me", "--explain")[2]
    assert "Unknown consumer key" in words
    assert "\nS signs in" not in words
    assert sent == ["GET /me"], "there is nothing to look up"


def test_trouble_is_said_once(run):
    words = run("try", "GET", "/me", "--raw", "-H", "X-Sandbox-Fault=503=7", "--explain")[2]
    assert words.count("The API is unavailable: wait 7 seconds.") == 1


def test_a_success_has_no_explanation(run, sent):
    code, _, words = run("try", "GET", "/me", "--explain")
    assert code == 0
    assert len(words.splitlines()) == 1
    assert sent == ["GET /me"]
