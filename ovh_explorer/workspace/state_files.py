"""What is kept between runs, each part made when it is first wanted. The demo's parts keep
nothing.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.config import state_dir
from ovh_explorer.workspace.run_settings import RunSettings
from ovh_explorer.workspace.storage.preferences import PreferenceFile, Preferences
from ovh_explorer.workspace.storage.read_only import ReadOnly
from ovh_explorer.workspace.storage.read_only_switch import ReadOnlySwitch
from ovh_explorer.workspace.storage.sqlite_file import SqliteFile
from ovh_explorer.workspace.storage.state_file import state_file
from ovh_explorer.workspace.storage.state_writer import WriteLater

if TYPE_CHECKING:
    from ovh_explorer.temporary import TemporaryDirectory
    from ovh_explorer.workspace.storage.drafts import Drafts
    from ovh_explorer.workspace.storage.favourites import Favourites
    from ovh_explorer.workspace.storage.history import History

__all__ = ["StateFiles"]


class StateFiles:
    """The files of a run that other runs read.

    Args:
        settings: say whether this is the demo, the endpoint and the profile.
        write_later: makes a write in the background.
    """

    def __init__(self, settings: RunSettings, write_later: WriteLater) -> None:
        self._settings = settings
        self._write_later = write_later
        self._history: History | None = None
        self._demo_directory: TemporaryDirectory | None = None

    def make_demo_directory(self) -> Path:
        """Where the demo has its catalog, its history and its favourites, which are gone with it;
        to be removed by :meth:`remove_demo_directory`.
        """
        from ovh_explorer.temporary import TemporaryDirectory

        self._demo_directory = TemporaryDirectory("demo")
        return self._demo_directory.path

    def remove_demo_directory(self) -> None:
        """Remove it, where there is one."""
        if self._demo_directory is not None:
            self._demo_directory.remove()

    @cached_property
    def _file(self) -> SqliteFile:
        return state_file(state_dir() / "memory.db")

    @cached_property
    def preferences(self) -> Preferences:
        """Small choices of the user."""
        file = None if self._settings.is_demo else PreferenceFile(self._file)
        return Preferences(file, self._write_later)

    @cached_property
    def drafts(self) -> "Drafts":
        """What was typed into forms in other runs."""
        from ovh_explorer.workspace.storage.drafts import DraftFile, Drafts

        file = None if self._settings.is_demo else DraftFile(self._file)
        settings = self._settings
        return Drafts(file, lambda: settings.now.endpoint.installation, self._write_later)

    @cached_property
    def read_only_switch(self) -> ReadOnlySwitch:
        """Whether the profile is read-only."""
        settings = self._settings
        files = ReadOnly(None)
        if not settings.is_demo:
            files = ReadOnly(state_dir() / "read-only", PreferenceFile(self._file))
        return ReadOnlySwitch(files, lambda: settings.profile_name, lambda: settings.read_only)

    @property
    def history(self) -> "History":
        """The requests of all runs; the demo's are gone with its run."""
        if self._history is None:
            from ovh_explorer.workspace.storage.history import History

            self._history = History(self._own_directory / "history.db")
        return self._history

    @property
    def favourites(self) -> "Favourites":
        """Operations kept under a name; the demo's are gone with its run."""
        from ovh_explorer.workspace.storage.favourites import Favourites

        return Favourites(self._own_directory / "favourites.db")

    @property
    def _own_directory(self) -> Path:
        return state_dir() if self._demo_directory is None else self._demo_directory.path

    @property
    def problems(self) -> tuple[str, str, str]:
        """What went wrong with them, in words; "" for nothing: with read-only, with choices and
        drafts, with the history.
        """
        history = "" if self._history is None else self._history.problem
        return self.read_only_switch.state.problem, self._file.problem, history
