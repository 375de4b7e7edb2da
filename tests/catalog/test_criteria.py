"""Criteria in one line, and typing errors forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.criteria import Criteria, read_criteria
from ovh_explorer.catalog.search import search
from tests import real_catalog


@pytest.mark.parametrize(
    ("text", "criteria", "rest"),
    [
        ("method:post dns record", Criteria(methods=("POST",)), "dns record"),
        ("dns METHOD:get,put record in:v1", Criteria(("v1",), ("GET", "PUT")), "dns   record"),
        ("status:beta", Criteria(statuses=("BETA",)), ""),
        ("status:dep branch:v2", Criteria(("v2",), statuses=("DEPRECATED",)), ""),
        (
            "field:ipBlock",
            Criteria(
                words=(("parameters body response", "ip"), ("parameters body response", "block"))
            ),
            "",
        ),
        ("in:v1 branch:v2 dns", Criteria(("v1", "v2")), "dns"),
        ("iam:dnsZone", Criteria(words=(("iam", "dns"), ("iam", "zone"))), ""),
        ("effect:spends,locks-out vps", Criteria(effects=("spends", "locks-out")), "vps"),
        ("effect:DES", Criteria(effects=("destroys",)), ""),
        (
            "effect:nonsense vps",
            Criteria(
                problem="Unknown effect 'nonsense'. The effects are: gives-away, ends, destroys, spends, locks-out,"
                " interrupts, removes, changes."
            ),
            "vps",
        ),
        (
            "in:v9 zone",
            Criteria(problem="Unknown branch 'v9'. The branches are: v1, v2."),
            "zone",
        ),
        (
            "method:steal",
            Criteria(
                problem="Unknown method 'steal'. The methods are: get, post, put, delete, patch."
            ),
            "",
        ),
        (
            "status:x",
            Criteria(
                problem="Unknown status 'x'. The statuses are: production, beta, alpha, deprecated."
            ),
            "",
        ),
        ("urn:v1:eu in: https://x", Criteria(), "urn:v1:eu in: https://x"),
    ],
)
def test_what_is_a_criterion_and_what_is_words(text, criteria, rest):
    assert read_criteria(text) == (criteria, rest)


def titles(store, words: str, limit: int = 50) -> list[str]:
    return [f"{hit.branch} {hit.method} {hit.path}" for hit in search(store, words, limit=limit)]


def test_criteria_narrow_what_is_found(real_store):
    assert (
        titles(real_store, "method:delete dns record")[0]
        == "v1 DELETE /domain/zone/{zoneName}/record/{id}"
    )
    assert all(title.startswith("v2 ") for title in titles(real_store, "in:v2 domain"))
    deprecated = search(real_store, "status:deprecated server", limit=20)
    assert len(deprecated) == 20
    assert {hit.status for hit in deprecated} == {"DEPRECATED"}
    blocks = titles(real_store, "field:ipBlock method:post", limit=400)
    assert "v1 POST /vrack/{serviceName}/ip" in blocks
    assert all(" POST " in title for title in blocks)
    assert titles(real_store, "method:put /domain/zone") == [
        title for title in titles(real_store, "/domain/zone", limit=400) if " PUT " in title
    ]


def test_effects_narrow_what_is_found_by_words_by_path_and_alone(real_store):
    assert "v1 POST /vps/{serviceName}/snapshot/revert" in titles(
        real_store, "effect:destroys vps snapshot"
    )
    spending = search(real_store, "effect:spends", limit=1000)
    assert len(spending) == sum(
        "spends" in hit.effects for hit in search(real_store, "method:post,put,delete", limit=9000)
    )
    assert len(spending) > 300
    for words in (
        "effect:ends",
        "effect:ends /vps",
        "effect:ends in:v1 service",
        "effect:gives-away method:put",
    ):
        found = search(real_store, words, limit=30)
        assert found
        assert all({"ends", "gives-away"}.intersection(hit.effects) for hit in found), words
    assert len(titles(real_store, "effect:ends /", limit=5)) == 5, "what is left out makes room"
    assert titles(real_store, "effect:nonsense vps") == []
    assert titles(real_store, "effect:destroys method:get vps") == []


def test_criteria_alone_list_what_fits(real_store, real_schemas):
    everything = search(real_store, "in:v2 method:delete", limit=400)
    there = [
        operation.title
        for product in real_catalog.products(real_schemas)
        if product.branch == "v2"
        for operation in product.operations
        if operation.method == "DELETE"
    ]
    assert len(everything) == len(there) > 10, "as many as the branch has"
    assert titles(real_store, "product:okms iam:okms") != []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("dedicted server reboot", "v1 POST /dedicated/server/{serviceName}/reboot"),
        ("kuberntes", "/kube"),
        ("nodepol", "/nodepool"),
        ("snapshto", "napshot"),
    ],
)
def test_typing_errors_are_forgiven_when_nothing_else_matches(real_store, words, first):
    assert first in titles(real_store, words)[0]


def test_what_nobody_could_mean_finds_nothing(real_store):
    assert titles(real_store, "qqqqzzzz") == []


PARTS = st.sampled_from(
    ["method:", "in:v1", "field:a", "status:beta", "iam:", ":", "x", "method:get"]
)


@given(st.text() | st.lists(PARTS).map(" ".join))
def test_any_text_is_read_and_searched(real_store, text):
    rest = read_criteria(text)[1]
    assert len(rest) <= len(text)
    search(real_store, text, limit=3)
