"""``/auth``: the time, asking for a consumer key, and what the present one may do."""

# No words for people: responses of the API are the same in each language.

import secrets
from typing import Any

from ovh_explorer.sandbox.account import credential_fields
from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.seeds import ACCOUNT

__all__: list[str] = []


@handles("v1", "GET", "/auth/time")
def _time(request: Request) -> Any:
    return request.state.seconds() + int(request.skew)


@handles("v1", "POST", "/auth/credential")
def _request_credential(request: Request) -> Any:
    application = request.state.guard.application(request.headers)
    token = secrets.token_hex(32)
    credential = request.state.new_credential(
        application.id,
        list(request.body.get("accessRules") or []),
        key=secrets.token_hex(16),
        token=token,
        redirection=request.body.get("redirection") or "",
        allowed=request.body.get("allowedIPs"),
    )
    return {
        "consumerKey": credential.key,
        "state": credential.status,
        "validationUrl": f"{request.origin}/auth/sso/api?credentialToken={token}",
    }


@handles("v1", "GET", "/auth/currentCredential")
def _current_credential(request: Request) -> Any:
    credential = request.caller.credential if request.caller else None
    if credential is None:
        # It describes a consumer key; a service account and a user have none.
        raise ApiRefusal(
            403, "This call has not been granted", "Client::Forbidden", "NOT_GRANTED_CALL"
        )
    return credential_fields(credential, request.state)


@handles("v1", "GET", "/auth/details")
def _auth_details(request: Request) -> Any:
    caller = request.caller
    client = caller.client if caller else None
    token = caller.user_token if caller else None
    credential = caller.credential if caller else None
    method, identity = "account", f"urn:v1:eu:identity:account:{ACCOUNT}"
    if client is not None:
        method, identity = "oauth2_client_credentials", client.urn
    elif token is not None:
        method, identity = "user", token.urn
    return {
        "account": ACCOUNT,
        "method": method,
        # Whether the API writes the account before it isn't known.
        "user": token.user if token else None,
        "description": None,
        "identities": [identity],
        "roles": [],
        "allowedRoutes": credential.rules if credential else None,
    }


@handles("v1", "POST", "/auth/logout")
def _logout(request: Request) -> Any:
    if request.caller is not None and request.caller.credential is not None:
        request.caller.credential.status = "expired"
