"""``/me/identity/user``: the account's users and their personal access tokens."""

# No words for people: responses of the API are the same in each language.

import secrets
from datetime import UTC, datetime
from typing import Any

from ovh_explorer.sandbox.errors import ApiRefusal
from ovh_explorer.sandbox.generic import add, generic_response
from ovh_explorer.sandbox.lifecycle import stamp
from ovh_explorer.sandbox.request import Request, handles
from ovh_explorer.sandbox.seeds import ACCOUNT
from ovh_explorer.sandbox.signature import UserToken

__all__: list[str] = []

_LIST = "/me/identity/user/{user}/token"
_ITEM = "/me/identity/user/{user}/token/{name}"
# The real ones are JSON web tokens; what they claim isn't known, so that these only look alike.
_HEAD = "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9"


@handles("v1", "POST", "/me/identity/user")
def _add_user(request: Request) -> Any:
    collection = request.roles.collection(request.operation.path)
    if collection is None:
        return generic_response(request)
    urn = f"urn:v1:eu:identity:user:{ACCOUNT}/{request.body.get('login')}"
    # What the API never tells again is not kept either.
    request.body = {name: value for name, value in request.body.items() if name != "password"}
    add(request, collection, request.object_path, urn=urn, login=request.body.get("login"))
    return None


@handles("v1", "DELETE", "/me/identity/user/{user}")
def _delete_user(request: Request) -> Any:
    value = generic_response(request)
    guard = request.state.guard
    for token in [token for token in guard.user_tokens.values() if token.user == _user(request)]:
        del guard.user_tokens[token.text]
    return value


def _user(request: Request) -> str:
    """The login; the guide also writes it with the account before it."""
    return request.texts["user"].removeprefix(f"{ACCOUNT}/")


def _fields(token: UserToken) -> dict[str, Any]:
    """A token as the API shows it: without its value."""
    return {
        "name": token.name,
        "description": token.description,
        "creation": token.creation,
        "expiresAt": None if token.expiration is None else stamp(token.expiration),
        "lastUsed": token.last_use,
    }


def _token(request: Request) -> UserToken | None:
    tokens = request.state.guard.user_tokens.values()
    place = (_user(request), request.texts["name"])
    return next((token for token in tokens if (token.user, token.name) == place), None)


def _end(request: Request) -> float | None:
    """When a token is to end, by the body of a request; None for never.

    What the API makes of both properties at once, or of an end that has passed, isn't known: here
    the seconds win, and a token can be made that has ended.
    """
    seconds, text = request.body.get("expiresIn"), request.body.get("expiresAt")
    if seconds is not None:
        return request.state.time() + float(seconds)
    if text is None:
        return None
    end = datetime.fromisoformat(text)
    return (end if end.tzinfo is not None else end.replace(tzinfo=UTC)).timestamp()


@handles("v1", "GET", _LIST)
def _list_tokens(request: Request) -> Any:
    # Of a user who was removed: the generic response refuses.
    generic_response(request)
    tokens = request.state.guard.user_tokens.values()
    return [token.name for token in tokens if token.user == _user(request)]


@handles("v1", "POST", _LIST)
def _add_token(request: Request) -> Any:
    user, name = _user(request), request.body["name"]
    tokens = request.state.guard.user_tokens
    if any((token.user, token.name) == (user, name) for token in tokens.values()):
        raise ApiRefusal(409, f"name {name} already exists", "Client::Conflict")
    generic_response(request)
    text = f"{_HEAD}.{secrets.token_urlsafe(48)}.{secrets.token_urlsafe(64)}"
    token = UserToken(
        text,
        user,
        name,
        description=request.body["description"],
        creation=request.state.now(),
        expiration=_end(request),
    )
    tokens[text] = token
    return {**_fields(token), "token": text}


@handles("v1", "GET", _ITEM)
def _read_token(request: Request) -> Any:
    found = _token(request)
    return _fields(found) if found else generic_response(request)


@handles("v1", "PUT", _ITEM)
def _change_token(request: Request) -> Any:
    found = _token(request)
    if found is None:
        return generic_response(request)
    if "description" in request.body:
        found.description = request.body["description"]
    if {"expiresAt", "expiresIn"} & set(request.body):
        found.expiration = _end(request)
    return _fields(found)


@handles("v1", "DELETE", _ITEM)
def _delete_token(request: Request) -> Any:
    found = _token(request)
    value = generic_response(request)
    if found is not None:
        del request.state.guard.user_tokens[found.text]
    return value
