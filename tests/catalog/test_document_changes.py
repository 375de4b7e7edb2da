"""What a refresh finds changed in what can be given to an operation."""

import copy
import json

import pytest

from ovh_explorer.catalog.request_parts import MAX_PARTS, PartReader
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.catalog.store import Store
from tests import real_catalog

DOCUMENT = {
    "resourcePath": "/dns",
    "apis": [
        {
            "path": "/dns/record",
            "operations": [
                {
                    "httpMethod": "POST",
                    "parameters": [
                        {"name": "dryRun", "paramType": "query", "dataType": "boolean"},
                        {"name": None, "paramType": "body", "dataType": "dns.Record"},
                    ],
                    "responseType": "void",
                }
            ],
        }
    ],
    "models": {
        "dns.Record": {
            "properties": {
                "id": {"type": "long", "readOnly": True},
                "type": {"type": "dns.Type"},
                "geo": {"type": "dns.Geo"},
                "targets": {"type": "dns.Target[]"},
            }
        },
        "dns.Type": {"enum": ["A", "AAAA"]},
        "dns.Geo": {"properties": {"near": {"type": "dns.Geo"}, "country": {"type": "string"}}},
        "dns.Target": {"properties": {"value": {"type": "string"}}},
    },
}


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "catalog.db") as store:
        store.put_document("v1", "/dns", json.dumps(DOCUMENT).encode())
        yield store


def refreshed(store, change):
    document = copy.deepcopy(DOCUMENT)
    change(document)
    store.put_document("v1", "/dns", json.dumps(document).encode())
    return [
        (item.kind, item.method, item.path, item.part, item.value)
        for item in store.changes.newest()
    ]


def test_a_parameter_that_came_and_one_that_went(store):
    def change(document):
        (operation,) = document["apis"][0]["operations"]
        operation["parameters"][0]["name"] = "force"

    assert refreshed(store, change) == [
        ("parameter added", "POST", "/dns/record", "query force", ""),
        ("parameter removed", "POST", "/dns/record", "query dryRun", ""),
    ]


def test_a_property_of_the_body_with_what_is_in_it_is_one_change(store):
    def change(document):
        document["models"]["dns.Extra"] = {"properties": {"type": {"type": "dns.Type"}}}
        document["models"]["dns.Target"]["properties"]["extra"] = {"type": "dns.Extra"}

    assert refreshed(store, change) == [
        ("parameter added", "POST", "/dns/record", "body targets.extra", "")
    ]


def test_values_that_an_enumeration_has_now_and_no_longer(store):
    def change(document):
        document["models"]["dns.Type"]["enum"] = ["A", "HTTPS"]

    assert refreshed(store, change) == [
        ("value added", "POST", "/dns/record", "body type", "HTTPS"),
        ("value removed", "POST", "/dns/record", "body type", "AAAA"),
    ]


def test_what_can_only_be_read_and_what_only_reads_otherwise_is_no_change(store):
    def change(document):
        properties = document["models"]["dns.Record"]["properties"]
        properties["serial"] = {"type": "long", "readOnly": True}
        properties["geo"]["description"] = "where it is"
        document["apis"][0]["operations"][0]["description"] = "Add a record"

    assert refreshed(store, change) == []


def test_the_replacement_of_what_is_deprecated_or_gone_is_kept(store):
    def deprecate(document):
        status = {"value": "DEPRECATED", "replacement": "/dns/entry"}
        document["apis"][0]["operations"][0]["apiStatus"] = status

    refreshed(store, deprecate)
    refreshed(store, lambda document: document["apis"].clear())
    found = [(item.kind, item.replacement) for item in store.changes.newest()]
    assert found == [("removed", "/dns/entry"), ("deprecated", "/dns/entry")]


def test_changes_since_a_time(store, monkeypatch):
    monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda: 5000.0)
    refreshed(store, lambda document: document["apis"].clear())
    assert len(store.changes.newest(since=4999.0)) == 1
    assert store.changes.newest(since=5000.0) == []


def test_models_that_hold_each_other_twice_are_read_as_far_as_the_limit():
    models = {
        f"m{number}": {
            "properties": {f"p{index}": {"type": f"m{number + 1}"} for index in range(40)}
        }
        for number in range(12)
    }
    document = {
        "resourcePath": "/x",
        "apis": [
            {
                "path": "/x",
                "operations": [
                    {
                        "httpMethod": "POST",
                        "parameters": [{"name": "a", "paramType": "body", "dataType": "m0"}],
                    }
                ],
            }
        ],
        "models": models,
    }
    product = read_product("v1", json.dumps(document))
    parts = PartReader(Models(product.models)).parts(product.operations[0])
    assert MAX_PARTS <= len(parts) <= MAX_PARTS + 40


def test_no_operation_of_the_real_catalog_has_more_parts_than_are_told_apart(real_schemas, whole):
    most = 0
    for product in real_catalog.sample(real_schemas, whole):
        reader = PartReader(Models(product.models))
        most = max([most, *(len(reader.parts(item)) for item in product.operations)])
    assert 100 < most < MAX_PARTS
