"""Access rules of a consumer key: what they cover, and which one a call lacks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ovh_explorer.call import Call, path_with_branch
from ovh_explorer.translation import _, ngettext, number

__all__ = [
    "METHODS",
    "AccessRule",
    "Rights",
    "covering",
    "covers",
    "everything",
    "lacking",
    "moment",
    "of_operation",
    "of_product",
    "read_and_create",
    "read_only",
    "read_rules",
    "rule_for",
    "with_roots",
]

METHODS = ("GET", "POST", "PUT", "DELETE")
"""The methods of the catalog's operations; rules also know PATCH, which none of them has."""

# Of a path in a summary.
_MAX_PATH = 24
# Of a summary with whole paths.
_MAX_PATHS = 3
_MAX_CHARACTERS = 90
_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")


@dataclass(frozen=True, slots=True)
class AccessRule:
    """A method and a path; ``*`` in the path stands for anything, slashes too."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a consumer key may do, as ``GET /auth/currentCredential`` tells it.

    Attributes:
        rules: its access rules.
        credential: its id, for ``/me/api/credential/{credentialId}``; None where the answer has
            none.
        expires: when it ends; None for a key that doesn't.
        allowed_ips: the blocks it is good from; empty for everywhere.
        application: the id of its application, which may be another account's; None where the
            answer has none.
    """

    rules: tuple[AccessRule, ...]
    credential: int | None = None
    expires: datetime | None = None
    allowed_ips: tuple[str, ...] = ()
    application: int | None = None

    @classmethod
    def read(cls, answer: Any) -> "Rights | None":
        """The rights in an answer; None when it is none."""
        if not isinstance(answer, dict) or not isinstance(answer.get("rules"), list):
            return None
        number, blocks = answer.get("credentialId"), answer.get("allowedIPs")
        application = answer.get("applicationId")
        return cls(
            tuple(read_rules(answer)),
            number if isinstance(number, int) else None,
            moment(answer.get("expiration")),
            tuple(block for block in blocks if isinstance(block, str))
            if isinstance(blocks, list)
            else (),
            application if isinstance(application, int) else None,
        )

    @property
    def is_everything(self) -> bool:
        """Whether the rules allow every call."""
        anywhere = {rule.method.upper() for rule in self.rules if rule.path == "/*"}
        return anywhere.issuperset(METHODS)

    @property
    def summary(self) -> str:
        """What the rules allow where they allow most to be changed, and how many paths more there
        are: ``GET/PUT /domain/* and 1 more path``; "" without any. A path goes without saying
        beside all that is below it.
        """
        by_path = self._by_path()
        if not by_path:
            return ""
        path, methods = by_path[0]
        if len(path) > _MAX_PATH:
            path = f"{path[: _MAX_PATH - 1]}…"
        more = len(by_path) - 1
        first = f"{'/'.join(methods)} {path}"
        if not more:
            return first
        words = ngettext("{first} and {count} more path", "{first} and {count} more paths", more)
        return words.format(first=first, count=number(more))

    @property
    def summary_of_paths(self) -> str:
        """The same with a few paths more, whole: ``GET/PUT /domain/*, GET /me``; where they are
        many, or long, :attr:`summary`.
        """
        by_path = self._by_path()
        words = ", ".join(f"{'/'.join(methods)} {path}" for path, methods in by_path)
        is_short = len(by_path) <= _MAX_PATHS and len(words) <= _MAX_CHARACTERS
        return words if is_short else self.summary

    def _by_path(self) -> list[tuple[str, list[str]]]:
        """The methods of each path, that by which most can be changed first."""
        by_path: dict[str, list[str]] = {}
        for rule in self.rules:
            by_path.setdefault(rule.path, []).append(rule.method.upper())
        found = [
            (path, methods)
            for path, methods in by_path.items()
            if not set(methods).issubset(by_path.get(f"{path}/*", ()))
        ]
        return sorted(found, key=lambda item: -len({*item[1]} - {"GET"}))

    def may(self, branch: str, method: str, path: str) -> bool | None:
        """Whether the rules allow an operation, by its path template; None when that depends on the
        path's values.
        """
        template = path_with_branch(branch, _PLACEHOLDER.sub("*", path))
        mine = [rule for rule in self.rules if rule.method.upper() == method.upper()]
        if any(
            covers(rule, method, spelt)
            for rule in mine
            for spelt in (template, template.removeprefix("/v2"))
        ):
            return True
        start = template.removeprefix("/v2").partition("*")[0]
        starts = [rule.path.removeprefix("/v2").partition("*")[0] for rule in mine]
        # A rule that begins as the path does may be about one of its values.
        depends = "*" in template and any(
            it.startswith(start) or start.startswith(it) for it in starts if it != "/"
        )
        return None if depends else False

    def expired(self, now: datetime) -> bool:
        """Whether the key has ended."""
        return self.expires is not None and self.expires <= now


def moment(text: Any) -> datetime | None:
    """A date of the API's answers, ``2017-07-12T08:08:44+02:00``; None for what is none."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def read_only() -> list[AccessRule]:
    """Everything may be read."""
    return [AccessRule("GET", "/*")]


def read_and_create() -> list[AccessRule]:
    """Everything may be read, and what there is not yet be made."""
    return [AccessRule(method, "/*") for method in ("GET", "POST")]


def everything() -> list[AccessRule]:
    """Everything may be done."""
    return [AccessRule(method, "/*") for method in METHODS]


def of_product(branch: str, product: str) -> list[AccessRule]:
    """Everything below a product's path, and that itself."""
    path = path_with_branch(branch, product)
    return with_roots(AccessRule(method, f"{path}/*") for method in METHODS)


def of_operation(branch: str, method: str, path: str) -> list[AccessRule]:
    """One operation, whatever its path parameters."""
    return [AccessRule(method, path_with_branch(branch, _PLACEHOLDER.sub("*", path)))]


def with_roots(rules: Iterable[AccessRule]) -> list[AccessRule]:
    """The rules, and before each that ends in ``/*`` the one without: ``/me/*`` does not cover
    ``/me``. Not where the rules say themselves what may be done with that path. Each once.
    """
    rules = list(rules)
    spoken = {rule.path for rule in rules}
    written: dict[AccessRule, None] = {}
    for rule in rules:
        root = rule.path.removesuffix("/*")
        if root and root not in spoken:
            written[AccessRule(rule.method, root)] = None
        written[rule] = None
    return list(written)


def read_rules(credential: Any) -> list[AccessRule]:
    """The rules in the answer of ``GET /auth/currentCredential``; what is none is left out."""
    rules = credential.get("rules") if isinstance(credential, dict) else None
    return [
        AccessRule(rule["method"], rule["path"])
        for rule in (rules if isinstance(rules, list) else ())
        if isinstance(rule, dict)
        and isinstance(rule.get("method"), str)
        and isinstance(rule.get("path"), str)
    ]


def covers(rule: AccessRule, method: str, path: str) -> bool:
    """Whether a rule lets `method` be called on `path`.

    An exact path, or one with ``*`` anywhere: ``/domain/zone/*`` covers what is below
    ``/domain/zone`` and not that itself (READMEs of go-ovh and python-ovh).
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
    """The narrowest rule that covers every call of the operation, with a slash at the end of its
    path where the call has one.
    """
    path = f"{call.path}/" if call.trailing_slash else call.path
    return of_operation(call.branch, call.method, path)[0]


def covering(rules: Iterable[AccessRule], call: Call) -> AccessRule | None:
    """The first of the rules that covers a call; None where none does."""
    paths = _spelt(call)
    return next(
        (rule for rule in rules if any(covers(rule, call.method, path) for path in paths)), None
    )


def lacking(rules: Iterable[AccessRule], call: Call) -> str:
    """Why none of the rules covers a call, in words; empty where one does."""
    rules = list(rules)
    paths = _spelt(call)
    if covering(rules, call) is not None:
        return ""
    if not rules:
        return _("This key has no access rules. It lacks {rule}.").format(rule=rule_for(call))
    needed = rule_for(call)
    near = _nearly(rules, call.method, paths)
    words = []
    if near is not None:
        words.append(_("{rule} does not cover {path} itself.").format(rule=near, path=paths[0]))
        if any(covers(near, call.method, f"{path}/") for path in paths):
            words.append(
                _("It covers {path}/, which the API treats as the same.").format(path=paths[0])
            )
    values = {"operation": f"{call.method} {paths[0]}", "needed": needed}
    if len(rules) == 1:
        words.append(
            _(
                "The one access rule of this key does not cover {operation}: it lacks {needed}."
            ).format(**values)
        )
    else:
        words.append(
            _(
                "None of this key's {count} access rules covers {operation}: it lacks {needed}."
            ).format(count=number(len(rules)), **values)
        )
    return " ".join(words)


def _spelt(call: Call) -> tuple[str, ...]:
    # Whether rules carry the branch isn't documented: `/*` covers both.
    path = call.concrete_path
    return (f"/v2{path}", path) if call.branch == "v2" else (path,)


def _nearly(rules: Sequence[AccessRule], method: str, paths: Sequence[str]) -> AccessRule | None:
    """A rule that covers what is below the path but not the path: the usual trap."""
    return next(
        (rule for rule in rules for path in paths if covers(rule, method, f"{path}/x")), None
    )
