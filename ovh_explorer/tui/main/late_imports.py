"""Modules that are imported once the products are on the screen, or when they are first used: in
threads, while the screen goes on.
"""

import asyncio
import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ovh_explorer.translation import _
from ovh_explorer.tui.terminal.toast_rack import end_toasts

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["import_late", "import_shown"]

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
# Seconds after which it is said that something is being opened, and for which that stands there
# at most.
_SAY_AFTER_SECONDS = 0.1
_SAID_SECONDS = 10.0
# What was imported here, all of it: a module is listed by the interpreter before it is done.
_done: set[str] = set()


async def import_late() -> None:
    """Import what the first operation needs, one after the other."""
    await _import(_LATE_IMPORTS)


async def import_shown(app: "App[Any]", *names: str) -> None:
    """Import what an action is about to use; where that takes a while, say that it is begun."""
    if _done.issuperset(names):
        return
    importing = asyncio.ensure_future(_import(names))
    try:
        await asyncio.wait([importing], timeout=_SAY_AFTER_SECONDS)
        if not importing.done():
            app.notify(_("Opening…"), timeout=_SAID_SECONDS, markup=False)
            await importing
            end_toasts(app)
    finally:
        importing.cancel()


async def _import(names: Sequence[str]) -> None:
    for name in names:
        await asyncio.to_thread(importlib.import_module, name)
        _done.add(name)
