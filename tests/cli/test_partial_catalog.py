"""A search over a catalog of which only a part was fetched: the rest is fetched, or it is said what
was searched.
"""

import json
from pathlib import Path

import pytest

from ovh_explorer.catalog.schema import parse_index
from ovh_explorer.catalog.store import Store, store_path
from tests.catalog.conftest import document, operation
from tests.faults import fault

NOBODY = "http://127.0.0.1:1"
RECORD = "POST   /domain/zone/{zoneName}/record"
DONE = "Run the same search again to fetch the rest."


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path) -> Path:
    """The program's cache directory, empty and of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "ovh-explorer"


def one_of_three(cache: Path) -> None:
    """The catalog of an endpoint that doesn't answer, with one document of the three that its index
    names.
    """
    cache.mkdir(parents=True)
    with Store(store_path(cache, NOBODY)) as store:
        paths = [{"path": path} for path in ("/me", "/domain", "/vps")]
        store.put_index("v1", parse_index(json.dumps({"apis": paths}).encode()))
        store.put_document("v1", "/me", document({"/me": [operation(description="Mine")]}, "/me"))


@pytest.mark.parametrize(
    "words",
    [
        ("dns", "record", "create"),
        ("/domain/zone/{zoneName}/record",),
        ("effect:changes", "in:v1", "zone", "record", "post"),
        ("--branch", "v1", "dns", "record", "create"),
    ],
)
def test_after_one_call_a_search_fetches_the_rest_once(run, words):
    assert run("try", "GET", "/me")[0] == 0
    code, out, said = run("search", *words)
    assert (code, RECORD in out) == (0, True)
    assert "The catalog is not complete (1 of " in said
    code, out, said = run("search", *words)
    assert (code, RECORD in out, said) == (0, True, "")


def test_a_search_in_one_branch_fetches_that_branch(run):
    assert run("try", "GET", "/me")[0] == 0
    code, out, said = run("search", "in:v2", "policy", "--json")
    assert code == 0
    assert {row["branch"] for row in json.loads(out)} == {"v2"}
    assert "The catalog is not complete (no product of v2): fetching the rest once." in said
    assert "The catalog is not complete (1 of " in run("search", "dns", "record", "in:v1")[2]


@fault(
    "The catalog",
    "a search of which most documents can't be fetched",
    "the catalog has 1 of 3 products, no product of v2.",
)
def test_what_could_not_be_searched_is_said(run, cache):
    one_of_three(cache)
    code, out, said = run("search", "dns", "record", "--endpoint", NOBODY)
    assert (code, out) == (1, "")
    assert "Nothing found." in said
    assert DONE in said
    assert said.count("refused the connection") == 1, "nobody would answer for the others either"
    return said


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_what_was_found_in_a_part_is_printed_all_the_same(run, cache, options):
    one_of_three(cache)
    code, out, said = run("search", "mine", *options, "--endpoint", NOBODY)
    assert (code, "/me" in out) == (0, True)
    assert "the catalog has 1 of 3 products, no product of v2." in said


def test_nothing_found_in_a_part_is_no_answer_for_scripts_too(run, cache):
    one_of_three(cache)
    code, out, said = run("search", "dns", "--json", "--branch", "v1", "--endpoint", NOBODY)
    assert (code, json.loads(out)) == (1, [])
    assert "the catalog has 1 of 3 products. The rest" in said


def test_a_whole_catalog_asks_nobody(run, cache):
    one_of_three(cache)
    with Store(store_path(cache, NOBODY)) as store:
        for path in ("/domain", "/vps"):
            store.put_document("v1", path, document({f"{path}/a": [operation()]}, path))
    assert run("search", "xyzzyplugh", "--branch", "v1", "--endpoint", NOBODY) == (
        0,
        "",
        "Nothing found.\nNothing in the catalog matches xyzzyplugh.\n",
    )


def test_a_word_that_nothing_has_is_named_beside_what_the_others_find(run):
    code, out, said = run("search", "list", "dns", "zones", "xyzzyplugh", "--demo")
    assert (code, out.splitlines()[0].split()[1]) == (0, "/domain/zone")
    assert said == "Nothing in the catalog matches xyzzyplugh.\n"
    said = run("search", "/nowhere/at/all", "--demo")[2]
    assert said == "The demo's catalog has no operation /nowhere/at/all.\n"
