"""What the user finds again at the next start: branch and product, and the theme."""

import asyncio
from typing import TYPE_CHECKING, Any

from ovh_explorer.tui.drawing.themes import DEFAULT_THEME
from ovh_explorer.tui.terminal.application import begin_with_theme
from ovh_explorer.workspace.storage.preference_names import THEME, last_place

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.tui.products.pane import ProductsPane
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["LastPlace", "restore_theme", "save_theme"]


def restore_theme(app: "App[Any]", workspace: "Workspace") -> None:
    """Use the theme that was chosen another time; one that there no longer is is passed over."""
    name = workspace.preferences.get(THEME)
    begin_with_theme(app, name if name in app.available_themes else DEFAULT_THEME)


def save_theme(name: str, workspace: "Workspace") -> None:
    """Use this theme in other runs too; the one that is there anyway is no choice."""
    if workspace.preferences.get(THEME) or name != DEFAULT_THEME:
        workspace.preferences.set(THEME, name)


class LastPlace:
    """The branch and the product of the last operation, for each endpoint.

    Args:
        workspace: stores it.
        products: shows it again.
    """

    def __init__(self, workspace: "Workspace", products: "ProductsPane") -> None:
        self._workspace = workspace
        self._products = products
        self._place = ""

    @property
    def _name(self) -> str:
        return last_place(self._workspace.root)

    @property
    def is_new(self) -> bool:
        """Whether there is none yet, as at the first start."""
        return not self._place

    def restore_branch(self) -> None:
        """Show the branch of the last operation, as a tree or as a list."""
        self._products.restore_list()
        self._place = self._workspace.preferences.get(self._name)
        branch = self._place.partition(" ")[0]
        if branch in ("v1", "v2"):
            self._products.set_branch(branch)

    def restore_product(self) -> None:
        """Open the product of the last operation, unless something else was done meanwhile."""
        branch, _, product = self._place.partition(" ")
        tree = self._products.view
        if product and branch == self._products.branch and tree.is_untouched:
            tree.open_product(product)

    def save(self, branch: str, product: str = "") -> None:
        """Store a place for other runs; written in a thread, for a disk can be slow."""
        if not self._workspace.is_open:
            return
        place = f"{branch} {product}".strip()
        if place == self._place or (not product and self._place.startswith(branch)):
            return
        self._place = place

        async def write() -> None:
            await asyncio.to_thread(self._workspace.preferences.set, self._name, place)

        # Not yet a coroutine: a place that is left before the worker starts would never await it.
        self._products.run_worker(write, group="last-place")  # type: ignore[arg-type]
