"""The words by which an operation is found."""

from collections.abc import Iterator, Mapping
from typing import Any

from ovh_explorer.catalog.resolve import Listed, Mapped, Models, Object
from ovh_explorer.catalog.schema import Operation, Product, read_operation
from ovh_explorer.catalog.sections import words_of
from ovh_explorer.catalog.types import Type

__all__ = ["document_rows"]

# How deep into the models of a body or an answer field names are taken.
_DEPTH = 2

Words = tuple[str, str, str, str, str, str, str]


def document_rows(product: Product, raw: Mapping[str, Any]) -> Iterator[tuple[Operation, Mapping[str, Any], Words]]:
    """Each operation of a document with its object as it stood there and its words.

    The words are those of path, description, parameters, body, response, IAM actions and product.
    """
    models = Models(product.models)
    product_words = _split(product.path)
    for api in raw.get("apis") or ():
        if not isinstance(api, Mapping):
            continue
        path = api.get("path") if isinstance(api.get("path"), str) else ""
        about = api.get("description") if isinstance(api.get("description"), str) else ""
        for source in api.get("operations") or ():
            if not isinstance(source, Mapping):
                continue
            operation = read_operation(product.branch, product.path, path, source, about)
            yield operation, source, _words(operation, models, product_words)


def _words(operation: Operation, models: Models, product: str) -> Words:
    named = [parameter for parameter in operation.parameters if parameter.name]
    body = " ".join(_split(name) for p in operation.placed("body") for name in _fields(models, p.type))
    response = " ".join(_split(name) for name in _fields(models, operation.response))
    return (
        _split(operation.path),
        f"{operation.description} {operation.path_description} {operation.status.value}",
        " ".join(f"{_split(p.name)} {p.description}" for p in named),
        body,
        response,
        " ".join(_split(action.name) for action in operation.iam),
        product,
    )


def _split(text: str) -> str:
    """The words of a name, and where camel case holds several also the whole, so that both ways of typing find it."""
    parts = [part for part in text.replace("{", "/").replace("}", "/").replace(":", "/").split("/") if part]
    words: dict[str, None] = {}
    for part in parts:
        inner = words_of(part)
        words.update(dict.fromkeys(inner))
        if len(inner) > 1:
            words["".join(inner)] = None
    return " ".join(words)


def _fields(models: Models, kind: str | Type, depth: int = _DEPTH) -> dict[str, None]:
    names: dict[str, None] = {}
    if depth < 0:
        return names
    match models.shape(kind):
        case Listed(item):
            return _fields(models, item, depth)
        case Mapped(_, value):
            return _fields(models, value, depth)
        case Object(model):
            for item in model.properties:
                names[item.name] = None
                names.update(_fields(models, item.type, depth - 1))
    return names
