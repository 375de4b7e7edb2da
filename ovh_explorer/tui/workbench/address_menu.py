"""What can be done with an address of the web that stands in a response."""

from typing import TYPE_CHECKING, Final

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.menu import Entry
from ovh_explorer.tui.drawing.pane_titles import middle_cut
from ovh_explorer.tui.messages import CopyText
from ovh_explorer.tui.terminal.browser import can_open, open_link

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.workspace.navigation.web_address import WebAddress

__all__ = ["NO_BROWSER", "address_entries", "use_address"]

NO_BROWSER = N_("No browser can be opened here: copy the link and open it where there is one.")
_OPEN: Final = "open-address"
_COPY: Final = "copy-address"
_MAX_HOST_CHARACTERS = 60


def address_entries(address: "WebAddress | None") -> list[Entry]:
    """To open it, the host said first, and to copy it; where no browser can be opened, to copy it
    first. Nothing for no address.
    """
    if address is None:
        return []
    host = middle_cut(address.host, _MAX_HOST_CHARACTERS)
    opens = Entry(_("Open {host} in a browser").format(host=host), address.url, _OPEN)
    copies = Entry(_("Copy the address"), address.url, _COPY)
    if can_open():
        return [Entry(_("This address")), opens, copies]
    # There is nothing to open it with: over SSH, on a server.
    note = _("No browser can be opened here.")
    return [Entry(_("This address")), copies, Entry(opens.title, note, _OPEN)]


def use_address(owner: "Widget", chosen: object, address: "WebAddress | None") -> bool:
    """Do what was chosen of these entries; False where it was none of them."""
    if address is None or chosen not in (_OPEN, _COPY):
        return False
    if chosen == _COPY:
        owner.post_message(CopyText(address.url, _("the address")))
    elif open_link(address.url):
        words = _("{host} is opened in a browser.").format(host=address.host)
        owner.notify(printable(words), timeout=3, markup=False)
    else:
        owner.notify(_(NO_BROWSER), timeout=6)
    return True
