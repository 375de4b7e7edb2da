"""Replaces a file of keys in one step, so that it is never half written."""

import glob
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ovh_explorer.config.errors import ConfigError
from ovh_explorer.temporary import clear_abandoned_files, hold
from ovh_explorer.translation import _

__all__ = ["held_target", "read_target", "replace_file"]

# Bytes that are read; one more than a file of keys may have, which is refused where it is decoded.
_MAX_BYTES = 1024 * 1024 + 1
# Another program needs a few milliseconds to change a file.
_MAX_WAIT_SECONDS = 5.0
_PAUSE_SECONDS = 0.01


def read_target(path: Path, label: str) -> tuple[Path, bytes]:
    """The file that `path` leads to, and what it holds; nothing where it isn't there.

    Raises:
        ConfigError: when it can't be read, or is no ordinary file, naming it `label`.
    """
    try:
        target = path.resolve()
        if not stat.S_ISREG(target.stat().st_mode):
            # A named pipe would be waited for, and a file put in its place.
            raise ConfigError(_("{file} is not an ordinary file.").format(file=label))
        with target.open("rb") as file:
            return target, file.read(_MAX_BYTES)
    except FileNotFoundError:
        return target, b""
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError: a loop of links up to Python 3.12, an OSError since; ValueError: a NUL.
        raise ConfigError(
            _("{file} can't be read: {reason}.").format(file=label, reason=_reason(error))
        ) from None


@contextmanager
def held_target(path: Path, label: str) -> Iterator[tuple[Path, bytes]]:
    """As :func:`read_target`, and until the end of the block no other run of this program changes
    the file: what it wrote meanwhile would be lost.

    Raises:
        ConfigError: as :func:`read_target`, or when another run doesn't come to its end.
    """
    with ExitStack() as stack:
        try:
            folder = path.resolve().parent
        except (OSError, RuntimeError, ValueError) as error:
            raise ConfigError(
                _("{file} can't be read: {reason}.").format(file=label, reason=_reason(error))
            ) from None
        _hold_folder(stack, folder, label)
        yield read_target(path, label)


def _hold_folder(stack: ExitStack, folder: Path, label: str) -> None:
    """Hold the lock of a directory, for the file itself is another one after each change."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return  # What is written there fails, and says why.
    stack.callback(os.close, descriptor)
    end = time.monotonic() + _MAX_WAIT_SECONDS
    while True:
        try:
            hold(descriptor)
        except BlockingIOError:
            if time.monotonic() > end:
                words = _(
                    "Another program is changing {file}. The file is unchanged: try again."
                ).format(file=label)
                raise ConfigError(words) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return


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
        raise ConfigError(
            _("{file} can't be written: {reason}. The file is unchanged.").format(
                file=label, reason=_reason(error)
            )
        ) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return _(error.strerror)
    return _("it is a broken link")
