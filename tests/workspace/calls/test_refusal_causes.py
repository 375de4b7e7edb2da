"""A call that is refused although no access rule is missing: what else it can be, each looked up
where the key may.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.catalog.store import Store
from ovh_explorer.client import NotSent, Response
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.sandbox import DEMO_KEYS
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.account.access_rules import AccessRule, Rights
from ovh_explorer.workspace.calls.error_doctor import explain
from ovh_explorer.workspace.calls.refusal_causes import refusal_causes
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.conftest import fill
from tests.sandboxes import running

KEYS = Credentials(DEMO_KEYS.application_key, DEMO_KEYS.application_secret, "c" * 32)
RECORDS = Call.make(
    "v1", "GET", "/domain/zone/{zoneName}/record", path_values={"zoneName": "example.net"}
)
ACTION = "dnsZone:apiovh:record/get"
READ = (AccessRule("GET", "/*"),)
MINE = "urn:v1:eu:identity:user:xx1111-ovh/ops"
ITSELF = {"account": "xx1111-ovh", "method": "account", "identities": ["urn:a"]}
USER = {"account": "xx1111-ovh", "method": "user", "user": "ops", "identities": [MINE]}


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("catalog") / "catalog.db") as store:
        fill(store, EMBEDDED)
        yield store


class Api:
    """Answers GETs by their target; notes what was sent."""

    def __init__(self, **answers: Any) -> None:
        self._answers = {
            "/auth/details": ITSELF,
            "/me/api/application": [7],
            "/domain/zone": ["example.com"],
            **answers,
        }
        self.sent: list[str] = []

    async def __call__(self, call: Call) -> Response:
        assert call.method == "GET"
        self.sent.append(call.target)
        found = self._answers.get(call.target.partition("?")[0])
        if found is None:
            return answer(403, {"class": "Client::Forbidden", "message": "no"})
        return answer(200, found)


def answer(status: int, body: Any) -> Response:
    headers = (("Content-Type", "application/json"),)
    return Response(
        status, "x", headers, json.dumps(body).encode(), 0.1, "GET", "https://eu.api.ovh.com/1.0/x"
    )


def rights(**more: Any) -> Rights:
    return Rights(READ, application=7, **more)


async def test_all_that_it_can_be_and_what_was_found(store):
    api = Api()
    assert await refusal_causes(RECORDS, store, rights(allowed_ips=("192.0.2.0/24",)), api) == [
        "Not a policy, as far as is known: the keys sign in the account xx1111-ovh itself, and "
        "policies are for its users and service accounts.",
        "Not the address: the key is allowed only from 192.0.2.0/24, and another call of it was taken "
        "from here just now.",
        "Another account's, or misspelt: GET /domain/zone of xx1111-ovh does not list example.net.",
    ]
    assert api.sent == ["/auth/details", "/me/api/application", "/domain/zone"]


async def test_a_service_of_the_account_is_said_to_be_one(store):
    lines = await refusal_causes(RECORDS, store, rights(), Api(**{"/domain/zone": ["example.net"]}))
    assert lines[-1] == "Not another account's: GET /domain/zone of xx1111-ovh lists example.net."


async def test_a_delegated_key_is_known_by_its_application(store):
    lines = await refusal_causes(RECORDS, store, rights(), Api(**{"/me/api/application": [8]}))
    assert lines[1] == (
        "A delegated key: its application is another account's. It works for xx1111-ovh alone, on "
        "what that account may give away."
    )


async def test_nothing_is_sent_that_the_rules_don_t_cover(store):
    few = Rights((AccessRule("GET", "/domain/zone/*"),), application=7)
    api = Api(**{"/auth/details": USER})
    assert await refusal_causes(RECORDS, store, few, api) == [
        "A policy may be missing for a local user of the account, ops, of xx1111-ovh; not looked "
        "up: no access rule of this key covers GET /v2/iam/policy.",
        "Perhaps a delegated key: it works for xx1111-ovh alone. Whose application it is was not "
        "looked up: no access rule of this key covers GET /me/api/application.",
        "Perhaps example.net is not xx1111-ovh's; not looked up: no access rule of this key covers "
        "GET /domain/zone.",
    ]
    assert api.sent == ["/auth/details"]


def policy(name: str, *identities: str, **permissions: list[str]) -> dict[str, Any]:
    entries = {kind: [{"action": it} for it in actions] for kind, actions in permissions.items()}
    return {"name": name, "identities": list(identities), "permissions": entries}


POLICIES: dict[str, tuple[list[dict[str, Any]], str]] = {
    "none names the user": (
        [policy("other", "urn:v1:eu:identity:user:xx1111-ovh/dev", allow=["*"])],
        "A policy is missing: none that can be read names a local user of the account, ops, of "
        "xx1111-ovh.",
    ),
    "one allows something else": (
        [policy("zones", MINE, allow=["dnsZone:apiovh:get"])],
        f"A policy is missing: 1 policy (zones) names a local user of the account, ops, of "
        f"xx1111-ovh, and none allows {ACTION}.",
    ),
    "one of all users excepts it": (
        [policy("all", "urn:v1:eu:identity:user:*", allow=["*"], **{"except": ["dnsZone:*"]})],
        f"A policy is missing: 1 policy (all) names a local user of the account, ops, of "
        f"xx1111-ovh, and none allows {ACTION}.",
    ),
    "one denies it": (
        [policy("all", MINE, allow=["*"]), policy("not zones", MINE, deny=["dnsZone:*"])],
        f"A policy denies {ACTION}: one of all, not zones.",
    ),
    "one allows it": (
        [policy("all", MINE, allow=["*"])],
        "Perhaps a policy: all may be about other resources, or have conditions.",
    ),
    "a group of permissions may": (
        [{**policy("managed", MINE), "permissionsGroups": [{"urn": "urn:x"}]}],
        "A policy may be missing: what managed allow by groups of permissions is not looked up. "
        f"Needed: {ACTION}.",
    ),
    "what comes is odd": (
        [{"identities": 3}, {"identities": [MINE], "permissions": [1], "name": None}],
        "A policy is missing: 1 policy (None) names a local user of the account, ops, of "
        f"xx1111-ovh, and none allows {ACTION}.",
    ),
}


@pytest.mark.parametrize("name", POLICIES)
async def test_what_the_policies_say(store, name):
    policies, words = POLICIES[name]
    api = Api(**{"/auth/details": USER, "/iam/policy": policies})
    lines = await refusal_causes(RECORDS, store, rights(), api)
    assert lines[0] == words
    assert any(
        it.startswith("/iam/policy?identity=urn%3Av1%3Aeu%3Aidentity%3Auser") for it in api.sent
    )


async def test_without_a_catalog_and_without_a_response_the_rest_is_said():
    async def nobody(call: Call) -> Response:
        raise NotSent("there is no network.")

    assert await refusal_causes(RECORDS, None, rights(), nobody) == [
        "A policy may be missing: who signs in could not be looked up. See /v2/iam/policy.",
        "Perhaps a delegated key: it works for the account that accepted it alone. Whose "
        "application it is was not looked up: GET /me/api/application: there is no network.",
    ]


REFUSALS = (
    {"message": "This call has not been granted", "errorCode": "NOT_GRANTED_CALL"},
    {"class": "Client::Forbidden", "message": "This call has not been granted"},
    {"class": "Client::Forbidden", "message": "You are not allowed to see this zone"},
    {"message": "Forbidden", "errorCode": "FORBIDDEN"},
)


@pytest.mark.parametrize("body", REFUSALS)
async def test_each_form_of_the_refusal_is_explained(store, body):
    credential = {"credentialId": 1, "applicationId": 7, "rules": [{"method": "GET", "path": "/*"}]}
    api = Api(**{"/auth/currentCredential": credential})
    settings = gather("ovh-eu", environ={}).with_credentials(KEYS, "a test")
    lines = await explain(answer(403, body), RECORDS, settings, api, store=store)
    assert lines[1].startswith("The access rule GET /* of this consumer key covers the call")
    assert lines[-1].startswith("Another account's, or misspelt: GET /domain/zone")


async def test_a_key_of_another_kind_has_no_rules_to_look_at(store):
    settings = gather("ovh-eu", environ={}).with_credentials(OAuth2Client("EU.1", "s"), "a test")
    api = Api(**{"/auth/details": USER, "/iam/policy": []})
    lines = await explain(answer(403, REFUSALS[2]), RECORDS, settings, api, store=store)
    assert len(lines) == 3
    assert lines[1].startswith("A policy is missing")
    assert "/auth/currentCredential" not in api.sent


@pytest.mark.parametrize(
    "response",
    [
        Response(
            403, "Forbidden", (("Content-Type", "text/html"),), b"<h1>no</h1>", 0.1, "GET", "x"
        ),
        answer(403, {"message": "x", "errorCode": "INVALID_KEY"}),
        answer(404, {"message": "This service does not exist"}),
    ],
)
async def test_what_is_no_refusal_of_the_call_asks_nothing(store, response):
    api = Api()
    settings = gather("ovh-eu", environ={}).with_credentials(KEYS, "a test")
    await explain(response, RECORDS, settings, api, store=store)
    assert api.sent == []


async def test_a_service_account_whose_policy_allows_less(tmp_path):
    """All the way on the sandbox: the policies are read where that is allowed, and said where not."""
    settings = gather(running()[1], environ={})
    keys = Credentials(
        DEMO_KEYS.application_key, DEMO_KEYS.application_secret, DEMO_KEYS.consumer_key
    )
    owner = Workspace(settings.with_credentials(keys, "a test"))
    body = {"name": "t", "description": "t", "flow": "CLIENT_CREDENTIALS", "callbackUrls": []}
    made = (await send(owner, "v1", "/me/api/oauth2/client", body)).json()
    client = OAuth2Client(made["clientId"], made["clientSecret"])

    guest = Workspace(settings.with_credentials(client, "a test"), cache=tmp_path)
    fill(guest.open_store(), EMBEDDED)
    response = await guest.send(RECORDS)
    assert response.status == 403
    lines = await guest.error_doctor.explain(RECORDS, response)
    assert lines[-1] == (
        "A policy may be missing for a service account, of xx1111-ovh; not looked up: "
        "GET /v2/iam/policy: User not granted for this request."
    )
    urn = f"urn:v1:eu:identity:credential:xx1111-ovh/oauth2-{client.client_id}"
    policy = {
        "name": "policies alone",
        "identities": [urn],
        "resources": [{"urn": "urn:v1:eu:resource:*:*"}],
        "permissions": {"allow": [{"action": "account:apiovh:iam/policy/get"}]},
    }
    assert (await send(owner, "v2", "/iam/policy", policy)).ok
    lines = await guest.error_doctor.explain(RECORDS, await guest.send(RECORDS))
    assert "(policies alone) names a service account, of xx1111-ovh, and none allows" in lines[-1]
    await guest.close()
    await owner.close()


async def send(workspace: Workspace, branch: str, path: str, body: dict[str, Any]) -> Response:
    return await workspace.session.send(Call.make(branch, "POST", path, body=canonical_json(body)))
