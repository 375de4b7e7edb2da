"""Tools that users give keys to, and the rights that each of them needs: ``tools.toml``, read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ovh_explorer.call import encode
from ovh_explorer.catalog.resolve import Core
from ovh_explorer.form.normalise import normalise_text
from ovh_explorer.translation import _
from ovh_explorer.workspace.account.access_rules import AccessRule, covers

__all__ = [
    "SIGN_IN",
    "PlaceError",
    "SignIn",
    "Tool",
    "ToolCall",
    "refused",
    "rules_for",
    "tools",
]

SignIn = Literal["application", "oauth2", "token"]
SIGN_IN: tuple[SignIn, ...] = ("application", "oauth2", "token")
"""What a tool can sign in with: application keys, a service account, a personal access token."""

# What is chosen once for all calls of a tool.
_PLACE = re.compile(r"\{(zone|service)\}")
_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")


class PlaceError(ValueError):
    """Why something typed is no zone and no service, in words."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that a tool makes.

    Attributes:
        method: in upper case.
        path: as the tool spells it, a slash at its end too, one of v2 with ``/v2`` before it. A
            name in braces is one value, whatever it is; ``*`` is everything.
    """

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def rule(self) -> AccessRule:
        """The narrowest access rule that covers it."""
        return AccessRule(self.method, _PLACEHOLDER.sub("*", self.path))

    @property
    def is_open(self) -> bool:
        """Whether it stands for every call below its path."""
        return "*" in self.path


@dataclass(frozen=True, slots=True)
class Tool:
    """An entry of ``tools.toml``, which says what its parts are.

    Attributes:
        id: tells it from the others.
        values: the path of the list that its zone or service is chosen from; "" where it has none.
        sign_in: what it can sign in with.
        forms: names of the forms that it reads its keys in, the usual one first.
        source: where the calls were read.
    """

    id: str
    title: str
    what: str
    values: str
    sign_in: tuple[SignIn, ...]
    forms: tuple[str, ...]
    source: str
    templates: tuple[ToolCall, ...]

    @property
    def place_name(self) -> str:
        """What is chosen: ``zone``, ``service``; "" for nothing."""
        found = (_PLACE.search(call.path) for call in self.templates)
        return next((match[1] for match in found if match), "")

    def place_of(self, typed: str) -> str:
        """The zone or service that a typed name means, as the API writes it: an access rule for it
        in any other spelling covers nothing.

        Raises:
            PlaceError: when no zone and no service can have this name.
        """
        if typed:
            _checked(typed.strip())
        kind = self.place_name
        name = normalise_text(
            typed, shape=Core("string"), place="path", name=f"{kind}Name", secret=False
        )
        if kind == "zone":
            text = name.text.lower().removesuffix(".")
            if not text.isascii():
                raise PlaceError(name.remark or _("Write the name in its xn-- form."))
        else:
            text = name.text
        return text

    def calls(self, place: str = "") -> tuple[ToolCall, ...]:
        """Its calls for one zone or service; with "" for all of them.

        Raises:
            PlaceError: when no zone and no service can have this name.
        """
        if not place:
            return self.templates
        value = _checked(place)
        return tuple(
            ToolCall(call.method, _PLACE.sub(lambda _match: value, call.path))
            for call in self.templates
        )


def _checked(place: str) -> str:
    # A dot alone would lead to another path; a blank is easily pasted along, and matches nothing.
    if place in (".", "..") or any(char.isspace() or not char.isprintable() for char in place):
        raise PlaceError(_("A name can't contain a blank, or only dots."))
    if "*" in place or "/" in place:
        raise PlaceError(_("Give one name, without a star and without a slash."))
    return encode(place)


@lru_cache(maxsize=1)
def tools() -> tuple[Tool, ...]:
    """All tools, in the order of the file."""
    import tomllib

    text = Path(__file__).with_name("tools.toml").read_text(encoding="utf-8")
    return tuple(_tool(id, entry) for id, entry in tomllib.loads(text).items())


def _tool(id: str, entry: dict[str, str | list[str]]) -> Tool:
    lines = str(entry["calls"]).split("\n")
    pairs = [line.split() for line in lines if line]
    return Tool(
        id,
        str(entry["title"]),
        str(entry["what"]),
        str(entry.get("values", "")),
        tuple(kind for kind in SIGN_IN if kind in entry["sign_in"]),
        tuple(entry["forms"]),
        str(entry["source"]),
        tuple(ToolCall(method, path) for method, path in pairs),
    )


def rules_for(calls: Iterable[ToolCall]) -> list[AccessRule]:
    """The access rules that calls need, and no others; each once."""
    return list(dict.fromkeys(call.rule for call in calls))


def refused(rules: Iterable[AccessRule], calls: Iterable[ToolCall]) -> list[ToolCall]:
    """The calls that none of the rules covers.

    A call for any value is covered where a rule covers it for every one.
    """
    rules = list(rules)
    return [call for call in calls if not any(_grants(rule, call) for rule in rules)]


def _grants(rule: AccessRule, call: ToolCall) -> bool:
    # What a key may ask about itself needs no rule.
    if call.path.startswith("/auth/"):
        return True
    path = call.rule.path
    # Whether rules carry the branch isn't documented: either spelling is taken.
    spelt = (path, path.removeprefix("/v2")) if path.startswith("/v2/") else (path,)
    return any(covers(rule, call.method, candidate) for candidate in spelt)
