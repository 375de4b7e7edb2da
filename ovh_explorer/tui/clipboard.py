"""Copying to where the person's clipboard is: through tmux, the desktop, or the terminal itself."""

import asyncio
import base64
import os
import shutil
import sys
from collections.abc import Callable, Mapping

__all__ = ["CopyError", "clipboard_command", "copy", "osc52"]

# What terminals are known to take in one OSC 52; xterm and tmux cut or drop more.
MOST_OSC52 = 74_994


class CopyError(RuntimeError):
    """A text that couldn't be copied; the message says why and what to do."""


def clipboard_command(
    environ: Mapping[str, str], platform: str, which: Callable[[str], str | None]
) -> tuple[str, list[str]] | None:
    """The program that takes the text on its standard input, with a word for where it puts it; None for the terminal.

    Inside tmux ``load-buffer -w`` fills tmux's buffer and the terminal's clipboard at once: tmux drops what a
    program sends itself. Over SSH the desktop's programs would fill the wrong machine's clipboard.
    """
    if environ.get("TMUX") and which("tmux"):
        return "tmux", ["tmux", "load-buffer", "-w", "-"]
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return None
    if platform == "darwin" and which("pbcopy"):
        return "the clipboard", ["pbcopy"]
    if platform == "win32" and which("clip"):
        return "the clipboard", ["clip"]
    if environ.get("WAYLAND_DISPLAY") and which("wl-copy"):
        return "the clipboard", ["wl-copy"]
    if environ.get("DISPLAY"):
        if which("xclip"):
            return "the clipboard", ["xclip", "-selection", "clipboard"]
        if which("xsel"):
            return "the clipboard", ["xsel", "--clipboard", "--input"]
    return None


def osc52(text: str, environ: Mapping[str, str]) -> str:
    """The escape sequence that asks a terminal to fill its clipboard.

    Raises:
        CopyError: when the text is longer than terminals take.
    """
    encoded = base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")
    if len(encoded) > MOST_OSC52:
        raise CopyError("too long for the terminal's clipboard: ^s writes it to a file")
    sequence = f"\x1b]52;c;{encoded}\x07"
    if environ.get("STY"):  # GNU screen passes on what is wrapped, in pieces of at most 768 bytes
        pieces = [sequence[at : at + 700] for at in range(0, len(sequence), 700)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


async def copy(text: str, write: Callable[[str], None]) -> str:
    """Copy `text`; `write` sends an escape sequence to the terminal. Says where it went, in words.

    Raises:
        CopyError: when it could not be copied.
    """
    found = clipboard_command(os.environ, sys.platform, shutil.which)
    if found is None:
        write(osc52(text, os.environ))
        return "the terminal's clipboard (OSC 52)"
    where, command = found
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        # xclip stays to serve the clipboard and keeps standard error open: wait for the program, not its pipes.
        assert process.stdin is not None
        process.stdin.write(text.encode("utf-8", "surrogateescape"))
        await process.stdin.drain()
        process.stdin.close()
        status = await asyncio.wait_for(process.wait(), 5)
    except (OSError, TimeoutError, ConnectionError) as error:
        raise CopyError(f"{command[0]} didn't take it ({error or 'no answer'}): ^s writes it to a file") from None
    if status != 0:
        assert process.stderr is not None
        words = (await process.stderr.read(200)).decode("utf-8", "replace").strip()
        raise CopyError(f"{command[0]} didn't take it ({words or status}): ^s writes it to a file")
    if where == "tmux":
        return "tmux's buffer and, where it may, the terminal's clipboard"
    return where
