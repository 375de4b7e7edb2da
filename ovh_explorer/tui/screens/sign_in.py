"""Keys or a service account: the region's token page, a box to paste what it gives, and where to keep it."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Static, TextArea

from ovh_explorer.config import ConfigError, Credentials, OAuth2Client

__all__ = ["SignIn", "SignInScreen"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Keys to sign with or a service account, and whether to save them."""

    credentials: Credentials | OAuth2Client
    save: bool


class SignInScreen(ModalScreen[SignIn | None]):
    """Shows the link that makes a token and reads the three keys in whatever form they are pasted."""

    BINDINGS = [("escape", "dismiss", "close"), ("f2", "open_link", "open link"), ("f3", "copy_link", "copy link")]
    DEFAULT_CSS = """
    SignInScreen { align: center middle; }
    SignInScreen > VerticalScroll {
        width: 92%; max-width: 100; height: auto; max-height: 95%;
        border: round $primary; background: $surface; padding: 0 2;
    }
    SignInScreen Static { height: auto; }
    SignInScreen #link { color: $text-accent; margin: 0 0 1 2; }
    SignInScreen TextArea { height: 6; }
    SignInScreen Horizontal { height: auto; }
    SignInScreen .dim { color: $text-muted; }
    SignInScreen #problem { color: $text-error; }
    SignInScreen Button { margin: 0 2 0 0; }
    SignInScreen Checkbox { border: none; padding: 0; margin: 0; }
    """

    def __init__(
        self,
        endpoint: str,
        link: str,
        read: Callable[[str], Credentials | OAuth2Client],
        open_link: Callable[[str], None],
        copy: Callable[[str], None],
        save_path: str,
        service_accounts: bool,
    ) -> None:
        """`read` makes keys of a pasted text and raises ConfigError with words; `link` is "" where there is no page.

        `service_accounts` tells whether the region has them.
        """
        super().__init__()
        self._endpoint = endpoint
        self._link = link
        self._read = read
        self._open_link = open_link
        self._copy = copy
        self._save_path = save_path
        self._service_accounts = service_accounts

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = f"Sign in to {self._endpoint}"
            box.border_subtitle = "esc closes"
            if self._link:
                yield Static("1. Create a token in your browser (all rights are filled in; narrow them as you like):")
                yield Static(self._link, id="link", markup=False)
                with Horizontal():
                    yield Button("Open  F2", id="open", compact=True)
                    yield Button("Copy the link  F3", id="copy", compact=True)
                yield Static("\n2. Paste the three keys here, in any form:")
            else:
                yield Static("This endpoint has no page for tokens. Paste the three keys here, in any form:")
            if self._service_accounts:
                yield Static("or a service account: client_id = …, client_secret = …", classes="dim")
            yield TextArea("", language=None, id="keys")
            yield Static("", id="problem", markup=False)
            yield Checkbox(f"save them in {self._save_path} (readable by you only)", value=False, id="save")
            with Horizontal():
                yield Button("Sign in", id="sign-in", variant="primary", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def action_open_link(self) -> None:
        if self._link:
            self._open_link(self._link)

    def action_copy_link(self) -> None:
        if self._link:
            self._copy(self._link)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "open":
                self.action_open_link()
            case "copy":
                self.action_copy_link()
            case "cancel":
                self.dismiss(None)
            case "sign-in":
                try:
                    credentials = self._read(self.query_one(TextArea).text)
                except ConfigError as error:
                    self.query_one("#problem", Static).update(str(error))
                    return
                if isinstance(credentials, OAuth2Client) and not self._service_accounts:
                    words = f"{self._endpoint} has no service accounts: ovh-eu, ovh-ca and ovh-us have."
                    self.query_one("#problem", Static).update(words)
                    return
                self.dismiss(SignIn(credentials, self.query_one(Checkbox).value))
