"""How request and response stand: beside each other, or one over the other; kept for other runs."""

from typing import TYPE_CHECKING, Protocol

from ovh_explorer.workspace.storage.preference_names import LAYOUT

if TYPE_CHECKING:
    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["restore_layout", "toggle_layout"]

_STACKED = "stacked"


class _HasPanes(Protocol):
    workspace: "Workspace"
    panes: "Panes"


async def restore_layout(workspace: "Workspace", panes: "Panes") -> None:
    """Have the panes stand as they did when the program was left."""
    panes.stack(await workspace.preferences.look_up(LAYOUT) == _STACKED)


async def toggle_layout(screen: _HasPanes) -> None:
    """Have them stand the other way, in other runs too: an action of the main screen."""
    panes, preferences = screen.panes, screen.workspace.preferences
    panes.stack(not panes.is_stacked)
    await preferences.look_up(LAYOUT)
    preferences.set(LAYOUT, _STACKED if panes.is_stacked else "")
