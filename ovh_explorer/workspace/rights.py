"""Access rules of a consumer key: what they cover, and which one a call lacks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ovh_explorer.call import Call

__all__ = ["AccessRule", "covers", "lacking", "read_rules", "rule_for"]

_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")


@dataclass(frozen=True, slots=True)
class AccessRule:
    """A method and a path; ``*`` in the path stands for anything, slashes too."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def read_rules(credential: Any) -> list[AccessRule]:
    """The rules in the answer of ``GET /auth/currentCredential``; what is none is left out."""
    rules = credential.get("rules") if isinstance(credential, dict) else None
    return [
        AccessRule(rule["method"], rule["path"])
        for rule in (rules if isinstance(rules, list) else ())
        if isinstance(rule, dict) and isinstance(rule.get("method"), str) and isinstance(rule.get("path"), str)
    ]


def covers(rule: AccessRule, method: str, path: str) -> bool:
    """Whether a rule lets `method` be called on `path`.

    An exact path, or one with ``*`` anywhere: ``/domain/zone/*`` covers what is below ``/domain/zone`` and not that
    itself (READMEs of go-ovh and python-ovh).
    """
    if rule.method.upper() != method.upper():
        return False
    pieces = rule.path.split("*")
    if len(pieces) == 1:
        return path == rule.path
    first, *middle, last = pieces
    if not path.startswith(first) or len(path) < len(first) + len(last) or not path.endswith(last):
        return False
    at, end = len(first), len(path) - len(last)
    for piece in middle:
        found = path.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def rule_for(call: Call) -> AccessRule:
    """The narrowest rule that covers every call of the operation."""
    branch = "/v2" if call.branch == "v2" else ""
    return AccessRule(call.method, branch + _PLACEHOLDER.sub("*", call.path))


def lacking(rules: Iterable[AccessRule], call: Call) -> str:
    """Why none of the rules covers a call, in words; empty where one does."""
    rules = list(rules)
    paths = _spelt(call)
    if any(covers(rule, call.method, path) for rule in rules for path in paths):
        return ""
    needed = rule_for(call)
    near = _nearly(rules, call.method, paths)
    words = f"{near} does not cover {paths[0]} itself. " if near is not None else ""
    count = "one access rule" if len(rules) == 1 else f"{len(rules)} access rules"
    return f"{words}None of this key's {count} covers {call.method} {paths[0]}: it lacks {needed}."


def _spelt(call: Call) -> tuple[str, ...]:
    # Whether rules carry the branch isn't documented: `/*` covers both.
    path = call.concrete_path
    return (f"/v2{path}", path) if call.branch == "v2" else (path,)


def _nearly(rules: Sequence[AccessRule], method: str, paths: Sequence[str]) -> AccessRule | None:
    """A rule that covers what is below the path but not the path: the usual trap."""
    return next((rule for rule in rules for path in paths if covers(rule, method, f"{path}/x")), None)
