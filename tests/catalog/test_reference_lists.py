"""Lists of what a product knows, below ``/reference``."""

import pytest

from ovh_explorer.catalog.reference_lists import reference_source

ACTIONS, TYPES = "/iam/reference/action", "/iam/reference/resource/type"


@pytest.mark.parametrize(
    ("method", "path", "name", "listing", "key"),
    [
        ("POST", "/iam/policy", "action", ACTIONS, "action"),
        ("PUT", "/iam/policy/{policyId}", "action", ACTIONS, "action"),
        ("POST", "/iam/permissionsGroup", "action", ACTIONS, "action"),
        ("POST", "/iam/authorization/check", "actions", ACTIONS, "action"),
        ("POST", "/iam/resource/{resourceURN}/authorization/check", "actions", ACTIONS, "action"),
        ("GET", "/iam/policy", "action", ACTIONS, "action"),
        ("GET", "/iam/resource", "resourceType", TYPES, ""),
        ("GET", "/iam/reference/action", "resourceType", TYPES, ""),
    ],
)
def test_what_a_product_knows_is_offered(real_store, method, path, name, listing, key):
    operation = real_store.operation("v2", method, path)
    found = reference_source(real_store, operation, name)
    assert (found.operation.path, found.key) == (listing, key)


@pytest.mark.parametrize(
    ("branch", "method", "path", "name"),
    [
        # The list itself, another word that ends so, another product.
        ("v2", "GET", "/iam/reference/action", "action"),
        ("v2", "POST", "/iam/policy", "type"),
        ("v2", "POST", "/iam/policy", "transaction"),
        ("v1", "GET", "/telephony/{billingAccount}/task", "action"),
    ],
)
def test_what_is_called_otherwise_is_not(real_store, branch, method, path, name):
    operation = real_store.operation(branch, method, path)
    assert reference_source(real_store, operation, name) is None
