"""The words by which an operation is found."""

from collections.abc import Iterator, Mapping
from typing import Any

from ovh_explorer.catalog.resolve import Listed, Mapped, Models, Object
from ovh_explorer.catalog.schema import Operation, Product, read_operation
from ovh_explorer.catalog.sections import words_of
from ovh_explorer.catalog.types import Type

__all__ = ["Words", "document_rows", "field_names", "index_words"]

# How deep into the models of a body or a response field names are taken, below its own.
_DEPTH = 1

Words = tuple[str, str, str, str, str, str, str]
"""The words of product, path, description, parameters, body, response, IAM actions."""


def document_rows(
    product: Product, raw: Mapping[str, Any]
) -> Iterator[tuple[Operation, Mapping[str, Any], Words]]:
    """Each operation of a parsed document with its object as it stood there and its words."""
    models = Models(product.models)
    product_words = index_words(product.path)
    fields: dict[str, str] = {}

    def field_words(kind: str) -> str:
        if kind not in fields:
            fields[kind] = " ".join(index_words(name) for name in field_names(models, kind))
        return fields[kind]

    for api in _objects(raw.get("apis")):
        path, about = _text(api.get("path")), _text(api.get("description"))
        for source in _objects(api.get("operations")):
            operation = read_operation(product.branch, product.path, path, source, about)
            named = [parameter for parameter in operation.parameters if parameter.name]
            yield (
                operation,
                source,
                (
                    product_words,
                    index_words(operation.path),
                    f"{operation.description} {about} {operation.status.value}",
                    " ".join(f"{index_words(p.name)} {p.description}" for p in named),
                    " ".join(field_words(p.type) for p in operation.placed("body")),
                    field_words(operation.response),
                    " ".join(index_words(action.name) for action in operation.iam),
                ),
            )


def index_words(text: str) -> str:
    """The words of a name, and where camel case holds several also the whole, so that both ways of
    typing find it.
    """
    words: dict[str, None] = {}
    for part in text.replace("{", "/").replace("}", "/").replace(":", "/").split("/"):
        inner = words_of(part)
        words.update(dict.fromkeys(inner))
        if len(inner) > 1:
            words["".join(inner)] = None
    return " ".join(words)


def field_names(models: Models, kind: str | Type, depth: int = _DEPTH) -> dict[str, None]:
    """The names of the fields of a type and, so deep, of what they have."""
    names: dict[str, None] = {}
    match models.shape(kind):
        case Listed(inner) | Mapped(_, inner):
            return field_names(models, inner, depth)
        case Object(model):
            for item in model.properties:
                names[item.name] = None
                if depth > 0:
                    names.update(field_names(models, item.type, depth - 1))
    return names


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
