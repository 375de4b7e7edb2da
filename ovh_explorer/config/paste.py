"""Reads keys, a service account or an access token from a pasted text, in whatever form they were
copied.
"""

import re

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.config.keys import AccessToken, Credentials, Keys, OAuth2Client
from ovh_explorer.translation import N_, _

__all__ = ["parse_pasted"]

_MAX_CHARACTERS = 64 * 1024  # characters; more than that is no paste of three keys

_LABEL = (
    r"app(?:lication)?[ \t_-]*key|app(?:lication)?[ \t_-]*secret|consumer[ \t_-]*key"
    r"|client[ \t_-]*id|client[ \t_-]*secret"
)
# The value follows its label on the line or on the next, after any of = : | quotes and tabs. A row
# of labels before a row of values is no pair: a value is never a label, nor the start of one.
_LABELLED = re.compile(
    rf"(?P<label>{_LABEL})[ \t\"'`*]{{0,40}}[=:|>]{{0,3}}\s{{0,40}}[\"'`*]{{0,4}}"
    rf"(?!{_LABEL})(?P<value>[A-Za-z0-9._-]{{6,128}})(?![A-Za-z0-9._-])",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z0-9]{32}|[A-Za-z0-9]{16})(?![A-Za-z0-9])")
# Characters that a token is made of (RFC 6750, 2.1).
_VALUE = r"[A-Za-z0-9._~+/-]{16,8192}={0,2}(?![A-Za-z0-9._~+/=-])"
# `token` alone is what the API calls it where it makes one; elsewhere the word stands for much.
_TOKEN = re.compile(
    r"(?:(?<![A-Za-z])access[ \t_-]*token[\"'`*]{0,4}[ \t]{0,40}(?:[=:|>]{1,3}|\n)\s{0,40}"
    r"|(?<![A-Za-z_ -])token[\"'`*]{1,4}[ \t]{0,40}[=:]{1,3}\s{0,40}"
    r"|\bbearer[ \t]{1,40})"
    rf"[\"'`*]{{0,4}}(?P<value>{_VALUE})",
    re.IGNORECASE,
)
# One of 32 characters or less may be a key.
_TOKEN_ALONE = re.compile(rf"[\"'`]?(?P<value>(?=[^\s\"'`]{{33}}){_VALUE})[\"'`]?")
_NAMES = ("application_key", "application_secret", "consumer_key")
_ACCOUNT = ("client_id", "client_secret")
_MISSING = {
    ("application_key",): N_("The application key is missing."),
    ("application_secret",): N_("The application secret is missing."),
    ("consumer_key",): N_("The consumer key is missing."),
    ("application_key", "application_secret"): N_(
        "The application key and the application secret are missing."
    ),
    ("application_key", "consumer_key"): N_(
        "The application key and the consumer key are missing."
    ),
    ("application_secret", "consumer_key"): N_(
        "The application secret and the consumer key are missing."
    ),
    ("client_id",): N_("The client id is missing."),
    ("client_secret",): N_("The client secret is missing."),
}
_TWO_VALUES = {
    "application_key": N_(
        "There are two different values for the application key: paste one set of keys."
    ),
    "application_secret": N_(
        "There are two different values for the application secret: paste one set of keys."
    ),
    "consumer_key": N_(
        "There are two different values for the consumer key: paste one set of keys."
    ),
    "client_id": N_("There are two different values for the client id: paste one set of keys."),
    "client_secret": N_(
        "There are two different values for the client secret: paste one set of keys."
    ),
}


def parse_pasted(text: str, *, need_consumer_key: bool = True) -> Keys:
    """The keys, the service account or the access token in a pasted text.

    It may hold ``ovh.conf`` lines, ``export OVH_…``, JSON, labels with their values, keys alone, or
    a header ``Authorization: Bearer …``. A token alone is one word of more than 32 characters.

    Bare, they are one word of 16 characters and then two of 32, in the order in which the
    createToken page shows them: application key, application secret, consumer key. With
    `need_consumer_key` False the last may be missing (the createApp page makes none).

    Raises:
        ConfigError: saying which of them is missing or there twice. It never repeats what was
            pasted.
    """
    if len(text) > _MAX_CHARACTERS:
        raise ConfigError(
            _(
                "This is far longer than three keys: paste the application key, secret and "
                "consumer key."
            )
        )
    wanted = _NAMES if need_consumer_key else _NAMES[:2]
    found = _labelled(text)
    token = _token(text)
    if token is not None:
        if found:
            raise ConfigError(
                _("This holds an access token and other keys: paste only one of them.")
            )
        return token
    if any(name in found for name in _ACCOUNT):
        return _account(found)
    if any(name not in found for name in wanted):
        # A table's row of labels above its row of values: their order tells what the labels can't.
        bare = _bare(text)
        found = bare if not found or all(name in bare for name in wanted) else found
    missing = [name for name in wanted if name not in found]
    if len(missing) == len(wanted):
        raise ConfigError(
            _(
                "No keys were found: paste the application key (16 characters), "
                "the application secret (32) and the consumer key (32), or an access token."
            )
        )
    if missing:
        raise ConfigError(_(_MISSING[tuple(missing)]))
    return Credentials(found[_NAMES[0]], found[_NAMES[1]], found.get(_NAMES[2]))


def _token(text: str) -> AccessToken | None:
    values = {match["value"] for match in _TOKEN.finditer(text)}
    if len(values) > 1:
        raise ConfigError(_("There are two different access tokens: paste one."))
    alone = _TOKEN_ALONE.fullmatch(text.strip())
    if not values and alone is not None:
        values = {alone["value"]}
    return AccessToken(values.pop()) if values else None


def _account(found: dict[str, str]) -> OAuth2Client:
    if any(name in found for name in _NAMES):
        raise ConfigError(_("This holds keys and a service account: paste only one of them."))
    for name in _ACCOUNT:
        if name not in found:
            raise ConfigError(_(_MISSING[name,]))
    return OAuth2Client(found[_ACCOUNT[0]], found[_ACCOUNT[1]])


def _labelled(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _LABELLED.finditer(text):
        label = match["label"].lower()
        name = _name(label)
        if found.setdefault(name, match["value"]) != match["value"]:
            raise ConfigError(_(_TWO_VALUES[name]))
    return found


def _name(label: str) -> str:
    if label.startswith("client"):
        return _ACCOUNT[1] if label.endswith("secret") else _ACCOUNT[0]
    if label.startswith("consumer"):
        return _NAMES[2]
    return _NAMES[1] if label.endswith("secret") else _NAMES[0]


def _bare(text: str) -> dict[str, str]:
    words = _BARE.findall(text)
    short = [word for word in words if len(word) == 16]
    long = [word for word in words if len(word) == 32]
    if len(short) > 1 or len(long) > 2:
        # Which belong together can't be told.
        raise ConfigError(
            _(
                "There are more keys than one set: paste an application key, its secret, a "
                "consumer key."
            )
        )
    return dict(zip(_NAMES[:1], short, strict=False)) | dict(zip(_NAMES[1:], long, strict=False))
