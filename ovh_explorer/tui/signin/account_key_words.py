"""What is said of the account's keys, in a sentence for each kind."""

from collections.abc import Iterable, Mapping

from ovh_explorer.translation import N_, _, labelled, pgettext
from ovh_explorer.workspace.account.account_key import KINDS, AccountKey, Kind

__all__ = [
    "column_titles",
    "in_columns",
    "keys_of_filter",
    "keys_of_list",
    "keys_title",
    "mark_of",
    "named",
    "place_name",
    "revoke_own_title",
    "revoke_own_words",
    "revoked_words",
    "unread_lines",
]

_MIN_LABEL_COLUMNS = 16

_UNREAD: dict[Kind, str] = {
    "credential": N_("consumer keys: {problem}"),
    "application": N_("applications: {problem}"),
    "client": N_("service accounts: {problem}"),
    "token": N_("access tokens: {problem}"),
}
_KINDS: dict[Kind, str] = {
    "credential": N_("consumer keys"),
    "application": N_("applications"),
    "client": N_("service accounts"),
    "token": N_("access tokens"),
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


def keys_title(who: str, count: str) -> str:
    """Whose keys they are, and how many; without `count` that isn't known."""
    if not count:
        return _("Keys of {who}").format(who=who)
    return _("Keys of {who}: {count}").format(who=who, count=count)


def keys_of_filter() -> list[str]:
    """What the keys do in the line of words to find, where letters are text."""
    return [_("enter to the list"), _("esc shows all"), _("F1 help")]


def keys_of_list(
    has_keys: bool, *, makes: bool, is_filtered: bool = False, is_loading: bool = False
) -> list[str]:
    """What the keys do in the list, the most important first.

    Args:
        has_keys: whether there is a key under the cursor.
        makes: whether tokens can be made.
        is_filtered: whether the line of words to find is open, which esc closes first.
        is_loading: whether keys are still read, which esc stops.
    """
    leave = _("esc closes")
    if is_filtered:
        leave = _("esc shows all")
    elif is_loading:
        leave = _("esc stops")
    offered = [
        (True, leave),
        # It names the keys that have no room here.
        (True, _("F1 help")),
        (has_keys, _("D revoke")),
        (makes, _("t new token")),
        (has_keys or is_filtered, _("/ ^f find")),
        (has_keys, _("J K scroll")),
        (has_keys, _("↑↓ choose")),
        (has_keys, _("y copy")),
        (has_keys, _("m more")),
        (True, _("r again")),
    ]
    return [words for is_offered, words in offered if is_offered]


def unread_lines(problems: Mapping[Kind, str]) -> list[str]:
    """Why keys can't be listed: kinds with one cause together, then which rights are missing."""
    # The lists are read at once: in which order they are refused is chance.
    problems = {kind: problems[kind] for kind in KINDS if kind in problems}
    by_problem: dict[str, list[Kind]] = {}
    for kind, problem in problems.items():
        by_problem.setdefault(problem, []).append(kind)
    lines = []
    for problem, kinds in by_problem.items():
        if len(kinds) == 1:
            lines.append(_(_UNREAD[kinds[0]]).format(problem=problem))
        else:
            names = ", ".join(_(_KINDS[kind]) for kind in kinds)
            lines.append(labelled(names, problem))
    if refused := [kind for kind, problem in problems.items() if problem.startswith("403:")]:
        # What is listed is read below its path: without values, for they are not known.
        paths = [KINDS[kind].path.partition("/{")[0] for kind in refused]
        rules = ", ".join(f"GET {path}*" for path in paths)  # not for people
        words = _("Missing rights: {rules}. Close this, sign in, and request a key that has them.")
        lines.append(words.format(rules=rules))
    return lines


def named(key: AccountKey) -> str:
    """A key by its kind, its id and its name."""
    return _(_NAMED[key.kind]).format(name=_id_and_name(key))


def revoked_words(key: AccountKey) -> str:
    """That a key was revoked."""
    return _(_REVOKED[key.kind]).format(name=_id_and_name(key))


def _id_and_name(key: AccountKey) -> str:
    """What tells it from others: all keys of an application have one name. That of a token is in
    its id.
    """
    if key.kind == "token" or not key.name:
        return key.name or key.id
    return _("{id} ({name})").format(id=key.id, name=key.name)


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
