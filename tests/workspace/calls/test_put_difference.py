"""The difference that a PUT makes: what counts as a change, what is left out, what is a secret."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import MASK, Call
from ovh_explorer.catalog.canonical import is_same_value
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Model, Operation, Parameter, Property
from ovh_explorer.workspace.calls.put_comparison import ComparisonError, comparison_with
from ovh_explorer.workspace.calls.put_difference import PutChange, hidden_values, with_left_out


def prop(name, type_, *, read_only=False):
    return Property(name, type_, type_, True, read_only, False)


MODELS = Models(
    {
        model.key: model
        for model in (
            Model(
                "Zone",
                properties=(
                    prop("id", "long", read_only=True),
                    prop("ttl", "long"),
                    prop("since", "datetime"),
                    prop("name", "string"),
                    prop("password", "password"),
                    prop("servers", "Server[]"),
                    prop("tags", "map[string]string"),
                    prop("contact", "Contact"),
                    prop("blocks", "ipBlock[]"),
                ),
            ),
            Model("Server", properties=(prop("name", "string"), prop("port", "long"))),
            Model("Contact", properties=(prop("mail", "string"), prop("phone", "string"))),
            Model(
                "Update",
                properties=(prop("checksum", "string"), prop("targetSpec", "Contact")),
            ),
            Model(
                "Resource",
                properties=(
                    prop("checksum", "string", read_only=True),
                    prop("targetSpec", "Contact", read_only=True),
                ),
            ),
            Model("Narrow", properties=(prop("ttl", "long"),)),
            Model(
                "Secret.Update", properties=(prop("note", "string"), prop("version", "Secret.V"))
            ),
            Model("Secret.Put", properties=(prop("version", "Secret.V.Creation"),)),
            Model("Secret.V.Creation", properties=(prop("data", "any"),)),
            Model(
                "Secret.V",
                properties=(prop("id", "long", read_only=True), prop("data", "any")),
            ),
        )
    }
)
OBJECT: dict[str, Any] = {
    "id": 5,
    "ttl": 3600,
    "since": "2026-01-02T03:04:05+01:00",
    "name": "example",
    "servers": [{"name": "a", "port": 1}, {"name": "b", "port": 2}],
    "tags": {"env": "dev"},
    "contact": {"mail": "a@example.com", "phone": None},
    "blocks": ["192.0.2.0/24"],
}


def compare_with(kind="Zone", shows="Zone", branch="v1"):
    body = Parameter("", "body", kind, kind, True)
    put = Operation(branch, "/zone", "PUT", "/zone/{id}", parameters=(body,))
    get = Operation(branch, "/zone", "GET", "/zone/{id}", response=shows)
    call = Call.make(branch, "PUT", "/zone/{id}", path_values={"id": "5"}, body=b"{}")
    return comparison_with(put, get, MODELS, call)


def changes(body, value=OBJECT, **how):
    found = compare_with(**how).difference(body, value)
    return [(item.kind, item.path, item.before, item.after) for item in found.changes]


def test_one_changed_field_is_one_line():
    assert changes({"ttl": 60}) == [("changed", "ttl", 3600, 60)]
    assert changes({"contact": {"mail": "b@example.com"}}) == [
        ("changed", "contact.mail", "a@example.com", "b@example.com")
    ]
    assert changes({"tags": {"env": "dev", "on call": "me"}}) == [
        ("added", 'tags."on call"', None, "me")
    ]
    servers = [{"name": "b", "port": 2}, {"name": "c", "port": 3}]
    assert changes({"servers": servers}) == [
        ("removed", "servers[name=a]", {"name": "a", "port": 1}, None),
        ("added", "servers[name=c]", None, {"name": "c", "port": 3}),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"ttl": "3600"},
        {"ttl": 3600.0},
        {"since": "2026-01-02T02:04:05Z"},
        {"blocks": ["192.0.2.0/24"]},
        {"id": 7},  # the API sets it, whatever is sent
        {"password": None, "ttl": 3600},
        {"contact": {"mail": "a@example.com", "phone": None}},
    ],
)
def test_another_spelling_is_no_change(body):
    assert [item for item in changes(body) if item[1] != "password"] == []


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_same"),
    [
        ("long", 1, 1.0, True),
        ("long", 1, True, False),
        ("boolean", "true", True, True),
        ("string", "1", 1, False),
        ("ipv6", "2001:DB8::1", "2001:db8:0::1", True),
        ("macAddress", "02-00-5E-00-53-01", "02:00:5e:00:53:01", True),
        ("datetime", "2026-01-02T03:04:05", "2026-01-02T03:04:05Z", False),
        ("date", "2026-01-02", "20260102", True),
        ("any", {"a": 1}, {"a": 1.0}, True),
        ("any", [1, 2], [2, 1], False),
        ("ip", "no address", "no address", True),
    ],
)
def test_the_type_says_what_is_the_same(kind, one, other, is_same):
    assert is_same_value(MODELS, kind, one, other) is is_same


def test_the_order_of_a_list_may_matter():
    value = {**OBJECT, "blocks": ["192.0.2.0/24", "198.51.100.0/24"]}
    assert changes({"blocks": value["blocks"][::-1]}, value) == [
        ("changed", "blocks", value["blocks"], value["blocks"][::-1])
    ]
    assert len(changes({"servers": OBJECT["servers"][::-1]})) == 1


def test_what_an_item_of_a_list_lacks_is_taken_away():
    assert changes({"servers": [{"name": "a"}, {"name": "b", "port": 2}]}) == [
        ("removed", "servers[name=a].port", 1, None)
    ]


def test_what_the_body_lacks_is_left_out_and_can_be_put_in():
    comparison = compare_with()
    found = comparison.difference({"ttl": 60, "contact": {"phone": "1"}}, OBJECT)
    assert [item.path for item in found.left_out] == [
        "contact.mail",
        "since",
        "name",
        "servers",
        "tags",
        "blocks",
    ]
    filled = with_left_out({"ttl": 60, "contact": {"phone": "1"}}, found.left_out)
    again = comparison.difference(filled, OBJECT)
    assert again.left_out == ()
    assert again.changes == found.changes


def test_a_password_is_masked_and_one_that_is_not_shown_is_said_to_be():
    assert changes({"password": "new"}) == [("hidden", "password", None, MASK)]
    assert changes({"password": "new"}, {**OBJECT, "password": "old"}) == [
        ("changed", "password", MASK, MASK)
    ]
    found = changes({"tags": {"env": "dev", "token": "t0p"}})
    assert "t0p" not in str(found)


def test_what_the_get_does_not_show_is_not_called_new():
    assert changes({"name": "x"}, {"ttl": 1}, shows="Narrow") == [("hidden", "name", None, "x")]
    assert changes({"name": "x"}, {"ttl": 1}) == [("added", "name", None, "x")]


def test_an_update_of_v2_is_compared_by_its_specification_and_its_checksum():
    value = {"checksum": "1", "targetSpec": {"mail": "a"}, "currentState": {"mail": "z"}}
    comparison = compare_with("Update", "Resource", "v2")
    assert comparison.is_declarative
    found = comparison.difference({"checksum": "1", "targetSpec": {"mail": "b"}}, value)
    assert found.changes == (PutChange("changed", "targetSpec.mail", "a", "b"),)
    assert not found.is_outdated
    assert comparison.difference({"checksum": "0", "targetSpec": {}}, value).is_outdated
    assert (
        comparison.difference({"targetSpec": {"mail": "a"}}, value).left_out[0].path == "checksum"
    )


def test_the_specification_of_a_resource_is_what_a_body_without_it_is_compared_with():
    value = {"checksum": "1", "targetSpec": {"mail": "a"}}
    assert changes({"mail": "b"}, value, kind="Contact", shows="Resource", branch="v2") == [
        ("changed", "mail", "a", "b")
    ]


@pytest.mark.parametrize("shows", ["string", "string[]"])
def test_a_get_of_something_else_is_said(shows):
    with pytest.raises(ComparisonError, match=r"^The GET on this path"):
        compare_with(shows=shows)


def test_a_response_that_is_no_object_is_said():
    with pytest.raises(ComparisonError, match="nothing to compare"):
        compare_with().difference({"ttl": 1}, [1])


def test_what_is_nested_too_deeply_is_said():
    # As deep as a response that can be read at all, or nearly.
    deep: Any = 1
    for _ in range(980):
        deep = [deep]
    comparison = compare_with()
    with pytest.raises(ComparisonError, match="too deeply"):
        comparison.difference({"tags": {"a": [deep]}}, {"tags": {"a": deep}})


def test_the_state_of_an_object_does_not_follow_what_the_api_sets():
    comparison = compare_with()
    assert comparison.state(OBJECT) == comparison.state({**OBJECT, "id": 6, "status": "busy"})
    assert comparison.state(OBJECT) != comparison.state({**OBJECT, "ttl": 60})


SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = st.fixed_dictionaries(
    {},
    optional={
        "ttl": SCALARS,
        "since": SCALARS,
        "name": SCALARS,
        "password": st.text(max_size=4),
        "servers": JSON,
        "tags": JSON,
        "contact": JSON,
        "blocks": st.lists(SCALARS, max_size=3),
        "unknown": JSON,
    },
)


@given(OBJECTS)
def test_what_is_there_sent_again_changes_nothing(value):
    comparison = compare_with()
    found = comparison.difference(comparison.values(value), value)
    assert [item for item in found.changes if item.kind != "hidden"] == []
    assert found.left_out == ()


@given(OBJECTS, OBJECTS)
def test_a_body_that_differs_is_never_said_to_change_nothing(body, value):
    """And nothing that is compared is changed by that; what is left out can always be put in."""
    before = copy.deepcopy((body, value))
    comparison = compare_with()
    found = comparison.difference(body, value)
    assert (body, value) == before
    merged = {**comparison.values(value), **comparison.values(body)}
    if not found.changes and not found.left_out:
        assert comparison.state(merged) == comparison.state(value)
    assert comparison.difference(with_left_out(body, found.left_out), value).left_out == ()


@given(OBJECTS, OBJECTS, st.text("xyz", min_size=8, max_size=8))
def test_no_password_is_in_a_change(body, value, secret):
    found = compare_with().difference({**body, "password": secret}, {**value, "password": "zyx"})
    assert secret not in str(found.changes)


SECRET = {"note": "n", "version": {"id": 1}}
"""A stored secret as the API shows it: what it holds is left out."""


def secret_changes(body, value=SECRET):
    return changes(body, value, kind="Secret.Update", shows="Secret.Update")


def test_an_object_of_which_a_part_is_not_shown_is_never_what_is_there_now():
    compare = compare_with(kind="Secret.Update", shows="Secret.Update")
    assert compare.values(SECRET) == {"note": "n"}
    found = compare.difference({"note": "n"}, SECRET)
    assert (found.changes, found.left_out) == ((), ()), "sent back, it would lose its contents"
    assert secret_changes({"version": {}}) == [("hidden", "version", None, {})]
    shown = {"note": "n", "version": {"id": 1, "data": {"user": "u"}}}
    assert compare.values(shown) == {"note": "n", "version": {"data": {"user": "u"}}}
    assert secret_changes({"version": {"data": {"user": "u"}}}, shown) == []


def test_what_makes_a_new_version_is_never_as_it_is_now():
    """A PUT of a secret adds a version, also where its data is that of the last one."""
    compare = compare_with(kind="Secret.Put", shows="Secret.Update")
    shown = {"note": "n", "version": {"id": 1, "data": {"user": "u"}}}
    assert compare.values(shown) == {}
    found = compare.difference({"version": {"data": {"user": "u"}}}, shown)
    assert [(item.kind, item.path) for item in found.changes] == [("hidden", "version")]
    assert compare.difference({}, shown).left_out == ()


def test_the_data_of_a_stored_secret_is_in_no_change():
    body = {"version": {"data": {"user": "confidential"}}}
    shown = {"note": "n", "version": {"id": 1, "data": {"user": "other"}}}
    assert secret_changes(body, shown) == [("changed", "version.data", MASK, MASK)]
    assert secret_changes(body) == [("hidden", "version.data", None, MASK)]
    assert secret_changes(body, {"note": "n"}) == [("added", "version", None, {"data": MASK})]


def test_what_a_secret_went_into_is_in_no_change_whatever_the_schema_says():
    body = {"name": "v=hush", "tags": {"env": "hush"}, "contact": {"mail": "hush"}}
    found = compare_with().difference(body, OBJECT, frozenset({"v=hush", "hush"}))
    assert "hush" not in str(found.changes)
    assert [item.after for item in found.changes] == [MASK, MASK, MASK]


def test_the_hidden_values_of_a_call_are_those_it_says_are_secret():
    call = Call.make(
        "v1",
        "PUT",
        "/zone",
        body=b'{"name":"v=hush","tags":{"a/b":"hush"},"ttl":5}',
        sensitive=[("body", "/name"), ("body", "/tags/a~1b"), ("body", "/ttl"), ("query", "q")],
    )
    assert hidden_values(call) == {"v=hush", "hush"}
