"""Directories of the program: the system's places for them, XDG_* honoured.

Functions, so that nothing is looked up or made before it is needed.
"""

import os
from collections.abc import Callable
from pathlib import Path

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.files import reason_of
from ovh_explorer.translation import _

__all__ = ["cache_dir", "data_dir", "ensure_dir", "state_dir"]

_APPLICATION = "ovh-explorer"


def cache_dir() -> Path:
    """Where what can be fetched again is kept (the catalog): ``$XDG_CACHE_HOME/ovh-explorer`` on
    Linux.

    Raises:
        ConfigError: when there is no home directory to keep it in.
    """
    from platformdirs import user_cache_path

    path = _known(user_cache_path)
    if path is None:
        raise ConfigError(_("There is no home directory."))
    return path


def data_dir() -> Path:
    """Where users put files of their own for the program: ``$XDG_DATA_HOME/ovh-explorer`` on
    Linux.
    """
    from platformdirs import user_data_path

    # Without a home one that is never there: there are no such files then.
    return _known(user_data_path) or Path(os.devnull) / _APPLICATION


def state_dir() -> Path:
    """Where history and favourites are kept: ``$XDG_STATE_HOME/ovh-explorer`` on Linux."""
    from platformdirs import user_state_path

    # Without a home one that can't be made: what is kept there is a convenience.
    return _known(user_state_path) or Path(os.devnull) / _APPLICATION


def _known(place: Callable[..., Path]) -> Path | None:
    """A place of the system's; None where that is in a home directory and the system knows none of
    the user.
    """
    try:
        path = place(_APPLICATION, appauthor=False)
    except RuntimeError:
        return None
    # Older releases give a directory called ~, where the program was started.
    return None if path.parts[0] == "~" else path


def _file_above(path: Path) -> Path:
    """What is in the place of a directory or of one above it."""
    there = [one for one in (path, *path.parents) if one.exists()]
    return there[0] if there else path


def ensure_dir(path: Path) -> Path:
    """`path`, made if it isn't there, for the user alone (0700).

    Raises:
        ConfigError: when it can't be made, or can't be written to.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        words = _("The directory {path} can't be made: {file} is a file.")
        raise ConfigError(words.format(path=path, file=_file_above(path))) from None
    except OSError as error:
        raise ConfigError(
            _("The directory {path} can't be made: {reason}.").format(
                path=path, reason=reason_of(error)
            )
        ) from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ConfigError(_("The directory {path} can't be written to.").format(path=path))
    return path
