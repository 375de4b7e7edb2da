"""Criteria in what is searched for, as in the web console's advanced search: ``method:post in:v2
field:ipBlock``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ovh_explorer.call import BRANCHES, METHODS
from ovh_explorer.catalog.effects import Effect, effects_of
from ovh_explorer.catalog.sections import words_of
from ovh_explorer.translation import N_, _, quoted

__all__ = ["CRITERIA", "Criteria", "read_criteria"]

_COLUMNS = {
    "field": "parameters body response",  # not for people
    "parameter": "parameters",
    "body": "body",
    "response": "response",
    "iam": "iam",
    "product": "product",
    "path": "path",
}
CRITERIA = ("method:", "in:", "status:", "effect:", *(f"{name}:" for name in _COLUMNS))
"""What a criterion begins with."""

_ONE = re.compile(
    r"(?<!\S)(method|in|branch|status|effect|" + "|".join(_COLUMNS) + r"):([A-Za-z0-9_.,/-]+)",
    re.IGNORECASE,
)
_STATUSES = ("PRODUCTION", "BETA", "ALPHA", "DEPRECATED")
_NO_BRANCH = N_("Unknown branch {value}. The branches are: {known}.")
# What is said of a value that a criterion doesn't have, and those that it has.
_KNOWN: dict[str, tuple[str, Sequence[str]]] = {
    "in": (_NO_BRANCH, BRANCHES),
    "branch": (_NO_BRANCH, BRANCHES),
    "method": (N_("Unknown method {value}. The methods are: {known}."), METHODS),
    "status": (N_("Unknown status {value}. The statuses are: {known}."), _STATUSES),
    "effect": (N_("Unknown effect {value}. The effects are: {known}."), tuple(Effect)),
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What an operation must be, beside having the words.

    Attributes:
        branches: ``v1``, ``v2``; empty for both.
        methods, statuses: one of these; empty for any.
        effects: one of these; empty for any.
        problem: what was asked for and doesn't exist, with what does; "" where all of it does.
        words: FTS5 columns, parted by blanks, and the beginning of a word that one of them must
            have.
    """

    branches: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    effects: tuple[str, ...] = ()
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.branches or self.words or self.is_narrow)

    @property
    def branch(self) -> str:
        """The one branch; empty for both."""
        return self.branches[0] if len(self.branches) == 1 else ""

    @property
    def is_narrow(self) -> bool:
        """Whether operations are told apart by more than their words and branch."""
        return bool(self.methods or self.statuses or self.effects)

    def allows(self, method: str, path: str, status: str) -> bool:
        """Whether an operation is one."""
        return (
            (not self.methods or method in self.methods)
            and (not self.statuses or status in self.statuses)
            and (not self.effects or not set(self.effects).isdisjoint(effects_of(method, path)))
        )


def read_criteria(text: str) -> tuple[Criteria, str]:
    """The criteria in a text, and the rest of it; what only looks like one stays in the rest."""
    branches: dict[str, None] = {}
    methods: list[str] = []
    statuses: list[str] = []
    words: list[tuple[str, str]] = []
    effects: list[str] = []
    problem = ""

    def take(found: re.Match[str]) -> str:
        nonlocal problem
        name, value = found[1].lower(), found[2]
        given = [part.upper() for part in value.split(",") if part]
        if name in ("in", "branch") and value.lower() in BRANCHES:
            branches[value.lower()] = None
        elif name == "method" and given and all(part in METHODS for part in given):
            methods.extend(given)
        elif name == "status" and given and all(_status(part) for part in given):
            statuses.extend(_status(part) for part in given)
        elif name == "effect":
            for part in given:
                effects.extend(_effects(part))
                if not _effects(part):
                    problem = _unknown("effect", part)
        elif name in _KNOWN:
            problem = _unknown(name, value)
        elif name in _COLUMNS and (parts := words_of(value)):
            words.extend((_COLUMNS[name], part) for part in parts)
        else:
            return found[0]
        return " "

    rest = _ONE.sub(take, text)
    criteria = Criteria(
        tuple(branches), tuple(methods), tuple(statuses), tuple(words), tuple(effects), problem
    )
    return criteria, rest.strip()


def _unknown(name: str, value: str) -> str:
    """That a criterion has no such value, and which it has."""
    said, known = _KNOWN[name]
    return _(said).format(value=quoted(value.lower()[:30]), known=", ".join(known).lower())


def _effects(text: str) -> list[str]:
    """The effects that a beginning names."""
    return [effect.value for effect in Effect if effect.upper().startswith(text)]


def _status(text: str) -> str:
    """The status that a beginning names; empty for none."""
    return next((status for status in _STATUSES if len(text) > 1 and status.startswith(text)), "")
