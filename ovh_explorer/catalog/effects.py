"""What an operation does: spends, destroys, ends… The rules are data, beside this: ``effects.toml``."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import product

__all__ = ["Effect", "EffectRule", "EffectRules", "EffectRulesError", "effects_of", "packaged_rules"]

_PLACEHOLDER = re.compile(r"\{[^{}/]*\}")
_LINE = re.compile(
    r"((?:POST|PUT|DELETE|PATCH)(?:\|(?:POST|PUT|DELETE|PATCH))*)"
    r" ((?:/|(?=\*\*/))(?:\{\}|\*\*?|[\w.-]+(?:\|[\w.-]+)*)(?:/(?:\{\}|\*\*?|[\w.-]+(?:\|[\w.-]+)*))*)",
    re.ASCII,
)
_READS = ("GET", "HEAD")


class Effect(StrEnum):
    """What an operation does beside reading, the gravest first. ``effects.toml`` says what each one means."""

    GIVES_AWAY = "gives-away"
    ENDS = "ends"
    DESTROYS = "destroys"
    SPENDS = "spends"
    LOCKS_OUT = "locks-out"
    INTERRUPTS = "interrupts"
    REMOVES = "removes"
    CHANGES = "changes"


class EffectRulesError(ValueError):
    """A text that holds no rules; the message names the line at fault."""


@dataclass(frozen=True, slots=True)
class EffectRule:
    """A method and a path, or a path with stars, and what the operations that fit do.

    Attributes:
        spelling: one of the methods and paths that a line stands for (``DELETE /domain/zone/{}/record/{}``).
        effects: the gravest first.
        why: what the lines that stand together have in common.
    """

    spelling: str
    effects: tuple[Effect, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A path with stars. `gap` says whether any number of segments stand between `head` and `tail`."""

    order: int
    rule: EffectRule
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
        EffectRulesError: when the text is none, a line can't be read, or an operation is named twice.
    """

    def __init__(self, text: str) -> None:
        self.rules: list[EffectRule] = []
        """Everything that the lines stand for, in the order of the text."""
        self._named: dict[tuple[str, str], EffectRule] = {}
        # By method and last segment; those that end in a star under "".
        self._patterns: dict[tuple[str, str], list[_Pattern]] = {}
        try:
            tables = tomllib.loads(text)["rule"]
            for table in tables:
                effects = tuple(sorted((Effect(name) for name in table["effects"]), key=list(Effect).index))
                if not effects:
                    raise EffectRulesError(f"{table['why']!r} has no effect.")
                for line in table["operations"].splitlines():
                    if line.strip() and not line.startswith("#"):
                        self._add(line, effects, table["why"])
        except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
            raise EffectRulesError(f"These are no rules: {error!r}") from None
        except ValueError as error:
            raise EffectRulesError(str(error)) from None

    def rule_of(self, method: str, path: str) -> EffectRule | None:
        """The line that says what an operation does; None where no line knows it, and for what only reads."""
        plain = _PLACEHOLDER.sub("{}", path)
        named = self._named.get((method, plain))
        if named is not None:
            return named
        segments = tuple(plain.split("/")[1:])
        found: _Pattern | None = None
        for last in (segments[-1], ""):
            for pattern in self._patterns.get((method, last), ()):
                if found is not None and pattern.order > found.order:
                    break
                if pattern.fits(segments):
                    found = pattern
                    break
        return None if found is None else found.rule

    def _add(self, line: str, effects: tuple[Effect, ...], why: str) -> None:
        read = _LINE.fullmatch(line)
        if read is None:
            raise EffectRulesError(f"{line!r} is no method and path.")
        methods = read[1].split("|")
        choices = [segment.split("|") for segment in read[2].removeprefix("/").split("/")]
        for method, *segments in product(methods, *choices):
            path = "/".join(segments) if segments[0] == "**" else f"/{'/'.join(segments)}"
            rule = EffectRule(f"{method} {path}", effects, why)
            if "*" in path:
                self._add_pattern(rule, method, tuple(segments))
            elif (method, path) in self._named:
                raise EffectRulesError(f"{rule.spelling} is named twice.")
            else:
                self._named[method, path] = rule
            self.rules.append(rule)

    def _add_pattern(self, rule: EffectRule, method: str, segments: tuple[str, ...]) -> None:
        gaps = segments.count("**")
        if gaps > 1:
            raise EffectRulesError(f"{rule.spelling} has more than one **.")
        at = segments.index("**") if gaps else len(segments)
        pattern = _Pattern(len(self.rules), rule, segments[:at], segments[at + 1 :], bool(gaps))
        last = "" if segments[-1].startswith("*") else segments[-1]
        self._patterns.setdefault((method, last), []).append(pattern)


def effects_of(method: str, path: str) -> tuple[Effect, ...]:
    """What an operation does, by its method and the template of its path, the gravest first.

    Nothing for what only reads. What no rule knows is held to destroy: an operation that is newer than the rules, and a
    path with values in it instead of a template. No path is in both branches.
    """
    if method in _READS:
        return ()
    rule = packaged_rules().rule_of(method, path)
    return (Effect.DESTROYS,) if rule is None else rule.effects


@cache
def packaged_rules() -> EffectRules:
    """The rules that the program comes with, read once."""
    return EffectRules(files("ovh_explorer.catalog").joinpath("effects.toml").read_text(encoding="utf-8"))


def _same(pattern: tuple[str, ...], segments: tuple[str, ...]) -> bool:
    return all(wanted in ("*", segment) for wanted, segment in zip(pattern, segments, strict=True))
