"""The types of a call from the schema, for code in languages that declare them."""

from collections import deque
from typing import TYPE_CHECKING

from ovh_explorer.catalog.required import required_properties, writable_properties
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.types import Type
from ovh_explorer.snippets import code_types
from ovh_explorer.snippets.code_types import CallTypes, Choice, Declared, Field, Kind, Record

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Model, Operation

__all__ = ["types_of_call"]

_CORE = {
    "boolean": "boolean",
    "long": "number",
    "double": "number",
    "any": "unknown",
    "void": "void",
}
_BODY = "RequestBody"
# What a request holds is named apart from what comes back, which has other fields.
_SENT = "Request"
# An operation of the real catalog reaches 63 models.
_MAX_MODELS = 400


def types_of_call(operation: "Operation", models: Models) -> CallTypes:
    """The types of what an operation takes and returns, with the models that they reach."""
    sent = _Reader(models, operation.method)
    named = [item for item in operation.placed("body") if item.name]
    body: Kind | None = None
    if operation.body is not None:
        body = sent.kind(operation.body.type)
    elif named:
        fields = tuple(Field(item.name, sent.kind(item.type), item.required) for item in named)
        sent.declared[_BODY] = Record(fields)
        body = code_types.Reference(_BODY)
    sent.read()
    got = _Reader(models, "")
    response = got.kind(operation.response)
    got.read()
    return CallTypes(body, response, {**sent.declared, **got.declared})


class _Reader:
    """Reads the models that types reach.

    Args:
        models: of the document.
        method: of the request whose body they are; empty for a response.
    """

    def __init__(self, models: Models, method: str) -> None:
        self.declared: dict[str, Declared] = {}
        self._models = models
        self._method = method
        self._waiting: deque[tuple[str, Model]] = deque()

    def kind(self, type_: Type | str) -> Kind:
        """What a type of the schema is in code."""
        shape = self._models.shape(type_)
        match shape:
            case Core(name):
                return code_types.Core(_CORE.get(name, "string"))
            case Listed(item):
                return code_types.ListOf(self.kind(item))
            case Mapped(_, value):
                return code_types.MapOf(self.kind(value))
            case Enum(model, values):
                self.declared.setdefault(model.key, Choice(tuple(values)))
                return code_types.Reference(model.key)
            case Object(model):
                return self._reference(model)
        return code_types.Core("unknown")

    def _reference(self, model: "Model") -> Kind:
        key = f"{model.key} {_SENT}" if self._method else model.key
        if key not in self.declared:
            if len(self.declared) >= _MAX_MODELS:
                return code_types.Core("unknown")
            self.declared[key] = Record(())
            self._waiting.append((key, model))
        return code_types.Reference(key)

    def read(self) -> None:
        """Read the models that were met, and those that they reach."""
        while self._waiting:
            key, model = self._waiting.popleft()
            self.declared[key] = Record(tuple(self._fields(model)))

    def _fields(self, model: "Model") -> list[Field]:
        if not self._method:
            return [
                Field(item.name, self.kind(item.type), nullable=item.nullable)
                for item in model.properties
            ]
        required = required_properties(model, self._method)
        writable = writable_properties(model)
        return [
            Field(item.name, self.kind(item.type), item.name in required, item.nullable)
            for item in model.properties
            if item.name in writable
        ]
