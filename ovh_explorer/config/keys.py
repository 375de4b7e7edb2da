"""The ways to sign in: an application's keys, a service account, an access token."""

from collections.abc import Mapping

from ovh_explorer.config.endpoints import Endpoint
from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.files import Value
from ovh_explorer.config.frozen import Frozen
from ovh_explorer.config.sources import shown_source
from ovh_explorer.text import MASK
from ovh_explorer.translation import _, in_series

__all__ = [
    "ACCOUNT_KEYS",
    "APPLICATION_KEYS",
    "KEYS",
    "TOKEN_KEY",
    "AccessToken",
    "Credentials",
    "Keys",
    "OAuth2Client",
    "keys_of",
    "names_of",
]

APPLICATION_KEYS = ("application_key", "application_secret", "consumer_key")
ACCOUNT_KEYS = ("client_id", "client_secret")
TOKEN_KEY = "access_token"  # noqa: S105 - a name, not a token

KEYS = (*APPLICATION_KEYS, *ACCOUNT_KEYS, TOKEN_KEY)
"""What a section of ``ovh.conf`` may hold to sign in with."""


class Credentials(Frozen):
    """An application's key and secret, and the consumer key that ties it to an account.

    The consumer key is None until the user has validated one. Secret and consumer key are masked in
    ``repr``, ``str`` and ``format``; the application key is no secret (it is sent on unsigned
    calls).

    Raises:
        ConfigError: for a key that is empty, or holds what could not be sent in a header.
    """

    __slots__ = APPLICATION_KEYS
    application_key: str
    application_secret: str
    consumer_key: str | None

    def __init__(
        self, application_key: str, application_secret: str, consumer_key: str | None = None
    ) -> None:
        self._begin(application_key, application_secret, consumer_key)
        _check(_("The application key"), self.application_key)
        _check(_("The application secret"), self.application_secret)
        if self.consumer_key is not None:
            _check(_("The consumer key"), self.consumer_key)

    @property
    def is_complete(self) -> bool:
        """Whether calls can be signed: there is a consumer key."""
        return self.consumer_key is not None

    def with_consumer_key(self, consumer_key: str) -> "Credentials":
        """The same application, tied to an account by this key."""
        return Credentials(self.application_key, self.application_secret, consumer_key)

    def __repr__(self) -> str:
        consumer_key = None if self.consumer_key is None else MASK
        return f"Credentials({self.application_key!r}, {MASK!r}, {consumer_key!r})"


class OAuth2Client(Frozen):
    """A service account: client id and client secret. The secret is masked wherever it could be
    shown.

    Raises:
        ConfigError: for one that is empty, or holds what could not be sent.
    """

    __slots__ = ACCOUNT_KEYS
    client_id: str
    client_secret: str

    def __init__(self, client_id: str, client_secret: str) -> None:
        self._begin(client_id, client_secret)
        _check(_("The client id"), self.client_id)
        _check(_("The client secret"), self.client_secret)

    def __repr__(self) -> str:
        return f"OAuth2Client({self.client_id!r}, {MASK!r})"


class AccessToken(Frozen):
    """A bearer token: a user's personal access token, or one of another program. It is sent as it
    is, and nothing can renew it. The value is masked wherever it could be shown.

    Raises:
        ConfigError: for one that is empty, or holds what could not be sent in a header.
    """

    __slots__ = ("text",)
    text: str

    def __init__(self, text: str) -> None:
        self._begin(text)
        if self.text[:7].lower() == "bearer ":
            raise ConfigError(_("The access token begins with the word Bearer. Leave it out."))
        _check(_("The access token"), self.text)

    def __repr__(self) -> str:
        return f"AccessToken({MASK!r})"


Keys = Credentials | OAuth2Client | AccessToken
"""What signs a run in, in one of the three ways."""


def names_of(keys: Keys) -> tuple[str, ...]:
    """What the parts of `keys` are called in ``ovh.conf``."""
    if isinstance(keys, AccessToken):
        return (TOKEN_KEY,)
    return ACCOUNT_KEYS if isinstance(keys, OAuth2Client) else APPLICATION_KEYS


def _check(name: str, text: str) -> None:
    """Refuse what can't be sent as a key; `name` begins the sentence about it."""
    from ovh_explorer.config.findings import value_problem  # with the first key, not with the start

    if problem := value_problem(text, name):
        raise ConfigError(problem)


def keys_of(
    endpoint: Endpoint, values: Mapping[str, Value | None], problems: list[str]
) -> Keys | None:
    """The keys, if they make sense together; otherwise None and the reason: of an access token
    go-ovh's, the only wrapper that reads one; else python-ovh's, in its order.

    Args:
        values: by their names in ``ovh.conf``; None for one that isn't there.
        problems: told the reason.
    """
    empty = [value.source for value in values.values() if value is not None and not value.text]
    words = _("{source}: a key is set but empty.")
    problems.extend(words.format(source=shown_source(source)) for source in empty)
    text = {key: "" if value is None else value.text for key, value in values.items()}
    problem = _contradiction(endpoint, values, text)
    if problem:
        problems.append(problem)
        return None
    try:
        if text[TOKEN_KEY]:
            return AccessToken(text[TOKEN_KEY])
        if text["client_id"]:
            return OAuth2Client(text["client_id"], text["client_secret"])
        if text["application_key"]:
            return Credentials(
                text["application_key"], text["application_secret"], text["consumer_key"] or None
            )
    except ConfigError as error:
        sources = dict.fromkeys(
            shown_source(value.source)
            for value in values.values()
            if value is not None and value.text
        )
        not_signed = _("No call is signed.")
        problems.append(f"{error} ({in_series(sources)}) {not_signed}")
        return None
    if text["consumer_key"]:
        problems.append(
            _(
                "There is a consumer_key without application_key and application_secret. "
                "No call is signed."
            )
        )
    return None


def _contradiction(
    endpoint: Endpoint, values: Mapping[str, Value | None], text: Mapping[str, str]
) -> str:
    """Why keys make no sense together; empty when they do."""
    if text[TOKEN_KEY] and (ways := _beside_token(values)):
        first, *others = ways
        if len(others) == 1:
            words = _(
                "Can't use more than one way to sign in for {endpoint}: {first} and {second}. Keep "
                "one of them. No call is signed."
            )
            return words.format(endpoint=endpoint.name, first=first, second=others[0])
        words = _(
            "Can't use more than one way to sign in for {endpoint}: {first} and {second} and "
            "{third}. Keep one of them. No call is signed."
        )
        return words.format(endpoint=endpoint.name, first=first, second=others[0], third=others[1])
    if bool(text["client_id"]) is not bool(text["client_secret"]):
        return _("Invalid OAuth2 config, both client_id and client_secret must be given.")
    if bool(text["application_key"]) is not bool(text["application_secret"]):
        return _(
            "Invalid authentication config, both application_key and application_secret must be"
            " given. No call is signed."
        )
    if values["client_id"] is not None and values["application_key"] is not None:
        both = (values["application_key"].source, values["client_id"].source)
        sources = in_series(map(shown_source, both))
        return _(
            "Can't use both application_key/application_secret and OAuth2 "
            "client_id/client_secret: both are set for {name} ({sources})."
        ).format(name=endpoint.name, sources=sources)
    if text["client_id"] and endpoint.oauth2_token_url is None:
        return _(
            "OAuth2 authentication is not compatible with endpoint {name} (it can "
            "only be used with ovh-eu, ovh-ca and ovh-us)."
        ).format(name=endpoint.name)
    return ""


def _beside_token(values: Mapping[str, Value | None]) -> list[str]:
    """The access token and what else is set, each with where it stands; empty where it is alone.

    A key that is empty is none, as for go-ovh; a consumer key alone is one.
    """
    found = []
    for names in ((TOKEN_KEY,), APPLICATION_KEYS, ACCOUNT_KEYS):
        there = (name for name in names if (value := values[name]) is not None and value.text)
        name = next(there, None)
        if name is not None and (value := values[name]) is not None:
            found.append(f"{name} ({shown_source(value.source)})")
    return found if len(found) > 1 else []
