"""Lists of the identities of an account: whom a policy can be about."""

import re

from ovh_explorer.catalog.labelled_values import labels_of
from ovh_explorer.catalog.links import Source, detail_of
from ovh_explorer.catalog.resolve import Object
from ovh_explorer.catalog.store import Store

__all__ = ["identity_source"]

# Fields that take URNs of users, groups, service accounts and the account itself.
_IDENTITIES = re.compile(r"identit(y|ies|yURNs?)")
# The kinds of identities, in the order that they are offered in.
_LISTS = ("/me/identity/user", "/me/identity/group", "/me/api/oauth2/client")
# What the URN is called in what shows one of them.
_URNS = ("urn", "identity")


def identity_source(store: Store, name: str) -> Source | None:
    """Where the values of a field come from that takes identities: who is signed in, then the
    users, groups and service accounts of the account. None for any other field.
    """
    if not _IDENTITIES.fullmatch(name):
        return None
    details = store.operation("v1", "GET", "/auth/details")
    if details is None:
        return None
    lists = (_of_each(store, path) for path in _LISTS)
    others = tuple(source for source in lists if source is not None)
    return Source(details, (), inside="identities", others=others)


def _of_each(store: Store, path: str) -> Source | None:
    """The URNs in what shows each item of a list."""
    listing = store.operation("v1", "GET", path)
    detail = detail_of(store, listing) if listing is not None else None
    if listing is None or detail is None:
        return None
    shown = detail.operation
    shape = store.models(shown.branch, shown.product).shape(shown.response)
    if not isinstance(shape, Object):
        return None
    names = [item.name for item in shape.model.properties]
    key = next((name for name in _URNS if name in names), "")
    if not key:
        return None
    return Source(listing, (), key, labels_of(shape.model, key), of_each=detail)
