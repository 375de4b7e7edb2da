"""What a call removes of the access in use: a DELETE of it signs out whoever sends it."""

import re
from typing import TYPE_CHECKING

from ovh_explorer.config import OAuth2Client
from ovh_explorer.translation import N_, _

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.config import Keys
    from ovh_explorer.workspace.account.identity import Account

__all__ = ["own_access_words"]

_KEY = N_("This is the key that you use now. Deleting it signs you out.")
_APPLICATION = N_("The key that you use now is of this application. Deleting it signs you out.")
_SERVICE_ACCOUNT = N_("This is the service account that you use now. Deleting it signs you out.")
_TOKEN = N_("This is the access token that you use now. Deleting it signs you out.")
_USER = N_("The access token that you use now is of this user. Deleting the user signs you out.")

_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")


def own_access_words(call: "Call", account: "Account", keys: "Keys | None") -> str:
    """What is said of a DELETE of what one is signed in with; "" for any other call.

    Args:
        account: who is signed in.
        keys: that do it.
    """
    if call.method != "DELETE" or call.branch != "v1":
        return ""
    rights, token = account.rights, account.token
    owned: list[tuple[str, tuple[object, ...], str]] = []
    if rights is not None:
        owned += [
            ("/me/api/credential/{}", (rights.credential,), _KEY),
            ("/me/api/application/{}", (rights.application,), _APPLICATION),
        ]
    if isinstance(keys, OAuth2Client):
        owned.append(("/me/api/oauth2/client/{}", (keys.client_id,), _SERVICE_ACCOUNT))
    if token is not None and token.user:
        owned += [
            ("/me/identity/user/{}", (token.user,), _USER),
            ("/me/identity/user/{}/token/{}", (token.user, token.name), _TOKEN),
        ]
    path = _PLACEHOLDER.sub("{}", call.path)
    values = [value for _name, value in call.path_values]
    for owned_path, owned_values, words in owned:
        if path == owned_path and values == [str(value) for value in owned_values]:
            return _(words)
    return ""
