"""Schema documents of the API, read into values: product, operation, parameter, model.

A document is the response to ``GET /v1/domain.json``. Reading is lenient, because a schema comes
from outside: a part that is missing or of another type becomes an empty one, and nothing is
dropped. Only a text that is no JSON object is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ovh_explorer.call import operation_title, placeholders
from ovh_explorer.catalog.json_document import (
    SchemaError,
    list_of,
    load_json,
    mapping_of,
    objects_of,
    prose_of,
    text_of,
)
from ovh_explorer.translation import _, number

__all__ = [
    "IamAction",
    "IndexEntry",
    "Model",
    "Operation",
    "Parameter",
    "Product",
    "Property",
    "SchemaError",
    "Status",
    "load_json",
    "parse_index",
    "read_model",
    "read_operation",
    "read_product",
]


# The longest path, name or type of the real catalog has 140 characters.
_MAX_NAME_CHARACTERS = 2000
# Each is a document to be fetched; the real indexes name 84.
_MAX_PRODUCTS = 2000
_NO_METHOD = re.compile(r"[^A-Z]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation.

    Attributes:
        name: empty for a body that is one unnamed value.
        place: ``path``, ``query``, ``header`` or ``body``.
        type: the type expression, see :mod:`ovh_explorer.catalog.types`.
        full_type: the type with its alias, for users (``coreTypes.ServiceId:long``); else as
            `type`.
        required: as the schema says it; see :mod:`ovh_explorer.catalog.required` for what that is
            worth.
        declared: False for a placeholder of the path that the document doesn't declare.
    """

    name: str
    place: str
    type: str
    full_type: str
    required: bool
    description: str = ""
    declared: bool = True


@dataclass(frozen=True, slots=True)
class IamAction:
    """An action that a policy must allow for the operation, such as
    ``dnsZone:apiovh:record/create``.
    """

    name: str
    required: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """How far an operation is in its life: PRODUCTION, BETA, ALPHA or DEPRECATED; dates as the
    schema spells them.
    """

    value: str = "PRODUCTION"
    description: str = ""
    deprecated: str = ""
    deletion: str = ""
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path.

    `path` carries no branch; `product` is the document's ``resourcePath``; `parameters` are in the
    order path (as in the path), query, header, body. `response` is a type expression, ``void`` for
    none.
    """

    branch: str
    product: str
    method: str
    path: str
    description: str = ""
    long_description: str = ""
    status: Status = field(default_factory=Status)
    authenticated: bool = True
    parameters: tuple[Parameter, ...] = ()
    response: str = "void"
    iam: tuple[IamAction, ...] = ()
    errors: tuple[str, ...] = ()
    path_description: str = ""

    @property
    def title(self) -> str:
        """Method and path, as users write an operation: one of v2 begins with ``/v2``."""
        return operation_title(self.branch, self.method, self.path)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other operation: branch, method and path."""
        return self.branch, self.method, self.path

    def placed(self, place: str) -> tuple[Parameter, ...]:
        """The parameters that go to `place`."""
        return tuple(parameter for parameter in self.parameters if parameter.place == place)

    @property
    def body(self) -> Parameter | None:
        """The unnamed body parameter, where the body is one value."""
        return next((p for p in self.parameters if p.place == "body" and not p.name), None)


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a model."""

    name: str
    type: str
    full_type: str
    nullable: bool
    read_only: bool
    required: bool
    description: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model or an enumeration, under the key by which the document's types refer to it.

    `values` is None for a model with properties; for an enumeration, its values as the document
    spells them (an enumeration of longs spells some as text) and `enum_type` ``string`` or
    ``long``.
    """

    key: str
    description: str = ""
    properties: tuple[Property, ...] = ()
    values: tuple[Any, ...] | None = None
    enum_type: str = "string"


@dataclass(frozen=True, slots=True)
class Product:
    """A schema document: a product of one branch, with its operations and its models by key."""

    branch: str
    path: str
    base_path: str
    operations: tuple[Operation, ...]
    models: Mapping[str, Model]
    subsections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A product that the index of a branch names; `path` starts with a slash and has no ``..``."""

    path: str
    description: str = ""


def is_product_path(path: str) -> bool:
    """Whether `path` can stand for a document: ``/word`` or ``/word/word``, nothing a URL or a file
    system acts on.
    """
    segments = path.split("/")
    return (
        len(path) <= 200
        and len(segments) > 1
        and segments[0] == ""
        and all(
            part.replace("-", "").replace("_", "").isalnum() and part.isascii()
            for part in segments[1:]
        )
    )


def parse_index(text: bytes | str) -> list[IndexEntry]:
    """The products that ``GET /v1/`` names, in its order.

    Entries whose path isn't a plain absolute one (another host, ``..``) are left out: they would
    make the program fetch or write somewhere else.

    Raises:
        SchemaError: when the text is no index.
    """
    raw = load_json(text)
    if not isinstance(raw, dict) or not isinstance(raw.get("apis"), list):
        raise SchemaError(_("This is not an index of the API: it has no list `apis`."))
    entries: dict[str, IndexEntry] = {}
    for item in raw["apis"]:
        if isinstance(item, dict) and is_product_path(path := text_of(item.get("path"))):
            entries.setdefault(path, IndexEntry(path, prose_of(item.get("description"))))
    if len(entries) > _MAX_PRODUCTS:
        words = _("This index names {count} products, so it is not an index of the API.")
        raise SchemaError(words.format(count=number(len(entries))))
    return list(entries.values())


def read_product(branch: str, text: bytes | str | Mapping[str, Any], path: str = "") -> Product:
    """The product that a schema document describes.

    Args:
        branch: the branch it was fetched from; documents don't say.
        text: the document, as text or already parsed.
        path: the path it was asked under; used where the document names none.

    Raises:
        SchemaError: when it is no JSON object, neither it nor the caller names a path, or a name in
            it is thousands of characters long.
    """
    raw = load_json(text) if isinstance(text, bytes | str) else text
    if not isinstance(raw, Mapping):
        raise SchemaError(_("This is not a schema document: it is not a JSON object."))
    product = path or text_of(raw.get("resourcePath"))
    if not is_product_path(product):
        words = _("This schema document names no product: its resourcePath is {path}.")
        raise SchemaError(words.format(path=repr(product)))
    operations = [
        read_operation(
            branch, product, text_of(api.get("path")), operation, text_of(api.get("description"))
        )
        for api in objects_of(raw.get("apis"))
        for operation in objects_of(api.get("operations"))
    ]
    models = {
        key: read_model(key, value)
        for key, value in mapping_of(raw.get("models")).items()
        if isinstance(key, str) and isinstance(value, Mapping)
    }
    subsections = tuple(
        (title, prose_of(text)) for title, text in mapping_of(raw.get("subsections")).items()
    )
    found = Product(
        branch, product, text_of(raw.get("basePath")), tuple(operations), models, subsections
    )
    longest = max(_names(found), key=len, default="")
    if len(longest) > _MAX_NAME_CHARACTERS:
        words = _("This schema document holds a name of {count} characters.")
        raise SchemaError(words.format(count=number(len(longest))))
    return found


def _names(product: Product) -> Iterator[str]:
    """Paths, names and types: what can't be cut without becoming another one."""
    yield product.base_path
    for operation in product.operations:
        yield operation.path
        yield operation.response
        yield operation.status.value
        yield operation.status.replacement
        yield from operation.errors
        for action in operation.iam:
            yield action.name
        for parameter in operation.parameters:
            yield from (parameter.name, parameter.type, parameter.full_type)
    for model in product.models.values():
        yield model.key
        yield from (value for value in model.values or () if isinstance(value, str))
        for item in model.properties:
            yield from (item.name, item.type, item.full_type)
    for title, _text in product.subsections:
        yield title


def read_operation(
    branch: str, product: str, path: str, raw: Mapping[str, Any], path_description: str = ""
) -> Operation:
    """An operation from its object in a document's ``apis``."""
    status = mapping_of(raw.get("apiStatus"))
    return Operation(
        branch=branch,
        product=product,
        method=_NO_METHOD.sub("?", text_of(raw.get("httpMethod")).upper()[:16]) or "GET",
        path=path,
        description=prose_of(raw.get("description")),
        long_description=prose_of(raw.get("longDescription")),
        status=Status(
            text_of(status.get("value")) or "PRODUCTION",
            prose_of(status.get("description")),
            prose_of(status.get("deprecatedDate")),
            prose_of(status.get("deletionDate")),
            text_of(status.get("replacement")),
        ),
        authenticated=raw.get("noAuthentication") is not True,
        parameters=_parameters(path, objects_of(raw.get("parameters"))),
        response=text_of(raw.get("responseType")) or "void",
        iam=tuple(
            IamAction(
                text_of(item.get("name")),
                item.get("required") is not False,
                prose_of(item.get("description")),
            )
            for item in objects_of(raw.get("iamActions"))
            if text_of(item.get("name"))
        ),
        errors=tuple(item for item in list_of(raw.get("errors")) if isinstance(item, str)),
        path_description=prose_of(path_description),
    )


def read_model(key: str, raw: Mapping[str, Any]) -> Model:
    """A model or enumeration from its object in a document's ``models``."""
    return Model(
        key=key,
        description=prose_of(raw.get("description")),
        properties=tuple(
            Property(
                name=name,
                type=text_of(item.get("type")) or "any",
                full_type=text_of(item.get("fullType")) or text_of(item.get("type")) or "any",
                nullable=item.get("canBeNull") is True,
                read_only=item.get("readOnly") is True,
                required=item.get("required") is True,
                description=prose_of(item.get("description")),
            )
            for name, item in mapping_of(raw.get("properties")).items()
            if isinstance(item, Mapping)
        ),
        values=_enum_values(raw.get("enum")),
        enum_type=text_of(raw.get("enumType")) or "string",
    )


def _enum_values(raw: Any) -> tuple[Any, ...] | None:
    if not isinstance(raw, list):
        return None
    return tuple(value for value in raw if isinstance(value, str | int))


_ORDER = {"path": 0, "query": 1, "header": 2, "body": 3}


def _parameters(path: str, raw: Iterable[Mapping[str, Any]]) -> tuple[Parameter, ...]:
    parameters = [
        Parameter(
            name=text_of(item.get("name")),
            place=place if (place := text_of(item.get("paramType"))) in _ORDER else "query",
            type=text_of(item.get("dataType")) or "any",
            full_type=text_of(item.get("fullType")) or text_of(item.get("dataType")) or "any",
            required=item.get("required") is True,
            description=prose_of(item.get("description")),
        )
        for item in raw
    ]
    names = tuple(dict.fromkeys(placeholders(path)))
    declared = {parameter.name for parameter in parameters if parameter.place == "path"}
    # Two operations of the real catalog (telephony, hunting agents) have a placeholder they don't
    # declare.
    parameters += [
        Parameter(name, "path", "string", "string", True, declared=False)
        for name in names
        if name not in declared
    ]
    rank = {name: index for index, name in enumerate(names)}
    parameters.sort(
        key=lambda p: (_ORDER[p.place], rank.get(p.name, 0) if p.place == "path" else 0)
    )
    return tuple(p for p in parameters if p.place != "path" or p.name in rank)
