"""What words that name a place would open, said before they are opened."""

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.navigation.word_target import find_word_target, names_place
from tests.conftest import fill

CURL = (
    "curl -X POST https://eu.api.ovh.com/v1/domain/zone/example.com/record \\\n"
    '  -d \'{"fieldType":"A"}\''
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store") / "catalog.db") as store:
        fill(store, EMBEDDED)
        yield store


@pytest.mark.parametrize(
    ("words", "is_place"),
    [
        ("/domain", True),
        ("get /domain?x=a b", True),
        ("https://eu.api.ovh.com/v1/me", True),
        ("@api {v1} /domain GET /domain", True),
        (CURL, True),
        ("dns record", False),
        ("curl example", True),
        ("learn curling", False),
        ("get a record", False),
        ("method:post /domain", False),
        ("/dns record", False),
        ("", False),
    ],
)
def test_places_are_told_from_words(words, is_place):
    assert names_place(words) is is_place


@pytest.mark.parametrize(
    ("words", "said", "opened"),
    [
        ("GET /domain/zone/", "enter opens GET /domain/zone", "/domain/zone"),
        (
            "/domain/zone/example.com/record?fieldType=A&nope=1",
            "enter opens GET /domain/zone/{zoneName}/record with zoneName = example.com, "
            "fieldType = A; it has no parameter nope",
            "/domain/zone/example.com/record?fieldType=A&nope=1",
        ),
        (
            "https://eu.api.ovh.com/v1/domain/zone/a%2Fb",
            "enter opens GET /domain/zone/{zoneName} with zoneName = a/b",
            "/domain/zone/a%2Fb",
        ),
        (
            CURL,
            "enter opens POST /domain/zone/{zoneName}/record with zoneName = example.com, a body",
            "/domain/zone/example.com/record",
        ),
        (
            "GET /domain/zone/" + "x" * 50,
            f"enter opens GET /domain/zone/{{zoneName}} with zoneName = {'x' * 39}…",
            "/domain/zone/" + "x" * 50,
        ),
    ],
)
def test_it_says_what_would_open_with_all_its_values(store, words, said, opened):
    found = find_word_target(store, words)
    assert found.said == said
    assert found.hit is not None
    assert found.hit.target == opened


@pytest.mark.parametrize(
    ("words", "said", "nearest"),
    [
        (
            "GET /domain/zone/example.com/recrd",
            "The catalog has no operation GET /domain/zone/example.com/recrd. The nearest are below",
            "/domain/zone/example.com/record",
        ),
        ("GET /x/y/z/a/b/c/d", "The catalog has no operation GET /x/y/z/a/b/c/d.", None),
        ("curl -X POST", "This curl command has no URL.", None),
        ("https://example.com/x", "This link leads to no operation", None),
    ],
)
def test_a_place_that_does_not_exist_is_said_with_the_nearest_and_its_values(
    store, words, said, nearest
):
    found = find_word_target(store, words)
    assert found.said.startswith(said)
    assert found.hit is None
    assert (found.nearest[0].target if found.nearest else None) == nearest


def test_an_operation_of_another_catalog_is_not_said_to_be_missing_in_the_api(tmp_path):
    with Store(tmp_path / "catalog.db") as store:
        fill(store, EMBEDDED)
        store.endpoint, store.is_demo = "ovh-eu", True
        found = find_word_target(store, "POST /ip/192.0.2.10/move")
        assert found.said.startswith("The demo's catalog has no operation POST /ip/192.0.2.10/move")
        # Not `/vps/192.0.2.10/stop`, which is like it to look at alone.
        assert {hit.product for hit in found.nearest} == {"/ip"}
        store.is_demo = False
        found = find_word_target(store, "/v2/nonesuch")
        assert found.said == "The catalog of ovh-eu has no operation /v2/nonesuch."
