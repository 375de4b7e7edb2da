"""What the search knows of people's words."""

import re

import pytest

from ovh_explorer.catalog.search import search
from ovh_explorer.catalog.search.index import Index
from ovh_explorer.catalog.search.languages import languages, read_languages
from ovh_explorer.catalog.search.lexicon import lexicon, read_lexicon
from ovh_explorer.catalog.search.matches import Matcher
from ovh_explorer.catalog.search.weights import weights


def test_every_term_is_in_the_catalog(real_store):
    index = Index(real_store.searchable(), languages())
    matcher = Matcher(index, weights())
    assert [target for target in lexicon().targets if not matcher.where(target)] == []


@pytest.mark.parametrize("line", ["record", "= entry", "record =", "record =  "])
def test_a_line_that_is_none_is_named(line):
    with pytest.raises(ValueError, match="Line 2 of the lexicon"):
        read_lexicon(["# fine", line], languages())


def test_a_phrase_is_known_by_its_stems_in_any_order_and_strong_once_said_so():
    read = read_lexicon(["record = the DNS entries, ~name", "zone = ~dns entry, name"], languages())
    stems = tuple(sorted(languages().stems("entry of dns")))
    assert read.meant[stems] == {"record": False, "zone": True}
    assert read.meant[languages().stems("names")] == {"record": True, "zone": False}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policies", "policy"), ("serveurs dédiés", "serveur dedie"), ("l'adresse d’une ip", "adresse ip"),
        ("routing", "route"), ("ips", "ip"), ("réseaux", "reseau"), ("journaux", "journal"), ("aliases", "alias"),
        ("stopping", "stop"), ("boxes", "box"), ("statuses", "status"), ("œuvre", "oeuvre"),
        ("licences", "license"), ("config", "configuration"), ("organisations", "organization"), ("centres", "center"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(one, other):
    assert languages().stems(one) == languages().stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hosting", "host"),
        ("dns", "dn"),
        ("sms", "sm"),
        ("access", "acces2"),
        ("status", "stat"),
        ("server", "service"),
    ],
)
def test_words_apart_stay_apart(one, other):
    assert languages().stems(one) != languages().stems(other)


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("resilier", "cancel"), ("supprimez", "delete"), ("roll back", "restore"), ("mise à jour", "change"),
        ("turn off", "disable"), ("redémarrage", "restart"), ("listing", "list"), ("added", "create"),
        ("raise", "change"), ("sign", "enable"), ("reserve", "create"), ("uninstall", "delete"), ("rediriger", "create"),
        ("augmentez", "change"), ("chiffrer", "enable"), ("remettre", "restore"), ("débrancher", "detach"),
    ],
)  # fmt: skip
def test_verbs_are_known_in_their_forms(words, verb):
    assert verb in languages().verbs[languages().stems(words)]


def test_a_language_is_one_file():
    known = read_languages(
        [
            {
                "stop": "der die",
                "endings": "en>",
                "elisions": "s",
                "verbs": {"delete": "loeschen"},
                "forms": {"en": "t"},
            }
        ]
    )
    assert known.stems("der s'Server") == ("server",)
    assert known.verbs[known.stems("loescht")] == ("delete",)
    with_words = read_languages([{"lexicon": "record = Eintrag\nzone = Bereich"}])
    assert read_lexicon(with_words.lexicon, with_words).meant[with_words.stems("Eintrag")] == {
        "record": False
    }


@pytest.mark.parametrize(
    ("words", "title", "why"),
    [
        ("delete vps snapshot", "DELETE /vps/{serviceName}/snapshot", ""),
        (
            "remove dns entry",
            "DELETE /domain/zone/{zoneName}/record/{id}",
            "dns entry → record",
        ),
        (
            "add txt record",
            "POST /domain/zone/{zoneName}/record",
            "txt record → record",
        ),
        (
            "résilier mon vps",
            "POST /vps/{serviceName}/terminate",
            "resilier vps → terminate",
        ),
        (
            "cancel my vps",
            "POST /vps/{serviceName}/terminate",
            "cancel vps → terminate",
        ),
    ],
)
def test_a_hit_says_why_it_is_there(real_store, words, title, why):
    hit = search(real_store, words)[0]
    assert (f"{hit.method} {hit.path}", hit.why) == (title, why)


@pytest.mark.parametrize("words", ["reinstall", "block", "move", "remove dns entry", "bloquer"])
def test_no_word_is_explained_by_the_name_of_a_method(real_store, words):
    hits = search(real_store, words)
    assert hits
    assert not [hit.why for hit in hits if re.search(r"→ (GET|POST|PUT|DELETE)\b", hit.why)]


def test_a_method_that_is_asked_for_is_before_others(real_store):
    assert search(real_store, "delete vps")[0].method == "DELETE"
