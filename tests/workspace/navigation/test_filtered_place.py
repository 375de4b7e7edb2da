"""A name that a filter gave to another value names nothing."""

import pytest

from ovh_explorer.workspace.navigation.filtered_place import as_named
from ovh_explorer.workspace.navigation.follow import Place

ITEM = {"id": 3600, "target": "192.0.2.1"}


@pytest.mark.parametrize(
    "expression",
    ["[].{id: ttl, target: target}", "sort_by([], &ttl)[].{id: ttl, target: target}"],
)
def test_another_value_is_not_the_id(expression):
    place = Place("target", "192.0.2.1", ITEM, ITEM, 2)
    assert as_named(place, expression).item == {"target": "192.0.2.1"}
    assert as_named(Place("id", 3600, ITEM, ITEM, 2), expression).value is None


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "[?ttl > `60`]",
        "[].{id: id, target: target}",
        "[*].{id: id}",
        "sort_by(@, &ttl)",
        "[:5]",
    ],
)
def test_what_is_still_the_id_is(expression):
    place = Place("id", 3600, ITEM, ITEM, 2)
    assert as_named(place, expression) == place


@pytest.mark.parametrize(
    ("expression", "key", "depth"),
    [
        ("[].ttl", "ttl", 2),
        ("[?a].target", "target", 2),
        ("[*].[ttl]", "", 2),
        ("[].id", "", 1),
        ("[?@ > `5`]", "", 1),
        ("reverse(@)", "", 1),
        ("sort([].ttl)", "ttl", 2),
    ],
)
def test_a_value_that_stands_alone_has_the_name_of_what_it_was(expression, key, depth):
    named = as_named(Place("", 3600, None, None, 1), expression)
    assert (named.key, named.depth, named.value) == (key, depth, 3600)
