"""Read-only, profile by profile: a safety setting, kept in small files of its own. What can't be
read is *on*.

An earlier version kept it among the preferences, in ``memory.db``. What was on there is carried
over once, when the directory of these files is made.
"""

import asyncio
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ovh_explorer.config import ensure_dir
from ovh_explorer.config.errors import ConfigError

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.workspace.storage.sqlite_file import SqliteFile

__all__ = [
    "ReadOnlyError",
    "ReadOnlyFiles",
    "ReadOnlyKeptError",
    "ReadOnlyMode",
    "ReadOnlyState",
]

_ON, _OFF = b"on", b"off"
# More bytes than a good file has.
_MAX_BYTES = 16
_MAX_NAME_LENGTH = 40
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# The file for every profile without one of its own; no profile's file has this name.
_EVERY_PROFILE = "every-profile"
# The names of an earlier version's preferences: this and the profile's name.
_EARLIER = "read-only "


class ReadOnlyError(ValueError):
    """A call that isn't GET, where only GET is sent."""


class ReadOnlyKeptError(Exception):
    """Read-only can't be lifted: its file can't be written. The message names it and says what to
    do.
    """


@dataclass(frozen=True, slots=True)
class ReadOnlyState:
    """Whether only GET is sent.

    Attributes:
        is_on: whether it is so.
        problem: why it is on although no file says so, in words that name the file; else "".
        only_now: why it lasts for this run alone, in words; "" where it is kept in a file.
    """

    is_on: bool
    problem: str = ""
    only_now: str = ""


class ReadOnlyFiles:
    """Whether only GET is sent, for each profile. Its methods read and write files: call them in a
    thread.

    Args:
        directory: holds a file for each profile whose setting was ever changed; made when it is
            first needed. None keeps nothing, as on the demo.
        earlier: the file of preferences in which an earlier version kept it.
    """

    def __init__(self, directory: Path | None, earlier: "SqliteFile | None" = None) -> None:
        self._directory = directory
        self._earlier = earlier
        # What was set in this run and couldn't be kept.
        self._of_run: dict[str, bool] = {}

    @property
    def are_kept(self) -> bool:
        """Whether there is a directory for these files at all; False in the demo."""
        return self._directory is not None

    def state(self, profile: str) -> ReadOnlyState:
        """Whether a profile is read-only now. Its file is read each time: another program may have
        set it.
        """
        state = self._kept(profile)
        of_run = self._of_run.get(profile)
        if of_run is None or (state.is_on and not state.only_now):
            return state
        return ReadOnlyState(of_run, only_now=state.only_now)

    def set(self, profile: str, is_on: bool) -> ReadOnlyState:
        """Make a profile read-only, or lift that, for later runs too where that can be kept.

        Raises:
            ReadOnlyKeptError: when it can't be lifted.
        """
        path, kept = self._file(profile), self._kept(profile)
        if path is None or kept.only_now:
            self._of_run[profile] = is_on
            return self.state(profile)
        if not is_on and not kept.is_on:
            self._of_run.pop(profile, None)
            return kept
        try:
            ensure_dir(path.parent)
            _write(path, _ON if is_on else _OFF)
        except (OSError, ConfigError) as error:
            reason = _reason(error)
            if not is_on:
                words = (
                    f"Read-only stays on: {path} can't be replaced: {reason}."
                    " Remove it, then press R again."
                )
                raise ReadOnlyKeptError(words) from None
            self._of_run[profile] = True
            return ReadOnlyState(True, only_now=f"{path} can't be written: {reason}.")
        self._of_run.pop(profile, None)
        return self.state(profile)

    def _file(self, profile: str) -> Path | None:
        """The file of a profile. It ends in a digest of the name, which may hold any character."""
        if self._directory is None:
            return None
        digest = hashlib.sha256(profile.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return self._directory / f"{_UNSAFE.sub('_', profile)[:_MAX_NAME_LENGTH]}-{digest}"

    def _kept(self, profile: str) -> ReadOnlyState:
        """What the files say; where there are none yet, what an earlier version kept."""
        path = self._file(profile)
        if path is None:
            return ReadOnlyState(False, only_now="Nothing of the demo is kept.")
        directory = path.parent
        try:
            directory.lstat()
        except FileNotFoundError:
            lost = next(
                (item for item in directory.parents if item.is_symlink() and not item.exists()),
                None,
            )
            if lost is not None:
                return _unreachable(directory, f"the link {lost} leads nowhere")
            state = self._carry_over(directory, profile)
            if state is not None:
                return state
        except NotADirectoryError as error:
            # Below a file there is nothing that could have been set.
            return ReadOnlyState(False, only_now=f"{directory} can't be made: {_reason(error)}.")
        except OSError as error:
            return _unreachable(directory, _reason(error))
        for file in (path, directory / _EVERY_PROFILE):
            try:
                _check_link(directory)
                return ReadOnlyState(_read(file))
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as error:
                return ReadOnlyState(
                    True, f"Read-only is on: {file} can't be read: {_reason(error)}."
                )
        return ReadOnlyState(False)

    def _carry_over(self, directory: Path, profile: str) -> ReadOnlyState | None:
        """Make the directory with what an earlier version kept in it; None where it is there now,
        or isn't needed.
        """
        if self._earlier is None or not self._earlier.exists:
            return None
        from ovh_explorer.workspace.storage.preferences import PreferenceTable
        from ovh_explorer.workspace.storage.state_file import state_file

        # Opened again: what else uses the file meanwhile may succeed, and clear its problem.
        earlier = state_file(self._earlier.path)
        values = PreferenceTable(earlier).with_prefix(_EARLIER)
        kept = [name.removeprefix(_EARLIER) for name, value in values.items() if value]
        was_damaged = earlier.was_damaged or self._earlier.was_damaged
        problem = earlier.problem or self._earlier.problem
        words = f"Read-only is on: {problem} It may have been set there, by an earlier version."
        if earlier.problem and not was_damaged:
            # Perhaps it can be read later: nothing is made that would say it was carried over.
            return ReadOnlyState(True, words, only_now=problem)
        names = [path.name for path in map(self._file, kept) if path is not None]
        if was_damaged:
            names.append(_EVERY_PROFILE)
        try:
            _make(directory, names)
        except OSError as error:
            is_on = profile in kept or earlier.was_damaged
            return ReadOnlyState(
                is_on, words if was_damaged else "", f"{directory} can't be made: {_reason(error)}."
            )
        return ReadOnlyState(True, words) if was_damaged else None


class ReadOnlyMode:
    """Whether only GET is sent with the keys of this run.

    Args:
        files: what is kept for each profile.
        profile: gives the name of the profile.
        is_forced: gives whether this run was started to read only (``--read-only``).

    Attributes:
        files: as above. A run that goes on with another profile uses the same ones, for what lasts
            for the run alone.
    """

    def __init__(
        self, files: ReadOnlyFiles, profile: Callable[[], str], is_forced: Callable[[], bool]
    ) -> None:
        self.files = files
        self._profile = profile
        self._is_forced = is_forced
        # As it was when the file was last read.
        self._state = ReadOnlyState(False)

    @property
    def is_forced(self) -> bool:
        """Whether this run was started to read only (``--read-only``)."""
        return self._is_forced()

    @property
    def is_on(self) -> bool:
        """Whether only GET is sent, as it was when :meth:`load` or :meth:`check` last read it."""
        return self.is_forced or self._state.is_on

    @property
    def problem(self) -> str:
        """Why it is on although no file says so, in words; else ""."""
        return self._state.problem

    @property
    def only_now(self) -> str:
        """Why it lasts for this run alone, in words; "" where it is kept in a file, and in the
        demo.
        """
        return self._state.only_now if self.files.are_kept else ""

    async def load(self) -> ReadOnlyState:
        """Read the profile's file: another program may have set it, or lifted it."""
        self._state = await asyncio.to_thread(self.files.state, self._profile())
        return self._state

    async def set(self, is_on: bool) -> ReadOnlyState:
        """Send only GET with this profile from now on, in other runs too; or everything again.

        Raises:
            ReadOnlyKeptError: when it can't be lifted, in words.
        """
        self._state = await asyncio.to_thread(self.files.set, self._profile(), is_on)
        return self._state

    async def check(self, call: "Call") -> None:
        """Check that a call may be sent.

        Raises:
            ReadOnlyError: when only GET is sent and the call is another one.
        """
        if call.method == "GET":
            return
        if self.is_forced:
            raise ReadOnlyError(
                f"{call.method} is not sent: this run was started with --read-only."
            )
        state = await self.load()
        if state.is_on:
            why = state.problem or f"{self._profile()} is read-only."
            raise ReadOnlyError(f"{call.method} is not sent. {why} R in the explorer lifts that.")


def _unreachable(directory: Path, reason: str) -> ReadOnlyState:
    """On, since it may be set in files that can't be read now; it can be lifted for the run."""
    words = f"{directory} can't be looked at: {reason}."
    return ReadOnlyState(
        True, f"Read-only is on: {words} Set XDG_STATE_HOME to a directory of yours.", words
    )


def _make(directory: Path, names: list[str]) -> None:
    """Make the directory with these files, all at once: it is never seen half made."""
    directory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        for name in names:
            _write(new / name, _ON)
        new.rename(directory)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        # Another program was faster: it carried over the same.
        if not directory.is_dir():
            raise


def _write(path: Path, content: bytes) -> None:
    """Put a file in place of what is there, readable by the user alone, whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content + b"\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _check_link(path: Path) -> None:
    """Raises ValueError for a link that leads nowhere, which looks as if there were nothing."""
    if path.is_symlink() and not path.exists():
        raise ValueError("a link leads nowhere")


def _read(path: Path) -> bool:
    """What a file says. It never waits, as opening a pipe does.

    Raises:
        FileNotFoundError: when there is nothing of this name.
        ValueError: when what is there is no file of ours, in words.
        OSError: when it can't be read.
    """
    _check_link(path)
    info = path.stat()
    if stat.S_ISREG(info.st_mode):
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            # Another one may have taken its place since.
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                content = file.read(_MAX_BYTES + 1)
                if len(content) <= _MAX_BYTES and content.strip() in (_ON, _OFF):
                    return content.strip() == _ON
                raise ValueError("it says neither on nor off")
    raise ValueError("it is no ordinary file")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
