"""v2 IAM: policies, what they allow to service accounts, and tags of resources."""

from collections.abc import Iterable
from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.seeds import ACCOUNT
from ovh_explorer.sandbox.signature import Client, covers

__all__ = ["require_rights"]

_POLICIES: ObjectPath = ("v2", "iam", "policy")


def _policies(request: Request) -> Iterable[dict[str, Any]]:
    objects = request.state.objects
    for key in objects.ids(_POLICIES, objects.own(_POLICIES) or []):
        thing = objects.thing((*_POLICIES, key))
        if thing is not None:
            yield thing.fields


def require_rights(request: Request) -> None:
    """Refuse a service account what no policy allows it.

    Raises:
        ApiRefusal: 403 with the actions that are missing.
    """
    client = request.caller.client if request.caller else None
    if client is None:
        return
    needed = [action.name for action in request.operation.iam if action.required]
    missing = [name for name in needed if not _allowed(request, client, name)]
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


def _allowed(request: Request, client: Client, action: str) -> bool:
    mine = [
        policy
        for policy in _policies(request)
        if any(covers(i, client.urn) for i in policy.get("identities") or ())
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


@handles("v2", "PUT", "/iam/policy/{policyId}")
def _change_policy(request: Request) -> Any:
    _require_urns(request)
    return generic_response(request)


def _require_urns(request: Request) -> None:
    """Refuse a policy about what no URN names.

    Raises:
        ApiRefusal: 400.
    """
    for resource in request.body.get("resources") or ():
        urn = str(resource.get("urn"))
        if urn != "*" and not urn.startswith("urn:v1:"):
            kind = "Client::BadRequest::INVALID_RESOURCE_URN"
            raise ApiRefusal(400, f"INVALID_RESOURCE_URN: {urn}", kind)


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
    thing = request.state.objects.thing(request.object_path_of("/iam/resource/{resourceURN}"))
    return dict((thing.fields.get("tags") if thing else None) or {})


def _write_tags(request: Request, tags: dict[str, str]) -> None:
    place = request.object_path_of("/iam/resource/{resourceURN}")
    request.state.objects.write(place, {"tags": tags})


@handles("v2", "POST", "/iam/resource/{resourceURN}/tag")
def _add_tag(request: Request) -> Any:
    _write_tags(request, {**_tags(request), request.body["key"]: request.body["value"]})


@handles("v2", "DELETE", "/iam/resource/{resourceURN}/tag/{key}")
def _remove_tag(request: Request) -> Any:
    tags = _tags(request)
    if request.texts["key"] not in tags:
        return generic_response(request)
    del tags[request.texts["key"]]
    _write_tags(request, tags)
    return None
