"""Effects of operations (spends, destroys, ends, …), by the rules in ``effects.toml``."""

# No words for people: effects.toml ships with the program; who wrote it reads its mistakes.

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any, TypeGuard

__all__ = [
    "Effect",
    "EffectRule",
    "EffectRules",
    "EffectRulesError",
    "deciding_value",
    "effects_of",
    "effects_with_body",
    "is_known",
    "packaged_rules",
]

_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")
_METHODS = ("POST", "PUT", "DELETE", "PATCH")
_READS = ("GET", "HEAD")


class Effect(StrEnum):
    """What an operation does beside reading, the gravest first. ``effects.toml`` says what each one
    means.
    """

    GIVES_AWAY = "gives-away"
    ENDS = "ends"
    DESTROYS = "destroys"
    SPENDS = "spends"
    LOCKS_OUT = "locks-out"
    INTERRUPTS = "interrupts"
    REMOVES = "removes"
    CHANGES = "changes"


class EffectRulesError(ValueError):
    """A text that holds no rules; the message names the line or the rule at fault."""


@dataclass(frozen=True, slots=True)
class EffectRule:
    """A method and a path, or a path with stars, and what the operations that fit do.

    Attributes:
        spelling: one of the methods and paths that a line stands for (``DELETE
            /domain/zone/{}/record/{}``).
        effects: the gravest first.
        why: what the lines that stand together have in common.
    """

    spelling: str
    effects: tuple[Effect, ...]
    why: str


@dataclass(frozen=True, slots=True)
class EffectCase:
    """What an operation does for some of the values of its body.

    Attributes:
        value: the name of the value, at the top of the body.
        effects: by what the value is, the gravest first.
    """

    value: str
    effects: dict[str, tuple[Effect, ...]]


@dataclass(frozen=True, slots=True)
class EffectGrowth:
    """What an operation does where a number of its body is more than the object has now.

    Attributes:
        value: the name of the number, at the top of both.
        without: values that the body doesn't set then.
        effects: the gravest first.
    """

    value: str
    without: tuple[str, ...]
    effects: tuple[Effect, ...]


_Group = tuple[tuple[Effect, ...], str]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A path with stars. `gap` says whether any number of segments stand between `head` and
    `tail`.
    """

    order: int
    spelling: str
    group: _Group
    head: tuple[str, ...]
    tail: tuple[str, ...]
    gap: bool

    def fits(self, segments: tuple[str, ...]) -> bool:
        written = len(self.head) + len(self.tail)
        if len(segments) < written or (not self.gap and len(segments) != written):
            return False
        first, last = segments[: len(self.head)], segments[len(segments) - len(self.tail) :]
        return _same(self.head, first) and _same(self.tail, last)


class EffectRules:
    """Rules read from a text as ``effects.toml`` has it, which explains itself.

    Raises:
        EffectRulesError: when the text is none, a line can't be read, or an operation is named
            twice.
    """

    def __init__(self, text: str) -> None:
        self.spellings: list[str] = []
        """Every method and path that a line stands for, in the order of the text."""
        self.cases: dict[str, EffectCase] = {}
        """Operations whose effects depend on their body, by method and path."""
        self.growths: dict[str, EffectGrowth] = {}
        """Operations that do less where a number grows, by method and path."""
        self._named: dict[str, _Group] = {}
        # By method and last word, see _last_word.
        self._patterns: dict[str, list[_Pattern]] = {}
        import tomllib

        try:
            tables = tomllib.loads(text)
            for table in tables["rule"]:
                group = (_sorted(table["effects"], table["why"]), table["why"])
                for line in table["operations"].splitlines():
                    if line and not line.startswith("#"):
                        self._add(line, group)
            for table in tables.get("case", ()):
                self._add_case(table)
            for table in tables.get("growth", ()):
                self._add_growth(table)
        except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
            raise EffectRulesError(f"These are no rules: {error!r}") from None
        except ValueError as error:
            raise EffectRulesError(str(error)) from None

    def case_effects(self, method: str, path: str, body: Any) -> tuple[Effect, ...] | None:
        """What an operation does with that body; None where no case says it."""
        case = self.cases.get(f"{method} {_PLACEHOLDER.sub('{}', path)}")
        if case is None or not isinstance(body, dict):
            return None
        value = body.get(case.value)
        return case.effects.get(value) if isinstance(value, str) else None

    def growth_effects(
        self, method: str, path: str, body: Any, present: Any
    ) -> tuple[Effect, ...] | None:
        """What an operation does with that body to an object as it is now; None where it isn't
        known that a number grows.
        """
        growth = self.growths.get(f"{method} {_PLACEHOLDER.sub('{}', path)}")
        if growth is None or not isinstance(body, dict) or not isinstance(present, dict):
            return None
        before, after = present.get(growth.value), body.get(growth.value)
        is_more = _is_number(before) and _is_number(after) and after > before
        is_plain = not any(body.get(name) for name in growth.without)
        return growth.effects if is_more and is_plain else None

    def rule_of(self, method: str, path: str) -> EffectRule | None:
        """The rule that says what an operation does; None where there is none, and for what only
        reads.
        """
        plain = _PLACEHOLDER.sub("{}", path)
        spelling = f"{method} {plain}"
        group = self._named.get(spelling)
        if group is not None:
            return EffectRule(spelling, *group)
        segments = tuple(plain.split("/")[1:])
        fitting = [
            pattern
            for key in (f"{method} {_last_word(segments)}", method)
            for pattern in self._patterns.get(key, ())
            if pattern.fits(segments)
        ]
        if not fitting:
            return None
        upper = min(fitting, key=_order)
        return EffectRule(upper.spelling, *upper.group)

    def _add(self, line: str, group: _Group) -> None:
        method, _, path = line.partition(" ")
        if method not in _METHODS or not path.startswith(("/", "**/")) or " " in path:
            raise EffectRulesError(f"{line!r} is no method and path.")
        for spelling in _alternatives(line):
            self.spellings.append(spelling)
            if "*" in spelling:
                self._add_pattern(spelling, group)
            elif spelling in self._named:
                raise EffectRulesError(
                    f"{spelling} is named twice, by {self._named[spelling][1]!r} and by "
                    f"{group[1]!r}. Take it out of one of them."
                )
            else:
                self._named[spelling] = group

    def _add_case(self, table: dict[str, Any]) -> None:
        name, why = table["operation"], table["why"]
        if name not in self._named:
            raise EffectRulesError(f"{name} has a case, and no rule of its own.")
        if name in self.cases:
            raise EffectRulesError(f"{name} has two cases.")
        effects = {value: _sorted(words, why) for value, words in table["effects"].items()}
        self.cases[name] = EffectCase(table["value"], effects)

    def _add_growth(self, table: dict[str, Any]) -> None:
        name, why = table["operation"], table["why"]
        if name not in self._named:
            raise EffectRulesError(f"{name} has a growth, and no rule of its own.")
        self.growths[name] = EffectGrowth(
            table["value"], tuple(table["without"]), _sorted(table["effects"], why)
        )

    def _add_pattern(self, spelling: str, group: _Group) -> None:
        method, _, path = spelling.partition(" ")
        segments = tuple(path.removeprefix("/").split("/"))
        gaps = segments.count("**")
        if gaps > 1:
            raise EffectRulesError(f"{spelling} has more than one **.")
        at = segments.index("**") if gaps else len(segments)
        pattern = _Pattern(
            len(self.spellings), spelling, group, segments[:at], segments[at + 1 :], bool(gaps)
        )
        word = _last_word(segments)
        self._patterns.setdefault(method if "*" in word else f"{method} {word}", []).append(pattern)


@lru_cache(maxsize=10_000)
def effects_of(method: str, path: str) -> tuple[Effect, ...]:
    """What an operation does, by its method and the template of its path, the gravest first.

    Nothing for what only reads. What no rule knows is held to destroy: an operation that is newer
    than the rules, and a path with values in it instead of a template. No path is in both branches.
    """
    if method in _READS:
        return ()
    rule = packaged_rules().rule_of(method, path)
    return (Effect.DESTROYS,) if rule is None else rule.effects


def effects_with_body(method: str, path: str, body: Any, present: Any = None) -> tuple[Effect, ...]:
    """The same for a request with that body: what an operation does may depend on it, and on what
    is there now, where that is known.
    """
    found = packaged_rules().growth_effects(method, path, body, present)
    if found is None:
        found = packaged_rules().case_effects(method, path, body)
    return effects_of(method, path) if found is None else found


def deciding_value(method: str, path: str) -> str:
    """The name of the value at the top of its body that an operation's effects depend on; "" where
    they are always the same.
    """
    case = packaged_rules().cases.get(f"{method} {_PLACEHOLDER.sub('{}', path)}")
    return "" if case is None else case.value


def is_known(method: str, path: str) -> bool:
    """Whether a rule says what an operation does; for what only reads none need."""
    return method in _READS or packaged_rules().rule_of(method, path) is not None


@cache
def packaged_rules() -> EffectRules:
    """The rules that the program comes with, read once."""
    return EffectRules(Path(__file__).with_name("effects.toml").read_text(encoding="utf-8"))


def _sorted(words: list[str], why: str) -> tuple[Effect, ...]:
    """Effects of a table, the gravest first."""
    if not words:
        raise EffectRulesError(f"{why!r} has no effect.")
    effects = list(Effect)
    wrong = [word for word in words if word not in effects]
    if wrong:
        raise EffectRulesError(
            f"{why!r} has the effect {wrong[0]!r}. Effects are {', '.join(effects)}."
        )
    return tuple(sorted(map(Effect, words), key=effects.index))


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _alternatives(line: str) -> list[str]:
    """Each of the spellings that a line with bars stands for."""
    if "|" not in line:
        return [line]
    return [
        "/".join(parts) for parts in product(*(segment.split("|") for segment in line.split("/")))
    ]


def _last_word(segments: tuple[str, ...]) -> str:
    """What patterns are looked up by: the last segment, with the one before where it is a
    parameter.
    """
    return "/".join(segments[-2:] if segments[-1:] == ("{}",) else segments[-1:])


def _order(pattern: _Pattern) -> int:
    return pattern.order


def _same(pattern: tuple[str, ...], segments: tuple[str, ...]) -> bool:
    return all(wanted in ("*", segment) for wanted, segment in zip(pattern, segments, strict=True))
