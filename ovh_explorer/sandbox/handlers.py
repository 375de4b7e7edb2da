"""Operations with a memory, written by hand. What has no handler answers by its schema."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.signature import Application, Credential
from ovh_explorer.sandbox.state import State, Zone

__all__ = ["HANDLERS", "Handler", "Request"]


@dataclass(slots=True)
class Request:
    """A request that was checked: its values have their types.

    `headers` are by names in lower case; `origin` is the sandbox's own URL.
    """

    state: State
    operation: Operation
    models: Models
    values: dict[str, Any]
    query: dict[str, Any]
    body: Any
    headers: dict[str, str]
    credential: Credential | None
    origin: str


Handler = Callable[[Request], Any]
HANDLERS: dict[tuple[str, str, str], Handler] = {}


def _handles(branch: str, method: str, path: str) -> Callable[[Handler], Handler]:
    def keep(handler: Handler) -> Handler:
        HANDLERS[branch, method, path] = handler
        return handler

    return keep


def _missing(what: str) -> ApiRefusal:
    return ApiRefusal(404, f"The requested object ({what}) does not exist", "Client::NotFound")


@_handles("v1", "GET", "/auth/time")
def _time(request: Request) -> Any:
    return request.state.seconds()


@_handles("v1", "POST", "/auth/credential")
def _request_credential(request: Request) -> Any:
    application = request.state.guard.application(request.headers)
    token = secrets.token_hex(32)
    credential = request.state.new_credential(
        application.id,
        list(request.body.get("accessRules") or []),
        key=secrets.token_hex(16),
        token=token,
        redirection=request.body.get("redirection") or "",
    )
    return {
        "consumerKey": credential.key,
        "state": credential.status,
        "validationUrl": f"{request.origin}/auth/sso/api?credentialToken={token}",
    }


@_handles("v1", "GET", "/auth/currentCredential")
def _current_credential(request: Request) -> Any:
    assert request.credential is not None
    return _credential_fields(request.credential)


@_handles("v1", "GET", "/auth/details")
def _auth_details(request: Request) -> Any:
    return {
        "account": "xx1111-ovh",
        "method": "account",
        "user": None,
        "description": None,
        "identities": ["urn:v1:eu:identity:account:xx1111-ovh"],
        "roles": [],
        "allowedRoutes": request.credential.rules if request.credential else None,
    }


@_handles("v1", "POST", "/auth/logout")
def _logout(request: Request) -> Any:
    if request.credential is not None:
        request.credential.status = "expired"
    return None


def _credential_fields(credential: Credential) -> dict[str, Any]:
    return {
        "credentialId": credential.id,
        "applicationId": credential.application,
        "status": credential.status,
        "creation": credential.creation,
        "expiration": None,
        "lastUse": credential.last_use,
        "ovhSupport": False,
        "rules": credential.rules,
        "allowedIPs": None,
    }


def _application_fields(application: Application) -> dict[str, Any]:
    return {
        "applicationId": application.id,
        "applicationKey": application.key,
        "name": application.name,
        "description": application.description,
        "status": "active",
    }


@_handles("v1", "GET", "/me/api/application")
def _applications(request: Request) -> Any:
    return [item.id for item in request.state.guard.applications.values()]


def _application(request: Request) -> Application:
    found = request.state.application(request.values["applicationId"])
    if found is None:
        raise _missing(f"applicationId = {request.values['applicationId']}")
    return found


@_handles("v1", "GET", "/me/api/application/{applicationId}")
def _read_application(request: Request) -> Any:
    return _application_fields(_application(request))


@_handles("v1", "DELETE", "/me/api/application/{applicationId}")
def _delete_application(request: Request) -> Any:
    application = _application(request)
    guard = request.state.guard
    del guard.applications[application.key]
    guard.credentials = {k: c for k, c in guard.credentials.items() if c.application != application.id}


@_handles("v1", "GET", "/me/api/credential")
def _credentials(request: Request) -> Any:
    application, status = request.query.get("applicationId"), request.query.get("status")
    return [
        item.id
        for item in request.state.guard.credentials.values()
        if application in (None, item.application) and status in (None, item.status)
    ]


def _credential(request: Request) -> Credential:
    found = request.state.credential(request.values["credentialId"])
    if found is None:
        raise _missing(f"credentialId = {request.values['credentialId']}")
    return found


@_handles("v1", "GET", "/me/api/credential/{credentialId}")
def _read_credential(request: Request) -> Any:
    return _credential_fields(_credential(request))


@_handles("v1", "GET", "/me/api/credential/{credentialId}/application")
def _credential_application(request: Request) -> Any:
    application = request.state.application(_credential(request).application)
    assert application is not None
    return _application_fields(application)


@_handles("v1", "DELETE", "/me/api/credential/{credentialId}")
def _delete_credential(request: Request) -> Any:
    del request.state.guard.credentials[_credential(request).key]


def _zone(request: Request) -> Zone:
    found = request.state.zones.get(request.values["zoneName"])
    if found is None:
        raise ApiRefusal(404, "This service does not exist", "Client::NotFound")
    return found


def _record(request: Request) -> tuple[Zone, dict[str, Any]]:
    zone = _zone(request)
    found = zone.records.get(request.values["id"])
    if found is None:
        raise _missing(f"id = {request.values['id']}")
    return zone, found


@_handles("v1", "GET", "/domain")
@_handles("v1", "GET", "/domain/zone")
def _zones(request: Request) -> Any:
    return list(request.state.zones)


@_handles("v1", "GET", "/domain/zone/{zoneName}/record")
def _records(request: Request) -> Any:
    kind, sub = request.query.get("fieldType"), request.query.get("subDomain")
    return [
        number
        for number, record in _zone(request).records.items()
        if kind in (None, record["fieldType"]) and sub in (None, record["subDomain"])
    ]


@_handles("v1", "POST", "/domain/zone/{zoneName}/record")
def _add_record(request: Request) -> Any:
    return request.state.add_record(_zone(request), request.body)


@_handles("v1", "GET", "/domain/zone/{zoneName}/record/{id}")
def _read_record(request: Request) -> Any:
    return _record(request)[1]


@_handles("v1", "PUT", "/domain/zone/{zoneName}/record/{id}")
def _change_record(request: Request) -> Any:
    _, record = _record(request)
    record.update({name: value for name, value in (request.body or {}).items() if name in record and value is not None})


@_handles("v1", "DELETE", "/domain/zone/{zoneName}/record/{id}")
def _delete_record(request: Request) -> Any:
    zone, record = _record(request)
    del zone.records[record["id"]]


@_handles("v1", "POST", "/domain/zone/{zoneName}/refresh")
def _refresh(request: Request) -> Any:
    _zone(request).publish()


@_handles("v1", "GET", "/domain/zone/{zoneName}/soa")
def _soa(request: Request) -> Any:
    zone = _zone(request)
    return {
        "server": "dns1.example.net.",
        "email": "tech.example.net.",
        "serial": zone.serial,
        "refresh": 86400,
        "expire": 3600000,
        "nxDomainTtl": 300,
        "ttl": 3600,
    }


@_handles("v1", "GET", "/domain/zone/{zoneName}/export")
def _export(request: Request) -> Any:
    zone = _zone(request)
    lines = [
        "$TTL 3600",
        f"@\tIN SOA dns1.example.net. tech.example.net. ({zone.serial} 86400 3600 3600000 300)",
    ]
    lines += [
        f"{record['subDomain'] or '@'}\t{record['ttl'] or ''}\tIN {record['fieldType']}\t{record['target']}"
        for record in zone.published.values()
    ]
    return "\n".join(lines)


@_handles("v2", "GET", "/iam/policy")
def _policies(request: Request) -> Any:
    read_only = request.query.get("readOnly")
    return [policy for policy in request.state.policies.values() if read_only in (None, policy["readOnly"])]


@_handles("v2", "POST", "/iam/policy")
def _add_policy(request: Request) -> Any:
    return request.state.add_policy(request.body)


def _policy(request: Request) -> dict[str, Any]:
    found = request.state.policies.get(request.values["policyId"])
    if found is None:
        raise ApiRefusal(404, f"Policy {request.values['policyId']} not found", "Client::NotFound::PolicyNotFound")
    return found


@_handles("v2", "GET", "/iam/policy/{policyId}")
def _read_policy(request: Request) -> Any:
    return _policy(request)


@_handles("v2", "PUT", "/iam/policy/{policyId}")
def _change_policy(request: Request) -> Any:
    policy = _policy(request)
    policy.update({name: value for name, value in request.body.items() if name in policy})
    policy["updatedAt"] = request.state.now()
    return policy


@_handles("v2", "DELETE", "/iam/policy/{policyId}")
def _delete_policy(request: Request) -> Any:
    del request.state.policies[_policy(request)["id"]]


@_handles("v2", "POST", "/iam/authorization/check")
def _check_authorization(request: Request) -> Any:
    """Everything asked for is allowed: the demo's account owns all there is."""
    return [
        {"resourceURN": urn, "authorizedActions": request.body["actions"], "unauthorizedActions": []}
        for urn in request.body["resourceURNs"]
    ]
