"""What was typed into forms is there in the next run."""

import stat

from ovh_explorer.workspace.storage.drafts import Draft, DraftFile
from ovh_explorer.workspace.storage.state_file import state_file

KEY = ("https://eu.api.ovh.com", "v1", "POST", "/domain/zone/{zoneName}/record")


def test_what_was_typed_is_there_the_next_time(tmp_path):
    path = tmp_path / "state" / "memory.db"
    assert DraftFile(state_file(path)).find(*KEY) is None
    assert not path.exists(), "looking makes no file"
    DraftFile(state_file(path), lambda: 5.0).keep(KEY, {"path": {"zoneName": "example.com"}})
    assert DraftFile(state_file(path)).find(*KEY) == Draft(
        5.0, {"path": {"zoneName": "example.com"}}
    )
    assert DraftFile(state_file(path)).find("https://ca.api.ovh.com", *KEY[1:]) is None, (
        "another region is another account"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_not_wanted_any_more_is_forgotten(tmp_path):
    drafts = DraftFile(state_file(tmp_path / "memory.db"))
    drafts.forget(*KEY)
    drafts.keep(KEY, {"body": {}})
    drafts.forget(*KEY)
    assert drafts.find(*KEY) is None


def test_what_is_kept_again_unchanged_keeps_its_time_unless_it_was_sent(tmp_path):
    now = [5.0]
    drafts = DraftFile(state_file(tmp_path / "memory.db"), lambda: now[0])
    drafts.keep(KEY, {"query": {"a": 1}})
    now[0] = 90.0
    drafts.keep(KEY, {"query": {"a": 1}})
    assert drafts.find(*KEY).at == 5.0
    drafts.keep(KEY, {"query": {"a": 1}}, 70.0)
    assert drafts.find(*KEY).at == 70.0
    drafts.keep(KEY, {"query": {"a": 2}})
    assert drafts.find(*KEY) == Draft(90.0, {"query": {"a": 2}})


def test_the_oldest_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.storage.drafts._MAX_DRAFTS", 3)
    times = iter(range(10))
    drafts = DraftFile(state_file(tmp_path / "memory.db"), lambda: next(times))
    for number in range(5):
        drafts.keep(("e", "v1", "GET", f"/{number}"), {"query": {"a": number}})
    assert [drafts.find("e", "v1", "GET", f"/{number}") is not None for number in range(5)] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_what_is_kept_after_the_clock_was_set_back_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.storage.drafts._MAX_DRAFTS", 3)
    times = iter([1000, 1001, 1002, 5, 6])
    drafts = DraftFile(state_file(tmp_path / "memory.db"), lambda: next(times))
    for number in range(5):
        drafts.keep(("e", "v1", "GET", f"/{number}"), {"query": {"a": number}})
    kept = [drafts.find("e", "v1", "GET", f"/{number}") is not None for number in range(5)]
    assert kept == [False, False, True, True, True]


def test_a_damaged_file_is_set_aside_and_said(tmp_path):
    path = tmp_path / "memory.db"
    path.write_bytes(b"this is no database" * 100)
    file = state_file(path)
    drafts = DraftFile(file)
    drafts.keep(KEY, {"body": 1})
    assert drafts.find(*KEY) is not None
    assert "was damaged" in file.problem
    assert (tmp_path / "memory.db.damaged-1").read_bytes().startswith(b"this is no")


def test_a_place_that_cannot_be_written_to_is_said_once_and_stops_nothing(tmp_path):
    (tmp_path / "state").write_text("a file")
    file = state_file(tmp_path / "state" / "memory.db")
    drafts = DraftFile(file)
    drafts.keep(KEY, {"body": 1})
    assert drafts.find(*KEY) is None
    assert "can't be used" in file.problem
