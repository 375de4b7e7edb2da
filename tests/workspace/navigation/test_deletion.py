"""The DELETE of an item of a list, where the catalog has nothing else on the item's path."""

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.links import detail_of
from ovh_explorer.workspace.calls.object_to_change import can_change
from ovh_explorer.workspace.navigation.deletion import deletion
from ovh_explorer.workspace.navigation.follow import Place, follow
from ovh_explorer.workspace.navigation.shown_item import shown_item

USERS = ("/me/identity/group/{group}/user", {"group": "admins"})
RESTRICTIONS = (
    "/cloud/project/{serviceName}/kube/{kubeId}/ipRestrictions",
    {"serviceName": "a1b2", "kubeId": "c3d4"},
)


@pytest.mark.parametrize(
    ("listing", "value", "name"),
    [(USERS, "ada", "user"), (RESTRICTIONS, "203.0.113.9/32", "ip")],
)
def test_an_item_that_nothing_shows_is_deleted_by_its_value(real_store, listing, value, name):
    path, given = listing
    call = Call.make("v1", "GET", path, path_values=given)
    place = Place("", value, None, None, 1)
    found = deletion(real_store, call, place)
    assert found is not None
    assert (found.method, found.path) == ("DELETE", f"{path}/{{{name}}}")
    assert dict(found.values) == {**given, name: value}
    # Nothing shows it: enter opens the menu, and no PUT changes it.
    operation = real_store.operation("v1", "GET", path)
    assert detail_of(real_store, operation) is None
    assert follow(real_store, operation, given, place) is None
    item = shown_item(real_store, call, place)
    assert item is not None
    assert not can_change(real_store, item)


def test_beside_the_items_nothing_is_deleted(real_store):
    path, given = USERS
    call = Call.make("v1", "GET", path, path_values=given)
    assert deletion(real_store, call, Place(depth=0)) is None
