"""Preferences are there in the next run."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

from ovh_explorer.tui.main.layout import keep_sizes
from ovh_explorer.tui.main.pane_sizes import PaneSizes
from ovh_explorer.workspace.storage.preference_names import PANE_SIZES
from ovh_explorer.workspace.storage.preferences import PreferenceFile, Preferences
from ovh_explorer.workspace.storage.state_file import state_file
from ovh_explorer.workspace.workspace import Workspace


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


def test_of_what_has_several_parts_two_runs_change_one_each(tmp_path):
    """Each had read it before the other changed it."""
    path = tmp_path / "memory.db"
    runs = [
        Preferences(PreferenceFile(state_file(path)), lambda write: write()) for _run in range(2)
    ]
    keep = [keep_sizes(cast(Workspace, SimpleNamespace(preferences=run))) for run in runs]
    assert [run.get(PANE_SIZES) for run in runs] == ["", ""]
    keep[0]("products", 40)
    keep[1]("beside", 60)
    keep[0]("stacked", 30)
    sizes = PaneSizes(products=40, beside=60, stacked=30)
    assert PaneSizes.read(PreferenceFile(state_file(path)).get(PANE_SIZES)) == sizes
