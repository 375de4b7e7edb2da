"""A small catalog made up for a test."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ovh_explorer.catalog.schema import IndexEntry
from ovh_explorer.catalog.store import Store


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
    apis = [
        {"path": path, "description": "", "operations": operations}
        for path, operations in paths.items()
    ]
    return json.dumps(
        {"resourcePath": product, "basePath": "", "apis": apis, "models": {}, **more}
    ).encode()


def entries(*paths: str) -> list[IndexEntry]:
    """What an index with these paths gives."""
    return [IndexEntry(path) for path in paths]
