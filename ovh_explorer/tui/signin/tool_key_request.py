"""The screens that get application keys for a tool: the rights are decided already."""

from collections.abc import Awaitable, Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from ovh_explorer.config import Endpoint, Keys
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, in_series
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.token import PasteScreen
from ovh_explorer.tui.signin.verify_screen import BOX, LinkActions
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import SignInError
from ovh_explorer.workspace.account.identity import Identity

__all__ = ["ToolKeyRequestScreen", "ToolPasteScreen", "ToolTokenScreen"]


class ToolPasteScreen(PasteScreen):
    """Keys for a tool that the user has already.

    Args:
        problem: why the tool can't sign in with keys, in words; "" where it can.
        takes: what the tool signs in with, in words; "" for the three keys.
    """

    TITLE_WORDS = N_("Keys for the tool")
    YES = N_("Go on")

    def __init__(
        self,
        endpoint: Endpoint,
        verify: Callable[[Keys], Awaitable[Identity]],
        explain: Callable[[str], str],
        problem: Callable[[Keys], str],
        takes: str = "",
    ) -> None:
        super().__init__(endpoint, verify, explain)
        self._problem = problem
        self._takes = takes or _("the three keys")

    def compose_top(self) -> ComposeResult:
        words = _("Paste {keys}, in any form: lines of ovh.conf, exports, JSON.").format(
            keys=self._takes
        )
        yield Static(words, markup=False)

    def _read(self) -> Keys:
        keys = super()._read()
        if words := self._problem(keys):
            raise SignInError(words)
        return keys


class ToolTokenScreen(ToolPasteScreen):
    """The region's page with the rights of a tool filled in, and a box for the keys it shows."""

    TITLE_WORDS = N_("A token for the tool")
    FIRST = "#open"
    BINDINGS = bindings("link")
    DEFAULT_CSS = f"ToolTokenScreen {{ {BOX} & SecretArea {{ height: 5; }} }}"

    def __init__(
        self,
        endpoint: Endpoint,
        verify: Callable[[Keys], Awaitable[Identity]],
        explain: Callable[[str], str],
        problem: Callable[[Keys], str],
        rules: Sequence[AccessRule],
        link_actions: LinkActions,
    ) -> None:
        super().__init__(endpoint, verify, explain, problem)
        self._link_actions = link_actions
        self.link = endpoint.token_link((rule.method, rule.path) for rule in rules) or ""
        """The page with the rights filled in."""

    def compose_top(self) -> ComposeResult:
        yield Static(_("1. Open this page, and choose how long the keys are valid:"))
        yield Static(printable(self.link), id="link", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Open  F2"), id="open", compact=True)
            yield Button(_("Copy the link  F3"), id="copy", compact=True)
        yield Static(_("2. Paste the three keys that it shows, in any form:"), classes="gap")

    @on(Button.Pressed, "#open")
    def action_open_link(self) -> None:
        self._link_actions.open(self.link)

    @on(Button.Pressed, "#copy")
    def action_copy_link(self) -> None:
        self._link_actions.copy(self.link)


class ToolKeyRequestScreen(KeyRequestScreen):
    """Requests a consumer key with the rights of a tool."""

    DEFAULT_CSS = f"ToolKeyRequestScreen {{ {BOX} }}"

    def compose_rights(self) -> ComposeResult:
        words = in_series(map(str, self._rules))
        yield Static(_("The key may:"), classes="gap")
        yield Static(printable(words), classes="dim", markup=False)

    def rights_keys(self) -> Sequence[str]:
        return ()

    def read_rules(self) -> Sequence[AccessRule]:
        return self._rules
