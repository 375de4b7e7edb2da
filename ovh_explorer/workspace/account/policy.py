"""A service account, and the IAM policy that says what it may do: the requests that make them."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, canonical_json, encode
from ovh_explorer.config import Endpoint

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = [
    "IDENTITY",
    "AccountResource",
    "client_call",
    "client_details_call",
    "list_resources",
    "policy_body",
    "policy_call",
    "resource_kinds",
    "urns_for",
]

Send = Callable[[Call], Awaitable["Response"]]

IDENTITY = "urn:v1:…:identity:credential:…/oauth2-…"
"""Stands for the identity of a service account that is not made yet."""

# Of the account itself there is one: its name is nothing to choose.
_ACCOUNT = "account"
_CURSOR = "X-Pagination-Cursor"
_MAX_PAGES = 20


@dataclass(frozen=True, slots=True)
class AccountResource:
    """A resource of the account, as IAM knows it."""

    urn: str
    name: str
    kind: str
    display_name: str = ""


def resource_kinds(actions: Iterable[str]) -> list[str]:
    """The kinds of resources that actions are about: ``dnsZone`` of
    ``dnsZone:apiovh:record/get``.
    """
    return sorted({action.partition(":")[0] for action in actions})


def urns_for(
    endpoint: Endpoint,
    kinds: Iterable[str],
    place: str = "",
    resources: Sequence[AccountResource] = (),
) -> list[str]:
    """The resources that actions of these kinds are allowed on: those of the name `place`, all of a
    kind where it has none or is about something else.

    Args:
        resources: of the account, as far as they were read; their URNs are taken as they are.
    """
    plate = (endpoint.region or "EU").lower()
    known = {(item.kind, item.name): item.urn for item in resources}
    found = []
    for kind in kinds:
        name = place if place and kind != _ACCOUNT else "*"
        found.append(known.get((kind, name)) or f"urn:v1:{plate}:resource:{kind}:{encode(name)}")
    return [urn.replace("%2A", "*") for urn in found]


async def list_resources(send: Send, kinds: Iterable[str]) -> tuple[list[AccountResource], str]:
    """The account's resources of some kinds, and why they couldn't be read, in words."""
    from ovh_explorer.client.errors import ClientError

    query = [("resourceType", kind) for kind in kinds if kind != _ACCOUNT]
    found: list[AccountResource] = []
    if not query:
        return found, ""
    cursor = ""
    for _ in range(_MAX_PAGES):
        headers = [(_CURSOR, cursor)] if cursor else []
        try:
            call = Call.make("v2", "GET", "/iam/resource", query=query, headers=headers)
            response = await send(call)
            if response.error is not None:
                return found, response.error.message
            found += _read(response.json())
        except (ClientError, ValueError) as error:
            return found, str(error)
        named = {name.lower(): value for name, value in response.headers}
        cursor = named.get(f"{_CURSOR}-next".lower(), "")
        if not cursor:
            break
    return found, ""


def _read(content: Any) -> list[AccountResource]:
    return [
        AccountResource(item["urn"], item["name"], item["type"], str(item.get("displayName") or ""))
        for item in (content if isinstance(content, list) else ())
        if isinstance(item, dict)
        and all(isinstance(item.get(name), str) for name in ("urn", "name", "type"))
    ]


def client_call(name: str, description: str) -> Call:
    """``POST /me/api/oauth2/client``: makes a service account (service-account guide)."""
    body = {
        "name": name,
        "description": description,
        "flow": "CLIENT_CREDENTIALS",
        "callbackUrls": [],
    }
    return Call.make("v1", "POST", "/me/api/oauth2/client", body=canonical_json(body))


def client_details_call(client_id: str) -> Call:
    """``GET /me/api/oauth2/client/{clientId}``, which says its identity."""
    return Call.make(
        "v1", "GET", "/me/api/oauth2/client/{clientId}", path_values={"clientId": client_id}
    )


def policy_body(
    name: str, identity: str, actions: Iterable[str], urns: Iterable[str]
) -> dict[str, Any]:
    """The body of a policy that allows an identity these actions on these resources."""
    return {
        "name": name,
        "identities": [identity],
        "resources": [{"urn": urn} for urn in urns],
        "permissions": {"allow": [{"action": action} for action in actions]},
    }


def policy_call(body: dict[str, Any]) -> Call:
    """``POST /v2/iam/policy``."""
    return Call.make("v2", "POST", "/iam/policy", body=canonical_json(body))
