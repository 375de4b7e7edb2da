"""The command palette: everything that has a name, requests, profiles, products, themes."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.style import Style

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.dialog import ResultScreen
from ovh_explorer.tui.drawing.fuzzy_match import FuzzyMatcher

if TYPE_CHECKING:
    from ovh_explorer.catalog.search import Hit as SearchHit
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["COMMANDS", "ExplorerCommands", "Palette", "PaletteTarget", "as_markup"]

# Requests of the history that are offered.
_MAX_REQUESTS = 10
# Operations that are offered for words of so many letters and more, and the score of the first.
_MAX_OPERATIONS = 8
_MIN_QUERY_LETTERS = 3
_MIN_SCORE = 0.001

# Name, explanation, and the main screen's action.
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("TRY", "Send the request", "try_call"),
    ("Open an operation", "By words, by a path, by a link to the web console", "open_operation"),
    ("Jump", "A letter over every tab, field and pane", "jump"),
    ("Fill with an example", "What is required and still empty", "fill_example"),
    ("Fill the field with an example", "The one under the cursor", "fill_field"),
    ("Undo", "Back to before the last example, paste, edited text or clearing", "undo"),
    ("Back", "To the operation from which you followed", "go_back"),
    ("Clear the form", "Everything that was typed into it; u or ^_ brings it back", "clear_form"),
    ("What replaces this operation", "Of a deprecated one", "replacement"),
    (
        "Schemas version of v2",
        "The version of the schemas that v2 uses",
        "choose_schemas_version",
    ),
    (
        "What usually follows",
        "Refresh, the task of a call, the list after adding to it",
        "next_step",
    ),
    ("Compare with the previous response", "Of the same call, in this run", "compare"),
    ("Copy what is shown", "To the clipboard", "copy_response"),
    ("Copy the call alone", "In the language shown", "copy_call"),
    ("Write what is shown to a file", "", "save_response"),
    ("Other branch", "v1, v2", "next_branch"),
    ("Read only", "Send nothing but GET to this endpoint, or everything again", "toggle_read_only"),
    (
        "Sign in",
        "Keys found, tokens, consumer keys, service accounts, profiles",
        "sign_in",
    ),
    ("Sign out", "Forget the keys, revoke them, take them out of ovh.conf", "sign_out"),
    (
        "A key for a tool",
        "certbot, lego, Terraform, one zone only: the rights that it needs, in its own form",
        "make_tool_key",
    ),
    ("Make a service account", "And the policy that says what it may do", "make_service_account"),
    ("Links", "To the web console; a command line that opens this here", "show_links"),
    ("Favourites", "Operations kept under a name; keep what is open", "show_favourites"),
    ("History", "What was tried: find it, open it filled in, send it again", "show_history"),
    (
        "Keys of the account",
        "Applications, consumer keys, service accounts: rules, last use, revoking",
        "show_account_keys",
    ),
    (
        "Choose a region",
        "EU, CA, US: each has its own accounts and keys",
        "choose_region",
    ),
    ("Open the demo", "A local sandbox, nothing leaves this machine", "open_demo"),
    ("Layout", "Request and response beside each other, or one over the other", "toggle_layout"),
    ("Refresh the catalog", "Ask for every document again", "refresh_catalog"),
    ("Keys and help", "", "show_help"),
)


class Palette(CommandPalette, ResultScreen[None]):
    """Lists commands and runs the one that is chosen: Textual's own palette, which runs one command
    however often it is chosen.
    """


class PaletteOpener(Protocol):
    """Finds and opens what the palette offers beside commands."""

    def product_names(self) -> list[tuple[str, str]]:
        """Branch and path of every product."""

    def open_product(self, branch: str, product: str) -> None:
        """Show a product in the tree, open."""

    async def find_operations(self, words: str, limit: int) -> "list[SearchHit]":
        """Operations that words mean, the nearest first."""


class PaletteTarget(Protocol):
    """What the palette needs of the screen whose commands it lists."""

    workspace: "Workspace"
    opener: PaletteOpener

    async def run_action(self, action: str) -> bool:
        """Run one of the screen's actions."""

    def open_words(self, words: str) -> object:
        """Open the operation that words mean."""

    def use_profile(self, profile: "Profile") -> object:
        """Work with the keys of a profile from now on."""


Command = tuple[str, str, Callable[[], object]]


class ExplorerCommands(Provider):
    """Commands of the main screen."""

    async def startup(self) -> None:
        self._all: list[Command] | None = None

    @property
    def _target(self) -> PaletteTarget:
        return cast(PaletteTarget, self.screen)

    async def _commands(self) -> list[Command]:
        if self._all is None:
            self._all = [
                *((name, words, self._run(action)) for name, words, action in COMMANDS),
                *await self._requests(),
                *await self._profiles(),
                *self._products(),
                *self._themes(),
            ]
        return self._all

    def _run(self, action: str) -> Callable[[], object]:
        return partial(self._target.run_action, action)

    async def _requests(self) -> list[Command]:
        """Opens the requests that were sent last."""
        workspace = self._target.workspace
        if not workspace.is_open or not workspace.keeps_history:
            return []
        # The last one may still be on its way to the disk.
        await workspace.recorder.finished()
        recent = await asyncio.to_thread(workspace.history.recent, workspace.root, _MAX_REQUESTS)
        words = "Tried before: open it, filled in"
        return [
            (f"Again {printable(entry.title)}", words, self._run(f"open_entry({entry.id})"))
            for entry in recent
        ]

    async def _profiles(self) -> list[Command]:
        """Signs in with the profiles that there are keys for."""
        workspace = self._target.workspace
        if not workspace.is_open or workspace.is_demo:
            return []
        profiles, _ = await asyncio.to_thread(workspace.settings.profiles)
        return [
            (
                f"Profile {printable(profile.name)}",
                printable(f"Sign in with these keys, from {profile.where}"),
                partial(self._target.use_profile, profile),
            )
            for profile in profiles
        ]

    def _products(self) -> list[Command]:
        commands: list[Command] = []
        for branch, product in self._target.opener.product_names():
            name = f"Product {product}" if branch == "v1" else f"Product {product} (v2)"
            run = partial(self._target.opener.open_product, branch, product)
            commands.append((name, "Open it in the tree", run))
        return commands

    def _themes(self) -> list[Command]:
        return [
            (
                f"Theme {theme}",
                "Colours, kept for other runs",
                partial(setattr, self.app, "theme", theme),
            )
            for theme in sorted(self.app.available_themes)
        ]

    async def discover(self) -> Hits:
        for name, words, run in await self._commands():
            if not name.startswith(("Product ", "Theme ")):
                yield DiscoveryHit(Content(name), run, text=name, help=as_markup(words))

    async def search(self, query: str) -> Hits:
        matcher = FuzzyMatcher(query)
        for name, words, run in await self._commands():
            found = matcher.match(name)
            if found is not None:
                shown = _marked(name, found.places, self.match_style or "bold")
                yield Hit(found.score, shown, run, text=name, help=as_markup(words))
        if len(query) < _MIN_QUERY_LETTERS:
            return
        hits = await self._target.opener.find_operations(query, _MAX_OPERATIONS)
        for place, hit in enumerate(hits):
            title = f"{hit.method} /{hit.branch}{hit.target}"
            words = as_markup(printable(hit.why or hit.description))
            run = partial(self._target.open_words, title)
            # Below every command, in their order.
            yield Hit(_MIN_SCORE / (place + 1), Content(title), run, text=title, help=words)


def as_markup(text: str) -> str:
    """A text as the markup that says it. Textual's own `escape` leaves some brackets, such as
    ``[/``, as they are.
    """
    return text.replace("[", "\\[")


def _marked(name: str, places: Sequence[int], style: Style | str) -> Content:
    """A name with the letters that were found drawn in a style."""
    content = Content(name)
    for place in places:
        content = content.stylize(style, place, place + 1)
    return content
