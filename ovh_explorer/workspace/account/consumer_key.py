"""Requests a consumer key with an application, and waits until the owner of an account validates
it.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from ipaddress import ip_network
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.config import Credentials, Endpoint, OAuth2Client
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.identity import Identity, fetch_rights, identify

if TYPE_CHECKING:
    from ovh_explorer.client.session import Session

__all__ = [
    "KeyPoll",
    "KeyRequest",
    "SignInError",
    "read_blocks",
    "request_key",
    "verify",
    "wait_for",
]

_POLL_SECONDS = 3.0
_SLOW_POLL_SECONDS = 15.0
# After so many polls the user has probably left the page.
_MAX_FAST_POLLS = 100
# The code for a key that waits for its owner, and for one that was refused: the API has one code
# for both.
_NOT_YET = "INVALID_CREDENTIAL"
# What is shown, copied and handed to a browser.
_LINK = re.compile(r"https?://[!-~]+")


class SignInError(ValueError):
    """Why there is no key, or the API doesn't take it, in words."""


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """A consumer key that was requested: valid once the user has opened `link` and accepted."""

    endpoint: Endpoint
    credentials: Credentials
    link: str


@dataclass(frozen=True, slots=True)
class KeyPoll:
    """One request whether a key is validated.

    Attributes:
        number: from 1.
        problem: why it got no response, in words; else "".
    """

    number: int
    problem: str = ""


def read_blocks(text: str) -> list[str]:
    """The IP blocks in a text that parts them by blanks or commas; an address is a block of one.

    Raises:
        SignInError: naming what is none.
    """
    blocks = []
    for word in text.replace(",", " ").split():
        try:
            blocks.append(str(ip_network(word, strict=False)))
        except ValueError:
            raise SignInError(
                f"{word!r} is no IP address or block: write 192.0.2.7 or 192.0.2.0/24."
            ) from None
    return blocks


async def request_key(
    endpoint: Endpoint,
    application: Credentials,
    rules: Iterable[AccessRule],
    blocks: Iterable[str] = (),
) -> KeyRequest:
    """Request a consumer key with these rules, valid from these IP blocks alone:
    ``POST /auth/credential``.

    It is sent once (first-steps guide). A key without any rule can do nothing, so none is
    requested.

    Raises:
        SignInError: when the API refuses, or no response comes.
    """
    from ovh_explorer.client.errors import ClientError

    body: dict[str, object] = {
        "accessRules": [{"method": rule.method, "path": rule.path} for rule in rules]
    }
    if not body["accessRules"]:
        raise SignInError("A key needs at least one access rule: add one.")
    allowed = list(blocks)
    if allowed:
        body["allowedIPs"] = allowed
    call = Call.make(
        "v1", "POST", "/auth/credential", body=canonical_json(body), authenticated=False
    )
    async with _session(endpoint, application) as session:
        try:
            response = await session.send(call)
            reply = response.json() if response.ok else None
        except (ClientError, ValueError) as error:
            raise SignInError(str(error)) from None
    if response.error is not None:
        raise SignInError(f"The API refused: {response.error.message}")
    # From outside: a link that would do something to a terminal is none.
    key, link = (
        reply.get(name) if isinstance(reply, dict) else None
        for name in ("consumerKey", "validationUrl")
    )
    if not isinstance(key, str) or not isinstance(link, str) or not _LINK.fullmatch(link):
        raise SignInError("The API answered without a consumer key and a link.")
    return KeyRequest(endpoint, replace(application, consumer_key=key), link)


async def wait_for(
    request: KeyRequest,
    told: Callable[[KeyPoll], None],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Identity:
    """Ask the API every few seconds whether a key is validated, until it is; cancel the task to
    stop.

    A refused key looks like one that still waits: the API says ``INVALID_CREDENTIAL`` for both.

    Args:
        told: called with each poll.

    Raises:
        SignInError: when the key will never be good: the API doesn't know it, or its application.
    """
    number = 0
    async with _session(request.endpoint, request.credentials) as session:
        while True:
            number += 1
            reply = await fetch_rights(session.send)
            if not reply.problem:
                return await identify(request.credentials, session.send)
            if reply.code and reply.code != _NOT_YET:
                raise SignInError(reply.problem)
            told(KeyPoll(number, "" if reply.code else reply.problem))
            await sleep(_POLL_SECONDS if number < _MAX_FAST_POLLS else _SLOW_POLL_SECONDS)


async def verify(endpoint: Endpoint, credentials: Credentials | OAuth2Client) -> Identity:
    """Who these keys sign in at an endpoint; see :func:`identify`."""
    async with _session(endpoint, credentials) as session:
        return await identify(credentials, session.send)


@asynccontextmanager
async def _session(
    endpoint: Endpoint, credentials: Credentials | OAuth2Client
) -> "AsyncIterator[Session]":
    from ovh_explorer.client.session import Session

    async with Session(endpoint, credentials) as session:
        yield session
