"""What a call does as a question in words, from its method and path: "Delete record 5210000001 of
example.com?"
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ovh_explorer.call import Call, placeholders
from ovh_explorer.text import printable
from ovh_explorer.translation import _, language
from ovh_explorer.workspace.calls.path_words import (
    ACTIONS,
    ROOTS,
    VERBS,
    is_creating,
    preposition,
    said_verb,
    singular,
    with_article,
    words_of,
)

# No words for people: English is made of these; question_french.py has its own.

__all__ = [
    "CALLED",
    "EITHER",
    "PLACES",
    "USUAL",
    "Thing",
    "is_account",
    "is_group",
    "question_about",
    "sentence",
    "things_of",
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
_SEVERAL_WORDS = frozenset(("to", "as", "on", "with", "by"))


def question_about(call: Call, description: str = "", *, to: str = "") -> str:
    """What a call does, as a question; its secrets are masked.

    Args:
        description: what the schema says of the operation.
        to: where the body says that something goes.
    """
    values = dict(call.masked().path_values)
    if language() == "fr":
        from ovh_explorer.workspace.calls.question_french import french_sentence

        words = french_sentence(call.method, call.path, values, description)
    else:
        words = sentence(call.method, call.path, values, description)
    if to:
        return _("{sentence} to {target}?").format(sentence=words, target=to)
    return _("{sentence}?").format(sentence=words)


def sentence(method: str, path: str, values: Mapping[str, str], description: str = "") -> str:
    """What a request does, as a sentence without its end.

    Args:
        path: the template.
        values: those of its placeholders; one that is missing is left as it is.
        description: what the schema says of the operation; its first word may be a better verb.
    """
    things = things_of(path, values)
    if not things:
        return f"{method} {printable(path)}"
    said = said_verb(description)
    if said == "remove" and " from " not in description:
        # What is in nothing else is gone.
        said = "delete"
    words = (_ordered(things) if method == "POST" else "") or (
        _posted(things, said) if method == "POST" else _changed(method, things, said)
    )
    return words[:1].upper() + words[1:]


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
        value = " ".join(_value(values.get(name) or f"{{{name}}}") for name in names)
        if names[-1] in _WAYS and literals:
            continue
        things.append(Thing(tuple(literals), value, names[-1], not things))
        literals = []
    if literals:
        things.append(Thing(tuple(literals), is_first=not things))
    return things


def _value(text: str) -> str:
    shown = printable(text)
    if len(shown) <= _MAX_VALUE_CHARACTERS:
        return shown
    half = (_MAX_VALUE_CHARACTERS - 1) // 2
    return f"{shown[:half]}…{shown[-half:]}"


def _owners(above: Sequence[Thing], link: str = "of") -> str:
    """What a thing belongs to: what is right above it, and what the path begins with."""
    places = [thing.value for thing in above if thing.parameter in PLACES]
    owners = [thing for thing in above if thing.parameter not in PLACES]
    place = f" in {places[-1]}" if places else ""
    if not owners:
        return place
    if len(owners) == 1:
        return f"{place} {link} {owners[0].short_name}"
    return f" {link} {owners[-1].name}{place} of {owners[0].short_name}"


def _of_account(last: Thing, link: str = "of") -> str:
    return f" {link} your account" if last.is_first and last.literals[:1] == ("me",) else ""


def is_group(literals: Sequence[str]) -> bool:
    """Whether parts of a path only group others."""
    return set(literals) <= _GROUPS - {"service"}


def is_account(thing: Thing) -> bool:
    return thing.is_first and not thing.value and thing.literals == ("me",)


def _object(things: Sequence[Thing], link: str = "of") -> str:
    """The last thing with what it belongs to."""
    last, above = things[-1], things[:-1]
    if is_account(last):
        return "your account"
    if last.parameter in PLACES and above:
        return f"{_object(above)} in {last.value}"
    name = last.name if last.value else f"the {last.noun}"
    if last.is_first and last.value:
        name = last.name
    return f"{name}{_owners(above, link) or _of_account(last, link)}"


def _changed(method: str, things: Sequence[Thing], said: str) -> str:
    """What a DELETE or a PUT does."""
    last = things[-1]
    if method == "PUT" and not last.value:
        segment, target = last.literals[-1], _before(last, things[:-1])
        words = words_of(segment)
        if segment in ACTIONS:
            return _told(ACTIONS[segment], target)
        if words[0] in VERBS and (len(words) > 1 or words[0] == said):
            return _action(VERBS[words[0]], words[1:], target)
    verb = said if said in CALLED.get(method, ()) else USUAL.get(method, method.lower())
    link = "of" if verb in ("enable", "disable") else preposition(verb)
    return f"{verb} {_object(things, link)}"


def _ordered(things: Sequence[Thing]) -> str:
    """What is ordered by a path of its own; "" where it isn't one of those."""
    first, last = things[0], things[-1]
    if first.literals[:1] != ("order",):
        return ""
    if first.literals[1:2] == ("cartServiceOption",):
        service = Thing(first.literals[2:], first.value)
        return f"add an option of {service.name} to a cart"
    if first.literals[1:2] == ("cart",):
        is_product = len(things) == 2 and len(last.literals) == 1 and last.literals[0] not in VERBS
        return f"add {last.noun} to {first.name}" if is_product and not last.value else ""
    words = words_of(last.literals[-1]) if not last.value else []
    is_action = bool(words) and words[0] in VERBS
    what = f"to {_posted(things, '')}" if is_action else f"for {_object(things)}"
    return f"create an order {what}"


def _posted(things: Sequence[Thing], said: str) -> str:
    """What a POST does: an action on a thing, or a new one."""
    last, above = things[-1], things[:-1]
    if last.value:
        return f"{said or 'add'} {_object(things)}"
    segment = last.literals[-1]
    target = _before(last, above)
    if segment in ACTIONS:
        return _told(ACTIONS[segment], target)
    words = words_of(segment)
    is_thing = segment in EITHER and is_creating(said) and said != segment
    if words[0] in VERBS and not is_thing:
        return _action(VERBS[words[0]], words[1:], target)
    verb = said or "add"
    noun = last.noun
    if is_creating(verb):
        noun = singular(noun)
    link = preposition(verb)
    owners = _owners(above, link) or _of_account(last, link)
    return f"{verb} {with_article(noun, verb)}{owners}"


def _before(last: Thing, above: Sequence[Thing]) -> str:
    """What the last word of a path is done to."""
    rest = Thing(last.literals[:-1], is_first=last.is_first)
    if rest.literals and not is_group(rest.literals):
        return _object([*above, rest])
    return _object(above) if above else ""


def _told(action: str, target: str) -> str:
    # Not by `format`: what is in braces may be a placeholder without a value.
    return action.replace("{}", target) if "{}" in action else _with_target(action, target, "of")


def _with_target(words: str, target: str, link: str) -> str:
    return f"{words} {link} {target}" if target else words


def _action(verb: str, rest: list[str], target: str) -> str:
    if not rest:
        return f"{verb} {target}".strip()
    if rest[0] in _SEVERAL_WORDS:
        return f"{verb} {target} {' '.join(rest)}"
    return _with_target(f"{verb} {with_article(' '.join(rest), verb)}", target, preposition(verb))
