"""What an error of the API means, and what mends it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.config import Credentials, OAuth2Client
from ovh_explorer.workspace.rights import lacking, read_rules
from ovh_explorer.workspace.settings import Settings

if TYPE_CHECKING:
    from ovh_explorer.client.response import ApiError, Response

__all__ = ["explain"]

Send = Callable[[Call], Awaitable["Response"]]

_SIGN_IN = "^p, Sign in, takes other keys."
_UNAUTHORIZED, _FORBIDDEN, _TOO_MANY, _EXPIRED = 401, 403, 429, 460
_UNGRANTED = "unauthorizedActions"


async def explain(response: "Response", call: Call, settings: Settings, send: Send) -> list[str]:
    """An error in words: what the API says, then, where the cause is known, what happened and what mends it.

    Empty for a success. For a missing right the key's rules are asked for with ``GET /auth/currentCredential``.

    Args:
        send: sends that one call; what it raises is left out of the explanation.
    """
    error = response.error
    if error is None:
        return []
    kind = error.error_class or error.code
    lines = [f"{kind}: {error.message}" if kind and kind != error.message else error.message]
    if error.code == "NOT_GRANTED_CALL":
        lines += await _not_granted(call, settings, send)
    else:
        lines += _known(error, response, settings)
    return lines


def _known(error: "ApiError", response: "Response", settings: Settings) -> list[str]:
    keys, title = settings.credentials, settings.title
    match error.code:
        case "INVALID_KEY":
            return [f"{title} doesn't know this application key. Each region has keys of its own.", _SIGN_IN]
        case "NOT_CREDENTIAL":
            return ["The API doesn't know this consumer key: it was revoked, or is another region's.", _SIGN_IN]
        case "INVALID_CREDENTIAL":
            words = (
                "This consumer key is not valid: not validated yet, refused, expired, or not good from this address."
            )
            return [words, _SIGN_IN]
        case "INVALID_SIGNATURE":
            return [
                "What was hashed differs from what the API hashed: the application secret or the consumer key is not"
                " the application key's, or a value of the body has another type than the API reads it as.",
                "The tab Signature shows what is hashed.",
            ]
        case "QUERY_TIME_OUT":
            return ["This machine's clock and the API's differ too much. The difference was read again: try once more."]
    if error.status == _UNAUTHORIZED:
        return _not_signed_in(keys)
    if error.status == _FORBIDDEN and (actions := _actions(error)):
        return [f"A policy must allow {actions} to whom these keys sign in: see /v2/iam/policy."]
    if error.status == _TOO_MANY:
        wait = response.header("Retry-After")
        return [f"Too many requests{f': wait {wait} seconds' if wait else ''}."]
    if error.status == _EXPIRED:
        return ["The service has expired: renew it first."]
    return []


def _not_signed_in(keys: Credentials | OAuth2Client | None) -> list[str]:
    if keys is None:
        return ["This operation needs keys, and there are none.", _SIGN_IN]
    if isinstance(keys, OAuth2Client):
        return ["The API doesn't take the service account's token."]
    if not keys.is_complete:
        return ["There is an application key but no consumer key, so the request was not signed.", _SIGN_IN]
    return []


def _actions(error: "ApiError") -> str:
    """The IAM actions that an answer names as not granted."""
    return ", ".join(dict.fromkeys(text for name, text in error.details if name.startswith(_UNGRANTED) and text))


async def _not_granted(call: Call, settings: Settings, send: Send) -> list[str]:
    from ovh_explorer.client.errors import ClientError

    if not isinstance(settings.credentials, Credentials):
        return []
    try:
        response = await send(Call.make("v1", "GET", "/auth/currentCredential"))
        credential = response.json() if response.ok else None
    except (ClientError, ValueError):
        credential = None
    rules = read_rules(credential)
    why = lacking(rules, call) if rules else ""
    return [
        why or "No access rule of this consumer key covers the call.",
        "^p, Sign in, makes a token with more rights.",
    ]
