"""Schema documents: everything that is in them, and nothing that breaks us."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.required import (
    required_properties,
    typical_properties,
    writable_properties,
)
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Models, Object, Unknown
from ovh_explorer.catalog.schema import (
    Operation,
    SchemaError,
    parse_index,
    read_model,
    read_operation,
    read_product,
)
from ovh_explorer.catalog.secrets import secret_pointers
from ovh_explorer.catalog.validate import problems
from tests import real_catalog
from tests.reached_models import reached


def models(**raw) -> Models:
    return Models({key.replace("__", "."): read_model(key, value) for key, value in raw.items()})


def prop(kind, **more):
    return {"type": kind, "canBeNull": False, "readOnly": False, "required": False, **more}


def test_a_placeholder_that_nobody_declares_becomes_a_parameter():
    operation = read_operation(
        "v1",
        "/x",
        "/x/{a}/y/{b}",
        {
            "httpMethod": "POST",
            "parameters": [{"name": "b", "paramType": "path", "dataType": "long"}],
        },
    )
    assert [(p.name, p.type, p.declared) for p in operation.placed("path")] == [
        ("a", "string", False),
        ("b", "long", True),
    ]


def test_an_enumeration_of_longs_holds_numbers_however_it_is_spelled():
    shape = models(E={"enum": ["1", 2, "3"], "enumType": "long"}).shape("E")
    assert isinstance(shape, Enum)
    assert shape.values == (1, 2, 3)


def test_a_generic_is_filled_from_its_definition_or_its_own_instance():
    found = Models(
        {
            "R<T>": read_model(
                "R<T>", {"properties": {"from": prop("T"), "all": prop("T[]")}, "generics": ["T"]}
            ),
            "R<long>": read_model("R<long>", {"properties": {"only": prop("long")}}),
        }
    )
    general, own = found.shape("R<string>[]"), found.shape("R<long>")
    assert isinstance(general, Listed)
    inner = found.shape(general.item)
    assert isinstance(inner, Object)
    assert [(p.name, p.type) for p in inner.model.properties] == [
        ("from", "string"),
        ("all", "string[]"),
    ]
    assert isinstance(own, Object)
    assert own.model.properties[0].name == "only"


def test_a_type_nobody_defines_is_free_json():
    found = models()
    assert found.shape("some.Missing") == Unknown("some.Missing")
    assert problems(found, "some.Missing", {"anything": [1]}) == []


def test_what_is_marked_is_required_and_an_example_has_what_cannot_be_null_too():
    marked = read_model(
        "M", {"properties": {"a": prop("string", required=True), "b": prop("long")}}
    )
    unmarked = read_model(
        "M",
        {
            "properties": {
                "a": prop("string"),
                "b": prop("long", canBeNull=True),
                "c": prop("long", readOnly=True),
            }
        },
    )
    assert required_properties(marked, "POST") == {"a"}
    assert required_properties(unmarked, "POST") == frozenset()
    assert required_properties(marked, "PUT") == frozenset()
    assert typical_properties(marked, "POST") == typical_properties(unmarked, "POST") == {"a"}
    assert typical_properties(marked, "PUT") == {"a", "b"}
    models = Models({"M": unmarked})
    assert problems(models, "M", {}, method="POST") == []
    assert example(models, "M", method="POST") == {"a": "a"}


def test_a_model_that_is_all_read_only_is_offered_all_the_same():
    tag_filter = read_model("F", {"properties": {"operator": prop("string", readOnly=True)}})
    assert writable_properties(tag_filter) == {"operator"}


def test_a_recursive_model_has_a_finite_example_that_fits():
    found = models(
        C={
            "properties": {
                "name": prop("string", required=True),
                "inner": prop("C[]", required=True),
            }
        }
    )
    value = example(found, "C", method="POST")
    assert value == {"name": "name", "inner": []}
    assert problems(found, "C", value, method="POST") == []


def test_problems_say_where_and_what_would_be_right():
    found = models(
        M={
            "properties": {
                "ips": prop("ipv4[]"),
                "kind": prop("E"),
                "size": prop("long", required=True),
            }
        },
        E={"enum": ["SOA", "AAAA"], "enumType": "string"},
    )
    said = {
        p.pointer: p.message
        for p in problems(found, "M", {"ips": ["192.0.2"], "kind": "aaaa", "x/y": 1}, method="POST")
    }
    assert said["/ips/0"] == '"192.0.2" is not an IPv4 address, for example 192.0.2.1'
    assert said["/kind"] == '"aaaa" is not one of the values, did you mean AAAA'
    assert said["/size"] == "is required"
    assert said["/x~1y"] == "x/y is not a property of M"


def test_what_is_deeper_than_anybody_looks_is_taken_for_a_secret():
    value: object = {"password": "s"}
    for _ in range(100):
        value = {"a": value}
    (pointer,) = secret_pointers(Models({}), "any", value)
    assert 0 < len(pointer) < 2 * 100


def test_secrets_are_found_by_type_and_by_name():
    found = models(
        U={
            "properties": {
                "login": prop("string"),
                "password": prop("password"),
                "clientSecret": prop("string"),
            }
        }
    )
    value = {"login": "ada", "password": "x", "clientSecret": "y"}
    assert secret_pointers(found, "U[]", [value]) == ["/0/password", "/0/clientSecret"]


def test_what_a_stored_secret_holds_is_secret_whatever_it_is():
    inside = {
        "okms.secret.Creation": {"version": prop("okms.secret.version.Creation")},
        "okms.secret.version.Creation": {"data": prop("any")},
        "job.Creation": {"data": prop("any")},
    }
    found = Models({key: read_model(key, {"properties": given}) for key, given in inside.items()})
    for data in ("hunter2", 7, {"login": "ada"}, ["a"]):
        stored = {"version": {"data": data}}
        assert secret_pointers(found, "okms.secret.Creation", stored) == ["/version/data"]
        assert secret_pointers(found, "job.Creation", {"data": data}) == []


@pytest.mark.parametrize(
    "name",
    [
        "securityKey",
        "adminPassword",
        "lockOutCallPassword",
        "readToken",
        "metricsToken",
        "passwords",
    ],
)
def test_secrets_that_the_catalog_calls_strings_are_secrets(name):
    others = {"changePassword": prop("boolean"), "passwordRecoveryEmail": prop("string")}
    found = models(U={"properties": {name: prop("string"), **others}})
    value = {name: "x", "changePassword": True, "passwordRecoveryEmail": "a@example.com"}
    assert secret_pointers(found, "U", value) == [f"/{name}"]


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/x",
        "https://evil.example/x",
        "/a/../b",
        "/..",
        "/a\\b",
        "relative",
        "/a?b",
        "/",
        "",
        "/ü",
    ],
)
def test_an_index_cannot_lead_elsewhere(path):
    index = json.dumps(
        {"apis": [{"path": path}, {"path": "/domain"}, {"path": "/dedicated/server"}, 7]}
    )
    assert [entry.path for entry in parse_index(index)] == ["/domain", "/dedicated/server"]


@pytest.mark.parametrize("text", [b"", b"[]", b"<html>", b"\xff", b"[" * 100_000, b'{"apis": 1}'])
def test_what_is_no_index_or_document_is_refused_in_words(text):
    with pytest.raises(SchemaError):
        parse_index(text)
    with pytest.raises(SchemaError):
        read_product("v1", text)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["apis", "models", "path", "operations", "httpMethod", "parameters", "name", "dataType", "properties", "enum",
             "type", "paramType", "apiStatus", "iamActions", "errors", "subsections", "X"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["apis", "models", "subsections", "resourcePath"]), _json))
def test_no_document_breaks_us(raw):
    product = read_product("v1", raw, "/x")
    found = Models(product.models)
    for operation in product.operations:
        reached(found, operation)
        for parameter in operation.parameters:
            example(found, parameter.type, full=True)


def test_the_real_catalog_is_read_whole(real_schemas, figures):
    everything = real_catalog.products(real_schemas)
    products, operations, models = Counter(), Counter(), Counter()
    for product in everything:
        products[product.branch] += 1
        operations[product.branch] += len(product.operations)
        models[product.branch] += len(product.models)
    assert products == figures.products
    assert operations == figures.operations
    assert models == figures.models
    assert [p.path for p in everything if not p.operations] == ["/products"]
    parameters = [q for p in everything for o in p.operations for q in o.parameters]
    assert sum(not q.declared for q in parameters) == figures.undeclared
    assert sum(q.place == "path" for q in parameters) == figures.path_parameters


def test_every_type_of_the_real_catalog_is_known_and_has_an_example_that_fits(real_schemas, whole):
    for product in real_catalog.sample(real_schemas, whole):
        found = Models(product.models)
        for operation in product.operations:
            for parameter in operation.parameters:
                assert not isinstance(found.shape(parameter.type), Unknown), parameter
                value = example(found, parameter.type, method=operation.method, name=parameter.name)
                assert problems(found, parameter.type, value, method=operation.method) == [], (
                    operation.title
                )
            answer = example(found, operation.response, full=True)
            assert problems(found, operation.response, answer, response=True) == [], operation.title


def test_void_is_a_core_type():
    assert models().shape("void") == Core("void")


def test_the_title_of_an_operation_of_v2_says_so():
    assert Operation("v2", "/okms", "GET", "/okms/resource").title == "GET /v2/okms/resource"
    assert Operation("v1", "/me", "GET", "/me").title == "GET /me"
