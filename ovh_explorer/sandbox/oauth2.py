"""The OAuth2 token endpoint of service accounts (client credentials)."""

# No words for people: responses of the API are the same in each language.

import base64
import hmac
import secrets
from urllib.parse import parse_qs, unquote_plus

from ovh_explorer.sandbox.signature import Client
from ovh_explorer.sandbox.spelling import json_bytes
from ovh_explorer.sandbox.state import State
from ovh_explorer.sandbox.wire import HttpRequest, HttpResponse

__all__ = ["PATH", "token"]

PATH = "/auth/oauth2/token"
"""Where the endpoint is."""

# Seconds; what the API says.
_VALIDITY = 3599
_MAX_FORM_BYTES = 10_000


def token(state: State, request: HttpRequest) -> HttpResponse:
    """A bearer token for a client's id and secret, from a Basic header or from the form."""
    if request.method != "POST":
        return _error(405, "invalid_request", "a token is asked for with POST")
    form = {
        name: values[0]
        for name, values in parse_qs(request.content[:_MAX_FORM_BYTES].decode("latin-1")).items()
    }
    if form.get("grant_type") != "client_credentials":
        return _error(400, "unsupported_grant_type", "grant_type must be client_credentials")
    name, secret = _basic(request.headers.get("authorization", "")) or (
        form.get("client_id", ""),
        form.get("client_secret", ""),
    )
    client = state.guard.clients.get(name)
    if client is None or client.flow != "CLIENT_CREDENTIALS":
        return _error(400, "invalid_client", "ovhcloud oauth2 client does not exists")
    if not hmac.compare_digest(client.secret.encode(), secret.encode()):
        return _error(400, "invalid_client_credentials", "client secret invalid")
    return _granted(state, client, form.get("scope") or "all")


def _granted(state: State, client: Client, scope: str) -> HttpResponse:
    now = state.time()
    guard = state.guard
    guard.tokens = {text: item for text, item in guard.tokens.items() if item[0] > now}
    text = secrets.token_urlsafe(32)
    guard.tokens[text] = (now + _VALIDITY, client.id)
    fields = {"access_token": text, "token_type": "Bearer", "expires_in": _VALIDITY, "scope": scope}
    return HttpResponse(200, json_bytes(fields))


def _basic(header: str) -> tuple[str, str] | None:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(value.strip(), validate=True).decode()
    except ValueError:
        return "", ""
    name, _, secret = text.partition(":")
    # Clients encode both as in a form (RFC 6749, 2.3.1), or not at all.
    return unquote_plus(name), unquote_plus(secret)


def _error(status: int, code: str, description: str) -> HttpResponse:
    return HttpResponse(status, json_bytes({"error": code, "error_description": description}))
