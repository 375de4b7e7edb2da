"""What the command palette offers: everything that has a key and a name, and every product."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from ovh_explorer.tui.screens.main import MainScreen

__all__ = ["ExplorerCommands"]

# Name, explanation, and the main screen's action.
_COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("TRY", "Send the request", "try_call"),
    ("Open an operation", "By words, by a path, by a link to the web console", "open_operation"),
    ("Fill with an example", "What is required and still empty", "fill_example"),
    ("Clear the form", "Everything that was typed into it; u brings it back", "clear_form"),
    ("What replaces this operation", "Of a deprecated one", "replacement"),
    ("Schemas version of v2", "Which version of its schemas v2 answers by", "account('choose_schemas_version')"),
    ("Copy what is shown", "To the clipboard", "bench('copy_shown')"),
    ("Copy the call alone", "In the language shown", "bench('copy_call')"),
    ("Write what is shown to a file", "", "bench('write_shown')"),
    ("Other branch", "v1, v2", "next_branch"),
    ("Read only", "Send nothing but GET to this endpoint, or everything again", "toggle_read_only"),
    ("Sign in", "Keys found, tokens, consumer keys, service accounts, profiles", "account('sign_in')"),
    ("Links", "To the web console; a command line that opens this here", "bench('show_links')"),
    ("Favourites", "Operations kept under a name; keep what is open", "account('favourites')"),
    ("History", "What was tried: find it, open it filled in, send it again", "account('history')"),
    (
        "Keys of the account",
        "Applications, consumer keys, service accounts: rules, last use, revoking",
        "account('keys')",
    ),
    ("Choose a region", "EU, CA, US: each has its own accounts and keys", "account('choose_region')"),
    ("Open the demo", "A local sandbox, nothing leaves this machine", "account('open_demo')"),
    ("Refresh the catalog", "Ask for every document again", "refresh_catalog"),
    ("Keys and help", "", "show_help"),
)


class ExplorerCommands(Provider):
    """Commands of the main screen."""

    def _commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        screen = cast("MainScreen", self.screen)
        commands: list[tuple[str, str, Callable[[], object]]] = [
            (name, words, partial(screen.run_action, action)) for name, words, action in _COMMANDS
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
