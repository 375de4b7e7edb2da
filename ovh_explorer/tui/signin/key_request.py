"""The request for a consumer key of an application: what the key may do, from where, and for whose
account.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Static

from ovh_explorer.config import ConfigError, Credentials, Endpoint
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.rights_box import RightsBox
from ovh_explorer.tui.signin.rights_editor import RightsEditor, rights_keys
from ovh_explorer.tui.signin.verify_screen import BOX
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.widgets.toggles import Tick
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import KeyRequest, SignInError, read_blocks

__all__ = ["KeyRequestScreen", "PendingKey"]


@dataclass(frozen=True, slots=True)
class PendingKey:
    """A consumer key that was requested and not validated yet.

    Attributes:
        delegated: whether the owner of another account is to validate it.
    """

    request: KeyRequest
    delegated: bool


class KeyRequestScreen(GuardedScreen[PendingKey | None]):
    """Sends ``POST /auth/credential``; the result is the key that waits for its owner."""

    BINDINGS = bindings("dialog", "fields")
    DEFAULT_CSS = f"KeyRequestScreen {{ {BOX} }}"

    def __init__(
        self,
        endpoint: Endpoint,
        application: Credentials | None,
        sets: Sequence[tuple[str, Sequence[AccessRule]]],
        rules: Sequence[AccessRule],
        request: Callable[
            [Credentials, Sequence[AccessRule], Sequence[str]], Awaitable[KeyRequest]
        ],
        *,
        delegated: bool,
    ) -> None:
        """`application` is the one to begin with; `delegated` says that the key is for another
        user's account.
        """
        super().__init__()
        self._endpoint = endpoint
        self._application = application
        self._sets = sets
        self._rules = rules
        self._request = request
        self._delegated = delegated
        # Words about what was wrong stand below the fields.
        self._is_refused = False

    def compose(self) -> ComposeResult:
        application = self._application
        with RightsBox(can_focus=False, classes="question") as box:
            box.border_title = Content(
                _("Request a consumer key · {name}").format(name=self._endpoint.name)
            )
            box.say_keys(_("esc goes back"), *self.rights_keys())
            if self._endpoint.app_page and application is None:
                yield Static(
                    _("No application yet? {page} makes one.").format(page=self._endpoint.app_page),
                    classes="dim",
                    markup=False,
                )
            yield from self._line(
                "application-key",
                _("application key"),
                application.application_key if application else "",
            )
            secret = application.application_secret if application else ""
            yield from self._line(
                "application-secret", _("application secret"), secret, password=True
            )
            yield from self.compose_rights()
            yield from self._line(
                "blocks",
                _("only from IP blocks"),
                "",
                placeholder=_("empty: from everywhere; or 192.0.2.0/24, …"),
            )
            yield Tick(
                _("for another account: send its owner the link"), self._delegated, id="delegated"
            )
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Request the key  ^r"), id="ask", variant="primary", compact=True)
                yield Button(_("Back  esc"), id="cancel", compact=True)

    def compose_rights(self) -> ComposeResult:
        """What the key may do."""
        yield Static(_("Rights of the key:"), classes="gap")
        yield RightsEditor(self._sets, self._rules)

    def rights_keys(self) -> Sequence[str]:
        """What the keys do where it is said what the key may do."""
        return rights_keys()

    def read_rules(self) -> Sequence[AccessRule]:
        """The rules to request.

        Raises:
            SignInError: when they can't be.
        """
        editor = self.query_one(RightsEditor)
        if editor.problem:
            raise SignInError(editor.problem)
        return editor.rules

    def _line(
        self, name: str, label: str, value: str, *, password: bool = False, placeholder: str = ""
    ) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(label)
            yield LineInput(
                value, id=name, password=password, placeholder=placeholder, enter_goes_on=True
            )

    def on_mount(self) -> None:
        self.query_one("#application-key" if self._application is None else "#ask").focus()

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    @on(Button.Pressed, "#ask")
    def _on_request(self) -> None:
        # Each request makes a key: held enter makes one.
        if presses_of(self.app).use():
            self._send()

    @on(Button.Pressed, "#cancel")
    def _on_cancel(self) -> None:
        self.dismiss(None)

    @on(Input.Changed)
    def _on_changed(self) -> None:
        """What was wrong may be so no more."""
        if self._is_refused:
            self._is_refused = False
            self.query_one("#problem", Static).update("")

    @work(exclusive=True, group="request")
    async def _send(self) -> None:
        say = self.query_one("#problem", Static)
        # The field whose text is being read.
        field = "#application-key"
        try:
            application = Credentials(
                self._text("application-key"), self._text("application-secret")
            )
            field = ""
            rules = self.read_rules()
            field = "#blocks"
            blocks = read_blocks(self._text("blocks"))
            field = ""
            say.update(_("Asking…"))
            request = await self._request(application, rules, blocks)
        except (ConfigError, SignInError) as error:
            self._is_refused = True
            say.update(printable(str(error)))
            if field:
                self.query_one(field).focus()
            say.scroll_visible(animate=False)
        else:
            self.dismiss(PendingKey(request, self.query_one("#delegated", Tick).value))
