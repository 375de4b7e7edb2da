"""A catalog that is damaged without SQLite's noticing: found out where something is missing, said,
and fetched again.
"""

import sqlite3
from pathlib import Path

import pytest

from ovh_explorer.catalog.damaged_files import is_sound
from ovh_explorer.catalog.schema import IndexEntry
from ovh_explorer.catalog.store import Store
from ovh_explorer.workspace.navigation.target import TargetError
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace
from tests.catalog.conftest import document, operation


def lose_the_indexes(path: Path) -> None:
    """Have the indexes of paths point at empty pages: the rows are there, and no look-up finds
    them.
    """
    db = sqlite3.connect(path, isolation_level=None)
    columns = {
        "operation_path": "branch, path, method",
        "operation_length": "branch, method, segments, path",
    }
    for name, of in columns.items():
        db.execute(f"CREATE INDEX empty_{name} ON operation ({of}) WHERE 0")
    db.execute("PRAGMA writable_schema = 1")
    for name in columns:
        root = f"(SELECT rootpage FROM sqlite_master WHERE name = 'empty_{name}')"
        db.execute(f"UPDATE sqlite_master SET rootpage = {root} WHERE name = '{name}'")
        db.execute(f"DELETE FROM sqlite_master WHERE name = 'empty_{name}'")
    db.close()


@pytest.fixture
async def workspace(tmp_path):
    """A workspace on a catalog of one operation."""
    workspace = Workspace(gather("ovh-eu", environ={}), cache=tmp_path)
    with_store = workspace.open_store()
    with_store.put_index("v1", [IndexEntry("/thing")])
    with_store.put_document("v1", "/thing", document({"/thing/{id}": [operation()]}))
    yield workspace
    await workspace.close()


async def test_what_is_missing_from_a_damaged_catalog_is_no_missing_operation(workspace):
    remade: list[str] = []
    workspace.on_catalog_remade = lambda: remade.append(workspace.catalog_notice)
    assert (await workspace.find("GET /thing/1")).path == "/thing/{id}"
    with pytest.raises(TargetError, match="The catalog of ovh-eu has no operation GET /thing/1/x"):
        await workspace.find("GET /thing/1/x")
    assert not remade

    path = workspace.store.path
    lose_the_indexes(path)
    # Nothing is known of the damage until the file is looked through.
    assert Store(path).operations("v1", "/thing")
    assert not is_sound(path)
    # A program that starts now.
    workspace.store.close()
    workspace._catalog = None
    workspace.open_store()
    with pytest.raises(TargetError, match="The catalog is downloading again"):
        await workspace.find("GET /thing/{id}")
    assert len(remade) == 1
    assert "was damaged and is fetched again" in remade[0]
    assert is_sound(path)


async def test_a_model_that_can_not_be_read_ends_no_form(workspace, tmp_path):
    workspace.store.put_document(
        "v1",
        "/thing",
        document(
            {
                "/thing": [
                    operation(
                        "POST", parameters=[{"name": "m", "paramType": "body", "dataType": "M"}]
                    )
                ]
            },
            models={"M": {"properties": {"p": {"type": "string"}}}},
        ),
    )
    db = sqlite3.connect(workspace.store.path)
    db.execute("UPDATE model SET raw = '['")
    db.commit()
    db.close()
    form = workspace.form("v1", "POST", "/thing")
    assert form is not None
    assert [field.name for field in form.fields] == ["m"]
    assert "was damaged" in workspace.new_problem()
