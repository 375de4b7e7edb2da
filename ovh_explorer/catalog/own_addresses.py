"""IP addresses of the account, for parameters that take one of them."""

import re

from ovh_explorer.catalog.links import Source
from ovh_explorer.catalog.resolve import Core, Listed
from ovh_explorer.catalog.schema import Operation, Parameter
from ovh_explorer.catalog.store import Store

__all__ = ["address_source"]

_BLOCKS = (Core("ipBlock"), Core("ipv4Block"), Core("ipv6Block"))
_ADDRESSES = (Core("ip"), Core("ipv4"), Core("ipv6"))
# A parameter called "ip" takes any address in the world, unless its description says one of these.
_IS_OWN = re.compile(
    r"\bip to move\b|\byour license ip\b|\bip on which this license\b|^filter the value of ip\b",
    re.I,
)
# What is moved between services is an additional address, which the API calls "failover"; the own
# address of a server stays with it.
_IS_ADDITIONAL = re.compile(r"\b(ip failover|failover ip|additional ip)\b", re.I)
_ADDITIONAL = (("type", "failover"),)
# Beside the list that a block is added to, in what it may be chosen from.
_ALLOWED = "authorizableBlocks"


def address_source(store: Store, operation: Operation, name: str) -> Source | None:
    """Where the values of a parameter of a body or query come from that takes an address or a block
    of the account; None for one that takes others too.

    ``ip`` of ``POST /dedicated/server/{serviceName}/ipMove`` is one of ``GET /ip``; ``ipBlock`` of
    ``POST …/backupFTP/access`` one of ``GET …/backupFTP/authorizableBlocks``.
    """
    parameter = next(
        (item for item in operation.parameters if item.name == name and item.place != "path"), None
    )
    if parameter is None:
        return None
    shape = store.models(operation.branch, operation.product).shape(parameter.full_type)
    if shape not in (*_BLOCKS, *_ADDRESSES):
        return None
    if shape in _BLOCKS and (found := _beside(store, operation)) is not None:
        return found
    return _of_account(store, operation, parameter, is_block=shape in _BLOCKS)


def _beside(store: Store, operation: Operation) -> Source | None:
    """The blocks that may be added to the list at the path of a POST."""
    if operation.method != "POST":
        return None
    path = f"{operation.path.rpartition('/')[0]}/{_ALLOWED}"
    listing = store.operation(operation.branch, "GET", path)
    if listing is None:
        return None
    shape = store.models(listing.branch, listing.product).shape(listing.response)
    if not isinstance(shape, Listed):
        return None
    return Source(listing, tuple(part.name for part in listing.placed("path")))


def _of_account(
    store: Store, operation: Operation, parameter: Parameter, *, is_block: bool
) -> Source | None:
    """The addresses of the account, where the description says that it is one of these: the
    additional ones alone, where it is about these.
    """
    # What comes with a token comes from another account.
    if parameter.name != "ip" or any(part.name == "token" for part in operation.parameters):
        return None
    beside = _own_beside(store, operation, parameter)
    if beside is None and not _IS_OWN.search(parameter.description):
        return None
    if parameter.description.lower().startswith("filter") and operation.path != "/ip":
        return None
    listing = store.operation(operation.branch, "GET", "/ip")
    if listing is None:
        return None
    telling = [item.description for item in (operation, beside) if item is not None]
    is_additional = any(_IS_ADDITIONAL.search(words) for words in telling)
    query = _ADDITIONAL if is_additional else ()
    return Source(listing, (), is_address=not is_block, query=query)


def _own_beside(store: Store, operation: Operation, parameter: Parameter) -> Operation | None:
    """The operation beside one that checks that takes the same parameter, and says there that it is
    one of the account: ``ip`` of ``GET …/ipCanBeMovedTo`` is that of ``POST …/ipMove``.
    """
    above = operation.path.rpartition("/")[0]
    if operation.method != "GET" or not above:
        return None
    rows = [
        row
        for path in store.below(operation.branch, "POST", above)
        for row in store.at(operation.branch, path)
        if row.method == "POST"
    ]
    others = (store.operation(row.branch, row.method, row.path) for row in rows)
    return next(
        (
            other
            for other in others
            if other is not None
            for part in other.parameters
            if part.name == parameter.name
            and part.full_type == parameter.full_type
            and _IS_OWN.search(part.description)
        ),
        None,
    )
