"""Addresses of the account, for parameters that take one of them and no others."""

import pytest

from ovh_explorer.catalog.labelled_values import Value
from ovh_explorer.catalog.links import Source
from ovh_explorer.catalog.own_addresses import address_source
from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from tests.conftest import fill

BLOCKS = ["192.0.2.7/32", "198.51.100.0/28", "2001:db8::/56", None]
SERVER = "/dedicated/server/{serviceName}"


def source(store, method: str, path: str, name: str) -> Source | None:
    operation = store.operation("v1", method, path)
    assert operation is not None
    return address_source(store, operation, name)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", f"{SERVER}/ipMove"), ("GET", f"{SERVER}/ipCanBeMovedTo"), ("GET", "/ip")],
)
def test_a_block_of_the_account_is_one_of_its_list(real_store, method, path):
    found = source(real_store, method, path, "ip")
    assert found is not None
    assert (found.operation.path, found.needs) == ("/ip", ())
    assert found.values(BLOCKS) == [Value(block) for block in BLOCKS if block]


@pytest.mark.parametrize("path", [f"{SERVER}/ipMove", f"{SERVER}/ipCanBeMovedTo"])
def test_only_an_additional_address_can_be_moved(real_store, path):
    """The own address of a server stays with it."""
    method = "POST" if path.endswith("ipMove") else "GET"
    found = source(real_store, method, path, "ip")
    assert found is not None
    assert found.target == "/ip?type=failover"
    all_addresses = source(real_store, "GET", "/ip", "ip")
    assert all_addresses is not None
    assert all_addresses.target == "/ip"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/license/plesk/orderableVersions"),
        ("POST", "/order/license/windows/new/{duration}"),
    ],
)
def test_a_licence_is_for_a_single_address(real_store, method, path):
    found = source(real_store, method, path, "ip")
    assert found is not None
    assert found.values(BLOCKS) == [Value("192.0.2.7")]
    assert found.values({"message": "no list"}) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"{SERVER}/features/backupFTP/access", "ipBlock"),
        ("/dedicated/nasha/{serviceName}/partition/{partitionName}/access", "ip"),
    ],
)
def test_a_block_to_allow_is_one_that_may_be(real_store, path, name):
    found = source(real_store, "POST", path, name)
    assert found is not None
    assert found.operation.path == f"{path.rpartition('/')[0]}/authorizableBlocks"
    assert found.values(BLOCKS[:1]) == [Value("192.0.2.7/32")]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/me/accessRestriction/ip"),
        ("POST", "/domain/zone/{zoneName}/dynHost/record"),
        ("POST", "/cloud/project/{serviceName}/database/mysql/{clusterId}/ipRestriction"),
        ("GET", "/hosting/privateDatabase/{serviceName}/whitelist"),
        # It comes from another account, with a token of that.
        ("GET", "/order/dedicated/server/{serviceName}/ipMigration"),
    ],
)
def test_an_address_of_anybody_gets_no_values(real_store, method, path):
    assert source(real_store, method, path, "ip") is None


def test_a_check_takes_what_the_change_beside_it_takes(tmp_path):
    with Store(tmp_path / "catalog.db") as store:
        fill(store, EMBEDDED)
        found = source(store, "GET", f"{SERVER}/ipCanBeMovedTo", "ip")
        assert found is not None
        assert found.operation.path == "/ip"
