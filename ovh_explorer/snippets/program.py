"""What a program is, in no language: calls whose values come out of variables and of responses.

The calls hold marks in place of such values. A language writes a call as ever, and puts what a
value comes from where the mark is.
"""

# No words for people: code and its comments; what can't be written is said by marked messages.

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ovh_explorer.call import Call, operation_title
from ovh_explorer.snippets.language import SnippetContext, SnippetError, one_line, wrapped
from ovh_explorer.translation import _

__all__ = [
    "MAX_TURNS",
    "PAUSE_SECONDS",
    "Condition",
    "Conditions",
    "Origin",
    "OriginWriter",
    "Program",
    "ProgramStep",
    "ProgramVariable",
    "Slot",
    "camel",
    "condition_code",
    "identifiers",
    "marks_in",
    "pieces_of",
    "quoted_parts",
    "step_lines",
    "title_lines",
    "whole_mark",
]

PAUSE_SECONDS = 5
"""How long a program waits before it asks for a task again."""

MAX_TURNS = 120
"""How often it asks before it gives up."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: a variable, or a part of a step's response.

    Attributes:
        is_secret: what other users of a machine must not see.
    """

    name: str
    steps: tuple[str | int, ...] = ()
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands where a mark is: one origin, or texts and origins that make one text."""

    kind: Literal["path", "query", "header", "body"]
    parts: tuple[str | Origin, ...]

    @property
    def origin(self) -> Origin | None:
        """The one origin that it is; None where it is a text made of several parts."""
        (only,) = self.parts if len(self.parts) == 1 else ("",)
        return only if isinstance(only, Origin) else None


@dataclass(frozen=True, slots=True)
class ProgramVariable:
    """A value that is given at the top; a secret's is in the environment."""

    name: str
    value: str
    description: str = ""
    is_secret: bool = False

    @property
    def environment(self) -> str:
        """The variable of the environment that holds a secret."""
        return self.name.upper()


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a part of a response is one of some values, or none of them."""

    steps: tuple[str | int, ...]
    values: tuple[Any, ...]
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Conditions:
    """Whether all, or any, of several conditions are met."""

    several: "tuple[Condition | Conditions, ...]"
    are_all: bool


@dataclass(frozen=True, slots=True)
class ProgramStep:
    """A call with marks in it.

    Attributes:
        name: of the variable that holds its response.
        until: the JMESPath expression that ends the waiting; "" for a call that is sent once.
        condition: the same, for languages without JMESPath; None where there is none.
        title: method and path.
        note: what it does.
    """

    call: Call
    name: str
    until: str = ""
    condition: Condition | Conditions | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Method and path, as the catalog has it."""
        return operation_title(self.call.branch, self.call.method, self.call.path)

    @property
    def gives_up(self) -> str:
        """What is said when the waiting has no end."""
        return f"{self.title}: not over after {MAX_TURNS * PAUSE_SECONDS // 60} minutes."


@dataclass(frozen=True, slots=True)
class Program:
    """A series of calls.

    Attributes:
        mark: what the marks match.
        slots: what stands for each mark.
    """

    title: str
    variables: tuple[ProgramVariable, ...]
    steps: tuple[ProgramStep, ...]
    mark: re.Pattern[str]
    slots: Mapping[str, Slot] = field(default_factory=dict)

    @property
    def calls(self) -> list[Call]:
        """The calls, with their marks."""
        return [step.call for step in self.steps]

    @property
    def secrets(self) -> list[ProgramVariable]:
        """The variables that the environment holds."""
        return [variable for variable in self.variables if variable.is_secret]

    @property
    def waits(self) -> bool:
        """Whether a step is sent until something is true of its response."""
        return any(step.until for step in self.steps)

    def is_of_response(self, origin: Origin) -> bool:
        """Whether a value may be anything: variables are texts."""
        return all(origin.name != variable.name for variable in self.variables)

    def needs(self, *kinds: str) -> bool:
        """Whether a value goes to such a place."""
        return any(slot.kind in kinds for slot in self.slots.values())


class OriginWriter:
    """Writes where values come from, in a language of which programs have the functions ``at``, a
    part of a response, and ``plain``, a value within a text.

    Args:
        names: what variables and responses are called.
        value: writes a step into a response.
    """

    def __init__(
        self, program: Program, names: Mapping[str, str], value: Callable[[str | int], str]
    ) -> None:
        self._program = program
        self._names = names
        self._value = value

    def code(self, origin: Origin) -> str:
        """What an origin is by itself."""
        name = self._names[origin.name]
        if not self._program.is_of_response(origin):
            return name
        return f"at({', '.join([name, *map(self._value, origin.steps)])})"

    def within(self, origin: Origin) -> str:
        """What an origin is within a text."""
        code = self.code(origin)
        return f"plain({code})" if self._program.is_of_response(origin) else code


def identifiers(
    program: Program, taken: Sequence[str], spell: Callable[[str], str] = str
) -> dict[str, str]:
    """What each variable and each response is called in a language.

    Args:
        taken: names that mean something else.
        spell: how the language spells a name: ``zoneName`` for ``zone_name``.
    """
    found: dict[str, str] = {}
    used = set(taken)
    for name in (*(item.name for item in program.variables), *(s.name for s in program.steps)):
        if name in found:
            continue
        base = spell(re.sub(r"[^A-Za-z0-9_]", "_", name))
        free, number = base, 1
        while free in used:
            number += 1
            free = spell(f"{base}_value") if number == 2 else f"{base}{number}"
        used.add(free)
        found[name] = free
    return found


def camel(name: str) -> str:
    """``zone_name`` as ``zoneName``."""
    first, *others = [part for part in name.split("_") if part] or ["value"]
    return first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in others)


def marks_in(text: str, program: Program) -> bool:
    """Whether a text holds a mark."""
    return program.mark.search(text) is not None


def whole_mark(literal: str, program: Program) -> Slot | None:
    """The slot of a literal that is a mark between quotes and nothing else."""
    found = program.mark.fullmatch(literal[1:-1])
    return None if found is None or literal[:1] not in "'\"" else program.slots[found[0]]


def pieces_of(literal: str, program: Program) -> list[str | Slot]:
    """What is between the quotes of a target: plain pieces as they are spelled, and slots.

    Raises:
        SnippetError: for a literal that is no target; its values would need another encoding.
    """
    inner = literal[1:-1]
    if not inner.startswith(("/", "https://", "http://")):
        raise SnippetError(_("A value that flows stands in a text that can't be written as code."))
    found: list[str | Slot] = []
    end = 0
    for mark in program.mark.finditer(inner):
        found += [inner[end : mark.start()], program.slots[mark[0]]]
        end = mark.end()
    return [piece for piece in (*found, inner[end:]) if piece != ""]


def quoted_parts(
    slot: Slot, literal: Callable[[str], str], code: Callable[[Origin], str]
) -> list[str]:
    """The parts of a slot as code: literals and what origins are."""
    return [literal(part) if isinstance(part, str) else code(part) for part in slot.parts]


def title_lines(program: Program, context: SnippetContext, install: str) -> list[str]:
    """The lines of the comment on top."""
    lines = [*wrapped(program.title), *wrapped(context.note)]
    return [*lines, f"Install: {install}"] if install else lines


def step_lines(step: ProgramStep, context: SnippetContext, width: int = 85) -> list[str]:
    """The lines of the comment above a step: what it is, what it does, what the user says of it."""
    words = wrapped(context.describe(step.call), width)
    return [one_line(step.title), *words, *wrapped(step.note, width)]


def condition_code(
    condition: Condition | Conditions, one: Callable[[Condition], str], words: tuple[str, str]
) -> str:
    """The condition that ends the waiting of a step, as code.

    Args:
        one: writes a condition of a single part.
        words: *and* and *or*.
    """
    if isinstance(condition, Condition):
        return one(condition)
    inner = []
    for part in condition.several:
        text = condition_code(part, one, words)
        inner.append(f"({text})" if isinstance(part, Conditions) else text)
    return f" {words[0] if condition.are_all else words[1]} ".join(inner)
