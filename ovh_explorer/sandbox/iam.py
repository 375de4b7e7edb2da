"""v2 IAM: policies, what they allow to service accounts, and tags of resources."""

import re
from collections.abc import Iterable
from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.seeds import ACCOUNT, ADMINISTRATORS
from ovh_explorer.sandbox.signature import UserToken, covers

__all__ = ["require_rights"]

_POLICIES: ObjectPath = ("v2", "iam", "policy")
_RESOURCE = re.compile(r"urn:v1:[^:]+:(resource:[^:]+:.+|resourceGroup:[^:]+)")
_RESOURCE_FORM = (
    "urn:v1:region:(resource|resourceGroup):(*|group_id|resource_type):(*|resource_name)"
)


def _policies(request: Request) -> Iterable[dict[str, Any]]:
    objects = request.state.objects
    for key in objects.ids(_POLICIES, objects.own(_POLICIES) or []):
        thing = objects.thing((*_POLICIES, key))
        if thing is not None:
            yield thing.fields


def require_rights(request: Request) -> None:
    """Refuse a service account, and a user, what no policy allows them.

    Raises:
        ApiRefusal: 403 with the actions that are missing.
    """
    caller = request.caller
    who = (caller.client or caller.user_token) if caller else None
    if who is None or (isinstance(who, UserToken) and _is_administrator(request, who)):
        return
    needed = [action.name for action in request.operation.iam if action.required]
    missing = [name for name in needed if not _allowed(request, who.urn, name)]
    if missing:
        message = "User not granted for this request"
        raise ApiRefusal(
            403,
            message,
            "Client::Forbidden",
            "FORBIDDEN",
            unauthorizedActionsByAuthentication="",
            unauthorizedActionsByIAM=", ".join(missing),
        )


def _is_administrator(request: Request, token: UserToken) -> bool:
    """Whether a user's group may do everything. What the roles of other groups give isn't known:
    here nothing.
    """
    thing = request.state.objects.thing(("v1", "me", "identity", "user", token.user))
    return thing is not None and thing.fields.get("group") == ADMINISTRATORS


def _allowed(request: Request, urn: str, action: str) -> bool:
    mine = [
        policy
        for policy in _policies(request)
        if any(covers(i, urn) for i in policy.get("identities") or ())
    ]
    mine = [policy for policy in mine if _about(policy, action, request)]
    if any(_names(policy, "deny", action) for policy in mine):
        return False
    return any(
        _names(policy, "allow", action) and not _names(policy, "except", action) for policy in mine
    )


def _names(policy: dict[str, Any], kind: str, action: str) -> bool:
    entries = (policy.get("permissions") or {}).get(kind) or ()
    return any(covers(str(entry.get("action")), action) for entry in entries)


def _about(policy: dict[str, Any], action: str, request: Request) -> bool:
    """Whether a policy is about what the request is about: a value of its path, else the
    account.
    """
    kind = action.partition(":")[0]
    names = [*request.texts.values(), ACCOUNT]
    urns = [f"urn:v1:eu:resource:{kind}:{name}" for name in names]
    return any(
        covers(str(item.get("urn")), urn) for item in policy.get("resources") or () for urn in urns
    )


@handles("v2", "GET", "/iam/policy")
def _list_policies(request: Request) -> Any:
    found = generic_response(request)
    for name, part in (("identity", _identities), ("action", _actions), ("resourceURN", _urns)):
        wanted = request.query.get(name)
        if wanted:
            found = [policy for policy in found if part(policy) & set(wanted)]
    return found


def _identities(policy: dict[str, Any]) -> set[str]:
    return set(policy["identities"])


def _actions(policy: dict[str, Any]) -> set[str]:
    permissions = policy["permissions"] or {}
    return {
        entry["action"]
        for kind in ("allow", "deny", "except")
        for entry in permissions.get(kind) or ()
    }


def _urns(policy: dict[str, Any]) -> set[str]:
    return {item["urn"] for item in policy["resources"]}


def _require_urns(request: Request) -> None:
    """Refuse a policy about what is no resource: all of them are ``urn:v1:eu:resource:*:*``."""
    for place, resource in enumerate(request.body.get("resources") or ()):
        if not _RESOURCE.fullmatch(resource["urn"]):
            raise ApiRefusal(
                400,
                f'urn "resources[{place}].urn" is malformed, expected {_RESOURCE_FORM}',
                "Client::BadRequest::INVALID_RESOURCE_URN",
            )


@handles("v2", "PUT", "/iam/policy/{policyId}")
def _change_policy(request: Request) -> Any:
    _require_urns(request)
    return generic_response(request)


@handles("v2", "POST", "/iam/policy")
def _add_policy(request: Request) -> Any:
    _require_urns(request)
    request.body = {
        **dict.fromkeys(("description", "expiredAt", "conditions", "updatedAt")),
        "permissionsGroups": [],
        "owner": ACCOUNT,
        "readOnly": False,
        **request.body,
    }
    return generic_response(request)


@handles("v2", "POST", "/iam/authorization/check")
def _check_authorization(request: Request) -> Any:
    """Everything asked for is allowed: the demo's account owns all there is."""
    return [
        {
            "resourceURN": urn,
            "authorizedActions": request.body["actions"],
            "unauthorizedActions": [],
        }
        for urn in request.body["resourceURNs"]
    ]


def _tags(request: Request) -> dict[str, str]:
    """The tags of the resource that a request names, to be changed."""
    thing = request.state.objects.thing(_resource(request))
    return dict((thing.fields.get("tags") if thing else None) or {})


def _resource(request: Request) -> ObjectPath:
    return ("v2", "iam", "resource", request.texts["resourceURN"])


@handles("v2", "POST", "/iam/resource/{resourceURN}/tag")
def _add_tag(request: Request) -> Any:
    key, place = request.body["key"], _resource(request)
    request.state.objects.write(place, {"tags": _tags(request) | {key: request.body["value"]}})
    request.state.objects.revive((*place, "tag", key))


@handles("v2", "DELETE", "/iam/resource/{resourceURN}/tag/{key}")
def _remove_tag(request: Request) -> Any:
    value = generic_response(request)
    tags = _tags(request)
    if tags.pop(request.texts["key"], None) is not None:
        request.state.objects.write(_resource(request), {"tags": tags})
    return value
