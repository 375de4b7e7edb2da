"""The real catalog: where it is, and what is in it, read once a process."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ovh_explorer.catalog.schema import Product, read_product

_PROJECT = Path(__file__).resolve().parents[1]
# Where scripts/fetch-schemas puts it, and a folder beside the project that several clones share.
_FETCHED = _PROJECT / ".schemas"
_SHARED = _PROJECT.parent / "shared"

MISSING = "the real catalog is not here; scripts/fetch-schemas gets it"
ANOTHER = (
    "the real catalog here is not the snapshot that the figures in tests/real_catalog.py are of"
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in one snapshot of the real catalog. The API changes: another snapshot has
    other figures, so tests compare them with this one alone.

    Attributes:
        fingerprint: of the snapshot, see :func:`fingerprint`.
        products, operations, models: of each branch.
        others: operations that are not a GET.
        puts: PUT operations; `puts_without_get` those whose object nothing shows.
        tasks: operations that begin a task and return it.
        path_parameters: of all operations.
        lists: GET operations that return a list; `lists_followed` those with a detail operation.
        replacements: operations that name what replaces them; `replacements_found` those where
            that is in the catalog.
        undeclared: parameters that are in a path and not declared.
    """

    fingerprint: str
    products: dict[str, int]
    operations: dict[str, int]
    models: dict[str, int]
    others: int
    puts: int
    puts_without_get: int
    tasks: int
    path_parameters: int
    lists: int
    lists_followed: int
    replacements: int
    replacements_found: int
    undeclared: int


SNAPSHOT = Figures(
    fingerprint="31ee282431f0bfd74540fd7c6251ca9991ad1072441fd7821cc3047f146a09d6",
    products={"v1": 70, "v2": 14},
    operations={"v1": 6398, "v2": 226},
    models={"v1": 5697, "v2": 833},
    others=2704,
    puts=473,
    puts_without_get=10,
    tasks=617,
    path_parameters=10_464,
    lists=1674,
    lists_followed=1073,
    replacements=747,
    replacements_found=739,
    undeclared=2,
)


def directory() -> Path | None:
    """Where the real catalog is: the one that was fetched, else the one beside the project; None
    where there is none.
    """
    for place in (_FETCHED, _SHARED / "ovh-schemas"):
        if (place / "v1" / "index.json").is_file():
            return place
    return None


def wanted() -> Path:
    """Where the real catalog is, for programs that can't do without; they end where it isn't."""
    place = directory()
    if place is None:
        raise SystemExit(MISSING)
    return place


@lru_cache(maxsize=1)
def fingerprint(directory: Path) -> str:
    """What tells one snapshot of the catalog from another: a hash of all its documents."""
    found = hashlib.sha256()
    for path in sorted(directory.rglob("*.json")):
        found.update(path.relative_to(directory).as_posix().encode() + b"\0")
        found.update(path.read_bytes() + b"\0")
    return found.hexdigest()


def figures(directory: Path) -> Figures | None:
    """The figures of that catalog; None where it is another than the snapshot."""
    return SNAPSHOT if fingerprint(directory) == SNAPSHOT.fingerprint else None


def beside(name: str) -> Path | None:
    """A file about the real catalog that isn't published with it: questions that people ask,
    scenarios of the guides. None where it is not beside the project.
    """
    path = _SHARED / name
    return path if path.is_file() else None


def missing(name: str) -> str:
    """Why a test is skipped that needs a file of these."""
    return f"{name} is not in {_SHARED.name}/ beside the project; scripts/fetch-schemas hasn't it"


@lru_cache(maxsize=1)
def products(directory: Path) -> list[Product]:
    """Every product of both branches."""
    return [
        read_product(branch, path.read_bytes())
        for branch in ("v1", "v2")
        for path in sorted((directory / branch).rglob("*.json"))
        if path != directory / branch / "index.json"
    ]


def sample(directory: Path, whole: bool) -> list[Product]:
    """All products, or the ones with the most irregular schemas and every seventh of the others."""
    everything = products(directory)
    if whole:
        return everything
    telling = {
        "/domain",
        "/iam",
        "/telephony",
        "/vrackServices",
        "/products",
        "/support",
        "/me",
        "/okms",
    }
    return [
        product
        for index, product in enumerate(everything)
        if product.path in telling or index % 7 == 0
    ]
