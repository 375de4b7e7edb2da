"""The form: states, values, mistakes, and the call it makes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.form import Form, FormInvalid, State, error_of, value_of
from tests import real_catalog

ZONE = {
    "apis": [
        {
            "path": "/zone/{zoneName}/record",
            "operations": [
                {
                    "httpMethod": "POST",
                    "parameters": [
                        {"name": "zoneName", "paramType": "path", "dataType": "string", "required": True},
                        {"paramType": "body", "dataType": "zone.Create", "required": True},
                    ],
                    "responseType": "long",
                },
                {
                    "httpMethod": "GET",
                    "parameters": [
                        {"name": "zoneName", "paramType": "path", "dataType": "string", "required": True},
                        {"name": "kind", "paramType": "query", "dataType": "zone.Kind[]"},
                        {"name": "size", "paramType": "query", "dataType": "long"},
                        {"name": "deep", "paramType": "query", "dataType": "boolean"},
                        {"name": "tags", "paramType": "query", "dataType": "map[string][]zone.Tag"},
                        {"name": "X-Pagination-Size", "paramType": "header", "dataType": "long"},
                    ],
                    "responseType": "long[]",
                },
            ],
        },
        {
            "path": "/zone/{zoneName}/refresh",
            "operations": [{"httpMethod": "POST", "parameters": [], "responseType": "void"}],
        },
        {
            "path": "/login",
            "operations": [
                {
                    "httpMethod": "POST",
                    "noAuthentication": True,
                    "parameters": [
                        {"name": "user", "paramType": "body", "dataType": "string", "required": True},
                        {"name": "password", "paramType": "body", "dataType": "password", "required": False},
                    ],
                }
            ],
        },
    ],
    "models": {
        "zone.Kind": {"enum": ["A", "AAAA", "TXT"], "enumType": "string"},
        "zone.Tag": {"properties": {"operator": {"type": "string", "readOnly": True}, "value": {"type": "string", "readOnly": True}}},
        "zone.Create": {
            "properties": {
                "fieldType": {"type": "zone.Kind", "required": True, "canBeNull": False},
                "id": {"type": "long", "readOnly": True},
                "subDomain": {"type": "string", "canBeNull": True},
                "target": {"type": "string", "required": True, "canBeNull": False},
                "ttl": {"type": "long", "canBeNull": False},
                "extra": {"type": "zone.Extra", "canBeNull": True},
            }
        },
        "zone.Extra": {"properties": {"note": {"type": "string"}}},
    },
}  # fmt: skip
PRODUCT = read_product("v1", ZONE, "/zone")


def form(method: str, path: str) -> Form:
    operation = next(o for o in PRODUCT.operations if (o.method, o.path) == (method, path))
    return Form(operation, Models(PRODUCT.models))


@pytest.fixture
def create() -> Form:
    return form("POST", "/zone/{zoneName}/record")


def fill(form: Form, **texts: str) -> Form:
    for name, text in texts.items():
        field = next(item for item in form.fields if item.name == name)
        field.type_text(text)
    return form


def test_read_only_properties_are_not_offered_and_required_ones_are_marked(create):
    assert [(f.name, f.required) for f in create.fields] == [
        ("zoneName", True), ("fieldType", True), ("subDomain", False), ("target", True), ("ttl", False), ("extra", False),
    ]  # fmt: skip


def test_a_filled_form_is_a_call(create):
    call = fill(create, zoneName="example.com", fieldType="A", target="192.0.2.1", ttl="60").call()
    assert call.target == "/zone/example.com/record"
    assert call.body == b'{"fieldType":"A","target":"192.0.2.1","ttl":60}'


def test_absent_null_empty_and_set_are_four_things(create):
    fill(create, zoneName="example.com", fieldType="A", target="x", subDomain="www")
    sub = create.field("body", "subDomain")
    said = []
    for _ in range(4):
        said.append((sub.next_state(), create.call().json.get("subDomain", "nothing")))
    assert said == [
        (State.ABSENT, "nothing"), (State.NULL, None), (State.EMPTY, ""), (State.SET, "www"),
    ]  # fmt: skip


def test_what_cannot_be_null_is_never_offered_null(create):
    assert State.NULL not in create.field("body", "target").states
    assert create.field("path", "zoneName").states == (State.ABSENT, State.SET)


def test_mistakes_are_said_in_the_order_of_the_fields(create):
    fill(create, fieldType="AAA", ttl="soon")
    with pytest.raises(FormInvalid) as invalid:
        create.call()
    assert [(m.field.name, m.message) for m in invalid.value.mistakes] == [
        ("zoneName", "zoneName is required"),
        ("fieldType", '"AAA" is not one of the values, did you mean AAAA, A'),
        ("target", "target is required"),
        ("ttl", '"soon" is not a whole number, for example 1'),
    ]


def test_a_wrong_form_can_be_sent_all_the_same_but_not_to_another_path(create):
    fill(create, zoneName="example.com", ttl="soon")
    assert create.call(anyway=True).json == {"ttl": "soon"}
    fill(create, zoneName="..")
    with pytest.raises(FormInvalid, match="another operation"):
        create.call(anyway=True)


def test_the_query_says_lists_booleans_numbers_and_maps_as_the_api_reads_them():
    get = fill(form("GET", "/zone/{zoneName}/record"), zoneName="z", size="5", deep="TRUE")
    kinds = get.field("query", "kind")
    kinds.add_part("A")
    kinds.add_part("TXT")
    get.field("query", "tags").take({"env": [{"operator": "EQ", "value": "é"}]})
    get.field("header", "X-Pagination-Size").type_text("20")
    call = get.call()
    assert call.query == (
        ("kind", "A"), ("kind", "TXT"), ("size", "5"), ("deep", "true"), ("tags", '{"env":[{"operator":"EQ","value":"é"}]}'),
    )  # fmt: skip
    assert call.headers == (("X-Pagination-Size", "20"),)
    assert call.body is None


def test_a_post_that_takes_no_body_sends_none():
    assert fill(form("POST", "/zone/{zoneName}/refresh"), zoneName="z").call().body is None


def test_named_body_fields_make_an_object_and_passwords_are_sensitive():
    call = fill(form("POST", "/login"), user="ada", password="x").call()
    assert call.json == {"user": "ada", "password": "x"}
    assert call.sensitive == {("body", "/password")}
    assert not call.authenticated


def test_json_fills_the_fields_and_unknown_keys_survive_in_their_place(create):
    fill(create, zoneName="z")
    text = (
        '{"target": "x", "new": {"a": [1.50, 12345678901234567890]}, "fieldType": "A", "ttl": "60"}'
    )
    assert create.type_body(text)
    assert create.field("body", "target").text == "x"
    assert error_of(create.field("body", "ttl")) == '"60" is not a whole number, for example 1'
    assert create.call(anyway=True).body == (
        b'{"target":"x","new":{"a":[1.5,12345678901234567890]},"fieldType":"A","ttl":"60"}'
    )


def test_json_that_does_not_parse_is_kept_as_it_was_typed(create):
    fill(create, zoneName="z", fieldType="A", target="x")
    typed = '{"fieldType": "A",\n "target": }'
    assert not create.type_body(typed)
    assert create.body_text == typed
    assert "line 2, column 12" in create.body_problem
    with pytest.raises(FormInvalid, match="line 2"):
        create.call(anyway=True)
    assert create.field("body", "target").text == "x", "the fields keep what they had"


def test_a_body_of_another_shape_is_kept_and_named(create):
    assert not create.type_body("[1, 2]")
    assert create.body_problem == "the body must be an object"
    assert create.body_text == "[1, 2]"


def test_an_example_is_one_key_away(create):
    fill(create, target="192.0.2.7").fill_example()
    call = create.call()
    assert call.json == {"fieldType": "A", "target": "192.0.2.7"}
    assert call.path_values == (("zoneName", "example.com"),)


def test_an_unfinished_form_already_has_code(create):
    assert create.preview().target == "/zone/ZONENAME/record"
    fill(create, zoneName="..")
    assert create.preview().target == "/zone/ZONENAME/record"


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_names = st.sampled_from(["fieldType", "subDomain", "target", "ttl", "extra"]) | st.text(max_size=6)
_no_surrogates = st.dictionaries(_names, _values, max_size=6)


@given(_no_surrogates)
def test_form_and_json_say_the_same_whatever_is_in_it(value):
    first = form("POST", "/zone/{zoneName}/record")
    fill(first, zoneName="z")
    assert first.type_body(json.dumps(value))
    again = form("POST", "/zone/{zoneName}/record")
    fill(again, zoneName="z")
    if first.body_text:
        again.type_body(first.body_text)
    assert first.call(anyway=True).json == value
    assert again.call(anyway=True).body == first.call(anyway=True).body


def test_every_form_of_the_real_catalog_builds_and_its_example_makes_the_same_call_twice(
    real_schemas, whole
):
    seen = 0
    for product in real_catalog.sample(real_schemas, whole):
        models = Models(product.models)
        for operation in product.operations:
            seen += 1
            first = Form(operation, models)
            first.preview()
            first.fill_example()
            call = first.call()
            again = Form(operation, models)
            for item in first.fields:
                if item.is_given and item.place != "body":
                    again.field(item.place, item.name).take(value_of(item))
            if first.has_body:
                again.type_body(first.body_text)
            assert again.call() == call, operation.title
    assert seen > 500


def test_an_example_agrees_to_nothing():
    """A key that fills a form must not pay at once or waive a right: the user says yes to that."""
    flags = ("autoPayWithPreferredPaymentMethod", "waiveRetractationPeriod")
    parameters = [
        {"name": name, "paramType": "body", "dataType": "boolean", "required": True}
        for name in flags
    ]
    raw = {"httpMethod": "POST", "responseType": "void", "parameters": parameters}
    product = read_product(
        "v1", {"apis": [{"path": "/x/checkout", "operations": [raw]}], "models": {}}, "/x"
    )
    form = Form(product.operations[0], Models(product.models))
    form.fill_example()
    assert form.call().json == dict.fromkeys(flags, False)


def test_an_entry_whose_key_is_not_there_yet_is_named_by_its_map(real_store):
    operation = real_store.operation("v1", "GET", "/domain/zone")
    tags = Form(operation, real_store.models("v1", operation.product)).field("query", "iamTags")
    entry = tags.add_part()
    assert entry.where == "iamTags"
    entry.key.type_text("team")
    assert entry.where == "iamTags.team"
