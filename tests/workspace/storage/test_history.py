"""What was tried: kept without its secrets, found by words, never in the way."""

import dataclasses
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.client import Response
from ovh_explorer.form import Form
from ovh_explorer.form.draft import fill
from ovh_explorer.workspace.storage.history import History
from ovh_explorer.workspace.storage.response_cache import ResponseCache
from tests.snippets.random_calls import calls

RECORD = Call.make(
    "v1",
    "POST",
    "/domain/zone/{zoneName}/record",
    path_values={"zoneName": "example.com"},
    body=canonical_json({"fieldType": "A", "target": "192.0.2.1"}),
)
USER = Call.make(
    "v1",
    "POST",
    "/me/identity/user",
    body=canonical_json({"login": "l", "password": "very-secret"}),
    sensitive=[("body", "/password")],
)


def answer(status: int = 200) -> Response:
    return Response(
        status,
        "x",
        (("X-Ovh-QueryId", "EU.1"),),
        b"null",
        0.5,
        "GET",
        "https://eu.api.ovh.com/1.0/me",
    )


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "state" / "history.db", lambda: 1000.0)


def test_nothing_is_made_before_something_is_tried(history, tmp_path):
    assert history.find() == []
    history.clear()
    assert not (tmp_path / "state").exists()


def test_a_request_comes_back_as_it_was_sent(history, tmp_path):
    history.add(RECORD, "https://eu.api.ovh.com", "ovh-eu", answer())
    history.add(
        Call.make("v2", "GET", "/iam/policy"),
        "https://eu.api.ovh.com",
        "a client",
        None,
        "no network",
    )
    failed, sent = history.find()
    assert (sent.call, sent.status, sent.seconds, sent.query_id, sent.at) == (
        RECORD,
        200,
        0.5,
        "EU.1",
        1000.0,
    )
    assert (failed.call.branch, failed.status, failed.problem, failed.profile) == (
        "v2",
        None,
        "no network",
        "a client",
    )
    assert (tmp_path / "state/history.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 2),
        ("record", 1),
        ("EXAMPLE.com post", 1),
        ("192.0.2.1", 1),
        ("404", 1),
        ("record 404", 0),
        ("%", 0),
    ],
)
def test_requests_are_found_by_words(history, words, count):
    history.add(RECORD, "https://eu.api.ovh.com", "ovh-eu", answer())
    history.add(Call.make("v1", "GET", "/me"), "https://eu.api.ovh.com", "ovh-eu", answer(404))
    assert len(history.find(words)) == count


def test_secrets_are_left_out_and_stay_absent_in_the_form(history, tmp_path, real_store):
    history.add(USER, "https://eu.api.ovh.com", "ovh-eu", answer())
    for path in (tmp_path / "state").iterdir():
        assert b"very-secret" not in path.read_bytes()
    call = history.find("identity")[0].call
    assert call.sensitive == USER.sensitive
    operation = real_store.operation("v1", "POST", "/me/identity/user")
    form = Form(operation, real_store.models("v1", operation.product))
    fill(form, call)
    assert form.field("body", "login").text == "l"
    assert not form.field("body", "password").is_given


def test_the_oldest_go_first(history, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.storage.history._MAX_ENTRIES", 3)
    for number in range(5):
        history.add(Call.make("v1", "GET", f"/{number}"), "e", "p", answer())
    assert [tried.call.path for tried in history.find()] == ["/4", "/3", "/2"]
    history.clear()
    assert history.find() == []


def test_what_can_not_be_kept_is_in_nobodys_way(tmp_path):
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "history.db")
    history.add(RECORD, "e", "p", answer())
    assert history.find() == []
    assert "can't be used" in history.problem


def test_a_damaged_file_and_a_row_of_another_version(tmp_path):
    path = tmp_path / "history.db"
    path.write_bytes(b"no database" * 500)
    history = History(path)
    history.add(RECORD, "e", "p", answer())
    assert "was damaged" in history.problem
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("update tried set call = '[]'")
    history.add(RECORD, "e", "p", answer())
    assert len(history.find()) == 1


def test_a_slash_at_the_end_of_a_path_comes_back(history, real_store):
    call = Call.make("v1", "GET", "/domain/zone", trailing_slash=True)
    history.add(call, "e", "p", answer())
    (entry,) = history.find("zone/")
    assert entry.call == call
    operation = real_store.operation("v1", "GET", "/domain/zone")
    form = Form(operation, real_store.models("v1", operation.product))
    fill(form, entry.call)
    assert form.call() == call
    form.clear()
    assert not form.call().trailing_slash


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(call=calls(), problem=st.text())
def test_any_call_comes_back(call, problem, tmp_path):
    history = History(tmp_path / "any.db")
    history.add(call, "e", "p", None, problem.encode("utf-8", "replace").decode())
    back = history.find(limit=1)[0].call
    assert (back.target, back.headers) == (call.redacted().target, call.redacted().headers)
    assert (back.body and json.loads(back.body)) == (
        call.redacted().body and json.loads(call.redacted().body)
    )


def test_of_a_history_that_another_program_cleared_no_response_is_taken_for_another_s(tmp_path):
    """SQLite begins with the number 1 again."""
    history, cache = History(tmp_path / "history.db"), ResponseCache()
    cache.keep(history.add(RECORD, "e", "p", answer()), RECORD, answer())
    assert cache.of(history.find()[0]) is not None
    other = History(tmp_path / "history.db")
    other.clear()
    other.add(RECORD, "e", "p", dataclasses.replace(answer(), elapsed=0.25))
    (entry,) = history.find()
    assert cache.get(entry.id) is not None
    assert cache.of(entry) is None
    history.clear()
    history.add(RECORD, "e", "p", None, "no network")
    assert cache.of(history.find()[0]) is None


def test_the_newest_comes_first_after_the_clock_was_set_back(tmp_path):
    times = iter([1000.0, 2000.0, 5.0])
    history = History(tmp_path / "history.db", lambda: next(times))
    for name in "abc":
        call = Call.make("v1", "GET", "/x/{y}", path_values={"y": name})
        history.add(call, "e", "p", answer())
    assert [dict(entry.call.path_values)["y"] for entry in history.find()] == ["c", "b", "a"]


def test_requests_that_can_t_be_read_hide_no_older_ones(history, tmp_path):
    for _ in range(3):
        history.add(RECORD, "https://eu.api.ovh.com", "ovh-eu", answer())
    for _ in range(300):
        history.add(USER, "https://eu.api.ovh.com", "ovh-eu", answer())
    with closing(sqlite3.connect(tmp_path / "state" / "history.db")) as connection:
        connection.execute("update tried set call = '{}' where id > 3")
        connection.commit()
    assert history.remark == ""
    assert [entry.id for entry in history.find()] == [3, 2, 1]
    assert [entry.id for entry in history.find(limit=2)] == [3, 2]
    assert history.remark == "300 requests can't be read, and aren't shown."
    history.clear()
    assert history.remark == ""


def test_what_the_program_sent_is_told_from_what_the_user_sent(history):
    get = Call.make("v1", "GET", "/me")
    history.add(get, "https://eu.api.ovh.com", "ovh-eu", answer())
    other = Call.make("v1", "GET", "/domain")
    history.add(other, "https://eu.api.ovh.com", "ovh-eu", answer(), is_beside=True)
    assert [tried.is_beside for tried in history.find()] == [True, False]
    assert [tried.call for tried in history.recent("https://eu.api.ovh.com", 5)] == [get]
