"""Getting a consumer key: asked for with an application, validated by the owner of an account,
waited for.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.config import Credentials, Endpoint, Keys
from ovh_explorer.translation import _, quoted
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

_EVERY = 3.0
_RARELY = 15.0
# Looks after which the owner is not likely to be at the page any more.
_OFTEN = 100
# What a key is that waits for its owner, and also one that was refused: the API doesn't tell them
# apart.
_NOT_YET = "INVALID_CREDENTIAL"
# What is shown, copied and handed to a browser.
_LINK = re.compile(r"https?://[!-~]+")


class SignInError(ValueError):
    """Why keys are not to be had, or not taken, in words."""


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """A consumer key that was asked for: good once its owner has opened `link` and accepted."""

    endpoint: Endpoint
    credentials: Credentials
    link: str


@dataclass(frozen=True, slots=True)
class KeyPoll:
    """A look whether a key is validated: its number, from 1, and what stood in the way of looking,
    if anything.
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
                _("{word} is no IP address or block: write 192.0.2.7 or 192.0.2.0/24.").format(
                    word=quoted(word)
                )
            ) from None
    return blocks


async def request_key(
    endpoint: Endpoint,
    application: Credentials,
    rules: Iterable[AccessRule],
    blocks: Iterable[str] = (),
) -> KeyRequest:
    """``POST /auth/credential``: ask for a consumer key with these rules, good from these IP blocks
    alone.

    It goes out once (first-steps guide). A key without any rule can do nothing, so none is asked
    for.

    Raises:
        SignInError: when the API refuses, or there is no answer.
    """
    from ovh_explorer.client.errors import ClientError

    body: dict[str, object] = {
        "accessRules": [{"method": rule.method, "path": rule.path} for rule in rules]
    }
    if not body["accessRules"]:
        raise SignInError(_("A key needs at least one access rule: add one."))
    allowed = list(blocks)
    if allowed:
        body["allowedIPs"] = allowed
    call = Call.make(
        "v1", "POST", "/auth/credential", body=canonical_json(body), authenticated=False
    )
    async with _session(endpoint, application) as session:
        try:
            response = await session.send(call)
            answer = response.json() if response.ok else None
        except (ClientError, ValueError) as error:
            raise SignInError(str(error)) from None
    if response.error is not None:
        raise SignInError(_("The API refused: {message}").format(message=response.error.message))
    # From outside: a link that would do something to a terminal is none.
    key, link = (
        answer.get(name) if isinstance(answer, dict) else None
        for name in ("consumerKey", "validationUrl")
    )
    if not isinstance(key, str) or not isinstance(link, str) or not _LINK.fullmatch(link):
        raise SignInError(_("The API answered without a consumer key and a link."))
    return KeyRequest(endpoint, application.with_consumer_key(key), link)


async def wait_for(
    request: KeyRequest,
    told: Callable[[KeyPoll], None],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Identity:
    """Look every few seconds whether a key is validated, until it is; cancel the task to stop.

    A refused key looks like one that still waits: the API says ``INVALID_CREDENTIAL`` for both.

    Args:
        told: of each look.

    Raises:
        SignInError: when the key will never be good: the API doesn't know it, or its application.
    """
    number = 0
    async with _session(request.endpoint, request.credentials) as session:
        while True:
            number += 1
            answer = await fetch_rights(session.send)
            if not answer.problem:
                return await identify(request.credentials, session.send)
            if answer.code and answer.code != _NOT_YET:
                raise SignInError(answer.problem)
            told(KeyPoll(number, "" if answer.code else answer.problem))
            await sleep(_EVERY if number < _OFTEN else _RARELY)


async def verify(endpoint: Endpoint, credentials: Keys) -> Identity:
    """Who these keys sign in at an endpoint; see :func:`identify`."""
    async with _session(endpoint, credentials) as session:
        return await identify(credentials, session.send)


@asynccontextmanager
async def _session(endpoint: Endpoint, credentials: Keys) -> "AsyncIterator[Session]":
    from ovh_explorer.client.session import Session

    async with Session(endpoint, credentials) as session:
        yield session
