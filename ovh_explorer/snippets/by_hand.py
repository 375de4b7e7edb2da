"""Parts of a call without a wrapper: credentials, headers, the text of the body."""

# No words for people: code and its comments; what can't be written is said by marked messages.

from collections.abc import Sequence

from ovh_explorer.call import Call
from ovh_explorer.snippets.language import SnippetContext, SnippetError
from ovh_explorer.translation import _

__all__ = [
    "CAMEL_NAMES",
    "VARIABLES",
    "body_text",
    "credentials_of",
    "credentials_of_all",
    "own_headers",
    "says_why",
    "signs",
]

CAMEL_NAMES = {
    "application_key": "appKey",
    "application_secret": "appSecret",
    "consumer_key": "consumerKey",
    "client_id": "clientId",
    "client_secret": "clientSecret",
    "access_token": "token",
    "time": "time",
    "signature": "signature",
}
"""What credentials and the parts of a signature are called in Node.js and C#."""

VARIABLES = {
    "application_key": "OVH_APPLICATION_KEY",
    "application_secret": "OVH_APPLICATION_SECRET",
    "consumer_key": "OVH_CONSUMER_KEY",
    "client_id": "OVH_CLIENT_ID",
    "client_secret": "OVH_CLIENT_SECRET",
    "access_token": "OVH_ACCESS_TOKEN",
}
"""The variables of the environment that credentials come from, as the wrappers read them."""


def needs_application(call: Call) -> bool:
    """Whether a call that isn't signed names the application all the same: the request for a
    consumer key.
    """
    return call.branch == "v1" and call.concrete_path == "/auth/credential"


def signs(call: Call, context: SnippetContext) -> bool:
    """Whether a call is signed; a service account's, and one with an access token, is not."""
    return call.authenticated and context.has_application


def says_why(reason: str, call: Call, context: SnippetContext) -> str:
    """The line of a comment that says why the wrapper isn't used."""
    return f"{reason}: this {'signs and ' if signs(call, context) else ''}sends the request itself."


def credentials_of(call: Call, context: SnippetContext) -> tuple[str, ...]:
    """The credentials a call needs, by their names in :data:`VARIABLES`."""
    if call.authenticated and context.access_token:
        return ("access_token",)
    if call.authenticated and context.service_account:
        return ("client_id", "client_secret")
    if call.authenticated:
        return ("application_key", "application_secret", "consumer_key")
    return ("application_key",) if needs_application(call) and context.has_application else ()


def credentials_of_all(calls: Sequence[Call], context: SnippetContext) -> tuple[str, ...]:
    """The credentials that several calls need, each once, in the order of :data:`VARIABLES`."""
    needed = {name for call in calls for name in credentials_of(call, context)}
    return tuple(name for name in VARIABLES if name in needed)


def own_headers(call: Call, context: SnippetContext) -> list[tuple[str, str]]:
    """The headers that sign a call, each with what it holds.

    That is a credential, ``time``, ``signature``, or ``token`` for a bearer token.
    """
    if call.authenticated and not context.has_application:
        return [("Authorization", "token")]
    headers = [("X-Ovh-Application", "application_key")] if credentials_of(call, context) else []
    if call.authenticated:
        headers += [
            ("X-Ovh-Consumer", "consumer_key"),
            ("X-Ovh-Timestamp", "time"),
            ("X-Ovh-Signature", "signature"),
        ]
    return headers


def body_text(call: Call) -> str:
    """The text of a call's body; "" where it has none.

    Raises:
        SnippetError: for bytes that are no UTF-8.
    """
    try:
        return (call.body or b"").decode()
    except UnicodeDecodeError:
        words = _("The body isn't UTF-8 text: it can't be written as code.")
        raise SnippetError(words) from None
