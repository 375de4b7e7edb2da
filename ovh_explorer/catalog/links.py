"""Links between operations: which lists the values of a path parameter, which shows an item of a
list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from ovh_explorer.catalog.labelled_values import Value, items_of, labels_of, values_of
from ovh_explorer.catalog.resolve import Enum, Listed, Models, Object
from ovh_explorer.catalog.rows import OperationRow
from ovh_explorer.catalog.schema import Model, Operation
from ovh_explorer.catalog.store import Store
from ovh_explorer.translation import _

__all__ = [
    "Detail",
    "NoSource",
    "Source",
    "detail_of",
    "field_source",
    "item_of",
    "listed_by",
    "naming_property",
    "related",
    "source_of",
]

# Where an item of several lists has the name of its own: no property of it is called so.
_LIST = "\0list"
# Names of fields that say too little of what they name.
_MIN_NAME_CHARACTERS = 4
_ANYTHING = frozenset(
    {"name", "type", "serviceName", "description", "domain", "status", "path", "number", "date"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """The GET operation that lists the values of a path parameter.

    Attributes:
        needs: the path parameters that have to be known to call it; they have the same names as in
            the operation whose parameter it is for.
        key: the property of a listed object that is the value; empty where the list holds the
            values themselves.
        labels: the properties of a listed object by which users know it.
        inside: the property of the response that is the list; empty where the response is.
        lists: the properties of the response that are lists, where the values are in all of them;
            each is a label of its values.
        is_address: the values are single addresses of IPv4, and the list has blocks: of one address
            each, those.
        query: what the list is narrowed by.
        of_each: shows an item of the list: then `key` and `labels` are of what it shows.
        others: the lists that hold the other values, where no single one has all.
        by_kind: the values name things, which their list is called by: ``dedicatedServer``.
    """

    operation: Operation
    needs: tuple[str, ...]
    key: str = ""
    labels: tuple[str, ...] = ()
    inside: str = ""
    lists: tuple[str, ...] = ()
    is_address: bool = False
    query: tuple[tuple[str, str], ...] = ()
    of_each: "Detail | None" = None
    others: "tuple[Source, ...]" = ()
    by_kind: bool = False

    @property
    def target(self) -> str:
        """The list as users read it: ``/ip?type=failover``."""
        query = "&".join(f"{name}={value}" for name, value in self.query)
        return f"{self.operation.path}?{query}" if query else self.operation.path

    def values(self, response: Any) -> "list[Value]":
        """The values in a response of the operation, JSON from outside; with `of_each` in a list of
        what that showed.
        """
        if self.is_address:
            blocks = [item for item in items_of(response, "") if isinstance(item, str)]
            return values_of([item[:-3] for item in blocks if item.endswith("/32")])
        if not self.lists:
            return values_of(response, self.key, self.labels, self.inside)
        items = [
            {self.key: value, _LIST: name} | {label: item.get(label) for label in self.labels}
            for name in self.lists
            for item in items_of(response, name)
            if isinstance(item, dict)
            for value in _each(item.get(self.key))
        ]
        found = values_of(items, self.key, (*self.labels, _LIST))
        kinds = {str(item[self.key]): str(item[_LIST]) for item in reversed(items) if self.by_kind}
        return [replace(value, kind=kinds.get(value.text, "")) for value in found]


@dataclass(frozen=True, slots=True)
class NoSource:
    """Why there is no list of a parameter's values, in words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Detail:
    """The GET operation that shows one item of a list; its other path parameters are the list's.

    Attributes:
        operation: where no GET shows an item, another on its path: see :func:`item_of`.
        parameter: the path parameter that is the item.
        key: the property of a listed object that is its value; empty where the list holds the
            values themselves.
    """

    operation: Operation
    parameter: str
    key: str = ""


def source_of(store: Store, operation: Operation, name: str) -> Source | NoSource:
    """Where the values of a path parameter come from.

    The list is where the path ends before the parameter: ``GET /domain/zone/{zoneName}/record``
    lists the ``id`` of ``/domain/zone/{zoneName}/record/{id}``. That holds for 94 % of the path
    parameters of the real catalog.
    """
    parameter = next((item for item in operation.placed("path") if item.name == name), None)
    place = operation.path.find(f"{{{name}}}")
    if parameter is None or place < 0:
        return NoSource(_("{name} is no part of the path").format(name=name))
    models = store.models(operation.branch, operation.product)
    if isinstance(models.shape(parameter.full_type), Enum) or isinstance(
        models.shape(parameter.type), Enum
    ):
        return NoSource(_("its values are those of its type"))
    parent = operation.path[:place].rstrip("/")
    listing = store.operation(operation.branch, "GET", parent)
    if listing is None:
        words = _("no operation lists what is below {path}")
        return NoSource(words.format(path=parent or "/"))
    return listed_by(listing, models, name)


def listed_by(listing: Operation, models: Models, name: str) -> Source | NoSource:
    """The values of `name` in what an operation lists."""
    shape = models.shape(listing.response)
    if not isinstance(shape, Listed):
        return NoSource(_("GET {path} returns no list").format(path=listing.path))
    item = models.shape(shape.item)
    needs = tuple(part.name for part in listing.placed("path"))
    if not isinstance(item, Object):
        return Source(listing, needs)
    key = _key(item.model, name)
    if not key:
        words = _("what GET {path} lists has no {name}")
        return NoSource(words.format(path=listing.path, name=name))
    return Source(listing, needs, key, labels_of(item.model, key))


def field_source(store: Store, operation: Operation, name: str) -> Source | None:
    """Where the values of a body or query field come from; only where its name clearly names a
    listed resource.

    ``flavorId`` is one: the same product has a path that ends in ``/{flavorId}``, and what lists
    its values needs no other path parameters than the operation has. So is ``sshKeyId``, for there
    is ``…/sshkey``.
    """
    if len(name) < _MIN_NAME_CHARACTERS or name in _ANYTHING:
        return None
    if name.endswith("URNs"):
        name = name[:-1]
    mine = {part.name for part in operation.placed("path")}
    for path in store.ending_in(operation.branch, operation.product, f"{{{name}}}"):
        shown = store.operation(operation.branch, "GET", path)
        found = source_of(store, shown, name) if shown is not None else None
        if isinstance(found, Source) and set(found.needs) <= mine:
            return None if _adds_to(operation, found.operation) else found
    ending = next((end for end in ("Id", "Name") if name.endswith(end)), "")
    return _listed_near(store, operation, name, name.removesuffix(ending)) if ending else None


def _listed_near(store: Store, operation: Operation, name: str, thing: str) -> Source | None:
    """The values of ``flavorName`` in what ``…/flavor`` or ``…/flavors`` lists: by the path that is
    most like the operation's.
    """
    if len(thing) < _MIN_NAME_CHARACTERS:
        return None
    models = store.models(operation.branch, operation.product)
    mine = {part.name for part in operation.placed("path")}
    found: list[Source] = []
    for ending in (thing, f"{thing}s"):
        for path in store.ending_in(operation.branch, operation.product, ending):
            listing = store.operation(operation.branch, "GET", path)
            source = listed_by(listing, models, name) if listing is not None else None
            if not isinstance(source, Source) or not set(source.needs) <= mine:
                continue
            if _adds_to(operation, source.operation):
                continue
            if not name.endswith("Name") or source.key.lower().endswith("name") or not source.key:
                found.append(source)
    # Of those that are as near, the first: the shortest.
    return max(
        found, key=lambda source: _common(source.operation.path, operation.path), default=None
    )


def _adds_to(operation: Operation, listing: Operation) -> bool:
    """Whether an operation makes a new entry of a list: its name is none that the list has."""
    return operation.method == "POST" and operation.path == listing.path


def _common(one: str, other: str) -> int:
    """How many segments two paths begin with alike."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(1 for _segment in takewhile(lambda pair: pair[0] == pair[1], pairs))


def detail_of(store: Store, operation: Operation) -> Detail | None:
    """What shows one item of a list; None where nothing does, or the operation gives no list."""
    return _item(store, operation, "GET")


def item_of(store: Store, operation: Operation) -> Detail | None:
    """What is done with one item of a list by its own path: what shows it, or, where nothing does,
    what deletes or changes it; None where no operation takes one.
    """
    return _item(store, operation, "GET") or _item(store, operation, None)


def _item(store: Store, operation: Operation, method: str | None) -> Detail | None:
    """An operation on the path of one item of a list; of one method, where that is given."""
    if operation.method != "GET":
        return None
    models = store.models(operation.branch, operation.product)
    shape = models.shape(operation.response)
    if not isinstance(shape, Listed):
        return None
    branch = operation.branch
    below = store.below(branch, method, operation.path)
    found = next((path for path in below if path.endswith("}")), None)
    if found is None:
        return None
    shown = store.operation(branch, method or store.at(branch, found)[0].method, found)
    if shown is None:
        return None
    name = found.rpartition("{")[2][:-1]
    item = models.shape(shape.item)
    key = _key(item.model, name) if isinstance(item, Object) else ""
    return Detail(shown, name, key) if key or not isinstance(item, Object) else None


def naming_property(store: Store, operation: Operation) -> str:
    """The property by which the items of a list, or what shows them, are told apart; "" where that
    isn't known.
    """
    detail = detail_of(store, operation)
    if detail is None or detail.key:
        return "" if detail is None else detail.key
    models = store.models(operation.branch, operation.product)
    item = models.shape(detail.operation.response)
    return _key(item.model, detail.parameter) if isinstance(item, Object) else ""


def related(
    store: Store, operation: Operation, *, beside: bool = False
) -> Iterator[tuple[str, list[OperationRow]]]:
    """What is near an operation, by how: the same path by other methods, what is below it, what is
    `beside` it where that is wanted, what it is below.
    """
    branch, path = operation.branch, operation.path
    above = path.rpartition("/")[0]
    yield (
        _("the same path"),
        [row for row in store.at(branch, path) if row.method != operation.method],
    )
    yield (
        _("below it"),
        [row for below in store.below(branch, None, path) for row in store.at(branch, below)],
    )
    if beside and above:
        others = [other for other in store.below(branch, None, above) if other != path]
        yield _("beside it"), [row for other in others for row in store.at(branch, other)]
    parents = []
    while path.count("/") > 1:
        path = path.rpartition("/")[0]
        parents += store.at(branch, path)
    yield _("above it"), parents


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _key(model: Model, name: str) -> str:
    """The property of a listed object that is the value of a path parameter; empty for none."""
    names = {item.name.lower(): item.name for item in model.properties}
    # A URN is no id.
    first = ("urn", "id") if name.lower().endswith("urn") else ("id",)
    for wanted in (name.lower(), *first, *_endings(name), "name"):
        if wanted in names:
            return names[wanted]
    return ""


def _endings(name: str) -> list[str]:
    """``poolName`` may be the ``name`` of a pool."""
    return [
        ending for ending in ("name", "urn", "key", "code", "uuid") if name.lower().endswith(ending)
    ]
