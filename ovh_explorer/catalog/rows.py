"""What the store hands out: light rows, for lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Change", "Counts", "OperationRow", "ProductRow"]


@dataclass(frozen=True, slots=True)
class ProductRow:
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


@dataclass(frozen=True, slots=True)
class OperationRow:
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


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in the catalog: `products` known, `fetched` of them, and what these hold; the
    same by branch.
    """

    products: int
    fetched: int
    operations: int
    models: int
    branches: Mapping[str, "Counts"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a refresh found at `at` (seconds since 1970): an operation was ``added``, ``removed`` or
    ``deprecated``.

    Where a whole product was added, `method` is "" and `path` the product's.
    """

    at: float
    branch: str
    product: str
    kind: str
    method: str
    path: str
