"""The keys of an account, as foreign JSON has them and as the sandbox has them."""

import asyncio
import json
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call
from ovh_explorer.client import NotSent, Response
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, READER_KEYS
from ovh_explorer.workspace.account.access_rules import Rights
from ovh_explorer.workspace.account.ages import ago
from ovh_explorer.workspace.account.keys import MAX_KEYS_AT_ONCE, AccountKeys
from ovh_explorer.workspace.account.own_token import OwnToken
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
KEYS = Credentials("ak16", "secret", "consumer")


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(hours=-5), "5 hours ago"),
        (timedelta(days=-1, hours=-3), "1 day ago"),
        (timedelta(days=45), "in 1 month"),
        (timedelta(days=-800), "2 years ago"),
    ],
)
def test_moments_as_people_say_them(distance, words):
    assert ago(NOW + distance, NOW) == words
    assert ago(None, NOW) == ""


def answering(answers: dict[str, object]):
    """A way to send that answers by path; an exception is raised, a path that isn't there is
    refused.
    """

    async def send(call: Call) -> Response:
        value = answers.get(call.concrete_path)
        if isinstance(value, Exception):
            raise value
        status = 200 if call.concrete_path in answers else 403
        body = value if status == 200 else {"message": "This call has not been granted"}
        return Response(
            status, "x", (), json.dumps(body).encode(), 0.1, "GET", "https://eu.api.ovh.com/1.0"
        )

    return send


async def loaded(answers: dict[str, object], keys=KEYS, credential: int | None = 7) -> AccountKeys:
    found = AccountKeys(answering(answers), keys, Rights((), credential))
    await found.load(lambda: None)
    return found


async def test_a_list_that_is_far_too_large_is_not_read():
    """Parsing it would hold all threads, and sorting it the screen."""
    found = await loaded({"/me/api/credential": list(range(500_000)), "/me/api/application": []})
    assert found.all == []
    assert found.problems["credential"] == (
        "The response is too large for a list of keys: 3,888,890 bytes."
    )


async def test_what_is_in_use_comes_first_and_names_come_from_applications():
    found = await loaded(
        {
            "/me/api/credential": [5, 6, 7],
            "/me/api/credential/5": {
                "applicationId": 1,
                "status": "expired",
                "creation": "2026-01-01T00:00:00+01:00",
            },
            "/me/api/credential/6": {
                "applicationId": 2,
                "status": "validated",
                "rules": [{"method": "GET", "path": "/vps/*"}],
                "expiration": "2026-01-16T12:00:00+00:00",
                "allowedIPs": ["192.0.2.0/24"],
            },
            "/me/api/credential/7": {
                "applicationId": 1,
                "status": "validated",
                "lastUse": "2026-01-15T11:00:00Z",
            },
            "/me/api/application": [1, 2],
            "/me/api/application/1": {"name": "mine", "applicationKey": "ak16", "status": "active"},
            "/me/api/application/2": {
                "name": "backup",
                "applicationKey": "other",
                "status": "inactive",
            },
            "/me/api/oauth2/client": ["EU.1"],
            "/me/api/oauth2/client/EU.1": {"name": "ci", "identity": "urn:x"},
        }
    )
    assert [(key.kind, key.id, key.name, key.in_use) for key in found.all] == [
        ("credential", "7", "mine", True),
        ("credential", "6", "backup", False),
        ("credential", "5", "mine", False),
        ("application", "1", "mine", True),
        ("application", "2", "backup", False),
        ("client", "EU.1", "ci", False),
    ]
    details = dict(found.all[1].details(NOW))
    assert details["ends"] == "2026-01-16 12:00 UTC, in 1 day"
    assert details["last used"] == "never"
    assert details["only from"] == "192.0.2.0/24"
    assert details["may"] == "GET /vps/*"
    assert found.of_application(found.all[3]) == 2
    assert found.all[1].matches("backup /vps get")
    assert not found.all[1].matches("backup /sms")
    assert found.all[5].deletion.concrete_path == "/me/api/oauth2/client/EU.1"
    assert found.all[1].deletion.method == "DELETE"


async def test_keys_of_one_second_stand_by_their_numbers_whatever_came_first():
    keys = {
        f"/me/api/credential/{id}": {"status": "validated", "creation": "2026-01-01T00:00:00Z"}
        for id in (11, 9, 10)
    }
    send = answering({"/me/api/credential": [11, 9, 10], **keys})

    async def slower(call: Call) -> Response:
        # The newest is read last.
        if call.concrete_path.endswith("11"):
            await asyncio.sleep(0.01)
        return await send(call)

    found = AccountKeys(slower, KEYS, Rights((), None))
    await found.load(lambda: None)
    assert [key.id for key in found.all] == ["11", "10", "9"]


async def test_one_list_that_is_refused_leaves_the_others():
    found = await loaded(
        {"/me/api/credential": [5], "/me/api/oauth2/client": NotSent("no network")},
        keys=OAuth2Client("EU.1", "x"),
    )
    assert found.problems["application"] == "403: This call has not been granted"
    assert found.problems["client"] == "no network"
    assert [(key.id, key.problem) for key in found.all] == [
        ("5", "403: This call has not been granted")
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = (
    "name",
    "status",
    "rules",
    "applicationId",
    "creation",
    "lastUse",
    "expiration",
    "allowedIPs",
    "identity",
)


@given(items=JSON, fields=st.dictionaries(st.sampled_from(NAMES), JSON) | JSON)
async def test_any_answer_makes_a_list(items, fields):
    answers = {
        "/me/api/credential": [1],
        "/me/api/credential/1": fields,
        "/me/api/application": items,
    }
    found = await loaded(answers)
    assert found.all[0].id == "1"
    assert dict(found.all[0].details(NOW))["consumer key"] == "1"


@pytest.mark.parametrize(
    ("keys", "used"),
    [
        (
            Credentials(
                DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
            ),
            {"credential", "application"},
        ),
        (OAuth2Client(DEMO_CLIENT.client_id, DEMO_CLIENT.client_secret), {"client"}),
    ],
)
async def test_on_the_sandbox_what_one_is_signed_in_with_is_marked(keys, used):
    work = Workspace(gather(running()[1], environ={}).with_credentials(keys, "a test"))
    await work.identify()
    found = AccountKeys(work.session.send, keys, work.account.rights)
    told = []
    await found.load(lambda: told.append(len(found.all)))
    await work.close()
    assert {key.kind for key in found.all if key.in_use} == used
    assert len(told) == 4 + len(found.all)
    assert "backup script" in {key.name for key in found.all if key.kind == "credential"}


async def test_a_key_without_the_right_says_so():
    keys = Credentials(
        READER_KEYS.application_key, READER_KEYS.application_secret, READER_KEYS.consumer_key
    )
    work = Workspace(gather(running()[1], environ={}).with_credentials(keys, "a test"))
    found = AccountKeys(work.session.send, keys, None)
    await found.load(lambda: None)
    await work.close()
    assert set(found.problems) == {"credential", "application", "client", "token"}
    assert found.all == []


def many(count: int):
    """A way to send to an account with so many consumer keys, and what it counts: requests, and at
    once.
    """
    seen: dict[str, Any] = {"requests": 0, "now": 0, "most": 0, "release": asyncio.Event()}

    async def send(call: Call) -> Response:
        seen["requests"] += 1
        seen["now"] += 1
        seen["most"] = max(seen["most"], seen["now"])
        try:
            if call.path == "/me/api/credential":
                value: object = list(range(1, count + 1))
            elif call.path_values:
                await seen["release"].wait()
                value = {"credentialId": int(call.path_values[0][1]), "status": "validated"}
            else:
                value = []
            return Response(
                200, "x", (), json.dumps(value).encode(), 0.1, "GET", "https://eu.api.ovh.com/1.0"
            )
        finally:
            seen["now"] -= 1

    return send, seen


async def test_a_hundred_thousand_keys_are_read_in_parts():
    """The one in use is among the first; eight requests at once; what was stopped is read by the
    next ones.
    """
    send, seen = many(100_000)
    tracemalloc.start()
    keys = AccountKeys(send, KEYS, Rights((), 5))
    task = asyncio.create_task(keys.load(lambda: None))
    while seen["now"] < 8:
        await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) < 40
    assert len(keys.all) == MAX_KEYS_AT_ONCE
    assert keys.waiting == 100_000 - MAX_KEYS_AT_ONCE
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert keys.all == []
    assert keys.waiting == 100_000
    seen["release"].set()
    await keys.load_more(lambda: None)
    assert {key.id for key in keys.all} == {
        "5",
        *map(str, range(100_002 - MAX_KEYS_AT_ONCE, 100_001)),
    }
    assert keys.all[0].in_use
    await keys.load_more(lambda: None)
    assert len(keys.all) == 2 * MAX_KEYS_AT_ONCE
    assert all(key.status == "validated" for key in keys.all)
    assert seen["most"] == 8
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()


async def test_a_list_that_was_stopped_is_none_that_is_empty():
    """Else what is shown of other kinds would look like all there is."""
    send = answering({**NONE, "/me/api/application": [7], "/me/api/application/7": {"name": "x"}})

    async def late(call: Call) -> Response:
        if call.concrete_path.endswith("credential"):
            await asyncio.Event().wait()
        return await send(call)

    keys = AccountKeys(late, KEYS, None)
    task = asyncio.create_task(keys.load(lambda: None))
    while not any(key.name for key in keys.all):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert keys.problems["credential"] == "stopped: r reads the list again"
    assert "application" not in keys.problems


NONE: dict[str, object] = {
    "/me/api/credential": [],
    "/me/api/application": [],
    "/me/api/oauth2/client": [],
}
USERS = "/me/identity/user"


async def test_tokens_of_every_user_are_listed_and_revoked_where_they_are():
    answers = {
        **NONE,
        USERS: ["ada", "grace"],
        f"{USERS}/ada/token": ["ci", "a b"],
        f"{USERS}/grace/token": ["ci"],
        f"{USERS}/ada/token/ci": {"name": "ci", "expiresAt": "2026-01-16T12:00:00Z"},
        f"{USERS}/ada/token/a%20b": {"name": "a b", "lastUsed": "2026-01-15T11:00:00Z"},
        f"{USERS}/grace/token/ci": {"name": "ci", "description": "of grace"},
    }
    found = AccountKeys(answering(answers), KEYS, None, OwnToken("grace", "ci"))
    await found.load(lambda: None)
    assert found.users == ["ada", "grace"]
    assert found.problems == {}
    assert [(key.kind, key.id, key.in_use) for key in found.all] == [
        ("token", "grace/ci", True),
        ("token", "ada/a b", False),
        ("token", "ada/ci", False),
    ]
    _, other, ci = found.all
    assert dict(ci.details(NOW))["ends"] == "2026-01-16 12:00 UTC, in 1 day"
    assert dict(other.details(NOW))["ends"] == "never"
    assert dict(other.details(NOW))["last used"].endswith("1 hour ago")
    assert other.deletion.concrete_path == f"{USERS}/ada/token/a%20b"
    assert ci.matches("token ada")


async def test_a_region_without_users_or_tokens_has_none_and_no_problem():
    async def send(call: Call) -> Response:
        status, body = (200, NONE[call.path]) if call.path in NONE else (404, {"message": "no"})
        return Response(status, "x", (), json.dumps(body).encode(), 0.1, "GET", "https://x/1.0")

    found = AccountKeys(send, KEYS, None)
    await found.load(lambda: None)
    assert (found.all, found.users, found.problems) == ([], [], {})


async def test_of_many_users_some_are_asked_about_and_that_is_said():
    asked: list[str] = []
    users = [f"user{number}" for number in range(70)]

    async def send(call: Call) -> Response:
        asked.append(call.concrete_path)
        body = users if call.path == USERS else NONE.get(call.path, [])
        return Response(200, "x", (), json.dumps(body).encode(), 0.1, "GET", "https://x/1.0")

    found = AccountKeys(send, KEYS, None)
    await found.load(lambda: None)
    assert len([path for path in asked if path.endswith("/token")]) == 50
    assert found.problems["token"] == "Those of 50 of 70 users are read."


async def test_a_key_that_may_not_list_users_says_so():
    found = AccountKeys(answering(NONE), KEYS, None)
    await found.load(lambda: None)
    assert found.problems == {"token": "403: This call has not been granted"}
