"""A service account: client id and client secret."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Static

from ovh_explorer.config import OAuth2Client
from ovh_explorer.translation import _
from ovh_explorer.tui.signin.verify_screen import BOX, VerifyScreen
from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["ServiceAccountScreen"]


class ServiceAccountScreen(VerifyScreen):
    """Asks for an OAuth2 client; a token is fetched for it before it is used."""

    DEFAULT_CSS = f"ServiceAccountScreen {{ {BOX} }}"

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False) as box:
            box.border_title = _("Service account")
            box.border_subtitle = _("esc goes back")
            yield Static(
                _("From POST /me/api/oauth2/client. Its rights come from IAM policies."),
                markup=False,
            )
            for name, label in (
                ("client-id", _("client id")),
                ("client-secret", _("client secret")),
            ):
                with Horizontal(classes="line"):
                    yield Static(label)
                    yield LineInput(
                        id=name, password=name == "client-secret", enter_goes_on=name == "client-id"
                    )
            yield from self.compose_end()

    def _read(self) -> OAuth2Client:
        names = ("client-id", "client-secret")
        return OAuth2Client(*(self.query_one(f"#{name}", Input).value.strip() for name in names))

    @on(Input.Submitted, "#client-secret")
    @on(Button.Pressed, "#sign-in")
    def _on_sign_in(self) -> None:
        self.verify(self._read)
