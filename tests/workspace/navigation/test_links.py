"""Links that name an operation, and lead back to it."""

import shlex

import pytest

from ovh_explorer.call import Call
from ovh_explorer.config import find_endpoint
from ovh_explorer.workspace.navigation.links import command_line, console_link
from ovh_explorer.workspace.navigation.target import Target, find_target, parse_target
from tests import real_catalog


def test_a_link_is_the_consoles_own(real_store):
    operation = real_store.operation("v1", "POST", "/dedicated/server/{serviceName}/reinstall")
    assert console_link(find_endpoint("ovh-eu"), operation) == (
        "https://eu.api.ovh.com/console/?section=%2Fdedicated%2Fserver&branch=v1"
        "#post-/dedicated/server/-serviceName-/reinstall"
    )
    assert console_link(find_endpoint("ovh-us"), operation).startswith(
        "https://api.us.ovhcloud.com/console/?"
    )
    assert console_link(find_endpoint("http://127.0.0.1:1"), operation).startswith(
        "https://eu.api.ovh.com/console/?"
    )


def test_every_link_leads_back(real_store, real_schemas):
    for product in real_catalog.sample(real_schemas, whole=False):
        for operation in product.operations:
            target = parse_target(console_link(find_endpoint("ovh-eu"), operation))
            assert target == Target(operation.branch, operation.method, operation.path)


@pytest.mark.parametrize("zone", ["example.com", "a b'c/d", "é"])
def test_a_command_line_opens_the_same_with_its_values(real_store, zone):
    call = Call.make(
        "v1",
        "GET",
        "/domain/zone/{zoneName}/record",
        path_values={"zoneName": zone},
        query=[("fieldType", "A"), ("subDomain", "x&y")],
    )
    words = shlex.split(command_line(call, find_endpoint("ovh-ca")))
    assert words[:3] == ["ovh-explorer", "--endpoint", "ovh-ca"]
    opened = find_target(real_store, parse_target(words[3]))
    assert (opened.path, opened.values, opened.query) == (call.path, call.path_values, call.query)
    assert command_line(call, find_endpoint("ovh-eu"), demo=True).startswith("ovh-explorer --demo ")


def test_a_secret_is_in_no_command_line():
    call = Call.make(
        "v1", "GET", "/x", query=[("voucher", "very-secret")], sensitive=[("query", "voucher")]
    )
    assert "very-secret" not in command_line(call, find_endpoint("ovh-eu"))
