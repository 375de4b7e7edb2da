"""Editing a text in the user's own editor: whatever the editor does, the terminal comes back and no
text is lost.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from textual.app import App

from ovh_explorer.files import read_file, reason_of
from ovh_explorer.signals import lend_terminal
from ovh_explorer.temporary import TemporaryDirectory
from ovh_explorer.translation import _

__all__ = ["MAX_EDITED_BYTES", "Edited", "EditorError", "edit_text", "editor_command", "suspended"]

MAX_EDITED_BYTES = 1_000_000
"""The longest text that is taken from an editor, in bytes: more would stop the
screen for seconds.
"""

# An editor that stops itself this often, each time at once after it was continued, is ended.
_MAX_STOPS = 3
# How old a file looks that an editor gets.
_AGE_SECONDS = 10
_AT_ONCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after its editor was closed.

    Attributes:
        text: the very same where nothing was changed.
        is_saved: whether the editor wrote the file, the same text too.
    """

    text: str
    is_saved: bool


class EditorError(RuntimeError):
    """The editor could not be used, or what it left can't be; the message says why, and
    what to do.
    """


def editor_command() -> list[str]:
    """The editor that ``VISUAL`` or ``EDITOR`` names, with its arguments; ``vi`` (``notepad`` on
    Windows) else.

    Raises:
        EditorError: when the variable holds no command.
    """
    name = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    words = os.environ.get(name)
    if not words:
        return ["notepad" if sys.platform == "win32" else "vi"]
    try:
        command = _split(words, sys.platform)
    except ValueError as error:
        raise EditorError(
            _(
                "{name} can't be read ({reason}): {value}. Set it to an editor, "
                "such as EDITOR=nano."
            ).format(name=name, reason=error, value=words)
        ) from None
    if not command:
        said = _("{name} is blank. Set it to an editor, such as EDITOR=nano, or unset it.")
        raise EditorError(said.format(name=name))
    return command


def _split(words: str, platform: str) -> list[str]:
    """The words of a command as the shell of a system reads them: on Windows a backslash is part of
    a path, and quotes are around a whole word.
    """
    if platform != "win32":
        return shlex.split(words)
    return [word.strip('"') for word in shlex.split(words, posix=False)]


@contextmanager
def suspended(app: App[object]) -> Iterator[None]:
    """Leave the terminal to another program, and take it back whatever happens: Textual doesn't
    after an error.

    Raises:
        SuspendNotSupported: where Textual can't.
    """
    error: BaseException | None = None
    with app.suspend():
        try:
            with _terminal_restored():
                yield
        except BaseException as raised:  # noqa: BLE001 - raised again, once the screen is back
            error = raised
    if error is not None:
        raise error


@contextmanager
def _terminal_restored() -> Iterator[None]:
    """Give the terminal the mode it had: a program that was killed leaves its own, and we would
    take that for ours.
    """
    terminal = next(
        (stream for stream in (sys.__stdin__, sys.__stderr__) if stream and stream.isatty()), None
    )
    if sys.platform == "win32" or terminal is None:
        yield
        return
    import signal
    import termios

    descriptor = terminal.fileno()
    mode, group = termios.tcgetattr(descriptor), os.tcgetpgrp(descriptor)
    # Stopped as any program is: where no shell could continue us, the system leaves the signal out.
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)
        # The editor may have put itself into the foreground, which stops a process that sets the
        # mode from behind it.
        behind = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        with suppress(OSError, termios.error):
            os.tcsetpgrp(descriptor, group)
            termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)
        signal.signal(signal.SIGTTOU, behind)


def edit_text(
    text: str, ending: str, suspend: Callable[[], AbstractContextManager[None]]
) -> Edited:
    """`text` as it is after the editor was closed.

    Args:
        ending: of the file's name, for the editor to know what it is.
        suspend: leaves the terminal to the editor, see :func:`suspended`.

    Raises:
        EditorError: when the editor can't be run or fails, or what it left can't be used.
    """
    command = editor_command()
    before = text.encode("utf-8", "surrogatepass")
    try:
        # A directory of our own, readable by the user only: bodies can hold passwords.
        with (made := TemporaryDirectory("editor")) as directory:
            path = directory / f"body.{ending}"
            path.write_bytes(before)
            # Some file systems count whole seconds: what is saved at once must be newer.
            os.utime(path, (time.time() - _AGE_SECONDS,) * 2)
            written = _stamp(path)
            with suspend(), lend_terminal():
                status = _run([*command, str(path)], made.locks)
            if status > 0:
                raise EditorError(
                    _("{editor} ended with an error ({status}). The text is unchanged.").format(
                        editor=command[0], status=status
                    )
                )
            after = _read_back(path, command[0])
            is_saved = _stamp(path) != written
    except OSError as error:
        raise EditorError(
            _("The text can't be written for the editor: {reason}.").format(reason=reason_of(error))
        ) from None
    if status < 0 and after == before:
        said = _("{editor} was ended by signal {signal}. The text is unchanged.")
        raise EditorError(said.format(editor=command[0], signal=-status))
    # Editors end the last line where it has no end.
    if after in (before, before + b"\n", before + b"\r\n"):
        return Edited(text, is_saved)
    edited = after.decode("utf-8", "surrogatepass")
    return Edited(
        edited if text.endswith("\n") else edited.removesuffix("\n").removesuffix("\r"),
        is_saved=True,
    )


def _stamp(path: Path) -> tuple[int, int]:
    """What is another one once a file was written: editors write it in place, or put a new one
    there.
    """
    found = path.stat()
    return found.st_mtime_ns, found.st_ino


def _run(command: list[str], locks: tuple[int, ...]) -> int:
    """Run the editor to its end: its exit status, or the number of the signal that ended it,
    negative.

    It holds the `locks` too: should it live longer than this program, its file stays.

    Raises:
        EditorError: when it can't be run.
    """
    try:
        process = subprocess.Popen(command, pass_fds=locks)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        said = _("{editor}: {reason}. Set EDITOR to an editor you have.")
        raise EditorError(said.format(editor=command[0], reason=reason)) from None
    try:
        return process.wait() if sys.platform == "win32" else _wait(process, command[0])
    except BaseException:
        process.kill()
        process.wait()
        raise


def _wait(process: "subprocess.Popen[bytes]", editor: str) -> int:
    """Wait for the editor, which may stop: then we stop with it, for the shell
    that continues both.
    """
    import signal

    stops, last = 0, 0.0
    while True:
        _pid, status = os.waitpid(process.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode
        if os.waitpid(process.pid, os.WNOHANG | os.WCONTINUED)[0]:
            continue  # it goes on already: we were stopped together
        stops = stops + 1 if time.monotonic() - last < _AT_ONCE_SECONDS else 1
        if stops > _MAX_STOPS:
            raise EditorError(
                _(
                    "{editor} stops by itself, again and again. It was ended; the text is "
                    "unchanged."
                ).format(editor=editor)
            )
        # Where there is no shell to go back to, this has no effect, and the editor goes on at once.
        os.kill(os.getpid(), signal.SIGTSTP)
        last = time.monotonic()
        os.kill(process.pid, signal.SIGCONT)


def _read_back(path: Path, editor: str) -> bytes:
    """What the editor left.

    Raises:
        EditorError: when it is not an ordinary file, too large, or not UTF-8; a file is kept, and
            said where.
    """
    problem = ""
    try:
        after = read_file(path, MAX_EDITED_BYTES, follow_links=False)
        after.decode("utf-8", "surrogatepass")
    except FileNotFoundError:
        words = _("{editor} left no file. The text is unchanged.")
        raise EditorError(words.format(editor=editor)) from None
    except UnicodeDecodeError:
        words = _("The file that {editor} left is not UTF-8. The text is unchanged.")
    except OSError as error:
        words = _("The file that {editor} left {problem}. The text is unchanged.")
        problem = reason_of(error)
    else:
        return after
    kept = _directory_note(path)
    said = words.format(editor=editor, problem=problem)
    if kept:
        where = _("The text from {editor} is saved in {file}.").format(editor=editor, file=kept)
        said = f"{said} {where}"
    raise EditorError(said)


def _directory_note(path: Path) -> str:
    """Where a file that can't be used is kept; "" for what is no file."""
    if not path.is_file() or path.is_symlink():
        return ""
    try:
        place = Path(tempfile.mkdtemp(prefix="ovh-explorer-edited-")) / path.name
        shutil.move(path, place)
    except OSError:
        return ""
    return str(place)
