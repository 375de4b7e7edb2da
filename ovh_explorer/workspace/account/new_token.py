"""A personal access token to be made: what is asked of the user, and the call that makes it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.config import AccessToken, ConfigError
from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.account.consumer_key import SignInError
from ovh_explorer.workspace.account.own_token import TOKENS, USERS

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["WITHOUT_VALUE", "NewToken", "list_users", "read_end", "read_token"]

Send = Callable[[Call], Awaitable["Response"]]

WITHOUT_VALUE = N_("The API answered without a token. Look whether it was made, and revoke it.")
"""What is said of a response that has no token in it, to be translated where it is shown."""

_UNITS = {"hour": 3600, "day": 86_400, "week": 7 * 86_400, "year": 365 * 86_400}
# What units are called, in English and in the user's language: both are understood.
_UNIT_NAMES = {
    "hour": N_("hour hours"),
    "day": N_("day days"),
    "week": N_("week weeks"),
    "year": N_("year years"),
}
_NEVER = N_("never")
_SPAN = re.compile(r"(\d{1,6})\s*([^\W\d_]+)")
_NO_END = N_("This is not an end date. Write never, 90 days, or a date such as 2027-01-31.")
_PASSED = N_("That date has passed. Write never, 90 days, or a date such as 2027-01-31.")


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to be made; `end` is the part of the body that says when it ends, as
    :func:`read_end` gives it.
    """

    user: str
    name: str
    description: str
    end: dict[str, Any]

    @property
    def call(self) -> Call:
        """What makes it.

        Raises:
            SignInError: for a user or a name that is missing, in words.
        """
        if not self.user:
            raise SignInError(_("Give the login of the user that the token is for."))
        if not self.name:
            raise SignInError(_("Give the token a name."))
        body = {"name": self.name, "description": self.description, **self.end}
        return Call.make(
            "v1", "POST", TOKENS, path_values={"user": self.user}, body=canonical_json(body)
        )


async def list_users(send: Send) -> list[str]:
    """The logins of the account's users; none where they can't be listed."""
    from ovh_explorer.client.errors import ClientError

    try:
        found = (await send(Call.make("v1", "GET", USERS))).json()
    except (ClientError, ValueError):
        return []
    return [login for login in found if isinstance(login, str)] if isinstance(found, list) else []


def read_end(text: str, now: datetime) -> dict[str, Any]:
    """The part of a body that says when a token ends; empty for never.

    Args:
        text: ``never`` or nothing, ``90 days`` (the words in English or the user's language), a
            date (its end, by UTC), or a date with a time.

    Raises:
        SignInError: for anything else, and for what has passed.
    """
    words = text.strip().lower()
    if words in ("", _NEVER, _(_NEVER)):
        return {}
    span = _SPAN.fullmatch(words)
    unit = _unit(span[2]) if span is not None else ""
    if span is not None and unit and int(span[1]) > 0:
        return {"expiresIn": int(span[1]) * _UNITS[unit]}
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            end = datetime.combine(date.fromisoformat(words), time(23, 59, 59), UTC)
        else:
            end = datetime.fromisoformat(words)
    except ValueError:
        raise SignInError(_(_NO_END)) from None
    end = end.replace(tzinfo=end.tzinfo or UTC)
    if end <= now:
        raise SignInError(_(_PASSED))
    return {"expiresAt": end.isoformat(timespec="seconds")}


def _unit(name: str) -> str:
    """The unit of time that is called so; "" for none."""
    for unit, names in _UNIT_NAMES.items():
        if name in (*names.split(), *_(names).split()):
            return unit
    return ""


def read_token(value: Any) -> AccessToken:
    """The token in the JSON of the response that made it; the API shows it this once.

    Raises:
        SignInError: for a response that holds none.
    """
    text = value.get("token") if isinstance(value, dict) else None
    try:
        return AccessToken(text if isinstance(text, str) else "")
    except ConfigError:
        raise SignInError(_(WITHOUT_VALUE)) from None
