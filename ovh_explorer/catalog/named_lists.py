"""Lists of values that the description of a field names: "available values: GET /path"."""

import re

from ovh_explorer.catalog.links import Source, listed_by
from ovh_explorer.catalog.resolve import Listed, Object
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.catalog.store import Store

__all__ = ["named_source"]

# A path, with what stands before it: a method, or words by which it is no list of the values.
_NAMED = re.compile(
    r"(?P<method>\b(?:GET|POST|PUT|DELETE)\s+)?(?<![\w/.:<])(?P<path>(?:/[A-Za-z{][\w{}.-]*)+)"
)
_OTHER = re.compile(r"instead of\W*$", re.IGNORECASE)


def named_source(store: Store, operation: Operation, name: str, description: str) -> Source | None:
    """Where the values of a field come from by its own description; None where that names no list
    that can be called with the path parameters of the operation.
    """
    if "/" not in description:
        return None
    mine = {part.name for part in operation.placed("path")}
    for found in _NAMED.finditer(description):
        method = (found["method"] or "GET").strip()
        if method != "GET" or _OTHER.search(description[: found.start()]):
            continue
        path = found["path"].rstrip(".")
        listing = store.operation(operation.branch, "GET", path) or store.operation(
            operation.branch, "GET", path.removesuffix("s")
        )
        source = _source(store, listing, name) if listing is not None else None
        if source is not None and set(source.needs) <= mine:
            return source
    return None


def _source(store: Store, listing: Operation, name: str) -> Source | None:
    """The values in what an operation lists, or in the one list of the object that it returns."""
    models = store.models(listing.branch, listing.product)
    shape = models.shape(listing.response)
    if not isinstance(shape, Object):
        found = listed_by(listing, models, name)
        return found if isinstance(found, Source) else None
    lists = [item.name for item in shape.model.properties if _lists_texts(models.shape(item.type))]
    needs = tuple(part.name for part in listing.placed("path"))
    return Source(listing, needs, inside=lists[0]) if len(lists) == 1 else None


def _lists_texts(shape: object) -> bool:
    return isinstance(shape, Listed) and str(shape.item) == "string"
