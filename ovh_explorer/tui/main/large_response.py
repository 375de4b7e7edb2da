"""The question about a response that is larger than any that is kept without asking."""

import shutil
import tempfile

from textual.app import App

from ovh_explorer.translation import _

__all__ = ["allow_more"]


async def allow_more(app: App[object], size: int) -> bool:
    """Ask whether to go on with a response of more than `size` bytes; from a worker. Nothing comes
    meanwhile.
    """
    from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
    from ovh_explorer.workspace.response.format import human_size

    place = tempfile.gettempdir()
    try:
        free = human_size(shutil.disk_usage(place).free)
        kept = _("it is kept in {directory} while the program runs; {size} are free there")
        kept = kept.format(directory=place, size=free)
    except OSError:
        kept = _(
            "it is kept in {directory} while the program runs; the free space there is unknown"
        ).format(directory=place)
    entries = [
        Entry(_("Stop"), _("what was received is deleted"), "stop"),
        Entry(
            _("Go on, up to {size}").format(size=human_size(2 * size)),
            kept,
            "more",
        ),
    ]
    title = _("The response is larger than {size}").format(size=human_size(size))
    menu: MenuScreen = MenuScreen(title, entries)
    return await app.push_screen_wait(menu) == "more"
