"""Lists of whom a policy can be about."""

import pytest

from ovh_explorer.catalog.identity_lists import identity_source


@pytest.mark.parametrize("name", ["identity", "identities", "identityURNs"])
def test_all_kinds_of_identities_of_an_account_are_listed(real_store, name):
    found = identity_source(real_store, name)
    assert (found.operation.path, found.inside) == ("/auth/details", "identities")
    lists = [(other.operation.path, other.of_each.parameter, other.key) for other in found.others]
    assert lists == [
        ("/me/identity/user", "user", "urn"),
        ("/me/identity/group", "group", "urn"),
        ("/me/api/oauth2/client", "clientId", "identity"),
    ]


@pytest.mark.parametrize("name", ["identityProvider", "name", "urn", ""])
def test_another_field_takes_no_identity(real_store, name):
    assert identity_source(real_store, name) is None
