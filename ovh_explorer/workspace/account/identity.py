"""Who the keys sign in, and what they may do."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ovh_explorer.config import AccessToken, Credentials, Keys, OAuth2Client
from ovh_explorer.translation import N_, _

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.account.access_rules import Rights
    from ovh_explorer.workspace.account.own_token import OwnToken

__all__ = ["WHY_UNAUTHORIZED", "Account", "Identity", "KeyCheck", "fetch_rights", "identify"]

Send = Callable[["Call"], Awaitable["Response"]]

WHY_UNAUTHORIZED = N_(
    "The access token has expired, was revoked, or belongs to another region. It can't be renewed: "
    "create another one."
)
"""What a refusal of an access token means and what mends it: the API tells no more. To be
translated where it is shown.
"""

_UNAUTHORIZED = 401
_ME = "/me"
_KEY = "/auth/currentCredential"
_DETAILS = "/auth/details"


class Identity(NamedTuple):
    """Who is signed in.

    Attributes:
        who: the account, else a word about the keys.
        problem: why the API didn't take the keys, in words; empty when it did.
        code: the API's word for that (``INVALID_CREDENTIAL``); empty where it has none, or gave no
            response.
        rights: what the consumer key may do; None where that isn't known.
        account: the account's name (nichandle); empty where the keys may not ask for it.
        has_response: False where no response told; `problem` then says why none came.
        is_refused: the API refused the keys; else a `problem` tells nothing of them.
        token: of an access token, which of its user's it is and when it ends, where that is known.
        values: what ``GET /me`` says that parameters of the same name take, such as
            ``ovhSubsidiary``.
    """

    who: str
    problem: str = ""
    code: str = ""
    rights: "Rights | None" = None
    account: str = ""
    has_response: bool = True
    values: Mapping[str, str] = MappingProxyType({})
    is_refused: bool = False
    token: "OwnToken | None" = None

    @property
    def verified(self) -> bool:
        """Whether the API took the keys."""
        return not self.problem


async def identify(keys: Keys, send: Send) -> Identity:
    """Read from ``GET /me`` who that is, from ``GET /auth/currentCredential`` what the key may do.

    Keys that may not ``GET /me`` are keys all the same, and so is a service account without that
    IAM action. For those ``GET /auth/details`` names the account. Whose an access token is,
    ``GET /auth/details`` says first.
    """
    if isinstance(keys, AccessToken):
        return await _identify_token(keys, send)
    if isinstance(keys, OAuth2Client):
        # It has no consumer key to describe (python-ovh issue 141).
        standing, rights = _("service account {client_id}").format(client_id=keys.client_id), None
        me = await _fetch(_get(_ME), send)
    else:
        standing = _("key {start}…").format(start=keys.application_key[:4])
        if not keys.is_complete:
            return Identity(standing, _("There is an application key, but no consumer key."))
        from ovh_explorer.workspace.account.access_rules import Rights

        me, key = await asyncio.gather(_fetch(_get(_ME), send), fetch_rights(send))
        rights = Rights.read(key.value)
    account = _text(me.value, "nichandle")
    if not account and not me.problem:
        account = _text((await _fetch(_get(_DETAILS), send)).value, "account")
    code = me.code if me.problem else ""
    told = _values(me.value)
    return Identity(
        account or standing,
        me.problem,
        code,
        rights,
        account,
        me.has_response,
        told,
        me.is_refused,
    )


async def _identify_token(keys: AccessToken, send: Send) -> Identity:
    details = await _fetch(_get(_DETAILS), send)
    if details.problem:
        problem = details.problem
        if details.is_refused:
            problem = f"{problem}\n{_(WHY_UNAUTHORIZED)}"
        return Identity(
            _("access token"),
            problem,
            details.code,
            has_response=details.has_response,
            is_refused=details.is_refused,
        )
    from ovh_explorer.workspace.account.own_token import read_own_token

    user = _text(details.value, "user")

    async def read(call: "Call") -> Any:
        return (await _fetch(call, send)).value

    me, token = await asyncio.gather(_fetch(_get(_ME), send), read_own_token(keys.text, user, read))
    account = _text(details.value, "account") or _text(me.value, "nichandle")
    # It may be told with its account or without.
    who = user if user.startswith(f"{account}/") else "/".join(filter(None, (account, user)))
    return Identity(
        who or _("access token"), account=account, values=_values(me.value), token=token
    )


class Account:
    """Who the keys in use sign in, as far as that is known.

    Args:
        keys: those in use; None without any.
        send: sends a call.
        on_outdated: called when a response shows that what is known is out of date:
            :meth:`identify` again.
    """

    def __init__(
        self, keys: Callable[[], Keys | None], send: Send, on_outdated: Callable[[], None]
    ) -> None:
        self._keys = keys
        self._send = send
        self._on_outdated = on_outdated
        self.identity: Identity | None = None
        """What :meth:`identify` found; None before it did."""

    @property
    def who(self) -> str:
        """Who is signed in; "" without keys, and before :meth:`identify`."""
        return "" if self.identity is None else self.identity.who

    @property
    def standing(self) -> str:
        """Whether a user is signed in, in words: ``signed in as ab12345-ovh``."""
        if self._keys() is None:
            return _("not signed in")
        identity = self.identity
        if identity is None:
            return _("checking the keys…")
        if not identity.has_response:
            return _("keys not checked, {who}").format(who=identity.who)
        if identity.problem:
            return _("not signed in, {who}").format(who=identity.who)
        return _("signed in as {who}").format(who=identity.who)

    @property
    def token(self) -> "OwnToken | None":
        """What is known of the access token in use; None for other keys."""
        return None if self.identity is None else self.identity.token

    @property
    def limits(self) -> str:
        """Which consumer key this is and what little it may, in words: ``key 7kbG…, only GET
        /domain/* and 1 more path``; "" for one that may do everything, for other keys, and where
        that isn't known.
        """
        keys, rights = self._keys(), self.rights
        if rights is None or rights.is_everything or not isinstance(keys, Credentials):
            return ""
        words = _("key {start}…, only {rights}") if rights.rules else _("key {start}…, no rights")
        return words.format(start=keys.application_key[:4], rights=rights.summary)

    def token_end(self, now: datetime) -> str:
        """When the access token in use ends, in words: ``token ends in 3 days``; "" for other keys,
        and where that isn't known.
        """
        token = self.token
        if token is None:
            return ""
        if token.ends is None:
            return _("token never ends") if token.never_ends else ""
        from ovh_explorer.workspace.account.ages import ago

        when = ago(token.ends, now)
        if token.ends <= now:
            return _("token ended {when}").format(when=when)
        return _("token ends {when}").format(when=when)

    @property
    def values(self) -> Mapping[str, str]:
        """What the account has of what parameters are named after: ``ovhSubsidiary``; empty where
        that isn't known.
        """
        return {} if self.identity is None else self.identity.values

    @property
    def problem(self) -> str:
        """Why the API didn't take the keys, in words; "" when it did."""
        return "" if self.identity is None else self.identity.problem

    @property
    def is_known(self) -> bool:
        """Whether the API has said who the keys sign in, be it that it doesn't take them."""
        return self.identity is not None and self.identity.has_response

    @property
    def rights(self) -> "Rights | None":
        """What the consumer key may do, where that is known."""
        return None if self.identity is None else self.identity.rights

    async def identify(self) -> str:
        """Ask the API who is signed in; "" without keys. :attr:`problem` says why it didn't take
        them.
        """
        keys = self._keys()
        identity = None if keys is None else await identify(keys, self._send)
        if keys is self._keys():
            self.identity = identity
        return self.who

    def forget(self) -> None:
        """Forget who is signed in: other keys are in use."""
        self.identity = None

    def learn_rights(self, keys: Keys | None, rights: "Rights") -> None:
        """Learn what `keys` may do, where they are still in use."""
        if self.identity is not None and keys == self._keys():
            self.identity = self.identity._replace(rights=rights)

    def note(self, call: "Call", response: "Response") -> None:
        """Forget what is known, where a response shows that it is out of date."""
        known = self.identity
        if known is None:
            return
        if known.verified:
            # A token that has ended, or was revoked, since it was asked about.
            is_token = isinstance(self._keys(), AccessToken)
            is_outdated = is_token and call.authenticated and response.status == _UNAUTHORIZED
        else:
            is_outdated = not known.has_response or (call.authenticated and response.ok)
        if is_outdated:
            # Once, however many responses come until it is known.
            self.identity = None
            self._on_outdated()


class KeyCheck(NamedTuple):
    """The JSON of a response, or why the API didn't take the keys and its word for that; or that
    no response came.
    """

    value: Any = None
    problem: str = ""
    code: str = ""
    has_response: bool = True
    is_refused: bool = False


async def fetch_rights(send: Send) -> KeyCheck:
    """What a consumer key may do, from ``GET /auth/currentCredential``, which it
    may always call.
    """
    return await _fetch(_get(_KEY), send)


def _get(path: str) -> "Call":
    from ovh_explorer.call import Call  # with the first request, not with the start

    return Call.make("v1", "GET", path)


async def _fetch(call: "Call", send: Send) -> KeyCheck:
    from ovh_explorer.client.errors import ClientError

    try:
        response = await send(call)
        error = response.error
        if error is None:
            return KeyCheck(response.json())
    except ClientError as failure:
        return KeyCheck(problem=str(failure), has_response=False)
    except ValueError as failure:
        return KeyCheck(problem=str(failure))
    # Without a right to this very call the keys are good.
    is_about_keys = error.status == _UNAUTHORIZED or error.code not in (
        None,
        "NOT_GRANTED_CALL",
        "FORBIDDEN",
    )
    return KeyCheck(
        problem=error.message if is_about_keys else "",
        code=error.code or "",
        is_refused=is_about_keys,
    )


def _values(me: Any) -> dict[str, str]:
    """What the account has of what parameters are named after; nothing personal is kept."""
    if not isinstance(me, dict):
        return {}
    found = {name: _text(me, name) for name in ("ovhSubsidiary", "country", "language")}
    found["currency"] = _text(me.get("currency"), "code")
    return {name: text for name, text in found.items() if text}


def _text(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
