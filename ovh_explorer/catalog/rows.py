"""Rows of the store, light enough for lists."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from ovh_explorer.operation_names import BRANCHES
from ovh_explorer.translation import _, ngettext, number

__all__ = ["Change", "Counts", "OperationRow", "ProductRow", "as_row", "bindable"]


class ProductRow(NamedTuple):
    """A product of a branch.

    Attributes:
        operations: how many it has; 0 is normal for a few (``/products``).
        fetched_at: when its document was last fetched or found unchanged, in seconds since 1970;
            None while only the index has named it.
        etag: the validator its document came with.
        base_path: the document's ``basePath``, to be shown and never followed.
        position: its place in the index.
    """

    branch: str
    path: str
    operations: int
    fetched_at: float | None
    etag: str | None = None
    base_path: str = ""
    position: int = 0


class OperationRow(NamedTuple):
    """What lists show of an operation.

    Attributes:
        id: of this version of its document; another one after a refresh.
        section: the title of the v2 document's subsection it is in, else "".
        deletion: when a deprecated operation goes away, as the schema spells it, else "".
        replacement: what the schema names in its place, else "".
    """

    id: int
    branch: str
    method: str
    path: str
    description: str
    status: str
    authenticated: bool
    section: str = ""
    deletion: str = ""
    replacement: str = ""


class Counts(NamedTuple):
    """How much is in the catalog: `products` known, `fetched` of them, and what these hold; the
    same by branch.
    """

    products: int
    fetched: int
    operations: int
    models: int
    branches: Mapping[str, "Counts"] = MappingProxyType({})

    def is_whole(self, branches: Sequence[str] = BRANCHES) -> bool:
        """Whether the index of each of `branches` is here, and every product that it names."""
        return not self.lack(branches)

    def lack(self, branches: Sequence[str] = BRANCHES) -> str:
        """How little of `branches` is here: ``3 of 84 products``, ``3 of 60 products, none of v2``;
        "" for all.
        """
        known = [self.branches[branch] for branch in branches if branch in self.branches]
        unknown = [branch for branch in branches if branch not in self.branches]
        products = sum(counts.products for counts in known)
        fetched = sum(counts.fetched for counts in known)
        if not unknown and fetched == products:
            return ""
        parts = []
        if fetched < products:
            words = ngettext(
                "{fetched} of {count} product", "{fetched} of {count} products", products
            )
            parts.append(words.format(fetched=number(fetched), count=number(products)))
        elif products:
            words = ngettext("{count} product", "{count} products", products)
            parts.append(words.format(count=number(products)))
        if len(unknown) > 1:
            words = _("no product of {first} and {second}")
            parts.append(words.format(first=unknown[0], second=unknown[1]))
        elif unknown:
            parts.append(_("no product of {branch}").format(branch=unknown[0]))
        return ", ".join(parts)


class Change(NamedTuple):
    """What a refresh found at `at`, in seconds since 1970.

    Attributes:
        kind: an operation was ``added``, ``removed`` or ``deprecated``; or a part of its request
            came or went: ``parameter added``, ``parameter removed``, ``value added``, ``value
            removed``.
        method: "" where a whole product was added; then `path` is the product's.
        part: the parameter or property: ``query iamTags``, ``body target.ttl``; else "".
        value: the value that it may have now, or no longer may; else "".
        replacement: what the document names in place of an operation that is deprecated or gone.
    """

    at: float
    branch: str
    product: str
    kind: str
    method: str
    path: str
    part: str = ""
    value: str = ""
    replacement: str = ""


def as_row(row: tuple[Any, ...]) -> OperationRow:
    """The operation of the first ten columns of `row`."""
    values = list(row[:10])
    values[6] = bool(values[6])
    return OperationRow(*values)


def bindable(*values: Any) -> tuple[Any, ...]:
    """Values as SQLite takes them.

    It takes no half characters (lone surrogates); what holds one is nowhere in a catalog.
    """
    return tuple(
        value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for value in values
    )
