"""Whom keys sign in."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.config import Credentials, OAuth2Client

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["identify"]

_UNAUTHORIZED = 401


async def identify(keys: Credentials | OAuth2Client, send: "Callable[[Call], Awaitable[Response]]") -> tuple[str, str]:
    """Who is signed in, from ``GET /me``, else a word about the keys; and why the API didn't take them, else "".

    Keys that may not ``GET /me`` are keys all the same, and so is a service account without that IAM action.
    """
    from ovh_explorer.client.errors import ClientError

    account: object = None
    problem = ""
    try:
        response = await send(Call.make("v1", "GET", "/me"))
        account = response.json() if response.ok else None
        error = response.error
        if error is not None and (error.status == _UNAUTHORIZED or error.code not in (None, "NOT_GRANTED_CALL")):
            problem = error.message
    except (ClientError, ValueError) as failure:
        problem = str(failure)
    if isinstance(account, dict) and isinstance(account.get("nichandle"), str):
        return account["nichandle"], problem
    if isinstance(keys, OAuth2Client):
        return f"service account {keys.client_id}", problem
    return f"key {keys.application_key[:4]}…", problem
