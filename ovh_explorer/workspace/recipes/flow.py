"""Which value of a run came out of which response: a recipe of what was sent, and why it is so."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ovh_explorer.call import Call, operation_title, placeholders
from ovh_explorer.translation import _, number
from ovh_explorer.workspace.recipes.exchanges import NO_RESPONSE, Exchange, Turn, turns_of
from ovh_explorer.workspace.recipes.names import Names, name_of
from ovh_explorer.workspace.recipes.places import Leaf, Place, Value, leaves_of, values_of
from ovh_explorer.workspace.recipes.recipe import NO_BODY, Recipe, RecipeParameter, RecipeStep
from ovh_explorer.workspace.recipes.source import Source, Sources, parts_around
from ovh_explorer.workspace.recipes.specific import is_specific, kind_of
from ovh_explorer.workspace.recipes.template import Reference

__all__ = ["Flow", "FlowMark", "Kind", "find_flow"]

Kind = Literal["response", "parameter", "secret", "fixed"]


@dataclass(frozen=True, slots=True)
class FlowMark:
    """What was decided of a value of a request.

    Attributes:
        number: the request's, among those that were given.
        place: where the value stands in it.
        text: the value; "" for a secret.
        kind: where it comes from: an earlier response, a parameter, the environment; or it stays
            as it is.
        name: the reference or the parameter: ``record.id``, ``zone``; "" where it stays.
        why: a sentence that explains it.
        is_choice: whether the user said that it stays.
    """

    number: int
    place: Place
    text: str
    kind: Kind
    name: str
    why: str
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A recipe of a run.

    Attributes:
        marks: what was decided of values, in the order of the requests.
        numbers: of the request that each step stands for.
    """

    recipe: Recipe
    marks: tuple[FlowMark, ...]
    numbers: tuple[int, ...]


def find_flow(exchanges: Sequence[Exchange], fixed: Collection[tuple[int, Place]] = ()) -> Flow:
    """A recipe of requests and their responses, in the order in which they were sent.

    Args:
        fixed: values that the user wants as they are: the number of a request, and a place in it.
    """
    return _Flow(turns_of(exchanges), frozenset(fixed)).result()


@dataclass(slots=True)
class _Decision:
    """What becomes of a value: the template, and what is said of it."""

    value: Value
    template: str
    kind: Kind
    name: str
    why: str


@dataclass(slots=True)
class _Parameter:
    name: str
    choices: str = ""
    is_secret: bool = False


@dataclass(slots=True)
class _Flow:
    turns: list[Turn]
    fixed: frozenset[tuple[int, Place]]
    names: Names = field(default_factory=Names)
    parameters: dict[tuple[str, bool], _Parameter] = field(default_factory=dict)
    step_names: list[str] = field(default_factory=list)
    found: dict[tuple[int, Place], tuple[Source | None, str]] = field(default_factory=dict)
    secrets: frozenset[str] = frozenset()

    def result(self) -> Flow:
        values = [values_of(turn.call) for turn in self.turns]
        self.secrets = frozenset(
            _text(value.value)
            for turn, of_call in zip(self.turns, values, strict=True)
            for value in of_call
            if _is_sensitive(turn.call, value.place)
        ) - {""}
        sources = Sources(
            [[_text(value.value) for value in of_call] for of_call in values],
            [list(_known_leaves(turn)) for turn in self.turns],
            [turn.call for turn in self.turns],
        )
        path_values = (v for of_call in values for v in of_call if v.place[0] == "path")
        avoid = {name_of(value) for value in path_values}
        for turn in self.turns:
            is_list = isinstance(turn.response, list)
            name = self.names.of_step(turn.call, is_list=is_list, avoid=avoid)
            self.step_names.append(name)
        for at, of_call in enumerate(values):
            for value in of_call:
                self.found[at, value.place] = sources.find(at, value)
        found: list[list[_Decision]] = []
        for at, of_call in enumerate(values):
            found.append([self._decide(at, value, values, sources) for value in of_call])
        marks = [
            self._mark(turn, decision)
            for turn, decisions in zip(self.turns, found, strict=True)
            for decision in decisions
            if decision.why
        ]
        steps = [
            _step_of(turn, decisions, self.step_names[at])
            for at, (turn, decisions) in enumerate(zip(self.turns, found, strict=True))
        ]
        parameters = [
            RecipeParameter(item.name, "", "" if item.is_secret else text, item.choices, secret)
            for (text, secret), item in self.parameters.items()
        ]
        recipe = Recipe(_title(self.turns), tuple(steps), tuple(parameters))
        return Flow(recipe, tuple(marks), tuple(turn.number for turn in self.turns))

    def _mark(self, turn: Turn, found: _Decision) -> FlowMark:
        place = found.value.place
        is_secret = self._is_secret(turn.call, found.value)
        text = "" if is_secret else _text(found.value.value)
        is_choice = (turn.number, place) in self.fixed
        return FlowMark(turn.number, place, text, found.kind, found.name, found.why, is_choice)

    def _decide(
        self, at: int, value: Value, values: list[list[Value]], sources: Sources
    ) -> _Decision:
        turn = self.turns[at]
        is_fixed = (turn.number, value.place) in self.fixed
        source, why = self.found[at, value.place]
        if source is not None and not is_fixed:
            reference = self._reference(source)
            return _Decision(value, str(reference), "response", str(reference)[2:-1], why)
        if self._is_secret(turn.call, value) and not isinstance(value.value, bool | None):
            # A secret is written nowhere, whatever the user wants fixed.
            name = self._secret(value)
            why = _("It is a secret: the environment gives it.")
            if not isinstance(value.value, str):
                why = _("It is a secret: the environment gives it, as a text.")
            return _Decision(value, f"${{{name}}}", "secret", name, why)
        if source is None and not why:
            decision = self._within_text(at, value, sources, is_fixed=is_fixed)
            if decision is not None:
                return decision
        if source is None:
            decision = self._as_parameter(at, value, values, sources, is_fixed=is_fixed)
            if decision is not None:
                return decision
        if is_fixed and source is not None:
            why = _("You keep it as it is.")
        return _Decision(value, _plain(value.value), "fixed", "", why)

    def _is_secret(self, call: Call, value: Value) -> bool:
        """Whether a value is one: there, or where another request has the same."""
        return _is_sensitive(call, value.place) or _text(value.value) in self.secrets

    def _reference(self, source: Source) -> Reference:
        return Reference(self.step_names[source.at], source.leaf.steps)

    def _secret(self, value: Value) -> str:
        # Two empty ones of the history may be two secrets: they are told apart by their fields.
        key = (_text(value.value) or f"\0{value.field}", True)
        if key not in self.parameters:
            name = self.names.of_secret(value.field)
            self.parameters[key] = _Parameter(name, is_secret=True)
        return self.parameters[key].name

    def _as_parameter(
        self,
        at: int,
        value: Value,
        values: list[list[Value]],
        sources: Sources,
        *,
        is_fixed: bool,
    ) -> _Decision | None:
        """A value that occurs in several requests, or was chosen from a list."""
        text = _text(value.value)
        if not isinstance(value.value, str) or not text:
            return None
        listed = sources.list_of(at, value)
        count = sum(
            any(_is_same(value, other) and self._is_open(at, other) for other in of_call)
            for at, of_call in enumerate(values)
        )
        if count < 2 and not listed:
            return None
        item = self.parameters.get((text, False))
        if is_fixed:
            return _Decision(value, _plain(text), "fixed", "", _("You keep it as it is."))
        if item is None:
            item = _Parameter(self.names.of_parameter(value))
            self.parameters[text, False] = item
        if listed and not item.choices:
            item.choices = listed
        if listed:
            why = _("It was chosen from the list of {operation}.").format(operation=listed)
        else:
            words = _("It is in {count} of the requests, and came out of none of the responses.")
            why = words.format(count=number(count))
        return _Decision(value, f"${{{item.name}}}", "parameter", item.name, why)

    def _is_open(self, at: int, value: Value) -> bool:
        """Whether a value came out of no response."""
        return self.found[at, value.place][0] is None

    def _within_text(
        self, at: int, value: Value, sources: Sources, *, is_fixed: bool
    ) -> _Decision | None:
        """A text that holds a value of a response, or of a parameter, between marks of a URN or a
        URL.
        """
        text = value.value
        if not isinstance(text, str) or not re.search(r"[:/]", text):
            return None
        source = sources.within(at, text)
        if source is not None:
            inner = _text(source.leaf.value)
        else:
            known = [item for item, secret in self.parameters if not secret and kind_of(item)]
            inner = next((item for item in known if parts_around(item, text)), "")
        around = parts_around(inner, text)
        if around is None:
            return None
        if is_fixed:
            return _Decision(value, _plain(text), "fixed", "", _("You keep it as it is."))
        if source is not None:
            reference = str(self._reference(source))
            kind: Kind = "response"
            words = _("Its part {part} came out of the response to {operation}.")
            why = words.format(part=inner, operation=source.title)
        else:
            reference = f"${{{self.parameters[inner, False].name}}}"
            words = _("Its part {part} is a parameter of other requests.")
            kind, why = "parameter", words.format(part=inner)
        template = f"{_plain(around[0])}{reference}{_plain(around[1])}"
        return _Decision(value, template, kind, reference[2:-1], why)


def _known_leaves(turn: Turn) -> Iterator[tuple[Leaf, int]]:
    """The leaves of a turn's response, each with the first turn that was sent when it was known: an
    earlier response may have had it too.
    """
    since: dict[tuple[Any, str], int] = {}
    for at, response in (*turn.earlier, (turn.since, turn.response)):
        if response is not NO_RESPONSE:
            for leaf in leaves_of(response):
                since.setdefault((leaf.steps, repr(leaf.value)), at)
    if turn.response is not NO_RESPONSE:
        for leaf in leaves_of(turn.response):
            yield leaf, since[leaf.steps, repr(leaf.value)]


def _is_same(one: Value, other: Value) -> bool:
    """Whether two values are one to the user: a path value of the same name, or one that says what
    it names wherever it stands.
    """
    if one.value != other.value:
        return False
    if one.place == other.place and one.place[0] == "path":
        return True
    return is_specific(one.value, one.field)


def _is_sensitive(call: Call, place: Place) -> bool:
    kind, name = place
    if kind != "body":
        return (kind, re.sub(r"\[\d+\]$", "", name)) in call.sensitive
    # What is inside of a secret is one.
    pointers = [pointer for where, pointer in call.sensitive if where == "body"]
    return any(name == pointer or name.startswith(f"{pointer}/") for pointer in pointers)


def _title(turns: list[Turn]) -> str:
    if not turns:
        return "No requests"  # not for people: a file has it
    call = next((turn.call for turn in turns if turn.call.method != "GET"), turns[0].call)
    # not for people: likewise
    more = f" and {len(turns) - 1} more" if len(turns) > 1 else ""
    return operation_title(call.branch, call.method, call.path) + more


def _text(value: Any) -> str:
    """A value as it stands in a path; "" for what never flows."""
    return "" if value is None or isinstance(value, bool | float) else str(value)


def _plain(value: Any) -> Any:
    """A value as a template that refers to nothing."""
    return value.replace("${", "$${") if isinstance(value, str) else value


def _step_of(turn: Turn, decisions: list[_Decision], name: str) -> RecipeStep:
    call = turn.call
    templates = {found.value.place: found.template for found in decisions}

    def pairs(kind: str, given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Any], ...]:
        places = [place for place in templates if place[0] == kind]
        return tuple(
            (key, templates[place]) for (key, _value), place in zip(given, places, strict=True)
        )

    body = NO_BODY
    if call.body is not None:
        body = _filled(call.json, "", templates)
    return RecipeStep(
        call.branch,
        call.method,
        call.path,
        name,
        {key: templates["path", key] for key in placeholders(call.path)},
        pairs("query", call.query),
        pairs("header", call.headers),
        body,
        until=turn.until,
    )


def _filled(value: Any, pointer: str, templates: dict[Place, Any]) -> Any:
    if isinstance(value, dict):
        return {
            _plain(name): _filled(
                inner, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}", templates
            )
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [
            _filled(inner, f"{pointer}/{index}", templates) for index, inner in enumerate(value)
        ]
    return templates.get(("body", pointer), _plain(value))
