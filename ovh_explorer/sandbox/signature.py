"""Who a request is from, and whether they may: signature, clock, keys, access rules."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = ["Application", "Credential", "Guard", "allows"]

# What independent stand-ins of the API accept; the real one's limit isn't documented.
_SKEW = 180


@dataclass(slots=True)
class Application:
    """An application: an identifier, a key and its secret."""

    id: int
    key: str
    secret: str
    name: str
    description: str


@dataclass(slots=True)
class Credential:
    """A consumer key with its access rules.

    `status` is ``validated``, ``pendingValidation``, ``refused`` or ``expired``; `token` is the one of the
    validation link, until it was opened; `redirection` where its owner is sent then.
    """

    id: int
    application: int
    key: str
    rules: list[dict[str, str]]
    status: str = "validated"
    creation: str = "2024-01-02T03:04:05+00:00"
    last_use: str | None = None
    token: str = ""
    redirection: str = ""


def allows(rules: list[dict[str, str]], method: str, branch: str, path: str) -> bool:
    """Whether a rule covers a call: ``*`` stands for anything, slashes too; a v2 path with or without its prefix."""
    paths = [path, f"/v2{path}"] if branch == "v2" else [path]
    for rule in rules:
        if rule.get("method") == method and any(_covers(rule.get("path", ""), candidate) for candidate in paths):
            return True
    return False


def _covers(pattern: str, path: str) -> bool:
    """Whether `path` fits `pattern`.

    No regular expression: a rule comes from whoever asks for a key, and many stars would take for ever.
    """
    first, *parts = pattern.split("*")
    if not parts:
        return pattern == path
    if not path.startswith(first):
        return False
    place = len(first)
    for part in parts[:-1]:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return len(path) - place >= len(parts[-1]) and path.endswith(parts[-1])


class Guard:
    """Checks requests against applications and credentials.

    Attributes:
        applications: by their keys.
        credentials: by consumer key.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.applications: dict[str, Application] = {}
        self.credentials: dict[str, Credential] = {}

    def application(self, headers: Mapping[str, str]) -> Application:
        """The application that a request names.

        Raises:
            ApiRefusal: 403 ``INVALID_KEY`` for one that isn't known.
        """
        found = self.applications.get(headers.get("x-ovh-application", ""))
        if found is None:
            raise ApiRefusal(403, "This application key is invalid", "Client::Forbidden", "INVALID_KEY")
        return found

    def check(
        self, method: str, branch: str, path: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> Credential:
        """The credential a request is signed with.

        Args:
            path: as on the wire, without branch: what rules are about.
            url: scheme, host and raw target, as the client signs it.
            headers: by names in lower case.

        Raises:
            ApiRefusal: as the API refuses; the order of the checks is the API's as far as it is known.
        """
        signature = headers.get("x-ovh-signature", "")
        consumer = headers.get("x-ovh-consumer", "")
        if not signature or not consumer:
            if headers.get("x-ovh-application"):
                self.application(headers)
            raise ApiRefusal(401, "You must login first", "Client::Unauthorized")
        application = self.application(headers)
        timestamp = headers.get("x-ovh-timestamp", "")
        seconds = int(timestamp) if timestamp.isdecimal() and len(timestamp) < 20 else 0
        if abs(seconds - self._clock()) > _SKEW:
            raise ApiRefusal(400, "Query out of time", "Client::BadRequest", "QUERY_TIME_OUT")
        credential = self.credentials.get(consumer)
        if credential is None or credential.application != application.id:
            raise ApiRefusal(403, "This credential does not exist", "Client::Forbidden", "NOT_CREDENTIAL")
        head = "+".join((application.secret, consumer, method, url, "")).encode()
        digest = hashlib.sha1(head + body + f"+{timestamp}".encode()).hexdigest()
        if not hmac.compare_digest(signature.encode(), f"$1${digest}".encode()):
            raise ApiRefusal(400, "Invalid signature", "Client::BadRequest", "INVALID_SIGNATURE")
        if credential.status != "validated":
            raise ApiRefusal(403, "This credential is not valid", "Client::Forbidden", "INVALID_CREDENTIAL")
        if not allows(credential.rules, method, branch, path):
            raise ApiRefusal(403, "This call has not been granted", "Client::Forbidden", "NOT_GRANTED_CALL")
        return credential
