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

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["Token", "Tokens"]

Exchange = Callable[[list[tuple[str, str]], bytes], Awaitable["Response"]]
"""Posts headers and a form to the region's token endpoint."""

# Seconds before its end at which a token is renewed, as in php-ovh, go-ovh and node-ovh.
_EARLY = 10
# Seconds that a token is believed to last: they last an hour.
_LONGEST = 24 * 3600
# Characters of a refusal that are shown.
_SHOWN = 500
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
        self._asking = asyncio.Lock()

    async def get(self) -> Token:
        """A token that is good for a while; asked for once, however many calls want it.

        Raises:
            ClientError: as any request that wasn't sent; :class:`TokenError` when the account is
                refused or there is no readable answer. The call itself was then not sent.
        """
        async with self._asking:
            if self._token is None or self._clock() >= self._token.ends - _EARLY:
                self._token = await self._ask()
            return self._token

    def drop(self, token: Token) -> None:
        """Forget a token that the API refuses; another that came meanwhile stays."""
        if self._token is token:
            self._token = None

    async def _ask(self) -> Token:
        asked = self._clock()
        try:
            response = await self._exchange(self._headers(), _FORM)
        except ClientError as error:
            if not error.maybe_sent:
                raise
            raise TokenError(
                f"The service account got no token, so the call was not sent. {error}"
            ) from None
        token = _read(response, asked)
        if token is None:
            why = _why_not(response).replace(self._account.client_secret, MASK)
            raise TokenError(f"{why} The call was not sent.")
        return token

    def _headers(self) -> list[tuple[str, str]]:
        # Encoded as in a form first (RFC 6749, 2.3.1).
        pair = f"{quote(self._account.client_id, safe='')}:{quote(self._account.client_secret, safe='')}"
        return [
            ("Authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ]


def _object(response: "Response") -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _read(response: "Response", asked: float) -> Token | None:
    answer = _object(response)
    text, seconds = answer.get("access_token"), answer.get("expires_in")
    if not response.ok or not isinstance(text, str) or not _FIT.fullmatch(text):
        return None
    lasts = seconds if isinstance(seconds, int | float) and not isinstance(seconds, bool) else 0
    # In this order: no comparison with NaN is true, and a token that lasts NaN seconds is used
    # once.
    return Token(text, asked + min(_LONGEST, max(0, lasts)))


def _why_not(response: "Response") -> str:
    answer = _object(response)
    words = answer.get("error_description") or answer.get("error")
    if isinstance(words, str):
        return f"The service account was refused: {printable(words[:_SHOWN])}. Check its client id and secret."
    return f"{response.url} answers {response.status} and no token: is this a region with service accounts?"
