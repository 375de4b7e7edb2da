"""Read-only, profile by profile: a safety setting, kept in small files of its own. What can't be
read is *on*.

An earlier version kept it among other choices, in ``memory.db``. What was on there is carried over
once, when the directory of these files is made.
"""

import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ovh_explorer.config import ensure_dir
from ovh_explorer.config.errors import ConfigError
from ovh_explorer.files import reason_of
from ovh_explorer.translation import _
from ovh_explorer.workspace.storage.preferences import PreferenceFile
from ovh_explorer.workspace.storage.state_file import state_file

__all__ = ["ReadOnly", "ReadOnlyError", "ReadOnlyLiftError", "ReadOnlyState"]

_ON, _OFF = b"on", b"off"
# More bytes than a good file has.
_MAX_BYTES = 16
_MAX_NAME_LENGTH = 40
_UNSAFE = r"[^A-Za-z0-9._-]+"
# The file that stands for every profile without one of its own; no profile's has this name.
_EVERY_PROFILE = "every-profile"
# What an earlier version called its choices: this and the profile's name.
_EARLIER = "read-only "


class ReadOnlyError(ValueError):
    """A call that isn't GET, where only GET is sent.

    `can_be_lifted` says whether ``R`` on the main screen lifts that.
    """

    def __init__(self, message: str, *, can_be_lifted: bool = False) -> None:
        super().__init__(message)
        self.can_be_lifted = can_be_lifted


class ReadOnlyLiftError(Exception):
    """Read-only can't be lifted: its file can't be written. The message names it and says what to
    do.
    """


class ReadOnlyState(NamedTuple):
    """Whether only GET is sent.

    Attributes:
        is_on: whether it is so.
        problem: why it is on although no file says so, in words that name the file; else "".
        only_now: why it lasts for this run alone, in words; "" where it is kept in a file.
    """

    is_on: bool
    problem: str = ""
    only_now: str = ""


class ReadOnly:
    """Whether only GET is sent, for each profile. Its methods read and write files: call them in a
    thread.

    Args:
        directory: holds a file for each profile whose setting was ever changed; made when it is
            first needed. None keeps nothing, as on the demo.
        earlier: the choices in which an earlier version kept it.
    """

    def __init__(self, directory: Path | None, earlier: PreferenceFile | None = None) -> None:
        self._directory = directory
        self._earlier = earlier
        # What was set in this run and couldn't be kept.
        self._of_run: dict[str, bool] = {}

    def state(self, profile: str) -> ReadOnlyState:
        """Whether a profile is read-only now. Its file is read each time: another program may have
        set it.
        """
        state = self._stored(profile)
        of_run = self._of_run.get(profile)
        if of_run is None or (state.is_on and not state.only_now):
            return state
        return ReadOnlyState(of_run, only_now=state.only_now)

    def set(self, profile: str, is_on: bool) -> ReadOnlyState:
        """Make a profile read-only, or lift that, for later runs too where that can be kept.

        Raises:
            ReadOnlyLiftError: when it can't be lifted.
        """
        stored = self._stored(profile)
        if self._directory is None or stored.only_now:
            self._of_run[profile] = is_on
            return self.state(profile)
        path = _file(self._directory, profile)
        if not is_on and not stored.is_on:
            self._of_run.pop(profile, None)
            return stored
        try:
            ensure_dir(path.parent)
            _write(path, _ON if is_on else _OFF)
        except (OSError, ConfigError) as error:
            reason = _reason(error)
            if not is_on:
                words = _(
                    "Read-only stays on: {path} can't be replaced: {reason}. Remove it, then "
                    "press R or F12 again."
                )
                raise ReadOnlyLiftError(words.format(path=path, reason=reason)) from None
            self._of_run[profile] = True
            return ReadOnlyState(
                True,
                only_now=_("{path} can't be written: {reason}.").format(path=path, reason=reason),
            )
        self._of_run.pop(profile, None)
        return self.state(profile)

    def _stored(self, profile: str) -> ReadOnlyState:
        """What the files say; where there are none yet, what an earlier version kept."""
        directory = self._directory
        if directory is None:
            return ReadOnlyState(False, only_now=_("The demo keeps nothing."))
        try:
            directory.lstat()
        except FileNotFoundError:
            lost = next(
                (item for item in directory.parents if item.is_symlink() and not item.exists()),
                None,
            )
            if lost is not None:
                return _unreachable(directory, _("the link {lost} is broken").format(lost=lost))
            state = self._carry_over(directory, profile)
            if state is not None:
                return state
        except NotADirectoryError as error:
            # Below a file there is nothing that could have been set.
            return ReadOnlyState(
                False,
                only_now=_("{directory} can't be made: {reason}.").format(
                    directory=directory, reason=_reason(error)
                ),
            )
        except OSError as error:
            return _unreachable(directory, _reason(error))
        for file in (_file(directory, profile), directory / _EVERY_PROFILE):
            try:
                _check_link(directory)
                return ReadOnlyState(_read(file))
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as error:
                return ReadOnlyState(
                    True,
                    _("Read-only is on: {file} can't be read: {reason}.").format(
                        file=file, reason=_reason(error)
                    ),
                )
        return ReadOnlyState(False)

    def _carry_over(self, directory: Path, profile: str) -> ReadOnlyState | None:
        """Make the directory with what an earlier version kept; None where it is there now."""
        if self._earlier is None or not self._earlier.file.exists:
            # Nothing was ever set: no file is looked for, whose name takes OpenSSL.
            return ReadOnlyState(False)
        shared = self._earlier.file
        # By itself: what else uses the file meanwhile may succeed, and take the problem back.
        own = state_file(shared.path)
        found = PreferenceFile(own).starting_with(_EARLIER)
        stored = [name.removeprefix(_EARLIER) for name, value in found.items() if value]
        was_damaged = own.was_damaged or shared.was_damaged
        problem = own.problem or shared.problem
        words = _(
            "Read-only is on: {problem} It may have been set there, by an earlier version."
        ).format(problem=problem)
        if own.problem and not was_damaged:
            # Perhaps it can be read later: nothing is made that would say it was carried over.
            return ReadOnlyState(True, words, only_now=problem)
        names = [_file(directory, name).name for name in stored]
        if was_damaged:
            names.append(_EVERY_PROFILE)
        try:
            _make(directory, names)
        except OSError as error:
            is_on = profile in stored or own.was_damaged
            return ReadOnlyState(
                is_on,
                words if was_damaged else "",
                _("{directory} can't be made: {reason}.").format(
                    directory=directory, reason=_reason(error)
                ),
            )
        return ReadOnlyState(True, words) if was_damaged else None


def _file(directory: Path, profile: str) -> Path:
    """The file of a profile. Names may hold any character, so it ends in a digest of the name."""
    from hashlib import sha256  # in the thread that reads the file, not before the screen

    digest = sha256(profile.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return directory / f"{re.sub(_UNSAFE, '_', profile)[:_MAX_NAME_LENGTH]}-{digest}"


def _unreachable(directory: Path, reason: str) -> ReadOnlyState:
    """On, since it may have been set where it can't be read now; it can be lifted for the run."""
    words = _(
        "Read-only is on: {directory} can't be looked at: {reason}. Set XDG_STATE_HOME to a "
        "directory of yours."
    )
    only_now = _("{directory} can't be looked at: {reason}.")
    return ReadOnlyState(
        True,
        words.format(directory=directory, reason=reason),
        only_now.format(directory=directory, reason=reason),
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
        raise ValueError(_("a link is broken"))


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
                raise ValueError(_("it contains neither on nor off"))
    raise ValueError(_("it is not an ordinary file"))


def _reason(error: Exception) -> str:
    return reason_of(error)
