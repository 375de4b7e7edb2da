"""The question about a response that is larger than any that is kept without asking."""

import shutil
import tempfile

from textual.app import App

__all__ = ["allow_more"]


async def allow_more(app: App[object], size: int) -> bool:
    """Ask whether to go on with a response of more than `size` bytes; from a worker. Nothing comes
    meanwhile.
    """
    from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
    from ovh_explorer.workspace.response.format import human_size

    place = tempfile.gettempdir()
    try:
        free = f"{human_size(shutil.disk_usage(place).free)} are free there"
    except OSError:
        free = "the free space there is unknown"
    entries = [
        Entry("Stop", "what was received is deleted", "stop"),
        Entry(
            f"Go on, up to {human_size(2 * size)}",
            f"it is kept in {place} while the program runs; {free}",
            "more",
        ),
    ]
    menu: MenuScreen = MenuScreen(f"The response is larger than {human_size(size)}", entries)
    return await app.push_screen_wait(menu) == "more"
