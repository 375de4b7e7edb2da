"""The real catalog as a store, built once; and a small one made up for a test."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.catalog.schema import IndexEntry, parse_index
from ovh_explorer.catalog.store import Store


def fill(store: Store, directory: Path) -> None:
    """Put a catalog in the layout ``v1/index.json``, ``v1/domain.json`` into a store."""
    for branch in ("v1", "v2"):
        entries = parse_index((directory / branch / "index.json").read_bytes())
        store.put_index(branch, entries)
        for entry in entries:
            store.put_document(branch, entry.path, (directory / branch / f"{entry.path[1:]}.json").read_bytes())


@pytest.fixture(scope="session")
def real_file(real_schemas: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store that holds the whole real catalog; not to be written to."""
    base = tmp_path_factory.getbasetemp()
    # Workers of xdist share the directory above theirs. Whoever is first makes the file under a name of its own and
    # moves it; a second one's is the same.
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    path = shared / "real-catalog.db"
    if not path.exists():
        made = base / "making.db"
        with Store(made) as store:
            fill(store, real_schemas)
        shutil.copyfile(made, base / "made.db")
        (base / "made.db").replace(path)
    return path


@pytest.fixture(scope="session")
def real_store(real_file: Path) -> Iterator[Store]:
    """A store with the whole real catalog; not to be written to."""
    with Store(real_file) as store:
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store(tmp_path / "catalog.db") as store:
        yield store


def operation(method: str = "GET", **more: Any) -> dict[str, Any]:
    """An operation of a document, made up."""
    return {
        "httpMethod": method,
        "description": "Do it",
        "parameters": [],
        "responseType": "void",
        "apiStatus": {"value": "PRODUCTION"},
        **more,
    }


def document(paths: dict[str, list[dict[str, Any]]], product: str = "/thing", **more: Any) -> bytes:
    """A schema document, made up, from its operations by path."""
    apis = [{"path": path, "description": "", "operations": operations} for path, operations in paths.items()]
    return json.dumps({"resourcePath": product, "basePath": "", "apis": apis, "models": {}, **more}).encode()


def entries(*paths: str) -> list[IndexEntry]:
    """What an index with these paths gives."""
    return [IndexEntry(path) for path in paths]
