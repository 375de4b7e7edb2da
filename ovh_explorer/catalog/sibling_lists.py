"""Lists of a body field's values, beside its operation and called as the field is."""

from collections.abc import Iterator

from ovh_explorer.catalog.labelled_values import labels_of
from ovh_explorer.catalog.links import Source, item_of, listed_by
from ovh_explorer.catalog.resolve import Listed, Models, Object
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.catalog.store import Store

__all__ = ["sibling_source"]

_MIN_NAME_CHARACTERS = 4
# What a list so called holds is another thing than such a field takes: a new name, a free text.
_OTHERS = frozenset(
    {"description", "name", "path", "serviceName", "size", "status", "type", "user", "value"}
)
_NUMBERS = ("long", "int")
# What a list is called that holds what a field may be.
_CHOICES = ("", "allowed", "authorizable", "available", "compatible")


def sibling_source(store: Store, operation: Operation, name: str) -> Source | None:
    """Where the values of a field of a POST's or PUT's body come from: ``planCode`` of
    ``POST /order/cart/{cartId}/vps`` from the offers that the GET at that path lists, ``kind`` of
    ``POST …/log/subscription`` from ``GET …/log/kind``, ``destinationIp`` of ``POST …/changeIp``
    from ``GET …/allowedDestinationIp``; None where there is no such list.
    """
    if operation.method not in ("POST", "PUT") or name in _OTHERS:
        return None
    return _offers(store, operation, name) or _beside(store, operation, name)


def _offers(store: Store, operation: Operation, name: str) -> Source | None:
    """The values in the list at the path of a POST, where that is of what may be chosen, and not of
    what the POST makes: nothing can be done with one of them.
    """
    listing = store.operation(operation.branch, "GET", operation.path)
    if operation.method != "POST" or listing is None or _asks_more(listing):
        return None
    models = store.models(listing.branch, listing.product)
    shape = models.shape(listing.response)
    if not isinstance(shape, Listed) or operation.response == str(shape.item):
        return None
    item = models.shape(shape.item)
    if not isinstance(item, Object) or item_of(store, listing) is not None:
        return None
    if any(row.method in ("PUT", "DELETE") for row in store.at(operation.branch, operation.path)):
        # What was made is changed there too.
        return None
    if all(part.name != name for part in item.model.properties):
        return None
    needs = tuple(part.name for part in listing.placed("path"))
    return Source(listing, needs, name, labels_of(item.model, name))


def _beside(store: Store, operation: Operation, name: str) -> Source | None:
    """The values in a list that is called as the field is, or as what it may be."""
    if len(name) < _MIN_NAME_CHARACTERS:
        return None
    wanted = {f"{word}{name}{ending}".lower() for word in _CHOICES for ending in ("", "s")}
    mine = {part.name for part in operation.placed("path")}
    for above in _above(operation.path, name):
        for path in store.below(operation.branch, "GET", above):
            if path == operation.path or path.rpartition("/")[2].lower() not in wanted:
                continue
            listing = store.operation(operation.branch, "GET", path)
            if listing is None or _asks_more(listing):
                continue
            models = store.models(listing.branch, listing.product)
            found = listed_by(listing, models, name)
            if not isinstance(found, Source) or not set(found.needs) <= mine:
                continue
            if found.key or not _holds_numbers(models, listing) or _is_number(operation, name):
                return found
    return None


def _above(path: str, name: str) -> Iterator[str]:
    """Where such a list may stand: right beside the operation, and for a name of several words as
    far up as the object that the operation is of. A short one is that of many things.
    """
    above = path.rpartition("/")[0]
    yield above
    while not name.islower() and above.count("/") > 1 and not above.endswith("}"):
        above = above.rpartition("/")[0]
        yield above


def _holds_numbers(models: Models, listing: Operation) -> bool:
    """Whether a list holds ids, which no text is one of."""
    shape = models.shape(listing.response)
    return isinstance(shape, Listed) and str(shape.item) in _NUMBERS


def _is_number(operation: Operation, name: str) -> bool:
    return any(part.name == name and part.type in _NUMBERS for part in operation.placed("body"))


def _asks_more(listing: Operation) -> bool:
    """Whether a list can't be read with path values alone."""
    return any(part.required for part in listing.placed("query"))
