"""What was said in the form before is said again where both take it from one list."""

import json

import pytest

from ovh_explorer.client.response import Response
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
    carry_listed_values(left, opened, lookup.source, lookup.is_missing, lookup.names_one_of)
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


DESTINATIONS = {
    "cloudProject": [{"service": "a1b2", "nexthop": None}],
    "dedicatedServer": [{"service": "ns1.example.net", "nexthop": ["192.0.2.1"]}],
}


async def looked_up(store, values, name: str = "to") -> tuple[ValueLookup, Form]:
    """A move of which the destinations were looked up."""

    async def send(_call):
        return Response(200, "OK", (), json.dumps(values).encode(), 0.1, "GET", "http://x")

    lookup, move = ValueLookup(store, send), form(store, "POST", "/ip/{ip}/move", ip=BLOCK)
    await lookup.values(move, move.field("body", name))
    return lookup, move


@pytest.mark.parametrize(
    ("to", "path", "carries"),
    [
        ("ns1.example.net", f"{SERVER}/ipCanBeMovedTo", "ns1.example.net"),
        ("ns1.example.net", "/vps/{serviceName}", ""),
        ("a1b2", f"{SERVER}/ipCanBeMovedTo", ""),
        ("a1b2", "/cloud/project/{serviceName}", "a1b2"),
        ("ns9.example.net", f"{SERVER}/ipCanBeMovedTo", ""),
    ],
)
async def test_what_a_list_says_to_be_a_server_is_carried_to_servers(real_store, to, path, carries):
    lookup, move = await looked_up(real_store, DESTINATIONS)
    move.field("body", "to").type_text(to)
    assert carried(lookup, move, form(real_store, "GET", path), "serviceName") == carries


async def test_a_next_hop_is_no_server(real_store):
    lookup, move = await looked_up(real_store, DESTINATIONS, "nexthop")
    move.field("body", "nexthop").type_text("192.0.2.1")
    opened = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo")
    assert carried(lookup, move, opened, "serviceName") == ""


def test_a_server_that_was_used_is_known_to_be_one(real_store, lookup):
    move = form(real_store, "POST", "/ip/{ip}/move", ip=BLOCK, to="ns1.example.net")
    opened = form(real_store, "GET", f"{SERVER}/ipCanBeMovedTo")
    assert carried(lookup, move, opened, "serviceName") == ""
    lookup.note(form(real_store, "GET", SERVER, serviceName="ns1.example.net").call())
    assert carried(lookup, move, opened, "serviceName") == "ns1.example.net"


async def test_a_server_that_was_asked_about_is_offered_first(real_store):
    servers = [{"service": f"ns{number}.example.net"} for number in (1, 2, 3)]
    answer = {"dedicatedServer": servers, "cloudProject": [{"service": "a1b2"}]}
    lookup, move = await looked_up(real_store, answer)
    to = move.field("body", "to")
    lookup.note(form(real_store, "GET", SERVER, serviceName="ns2.example.net").call())
    lookup.note(form(real_store, "GET", SERVER, serviceName="ns7.example.net").call())
    assert lookup.used(move, to) == ["ns2.example.net"]
    assert lookup.used(move, move.field("body", "nexthop")) == []
