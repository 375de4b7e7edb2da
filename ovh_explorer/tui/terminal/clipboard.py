"""Copies to where the user's clipboard is: through tmux, the desktop, or the terminal itself."""

import asyncio
import base64
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from ovh_explorer.files import reason_of
from ovh_explorer.text import printable
from ovh_explorer.translation import _, in_series, number

__all__ = ["Copied", "CopyError", "Program", "copy", "osc52", "programs"]

# What terminals are known to take in one OSC 52, in its base64; xterm cuts more, others drop it.
MAX_OSC52_BYTES = 74_994
# GNU screen passes on what is wrapped in pieces of at most 768 bytes, the wrapping included.
_PIECE_BYTES = 760
# Seconds after which a program is taken to hang.
_MAX_PROGRAM_SECONDS = 5.0
# Terminals that are known to have no clipboard, by the beginning of TERM.
_WITHOUT = ("linux", "dumb", "unknown", "cons", "vt", "ansi", "eterm", "sun", "xterm-mono")


class CopyError(RuntimeError):
    """A text that couldn't be copied; the message says why."""


class Copied(NamedTuple):
    """Where a text went, in words; `is_sure` where a program took it: a terminal doesn't say."""

    where: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Program:
    """A program that takes the text on its standard input.

    Attributes:
        where: what it fills, in words.
        command: the program and its arguments.
        utf16: whether it reads UTF-16, as Windows' own does; UTF-8 else.
    """

    where: str
    command: tuple[str, ...]
    utf16: bool = False


def programs(
    environ: Mapping[str, str], platform: str, which: Callable[[str], str | None]
) -> list[Program]:
    """The programs to try, best first; none where the terminal is all there is.

    Inside tmux ``load-buffer -w`` fills tmux's buffer and the terminal's clipboard at once: tmux
    drops what a program sends itself. Over SSH the desktop's programs would fill the wrong
    machine's clipboard.
    """
    found = []
    if environ.get("TMUX"):
        words = _("tmux's buffer and, if tmux may, to the terminal's clipboard")
        found.append(Program(words, ("tmux", "load-buffer", "-w", "-")))
        # Before tmux 3.2.
        found.append(Program(_("tmux's buffer"), ("tmux", "load-buffer", "-")))
    if not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")):
        desktop = _("the clipboard")
        if platform == "darwin":
            found.append(Program(desktop, ("pbcopy",)))
        if platform == "win32":
            found.append(Program(desktop, ("clip",), utf16=True))
        if environ.get("WSL_DISTRO_NAME"):
            found.append(Program(_("Windows' clipboard"), ("clip.exe",), utf16=True))
        if environ.get("WAYLAND_DISPLAY"):
            found.append(Program(desktop, ("wl-copy",)))
        if environ.get("DISPLAY"):
            found.append(Program(desktop, ("xclip", "-selection", "clipboard")))
            found.append(Program(desktop, ("xsel", "--clipboard", "--input")))
    return [item for item in found if which(item.command[0])]


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """The escape sequence that asks a terminal to fill its clipboard.

    Raises:
        CopyError: when the text is longer than terminals take, or the terminal has no clipboard.
    """
    term = environ.get("TERM", "")
    if term.lower().startswith(_WITHOUT):
        words = _("this terminal (TERM={term}) has no clipboard")
        raise CopyError(words.format(term=printable(term)))
    encoded = base64.b64encode(_bytes(text)).decode("ascii")
    if len(encoded) > MAX_OSC52_BYTES:
        words = _("{count} bytes as base64 are too long for a terminal's clipboard ({limit})")
        raise CopyError(words.format(count=number(len(encoded)), limit=number(MAX_OSC52_BYTES)))
    sequence = f"\x1b]52;c;{encoded}\x07"
    if environ.get("STY"):
        pieces = [sequence[at : at + _PIECE_BYTES] for at in range(0, len(sequence), _PIECE_BYTES)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


async def copy(text: str, write: Callable[[str], None]) -> Copied:
    """Copy `text` the first way that works; `write` sends an escape sequence to the terminal.

    Raises:
        CopyError: when it could not be copied; it says what was tried.
    """
    problems = []
    for program in programs(os.environ, sys.platform, shutil.which):
        try:
            await _give(program, text)
        except CopyError as error:
            problems.append(str(error))
        else:
            return Copied(program.where, True)
    try:
        write(osc52(text, os.environ))
    except CopyError as error:
        raise CopyError(in_series([*problems, str(error)])) from None
    where = _("the terminal's clipboard (OSC 52)")
    if (
        not os.environ.get("TMUX")
        and os.environ.get("TERM", "").startswith(("tmux", "screen"))
        and not _in_screen()
    ):
        # On the other side of an SSH connection.
        where = _(
            "the terminal's clipboard (OSC 52), which tmux forwards only with "
            "`set -g set-clipboard on`"
        )
    return Copied(in_series([where, *problems]), False)


def _in_screen() -> bool:
    return bool(os.environ.get("STY"))


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character, which no program could take
        return text.encode("utf-8", "replace")


async def _give(program: Program, text: str) -> None:
    """Have a program take `text`.

    Raises:
        CopyError: when it fails, or hangs.
    """
    name = program.command[0]
    content = (
        b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass") if program.utf16 else _bytes(text)
    )
    # A file, not a pipe: xclip stays to serve the clipboard and would keep it open. What is copied
    # is in no file.
    with tempfile.TemporaryFile() as words:
        try:
            process = await asyncio.create_subprocess_exec(
                *program.command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=words,
                # pbcopy takes what comes for another encoding otherwise.
                env={**os.environ, "LC_CTYPE": "UTF-8"} if name == "pbcopy" else None,
                # What serves the clipboard outlives this terminal.
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            said = _("{program} can't be started ({reason})")
            reason = reason_of(error)
            raise CopyError(said.format(program=name, reason=reason)) from None
        try:
            status = await asyncio.wait_for(_feed(process, content), _MAX_PROGRAM_SECONDS)
        except TimeoutError:
            said = _("{program} didn't take it within {seconds} seconds")
            seconds = f"{_MAX_PROGRAM_SECONDS:g}"
            raise CopyError(said.format(program=name, seconds=seconds)) from None
        finally:
            if process.returncode is None:
                _end(process)
        if status != 0:
            words.seek(0)
            reason = printable(words.read(200).decode("utf-8", "replace").strip())
            said = _("{program} didn't take it ({reason})")
            raise CopyError(said.format(program=name, reason=reason or status))


async def _feed(process: asyncio.subprocess.Process, content: bytes) -> int:
    assert process.stdin is not None
    # One that ends without reading says why by its status.
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(content)
        await process.stdin.drain()
    process.stdin.close()
    return await process.wait()


def _end(process: asyncio.subprocess.Process) -> None:
    """End a program that hangs, with what it has started."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
