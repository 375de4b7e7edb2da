"""A key of an account: a consumer key, an application, a service account or an access token."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ovh_explorer.call import Call
from ovh_explorer.text import folded
from ovh_explorer.translation import N_, _, pgettext
from ovh_explorer.translation.dates import shown_date
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.ages import ago
from ovh_explorer.workspace.account.own_token import TOKENS

__all__ = ["KINDS", "AccountKey", "Kind"]

Kind = Literal["credential", "application", "client", "token"]


@dataclass(frozen=True, slots=True)
class _KindOf:
    """The name of a kind, to be translated where it is shown, and the operation that lists it; one
    more segment shows or deletes one.
    """

    title: str
    path: str
    parameter: str


KINDS: dict[Kind, _KindOf] = {
    "credential": _KindOf(N_("consumer key"), "/me/api/credential", "credentialId"),
    "application": _KindOf(N_("application"), "/me/api/application", "applicationId"),
    "client": _KindOf(N_("service account"), "/me/api/oauth2/client", "clientId"),
    "token": _KindOf(N_("access token"), TOKENS, "name"),
}
"""The kinds of keys an account has (guides: first steps, service accounts, personal access
tokens).
"""


@dataclass(frozen=True, slots=True)
class AccountKey:
    """A consumer key, an application, a service account or an access token; what it doesn't have is
    empty.

    Attributes:
        id: as its path has it; of a token its user and its name, as ``ada/laptop``.
        name: of the application, the service account or the token; a consumer key has its
            application's.
        user: of a token.
        text: what one may show of it: the application key, the service account's identity.
        application: the id of a consumer key's application.
        in_use: one is signed in with it.
        problem: why its details aren't known.
    """

    kind: Kind
    id: str
    name: str = ""
    status: str = ""
    description: str = ""
    text: str = ""
    user: str = ""
    rules: tuple[AccessRule, ...] = ()
    application: str = ""
    created: datetime | None = None
    last_use: datetime | None = None
    expires: datetime | None = None
    allowed_ips: tuple[str, ...] = ()
    in_use: bool = False
    problem: str = ""

    @property
    def deletion(self) -> Call:
        """The call that revokes it."""
        kind = KINDS[self.kind]
        path = f"{kind.path}/{{{kind.parameter}}}"
        return Call.make("v1", "DELETE", path, path_values=self.path_values)

    @property
    def path_values(self) -> dict[str, str]:
        """What its path names it by."""
        if self.kind == "token":
            return {"user": self.user, "name": self.name}
        return {KINDS[self.kind].parameter: self.id}

    def matches(self, words: str) -> bool:
        """Whether every word is found in what is known of it."""
        rules = " ".join(str(rule) for rule in self.rules)
        known = " ".join(
            (
                _(KINDS[self.kind].title),
                self.id,
                self.name,
                self.status,
                self.description,
                self.text,
                self.user,
                rules,
            )
        )
        known = folded(known)
        return all(word in known for word in folded(words).split())

    def details(self, now: datetime) -> list[tuple[str, str]]:
        """What is known of it, as ``(label, words)``."""

        def date(when: datetime | None, never: str = "") -> str:
            if when is None:
                return never
            return _("{moment} UTC, {ago}").format(moment=shown_date(when), ago=ago(when, now))

        never = pgettext("of a key", "never")
        lines = [
            (_(KINDS[self.kind].title), self.id),
            (pgettext("of a key", "name"), self.name),
            (pgettext("of a key", "status"), self.status),
        ]
        lines += [
            (pgettext("of a key", "problem"), self.problem),
            (pgettext("of a key", "description"), self.description),
        ]
        if self.kind == "token":
            lines += [
                (pgettext("of a key", "user"), self.user),
                (pgettext("of a key", "created"), date(self.created)),
                (pgettext("of a key", "last used"), date(self.last_use, never)),
                (pgettext("of a key", "ends"), date(self.expires, "" if self.problem else never)),
            ]
        elif self.kind == "credential":
            lines += [
                (pgettext("of a key", "application"), self.application),
                (pgettext("of a key", "created"), date(self.created)),
            ]
            lines += [
                (pgettext("of a key", "last used"), date(self.last_use, never)),
                (pgettext("of a key", "ends"), date(self.expires, never)),
            ]
            lines.append((pgettext("of a key", "only from"), ", ".join(self.allowed_ips)))
            lines += [
                (pgettext("of a key", "may") if index == 0 else "", str(rule))
                for index, rule in enumerate(self.rules)
            ]
        else:
            lines.append(
                (
                    pgettext("of a key", "application key")
                    if self.kind == "application"
                    else pgettext("of a key", "identity"),
                    self.text,
                )
            )
        return [(name, words) for name, words in lines if words]
