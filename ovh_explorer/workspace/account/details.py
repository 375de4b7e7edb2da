"""What ``GET /auth/details`` tells of whoever signs in, with keys of any kind."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.translation import N_, _

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["SignInDetails", "fetch_details"]

Send = Callable[[Call], Awaitable["Response"]]

_DETAILS = Call.make("v1", "GET", "/auth/details")
_METHODS = {
    "oauth2_client_credentials": (
        N_("a service account, of {account}"),
        N_("a service account, {user}, of {account}"),
    ),
    "provider": (
        N_("a user of the account's identity provider, of {account}"),
        N_("a user of the account's identity provider, {user}, of {account}"),
    ),
    "user": (
        N_("a local user of the account, of {account}"),
        N_("a local user of the account, {user}, of {account}"),
    ),
}
# A kind that the API has no word for.
_NO_METHOD = (
    N_("no known kind of user, of {account}"),
    N_("no known kind of user, {user}, of {account}"),
)


@dataclass(frozen=True, slots=True)
class SignInDetails:
    """Who signs in.

    Attributes:
        account: the account's name (nichandle).
        method: how, by the API's word: ``account``, ``user``, ``provider``,
            ``oauth2_client_credentials``; "" where it has none.
        user: the user's login; "" for the account itself.
        identities: what policies call it by.
    """

    account: str = ""
    method: str = ""
    user: str = ""
    identities: tuple[str, ...] = ()

    @classmethod
    def read(cls, value: Any) -> "SignInDetails | None":
        """The details in a response; None when it has none."""
        if not isinstance(value, dict) or not isinstance(value.get("account"), str):
            return None
        identities = value.get("identities")
        return cls(
            value["account"],
            _text(value.get("method")),
            _text(value.get("user")),
            tuple(item for item in identities if isinstance(item, str))
            if isinstance(identities, list)
            else (),
        )

    @property
    def who(self) -> str:
        """Who that is, in words: ``a local user of the account, ops, of ab12345-ovh``."""
        if self.method == "account":
            return self.account
        if self.method and self.method not in _METHODS:
            name = ", ".join(filter(None, (self.method, self.user)))
            return _("{name}, of {account}").format(name=name, account=self.account)
        words = _METHODS.get(self.method, _NO_METHOD)[bool(self.user)]
        return _(words).format(user=self.user, account=self.account)


async def fetch_details(send: Send) -> SignInDetails | None:
    """Ask who signs in; None where the API doesn't say it."""
    from ovh_explorer.client.errors import ClientError

    try:
        response = await send(_DETAILS)
        return SignInDetails.read(response.json()) if response.ok else None
    except (ClientError, ValueError):
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
