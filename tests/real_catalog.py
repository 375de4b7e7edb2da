"""The real catalog: where it is, and what is in it, read once a process."""

from functools import lru_cache
from pathlib import Path

from ovh_explorer.catalog.schema import Product, read_product

_PROJECT = Path(__file__).resolve().parents[1]
# Where scripts/fetch-schemas puts it, and a folder beside the project that several clones share.
_FETCHED = _PROJECT / ".schemas"
_SHARED = _PROJECT.parent / "shared"

MISSING = "the real catalog is not here; scripts/fetch-schemas gets it"


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
