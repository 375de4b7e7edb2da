"""Strict ids: what no list holds isn't there."""

from dataclasses import replace

from ovh_explorer.catalog.resolve import Core, Enum, Listed, Object
from ovh_explorer.sandbox import Strictness
from ovh_explorer.sandbox.generic import ids_of
from ovh_explorer.sandbox.ids import id_property, in_type
from ovh_explorer.sandbox.request import HANDLERS, Request, gone
from ovh_explorer.sandbox.roles import Collection

__all__ = ["require_listed"]

# What is below these is no service of the account.
_NO_SERVICES = ("/auth", "/me", "/newAccount", "/order", "/price")


def require_listed(request: Request) -> None:
    """Refuse a path with an id that the list before it doesn't hold.

    Only services are looked at where the sandbox is strict about no more. What can't be listed
    can't be known, and a POST on an item may make it.

    Raises:
        ApiRefusal: 404.
    """
    if request.strictness is Strictness.NONE:
        return
    segments = request.operation.path.split("/")
    for length, segment in enumerate(segments, 1):
        if not segment.startswith("{") or (
            length == len(segments) and request.operation.method == "POST"
        ):
            continue
        collection = request.roles.item("/".join(segments[:length]))
        if collection is None or not _is_looked_at(request, collection):
            continue
        key = request.texts[segment[1:-1]]
        ids = _ids(request, collection)
        if ids is not None and not _holds(request, collection, ids, key):
            raise gone(request, (*request.object_path_of(collection.path), key))


def _is_looked_at(request: Request, collection: Collection) -> bool:
    if collection.lists is None or request.roles.collection(collection.path) is not collection:
        return False
    if request.strictness is Strictness.ALL:
        return True
    return "{" not in collection.path and request.operation.product not in _NO_SERVICES


def _ids(request: Request, collection: Collection) -> list[str] | None:
    """The ids that a list holds; None where they can't be told."""
    lists = collection.lists
    assert lists is not None
    models = request.models
    shape = models.shape(lists.response)
    inner = models.shape(shape.item) if isinstance(shape, Listed) else None
    handler = HANDLERS.get((lists.branch, "GET", lists.path))
    if handler is not None and isinstance(inner, Core | Enum):
        return [str(key) for key in handler(replace(request, operation=lists, query={}, body=None))]
    if isinstance(inner, Object):
        if not id_property(models, inner.model, collection.key):
            return None
    elif not isinstance(inner, Core | Enum):
        return None
    ids = ids_of(request, collection, request.object_path_of(collection.path))
    if isinstance(shape, Listed) and isinstance(inner, Core | Enum):
        kind = str(shape.item)
        return None if any(in_type(models, kind, key) is None for key in ids) else ids
    return ids


def _holds(request: Request, collection: Collection, ids: list[str], key: str) -> bool:
    kind = collection.key.type
    typed = in_type(request.models, kind, key)
    return key in ids or any(in_type(request.models, kind, item) == typed for item in ids)
