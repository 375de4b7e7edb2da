"""Favourites and past requests, found by their words where operations are searched for."""

from typing import TYPE_CHECKING

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.found_names import Known, NameIndex, is_no_name

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["FoundSaved"]

_MAX_FOUND = 2
_MAX_REQUESTS = 100


class FoundSaved:
    """Finds what the user saved or sent; nothing before it was read."""

    def __init__(self) -> None:
        self._favourites: tuple[Command, ...] = ()
        self._requests: tuple[Command, ...] = ()
        self._favourite_names = self._request_names = NameIndex(())

    def read(self, workspace: "Workspace") -> None:
        """Read the files, in any thread."""
        favourites = workspace.favourites.all
        self._favourite_names = NameIndex([Known(one.name, (one.group,)) for one in favourites])
        self._favourites = tuple(
            Command(
                printable(one.name),
                printable(_("Favourite: {title}").format(title=one.title)),
                f"open_favourite({one.id})",
                is_translated=True,
            )
            for one in favourites
        )
        requests = []
        if workspace.is_open and workspace.keeps_history:
            requests = workspace.history.recent(workspace.root, _MAX_REQUESTS)
        self._request_names = NameIndex([Known(one.title) for one in requests])
        said = _("Past request: open it again, filled in")
        self._requests = tuple(
            Command(printable(one.title), said, f"open_entry({one.id})", is_translated=True)
            for one in requests
        )

    def find(self, typed: str, *, has_value: bool) -> list[Command]:
        """What opens the favourites that are called so; where the words have one that no operation
        has, the past requests too: it may be the name of a thing.
        """
        if is_no_name(typed):
            return []
        found = _named(self._favourite_names, self._favourites, typed)
        if has_value:
            found += _named(self._request_names, self._requests, typed)
        return found[:_MAX_FOUND]


def _named(names: NameIndex, commands: tuple[Command, ...], typed: str) -> list[Command]:
    return [commands[one.at] for one in names.find(typed) if one.has_all]
