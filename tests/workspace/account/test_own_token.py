"""Whose an access token is and when it ends, as the sandbox and foreign JSON have it."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ovh_explorer.call import Call
from ovh_explorer.config import AccessToken
from ovh_explorer.sandbox import DEMO_TOKEN
from ovh_explorer.workspace.account.consumer_key import SignInError
from ovh_explorer.workspace.account.identity import Account, Identity
from ovh_explorer.workspace.account.new_token import NewToken, read_end, read_token
from ovh_explorer.workspace.account.own_token import TOKENS, OwnToken, read_own_token
from ovh_explorer.workspace.account.sign_out import revoking_call
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
SOON = "2026-01-16T12:00:00+00:00"
PLACE = "/me/identity/user/ada/token"


def jwt(claims: object) -> str:
    part = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJFZERTQSJ9.{part}.c2ln"


async def own(answers: dict[str, Any], text: str = "opaque", user: str = "ada") -> OwnToken:
    async def read(call: Call) -> Any:
        return answers.get(call.concrete_path)

    return await read_own_token(text, user, read, lambda: NOW)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"ci": {"expiresAt": None}}, OwnToken("ada", "ci", None, never_ends=True)),
        ({"ci": {"expiresAt": SOON}}, OwnToken("ada", "ci", NOW + timedelta(days=1))),
        # The other has ended, so that it can't be the one that was sent.
        (
            {"old": {"expiresAt": "2026-01-14T12:00:00Z"}, "ci": {"expiresAt": SOON}},
            OwnToken("ada", "ci", NOW + timedelta(days=1)),
        ),
        # Nanoseconds, as the API writes them.
        (
            {
                "a": {"expiresAt": None, "lastUsed": "2026-01-15T11:59:58.658926311Z"},
                "b": {"expiresAt": SOON, "lastUsed": "2026-01-13T12:00:00Z"},
            },
            OwnToken("ada", "a", None, never_ends=True),
        ),
        ({"a": {"expiresAt": None}, "b": {"expiresAt": SOON}}, OwnToken("ada")),
        (
            {"a": {"expiresAt": SOON}, "b": {"expiresAt": SOON}},
            OwnToken("ada", "", NOW + timedelta(days=1)),
        ),
        ({"a": {"expiresAt": "nonsense"}, "b": 7}, OwnToken("ada")),
        ({str(number): {"expiresAt": None} for number in range(9)}, OwnToken()),
        ({}, OwnToken()),
    ],
)
async def test_the_token_s_own_entry_is_found_where_it_can_be_told(entries, expected):
    answers = {PLACE: list(entries)} | {f"{PLACE}/{name}": item for name, item in entries.items()}
    assert await own(answers) == expected


async def test_a_user_may_be_told_with_the_account_before_it():
    answers = {PLACE: ["ci"], f"{PLACE}/ci": {"expiresAt": None}}
    assert (await own(answers, user="xx1111-ovh/ada")).name == "ci"


async def test_without_a_user_nothing_is_asked():
    async def read(call: Call) -> Any:
        raise AssertionError(call)

    assert await read_own_token("opaque", "", read) == OwnToken()


@pytest.mark.parametrize(
    ("claims", "end"),
    [
        ({"exp": NOW.timestamp()}, NOW),
        ({"exp": 10**30}, None),
        ({"exp": True}, None),
        ({"exp": "1"}, None),
        ([], None),
        ({}, None),
    ],
)
async def test_a_token_may_say_its_end_itself(claims, end):
    assert (await own({}, jwt(claims))).ends == end


@pytest.mark.parametrize("text", ["a.b.c", "a.\u00e9.c", "..", "x", "a.b.c.d", f"a.{'W' * 5000}.c"])
async def test_what_is_no_json_web_token_says_nothing(text):
    assert await own({}, text) == OwnToken()


async def test_on_the_sandbox_a_token_says_who_and_until_when():
    token = AccessToken(DEMO_TOKEN.text)
    work = Workspace(gather(running()[1], environ={}).with_credentials(token, "a test"))
    await work.identify()
    account: Account = work.account
    await work.close()
    assert account.standing == "signed in as xx1111-ovh/ada"
    assert account.identity.account == "xx1111-ovh"
    assert account.token_end(NOW) in ("token never ends", "")
    assert account.values["country"]


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (OwnToken("ada", "ci", NOW + timedelta(days=3)), "token ends in 3 days"),
        (OwnToken("ada", "ci", NOW - timedelta(hours=2)), "token ended 2 hours ago"),
        (OwnToken("ada", "ci", never_ends=True), "token never ends"),
        (OwnToken("ada"), ""),
        (None, ""),
    ],
)
def test_the_end_of_a_token_in_words(token, words):
    account = Account(lambda: None, None, lambda: None)
    assert account.token_end(NOW) == ""
    account.identity = Identity("xx1111-ovh/ada", token=token)
    assert account.token_end(NOW) == words


async def test_a_token_that_nobody_made_is_refused_in_words():
    token = AccessToken("a-token-that-nobody-made")
    work = Workspace(gather(running()[1], environ={}).with_credentials(token, "a test"))
    await work.identify()
    await work.close()
    assert work.account.standing == "not signed in, access token"
    assert "This access token is not valid" in work.account.problem
    assert "It can't be renewed" in work.account.problem
    assert work.account.identity.is_refused


async def test_a_token_that_is_revoked_meanwhile_is_asked_about_again():
    settings = gather(running()[1], environ={})
    demo = Workspace(settings.with_credentials(AccessToken(DEMO_TOKEN.text), "a test"))
    made = await demo.send(NewToken("ada", "revoked meanwhile", "d", {}).call)
    token = read_token(made.json())
    work = Workspace(settings.with_credentials(token, "a test"))
    await work.identify()
    assert work.account.standing == "signed in as xx1111-ovh/ada"
    gone = {"user": "ada", "name": "revoked meanwhile"}
    await demo.send(Call.make("v1", "DELETE", f"{TOKENS}/{{name}}", path_values=gone))
    assert (await work.send(Call.make("v1", "GET", "/me"))).status == 401
    assert work.account.identity is None
    await work.identify()
    assert work.account.standing == "not signed in, access token"
    await work.send(Call.make("v1", "GET", "/me"))
    assert work.account.identity is not None, "once"
    await work.close()
    await demo.close()


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", {}),
        (" never ", {}),
        ("90 days", {"expiresIn": 90 * 86400}),
        ("1 hour", {"expiresIn": 3600}),
        ("2 weeks", {"expiresIn": 14 * 86400}),
        ("2026-01-31", {"expiresAt": "2026-01-31T23:59:59+00:00"}),
        ("2026-01-15", {"expiresAt": "2026-01-15T23:59:59+00:00"}),
        ("2026-01-31T12:00:00+01:00", {"expiresAt": "2026-01-31T12:00:00+01:00"}),
    ],
)
def test_ends_that_can_be_typed(text, end):
    assert read_end(text, NOW) == end


@pytest.mark.parametrize("text", ["soon", "0 days", "-1 day", "2026-01-14", "2026-02-30", "90"])
def test_what_is_no_end_is_said(text):
    with pytest.raises(SignInError, match="Write never, 90 days, or a date"):
        read_end(text, NOW)


def test_ends_are_read_in_the_users_language_and_in_english(in_french):
    assert read_end("jamais", NOW) == read_end("never", NOW) == {}
    assert read_end("90 jours", NOW) == read_end("90 days", NOW) == {"expiresIn": 90 * 86400}
    assert read_end("1 an", NOW) == read_end("1 année", NOW) == {"expiresIn": 365 * 86400}
    with pytest.raises(SignInError, match="Écrivez jamais, 90 jours"):
        read_end("30 tours", NOW)


def test_a_token_is_made_by_one_call():
    call = NewToken("xx1111-ovh/ada", "ci", "d", {"expiresIn": 60}).call
    assert call.concrete_path == "/me/identity/user/xx1111-ovh%2Fada/token"
    assert json.loads(call.body) == {"name": "ci", "description": "d", "expiresIn": 60}
    for user, name in (("", "ci"), ("ada", "")):
        with pytest.raises(SignInError):
            _ = NewToken(user, name, "d", {}).call


@pytest.mark.parametrize("value", [None, {}, {"token": 7}, {"token": "a b"}, {"token": ""}, []])
def test_a_response_without_a_token_is_said(value):
    with pytest.raises(SignInError, match="without a token"):
        read_token(value)
    assert read_token({"token": "eyJ"}).text == "eyJ"


@pytest.mark.parametrize(
    ("token", "path"),
    [
        (OwnToken("ada", "laptop"), "/me/identity/user/ada/token/laptop"),
        (OwnToken("ada", "a/b"), "/me/identity/user/ada/token/a%2Fb"),
        (OwnToken("ada"), None),
        (None, None),
    ],
    ids=["known", "odd name", "one of several", "nothing known"],
)
async def test_it_is_revoked_where_it_is_known_which_one_it_is(token, path):
    async def send(_: Call):
        raise AssertionError("nothing is asked")

    call = await revoking_call(AccessToken("secret"), None, token, send)
    assert (call.method, call.target) == ("DELETE", path) if path else call is None
