"""Preferences are there in the next run."""

from collections.abc import Callable

from ovh_explorer.workspace.storage.preferences import PreferenceFile, Preferences
from ovh_explorer.workspace.storage.state_file import state_file


def test_preferences_are_there_the_next_time_each_by_its_name(tmp_path):
    path = tmp_path / "memory.db"
    assert PreferenceFile(state_file(path)).get("code language") == ""
    assert not path.exists(), "looking makes no file"
    PreferenceFile(state_file(path)).keep("code language", "go")
    PreferenceFile(state_file(path)).keep("code language", "perl")
    assert PreferenceFile(state_file(path)).get("code language") == "perl"
    assert PreferenceFile(state_file(path)).get("read-only ovh-eu") == ""


async def test_a_preference_is_read_once_and_written_where_it_changed(tmp_path):
    file = PreferenceFile(state_file(tmp_path / "memory.db"))
    file.keep("theme", "nord")
    writes: list[Callable[[], object]] = []
    preferences = Preferences(file, writes.append)
    assert preferences.known("theme") is None
    assert await preferences.look_up("theme") == "nord"
    file.keep("theme", "gruvbox")
    assert (preferences.known("theme"), preferences.get("theme")) == ("nord", "nord")
    preferences.set("theme", "nord")
    assert writes == []
    preferences.set("theme", "dracula")
    assert preferences.get("theme") == "dracula"
    writes[0]()
    assert file.get("theme") == "dracula"


def test_without_a_file_a_preference_lasts_for_the_run():
    writes: list[Callable[[], object]] = []
    preferences = Preferences(None, writes.append)
    assert preferences.get("theme") == ""
    preferences.set("theme", "nord")
    assert (preferences.get("theme"), writes) == ("nord", [])
