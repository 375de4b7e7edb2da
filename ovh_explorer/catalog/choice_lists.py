"""Lists of what a POST may be called with, which a GET at its path or beside it returns by kind: an
object of lists.
"""

from ovh_explorer.catalog.labelled_values import labels_of
from ovh_explorer.catalog.links import Source
from ovh_explorer.catalog.resolve import Core, Listed, Models, Object
from ovh_explorer.catalog.schema import Model, Operation
from ovh_explorer.catalog.store import Store

__all__ = ["choice_source", "is_listed_by_kind"]


def choice_source(store: Store, operation: Operation, name: str) -> Source | None:
    """Where the values of a parameter of a POST's body come from: ``to`` of ``POST /ip/{ip}/move``
    from ``GET /ip/{ip}/move``, ``project`` of ``POST /vrack/{serviceName}/cloudProject`` from
    ``cloudProject`` of ``GET /vrack/{serviceName}/allowedServices``; None where no GET has them.
    """
    if operation.method != "POST" or all(part.name != name for part in operation.placed("body")):
        return None
    return _at_its_path(store, operation, name) or _beside_it(store, operation, name)


def is_listed_by_kind(path: str, kind: str) -> bool:
    """Whether what a path lists is of a kind: ``/dedicated/server`` each ``dedicatedServer``."""
    return bool(kind) and path.replace("/", "").lower() == kind.lower()


def _at_its_path(store: Store, operation: Operation, name: str) -> Source | None:
    """The values in lists of one model, by what they are of: the property of that name, or, for the
    one parameter that is required, the one that is a text.
    """
    listing = store.operation(operation.branch, "GET", operation.path)
    lists = {} if listing is None else _lists(store, listing)
    items = [item for item in lists.values() if isinstance(item, Object)]
    if listing is None or len(lists) < 2 or len(items) < len(lists):
        return None
    model = items[0].model
    if any(item.model.key != model.key for item in items):
        return None
    texts = _texts(store.models(listing.branch, listing.product), model)
    names = [item.name for item in model.properties]
    is_required = _required(operation) == [name]
    key = name if name in names else texts[0] if is_required and len(texts) == 1 else ""
    if not key:
        return None
    labels = tuple(text for text in texts if text != key)
    needs = tuple(part.name for part in listing.placed("path"))
    by_kind = key != name and is_required
    return Source(listing, needs, key, labels, lists=tuple(lists), by_kind=by_kind)


def _beside_it(store: Store, operation: Operation, name: str) -> Source | None:
    """The values in the list that is called as the path of the POST ends, for its one required
    parameter.
    """
    above, _slash, kind = operation.path.rpartition("/")
    if not above or kind.startswith("{") or _required(operation) != [name]:
        return None
    for path in store.below(operation.branch, "GET", above):
        if path == operation.path or path.endswith("}"):
            continue
        listing = store.operation(operation.branch, "GET", path)
        item = None if listing is None else _lists(store, listing).get(kind)
        if listing is None or item is None:
            continue
        needs = tuple(part.name for part in listing.placed("path"))
        if not isinstance(item, Object):
            return Source(listing, needs, inside=kind, by_kind=True)
        if any(part.name == name for part in item.model.properties):
            return Source(listing, needs, name, labels_of(item.model, name), inside=kind)
    return None


def _required(operation: Operation) -> list[str]:
    return [part.name for part in operation.placed("body") if part.required]


def _lists(store: Store, listing: Operation) -> dict[str, object]:
    """What the lists of a response hold, by name; nothing where it has anything but lists."""
    models = store.models(listing.branch, listing.product)
    shape = models.shape(listing.response)
    if not isinstance(shape, Object):
        return {}
    found: dict[str, object] = {}
    for item in shape.model.properties:
        inner = models.shape(item.full_type)
        if not isinstance(inner, Listed):
            return {}
        found[item.name] = models.shape(inner.item)
    return found


def _texts(models: Models, model: Model) -> list[str]:
    return [item.name for item in model.properties if models.shape(item.type) == Core("string")]
