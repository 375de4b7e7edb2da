"""A store filled from the real catalog, one for a process of tests."""

from pathlib import Path

import pytest

from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store


@pytest.fixture(scope="session")
def real_store(real_schemas: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("store") / "catalog.db")
    for branch in ("v1", "v2"):
        entries = parse_index((real_schemas / branch / "index.json").read_bytes())
        store.put_index(branch, entries)
        for entry in entries:
            store.put_document(branch, entry.path, (real_schemas / branch / f"{entry.path[1:]}.json").read_bytes())
    return store
