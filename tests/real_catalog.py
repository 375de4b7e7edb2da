"""The real catalog, read once a process."""

from functools import lru_cache
from pathlib import Path

from ovh_explorer.catalog.schema import Product, read_product


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
