"""What the command palette offers: everything that has a key and a name, requests, profiles,
products, themes.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from ovh_explorer.text import printable

if TYPE_CHECKING:
    from ovh_explorer.config.profiles import Profile
    from ovh_explorer.tui.main.screen import MainScreen

__all__ = ["ExplorerCommands", "as_markup"]

# Requests of the history that are offered.
_RECENT = 10

# Name, explanation, and the main screen's action.
_COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("TRY", "Send the request", "try_call"),
    ("Open an operation", "By words, by a path, by a link to the web console", "open_operation"),
    ("Jump", "A letter over every tab, field and pane", "jump"),
    ("Fill with an example", "What is required and still empty", "fill_example"),
    ("Fill the field with an example", "The one under the cursor", "fill_field"),
    ("Undo", "Back to before the last example, paste, edited text or clearing", "undo"),
    ("Back", "To the operation from which you followed", "bench('go_back')"),
    ("Clear the form", "Everything that was typed into it; u brings it back", "clear_form"),
    ("What replaces this operation", "Of a deprecated one", "replacement"),
    (
        "Schemas version of v2",
        "Which version of its schemas v2 answers by",
        "account('choose_schemas_version')",
    ),
    (
        "What usually follows",
        "Refresh, the task of a call, the list after adding to it",
        "bench('next_step')",
    ),
    ("Compare with the answer before", "Of the same call, in this run", "account('compare')"),
    ("Copy what is shown", "To the clipboard", "bench('copy_shown')"),
    ("Copy the call alone", "In the language shown", "bench('copy_call')"),
    ("Write what is shown to a file", "", "bench('write_shown')"),
    ("Other branch", "v1, v2", "next_branch"),
    ("Read only", "Send nothing but GET to this endpoint, or everything again", "toggle_read_only"),
    (
        "Sign in",
        "Keys found, tokens, consumer keys, service accounts, profiles",
        "account('sign_in')",
    ),
    ("Links", "To the web console; a command line that opens this here", "bench('show_links')"),
    ("Favourites", "Operations kept under a name; keep what is open", "account('favourites')"),
    ("History", "What was tried: find it, open it filled in, send it again", "account('history')"),
    (
        "Keys of the account",
        "Applications, consumer keys, service accounts: rules, last use, revoking",
        "account('keys')",
    ),
    (
        "Choose a region",
        "EU, CA, US: each has its own accounts and keys",
        "account('choose_region')",
    ),
    ("Open the demo", "A local sandbox, nothing leaves this machine", "account('open_demo')"),
    ("Refresh the catalog", "Ask for every document again", "refresh_catalog"),
    ("Keys and help", "", "show_help"),
)


Command = tuple[str, str, Callable[[], object]]


class ExplorerCommands(Provider):
    """Commands of the main screen."""

    async def startup(self) -> None:
        self._all: list[Command] | None = None

    async def _kept(self) -> list[Command]:
        """What takes reading files to know: what was tried lately, and the profiles there are keys
        for.
        """
        screen = cast("MainScreen", self.screen)
        workspace = screen.workspace
        if not workspace.is_open:
            return []
        found: list[Command] = []
        if workspace.recorder.keeps_history:
            for tried in await asyncio.to_thread(workspace.history.recent, workspace.root, _RECENT):
                action = f"open_kept('tried', {tried.id})"
                words = "Tried before: open it, filled in"
                found.append(
                    (f"Again {printable(tried.title)}", words, partial(screen.run_action, action))
                )
        if not workspace.is_demo:
            for profile in (await asyncio.to_thread(workspace.settings.profiles))[0]:
                words = f"Sign in with these keys, from {profile.where}"
                found.append(
                    (
                        f"Profile {printable(profile.name)}",
                        printable(words),
                        partial(self._use, profile),
                    )
                )
        return found

    def _use(self, profile: "Profile") -> None:
        from ovh_explorer.tui.signin.account import Account

        screen = cast("MainScreen", self.screen)
        screen.run_worker(Account(screen).use_profile(profile), group="account", exclusive=True)

    async def _commands(self) -> list[Command]:
        if self._all is not None:
            return self._all
        screen = cast("MainScreen", self.screen)
        commands: list[Command] = [
            (name, words, partial(screen.run_action, action)) for name, words, action in _COMMANDS
        ]
        commands += await self._kept()
        for branch, product in screen.opening.product_names():
            label = f"Product {product}" if branch == "v1" else f"Product {product} (v2)"
            commands.append(
                (
                    label,
                    "Open it in the tree",
                    partial(screen.opening.open_product, branch, product),
                )
            )
        for theme in sorted(self.app.available_themes):
            commands.append(
                (
                    f"Theme {theme}",
                    "Colours, kept for other runs",
                    partial(setattr, self.app, "theme", theme),
                )
            )
        self._all = commands
        return commands

    async def discover(self) -> Hits:
        for name, words, run in await self._commands():
            if not name.startswith(("Product ", "Theme ")):
                yield DiscoveryHit(Content(name), run, text=name, help=as_markup(words))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, words, run in await self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _marked(matcher, name), run, text=name, help=as_markup(words))


def as_markup(text: str) -> str:
    """A text as the markup that says it. Textual's own `escape` leaves some brackets, such as
    ``[/``, as they are.
    """
    return text.replace("[", "\\[")


def _marked(matcher: Matcher, name: str) -> Content:
    """A name with what was typed marked in it. Textual's own `highlight` would read the name as
    markup.
    """
    content = Content(name)
    for offset in matcher.fuzzy_search.match(matcher.query, name)[1]:
        if not name[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
