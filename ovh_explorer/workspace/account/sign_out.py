"""The call that revokes the keys one is signed in with."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.config import AccessToken, Credentials, Keys, OAuth2Client
from ovh_explorer.workspace.account.access_rules import Rights, covering
from ovh_explorer.workspace.account.account_key import AccountKey
from ovh_explorer.workspace.account.identity import Identity, fetch_rights
from ovh_explorer.workspace.account.own_token import OwnToken

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["deletions_of", "revoking_call"]

Send = Callable[[Call], Awaitable["Response"]]

_LOGOUT = Call.make("v1", "POST", "/auth/logout")


def deletions_of(keys: Keys, identity: Identity) -> list[Call]:
    """The calls after each of which keys are good no more, as far as these are known: of a consumer
    key that of its application too.
    """
    found = []
    rights, token = identity.rights, identity.token
    if isinstance(keys, OAuth2Client):
        found.append(AccountKey("client", keys.client_id))
    elif isinstance(keys, AccessToken) and token is not None and token.name:
        found.append(AccountKey("token", token.name, name=token.name, user=token.user))
    elif isinstance(keys, Credentials) and rights is not None:
        if rights.credential is not None:
            found.append(AccountKey("credential", str(rights.credential)))
        if rights.application is not None:
            found.append(AccountKey("application", str(rights.application)))
    return [key.deletion for key in found]


async def revoking_call(
    keys: Keys, rights: Rights | None, token: OwnToken | None, send: Send
) -> Call | None:
    """What revokes `keys` themselves; None where nothing is known to.

    A consumer key is deleted where its rules allow that. Else it logs out, which ends it too
    (``POST /auth/logout``). An access token is deleted where it is known which one it is.

    Args:
        rights: of the consumer key; looked up where they aren't known.
        token: what is known of the access token in use.
        send: sends that GET.
    """
    if isinstance(keys, OAuth2Client):
        return AccountKey("client", keys.client_id).deletion
    if isinstance(keys, AccessToken):
        if token is None or not token.name:
            return None
        return AccountKey("token", token.name, name=token.name, user=token.user).deletion
    if not isinstance(keys, Credentials) or not keys.is_complete:
        return None
    if rights is None:
        rights = Rights.read((await fetch_rights(send)).value)
    if rights is not None and rights.credential is not None:
        deletion = AccountKey("credential", str(rights.credential)).deletion
        if covering(rights.rules, deletion) is not None:
            return deletion
    return _LOGOUT
