"""What goes into the store comes out again."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import encode, placeholders
from ovh_explorer.catalog import writer
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import SchemaError, parse_index
from ovh_explorer.catalog.store import Change, Store
from tests.catalog.conftest import document, entries, operation
from tests.real_catalog import products


def put(store: Store, *paths: str, **more: Any) -> None:
    store.put_document("v1", "/thing", document({path: [operation(**more)] for path in paths}))


# The real catalog


def test_nothing_of_the_real_catalog_is_dropped(real_store: Store, real_schemas: Path):
    everything = products(real_schemas)
    counts = real_store.counts()
    assert counts.products == counts.fetched == len(everything)
    assert counts.operations == sum(len(product.operations) for product in everything)
    assert counts.models == sum(len(product.models) for product in everything)
    for branch in ("v1", "v2"):
        documents = [product for product in everything if product.branch == branch]
        found = counts.branches[branch]
        assert found.products == len(documents)
        assert found.operations == sum(len(product.operations) for product in documents)
        assert found.models == sum(len(product.models) for product in documents)
        rows = real_store.products(branch)
        stored = sum(len(real_store.operations(branch, row.path)) for row in rows)
        assert stored == found.operations
        assert [row.path for row in rows] == sorted((row.path for row in rows), key=str.lower)
        assert sorted(row.position for row in rows) == list(range(len(rows)))


def test_every_operation_and_model_comes_back_as_the_document_has_it(
    real_store: Store, real_schemas: Path
):
    for product in products(real_schemas):
        for wanted in product.operations:
            assert real_store.operation(product.branch, wanted.method, wanted.path) == wanted
        models, read = real_store.models(product.branch, product.path), Models(product.models)
        for key in product.models:
            assert models.shape(key) == read.shape(key)


def test_every_operation_is_found_again_by_a_concrete_path(real_store: Store, real_schemas: Path):
    # Values that no literal segment has, and that must be encoded.
    value = "a/b:192.0.2.0/28"
    for product in products(real_schemas)[::6]:
        for wanted in product.operations:
            names = placeholders(wanted.path)
            path = wanted.path
            for name in names:
                path = path.replace(f"{{{name}}}", encode(value))
            best = real_store.match(product.branch, wanted.method, path)[0]
            assert best.path.count("{") == len(names)
            assert set(best.values.values()) <= {value}


@pytest.mark.parametrize(
    ("method", "path", "template", "values"),
    [
        ("GET", "/domain/zone", "/domain/zone", {}),
        ("GET", "/domain/example.com", "/domain/{serviceName}", {"serviceName": "example.com"}),
        ("GET", "/ip/192.0.2.0%2F28", "/ip/{ip}", {"ip": "192.0.2.0/28"}),
        (
            "GET",
            "/dedicated/server/ns1.example.net",
            "/dedicated/server/{serviceName}",
            {"serviceName": "ns1.example.net"},
        ),
    ],
)
def test_a_concrete_path_is_an_operation(real_store: Store, method, path, template, values):
    best = real_store.match("v1", method, path)[0]
    assert (best.path, best.values) == (template, values)


def test_a_concrete_path_that_is_no_operation(real_store: Store):
    assert real_store.match("v1", "GET", "/ip/192.0.2.0/28/x/y/z") == []
    assert real_store.match("v1", "PATCH", "/me") == []
    assert real_store.match("v2", "GET", "/me") == []


def test_a_product_without_operations_is_a_product(real_store: Store):
    row = next(row for row in real_store.products("v1") if row.path == "/products")
    assert (row.operations, row.fetched_at is not None) == (0, True)
    assert real_store.operations("v1", "/products") == []


@pytest.mark.parametrize(
    ("branch", "path", "product"),
    [
        ("v1", "/dedicated/server/x/boot", "/dedicated/server"),
        ("v1", "/dedicated/server", "/dedicated/server"),
        ("v1", "/domain/zone/example.com", "/domain"),
        ("v1", "/domains", None),
        ("v1", "/dedicated", None),
        ("v1", "", None),
        ("v2", "/iam/policy", "/iam"),
        ("v2", "/me", None),
    ],
)
def test_the_product_of_a_path(real_store: Store, branch, path, product):
    assert real_store.product_of(branch, path) == product


@pytest.mark.parametrize(
    ("branch", "method", "path", "nearest"),
    [
        ("v1", "GET", "/domian/zone/{zoneName}/record", "/domain/zone/{zoneName}/record"),
        ("v1", "GET", "/domain/zon/example.com/record", "/domain/zone/{zoneName}/record"),
        (None, "GET", "/mee", "/me"),
        (None, None, "/iam/polices", "/iam/policy"),
        ("v1", "POST", "/order/carts", "/order/cart"),
    ],
)
def test_the_nearest_to_a_mistyped_path(real_store: Store, branch, method, path, nearest):
    rows = real_store.nearest(branch, method, path, 5)
    assert rows[0].path == nearest
    assert len(rows) <= 5
    assert all(method in (None, row.method) and branch in (None, row.branch) for row in rows)


def test_nothing_is_near_to_nonsense(real_store: Store):
    assert real_store.nearest(None, None, "/" + "q" * 5000) == []
    assert real_store.nearest("v1", "GET", "\ud800\x00") == []


# Reading


def test_operations_are_ordered_by_path_and_method(store: Store):
    methods = ["DELETE", "PUT", "GET", "PATCH", "POST"]
    store.put_document(
        "v1",
        "/thing",
        document({"/thing/b": [operation()], "/thing/a": [operation(m) for m in methods]}),
    )
    rows = store.operations("v1", "/thing")
    assert [(row.path, row.method) for row in rows] == [
        *(("/thing/a", method) for method in ("GET", "POST", "PUT", "DELETE", "PATCH")),
        ("/thing/b", "GET"),
    ]


def test_a_row_says_what_lists_show(store: Store):
    status = {
        "value": "DEPRECATED",
        "deletionDate": "2026-01-01T00:00:00Z",
        "replacement": "/thing/new",
    }
    put(store, "/thing/old", apiStatus=status, noAuthentication=True, description="Old")
    (row,) = store.operations("v1", "/thing")
    assert (row.status, row.deletion, row.replacement) == tuple(status.values())
    assert row.authenticated is False
    assert row.description == "Old"


def test_what_is_not_there(store: Store):
    assert store.products("v1") == []
    assert store.operations("v1", "/thing") == []
    assert store.operation("v1", "GET", "/thing") is None
    assert store.models("v1", "/thing").model("x") is None
    assert store.subsections("v1", "/thing") == []
    assert store.age() is None
    assert store.counts() == (0, 0, 0, 0, {})


def test_models_are_those_of_the_document_that_is_there(store: Store):
    def with_property(name: str) -> bytes:
        return document({}, models={"m": {"properties": {name: {"type": "string"}}}})

    store.put_document("v1", "/thing", with_property("one"))
    first = store.models("v1", "/thing")
    assert [item.name for item in first.model("m").properties] == ["one"]
    assert store.models("v1", "/thing") is first
    store.put_document("v1", "/thing", with_property("two"))
    assert [item.name for item in store.models("v1", "/thing").model("m").properties] == ["two"]


# Writing


def test_the_index_alone_gives_products_that_are_not_fetched_yet(store: Store):
    store.put_index("v1", entries("/b", "/a"))
    assert [(row.path, row.fetched_at, row.position) for row in store.products("v1")] == [
        ("/a", None, 1),
        ("/b", None, 0),
    ]
    assert store.product_of("v1", "/a/x") == "/a"
    assert (store.counts().products, store.counts().fetched) == (2, 0)


def test_a_product_that_leaves_the_index_is_removed_with_all_it_held(store: Store):
    store.put_index("v1", entries("/thing", "/other"))
    put(store, "/thing/a")
    store.put_index("v1", entries("/other"))
    assert [row.path for row in store.products("v1")] == ["/other"]
    assert store.operation("v1", "GET", "/thing/a") is None
    assert store.with_word("path", "thing", 10) == []
    assert [(change.kind, change.path) for change in store.changes.newest()] == [
        ("removed", "/thing/a")
    ]


def test_an_unchanged_document_is_only_touched(store: Store, monkeypatch):
    text = document({"/thing/a": [operation()]})
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 1000.0)
    assert store.put_document("v1", "/thing", text, '"1"') is True
    before = store.operations("v1", "/thing")
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 2000.0)
    assert store.put_document("v1", "/thing", text, None) is False
    (row,) = store.products("v1")
    assert (row.fetched_at, row.etag) == (2000.0, '"1"')
    assert store.operations("v1", "/thing") == before
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 2600.0)
    assert store.age() == store.age("v1") == 600.0
    assert store.age("v2") is None


def test_what_a_refresh_changed_can_be_read(store: Store):
    put(store, "/thing/kept", "/thing/gone")
    assert store.changes.newest() == []
    old = operation(apiStatus={"value": "DEPRECATED"})
    store.put_document(
        "v1", "/thing", document({"/thing/kept": [old], "/thing/new": [operation()]})
    )
    found = {(change.kind, change.method, change.path) for change in store.changes.newest()}
    assert found == {
        ("added", "GET", "/thing/new"),
        ("removed", "GET", "/thing/gone"),
        ("deprecated", "GET", "/thing/kept"),
    }
    assert len(store.changes.newest(1)) == 1
    store.put_index("v1", entries("/thing", "/more"))
    (newest, *_) = store.changes.newest()
    assert isinstance(newest, Change)
    assert (newest.kind, newest.product, newest.path) == ("added", "/more", "/more")


@pytest.mark.parametrize("text", [b"", b"[]", b"no", b'{"apis":', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_document_leaves_the_old_one(store: Store, text):
    put(store, "/thing/a")
    with pytest.raises(SchemaError):
        store.put_document("v1", "/thing", text)
    assert len(store.operations("v1", "/thing")) == 1


def test_an_error_in_the_middle_leaves_the_old_document(store: Store, monkeypatch):
    put(store, "/thing/a")

    def section_of(_product: str, path: str, _titles: list[str]) -> str:
        if path == "/thing/c":
            raise KeyboardInterrupt
        return ""

    monkeypatch.setattr(writer, "section_of", section_of)
    with pytest.raises(KeyboardInterrupt):
        put(store, "/thing/b", "/thing/c")
    monkeypatch.undo()
    assert [row.path for row in store.operations("v1", "/thing")] == ["/thing/a"]
    put(store, "/thing/b", "/thing/c")
    assert len(store.operations("v1", "/thing")) == 2


def test_a_program_killed_in_the_middle_leaves_the_old_document(store: Store):
    put(store, "/thing/a")
    program = """
import os, sys
from pathlib import Path
from ovh_explorer.catalog import writer
from ovh_explorer.catalog.store import Store
writer.section_of = lambda *_: os._exit(7)
Store(Path(sys.argv[1])).put_document("v1", "/thing", sys.argv[2].encode())
"""
    text = document({"/thing/b": [operation()]}).decode()
    done = subprocess.run(
        [sys.executable, "-c", program, str(store.path), text], check=False, cwd=Path.cwd()
    )
    assert done.returncode == 7
    assert [row.path for row in store.operations("v1", "/thing")] == ["/thing/a"]
    put(store, "/thing/b")
    assert [row.path for row in store.operations("v1", "/thing")] == ["/thing/b"]


def test_a_hostile_document_is_stored_as_text(store: Store):
    paths = {
        "/thing/'; DROP TABLE product; --": [
            operation(description="\ud800 \x00 \x1b[31m [b]x[/b]")
        ],
        "": [operation()],
    }
    odd = {"apiStatus": 7, "parameters": "x", "responseType": None, "httpMethod": "\udfff"}
    text = document(
        {**paths, "/thing/odd": [odd, odd]},
        models={"\ud800": {"properties": {}}, "x": 3},
        subsections={"\ud800": "t"},
    )
    assert store.put_document("v1", "/thing", text)
    assert store.counts().operations == len(store.operations("v1", "/thing")) == 4
    assert store.operation("v1", "GET", "/thing/'; DROP TABLE product; --") is not None
    assert store.operation("v1", "GET", "\ud800") is None
    assert store.models("v1", "/thing").model("\ud800") is not None
    assert store.models("v1", "/thing").model("x") is None


def test_hostile_entries_of_an_index_are_left_out(store: Store):
    hostile = [
        "//evil.example",
        "/../x",
        "http://evil.example/",
        "/a?b",
        "/a#b",
        "x",
        "",
        "/",
        "/a\n",
        "/é",
        "/%2e%2e",
        3,
        None,
    ]
    index = {
        "apis": [
            *({"path": path} for path in hostile),
            "text",
            {"path": "/good"},
            {"path": "/good"},
        ]
    }
    store.put_index("v1", parse_index(json.dumps(index)))
    assert [row.path for row in store.products("v1")] == ["/good"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_operation = st.dictionaries(
    st.sampled_from(
        ["httpMethod", "description", "parameters", "responseType", "apiStatus", "iamActions"]
    ),
    _json,
)
_api = st.fixed_dictionaries(
    {"path": st.text() | _json, "operations": st.lists(_operation | _json, max_size=3)}
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    apis=st.lists(_api | _json, max_size=4),
    models=st.dictionaries(st.text(), _json, max_size=3),
    subsections=_json,
)
def test_any_document_is_taken(store: Store, apis, models, subsections):
    text = json.dumps({"apis": apis, "models": models, "subsections": subsections}).encode()
    store.put_document("v1", "/thing", text)
    assert store.products("v1")[0].operations == len(store.operations("v1", "/thing"))
