"""What was said in the form before is said again where both take it from one list."""

import pytest

from ovh_explorer.form import Form
from ovh_explorer.workspace.calls.listed_values import carry_listed_values
from ovh_explorer.workspace.calls.value_lookup import ValueLookup

SERVER = "/dedicated/server/{serviceName}"
BLOCK = "192.0.2.8/29"


@pytest.fixture
def lookup(real_store) -> ValueLookup:
    return ValueLookup(real_store, None)


def form(store, method: str, path: str, **values: str) -> Form:
    operation = store.operation("v1", method, path)
    made = Form(operation, store.models("v1", operation.product))
    for place in ("path", "query", "body"):
        for field in made.placed(place):
            if field.name in values:
                field.type_text(values[field.name])
    return made


def carried(lookup, left: Form, opened: Form, name: str = "ip") -> str:
    carry_listed_values(left, opened, lookup.source, lookup.is_missing)
    field = opened.field("query", name) or opened.field("path", name)
    return field.text if field.is_carried else ""


def test_the_ip_that_is_to_be_moved_is_asked_about(real_store, lookup):
    for path in (f"{SERVER}/ipMove", "/ip/{ip}/move"):
        opened = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo")
        assert carried(lookup, form(real_store, "POST", path, ip=BLOCK), opened) == BLOCK
    # And from what it was looked at in.
    left = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo", ip=BLOCK)
    assert carried(lookup, left, form(real_store, "GET", "/ip/{ip}")) == BLOCK


def test_what_the_user_typed_stays_and_what_was_carried_goes_with_its_form(real_store, lookup):
    opened = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo", ip="192.0.2.1/32")
    left = form(real_store, "POST", f"{SERVER}/ipMove", ip=BLOCK)
    assert carried(lookup, left, opened) == ""
    assert opened.field("query", "ip").text == "192.0.2.1/32"
    opened = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo")
    assert carried(lookup, left, opened) == BLOCK
    assert carried(lookup, form(real_store, "GET", "/me"), opened) == ""
    assert not opened.field("query", "ip").is_given


def test_what_changes_something_takes_no_value_over(real_store, lookup):
    left = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo", ip=BLOCK)
    assert carried(lookup, left, form(real_store, "POST", "/ip/{ip}/move")) == ""
