"""The store: everything of a document, one transaction each, shared by programs."""

import json
import sqlite3
import threading

import pytest

from ovh_explorer.catalog import writer
from ovh_explorer.catalog.database import Database
from ovh_explorer.catalog.schema import IndexEntry, SchemaError
from ovh_explorer.catalog.store import Store, StoreError, store_path
from tests import real_catalog


def document(*paths: str, status: str = "PRODUCTION", **more) -> bytes:
    operation = {
        "httpMethod": "GET",
        "parameters": [],
        "responseType": "x.M",
        "apiStatus": {"value": status},
    }
    apis = [{"path": path, "description": "", "operations": [operation]} for path in paths]
    models = {"x.M": {"properties": {"name": {"type": "string"}}}}
    return json.dumps({"resourcePath": "/x", "apis": apis, "models": models, **more}).encode()


@pytest.fixture
def store(tmp_path) -> Store:
    store = Store(tmp_path / "catalog.db")
    store.put_index("v1", [IndexEntry("/x"), IndexEntry("/Y"), IndexEntry("/a")])
    return store


def test_products_are_known_before_they_are_fetched(store):
    assert [(row.path, row.fetched_at) for row in store.products("v1")] == [
        ("/a", None),
        ("/x", None),
        ("/Y", None),
    ]
    assert store.product_of("v1", "/x/1") == "/x"
    assert store.product_of("v1", "/xy") is None
    assert store.put_document("v1", "/x", document("/x", "/x/{id}"), "etag")
    assert [row.path for row in store.operations("v1", "/x")] == ["/x", "/x/{id}"]
    assert store.models("v1", "/x").model("x.M").properties[0].name == "name"
    assert store.counts().operations == 2


def test_the_same_document_is_not_written_again_and_another_says_what_changed(store):
    store.put_document("v1", "/x", document("/x", "/x/old"))
    assert not store.put_document("v1", "/x", document("/x", "/x/old"))
    store.put_document("v1", "/x", document("/x", "/x/new"))
    store.put_document("v1", "/x", document("/x", "/x/new", status="DEPRECATED"))
    said = {(change.kind, change.path) for change in store.changes.newest()}
    assert said == {
        ("added", "/x/new"),
        ("removed", "/x/old"),
        ("deprecated", "/x"),
        ("deprecated", "/x/new"),
    }


def test_a_document_that_is_none_leaves_the_old_one(store):
    store.put_document("v1", "/x", document("/x"))
    with pytest.raises(SchemaError):
        store.put_document("v1", "/x", b"<html>")
    assert store.operation("v1", "GET", "/x") is not None


def test_an_interrupted_document_leaves_the_old_one(store, monkeypatch):
    store.put_document("v1", "/x", document("/x"))

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, "differences", stop)
    with pytest.raises(KeyboardInterrupt):
        store.put_document("v1", "/x", document("/x/new"))
    assert [row.path for row in store.operations("v1", "/x")] == ["/x"]
    with Store(store.path) as other:
        assert [row.path for row in other.operations("v1", "/x")] == ["/x"]


def test_two_programs_share_the_file_and_read_while_the_other_writes(store):
    with Store(store.path) as other:
        store.put_document("v1", "/x", document("/x"))
        assert other.operation("v1", "GET", "/x") is not None
        models = other.models("v1", "/x")
        assert models.model("x.M") is not None
        store._database._db.execute("BEGIN IMMEDIATE")
        assert other.counts().operations == 1
        done = threading.Event()

        def write():
            other.put_document("v1", "/a", document("/a"))
            done.set()

        thread = threading.Thread(target=write)
        thread.start()
        assert not done.wait(0.2)
        store._database._db.execute("COMMIT")
        thread.join()
    assert store.counts().operations == 2


def test_what_the_index_names_no_longer_is_gone(store):
    store.put_document("v1", "/x", document("/x"))
    store.put_index("v1", [IndexEntry("/a")])
    assert [row.path for row in store.products("v1")] == ["/a"]
    assert store.operation("v1", "GET", "/x") is None
    assert store.with_word("path", "x", 5) == []


@pytest.mark.parametrize(
    "content",
    [b"this is no database at all, not even a short one", b"SQLite format 3\0" + b"\xff" * 5000],
)
def test_a_damaged_file_is_set_aside_and_made_anew(tmp_path, content):
    path = tmp_path / "catalog.db"
    path.write_bytes(content)
    with Store(path) as store:
        assert "damaged" in store.notice
        assert store.products("v1") == []
        store.put_index("v1", [IndexEntry("/x")])
    aside = tmp_path / "catalog.db.damaged-1"
    assert aside.read_bytes() == content
    with Store(path) as again:
        assert again.notice == ""


def test_a_file_that_cannot_be_made_is_said_in_words(tmp_path):
    with pytest.raises(StoreError, match="can't be opened"):
        Store(tmp_path / "nowhere" / "catalog.db")


def test_a_locked_file_is_not_taken_for_a_damaged_one(store, monkeypatch):
    monkeypatch.setattr(
        Database,
        "_open",
        lambda _: (_ for _ in ()).throw(sqlite3.OperationalError("database is locked")),
    )
    with pytest.raises(StoreError, match="locked"):
        Store(store.path)
    assert not list(store.path.parent.glob("*damaged*"))


def test_every_url_has_a_file_of_its_own(tmp_path):
    roots = [
        "https://eu.api.ovh.com",
        "http://eu.api.ovh.com",
        "http://127.0.0.1:80",
        "http://127.0.0.1:81",
        "http://127.0.0.1/80",
    ]
    names = {store_path(tmp_path, root).name for root in roots}
    assert len(names) == len(roots)
    assert all(name.replace("-", "").replace(".", "").isalnum() for name in names)


def test_nothing_of_the_real_catalog_is_lost(real_store, real_schemas):
    for product in real_catalog.products(real_schemas):
        rows = real_store.operations(product.branch, product.path)
        assert len(rows) == len(product.operations)
        for operation in product.operations[::25]:
            assert (
                real_store.operation(product.branch, operation.method, operation.path) == operation
            )


@pytest.mark.parametrize(
    ("branch", "path", "template", "values"),
    [
        ("v1", "/domain/zone", "/domain/zone", {}),
        ("v1", "/domain/example.com", "/domain/{serviceName}", {"serviceName": "example.com"}),
        ("v1", "/ip/192.0.2.0%2F28", "/ip/{ip}", {"ip": "192.0.2.0/28"}),
        ("v1", "/domain/zone/example.com/record/7", "/domain/zone/{zoneName}/record/{id}", {"zoneName": "example.com", "id": "7"}),
        ("v2", "/iam/policy", "/iam/policy", {}),
    ],
)  # fmt: skip
def test_literal_segments_win_over_templates(real_store, branch, path, template, values):
    best = real_store.match(branch, "GET", path)[0]
    assert (best.path, best.values) == (template, values)


def test_a_path_that_does_not_exist_has_neighbours(real_store):
    near = real_store.nearest("v1", "POST", "/domain/zones/{zoneName}/records")
    assert near[0].path == "/domain/zone/{zoneName}/record"


def test_v2_operations_are_in_their_sections(real_store):
    sections = {row.path: row.section for row in real_store.operations("v2", "/iam")}
    assert sections["/iam/policy"] == "Permissions & policies"
    assert sections["/iam/authorization/check"] == "Authorization"
    assert sections["/iam/resource/{resourceURN}/tag"] in ("Resources", "")
    zimbra = {row.path: row.section for row in real_store.operations("v2", "/zimbra")}
    assert zimbra["/zimbra/platform/{platformId}/account"] == "Account"
