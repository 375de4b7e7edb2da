"""What a person finds again at the next start: the branch and the product last worked with, and the
theme.
"""

import asyncio
from typing import TYPE_CHECKING

from textual.constants import DEFAULT_THEME

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.tui.main.screen import MainScreen
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["Layout", "keep_theme", "take_theme"]

_THEME = "theme"


def take_theme(app: "App[None]", workspace: "Workspace") -> None:
    """Use the theme that was chosen another time; one that Textual no longer has is passed over."""
    name = workspace.preferences.get(_THEME)
    if name in app.available_themes:
        app.theme = name


def keep_theme(name: str, workspace: "Workspace") -> None:
    """Use this theme in other runs too; the one that is there anyway is no choice."""
    if workspace.preferences.get(_THEME) or name != DEFAULT_THEME:
        workspace.preferences.set(_THEME, name)


class Layout:
    """The place in the catalog that one last worked at, for each endpoint."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._place = ""

    @property
    def _name(self) -> str:
        return f"place {self._screen.workspace.root}"

    def take_branch(self) -> None:
        """Show the branch last worked with."""
        self._place = self._screen.workspace.preferences.get(self._name)
        branch = self._place.partition(" ")[0]
        if branch in ("v1", "v2"):
            self._screen.products.set_branch(branch)

    def take_product(self) -> None:
        """Open the product last worked with, unless something else was done meanwhile."""
        branch, _, product = self._place.partition(" ")
        products = self._screen.products
        if product and branch == products.branch and products.catalog_tree.is_untouched:
            products.catalog_tree.open_product(product)

    def keep(self, branch: str, product: str = "") -> None:
        """Remember a place for other runs; written in a thread, for a disk can be slow."""
        if not self._screen.workspace.is_open:
            return
        place = f"{branch} {product}".strip()
        if place == self._place or (not product and self._place.startswith(branch)):
            return
        self._place = place
        self._screen.run_worker(
            asyncio.to_thread(self._screen.workspace.preferences.set, self._name, place),
            group="layout",
        )
