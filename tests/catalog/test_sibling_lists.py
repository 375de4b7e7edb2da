"""Values of a body's fields from lists beside the operation, on the real catalog."""

import pytest

from ovh_explorer.catalog.sibling_lists import sibling_source
from tests import real_catalog


def source(store, words: str, name: str):
    method, path = words.split()
    operation = store.operation("v1", method, path)
    assert operation is not None
    found = sibling_source(store, operation, name)
    return None if found is None else (found.operation.path, found.key)


@pytest.mark.parametrize(
    ("words", "name", "found"),
    [
        (
            "POST /order/cart/{cartId}/vps",
            "planCode",
            ("/order/cart/{cartId}/vps", "planCode"),
        ),
        (
            "POST /license/plesk/{serviceName}/changeIp",
            "destinationIp",
            ("/license/plesk/{serviceName}/allowedDestinationIp", ""),
        ),
        (
            "POST /dedicated/server/{serviceName}/ola/reset",
            "virtualNetworkInterface",
            ("/dedicated/server/{serviceName}/virtualNetworkInterface", ""),
        ),
        # It is one of the container's own, none of the project's.
        ("POST /cloud/project/{serviceName}/ai/app", "image", None),
        # The lists of what there is already, in which the new one's name is not.
        ("POST /cloud/project/{serviceName}/sshkey", "publicKey", None),
        ("POST /hosting/web/{serviceName}/database", "user", None),
        # A list of ids, for a text.
        ("PUT /hosting/web/{serviceName}/attachedDomain/{domain}", "ownLog", None),
        # Which plan an option is for has to be given to its list.
        ("POST /order/cart/{cartId}/vps/options", "planCode", None),
    ],
)
def test_the_list_of_a_field_stands_beside_its_operation(real_store, words, name, found):
    assert source(real_store, words, name) == found


def test_the_real_catalog_has_many(real_store, real_schemas):
    kinds = [
        operation.path
        for product in real_catalog.products(real_schemas)
        for operation in product.operations
        if operation.method == "POST"
        and operation.path.endswith("/log/subscription")
        and sibling_source(real_store, operation, "kind") is not None
    ]
    assert len(kinds) > 20
