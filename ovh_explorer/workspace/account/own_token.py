"""Which of a user's personal access tokens is in use, and when it ends: as far as that can be read.

The API tells nowhere which of them a request was made with.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ovh_explorer.call import Call
from ovh_explorer.workspace.account.access_rules import moment

__all__ = ["TOKENS", "USERS", "OwnToken", "read_own_token"]

USERS = "/me/identity/user"
"""The operation that lists the users of the account, by their logins."""

TOKENS = f"{USERS}/{{user}}/token"
"""The operation that lists the tokens of a user, by their names."""

_Read = Callable[[Call], Awaitable[Any]]

# Tokens of a user that are looked at: each takes a request.
_MAX_LOOKED_AT = 8
# How long ago the token in use was last used, with some difference of clocks.
_JUST_NOW = timedelta(minutes=2)
# Head, claims, signature.
_JWT_PARTS = 3


@dataclass(frozen=True, slots=True)
class OwnToken:
    """What is known of the token in use.

    Attributes:
        user: the login of its user, as paths have it; empty where that isn't known.
        name: its name; empty where it can't be told from the user's others.
        ends: when it ends.
        never_ends: it is known to have no end; without it and `ends` the end is unknown.
    """

    user: str = ""
    name: str = ""
    ends: datetime | None = None
    never_ends: bool = False


async def read_own_token(
    text: str,
    user: str,
    read: _Read,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> OwnToken:
    """What can be read of a token: from the entries of its user, else from the token itself.

    Its own entry is the user's only one that has not ended, or the only one that was used in the
    last two minutes: the token in use was. Else its name stays unknown.

    Args:
        user: as ``GET /auth/details`` says it; "" for a token that is no user's.
        read: gives the JSON of the response to a GET; None where there is none.
    """
    end_in_text = _end_in_text(text)
    login, names = await _names(user, read)
    if not names or len(names) > _MAX_LOOKED_AT:
        return OwnToken(ends=end_in_text)
    entries = await _entries(login, names, read)
    valid = [entry for entry in entries if entry.end is None or entry.end > now()]
    used = [entry for entry in valid if entry.was_used(now())]
    mine = valid if len(valid) == 1 else used
    name = mine[0].name if len(mine) == 1 else ""
    ends = {entry.end for entry in (mine if name else valid)}
    if end_in_text is not None or len(ends) != 1:
        return OwnToken(login, name, end_in_text)
    end = ends.pop()
    return OwnToken(login, name, end, never_ends=end is None)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A token of the user, as the API lists it."""

    name: str
    end: datetime | None
    last_use: datetime | None

    def was_used(self, now: datetime) -> bool:
        """Whether it was used just now, as the one in use was."""
        return self.last_use is not None and abs(now - self.last_use) < _JUST_NOW


async def _names(user: str, read: _Read) -> tuple[str, list[str]]:
    """A user's login and the names of its tokens; no names where they can't be read."""
    login = ""
    # The user may be told with its account before it, or without.
    for login in dict.fromkeys([user, user.rpartition("/")[2]]) if user else ():
        found = await read(Call.make("v1", "GET", TOKENS, path_values={"user": login}))
        if isinstance(found, list):
            names = [name for name in found if isinstance(name, str)]
            if names:
                return login, names
    return login, []


async def _entries(login: str, names: list[str], read: _Read) -> list[_Entry]:
    """The user's tokens; none where one of them can't be read."""
    calls = [
        Call.make("v1", "GET", f"{TOKENS}/{{name}}", path_values={"user": login, "name": name})
        for name in names
    ]
    found = await asyncio.gather(*(read(call) for call in calls))
    if not all(isinstance(entry, dict) for entry in found):
        return []
    return [
        _Entry(name, moment(entry.get("expiresAt")), moment(entry.get("lastUsed")))
        for name, entry in zip(names, found, strict=True)
    ]


def _end_in_text(text: str) -> datetime | None:
    """When a token ends by its own words, where it is a JSON web token that says so."""
    parts = text.split(".")
    if len(parts) != _JWT_PARTS:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        end = claims.get("exp") if isinstance(claims, dict) else None
        if isinstance(end, int | float) and not isinstance(end, bool):
            return datetime.fromtimestamp(end, UTC)
    except (binascii.Error, ValueError, OverflowError, OSError, RecursionError):
        return None
    return None
