"""The things that a path of the API names, and what questions about calls say of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ovh_explorer.call import placeholders
from ovh_explorer.text import printable
from ovh_explorer.workspace.calls.path_words import ROOTS, singular, words_of

# No words for people: names in English, which question_french.py has in French.

__all__ = [
    "CALLED",
    "EITHER",
    "PLACES",
    "USUAL",
    "Thing",
    "is_account",
    "is_group",
    "sends_sms",
    "things_of",
    "values_of",
]

_MAX_VALUE_CHARACTERS = 48
# Path parameters that say where, and those that say how.
PLACES = ("region", "regionName", "availabilityZone")
_WAYS = ("duration", "planCode")
# Parts of paths that only group others.
_GROUPS = frozenset(
    ("configurations", "database", "features", "me", "order", "reference", "resource", "service",
     "support", "v1")
)  # fmt: skip
# Databases, of which a cluster is made.
_ENGINES = frozenset(
    ("cassandra", "clickhouse", "grafana", "kafka", "kafkaConnect", "kafkaMirrorMaker",
     "m3aggregator", "m3db", "mongodb", "mysql", "opensearch", "postgresql", "redis", "valkey")
)  # fmt: skip
_PAIRS = {
    "API OAuth2 client": "OAuth2 client",
    "access restriction IP": "IP access restriction",
    "access restriction SMS": "SMS access restriction",
    "access restriction TOTP": "TOTP access restriction",
    "access restriction U2F": "U2F access restriction",
    "account subaccount": "subaccount",
    "domain delegated account": "delegated account",
    "network private": "private network",
    "network public": "public network",
    "payment method PayPal": "PayPal account",
    "payment method bank account": "bank account",
    "payment method credit card": "credit card",
    "savings plan subscribe": "savings plan subscription",
    "savings plan subscribed": "savings plan",
    "terminate": "termination",
}
# Verbs of a path that are things too: the description tells.
EITHER = frozenset(
    ("request", "copy", "test", "import", "export", "move", "group", "archive", "check", "block",
     "transfer", "order", "link", "search", "end", "reply", "lock", "sync")
)  # fmt: skip
# What a DELETE and a PUT are also called in descriptions.
CALLED = {
    "DELETE": frozenset(
        ("remove", "unlink", "disable", "terminate", "detach", "revoke", "cancel", "release",
         "unconfigure", "leave", "dissociate", "unsubscribe", "unregister", "unassign",
         "disconnect", "abort", "close")
    ),
    "PUT": frozenset(("update", "set", "rename", "enable", "add")),
}  # fmt: skip
USUAL = {"DELETE": "delete", "PUT": "change", "PATCH": "change", "POST": "add"}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a path names.

    Attributes:
        literals: the words before the value.
        value: "" for a thing of which there is one.
        parameter: the name of the placeholder.
        is_first: whether the path begins with it.
    """

    literals: tuple[str, ...]
    value: str = ""
    parameter: str = ""
    is_first: bool = False

    @property
    def noun(self) -> str:
        """What kind of thing it is; in the singular where it has a value."""
        if self.is_first:
            begin = "/".join(word for word in self.literals if word != "order")
            if begin in ROOTS:
                return ROOTS[begin]
            if begin.startswith("license/") and begin.count("/") == 1:
                return f"{' '.join(words_of(self.literals[-1]))} license"
        kept = [word for word in self.literals if word not in _GROUPS] or list(self.literals[-1:])
        words = " ".join(_attribute(word) for word in kept[-2:-1])
        noun = " ".join(words_of(kept[-1])) if kept else ""
        if self.value:
            noun = singular(noun)
        # Not an email email address.
        if words.endswith(singular(noun)):
            noun = words
        elif words and not noun.startswith(words):
            noun = f"{words} {noun}"
        if kept and kept[-1] in _ENGINES:
            noun += " cluster"
        return _PAIRS.get(noun, noun)

    @property
    def name(self) -> str:
        """The thing by its value."""
        return f"{self.noun} {self.value}".strip()

    @property
    def is_host(self) -> bool:
        """Whether the value is a name of a host or a domain."""
        pattern = r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}"
        return self.is_first and re.fullmatch(pattern, self.value) is not None

    @property
    def short_name(self) -> str:
        """The value alone, where that is a name of a host or a domain."""
        return self.value if self.is_host else self.name


def _attribute(segment: str) -> str:
    return singular(" ".join(words_of(segment)))


def things_of(path: str, values: Mapping[str, str]) -> list[Thing]:
    """The things of a path, from the left."""
    things: list[Thing] = []
    literals: list[str] = []
    for segment in path.split("/"):
        names = placeholders(segment)
        if not names:
            literals += [segment] if segment else []
            continue
        value = " ".join(values_of(segment, values))
        if names[-1] in _WAYS and literals:
            continue
        things.append(Thing(tuple(literals), value, names[-1], not things))
        literals = []
    if literals:
        things.append(Thing(tuple(literals), is_first=not things))
    return things


def values_of(path: str, values: Mapping[str, str]) -> list[str]:
    """The values of a path or of a part of it as they are shown, from the left; a placeholder
    where there is none.
    """
    return [_value(values.get(name) or f"{{{name}}}") for name in placeholders(path)]


def _value(text: str) -> str:
    shown = printable(text)
    if len(shown) <= _MAX_VALUE_CHARACTERS:
        return shown
    half = (_MAX_VALUE_CHARACTERS - 1) // 2
    return f"{shown[:half]}…{shown[-half:]}"


def is_group(literals: Sequence[str]) -> bool:
    """Whether parts of a path only group others."""
    return set(literals) <= _GROUPS - {"service"}


def is_account(thing: Thing) -> bool:
    return thing.is_first and not thing.value and thing.literals == ("me",)


def sends_sms(things: Sequence[Thing]) -> bool:
    """Whether a POST sends an SMS: the API calls that a job."""
    return things[0].literals == ("sms",) and things[-1].literals == ("jobs",)
