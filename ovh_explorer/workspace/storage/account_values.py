"""Values of an account that completion in a shell offers: one directory a profile, one file a
list.

TAB imports this: nothing heavy, neither here nor in what it imports.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress

__all__ = ["MAX_AGE", "AccountValues", "clear_all"]

MAX_AGE = 600.0
"""Seconds after which values are looked up again."""

# Seconds before a look-up that failed, or still runs, is begun again.
_PAUSE = 60.0
# Seconds after which what is no longer offered is removed.
_MAX_SECONDS = 14 * 24 * 3600.0
_MAX_VALUES = 5_000
_MAX_BYTES = 4_000_000


class AccountValues:
    """The lists of one profile.

    Args:
        directory: the profile's, in the one for all profiles.
    """

    def __init__(self, directory: str) -> None:
        self._directory = directory

    def get(self, listing: str) -> tuple[list[tuple[str, str]], bool]:
        """The values of a list, each with words for it, and whether they are fresh."""
        try:
            path = self._path(listing)
            with open(path, "rb") as file:
                age = time.time() - os.fstat(file.fileno()).st_mtime
                found = json.loads(file.read(_MAX_BYTES))
            values = [(str(value), str(label)) for value, label in found]
        except (OSError, ValueError, TypeError, RecursionError):
            # Nothing is kept yet, or something else is: it is looked up again.
            return [], False
        return values, 0 <= age < MAX_AGE

    def begin(self, listing: str) -> bool:
        """Whether a look-up is to begin now: False where one was begun a moment ago."""
        mark = f"{self._path(listing)}.begun"
        try:
            os.makedirs(self._directory, mode=0o700, exist_ok=True)
            with suppress(FileNotFoundError):
                if 0 <= time.time() - os.stat(mark).st_mtime < _PAUSE:
                    return False
                os.unlink(mark)
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError:  # another TAB was faster, or nothing can be kept here
            return False
        return True

    def keep(self, listing: str, values: Sequence[tuple[str, str]]) -> None:
        """Keep what was looked up. Where the directory is gone the user signed out meanwhile:
        nothing is kept then.
        """
        path = self._path(listing)
        new = f"{path}.{os.getpid()}"
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileNotFoundError:
            return
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(values[:_MAX_VALUES], file)
        os.replace(new, path)
        with suppress(FileNotFoundError):
            os.unlink(f"{path}.begun")
        self._remove_old()

    def clear(self) -> None:
        """Forget the profile's values."""
        _remove(self._directory)

    def _path(self, listing: str) -> str:
        from hashlib import blake2b

        digest = blake2b(listing.encode("utf-8", "surrogatepass"), digest_size=12)
        return os.path.join(self._directory, f"{digest.hexdigest()}.json")

    def _remove_old(self) -> None:
        """Remove lists that were not looked up for long, of every profile."""
        for directory in os.scandir(os.path.dirname(self._directory)):
            for file in os.scandir(directory):
                with suppress(FileNotFoundError):
                    if time.time() - file.stat().st_mtime > _MAX_SECONDS:
                        os.unlink(file)


def clear_all(parent: str) -> None:
    """Forget the values of all profiles: `parent` has a directory for each."""
    with suppress(FileNotFoundError):
        for directory in list(os.scandir(parent)):
            _remove(directory.path)


def _remove(directory: str) -> None:
    with suppress(FileNotFoundError):
        for file in list(os.scandir(directory)):
            with suppress(FileNotFoundError):
                os.unlink(file)
        os.rmdir(directory)
