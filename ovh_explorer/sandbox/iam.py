"""v2 IAM: policies, what they allow to service accounts, and tags of resources."""

# No words for people: responses of the API are the same in each language.

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.seeds import ACCOUNT, ADMINISTRATORS
from ovh_explorer.sandbox.signature import UserToken, covers

__all__ = ["narrowed", "require_rights"]

_POLICIES: ObjectPath = ("v2", "iam", "policy")
_PERMISSIONS_GROUPS: ObjectPath = ("v2", "iam", "permissionsGroup")
_RESOURCE = re.compile(r"urn:v1:[^:]+:(resource:[^:]+:.+|resourceGroup:[^:]+)")
# Where the kind stands in a resource's URN, between colons.
_KIND = 4
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
    urn = _urn_of_caller(request)
    if not urn:
        return
    needed = [action.name for action in request.operation.iam if action.required]
    missing = [name for name in needed if not _allowed(request, urn, name)]
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


def _urn_of_caller(request: Request) -> str:
    """What policies call a caller whose rights come from them; "" for another: the account's own
    keys, and a token of an administrator.
    """
    caller = request.caller
    if caller is None:
        return ""
    if caller.user_token is not None:
        return "" if _is_administrator(request, caller.user_token) else caller.user_token.urn
    return "" if caller.client is None else caller.client.urn


def _allowed(request: Request, urn: str, action: str) -> bool:
    mine = _policies_of(request, urn)
    if _is_list_of_things(request):
        # What it holds is narrowed to what may be seen: one thing of its kind will do.
        return _on_some(mine, action)
    return _on(mine, action, _urns_of(action, request.texts.values()))


def _is_list_of_things(request: Request) -> bool:
    operation = request.operation
    if operation.method != "GET" or request.texts:
        return False
    collection = request.roles.collection(operation.path)
    return collection is not None and collection.reads is not None


def _policies_of(request: Request, urn: str) -> list[dict[str, Any]]:
    """The policies that are about who goes by a URN, and have not ended."""
    now = request.state.time()
    return [
        _whole(request, policy)
        for policy in _policies(request)
        if any(covers(i, urn) for i in policy.get("identities") or ())
        and not _has_ended(policy, now)
    ]


def _whole(request: Request, policy: dict[str, Any]) -> dict[str, Any]:
    """A policy with what its groups of resources and of permissions hold in their places."""
    objects = request.state.objects
    resources: list[dict[str, Any]] = []
    for item in policy.get("resources") or ():
        _, mark, group = str(item.get("urn")).partition(":resourceGroup:")
        found = objects.thing(("v2", "iam", "resourceGroup", group)) if mark else None
        resources += [item] if found is None else found.fields.get("resources") or []
    permissions = {kind: list(entries or ()) for kind, entries in _permissions(policy).items()}
    for item in policy.get("permissionsGroups") or ():
        found = objects.thing((*_PERMISSIONS_GROUPS, str(item.get("urn"))))
        for kind, entries in _permissions(found.fields if found else {}).items():
            permissions[kind] = [*permissions.get(kind, ()), *(entries or ())]
    return {**policy, "resources": resources, "permissions": permissions}


def _permissions(of: dict[str, Any]) -> dict[str, Any]:
    return of.get("permissions") or {}


def _has_ended(policy: dict[str, Any], now: float) -> bool:
    ends = policy.get("expiredAt")
    return isinstance(ends, str) and datetime.fromisoformat(ends).timestamp() <= now


def _on(mine: list[dict[str, Any]], action: str, urns: list[str]) -> bool:
    """Whether an action is allowed on a resource that goes by one of these URNs."""
    about = [policy for policy in mine if _about(policy, urns)]
    if any(_names(policy, "deny", action) for policy in about):
        return False
    return any(_allows(policy, action) for policy in about)


def _allows(policy: dict[str, Any], action: str) -> bool:
    return _names(policy, "allow", action) and not _names(policy, "except", action)


def _on_some(mine: list[dict[str, Any]], action: str) -> bool:
    """Whether an action is allowed on any resource of its kind, and not denied on all."""
    kind = action.partition(":")[0]
    everything = f"urn:v1:eu:resource:{kind}:*"
    if any(_names(policy, "deny", action) and _about(policy, [everything]) for policy in mine):
        return False
    return any(_allows(policy, action) and _is_about_kind(policy, kind) for policy in mine)


def _is_about_kind(policy: dict[str, Any], kind: str) -> bool:
    urns = (str(item.get("urn")).split(":", 5) for item in policy.get("resources") or ())
    return any(len(parts) > _KIND and covers(parts[_KIND], kind) for parts in urns)


def narrowed(request: Request, value: Any) -> Any:
    """What a service account or a user sees of a list: the things that a policy allows.

    That lists are narrowed isn't documented; that they can be narrowed by tags of IAM is.
    """
    urn = _urn_of_caller(request)
    if not urn or not isinstance(value, list) or not _is_list_of_things(request):
        return value
    mine = _policies_of(request, urn)
    for action in (action.name for action in request.operation.iam if action.required):
        value = [
            item
            for item in value
            if not isinstance(item, str) or _on(mine, action, _urns_of(action, [item]))
        ]
    return value


def _names(policy: dict[str, Any], kind: str, action: str) -> bool:
    entries = (policy.get("permissions") or {}).get(kind) or ()
    return any(covers(str(entry.get("action")), action) for entry in entries)


def _about(policy: dict[str, Any], urns: list[str]) -> bool:
    """Whether a policy is about a resource that goes by one of these URNs."""
    return any(
        covers(str(item.get("urn")), urn) for item in policy.get("resources") or () for urn in urns
    )


def _urns_of(action: str, names: Iterable[str]) -> list[str]:
    """What an action may be about: a value of the path, else the account."""
    kind = action.partition(":")[0]
    return [f"urn:v1:eu:resource:{kind}:{name}" for name in (*names, ACCOUNT)]


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


@handles("v2", "POST", "/iam/permissionsGroup")
def _add_permissions_group(request: Request) -> Any:
    """A group goes by its URN, which a policy names."""
    number = str(uuid4())
    urn = f"urn:v1:eu:permissionsGroup:{ACCOUNT}:{number}"
    fields = {
        **request.written,
        "id": number,
        "urn": urn,
        "owner": ACCOUNT,
        "createdAt": request.state.now(),
    }
    request.state.objects.add(_PERMISSIONS_GROUPS, urn, fields, moves=True)
    return fields


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
