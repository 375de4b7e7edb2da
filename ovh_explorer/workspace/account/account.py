"""The account that is signed in."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.workspace.account.access_rules import Rights
from ovh_explorer.workspace.account.identity import Identity, identify

if TYPE_CHECKING:
    from ovh_explorer.client.session import Session

__all__ = ["Account"]


class Account:
    """Who is signed in with the keys of this run, as far as the API was asked.

    Args:
        keys: gives the keys; None without any.
        session: gives the client, which signs with the keys of now.
    """

    def __init__(
        self,
        keys: Callable[[], Credentials | OAuth2Client | None],
        session: "Callable[[], Session]",
    ) -> None:
        self._keys = keys
        self._session = session
        self._identity: Identity | None = None

    @property
    def status(self) -> str:
        """Whether a user is signed in, in words: ``signed in as ab12345-ovh``."""
        if self._keys() is None:
            return "not signed in"
        if self._identity is None:
            return "checking the keys…"
        start = "not signed in, " if self._identity.problem else "signed in as "
        return f"{start}{self._identity.who}"

    @property
    def name(self) -> str:
        """Who is signed in; "" without keys, and before :meth:`identify`."""
        return "" if self._identity is None else self._identity.who

    @property
    def problem(self) -> str:
        """Why the API didn't take the keys, in words; "" when it did."""
        return "" if self._identity is None else self._identity.problem

    @property
    def rights(self) -> Rights | None:
        """What the consumer key may do, where that is known."""
        return None if self._identity is None else self._identity.rights

    async def identify(self) -> str:
        """Ask the API who is signed in; "" without keys. :attr:`problem` says why it didn't take
        them.
        """
        keys = self._keys()
        identity = None if keys is None else await identify(keys, self._session().send)
        # The user may have chosen other keys meanwhile.
        if keys is self._keys():
            self._identity = identity
        return self.name

    def use_rights(self, rights: Rights) -> None:
        """Take over what the API said of the key's rights."""
        if self._identity is not None:
            self._identity = replace(self._identity, rights=rights)

    def forget(self) -> None:
        """Forget who is signed in: the keys are others."""
        self._identity = None
