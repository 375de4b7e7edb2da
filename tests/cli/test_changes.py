"""``changes``: what refreshes found changed in the API."""

import json

import pytest

from ovh_explorer.catalog.database import store_path
from ovh_explorer.catalog.store import Store
from ovh_explorer.config import cache_dir
from ovh_explorer.workspace.settings import gather
from ovh_explorer.workspace.workspace import Workspace


def document(*methods, **status):
    operations = [
        {"httpMethod": method, "parameters": [], "responseType": "void", "apiStatus": status}
        for method in methods
    ]
    apis = [{"path": "/news/one", "operations": operations}]
    return json.dumps({"resourcePath": "/news", "apis": apis, "models": {}}).encode()


@pytest.fixture
def refreshed(run, monkeypatch):
    """A catalog of which two refreshes found something changed, a day apart."""
    assert run("sync")[0] == 0
    workspace = Workspace(gather(None))
    with Store(store_path(cache_dir(), workspace.root)) as store:
        for day, text in (
            (1, document("GET", "PUT")),
            (2, document("GET", "POST", "PUT")),
            (3, document("GET", "POST", value="DEPRECATED", replacement="/me")),
        ):
            monkeypatch.setattr("ovh_explorer.catalog.writer.time.time", lambda day=day: day * 1e5)
            store.put_document("v1", "/news", text)
    workspace.favourites.keep("", "mine", ("v1", "POST", "/news/one"), {})
    return run


def test_the_newest_is_first_but_for_what_is_the_users_own(refreshed):
    code, out, words = refreshed("changes")
    assert (code, words) == (0, "")
    assert [line.partition("  ")[2] for line in out.splitlines()] == [
        "POST /news/one: deprecated: use /me  (favourite mine)",
        "POST /news/one: new operation  (favourite mine)",
        "PUT /news/one: removed",
        "GET /news/one: deprecated: use /me",
    ]


def test_json_has_all_that_is_recorded(refreshed):
    code, out, _ = refreshed("changes", "--json")
    first, *_, last = json.loads(out)
    assert code == 0
    assert last == {
        "at": "1970-01-04T11:20:00+00:00",
        "kind": "deprecated",
        "branch": "v1",
        "product": "/news",
        "operations": [{"method": "GET", "path": "/news/one"}],
        "part": "",
        "value": "",
        "replacement": "/me",
        "used_in": "",
    }
    assert first["used_in"] == "favourite mine"


def test_since_a_date(refreshed):
    _, out, _ = refreshed("changes", "--since", "1970-01-04", "--json")
    assert {item["kind"] for item in json.loads(out)} == {"deprecated", "removed"}
    code, out, words = refreshed("changes", "--since", "2026-01-01")
    assert (code, out) == (0, "")
    assert words.startswith("No changes are recorded since then.")


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01", "", "-5"])
def test_what_is_no_date_is_refused(run, date):
    code, out, words = run("changes", f"--since={date}")
    assert (code, out) == (2, "")
    assert "is no date. Write it such as 2026-11-29" in words


def test_nothing_recorded_says_what_records(run):
    code, out, words = run("changes")
    assert (code, out) == (0, "")
    assert "`ovh-explorer sync` downloads the catalog again" in words
    assert run("changes", "--json")[1].strip() == "[]"
