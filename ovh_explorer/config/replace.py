"""Replaces a file of keys in one step, so that it is never half written."""

import glob
import os
import tempfile
from pathlib import Path

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.temporary import clear_abandoned_files, hold

__all__ = ["read_target", "replace_file"]


def read_target(path: Path, label: str) -> tuple[Path, bytes]:
    """The file that `path` leads to, and what it holds; nothing where it isn't there.

    Raises:
        ConfigError: when it can't be read, naming it `label`.
    """
    try:
        target = path.resolve()
        return target, target.read_bytes()
    except FileNotFoundError:
        return target, b""
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError: a loop of links up to Python 3.12, an OSError since; ValueError: a NUL.
        raise ConfigError(f"{label} can't be read: {_reason(error)}.") from None


def replace_file(target: Path, label: str, data: bytes) -> None:
    """Put `data` in the place of a file, for the user alone (0600).

    Raises:
        ConfigError: when that can't be written, naming it `label`. The file is then as it was.
    """
    temporary: Path | None = None
    # What is left of a save that was killed has keys in it.
    clear_abandoned_files(target.parent, f".{glob.escape(target.name)}.????????")
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name}.", dir=target.parent
        )  # mode 0600 from the start
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            hold(handle)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise ConfigError(f"{label} can't be written: {_reason(error)}. It is as it was.") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "its name leads nowhere"
