"""From a line of a response to the operation that shows what it names."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.workspace.navigation.follow import Place, follow, near, place_at
from ovh_explorer.workspace.navigation.target import OperationTarget


def place(answer: object, wanted: str, *, above: tuple[str, ...] = ()) -> Place:
    lines = [*above, *json.dumps(answer, indent=2).split("\n")]
    index = next(number for number, line in enumerate(lines) if wanted in line)
    return place_at(lines.__getitem__, len(lines), index)


def test_what_stands_in_a_line():
    answer = [{"id": "a", "tags": ["x", {"deep": 7}]}, {"id": "b", "size": 2}]
    assert place([5, 6], "6") == Place("", 6, None, None, 1)
    found = place(answer, '"b"')
    assert (found.key, found.value, found.inside, found.item) == ("id", "b", answer[1], answer[1])
    deep = place(answer, "deep")
    assert (deep.key, deep.value, deep.inside) == ("deep", 7, {"deep": 7})
    assert deep.item == answer[0]
    assert place(answer, "tags").key == "tags"
    whole = place({"zone": "example.com", "n": None}, "zone", above=("// words", ""))
    assert (whole.key, whole.value, whole.item) == (
        "zone",
        "example.com",
        {"zone": "example.com", "n": None},
    )


@pytest.mark.parametrize(
    ("words", "given_values", "answer", "line", "opened"),
    [
        (
            "/domain/zone/{zoneName}/record",
            {"zoneName": "example.com"},
            [5210000001, 5210000002],
            "5210000002",
            (
                "/domain/zone/{zoneName}/record/{id}",
                (("zoneName", "example.com"), ("id", "5210000002")),
            ),
        ),
        (
            "/domain/zone",
            {},
            ["example.com"],
            "example",
            ("/domain/zone/{zoneName}", (("zoneName", "example.com"),)),
        ),
        (
            "/cloud/project/{serviceName}/instance",
            {"serviceName": "p"},
            [{"id": "i-1", "name": "web"}, {"id": "i-2", "name": "db"}],
            "db",
            (
                "/cloud/project/{serviceName}/instance/{instanceId}",
                (("serviceName", "p"), ("instanceId", "i-2")),
            ),
        ),
        (
            "/cloud/project/{serviceName}/instance/{instanceId}",
            {"serviceName": "p", "instanceId": "i"},
            {"id": "i", "flavorId": "f-1"},
            "flavorId",
            (
                "/cloud/project/{serviceName}/flavor/{flavorId}",
                (("serviceName", "p"), ("flavorId", "f-1")),
            ),
        ),
    ],
)
def test_where_a_line_leads(real_store, words, given_values, answer, line, opened):
    operation = real_store.operation("v1", "GET", words)
    path, values = opened
    assert follow(real_store, operation, given_values, place(answer, line)) == OperationTarget(
        "v1", "GET", path, values
    )


def test_what_names_nothing_leads_nowhere(real_store):
    me = real_store.operation("v1", "GET", "/me")
    for line in ("firstname", "{", "birth"):
        assert follow(real_store, me, {}, place({"firstname": "A", "birth": None}, line)) is None
    zones = real_store.operation("v1", "GET", "/domain/zone")
    assert follow(real_store, zones, {}, place(["..", ""], "..")) is None


@pytest.mark.parametrize(
    ("path", "given_values", "answer", "line"),
    [
        (
            "/domain/zone/{zoneName}/record/{id}",
            {"zoneName": "example.com", "id": "7"},
            {"id": 7, "target": "192.0.2.1"},
            "id",
        ),
        (
            "/cloud/project/{serviceName}/instance/{instanceId}",
            {"serviceName": "p", "instanceId": "i"},
            {"id": "i", "flavorId": "f-1"},
            '"id"',
        ),
    ],
)
def test_what_an_object_is_known_by_leads_nowhere_else(
    real_store, path, given_values, answer, line
):
    operation = real_store.operation("v1", "GET", path)
    assert follow(real_store, operation, given_values, place(answer, line)) is None


def test_what_can_be_done_with_a_thing(real_store):
    record = real_store.operation("v1", "GET", "/domain/zone/{zoneName}/record/{id}")
    found = {
        title: [f"{row.method} {row.path}" for row in rows]
        for title, rows in near(real_store, record)
    }
    assert found["the same path"] == [
        "PUT /domain/zone/{zoneName}/record/{id}",
        "DELETE /domain/zone/{zoneName}/record/{id}",
    ]
    assert "GET /domain/zone/{zoneName}/record" in found["above it"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(JSON)
def test_every_line_of_any_answer_is_a_place(answer):
    lines = json.dumps(answer, indent=2).split("\n")
    for index in range(len(lines)):
        found = place_at(lines.__getitem__, len(lines), index)
        assert found.inside is None or isinstance(found.inside, dict)


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text(), min_size=1), min_size=1))
def test_every_item_of_a_list_is_found_from_each_of_its_lines(items):
    lines = json.dumps(items, indent=2).split("\n")
    at = 1
    for item in items:
        for index in range(at, at + len(item) + 1):
            assert place_at(lines.__getitem__, len(lines), index).item == item
        at += len(item) + 2


def test_an_item_of_a_named_list_says_which_list_it_is_in():
    report = {"ids": [5, 6], "more": {"jobIds": [[7]]}, "to": ["+33600000000"]}
    assert place(report, "6").list_name == "ids"
    assert place(report, '"+33600000000"').list_name == "to"
    assert place(report, "7").list_name == "", "it is in a list without a name, in another"
    assert place([5], "5").list_name == ""


@pytest.mark.parametrize(
    ("words", "key", "path"),
    [
        ("/cloud/order", "orderId", "/me/order/{orderId}"),
        ("/allDom/{serviceName}/serviceInfos", "serviceId", "/services/{serviceId}"),
        # It names one thing in a project, another elsewhere.
        ("/allDom/{serviceName}/serviceInfos", "taskId", None),
    ],
)
def test_an_order_or_a_service_is_followed_from_every_product(real_store, words, key, path):
    operation = real_store.operation("v1", "GET", words)
    found = follow(real_store, operation, {"serviceName": "a"}, place({key: 1234}, key))
    assert (found and found.path) == path
    assert found is None or dict(found.values) == {key: "1234"}
