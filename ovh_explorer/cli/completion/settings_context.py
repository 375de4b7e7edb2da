"""Works out what completion needs to know of the settings, as the other commands do."""

import os
from pathlib import Path

from ovh_explorer.catalog.database import store_path
from ovh_explorer.config import ConfigError, cache_dir, state_dir
from ovh_explorer.workspace.settings import Settings, gather
from ovh_explorer.workspace.storage.preference_names import COMPLETES_VALUES
from ovh_explorer.workspace.storage.preferences import PreferenceFile
from ovh_explorer.workspace.storage.state_file import state_file
from ovh_explorer.workspace.storage.values_of_profile import values_directory, values_name

__all__ = ["make_context", "settings_of", "values_preference"]


def values_preference() -> PreferenceFile:
    """The file that holds whether values from the account are offered."""
    return PreferenceFile(state_file(state_dir() / "memory.db"))


def settings_of(chosen: dict[str, str]) -> Settings:
    """The settings of ``--endpoint``, ``--profile`` and ``--config``.

    Raises:
        ConfigError: where they, or the files, tell none.
    """
    config = chosen.get("config")
    return gather(
        chosen.get("endpoint"),
        config_file=None if config is None else Path(config),
        profile=chosen.get("profile"),
    )


def make_context(chosen: dict[str, str]) -> dict[str, list[str]]:
    """The catalog, the profiles and the directory of values, as JSON has them."""
    found: dict[str, list[str]] = {"catalog": [], "profiles": [], "values": []}
    found["profiles"] = _profiles(chosen.get("config"))
    try:
        settings = settings_of(chosen)
        found["catalog"] = [str(store_path(cache_dir(), settings.endpoint.installation))]
    except ConfigError:
        # It is said where a command is run; TAB offers what needs no endpoint.
        return found
    if values_preference().get(COMPLETES_VALUES) and (name := values_name(settings)):
        found["values"] = [str(values_directory() / name)]
    return found


def _profiles(config: str | None) -> list[str]:
    from ovh_explorer.config.profiles import find_profiles

    try:
        profiles, _ = find_profiles(
            config_file=None if config is None else Path(config),
            environ=os.environ,
            home=Path.home(),
            cwd=Path.cwd(),
        )
    except (ConfigError, OSError, RuntimeError):  # a file, a home or a directory that isn't there
        return []
    return list(dict.fromkeys(profile.name for profile in profiles))
