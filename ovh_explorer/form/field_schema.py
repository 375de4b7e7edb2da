"""What the schema says of a field: its name, its type, and what follows from these alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from ovh_explorer.catalog.required import required_properties, writable_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object, Shape, Unknown
from ovh_explorer.catalog.schema import Model, Parameter, Property
from ovh_explorer.catalog.secrets import is_secret, is_secret_property, names_in, plain_name
from ovh_explorer.form.kinds import ParameterLocation
from ovh_explorer.translation import _

__all__ = ["FieldSchema"]


# Not frozen: a form makes hundreds of them when it opens, and freezing doubles what that takes.
@dataclass(slots=True, eq=False)
class FieldSchema:
    """The schema of one field. Fields share it, and nothing changes it.

    Attributes:
        models: the models that the types are looked up in.
        method: the method of the operation: on it depends what is required.
        place: where the value, or what it is part of, goes.
        name: the parameter's or property's; "" for a body as a whole; for an entry its list's or
            map's.
        type: the type expression; "" for a body that is made of parameters.
        label: the type for users, with its alias.
        shape: what the type stands for.
        required: must be given; an entry of a list or map always is.
        nullable: the document says that it can be ``null``; see :attr:`can_be_null`.
        suggestions: values worth offering where others go too.
        is_unknown: a property that the schema doesn't have, kept because it was given.
        is_read_only: a property that the API sets, kept because it was given.
        is_secret: its name, its type, its description or its model says that it holds a secret.
        parameters: what a body is made of that no model describes.
    """

    models: Models
    method: str
    place: ParameterLocation
    name: str
    type: str
    label: str
    shape: Shape
    required: bool = False
    nullable: bool = False
    description: str = ""
    suggestions: tuple[str, ...] = ()
    is_unknown: bool = False
    is_read_only: bool = False
    is_secret: bool = False
    parameters: tuple[Self, ...] = ()
    _names: tuple[frozenset[str], frozenset[str]] | None = field(init=False, default=None)

    @classmethod
    def of_parameter(
        cls, models: Models, method: str, place: ParameterLocation, parameter: Parameter
    ) -> Self:
        """The schema of a parameter of an operation. A path needs all of its parameters."""
        return cls(
            models,
            method,
            place,
            parameter.name,
            parameter.type,
            parameter.full_type,
            (shape := models.shape(parameter.type)),
            required=parameter.required or place == "path",
            description=parameter.description,
            is_secret=is_secret(parameter.name, shape, parameter.description),
        )

    @classmethod
    def of_schemas_version(
        cls, models: Models, method: str, name: str, versions: tuple[str, ...]
    ) -> Self:
        """The schema of the header that chooses the version of v2's schemas."""
        return cls(
            models,
            method,
            "header",
            name,
            "string",
            "version",
            models.shape("string"),
            description=_("The version of the schemas to use. If not set: the account's."),
            suggestions=versions,
        )

    @classmethod
    def of_body(cls, models: Models, method: str, parameters: Iterable[Parameter]) -> Self:
        """The schema of a body whose properties are the named parameters of an operation."""
        named = tuple(cls.of_parameter(models, method, "body", item) for item in parameters)
        shape = Object(Model(key=""))
        return cls(models, method, "body", "", "", "object", shape, parameters=named)

    @property
    def can_be_null(self) -> bool:
        """Whether the schema allows ``null``, by the property or by its type."""
        return (
            self.nullable
            or isinstance(self.shape, Unknown)
            or self.shape in (Core("any"), Core("void"))
        )

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values to choose from, or to start from; empty where nothing is known."""
        if isinstance(self.shape, Enum):
            return self.shape.values
        return (True, False) if self.shape == Core("boolean") else self.suggestions

    @property
    def is_large(self) -> bool:
        """Whether it is a model that needs more properties than a user can fill in."""
        return self.models.is_large(self.type, self.method)

    @property
    def needs_properties(self) -> bool:
        """Whether it is a model that marks a property as required."""
        return isinstance(self.shape, Object) and bool(
            required_properties(self.shape.model, self.method)
        )

    @property
    def all_names(self) -> frozenset[str]:
        """The names of all that is declared inside of it."""
        return self._names_inside()[0]

    @property
    def secret_names(self) -> frozenset[str]:
        """The names that secrets inside of it have, as
        :func:`~ovh_explorer.catalog.secrets.plain_name` spells them.
        """
        return self._names_inside()[1]

    def _names_inside(self) -> tuple[frozenset[str], frozenset[str]]:
        if self._names is None:
            names, secret = names_in(self.models, self.type) if self.type else ((), ())
            parts = self.parameters
            names = frozenset(names).union({item.name for item in parts})
            secret = frozenset(secret).union(
                {plain_name(item.name) for item in parts if item.is_secret}
            )
            self._names = (
                names.union(*(item.all_names for item in parts)),
                secret.union(*(item.secret_names for item in parts)),
            )
        return self._names

    @property
    def note(self) -> str:
        """Something odd about the field that the user should know; else empty."""
        if self.is_unknown:
            return _("not in the schema; sent unchanged")
        if self.is_read_only:
            return _("read-only: the API sets it")
        if isinstance(self.shape, Unknown):
            words = _("type {type} is undocumented: any JSON")
            return words.format(type=self.shape.name)
        if self.shape == Core("any"):
            return _("any JSON goes")
        return ""

    # What is inside of it

    def properties(self) -> tuple[Self, ...]:
        """The schemas of the properties that a model offers; none for what is no model."""
        if self.parameters or not isinstance(self.shape, Object):
            return self.parameters
        writable = writable_properties(self.shape.model)
        needed = required_properties(self.shape.model, self.method)
        return tuple(
            self._property(item, item.name in needed)
            for item in self.shape.model.properties
            if item.name in writable
        )

    def undeclared(self, name: str) -> Self:
        """The schema of a property that :meth:`properties` doesn't offer: a read-only one, or one
        that the schema doesn't have.
        """
        if isinstance(self.shape, Object):
            for item in self.shape.model.properties:
                if item.name == name:
                    needed = required_properties(self.shape.model, self.method)
                    return self._property(item, name in needed, is_read_only=True)
        return self._inside(name, "any", "unknown", nullable=True, is_unknown=True)

    def entry(self) -> Self:
        """The schema of an entry of a list or map.

        Raises:
            TypeError: for a type that has no entries.
        """
        match self.shape:
            case Listed(kind) | Mapped(_, kind):
                return self._inside(self.name, str(kind), str(kind), required=True)
        raise TypeError(f"{self.type} has no entries")

    def key(self) -> Self | None:
        """The schema of the key of an entry; None for what is no map."""
        if not isinstance(self.shape, Mapped):
            return None
        kind = str(self.shape.key)
        return self._inside("key", kind, kind, required=True)

    def _property(self, item: Property, required: bool, **more: Any) -> Self:
        made = self._inside(
            item.name,
            item.type,
            item.full_type,
            required=required,
            nullable=item.nullable,
            description=item.description,
            **more,
        )
        if isinstance(self.shape, Object):
            key = self.shape.model.key
            made.is_secret |= is_secret_property(key, item.name, made.shape, item.description)
        return made

    def _inside(self, name: str, type_: str, label: str, **more: Any) -> Self:
        shape = self.models.shape(type_)
        made = type(self)(self.models, self.method, self.place, name, type_, label, shape, **more)
        made.is_secret = is_secret(name, shape)
        return made
