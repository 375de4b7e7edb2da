"""The tree of a form: fields in fields, each in one of four states."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from ovh_explorer.catalog.required import required_properties, writable_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object, Shape, Unknown
from ovh_explorer.catalog.schema import Model, Parameter, Property
from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.form.kinds import (
    NOTHING,
    STRUCTURED,
    Kind,
    ParameterLocation,
    State,
    empty_value,
    kind_of,
)

__all__ = ["Node"]

# Past this a value is free JSON: no body of the real catalog nests deeper than 7, a pasted one may.
_MAX_DEPTH = 40


@dataclass(eq=False, slots=True, repr=False)
class Node:
    """A place of a form where a value goes, with what it is made of.

    Attributes:
        place: where the value, or what it is part of, goes.
        name: the parameter's or property's; "" for a body as a whole; for an entry its list's or
            map's.
        type: the type expression; `label` the same for users, with its alias.
        required: must be given; an entry of a list or map always is.
        is_unknown: a property that the schema doesn't have, kept because it was given.
        is_read_only: a property that the API sets, kept because it was given.
        parent: the list, map or model it is part of.
        key: for an entry of a map, the field of its key.
        suggestions: values worth offering where others go too.
        kept: present even with nothing in it: an entry, or a body that is always sent.
        kind: how it is edited. ``json`` is anything that has no form of its own.
        text: what was typed, as it is sent; meaningful in the state SET.
        remark: what `text` has another than was typed, in words; else empty.
        open: whether its parts are shown; None until the user chose, see :attr:`is_open`.
    """

    models: Models
    place: ParameterLocation
    name: str
    type: str
    label: str
    method: str
    required: bool = False
    nullable: bool = False
    description: str = ""
    is_unknown: bool = False
    is_read_only: bool = False
    parent: Self | None = None
    key: Self | None = None
    kept: bool = False
    suggestions: tuple[str, ...] = ()
    # What the type stands for; given where no type expression says it.
    shape: Shape = None  # type: ignore[assignment]
    kind: Kind = field(init=False)
    state: State = State.ABSENT
    text: str = ""
    remark: str = ""
    open: bool | None = None
    depth: int = field(init=False)
    _parts: list[Self] | None = None
    # The JSON value the field was filled from, kept while its text is untouched, so that a value of
    # another type than the schema's (a number where a text is expected) goes out as it came in.
    _raw: Any = NOTHING
    # The keys of an object in the order they came.
    _order: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.shape is None:
            self.shape = self.models.shape(self.type)
        self.depth = 0 if self.parent is None else self.parent.depth + 1
        self.kind = kind_of(self.shape, self.name)
        if self.kind in STRUCTURED and self.depth >= _MAX_DEPTH:
            self.kind = "json"
        if self.kept and self.kind == "model":
            self.state = State.EMPTY

    def __repr__(self) -> str:
        # In tracebacks and logs too: never what was typed.
        return (
            f"<{type(self).__name__} {self.place} {self.where or '(whole)'}: {self.type}, "
            f"{self.state.value}>"
        )

    # What it is

    @property
    def is_secret(self) -> bool:
        """Whether what is typed is masked and kept nowhere: by its type, its name, or its key in a
        map.
        """
        return self.kind == "password" or (
            self.key is not None and is_secret(self.key.text, self.shape)
        )

    @property
    def is_structured(self) -> bool:
        """Whether it is given by its parts; False for a value that doesn't have the structure it
        should.
        """
        return self.kind in STRUCTURED and self._raw is NOTHING

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a list or map."""
        return self.parent is not None and self.parent.kind in ("list", "map")

    @property
    def note(self) -> str:
        """Something odd about the field that the user should know; else empty."""
        if self.is_unknown:
            return "not in the schema; it is sent as it is"
        if self.is_read_only:
            return "read-only: the API sets it"
        if isinstance(self.shape, Unknown):
            return f"no document defines {self.shape.name}: any JSON goes"
        if self.shape == Core("any"):
            return "any JSON goes"
        return ""

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values to choose from, or to start from; empty where nothing is known."""
        if isinstance(self.shape, Enum):
            return self.shape.values
        return (True, False) if self.kind == "boolean" else self.suggestions

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
        return f"{above}.{name}" if above else name

    # States

    @property
    def can_be_null(self) -> bool:
        """Whether the schema allows ``null``, by the property or by its type."""
        return (
            self.nullable
            or isinstance(self.shape, Unknown)
            or self.shape in (Core("any"), Core("void"))
        )

    @property
    def states(self) -> tuple[State, ...]:
        """The states the schema allows, in the order a key steps through them."""
        allowed = [] if self.kept or self.is_entry else [State.ABSENT]
        if self.can_be_null and (self.place == "body" or self.parent is not None):
            allowed.append(State.NULL)
        if empty_value(self.shape) is not NOTHING and (
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
            and not self.repeats
            and not self.models.is_large(self.type, self.method)
        )

    @property
    def repeats(self) -> bool:
        """Whether it is a model inside of the same model."""
        above = self.parent
        while above is not None:
            if above.shape == self.shape and above.kind == "model":
                return True
            above = above.parent
        return False

    def choose_state(self, state: State) -> None:
        """Send nothing, null, an empty value, or what was typed; the text is kept for when it is
        wanted again.
        """
        self.state = state
        if state is State.SET and self.is_structured:
            self._settle()
        self._tell()

    def next_state(self) -> State:
        """Step to the next state that is allowed and means something, and say which."""
        states = [state for state in self.states if state is not State.SET or self.has_something]
        index = states.index(self.state) if self.state in states else -1
        if states:
            self.choose_state(states[(index + 1) % len(states)])
        return self.state

    @property
    def has_something(self) -> bool:
        """Whether anything was typed, whether or not it is sent."""
        if not self.is_structured:
            return bool(self.text)
        if self.kind == "model":
            return any(part.is_given for part in self.parts)
        return bool(self.parts)

    # Parts

    @classmethod
    def of_parameters(cls, models: Models, parameters: Iterable[Parameter], method: str) -> Self:
        """The field of a body whose parts are named parameters: absent while none of them is
        given.
        """
        whole = cls(models, "body", "", "", "object", method, shape=Object(Model(key="")))
        whole._parts = [
            cls(
                models,
                "body",
                item.name,
                item.type,
                item.full_type,
                method,
                required=item.required,
                description=item.description,
                parent=whole,
            )
            for item in parameters
        ]
        return whole

    @property
    def parts(self) -> list[Self]:
        """The properties of a model, the entries of a list or map; made when they are first asked
        for.
        """
        if self._parts is None:
            self._parts = []
            if self.kind == "model" and isinstance(self.shape, Object):
                writable = writable_properties(self.shape.model)
                needed = required_properties(self.shape.model, self.method)
                self._parts = [
                    self._property(item, needed)
                    for item in self.shape.model.properties
                    if item.name in writable
                ]
        return self._parts

    def part(self, name: str) -> Self | None:
        """A model's property of that name."""
        return next((item for item in self.parts if item.name == name), None)

    def _property(self, item: Property, needed: frozenset[str]) -> Self:
        return self._new(
            item.name,
            item.type,
            item.full_type,
            required=item.name in needed,
            nullable=item.nullable,
            description=item.description,
        )

    def _new(self, name: str, type_: str, label: str, **more: Any) -> Self:
        """A field inside of this one."""
        return type(self)(
            self.models, self.place, name, type_, label, self.method, parent=self, **more
        )

    def _undeclared(self, name: str) -> Self:
        """A property that the form doesn't offer: a read-only one, or one that the schema doesn't
        have.
        """
        if isinstance(self.shape, Object):
            for item in self.shape.model.properties:
                if item.name == name:
                    part = self._property(item, required_properties(self.shape.model, self.method))
                    part.is_read_only = True
                    return part
        return self._new(name, "any", "unknown", nullable=True, is_unknown=True)

    def add_part(self) -> Self:
        """A new entry at the end of a list or map."""
        kind = self.shape.item if isinstance(self.shape, Listed) else self.shape.value  # type: ignore[union-attr]
        entry = self._new(self.name, str(kind), str(kind), required=True)
        if entry.kind in STRUCTURED:
            entry.kept, entry.state = True, State.EMPTY
        if isinstance(self.shape, Mapped):
            name = str(self.shape.key)
            entry.key = self._new("key", name, name, required=True)
        self.parts.append(entry)
        self._settle()
        self._tell()
        return entry

    @property
    def can_be_removed(self) -> bool:
        """Whether :meth:`remove` would take anything away."""
        if self.is_entry or self.is_unknown or self.is_read_only or self.has_something:
            return True
        return self.state is not (
            State.EMPTY if self.kept and self.kind in STRUCTURED else State.ABSENT
        )

    def remove(self) -> None:
        """Take an entry, or a property that the schema doesn't have, out of what it is in; clear
        any other field.
        """
        if self.parent is not None and (self.is_entry or self.is_unknown or self.is_read_only):
            self.parent._parts = [part for part in self.parent.parts if part is not self]
            self.parent._settle()
            self.parent._tell()
        else:
            self.clear()

    def clear(self) -> None:
        """Forget everything that was typed."""
        self._reset()
        if self.kept and self.kind in STRUCTURED:
            self.state = State.EMPTY
        self._tell()

    def _reset(self) -> None:
        self.state = State.ABSENT
        self.text = self.remark = ""
        self._raw = NOTHING
        self._order = []
        if self._parts is not None and self.kind == "model":
            self._parts = [
                part for part in self._parts if not (part.is_unknown or part.is_read_only)
            ]
            for part in self._parts:
                part._reset()
        else:
            self._parts = None

    def _settle(self) -> None:
        """Be SET where a part is given, and nothing where none is any more."""
        self._raw = NOTHING
        if self.has_something:
            self.state = State.SET
        elif self.state is State.SET or self.kind in ("list", "map"):
            self.state = State.EMPTY if self.kept else State.ABSENT

    def _tell(self) -> None:
        """What holds this field has something in it too, or nothing any more."""
        if self.parent is not None:
            self.parent._settle()
            self.parent._tell()
