"""Authentication of requests: signature, clock, keys, addresses, access rules, bearer tokens."""

# No words for people: responses of the API are the same in each language.

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ovh_explorer.sandbox.errors import ApiRefusal

__all__ = [
    "Application",
    "Caller",
    "Client",
    "Credential",
    "Guard",
    "UserToken",
    "allows",
    "covers",
]

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

    `status` is ``validated``, ``pendingValidation``, ``refused`` or ``expired``; `token` is the one
    of the validation link, until it was answered, and `requested_at` when that was asked for;
    `redirection` where its owner is sent then. `expiration` is in seconds since 1970, None for
    never; `allowed` the IP blocks it may be used from, None for all.
    """

    id: int
    application: int
    key: str
    rules: list[dict[str, str]]
    status: str = "validated"
    creation: str = "2024-01-02T03:04:05+00:00"
    last_use: str | None = None
    token: str = ""
    requested_at: float = 0
    redirection: str = ""
    expiration: float | None = None
    allowed: list[str] | None = None

    def state(self, now: float) -> str:
        """The status at a time."""
        if self.status == "validated" and self.expiration is not None and now >= self.expiration:
            return "expired"
        return self.status


@dataclass(slots=True)
class Client:
    """A service account: an OAuth2 client with the secret it gets tokens for."""

    id: str
    secret: str
    flow: str = "CLIENT_CREDENTIALS"

    @property
    def urn(self) -> str:
        """What policies call it by."""
        return f"urn:v1:eu:identity:credential:xx1111-ovh/oauth2-{self.id}"


@dataclass(slots=True)
class UserToken:
    """A personal access token of a user; `expiration` is in seconds since 1970, None for never."""

    text: str
    user: str
    name: str
    description: str = ""
    creation: str = "2024-01-02T03:04:05+00:00"
    last_use: str | None = None
    expiration: float | None = None

    @property
    def urn(self) -> str:
        """What policies call its user by."""
        return f"urn:v1:eu:identity:user:xx1111-ovh/{self.user}"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a consumer key, a service account, or a user with a token."""

    credential: Credential | None = None
    client: Client | None = None
    user_token: UserToken | None = None


def allows(rules: list[dict[str, str]], method: str, branch: str, path: str) -> bool:
    """Whether a rule covers a call: ``*`` stands for anything, slashes too; a v2 path with or
    without its prefix.
    """
    paths = [path, f"/v2{path}"] if branch == "v2" else [path]
    for rule in rules:
        if rule.get("method") == method and any(
            covers(rule.get("path", ""), candidate) for candidate in paths
        ):
            return True
    return False


def covers(pattern: str, path: str) -> bool:
    """Whether `path` fits `pattern`.

    No regular expression: a rule comes from the client that asks for a key, and many stars would
    take for ever.
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
    """Checks requests against applications, credentials and tokens.

    Attributes:
        applications: by their keys.
        credentials: by consumer key.
        clients: service accounts by their ids.
        tokens: when each bearer token of a service account ends, in seconds since 1970, and whose
            it is.
        user_tokens: personal access tokens by their values.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.applications: dict[str, Application] = {}
        self.credentials: dict[str, Credential] = {}
        self.clients: dict[str, Client] = {}
        self.tokens: dict[str, tuple[float, str]] = {}
        self.user_tokens: dict[str, UserToken] = {}

    def application(self, headers: Mapping[str, str]) -> Application:
        """The application that a request names.

        Raises:
            ApiRefusal: 403 ``INVALID_KEY`` for one that isn't known.
        """
        found = self.applications.get(headers.get("x-ovh-application", ""))
        if found is None:
            raise ApiRefusal(
                403, "This application key is invalid", "Client::Forbidden", "INVALID_KEY"
            )
        return found

    def check(
        self,
        method: str,
        branch: str,
        path: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        *,
        address: str = "127.0.0.1",
        skew: float = 0,
    ) -> Caller:
        """Whom a request is from.

        Args:
            path: as on the wire, without branch: what rules are about.
            url: scheme, host and raw target, as the client signs it.
            headers: by names in lower case.
            address: the client's.
            skew: seconds that the sandbox's clock pretends to be ahead for this request.

        Raises:
            ApiRefusal: as the API refuses; the order of the checks is the API's as far as it is
                known.
        """
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._bearer(token.strip(), skew)
        signature = headers.get("x-ovh-signature", "")
        consumer = headers.get("x-ovh-consumer")
        if not signature or consumer is None:
            if headers.get("x-ovh-application"):
                self.application(headers)
            raise ApiRefusal(401, "You must login first", "Client::Unauthorized")
        application = self.application(headers)
        now = self._clock() + skew
        timestamp = headers.get("x-ovh-timestamp", "")
        seconds = int(timestamp) if timestamp.isdecimal() and len(timestamp) < 20 else 0
        if abs(seconds - now) > _SKEW:
            raise ApiRefusal(400, "Query out of time", "Client::BadRequest", "QUERY_TIME_OUT")
        if not consumer:
            raise _bad_signature()
        credential = self.credentials.get(consumer)
        if credential is None or credential.application != application.id:
            raise ApiRefusal(
                403, "This credential does not exist", "Client::Forbidden", "NOT_CREDENTIAL"
            )
        signed = (
            _signature(application, consumer, method, item, body, timestamp)
            for item in _spellings(url)
        )
        if not any(hmac.compare_digest(signature.encode(), item) for item in signed):
            raise _bad_signature()
        if credential.state(now) != "validated":
            raise ApiRefusal(
                403, "This credential is not valid", "Client::Forbidden", "INVALID_CREDENTIAL"
            )
        if credential.allowed and not _inside(address, credential.allowed):
            message = "This credential is not valid"
            raise ApiRefusal(
                403, message, "Client::Forbidden", "INVALID_CREDENTIAL", refusedIp=address
            )
        # What a key may know about itself needs no rule: python-ovh's and Terraform's users rely on
        # that.
        if not path.startswith("/auth/") and not allows(credential.rules, method, branch, path):
            raise ApiRefusal(
                403, "This call has not been granted", "Client::Forbidden", "NOT_GRANTED_CALL"
            )
        return Caller(credential=credential)

    def _bearer(self, token: str, skew: float) -> Caller:
        """Who a bearer token is from. How the API words its refusal of one isn't known; that its
        status is 401 is.
        """
        mine = self.user_tokens.get(token)
        if mine is not None and not (
            mine.expiration is not None and self._clock() + skew >= mine.expiration
        ):
            return Caller(user_token=mine)
        expiration, client = self.tokens.get(token, (0.0, ""))
        found = self.clients.get(client)
        if found is None or self._clock() >= expiration:
            self.tokens.pop(token, None)
            raise ApiRefusal(401, "This access token is not valid", "Client::Unauthorized")
        return Caller(client=found)


def _bad_signature() -> ApiRefusal:
    return ApiRefusal(400, "Invalid signature", "Client::BadRequest", "INVALID_SIGNATURE")


def _signature(
    application: Application, consumer: str, method: str, url: str, body: bytes, timestamp: str
) -> bytes:
    head = "+".join((application.secret, consumer, method, url, "")).encode()
    return f"$1${hashlib.sha1(head + body + f'+{timestamp}'.encode()).hexdigest()}".encode()


def _spellings(url: str) -> tuple[str, ...]:
    """The URL as a client may have signed it: node-ovh leaves out the port."""
    host = urlsplit(url).netloc
    name, colon, port = host.rpartition(":")
    return (url, url.replace(host, name, 1)) if colon and port.isdecimal() else (url,)


def _inside(address: str, blocks: list[str]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in ipaddress.ip_network(block, strict=False) for block in blocks)
