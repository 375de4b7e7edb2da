"""A link in the user's browser."""

import os
import subprocess
import sys

from ovh_explorer.children import python_of

__all__ = ["open_link"]


def open_link(link: str) -> bool:
    """Open a link in a browser; False where there is none."""
    # Without a desktop Python would open a browser for terminals, over this very screen.
    if sys.platform not in ("darwin", "win32") and not (
        "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    ):
        return False
    import webbrowser

    try:
        webbrowser.get()
        # What a browser says would be written over the screen, and one for terminals (BROWSER=lynx)
        # would take it.
        subprocess.Popen(  # noqa: S603 - Python's own way to the user's browser
            [*python_of("webbrowser"), link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except (webbrowser.Error, OSError):
        return False
    return True
