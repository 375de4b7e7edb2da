"""Modules that the first operation needs: imported once the products are on the screen."""

import asyncio
import importlib

__all__ = ["import_late"]

_LATE_IMPORTS = (
    "ovh_explorer.tui.workbench.workbench",
    "ovh_explorer.tui.main.search",
    "ovh_explorer.tui.main.toast_place",
    "ovh_explorer.tui.main.escape",
    "ovh_explorer.tui.drawing.cut_titles",
    "ovh_explorer.tui.drawing.path_tree",
    "ovh_explorer.tui.products.word_search",
    "ovh_explorer.workspace.storage.preferences",
    "ovh_explorer.workspace.storage.history",
    "ovh_explorer.workspace.navigation.target",
    "pygments.lexers",
    "msgspec",
)


async def import_late() -> None:
    """Import them in threads, one after the other."""
    for name in _LATE_IMPORTS:
        await asyncio.to_thread(importlib.import_module, name)
