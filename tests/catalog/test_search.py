"""Finding operations by words."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.catalog.search import search
from tests.conftest import SHARED


def test_what_people_ask_for_is_among_the_first_five(real_store):
    questions = json.loads((SHARED / "search-questions.json").read_text())
    missed = []
    for question in questions:
        hits = [
            f"{hit.branch} {hit.method} {hit.path}"
            for hit in search(real_store, question["query"], limit=5)
        ]
        if question["answer"] not in hits:
            missed.append(question["query"])
    assert len(missed) <= 3, missed


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("POST /domain/zone/{zoneName}/record", "POST /domain/zone/{zoneName}/record"),
        ("/v2/iam/policy", "GET /iam/policy"),
        ("/domain/zone", "GET /domain/zone"),
        ("dnsZone:apiovh:record/create", None),
        ("subdomain", None),
        ("ipLoadbalancing", None),
        ("iploadbal", None),
    ],
)
def test_paths_fields_and_actions_are_found(real_store, words, first):
    hits = search(real_store, words)
    assert hits
    if first:
        assert f"{hits[0].method} {hits[0].path}" == first


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (
            "/domain/zone/example.com/record?subDomain=a",
            "/domain/zone/example.com/record?subDomain=a",
        ),
        ("https://eu.api.ovh.com/1.0/domain/zone/example.com/#x", "/domain/zone/example.com"),
        ("/ip/192.0.2.0/24/reverse", "/ip/192.0.2.0%2F24/reverse"),
        (
            "DELETE /v2/iam/resource/urn:v1:eu:x:user:a/b/tag/k",
            "/iam/resource/urn:v1:eu:x:user:a%2Fb/tag/k",
        ),
        ("/domain/zone/{zoneName}/record", "/domain/zone/{zoneName}/record"),
    ],
)
def test_a_path_with_values_keeps_them(real_store, words, first):
    assert search(real_store, words)[0].target == first


def test_a_branch_is_kept_to(real_store):
    assert {hit.branch for hit in search(real_store, "domain", branch="v2")} == {"v2"}
    assert len(search(real_store, "get", limit=7)) <= 7


def test_nothing_is_found_for_nothing(real_store):
    assert search(real_store, "   ") == []
    assert search(real_store, "qqqqzzzz") == []


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40) | st.text(alphabet='"*()^:-+ NEARORAND/{}%_\\', max_size=30))
def test_any_text_can_be_searched_for(real_store, words):
    search(real_store, words, limit=5)
