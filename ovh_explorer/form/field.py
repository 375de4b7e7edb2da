"""A field: a place of a form where a value goes, with what the user gave there."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.form.field_schema import FieldSchema
from ovh_explorer.form.hidden import hidden_paths, hide_paths, is_to_hide
from ovh_explorer.form.jsontext import JsonTextError, read_json
from ovh_explorer.form.kinds import (
    NOTHING,
    STRUCTURED,
    Kind,
    Origin,
    ParameterLocation,
    State,
    empty_value,
    kind_of,
)
from ovh_explorer.form.normalise import normalise_text
from ovh_explorer.form.repeats import repeats

__all__ = ["Field"]

# Past this a value is free JSON: no body of the real catalog nests deeper than 7, a pasted one may.
_MAX_DEPTH = 40


@dataclass(eq=False, slots=True, repr=False)
class Field:
    """A value of a form in one of four states, typed as text, taken from JSON, or made of other
    fields.

    What it sends is in :mod:`ovh_explorer.form.values`, what is wrong with it in
    :mod:`ovh_explorer.form.mistakes`.

    Attributes:
        schema: what the schema says of it.
        parent: the list, map or model it is part of.
        key: for an entry of a map, the field of its key.
        kept: present even with nothing in it: an entry, or a body that is always sent.
        kind: how it is edited. ``json`` is anything that has no form of its own.
        text: what was typed, as it is sent; meaningful in the state SET.
        remark: what `text` has another than was typed, in words; else empty.
        raw: the JSON value it was filled from while its text is untouched, so that a value of
            another type than the schema's (a number where a text is expected) goes out as it came
            in; else NOTHING.
        key_order: the keys of an object in the order they came.
        open: whether its parts are shown; None until the user chose, see :attr:`is_open`.
        origin: whose value it has.
    """

    schema: FieldSchema
    parent: "Field | None" = None
    key: "Field | None" = None
    kept: bool = False
    kind: Kind = field(init=False)
    depth: int = field(init=False)
    state: State = field(init=False)
    text: str = field(init=False, default="")
    remark: str = field(init=False, default="")
    raw: Any = field(init=False, default=NOTHING)
    key_order: list[str] = field(init=False, default_factory=list)
    open: bool | None = field(init=False, default=None)
    origin: Origin = field(init=False, default=Origin.USER)
    # What is typed is secret, whatever the schema says, until it is cleared.
    is_hidden: bool = field(init=False, default=False)
    # Of one that is part of none: whether a text is secret wherever it stands.
    hides: Callable[[str], bool] | None = field(init=False, default=None)
    _parts: "list[Field] | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.depth = 0 if self.parent is None else self.parent.depth + 1
        self.kind = kind_of(self.schema.shape, self.schema.name)
        if self.kind in STRUCTURED and self.depth >= _MAX_DEPTH:
            self.kind = "json"
        self.state = self.cleared_state

    def __repr__(self) -> str:
        # In tracebacks and logs too: never what was typed.
        where = self.where or "(whole)"
        # not for people
        return f"<Field {self.place} {where}: {self.schema.type}, {self.state.value}>"

    # What it is

    @property
    def name(self) -> str:
        """The parameter's or property's name; for an entry its list's or map's."""
        return self.schema.name

    @property
    def place(self) -> ParameterLocation:
        """Where the value, or what it is part of, goes."""
        return self.schema.place

    @property
    def required(self) -> bool:
        """Whether it must be given; an entry of a list or map always is."""
        return self.schema.required

    @property
    def where(self) -> str:
        """Where it stands, for users: ``nodes[0].name``; relative to the body for what is in
        it.
        """
        if self.parent is None:
            return self.name
        above = self.parent.where
        if self.parent.kind == "list":
            index = next((i for i, part in enumerate(self.parent.parts) if part is self), 0)
            return f"{above}[{index}]"
        name = self.key.text if self.key is not None else self.name
        return ".".join(filter(None, (above, name)))  # a new entry's key is empty

    @property
    def is_secret(self) -> bool:
        """Whether what is typed is masked and kept nowhere: by its type, its name, or its key in a
        map.
        """
        is_key_secret = self.key is not None and is_secret(self.key.text, self.schema.shape)
        known = self.kind == "password" or self.schema.is_secret
        return known or self.is_hidden or is_key_secret

    @property
    def is_carried(self) -> bool:
        """Whether its value came from the form that was open before: it was given there."""
        return self.origin is Origin.BEFORE

    @property
    def is_structured(self) -> bool:
        """Whether it is given by its parts; False for a value that doesn't have the structure it
        should.
        """
        return self.kind in STRUCTURED and self.raw is NOTHING

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a list or map."""
        return self.parent is not None and self.parent.kind in ("list", "map")

    @property
    def is_undeclared(self) -> bool:
        """Whether it is a property that the form doesn't offer, kept because it was given."""
        return self.schema.is_unknown or self.schema.is_read_only

    # States

    @property
    def states(self) -> tuple[State, ...]:
        """The states the schema allows, in the order a key steps through them."""
        allowed = [] if self.kept or self.is_entry else [State.ABSENT]
        if self.schema.can_be_null and (self.place == "body" or self.parent is not None):
            allowed.append(State.NULL)
        if empty_value(self.schema.shape) is not NOTHING and (
            self.place == "body"
            or (self.place == "query" and (self.kind != "list" or self.parent is not None))
        ):
            allowed.append(State.EMPTY)
        return (*allowed, State.SET)

    @property
    def is_given(self) -> bool:
        """Whether the field sends anything."""
        return self.state is not State.ABSENT

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks was typed: that is no value of a required field. What came as
        JSON, an entry of a list, and a secret are what they are.
        """
        was_typed = self.state is State.SET and self.raw is NOTHING and not self.is_structured
        return was_typed and not (self.is_entry or self.is_secret) and self.text.isspace()

    @property
    def has_something(self) -> bool:
        """Whether anything was typed, whether or not it is sent."""
        if not self.is_structured:
            return bool(self.text)
        if self.kind == "model":
            return any(part.is_given for part in self.parts)
        return bool(self.parts)

    def choose_state(self, state: State) -> State:
        """Send nothing, null, an empty value, or what was typed; the text is kept for when it is
        wanted again. Say which state it is.
        """
        self.state = state
        if state is State.SET and self.is_structured:
            self._settle()
        self._tell()
        return self.state

    def next_state(self) -> State:
        """Step to the next state that is allowed and means something, and say which."""
        states = [state for state in self.states if state is not State.SET or self.has_something]
        index = states.index(self.state) if self.state in states else -1
        if states:
            self.choose_state(states[(index + 1) % len(states)])
        return self.state

    # Parts

    @property
    def parts(self) -> "list[Field]":
        """The properties of a model, the entries of a list or map; made when they are first asked
        for.
        """
        if self._parts is None:
            declared = self.schema.properties() if self.kind == "model" else ()
            self._parts = [Field(schema, parent=self) for schema in declared]
        return self._parts

    @property
    def made_parts(self) -> "list[Field]":
        """The parts that are made by now: models that hold each other have parts without end."""
        return self._parts or []

    def part(self, name: str) -> "Field | None":
        """A model's property of that name."""
        return next((item for item in self.parts if item.name == name), None)

    @property
    def is_open(self) -> bool:
        """Whether its parts are shown: what the user chose, else where something is in them or must
        be.
        """
        if not self.is_structured:
            return False
        if self.open is not None:
            return self.open
        if self.state is State.SET or self.parent is None:
            return True
        return self.kind == "model" and (self.kept or self.asks_for_parts)

    @property
    def asks_for_parts(self) -> bool:
        """Whether it is a model that must be given, and not one that would ask for more than
        the user can see.
        """
        return (
            self.kind == "model"
            and self.required
            and not repeats(self)
            and not self.schema.is_large
        )

    def add_part(self, text: str = "") -> "Field":
        """A new entry at the end of a list or map, with `text` typed into it."""
        entry = Field(self.schema.entry(), parent=self, kept=True)
        if (key := self.schema.key()) is not None:
            entry.key = Field(key, parent=self)
        self.parts.append(entry)
        self._settle()
        self._tell()
        if text:
            entry.type_text(text)
        return entry

    @property
    def can_be_removed(self) -> bool:
        """Whether :meth:`remove` would take anything away."""
        if self.is_entry or self.is_undeclared or self.has_something:
            return True
        return self.state is not self.cleared_state

    def remove(self) -> None:
        """Take an entry, or a property that the form doesn't offer, out of what it is in; clear
        any other field.
        """
        if self.parent is not None and (self.is_entry or self.is_undeclared):
            self.parent._parts = [part for part in self.parent.parts if part is not self]
            self.parent._settle()
            self.parent._tell()
        else:
            self.clear()

    def clear(self) -> None:
        """Forget everything that was typed."""
        self._reset()
        self.state = self.cleared_state
        self._tell()

    # Texts and values

    def type_text(self, text: str, *, as_it_is: bool = False) -> None:
        """Take what a user typed. An emptied field is absent; :meth:`choose_state` makes it empty.

        :attr:`text` is then what is sent, and :attr:`remark` says what is another than was typed;
        a scalar that is taken `as_it_is` is no other.
        """
        self.remark = ""
        self.origin = Origin.USER
        if self.kind in STRUCTURED:
            try:
                self.take(read_json(text))
                return
            except JsonTextError:
                hidden = hidden_paths(self)
                self._reset()
                self.raw = text if text.strip() else NOTHING
                hide_paths(self, hidden)
        elif as_it_is:
            self.raw = text
        else:
            self.raw = NOTHING
            typed = normalise_text(
                text,
                shape=self.schema.shape,
                place=self.place,
                name=self.name,
                secret=self.is_secret,
            )
            text, self.remark = typed.text, typed.remark
        self.text = text
        self.is_hidden = self.is_hidden or is_to_hide(self)
        self.state = State.SET if text else State.ABSENT
        self._tell()

    def take(self, value: Any) -> None:
        """Hold a JSON value, whatever its type: what the schema doesn't allow shows as an error,
        and survives. What was hidden stays hidden, in the same place.
        """
        hidden = hidden_paths(self)
        self._take(value)
        hide_paths(self, hidden)
        self._tell()

    def _take(self, value: Any) -> None:
        self._reset()
        empty = empty_value(self.schema.shape)
        if value is None:
            self.state = State.NULL
        elif value == empty and type(value) is type(empty):
            self.state = State.EMPTY
        elif self.kind == "list" and isinstance(value, list):
            for entry in value:
                self.add_part()._take(entry)
        elif self.kind == "map" and isinstance(value, dict):
            for name, entry in value.items():
                part = self.add_part()
                assert part.key is not None
                part.key.text, part.key.state = name, State.SET if name else State.EMPTY
                part._take(entry)
        elif self.kind == "model" and isinstance(value, dict):
            self._take_properties(value)
        else:
            is_text = isinstance(value, str) and self.kind != "json"
            self.text = value if is_text else json.dumps(value, ensure_ascii=False, indent=2)
            self.raw = value
            self.is_hidden = is_to_hide(self)
            self.state = State.SET

    def _take_properties(self, value: dict[str, Any]) -> None:
        known = {part.name: part for part in self.parts}
        for name, entry in value.items():
            part = known.get(name)
            if part is None:
                part = Field(self.schema.undeclared(name), parent=self)
                self.parts.append(part)
            part._take(entry)
        self.key_order = list(value)
        self.state = State.SET

    # What a change does to it and to what holds it

    @property
    def cleared_state(self) -> State:
        """The state of one that nothing was given in."""
        return State.EMPTY if self.kept and self.kind in STRUCTURED else State.ABSENT

    def _reset(self) -> None:
        self.state = State.ABSENT
        self.text = self.remark = ""
        self.raw = NOTHING
        self.is_hidden, self.origin = False, Origin.USER
        self.key_order = []
        if self._parts is not None and self.kind == "model":
            self._parts = [part for part in self._parts if not part.is_undeclared]
            for part in self._parts:
                part._reset()
        else:
            self._parts = None

    def _settle(self) -> None:
        """Be SET where a part is given, and nothing where none is any more."""
        self.raw = NOTHING
        if self.has_something:
            self.state = State.SET
        elif self.state is State.SET or self.kind in ("list", "map"):
            self.state = self.cleared_state

    def _tell(self) -> None:
        """What holds this field has something in it too, or nothing any more."""
        if self.parent is not None:
            self.parent._settle()
            self.parent._tell()
