"""Values that a field's own description says where to get."""

import pytest

from ovh_explorer.catalog.links import field_source
from ovh_explorer.catalog.named_lists import named_source
from tests import real_catalog


@pytest.mark.parametrize(
    ("path", "name", "description", "listing", "inside"),
    [
        (
            "/dedicated/server/{serviceName}/reinstall",
            "operatingSystem",
            "available values for this server can be retrieved using"
            " GET /dedicated/server/{serviceName}/install/compatibleTemplates",
            "/dedicated/server/{serviceName}/install/compatibleTemplates",
            "ovh",
        ),
        ("/vps/{serviceName}/reinstall", "sshKey", "(name from /me/sshKey)", "/me/sshKey", ""),
        # The path parameter is none of the form's.
        (
            "/vps/{serviceName}/reinstall",
            "flavor",
            "See GET /cloud/project/{projectId}/flavor",
            None,
            "",
        ),
        ("/vps/{serviceName}/reinstall", "url", "(instead of /me/document ID)", None, ""),
        ("/vps/{serviceName}/reinstall", "x", "made by POST /me/sshKey", None, ""),
    ],
)
def test_a_list_is_named(real_store, path, name, description, listing, inside):
    operation = real_store.operation("v1", "POST", path)
    found = named_source(real_store, operation, name, description)
    assert (found.operation.path if found else None) == listing
    assert (found.inside if found else "") == inside


def test_fields_of_the_real_catalog_name_lists(real_store, real_schemas):
    """Of the parameters alone: more are properties of models."""
    found = [
        (operation.title, parameter.name)
        for product in real_catalog.products(real_schemas)
        for operation in product.operations
        for parameter in operation.parameters
        if named_source(real_store, operation, parameter.name, parameter.description)
    ]
    assert len(found) >= 20


def test_a_flavour_is_chosen_by_its_name_and_a_new_name_is_not(real_store):
    pool = real_store.operation("v1", "POST", "/cloud/project/{serviceName}/kube/{kubeId}/nodepool")
    found = field_source(real_store, pool, "flavorName")
    assert found is not None
    assert found.operation.path == "/cloud/project/{serviceName}/kube/{kubeId}/flavors"
    assert found.key == "name"
    assert (
        field_source(real_store, real_store.operation("v1", "POST", "/me/sshKey"), "keyName")
        is None
    )
