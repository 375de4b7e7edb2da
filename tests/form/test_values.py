"""Any value that fits a type goes into its field and comes out the same; so does one that doesn't
fit.
"""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import read_product
from ovh_explorer.catalog.types import CORE_TYPES
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form import Form
from tests.form.values import values_of

_EACH = {name: {"type": name, "canBeNull": True} for name in sorted(CORE_TYPES - {"void"})}
DOCUMENT: dict[str, Any] = {
    "apis": [
        {
            "path": "/all",
            "operations": [
                {"httpMethod": "POST", "parameters": [{"paramType": "body", "dataType": "all.Everything", "required": True}]}
            ],
        },
        {
            "path": "/list",
            "operations": [
                {"httpMethod": "POST", "parameters": [{"paramType": "body", "dataType": "all.Part[]", "required": True}]}
            ],
        },
        {
            "path": "/map",
            "operations": [
                {"httpMethod": "PUT", "parameters": [{"paramType": "body", "dataType": "map[string]string", "required": True}]}
            ],
        },
    ],
    "models": {
        "all.Kind": {"enum": ["A", "b c", ""], "enumType": "string"},
        "all.Number": {"enum": ["1", 2, "30"], "enumType": "long"},
        "all.Pair<T>": {"generics": ["T"], "properties": {"first": {"type": "T"}, "rest": {"type": "T[]"}}},
        "all.Part": {
            "properties": {
                "name": {"type": "string", "required": True},
                "id": {"type": "long", "readOnly": True},
                "inner": {"type": "all.Part", "canBeNull": True},
            }
        },
        "all.Everything": {
            "properties": {
                **_EACH,
                "kind": {"type": "all.Kind"},
                "number": {"type": "all.Number"},
                "kinds": {"type": "all.Kind[]"},
                "pair": {"type": "all.Pair<long>"},
                "pairs": {"type": "all.Pair<all.Part>[]"},
                "parts": {"type": "map[string][]all.Part"},
                "byKind": {"type": "map[all.Kind]double"},
                "undefined": {"type": "nobody.KnowsThis"},
                "part": {"type": "all.Part", "required": True},
            }
        },
    },
}  # fmt: skip
PRODUCT = read_product("v1", DOCUMENT, "/all")
MODELS = Models(PRODUCT.models)
TYPES = {"/all": "all.Everything", "/list": "all.Part[]", "/map": "map[string]string"}


def form(path: str) -> Form:
    return Form(next(item for item in PRODUCT.operations if item.path == path), MODELS)


def round_trip(path: str, value: object) -> Form:
    """Into a form as JSON, out of it as text, into another form: the same call."""
    first, second = form(path), form(path)
    first.take_body(value)
    assert second.type_body(first.body_text)
    assert second.call(anyway=True) == first.call(anyway=True)
    assert first.call(anyway=True).body == json.dumps(value, separators=(",", ":")).encode()
    return first


@pytest.mark.parametrize("path", TYPES)
def test_a_value_that_fits_goes_through_fields_unchanged_and_nothing_is_wrong_with_it(path):
    method = form(path).operation.method

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(values_of(MODELS, TYPES[path], method))
    def story(value):
        assert problems(MODELS, TYPES[path], value, method=method) == []
        assert round_trip(path, value).mistakes() == []

    story()


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_near = st.dictionaries(
    st.sampled_from(sorted(DOCUMENT["models"]["all.Everything"]["properties"]))
    | st.text(max_size=5),
    _json,
    max_size=6,
)


@given(_near)
def test_a_value_that_does_not_fit_survives_too_and_what_is_wrong_is_said_as_the_schema_says_it(
    value,
):
    story = round_trip("/all", value)
    wrong = problems(MODELS, "all.Everything", value, method="POST")
    assert bool(story.mistakes()) == bool(wrong), (story.mistakes(), wrong)


@given(st.lists(_json, max_size=4))
def test_a_body_that_is_a_list_survives_too(value):
    wrong = problems(MODELS, "all.Part[]", value, method="POST")
    assert bool(round_trip("/list", value).mistakes()) == bool(wrong)


@given(st.dictionaries(st.text(max_size=4), _json, max_size=4))
def test_a_body_that_is_a_map_survives_too(value):
    wrong = problems(MODELS, "map[string]string", value, method="PUT")
    assert bool(round_trip("/map", value).mistakes()) == bool(wrong)


@given(values_of(MODELS, "all.Everything", "POST"))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_typed_into_each_field_by_hand_is_what_json_would_have_given(value):
    """Every leaf typed as text, every list and map built entry by entry: the same body."""
    typed = form("/all")
    for name, entry in value.items():
        _type(typed.body.part(name), entry)
    assert typed.call().json == value


def _type(field, value):
    from ovh_explorer.form import State

    # Blanks alone are typed to open the values of a field, and are no value of a required one.
    is_blank = isinstance(value, str) and not value.strip()
    if value is None or is_blank or value in ([], {}):
        field.take(value)
        return
    if field.kind == "model":
        for name, entry in value.items():
            _type(field.part(name), entry)
        if not field.is_given or field.state is not State.SET:
            field.take(value)
    elif field.kind == "list":
        for entry in value:
            _type(field.add_part(), entry)
    elif field.kind == "map":
        for name, entry in value.items():
            part = field.add_part()
            part.key.take(name)
            _type(part, entry)
    elif isinstance(value, str) and field.kind != "json":
        field.type_text(value)
    else:
        field.type_text(json.dumps(value))


def test_blanks_are_no_value_of_a_required_text(real_store):
    operation = real_store.operation("v1", "POST", "/sms/{serviceName}/jobs")
    form = Form(operation, real_store.models("v1", "/sms"))
    form.field("path", "serviceName").type_text("sms-1")
    form.field("body", "message").type_text("  ")
    assert [mistake.message for mistake in form.mistakes()] == ["message is required"]
    form.field("body", "message").type_text(" Hi ")
    # What isn't required may be a blank.
    form.field("body", "tag").type_text(" ")
    assert form.call().json == {"message": " Hi ", "tag": " "}
