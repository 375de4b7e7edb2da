"""Finds out who is signed in with keys, and what they may do."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.workspace.account.access_rules import Rights

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["AuthReply", "Identity", "fetch_rights", "identify"]

Send = Callable[[Call], Awaitable["Response"]]

_UNAUTHORIZED = 401
_ME = Call.make("v1", "GET", "/me")
_KEY = Call.make("v1", "GET", "/auth/currentCredential")
_DETAILS = Call.make("v1", "GET", "/auth/details")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in.

    Attributes:
        who: the account, else a word about the keys.
        problem: why the API didn't take the keys, in words; empty when it did.
        code: the API's word for that (``INVALID_CREDENTIAL``); empty where there is none.
        rights: what the consumer key may do; None where that isn't known.
        account: the account's name (nichandle); empty where the keys may not read it.
    """

    who: str
    problem: str = ""
    code: str = ""
    rights: Rights | None = None
    account: str = ""

    @property
    def verified(self) -> bool:
        """Whether the API took the keys."""
        return not self.problem


async def identify(keys: Credentials | OAuth2Client, send: Send) -> Identity:
    """Ask ``GET /me`` who that is, ``GET /auth/currentCredential`` what the key may do.

    Keys that may not ``GET /me`` are keys all the same, and so is a service account without that
    IAM action. For those ``GET /auth/details`` names the account.
    """
    if isinstance(keys, OAuth2Client):
        # It has no consumer key to describe (python-ovh issue 141).
        standing, rights = f"service account {keys.client_id}", None
        me = await _fetch(_ME, send)
    else:
        standing = f"key {keys.application_key[:4]}…"
        if not keys.is_complete:
            return Identity(standing, "There is an application key, but no consumer key.")
        me, key = await asyncio.gather(_fetch(_ME, send), fetch_rights(send))
        rights = Rights.read(key.value)
    account = _text(me.value, "nichandle")
    if not account and not me.problem:
        account = _text((await _fetch(_DETAILS, send)).value, "account")
    return Identity(account or standing, me.problem, me.code if me.problem else "", rights, account)


@dataclass(frozen=True, slots=True)
class AuthReply:
    """The JSON of a response, or why the API didn't take the keys, and its code for that."""

    value: Any = None
    problem: str = ""
    code: str = ""


async def fetch_rights(send: Send) -> AuthReply:
    """What a consumer key may do: ``GET /auth/currentCredential``, which every key may send."""
    return await _fetch(_KEY, send)


async def _fetch(call: Call, send: Send) -> AuthReply:
    from ovh_explorer.client.errors import ClientError

    try:
        response = await send(call)
        error = response.error
        if error is None:
            return AuthReply(response.json())
    except (ClientError, ValueError) as failure:
        return AuthReply(problem=str(failure))
    # Without a right to this very call the keys are good.
    is_about_keys = error.status == _UNAUTHORIZED or error.code not in (
        None,
        "NOT_GRANTED_CALL",
        "FORBIDDEN",
    )
    return AuthReply(problem=error.message if is_about_keys else "", code=error.code or "")


def _text(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
