"""What the command palette offers: everything that has a key and a name, and every product."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from ovh_explorer.tui.screens.main import MainScreen

__all__ = ["ExplorerCommands"]


class ExplorerCommands(Provider):
    """Commands of the main screen."""

    def _commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        screen = cast("MainScreen", self.screen)
        commands: list[tuple[str, str, Callable[[], object]]] = [
            (name, words, partial(screen.run_action, action)) for name, words, action in screen.COMMAND_WORDS
        ]
        for branch, product in screen.opening.product_names():
            label = f"Product {product}" if branch == "v1" else f"Product {product} (v2)"
            commands.append((label, "Open it in the tree", partial(screen.opening.open_product, branch, product)))
        return commands

    async def discover(self) -> Hits:
        for name, words, run in self._commands():
            if not name.startswith("Product "):
                yield DiscoveryHit(name, run, help=words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, words, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=words)
