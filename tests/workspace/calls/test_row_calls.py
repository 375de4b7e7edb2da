"""Calls for several items of a list: alike, but for the item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import Call, CallError
from ovh_explorer.catalog.links import detail_of
from ovh_explorer.catalog.store import Store
from ovh_explorer.form import Form
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.calls.row_calls import row_actions, row_calls
from tests.conftest import fill

LIST = Call.make("v1", "GET", "/domain/zone/{zoneName}/record", path_values={"zoneName": "x.com"})


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """The store, what shows a record, and a maker of forms."""
    with Store(tmp_path_factory.mktemp("rows") / "catalog.db") as store:
        fill(store, EMBEDDED)
        operation = store.operation("v1", "GET", LIST.path)

        def form(branch: str, method: str, path: str) -> Form:
            found = store.operation(branch, method, path)
            return Form(found, store.models(branch, found.product))

        yield store, detail_of(store, operation), form


def test_what_can_be_done_with_a_record(records):
    store, detail, form = records
    found = row_actions(store, detail, LIST, "7", form)
    assert [(action.operation.method, action.needs_body) for action in found] == [
        ("PUT", True),
        ("DELETE", False),
    ]


def test_each_item_has_its_call(records):
    store, detail, form = records
    action = row_actions(store, detail, LIST, "7", form)[-1]
    calls = row_calls(action, detail, LIST, ["7", "8"], form(*action.operation.key))
    assert [call.target for call in calls] == [
        "/domain/zone/x.com/record/7",
        "/domain/zone/x.com/record/8",
    ]
    assert {call.body for call in calls} == {None}


def test_a_body_that_is_not_filled_in_is_not_sent(records):
    store, detail, form = records
    action = row_actions(store, detail, LIST, "7", form)[0]
    empty = form(*action.operation.key)
    with pytest.raises(CallError, match="not filled in"):
        row_calls(action, detail, LIST, ["7"], empty)
    empty.take_body({"ttl": 60})
    assert [call.json for call in row_calls(action, detail, LIST, ["7", "8"], empty)] == [
        {"ttl": 60},
        {"ttl": 60},
    ]


@given(st.sampled_from([".", "..", ""]))
def test_no_item_leads_to_another_operation(records, bad):
    store, detail, form = records
    action = row_actions(store, detail, LIST, "7", form)[-1]
    with pytest.raises(CallError):
        row_calls(action, detail, LIST, ["7", bad], form(*action.operation.key))
