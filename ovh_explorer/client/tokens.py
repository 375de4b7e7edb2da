"""The bearer token of a service account: fetched when it is first needed, and again before it
expires.
"""

import asyncio
import base64
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from ovh_explorer.call import MASK
from ovh_explorer.client.errors import ClientError, TokenError
from ovh_explorer.config import OAuth2Client
from ovh_explorer.text import printable
from ovh_explorer.translation import _

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["Token", "Tokens"]

Exchange = Callable[[list[tuple[str, str]], bytes], Awaitable["Response"]]
"""Posts headers and a form to the region's token endpoint."""

# Seconds before its end at which a token is renewed, as in php-ovh, go-ovh and node-ovh.
_RENEWAL_SECONDS = 10
# Seconds that a token is believed to last: they last an hour.
_MAX_TOKEN_SECONDS = 24 * 3600
# Characters of a refusal that are shown.
_MAX_REASON_CHARACTERS = 500
# What a token is made of (RFC 6750, 2.1).
_FIT = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_FORM = urlencode({"grant_type": "client_credentials", "scope": "all"}).encode()


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token; `text` is shown by no ``repr``, so that no traceback shows it."""

    text: str = field(repr=False)
    ends: float = 0


class Tokens:
    """The tokens of one service account.

    Args:
        account: client id and secret.
        exchange: posts to the token endpoint.
        clock: seconds that go on whatever happens to the computer's clock.
    """

    def __init__(
        self, account: OAuth2Client, exchange: Exchange, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._account = account
        self._exchange = exchange
        self._clock = clock
        self._token: Token | None = None
        self._fetching = asyncio.Lock()

    async def get(self) -> Token:
        """A token that is good for a while; asked for once, however many calls want it.

        Raises:
            ClientError: as any request that wasn't sent; :class:`TokenError` when the account is
                refused or there is no readable response. The call itself was then not sent.
        """
        async with self._fetching:
            if self._token is None or self._clock() >= self._token.ends - _RENEWAL_SECONDS:
                self._token = await self._ask()
            return self._token

    def drop(self, token: Token) -> None:
        """Forget a token that the API refuses; another that came meanwhile stays."""
        if self._token is token:
            self._token = None

    async def _ask(self) -> Token:
        requested_at = self._clock()
        try:
            response = await self._exchange(self._headers(), _FORM)
        except ClientError as error:
            if not error.maybe_sent:
                raise
            words = _("The service account got no token, so the call was not sent.")
            raise TokenError(f"{words} {error}") from None
        token = _read(response, requested_at)
        if token is None:
            why = _why_not(response).replace(self._account.client_secret, MASK)
            not_sent = _("The call was not sent.")
            raise TokenError(f"{why} {not_sent}")
        return token

    def _headers(self) -> list[tuple[str, str]]:
        # Encoded as in a form first (RFC 6749, 2.3.1).
        name = quote(self._account.client_id, safe="")
        pair = f"{name}:{quote(self._account.client_secret, safe='')}"
        return [
            ("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ]


def _object(response: "Response") -> dict[str, Any]:
    try:
        value = response.json()
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _read(response: "Response", requested_at: float) -> Token | None:
    value = _object(response)
    text, seconds = value.get("access_token"), value.get("expires_in")
    if not response.ok or not isinstance(text, str) or not _FIT.fullmatch(text):
        return None
    lasts = seconds if isinstance(seconds, int | float) and not isinstance(seconds, bool) else 0
    # In this order: no comparison with NaN is true, and a token that lasts NaN seconds is used
    # once.
    return Token(text, requested_at + min(_MAX_TOKEN_SECONDS, max(0, lasts)))


def _why_not(response: "Response") -> str:
    value = _object(response)
    words = value.get("error_description") or value.get("error")
    if isinstance(words, str):
        return _(
            "The service account was refused: {words}. Check its client id and secret."
        ).format(words=printable(words[:_MAX_REASON_CHARACTERS]))
    return _("{url} answers {status} and no token: is this a region with service accounts?").format(
        url=response.url, status=response.status
    )
