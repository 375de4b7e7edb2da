"""A field: one value of a form, in one of four states."""

import json
from dataclasses import dataclass, field
from enum import Enum as Enumeration
from typing import Any, Literal

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object, Shape, Unknown
from ovh_explorer.catalog.scalars import SCALARS, TEXTUAL, ScalarError, parse_enum, parse_scalar
from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form.jsontext import JsonTextError, read_json

__all__ = ["Field", "FieldError", "Kind", "State"]

Kind = Literal["text", "lines", "password", "number", "boolean", "choice", "list", "json"]
Place = Literal["path", "query", "header", "body"]


class State(Enumeration):
    """What a field sends: nothing at all, ``null``, an empty value (``""``, ``[]``, ``{}``), or what was typed."""

    ABSENT = "absent"
    NULL = "null"
    EMPTY = "empty"
    SET = "set"


class FieldError(ValueError):
    """What is wrong with a field, in words."""


_NOTHING = object()


@dataclass(eq=False, slots=True)
class Field:
    """One value of the form.

    Attributes:
        place: where it goes; `name` is the parameter's or property's, "" for a body that is one value.
        type: the type expression; `label` the same for people, with its alias.
        kind: how it is edited. ``json`` is anything that has no field of its own: nested models, maps.
        items: the entries of a ``list``.
        text: what was typed; meaningful in the state SET.
    """

    models: Models
    place: Place
    name: str
    type: str
    label: str
    method: str
    required: bool = False
    nullable: bool = False
    description: str = ""
    shape: Shape = field(init=False)
    kind: Kind = field(init=False)
    state: State = State.ABSENT
    text: str = ""
    items: list["Field"] = field(default_factory=list)
    # The JSON value the field was filled from, kept while its text is untouched, so that a value of another
    # type than the schema's (a number where a text is expected) goes out as it came in.
    _raw: Any = _NOTHING

    def __post_init__(self) -> None:
        self.shape = self.models.shape(self.type)
        self.kind = self._kind()

    def _kind(self) -> Kind:
        match self.shape:
            case Enum():
                return "choice"
            case Core("boolean"):
                return "boolean"
            case Core("long" | "double"):
                return "number"
            case Core(core) if core in SCALARS:
                if is_secret(self.name, self.shape):
                    return "password"
                return "lines" if core == "text" else "text"
            case Listed(item):
                inner = self.models.shape(item)
                return "list" if isinstance(inner, Enum) or _is_scalar(inner) else "json"
        return "json"

    @property
    def is_secret(self) -> bool:
        """Whether what is typed is masked and kept nowhere."""
        return self.kind == "password"

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values to choose from; empty where any value goes."""
        if isinstance(self.shape, Enum):
            return self.shape.values
        return (True, False) if self.kind == "boolean" else ()

    @property
    def states(self) -> tuple[State, ...]:
        """The states the schema allows, in the order a key steps through them."""
        allowed = [State.ABSENT]
        if self.nullable and self.place == "body":
            allowed.append(State.NULL)
        if self._empty() is not _NOTHING and self.place in ("query", "body"):
            allowed.append(State.EMPTY)
        return (*allowed, State.SET)

    @property
    def is_given(self) -> bool:
        """Whether the field sends anything."""
        return self.state is not State.ABSENT

    def type_text(self, text: str) -> None:
        """Take what a person typed. An emptied field is absent; :meth:`choose_state` makes it empty."""
        self._raw = _NOTHING
        self.text = text
        self.state = State.SET if text else State.ABSENT

    def choose_state(self, state: State) -> None:
        """Send nothing, null, an empty value, or what was typed; the text is kept for when it is wanted again."""
        self.state = state

    def next_state(self) -> State:
        """Step to the next state that is allowed and means something, and say which."""
        states = [item for item in self.states if item is not State.SET or self.text or self.items]
        index = states.index(self.state) if self.state in states else -1
        self.state = states[(index + 1) % len(states)]
        return self.state

    def add_item(self, text: str = "") -> "Field":
        """A new entry at the end of a ``list``, in the state SET."""
        assert isinstance(self.shape, Listed)
        kind = str(self.shape.item)
        item = Field(self.models, self.place, self.name, kind, kind, self.method, required=True)
        item.text, item.state = text, State.SET if text else State.ABSENT
        self.items.append(item)
        self.state = State.SET
        return item

    def remove_item(self, item: "Field") -> None:
        """Take an entry out of a ``list``; without entries the list is absent."""
        self.items.remove(item)
        if not self.items:
            self.state = State.ABSENT

    def value(self) -> Any:
        """The JSON value the field sends.

        Raises:
            FieldError: when what was typed is no value of the type, in words. An absent field has no value
                to ask for: check :attr:`is_given`.
        """
        if self.state is State.NULL:
            return None
        if self.state is State.EMPTY:
            return self._empty()
        if self._raw is not _NOTHING:
            self._check(self._raw)
            return self._raw
        if self.kind == "list":
            return [self._entry(index, item) for index, item in enumerate(self.items)]
        try:
            match self.shape:
                case Enum(_, values):
                    return parse_enum(values, self.text)
                case Core(core) if core in SCALARS:
                    return parse_scalar(core, self.text)
            value = read_json(self.text)
        except (ScalarError, JsonTextError) as error:
            raise FieldError(str(error)) from None
        self._check(value)
        return value

    def loose_value(self) -> Any:
        """The value as far as it can be told: an invalid text goes out as the text it is."""
        if self.state is State.SET and self._raw is not _NOTHING:
            return self._raw
        if self.state is State.SET and self.kind == "list":
            return [item.loose_value() for item in self.items]
        try:
            return self.value()
        except FieldError:
            try:
                return read_json(self.text) if self.kind == "json" else self.text
            except JsonTextError:
                return self.text

    def error(self) -> str:
        """What is wrong with what was typed, in words; empty when nothing is. A missing value is not asked here."""
        if not self.is_given:
            return ""
        try:
            self.value()
        except FieldError as error:
            return str(error)
        return ""

    def take(self, value: Any) -> None:
        """Hold a JSON value, whatever its type: what the schema doesn't allow shows as an error, and survives."""
        self.items = []
        self._raw = _NOTHING
        if value is None:
            self.state, self.text = State.NULL, ""
            return
        if value == self._empty() and type(value) is type(self._empty()):
            self.state, self.text = State.EMPTY, ""
            return
        self.state = State.SET
        if self.kind == "list" and isinstance(value, list):
            self.text = ""
            for entry in value:
                item = self.add_item()
                item.take(entry)
            return
        if self.kind == "json":
            self.text = json.dumps(value, ensure_ascii=False, indent=2)
        elif isinstance(value, str):
            self.text = value
        else:
            self.text = json.dumps(value, ensure_ascii=False)
        self._raw = value

    def example(self) -> Any:
        """A value that fits."""
        return example(self.models, self.type, method=self.method, name=self.name)

    def _empty(self) -> Any:
        match self.shape:
            case Core(core) if core in TEXTUAL:
                return ""
            case Listed():
                return []
            case Mapped() | Object() | Unknown():
                return {}
        return _NOTHING

    def _entry(self, index: int, item: "Field") -> Any:
        if not item.is_given:
            raise FieldError(f"entry {index + 1} has no value")
        try:
            return item.value()
        except FieldError as error:
            raise FieldError(f"entry {index + 1}: {error}") from None

    def _check(self, value: Any) -> None:
        found = problems(self.models, self.type, value, method=self.method)
        if found:
            first = found[0]
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            raise FieldError(f"{first.pointer.lstrip('/')}{' ' if first.pointer else ''}{first.message}{more}")


def _is_scalar(shape: Shape) -> bool:
    return isinstance(shape, Core) and shape.name in SCALARS
