"""How the panes stand: request and response beside each other or one over the other, and how wide
each is; kept for other runs.
"""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Protocol

from ovh_explorer.tui.main.pane_sizes import PaneSizes
from ovh_explorer.workspace.storage.preference_names import LAYOUT, PANE_SIZES

if TYPE_CHECKING:
    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["keep_sizes", "reset_layout", "resize_pane", "restore_layout", "toggle_layout"]

_STACKED = "stacked"


class _HasPanes(Protocol):
    workspace: "Workspace"
    panes: "Panes"


async def restore_layout(workspace: "Workspace", panes: "Panes") -> None:
    """Have the panes stand as they did when the program was left."""
    panes.stack(await workspace.preferences.look_up(LAYOUT) == _STACKED)
    panes.use_sizes(PaneSizes.read(await workspace.preferences.look_up(PANE_SIZES)))


async def toggle_layout(screen: _HasPanes) -> None:
    """Have them stand the other way, in other runs too: an action of the main screen."""
    panes, preferences = screen.panes, screen.workspace.preferences
    panes.stack(not panes.is_stacked)
    await preferences.look_up(LAYOUT)
    preferences.set(LAYOUT, _STACKED if panes.is_stacked else "")


def keep_sizes(screen: "MainScreen", sizes: PaneSizes) -> None:
    """Keep the sizes of the panes for other runs, in a thread: a disk can be slow."""
    keep = partial(screen.workspace.preferences.set, PANE_SIZES, str(sizes))
    screen.run_worker(asyncio.to_thread(keep), group="keep")


def resize_pane(screen: _HasPanes, by: int) -> None:
    """Give a step more to the pane with the focus, or less: an action of the main screen."""
    screen.panes.resize_pane(by)


def reset_layout(screen: "MainScreen") -> None:
    """Have all panes stand as they do at first: an action of the main screen."""
    screen.panes.use_sizes(PaneSizes())
    keep_sizes(screen, PaneSizes())
