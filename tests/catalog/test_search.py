"""Finding operations by words."""

import json
import time
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.catalog.search import blocks, explain, is_ready, prepare, search
from tests import real_catalog
from tests.catalog.conftest import document, operation


def questions_of(name: str) -> list[dict]:
    file = real_catalog.beside(name)
    if file is None:
        pytest.skip(real_catalog.missing(name))
    return json.loads(file.read_text())


def test_what_people_ask_for_is_among_the_first_five(real_store):
    questions = questions_of("search-questions.json")
    missed = []
    for question in questions:
        hits = [
            f"{hit.branch} {hit.method} {hit.path}"
            for hit in search(real_store, question["query"], limit=5)
        ]
        if question["answer"] not in hits:
            missed.append(question["query"])
    assert len(missed) <= 1, missed


# What was measured when the weights were trained, less a question or two.
@pytest.mark.parametrize(("lang", "share"), [("en", 0.93), ("fr", 0.90)])
def test_what_people_ask_for_in_their_own_words_is_among_the_first_five(real_store, lang, share):
    questions = [one for one in questions_of("search-set.json") if one["lang"] == lang]
    missed = []
    for question in questions:
        hits = [
            f"{hit.branch} {hit.method} {hit.path}"
            for hit in search(real_store, question["query"], limit=5)
        ]
        if not set(hits).intersection(question["answers"]):
            missed.append(question["query"])
    assert 1 - len(missed) / len(questions) >= share, missed


def test_what_orders_is_the_sum_that_is_explained(real_store):
    lines = explain(real_store, "add txt record", limit=1)
    assert lines[0] == "taken as:"
    score = next(line for line in lines if line.endswith("POST /domain/zone/{zoneName}/record"))
    parts = [line for line in lines[lines.index(score) + 2 :] if line.strip()[:1] in "+-"]
    assert len(parts) > 3
    # Parts that count next to nothing are left out.
    assert abs(float(score.split()[0]) - sum(float(part.split()[0]) for part in parts)) < 0.3


@pytest.mark.parametrize("words", ["order payment status", "order status"])
def test_what_reads_what_a_word_names_goes_before_what_spends(real_store, words):
    paths = [f"{hit.method} {hit.path}" for hit in search(real_store, words, limit=10)]
    spends = "POST /me/order/{orderId}/payWithRegisteredPaymentMean"
    assert spends in paths
    assert paths.index("GET /me/order/{orderId}/status") < paths.index(spends)


def test_what_is_named_itself_stays_first_although_it_spends(real_store):
    hit = search(real_store, "renouveler un service")[0]
    assert f"{hit.method} {hit.path}" == "POST /service/{serviceId}/renew"


def test_a_query_in_two_languages_and_in_any_order_finds_the_same(real_store):
    for words in (
        "restart vps",
        "vps restart",
        "redémarrer mon vps",
        "REDEMARRER le VPS",
        "vps redémarrage",
    ):
        hit = search(real_store, words)[0]
        assert f"{hit.method} {hit.path}" == "POST /vps/{serviceName}/reboot", words


def test_operations_of_a_collection_are_one_block_in_order(real_store):
    found = blocks(search(real_store, "dns record"))
    block = next(
        block for block in found if block[0].collection == ("v1", "/domain/zone/{zoneName}/record")
    )
    assert [hit.method for hit in block] == ["GET", "POST", "GET", "PUT", "DELETE"]
    assert sum(map(len, found)) == len(search(real_store, "dns record"))


def test_an_index_made_in_a_thread_is_used_and_none_is_made_while_only_what_is_known_counts(store):
    put = {"/thing/red": [operation()]}
    store.put_document("v1", "/thing", document(put))
    assert not is_ready(store)
    assert search(store, "red", as_known=True) == []
    Thread(target=prepare, args=(store.path,)).start()
    for _ in range(500):
        if is_ready(store):
            break
        time.sleep(0.01)
    assert [hit.path for hit in search(store, "red", as_known=True)] == ["/thing/red"]
    store.put_document("v1", "/thing", document({"/thing/blue": [operation()]}))
    assert not is_ready(store)
    assert search(store, "red", as_known=True) == [], "what is gone isn't shown"
    assert [hit.path for hit in search(store, "blue")] == ["/thing/blue"]


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
