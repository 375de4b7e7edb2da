"""Values of a POST's parameters that a GET at its path, or beside it, returns in an object of lists."""

import pytest

from ovh_explorer.catalog.choice_lists import choice_source
from ovh_explorer.catalog.labelled_values import Value
from ovh_explorer.catalog.links import Source
from tests import real_catalog

DESTINATIONS = {
    "cloudProject": [{"service": "a1b2", "nexthop": None}],
    "dedicatedServer": [
        {"service": "ns1.example.net", "nexthop": ["192.0.2.1", "192.0.2.2"]},
        "what is no destination",
    ],
    "vps": None,
    "unknown": [{"service": "not among the lists of the schema"}],
}


def source(store, path: str, name: str) -> Source | None:
    operation = store.operation("v1", "POST", path)
    assert operation is not None
    return choice_source(store, operation, name)


def test_the_destinations_of_an_ip_are_those_of_every_kind(real_store):
    found = source(real_store, "/ip/{ip}/move", "to")
    assert found is not None
    assert (found.operation.path, found.needs) == ("/ip/{ip}/move", ("ip",))
    assert found.values(DESTINATIONS) == [
        Value("a1b2", "cloudProject"),
        Value("ns1.example.net", "dedicatedServer"),
    ]


def test_a_next_hop_is_shown_with_the_service_it_is_of(real_store):
    found = source(real_store, "/ip/{ip}/move", "nexthop")
    assert found is not None
    label = "ns1.example.net · dedicatedServer"
    assert found.values(DESTINATIONS) == [Value("192.0.2.1", label), Value("192.0.2.2", label)]
    assert found.values([]) == found.values("") == []


@pytest.mark.parametrize(
    ("kind", "name", "answer", "values"),
    [
        ("cloudProject", "project", ["a1b2"], [Value("a1b2")]),
        ("ip", "block", ["192.0.2.0/28"], [Value("192.0.2.0/28")]),
        (
            "dedicatedServerInterface",
            "dedicatedServerInterface",
            [{"dedicatedServer": "ns1", "dedicatedServerInterface": "i1", "name": "eth0"}],
            [Value("i1", "eth0")],
        ),
    ],
)
def test_what_a_vrack_may_take_is_listed_by_kind(real_store, kind, name, answer, values):
    found = source(real_store, f"/vrack/{{serviceName}}/{kind}", name)
    assert found is not None
    assert found.operation.path == "/vrack/{serviceName}/allowedServices"
    assert found.values({kind: answer, "vrackServices": ["vrs-1"]}) == values


def test_what_is_no_choice_gets_no_values(real_store):
    assert source(real_store, "/vrack/{serviceName}/ip", "region") is None
    assert source(real_store, "/vrack/{serviceName}/confirmTermination", "token") is None
    # Two lists of ids of one type, and a parameter that is none of them.
    relaunch = "/telephony/{billingAccount}/portability/{id}/relaunch"
    assert source(real_store, relaunch, "parameters") is None
    screens = "/telephony/{billingAccount}/fax/{serviceName}/screenLists"
    assert source(real_store, screens, "blacklistedNumbers") is None


def test_all_that_the_real_catalog_has_are_known(real_store, real_schemas, figures):
    found = {
        (operation.path, part.name)
        for product in real_catalog.products(real_schemas)
        for operation in product.operations
        for part in operation.placed("body")
        if part.name and choice_source(real_store, operation, part.name) is not None
    }
    others = {path for path, _name in found if not path.startswith("/vrack/{serviceName}/")}
    assert others == {"/ip/{ip}/move"}, "look whether their values are right"
    assert len(found) >= 12
