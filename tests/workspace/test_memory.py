"""What is remembered from one run to the next."""

import stat

from ovh_explorer.workspace.storage.preferences import Memory, Typed

KEY = ("https://eu.api.ovh.com", "v1", "POST", "/domain/zone/{zoneName}/record")


def test_what_was_typed_is_there_the_next_time(tmp_path):
    path = tmp_path / "state" / "memory.db"
    assert Memory(path).typed(*KEY) is None
    assert not path.exists(), "looking makes no file"
    Memory(path, lambda: 5.0).keep_typed(*KEY, {"path": {"zoneName": "example.com"}})
    assert Memory(path).typed(*KEY) == Typed(5.0, {"path": {"zoneName": "example.com"}})
    assert Memory(path).typed("https://ca.api.ovh.com", *KEY[1:]) is None, (
        "another region is another account"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_not_wanted_any_more_is_forgotten(tmp_path):
    memory = Memory(tmp_path / "memory.db")
    memory.forget_typed(*KEY)
    memory.keep_typed(*KEY, {"body": {}})
    memory.forget_typed(*KEY)
    assert memory.typed(*KEY) is None


def test_the_oldest_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr("ovh_explorer.workspace.storage.preferences._MOST", 3)
    times = iter(range(10))
    memory = Memory(tmp_path / "memory.db", lambda: next(times))
    for number in range(5):
        memory.keep_typed("e", "v1", "GET", f"/{number}", {"query": {"a": number}})
    assert [memory.typed("e", "v1", "GET", f"/{number}") is not None for number in range(5)] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_a_damaged_file_is_set_aside_and_said(tmp_path):
    path = tmp_path / "memory.db"
    path.write_bytes(b"this is no database" * 100)
    memory = Memory(path)
    memory.keep_typed(*KEY, {"body": 1})
    assert memory.typed(*KEY) is not None
    assert "was damaged" in memory.problem
    assert (tmp_path / "memory.db.damaged-1").read_bytes().startswith(b"this is no")


def test_a_place_that_cannot_be_written_to_is_said_once_and_stops_nothing(tmp_path):
    (tmp_path / "state").write_text("a file")
    memory = Memory(tmp_path / "state" / "memory.db")
    memory.keep_typed(*KEY, {"body": 1})
    assert memory.typed(*KEY) is None
    assert "can't be used" in memory.problem


def test_choices_are_there_the_next_time_each_by_its_name(tmp_path):
    path = tmp_path / "memory.db"
    assert Memory(path).choice("code language") == ""
    assert not path.exists(), "looking makes no file"
    Memory(path).keep_choice("code language", "go")
    Memory(path).keep_choice("code language", "perl")
    assert Memory(path).choice("code language") == "perl"
    assert Memory(path).choice("read-only ovh-eu") == ""
