"""The program on a catalog of the test's own, and everything that it says."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ovh_explorer.catalog.store import Store, store_path
from ovh_explorer.cli import main
from tests.catalog.conftest import document, operation
from tests.sandboxes import running


@pytest.fixture(name="cache")
def cache_fixture(monkeypatch, tmp_path) -> Path:
    """The cache directory of the program."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "ovh-explorer"


@pytest.fixture(name="catalog")
def catalog_fixture(cache) -> Path:
    """A whole catalog with two operations, of the sandbox of these tests."""
    cache.mkdir(parents=True)
    path = store_path(cache, running()[1])
    with Store(path) as store:
        store.put_document(
            "v1", "/thing", document({"/thing/a": [operation(description="Findable")]})
        )
        store.put_document("v2", "/other", document({"/other/a": [operation()]}, "/other"))
    return path


Run = Callable[..., str]


@pytest.fixture(name="run")
def run_fixture(capsys, monkeypatch, tmp_path_factory) -> Run:
    """Run the program against the sandbox, or an endpoint of the test's; everything that it says."""

    # Of this test alone: what is left there is seen.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))

    def one(*arguments: str, root: str = "", code: int | None = None) -> str:
        found = main([*arguments, "--endpoint", root or running()[1]])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert code is None or found == code, said.err
        return said.out + said.err

    return one
