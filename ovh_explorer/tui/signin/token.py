"""A token: its rights, the region's page that makes the keys, and a box to paste them into."""

from collections.abc import Awaitable, Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from ovh_explorer.config import Endpoint, Keys
from ovh_explorer.config.paste import parse_pasted
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.rights_box import RightsBox
from ovh_explorer.tui.signin.rights_editor import RightsEditor, rights_keys
from ovh_explorer.tui.signin.verify_screen import BOX, LinkActions, VerifyScreen
from ovh_explorer.tui.widgets.text_areas import SecretArea
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.identity import Identity

__all__ = ["PasteScreen", "TokenScreen"]


class PasteScreen(VerifyScreen):
    """Keys, a service account or an access token that the user has already, pasted in whatever
    form.
    """

    TITLE_WORDS = N_("Paste keys or an access token")
    FIRST = "#keys"
    DEFAULT_CSS = f"PasteScreen {{ {BOX} & SecretArea {{ height: 5; }} }}"

    def __init__(
        self,
        endpoint: Endpoint,
        verify: Callable[[Keys], Awaitable[Identity]],
        explain: Callable[[str], str],
    ) -> None:
        super().__init__(verify, explain)
        self.endpoint = endpoint

    def compose(self) -> ComposeResult:
        with RightsBox(can_focus=False) as box:
            box.border_title = Content(f"{_(self.TITLE_WORDS)} · {self.endpoint.name}")
            box.say_keys(_("esc goes back"), *self.top_keys())
            yield from self.compose_top()
            yield SecretArea("", language=None, id="keys", tab_behavior="focus")
            yield from self.compose_end()

    def compose_top(self) -> ComposeResult:
        """What stands above the box."""
        yield Static(
            _(
                "The application key, the application secret and the consumer key, in any form: "
                "lines of ovh.conf, exports, JSON, or one below the other."
            )
        )
        if self.endpoint.oauth2_token_url is not None:
            yield Static(_("Or a service account: client_id = …, client_secret = …"), classes="dim")
        words = _("Or an access token: access_token = …, {header}, or it alone.")
        words = words.format(header="Authorization: Bearer …")  # not for people
        if not self.endpoint.has_user_tokens:
            more = _("It isn't known whether {endpoint} has personal ones.")
            words = f"{words} {more.format(endpoint=self.endpoint.name)}"
        yield Static(printable(words), classes="dim", markup=False)

    def top_keys(self) -> Sequence[str]:
        """What the keys do in what stands above the box."""
        return ()

    def on_mount(self) -> None:
        self.query_one(self.FIRST).focus()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted while a button has focus is meant for the box."""
        area = self.query_one(SecretArea)
        if not area.has_focus:
            area.text = event.text
            area.focus()

    def _read(self) -> Keys:
        return parse_pasted(self.query_one(SecretArea).text)

    @on(Button.Pressed, "#sign-in")
    def _on_sign_in(self) -> None:
        self.verify(self._read)


class TokenScreen(PasteScreen):
    """Makes the link to the region's page with the rights filled in; the keys that the page shows
    are pasted here.
    """

    TITLE_WORDS = N_("Create a token")
    MAKES = True
    FIRST = "#set-0"
    BINDINGS = bindings("link")
    DEFAULT_CSS = f"TokenScreen {{ {BOX} & SecretArea {{ height: 5; }} }}"

    def __init__(
        self,
        endpoint: Endpoint,
        verify: Callable[[Keys], Awaitable[Identity]],
        explain: Callable[[str], str],
        sets: Sequence[tuple[str, Sequence[AccessRule]]],
        rules: Sequence[AccessRule],
        link_actions: LinkActions,
    ) -> None:
        super().__init__(endpoint, verify, explain)
        self._sets = sets
        self._rules = rules
        self._link_actions = link_actions

    def compose_top(self) -> ComposeResult:
        yield Static(_("1. Rights:"))
        yield RightsEditor(self._sets, self._rules)
        yield Static(_("2. Open this page, and choose how long the keys are valid:"), classes="gap")
        yield Static("", id="link", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Open  F2"), id="open", compact=True)
            yield Button(_("Copy the link  F3"), id="copy", compact=True)
        yield Static(_("3. Paste the three keys that it shows, in any form:"), classes="gap")

    def top_keys(self) -> Sequence[str]:
        return rights_keys()

    def on_mount(self) -> None:
        self._show_link()

    @property
    def link(self) -> str:
        """The page with the rights filled in; empty while they are none."""
        editor = self.query_one(RightsEditor)
        if editor.problem:
            return ""
        return self.endpoint.token_link((rule.method, rule.path) for rule in editor.rules) or ""

    @on(RightsEditor.Changed)
    def _show_link(self) -> None:
        self.query_one("#link", Static).update(self.link)

    @on(Button.Pressed, "#open")
    def action_open_link(self) -> None:
        if self.link:
            self._link_actions.open(self.link)

    @on(Button.Pressed, "#copy")
    def action_copy_link(self) -> None:
        if self.link:
            self._link_actions.copy(self.link)
