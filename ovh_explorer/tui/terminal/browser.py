"""A link in the user's browser."""

import os
import subprocess
import sys

from ovh_explorer.children import python_of

__all__ = ["can_open", "open_link"]


def can_open() -> bool:
    """Whether there is a browser that the user sees."""
    if sys.platform in ("darwin", "win32"):
        # Over SSH it would open on the desktop of the other machine, if at all.
        is_seen = not ("SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ)
    else:
        # Without a desktop Python would open a browser for terminals, over this very screen.
        is_seen = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    if not is_seen:
        return False
    import webbrowser

    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def open_link(link: str) -> bool:
    """Open a link in a browser; False where there is none."""
    if not can_open():
        return False
    try:
        # What a browser says would be written over the screen, and one for terminals (BROWSER=lynx)
        # would take it.
        subprocess.Popen(  # noqa: S603 - Python's own way to the user's browser
            [*python_of("webbrowser"), link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError:
        return False
    return True
