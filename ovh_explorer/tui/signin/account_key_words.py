"""What is said of the account's keys, in a sentence for each kind."""

from collections.abc import Iterable

from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.workspace.account.keys import AccountKey, Kind

__all__ = [
    "column_titles",
    "in_columns",
    "mark_of",
    "named",
    "place_name",
    "revoke_own_title",
    "revoke_own_words",
    "revoked_words",
    "unread_words",
]

_MIN_LABEL_COLUMNS = 16

_UNREAD: dict[Kind, str] = {
    "credential": N_("consumer keys: {problem}"),
    "application": N_("applications: {problem}"),
    "client": N_("service accounts: {problem}"),
    "token": N_("access tokens: {problem}"),
}
_NAMED: dict[Kind, str] = {
    "credential": N_("consumer key {name}"),
    "application": N_("application {name}"),
    "client": N_("service account {name}"),
    "token": N_("access token {name}"),
}
_REVOKED: dict[Kind, str] = {
    "credential": N_("Revoked: consumer key {name}"),
    "application": N_("Revoked: application {name}"),
    "client": N_("Revoked: service account {name}"),
    "token": N_("Revoked: access token {name}"),
}
_REVOKE_OWN: dict[Kind, str] = {
    "credential": N_("Revoke the consumer key of this program?"),
    "application": N_("Revoke the application of this program?"),
    "client": N_("Revoke the service account of this program?"),
    "token": N_("Revoke the access token of this program?"),
}
_SIGN_IN: dict[Kind, str] = {
    "credential": N_("You are signed in with this consumer key."),
    "application": N_("You are signed in with this application."),
    "client": N_("You are signed in with this service account."),
    "token": N_("You are signed in with this access token."),
}


def in_columns(details: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Labels, as wide as the longest of them and a blank, each with its value."""
    details = list(details)
    width = max([_MIN_LABEL_COLUMNS, *(len(label) + 1 for label, _value in details)])
    return [(label.ljust(width), value) for label, value in details]


def column_titles() -> tuple[str, ...]:
    """The titles of the table, after that of the kind, which has none."""
    return (
        pgettext("a column", "name"),
        pgettext("a column", "status"),
        pgettext("a column", "rules"),
        pgettext("a column", "last used"),
        pgettext("a column", "ends"),
    )


def unread_words(kind: Kind, problem: str) -> str:
    """Why keys of a kind can't be listed."""
    return _(_UNREAD[kind]).format(problem=problem)


def named(key: AccountKey) -> str:
    """A key by its kind and its name."""
    return _(_NAMED[key.kind]).format(name=key.name)


def revoked_words(key: AccountKey) -> str:
    """That a key was revoked."""
    return _(_REVOKED[key.kind]).format(name=key.name or key.id)


def revoke_own_title(key: AccountKey) -> str:
    """The question before the key is revoked that the program signs with."""
    return _(_REVOKE_OWN[key.kind])


def revoke_own_words(key: AccountKey) -> str:
    """What revoking the key of the program does."""
    end = _("Everything that uses it stops working, this program too.")
    return f"{_(_SIGN_IN[key.kind])} {end}"


def mark_of(key: AccountKey) -> str:
    """What kind of key it is, in three letters."""
    match key.kind:
        case "credential":
            return pgettext("a kind of key", "key")
        case "application":
            return pgettext("a kind of key", "app")
        case "client":
            return pgettext("a kind of key", "svc")
        case "token":
            return pgettext("a kind of key", "tok")


def place_name(key: AccountKey) -> str:
    """What no other key has: keys of two kinds may have one number."""
    return f"{key.kind} {key.id}"  # not for people
