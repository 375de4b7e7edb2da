"""How the panes stand: request and response beside each other or one over the other, how wide each
is, the products as a tree or as a list; kept for other runs. What takes a screen is an action of
the main screen.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from ovh_explorer.tui.main.pane_sizes import PaneSizes
from ovh_explorer.workspace.storage.preference_names import LAYOUT, PANE_SIZES

if TYPE_CHECKING:
    from ovh_explorer.tui.main.panes import Panes
    from ovh_explorer.workspace.workspace import Workspace

__all__ = [
    "keep_sizes",
    "mark_focus",
    "reset_layout",
    "resize_pane",
    "restore_layout",
    "toggle_layout",
    "toggle_list",
    "zoom",
]

_STACKED = "stacked"


class _Screen(Protocol):
    workspace: "Workspace"
    panes: "Panes"


def keep_sizes(workspace: "Workspace") -> Callable[[str, int | None], object]:
    """What keeps the size of a pane for other runs, beside what they have of the others."""

    def keep(name: str, size: int | None) -> None:
        def with_size(sizes: str) -> str:
            return str(PaneSizes.read(sizes)._replace(**{name: size}))

        workspace.preferences.change(PANE_SIZES, with_size)

    return keep


async def restore_layout(workspace: "Workspace", panes: "Panes") -> None:
    """Have the panes stand as they did when the program was left."""
    panes.stack(await workspace.preferences.look_up(LAYOUT) == _STACKED)
    panes.sizer.use(PaneSizes.read(await workspace.preferences.look_up(PANE_SIZES)))


async def toggle_layout(screen: _Screen) -> None:
    """Have request and response stand the other way, in other runs too."""
    panes, preferences = screen.panes, screen.workspace.preferences
    panes.stack(not panes.is_stacked)
    await preferences.look_up(LAYOUT)
    preferences.set(LAYOUT, _STACKED if panes.is_stacked else "")


def mark_focus(screen: _Screen) -> None:
    """Show by the frames which pane has the focus."""
    screen.panes.mark_focus()


def zoom(screen: _Screen) -> None:
    """Give the whole width to the pane that has the focus, or show the others again."""
    screen.panes.zoom()


def resize_pane(screen: _Screen, by: int) -> None:
    """Give a step more to the pane with the focus, or less."""
    screen.panes.resize_pane(by)


def reset_layout(screen: _Screen) -> None:
    """Have all panes be as wide as at first."""
    screen.panes.sizer.reset()


def toggle_list(screen: _Screen) -> None:
    """Show the products as a list, or as a tree."""
    screen.panes.show_pane("products")
    screen.panes.products.action_toggle_list()
