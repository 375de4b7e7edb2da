"""A schema as a tree to read: the parts of a request, or of a response, opened a level at a
time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ovh_explorer.catalog.required import required_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object, Shape, Unknown
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.catalog.types import parse_type
from ovh_explorer.text import folded
from ovh_explorer.translation import N_, _
from ovh_explorer.translation.catalog_text import catalog_text

__all__ = ["SchemaNode", "find_nodes", "model_node", "request_nodes", "response_nodes"]

_TITLES = {"path": N_("Path"), "query": N_("Query"), "header": N_("Headers"), "body": N_("Body")}
# What is said of a part; who shows it translates it.
_REQUIRED, _NULLABLE, _READ_ONLY = N_("required"), N_("nullable"), N_("read-only")


@dataclass(eq=False, slots=True)
class SchemaNode:
    """A part of a schema: a parameter, a property, a value of an enumeration, or a title over some
    of them.

    Attributes:
        name: the parameter's or property's, the enumeration's value, or the title; "" for a body as
            a whole.
        type: the type expression; "" for a value and a title; `label` the same for users, with its
            alias.
        marks: what must be known of it: ``required``, ``nullable``, ``read-only``.
        parent: what it is part of.
    """

    models: Models
    method: str
    name: str
    type: str = ""
    label: str = ""
    description: str = ""
    marks: tuple[str, ...] = ()
    parent: "SchemaNode | None" = None
    _children: "tuple[SchemaNode, ...] | None" = field(default=None, repr=False)

    @property
    def shape(self) -> Shape | None:
        """What the type stands for, lists and maps taken off; None for a value and a title."""
        if not self.type:
            return None
        shape = self.models.shape(self.type)
        while isinstance(shape, Listed | Mapped):
            shape = self.models.shape(shape.item if isinstance(shape, Listed) else shape.value)
        return shape

    @property
    def model(self) -> str:
        """The key of the model or enumeration it is made of; "" where it is made of none."""
        shape = self.shape
        return shape.model.key if isinstance(shape, Object | Enum) else ""

    @property
    def note(self) -> str:
        """What a reader should know of the type."""
        shape = self.shape
        if isinstance(shape, Unknown):
            return _("type {name} is undocumented: any JSON").format(name=shape.name)
        return _("any JSON") if shape == Core("any") else ""

    @property
    def has_children(self) -> bool:
        """Whether there is anything in it."""
        if self._children is not None:
            return bool(self._children)
        shape = self.shape
        return (
            bool(shape.model.properties) if isinstance(shape, Object) else isinstance(shape, Enum)
        )

    @property
    def children(self) -> "tuple[SchemaNode, ...]":
        """The properties of its model, or the values of its enumeration; made when they are first
        asked for.
        """
        if self._children is None:
            match self.shape:
                case Object(model):
                    needed = required_properties(model, self.method)
                    self._children = tuple(
                        SchemaNode(
                            self.models,
                            self.method,
                            item.name,
                            item.type,
                            item.full_type,
                            item.description,
                            _marks(item.name in needed, item.nullable, item.read_only),
                            self,
                        )
                        for item in model.properties
                    )
                case Enum(_model, values):
                    self._children = tuple(
                        SchemaNode(self.models, self.method, str(value), parent=self)
                        for value in values
                    )
                case _:
                    self._children = ()
        return self._children

    @property
    def about(self) -> str:
        """The description; of the model where the property itself has none."""
        shape = self.shape
        return self.description or (
            shape.model.description if isinstance(shape, Object | Enum) else ""
        )


def _marks(required: bool, nullable: bool, read_only: bool) -> tuple[str, ...]:
    pairs = ((required, _REQUIRED), (nullable, _NULLABLE), (read_only, _READ_ONLY))
    return tuple(word for holds, word in pairs if holds)


def request_nodes(operation: Operation, models: Models) -> tuple[SchemaNode, ...]:
    """What an operation takes: a title for each place that has parameters, the parameters
    below it.
    """
    titles = []
    for place, title in _TITLES.items():
        parameters = operation.placed(place)
        if not parameters:
            continue
        whole = SchemaNode(models, operation.method, _(title))
        if place == "body" and operation.body is not None:
            whole = SchemaNode(
                models,
                operation.method,
                _(title),
                operation.body.type,
                operation.body.full_type,
                operation.body.description,
                (_REQUIRED,) if operation.body.required else (),
            )
        else:
            whole._children = tuple(
                _parameter(item, operation, models, whole) for item in parameters
            )
        titles.append(whole)
    return tuple(titles)


def _parameter(
    item: Parameter, operation: Operation, models: Models, parent: SchemaNode
) -> SchemaNode:
    required = item.required or item.place == "path"
    return SchemaNode(
        models,
        operation.method,
        item.name,
        item.type,
        item.full_type,
        item.description,
        (_REQUIRED,) if required else (),
        parent,
    )


def response_nodes(operation: Operation, models: Models) -> tuple[SchemaNode, ...]:
    """What an operation responds with. Nothing of it is required."""
    title = _("Response")
    return (SchemaNode(models, "GET", title, operation.response, operation.response),)


def model_node(node: SchemaNode) -> SchemaNode:
    """The model that `node` is made of, by itself."""
    return SchemaNode(node.models, node.method, node.model, node.model, node.model)


def find_nodes(roots: tuple[SchemaNode, ...], words: str) -> Iterator[SchemaNode]:
    """The nodes whose name, type or description holds `words`, case-blind; the nearest first.

    A model is looked into once, where it is nearest: a recursive one has no end, and one that is
    used in twenty places would be found twenty times.
    """
    needle = folded(words)
    waiting = list(roots)
    seen: set[str] = set()
    while waiting:
        level: list[SchemaNode] = []
        for node in waiting:
            shown = catalog_text(node.description)
            if any(needle in folded(text) for text in (node.name, node.label, shown)):
                yield node
            key = node.model and str(parse_type(node.model))
            if not key or key not in seen:
                seen.add(key)
                level += node.children
        waiting = level
