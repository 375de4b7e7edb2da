"""Drafts and preferences, which are kept from one run to the next."""

import stat

from ovh_explorer.workspace.storage.drafts import Draft, DraftTable
from ovh_explorer.workspace.storage.preferences import PreferenceTable
from ovh_explorer.workspace.storage.state_file import state_file

KEY = ("https://eu.api.ovh.com", "v1", "POST", "/domain/zone/{zoneName}/record")


def test_what_was_typed_is_there_the_next_time(tmp_path):
    path = tmp_path / "state" / "memory.db"
    assert DraftTable(state_file(path)).get(*KEY) is None
    assert not path.exists(), "looking makes no file"
    DraftTable(state_file(path), lambda: 5.0).keep(*KEY, {"path": {"zoneName": "example.com"}})
    assert DraftTable(state_file(path)).get(*KEY) == Draft(
        5.0, {"path": {"zoneName": "example.com"}}
    )
    assert DraftTable(state_file(path)).get("https://ca.api.ovh.com", *KEY[1:]) is None, (
        "another region is another account"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_not_wanted_any_more_is_forgotten(tmp_path):
    drafts = DraftTable(state_file(tmp_path / "memory.db"))
    drafts.delete(*KEY)
    drafts.keep(*KEY, {"body": {}})
    drafts.delete(*KEY)
    assert drafts.get(*KEY) is None


def test_the_oldest_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.storage.drafts._MAX_DRAFTS", 3)
    times = iter(range(10))
    drafts = DraftTable(state_file(tmp_path / "memory.db"), lambda: next(times))
    for number in range(5):
        drafts.keep("e", "v1", "GET", f"/{number}", {"query": {"a": number}})
    assert [drafts.get("e", "v1", "GET", f"/{number}") is not None for number in range(5)] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_a_damaged_file_is_set_aside_and_said(tmp_path):
    path = tmp_path / "memory.db"
    path.write_bytes(b"this is no database" * 100)
    memory = state_file(path)
    drafts = DraftTable(memory)
    drafts.keep(*KEY, {"body": 1})
    assert drafts.get(*KEY) is not None
    assert "was damaged" in memory.problem
    assert (tmp_path / "memory.db.damaged-1").read_bytes().startswith(b"this is no")


def test_a_place_that_cannot_be_written_to_is_said_once_and_stops_nothing(tmp_path):
    (tmp_path / "state").write_text("a file")
    memory = state_file(tmp_path / "state" / "memory.db")
    drafts = DraftTable(memory)
    drafts.keep(*KEY, {"body": 1})
    assert drafts.get(*KEY) is None
    assert "can't be used" in memory.problem


def test_choices_are_there_the_next_time_each_by_its_name(tmp_path):
    path = tmp_path / "memory.db"
    assert PreferenceTable(state_file(path)).get("code language") == ""
    assert not path.exists(), "looking makes no file"
    PreferenceTable(state_file(path)).set("code language", "go")
    PreferenceTable(state_file(path)).set("code language", "perl")
    assert PreferenceTable(state_file(path)).get("code language") == "perl"
    assert PreferenceTable(state_file(path)).get("read-only ovh-eu") == ""
