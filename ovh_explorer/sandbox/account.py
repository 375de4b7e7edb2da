"""``/me/api``: applications, consumer keys and service accounts."""

import secrets
from typing import Any

from ovh_explorer.sandbox.generic import generic_response
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.object_store import ObjectPath
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.signature import Application, Client, Credential
from ovh_explorer.sandbox.state import State

__all__ = ["credential_fields"]


def credential_fields(credential: Credential, state: State) -> dict[str, Any]:
    """A consumer key as the API shows it: without the key."""
    return {
        "credentialId": credential.id,
        "applicationId": credential.application,
        "status": credential.state(state.time()),
        "creation": credential.creation,
        "expiration": None if credential.expiration is None else stamp(credential.expiration),
        "lastUse": credential.last_use,
        "ovhSupport": False,
        "rules": credential.rules,
        "allowedIPs": credential.allowed,
    }


def _application_fields(application: Application) -> dict[str, Any]:
    return {
        "applicationId": application.id,
        "applicationKey": application.key,
        "name": application.name,
        "description": application.description,
        "status": "active",
    }


@handles("v1", "GET", "/me/api/application")
def _applications(request: Request) -> Any:
    return [item.id for item in request.state.guard.applications.values()]


@handles("v1", "GET", "/me/api/application/{applicationId}")
def _read_application(request: Request) -> Any:
    found = request.state.application(request.values["applicationId"])
    return _application_fields(found) if found else generic_response(request)


@handles("v1", "DELETE", "/me/api/application/{applicationId}")
def _delete_application(request: Request) -> Any:
    found = request.state.application(request.values["applicationId"])
    guard = request.state.guard
    if found is not None:
        del guard.applications[found.key]
        for credential in [
            item for item in guard.credentials.values() if item.application == found.id
        ]:
            _revoke(request.state, credential)
    return generic_response(request)


@handles("v1", "GET", "/me/api/credential")
def _credentials(request: Request) -> Any:
    application, status = request.query.get("applicationId"), request.query.get("status")
    now = request.state.time()
    return [
        item.id
        for item in request.state.guard.credentials.values()
        if application in (None, item.application) and status in (None, item.state(now))
    ]


def _credential(request: Request) -> Credential | None:
    return request.state.credential(request.values["credentialId"])


def _revoke(state: State, credential: Credential) -> None:
    del state.guard.credentials[credential.key]
    state.objects.remove(("v1", "me", "api", "credential", str(credential.id)))


@handles("v1", "GET", "/me/api/credential/{credentialId}")
def _read_credential(request: Request) -> Any:
    found = _credential(request)
    return credential_fields(found, request.state) if found else generic_response(request)


@handles("v1", "PUT", "/me/api/credential/{credentialId}")
def _change_credential(request: Request) -> Any:
    found = _credential(request)
    if found is None:
        return generic_response(request)
    if "allowedIPs" in request.body:
        found.allowed = request.body["allowedIPs"] or None
    return None


@handles("v1", "GET", "/me/api/credential/{credentialId}/application")
def _credential_application(request: Request) -> Any:
    found = _credential(request)
    application = request.state.application(found.application) if found else None
    return _application_fields(application) if application else generic_response(request)


@handles("v1", "DELETE", "/me/api/credential/{credentialId}")
def _delete_credential(request: Request) -> Any:
    found = _credential(request)
    if found is None:
        return generic_response(request)
    _revoke(request.state, found)
    return None


_CLIENTS: ObjectPath = ("v1", "me", "api", "oauth2", "client")


@handles("v1", "POST", "/me/api/oauth2/client")
def _add_client(request: Request) -> Any:
    """A new service account; its secret is shown this once."""
    number = request.state.objects.number("/me/api/oauth2/client", 1)
    client = Client(f"EU.{number:016x}", secrets.token_hex(16), request.body["flow"])
    request.state.guard.clients[client.id] = client
    fields = {**request.body, "clientId": client.id, "identity": client.urn}
    request.state.objects.add(_CLIENTS, client.id, fields)
    return {"clientId": client.id, "clientSecret": client.secret}


@handles("v1", "DELETE", "/me/api/oauth2/client/{clientId}")
def _delete_client(request: Request) -> Any:
    value = generic_response(request)
    request.state.guard.clients.pop(request.texts["clientId"], None)
    return value
