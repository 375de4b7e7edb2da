"""What an error means and what mends it, on errors as the sandbox and the API give them."""

import json
from datetime import UTC, datetime

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.client import NotSent, Response
from ovh_explorer.config import AccessToken, Credentials
from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS
from ovh_explorer.workspace.account.access_rules import Rights
from ovh_explorer.workspace.calls.error_doctor import explain, explain_at_once
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.sandboxes import running

ME = Call.make("v1", "GET", "/me")


def workspace(*keys: str | None) -> Workspace:
    settings = gather(running()[1], environ={})
    return Workspace(settings.with_credentials(Credentials(*keys), "a test") if keys else settings)


async def told(work: Workspace, call: Call = ME) -> list[str]:
    response = await work.send(call)
    lines = await work.error_doctor.explain(call, response)
    await work.close()
    return lines


def keys(**changes: str | None) -> Workspace:
    parts = {
        "application_key": DEMO_KEYS.application_key,
        "application_secret": DEMO_KEYS.application_secret,
    }
    parts |= {"consumer_key": DEMO_KEYS.consumer_key} | changes
    return workspace(*parts.values())


async def test_a_success_needs_no_words():
    assert await told(keys()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"application_key": "0123456789abcdef"}, "does not know this application key"),
        ({"consumer_key": "0123456789abcdef0123456789abcdef"}, "Unknown consumer key"),
        (
            {"application_secret": "0123456789abcdef0123456789abcdef"},
            "The Signature tab shows what is hashed.",
        ),
        ({"consumer_key": None}, "There is an application key but no consumer key"),
    ],
)
async def test_wrong_keys_are_told_apart(changes, words):
    lines = await told(keys(**changes))
    assert words in " ".join(lines)
    assert not [value for value in changes.values() if value and value in " ".join(lines)], (
        "no key is repeated"
    )


async def test_without_keys_one_signs_in():
    lines = await told(workspace())
    assert lines[1:] == [
        "Authentication is required, and there are no keys.",
        "Press shift F4 to sign in.",
    ]


async def test_a_key_that_is_not_validated_yet_is_said():
    work = keys()
    asked = Call.make(
        "v1",
        "POST",
        "/auth/credential",
        body=canonical_json({"accessRules": []}),
        authenticated=False,
    )
    pending = (await work.send(asked)).json()["consumerKey"]
    await work.close()
    assert "not validated yet" in " ".join(await told(keys(consumer_key=pending)))


async def test_the_missing_rule_is_named():
    call = Call.make(
        "v1", "POST", "/domain/zone/{zoneName}/refresh", path_values={"zoneName": "example.com"}
    )
    lines = await told(keys(consumer_key=READER_KEYS.consumer_key), call)
    assert lines[1] == (
        "The one access rule of this key does not cover POST /domain/zone/example.com/refresh:"
        " it lacks POST /domain/zone/*/refresh."
    )
    assert lines[2].startswith("Press shift F4 to request a key")


def answer(status: int, body: dict, *headers: tuple[str, str]) -> Response:
    return Response(
        status, "x", headers, json.dumps(body).encode(), 0.1, "GET", "https://eu.api.ovh.com/1.0/me"
    )


async def nobody(call: Call) -> Response:
    raise NotSent("nothing is sent here")


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (answer(400, {"message": "Query out of time", "errorCode": "QUERY_TIME_OUT"}), "clock"),
        (answer(403, {"message": "no", "errorCode": "NOT_GRANTED_CALL"}), "no access rule of this consumer key covers"),
        (
            answer(403, {"message": "no", "class": "Client::Forbidden", "details": {"unauthorizedActionsByIAM": "vps:apiovh:get"}}),
            "An IAM policy must grant vps:apiovh:get",
        ),
        (answer(429, {"message": "slow down"}, ("Retry-After", "30")), "wait 30 seconds"),
        (answer(429, {"message": "slow down"}), "Too many requests."),
        (answer(460, {"message": "This Service is expired"}), "renew it first"),
    ],
)  # fmt: skip
async def test_what_only_the_api_answers(response, words):
    settings = keys().settings
    lines = await explain(response, ME, settings, nobody)
    assert words in " ".join(lines)


async def test_class_and_message_come_first_and_what_is_unknown_is_left_at_that():
    settings = keys().settings
    unknown = answer(404, {"class": "Client::NotFound", "message": "This service does not exist"})
    assert await explain(unknown, ME, settings, nobody) == [
        "Client::NotFound: This service does not exist",
        "This service or object does not exist, or is not of this account.",
    ]
    no_path = {"class": "Client::NotFound", "message": "Got an invalid (or empty) URL"}
    assert len(await explain(answer(404, no_path), ME, settings, nobody)) == 1
    assert await explain(answer(418, {"message": "?"}), ME, settings, nobody) == ["?"]


async def test_a_signature_that_is_not_taken_is_told_from_keys_that_are_wrong():
    """The keys are tried with another request: when that is taken, it is about this one."""
    refused = answer(400, {"message": "Invalid signature", "errorCode": "INVALID_SIGNATURE"})
    work = keys()
    lines = await explain(
        refused, ME, work.settings, work.send, mistakes=['ttl: "soon" is not a whole number']
    )
    await work.close()
    assert lines[1].startswith("The keys and the clock are right")
    assert lines[2] == 'ttl: "soon" is not a whole number'
    wrong = keys(application_secret="0" * 32)
    lines = await explain(refused, ME, wrong.settings, wrong.send)
    await wrong.close()
    assert lines[1].startswith("Every request signed with these keys is refused")


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        (
            Rights((), expires=datetime(2024, 1, 2, 3, 4, tzinfo=UTC)),
            "ended on 2024-01-02 at 03:04 UTC",
        ),
        (Rights((), allowed_ips=("192.0.2.0/24",)), "allowed only from 192.0.2.0/24"),
        (Rights(()), "not validated yet, refused, expired, or not allowed from this address"),
        (None, "not validated yet, refused, expired, or not allowed from this address"),
    ],
)
async def test_a_key_that_is_no_longer_valid_is_explained_by_what_was_known_of_it(rights, words):
    refused = answer(
        403, {"message": "This credential is not valid", "errorCode": "INVALID_CREDENTIAL"}
    )
    assert words in " ".join(await explain(refused, ME, keys().settings, nobody, rights=rights))


async def test_a_covered_call_that_is_refused_is_not_said_to_lack_a_rule():
    """The rules are one of the things that a call needs; form and explanation say the same of them."""
    refused = answer(
        403, {"message": "This call has not been granted", "errorCode": "NOT_GRANTED_CALL"}
    )
    granted = {"credentialId": 1, "rules": [{"method": "GET", "path": "/*"}]}
    learnt = []

    async def send(call: Call) -> Response:
        return answer(200, granted)

    lines = await explain(refused, ME, keys().settings, send, learn=learnt.append)
    assert (
        lines[1]
        == "The access rule GET /* of this consumer key covers the call, so it is refused for another reason."
    )
    assert not [line for line in lines if "may not call this" in line or "lacks" in line]
    assert learnt[0].may("v1", "GET", "/me")


def test_what_needs_no_request_is_said_at_once():
    settings = keys().settings
    refused = answer(403, {"message": "no", "errorCode": "NOT_GRANTED_CALL"})
    assert explain_at_once(refused, ME, settings) == ["NOT_GRANTED_CALL: no"]
    late = answer(400, {"message": "Query out of time", "errorCode": "QUERY_TIME_OUT"})
    assert "clock" in explain_at_once(late, ME, settings)[1]


async def test_a_token_that_is_refused_is_said_to_be_beyond_renewal():
    settings = gather(running()[1], environ={})
    token = AccessToken("a-token-that-nobody-made")
    lines = await told(Workspace(settings.with_credentials(token, "a test")))
    assert "It can't be renewed" in lines[1]
    assert lines[-1] == "Press shift F4 to sign in with other keys."
