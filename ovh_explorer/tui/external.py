"""A text in the person's own editor, and back."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from ovh_explorer.signals import the_terminal_is_anothers

__all__ = ["EditorError", "edit_text", "editor_command"]


class EditorError(RuntimeError):
    """The editor could not be used; the message says why."""


def editor_command() -> list[str]:
    """The editor that ``VISUAL`` or ``EDITOR`` names, with its arguments; ``vi`` (``notepad`` on Windows) else."""
    words = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    return shlex.split(words, posix=os.name != "nt")


def edit_text(text: str, ending: str) -> str:
    """`text` as it is after the editor was closed. The terminal must be the editor's meanwhile.

    Raises:
        EditorError: when the editor isn't there or ended with an error; the text is as it was.
    """
    command = editor_command()
    # A directory of our own, readable by the user only: bodies can hold passwords.
    with tempfile.TemporaryDirectory(prefix="ovh-explorer-") as directory:
        path = Path(directory) / f"body.{ending}"
        path.write_text(text, encoding="utf-8", errors="surrogateescape")
        try:
            with the_terminal_is_anothers():
                status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own
        except OSError as error:
            raise EditorError(f"{command[0]}: {error.strerror or error}. Set EDITOR to an editor you have.") from None
        if status != 0:
            raise EditorError(f"{command[0]} ended with an error ({status}); the text is as it was.")
        return path.read_text(encoding="utf-8", errors="surrogateescape").removesuffix("\n")
