"""A personal access token: what it is to be, and its value, which the API shows once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from ovh_explorer.config import AccessToken, ConfigError
from ovh_explorer.text import printable
from ovh_explorer.translation import _, pgettext
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.keep_keys import ask_where_to_keep
from ovh_explorer.tui.signin.verify_screen import BOX
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.copy import copy_text
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.workspace.account.consumer_key import SignInError
from ovh_explorer.workspace.account.new_token import WITHOUT_VALUE, NewToken, read_end, read_token
from ovh_explorer.workspace.calls.error_doctor import is_end_unknown
from ovh_explorer.workspace.calls.made import fate_of_token
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["MadeToken", "NewTokenScreen", "TokenValueScreen", "ask_for_token", "make_token"]

# Characters of a token that are shown: by them one knows it.
_SHOWN_CHARACTERS = 4
_HIDDEN = "•" * 20


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token that was made; `text` is in no ``repr``."""

    name: str
    token: AccessToken


async def make_token(app: App[Any], workspace: "Workspace", users: list[str]) -> bool:
    """Ask what a token is to be, make it, show its value; False where none can have been made.

    Args:
        users: logins to choose from, the one to begin with first.
    """
    screen = _screen(app, workspace, users)
    made = await app.push_screen_wait(screen)
    if made is None:
        return screen.has_failed
    await app.push_screen_wait(TokenValueScreen(workspace, made))
    return True


async def ask_for_token(
    app: App[Any], workspace: "Workspace", users: list[str], name: str = ""
) -> MadeToken | None:
    """Ask what a token is to be, and make it; None where none was made.

    Args:
        users: logins to choose from, the one to begin with first.
        name: that is proposed for it.
    """
    return await app.push_screen_wait(_screen(app, workspace, users, name))


def _screen(
    app: App[Any], workspace: "Workspace", users: list[str], name: str = ""
) -> "NewTokenScreen":
    return NewTokenScreen(workspace.title, users, partial(_make, app, workspace), name)


async def _make(app: App[Any], workspace: "Workspace", new: NewToken) -> AccessToken | None:
    """Send what makes a token, after the question; None where the user said no.

    Raises:
        SignInError: why there is none, in words.
    """
    from ovh_explorer.client.errors import ClientError

    call = new.call
    try:
        await workspace.check(call)
        question = ConfirmScreen(
            call,
            workspace.url(call),
            where=f"{workspace.title}, {workspace.account.who or workspace.account.standing}",
            note=workspace.sent.words(call),
            effects=workspace.effects(call),
        )
        if not await app.push_screen_wait(question):
            return None
        response = await workspace.recorder.send(call, workspace.send, keeps_response=False)
    except ReadOnlyError as refusal:
        raise SignInError(refusal_words(refusal, _("esc twice, then R,"))) from None
    except ClientError as error:
        fate = await _fate(workspace, new) if error.maybe_sent else ""
        raise SignInError(f"{error}{fate}") from None
    if response.error is not None:
        lines = await workspace.error_doctor.explain(call, response)
        fate = await _fate(workspace, new) if is_end_unknown(response) else ""
        raise SignInError("\n".join(lines) + fate)
    try:
        return read_token(response.json())
    except ValueError:
        # What can't be parsed holds no token, and may hold one in part: none of it is repeated.
        raise SignInError(f"{_(WITHOUT_VALUE)}{await _fate(workspace, new)}") from None
    except SignInError as error:
        raise SignInError(f"{error}{await _fate(workspace, new)}") from None


async def _fate(workspace: "Workspace", new: NewToken) -> str:
    """Whether a token was made whose response is lost, as a line of its own."""
    words = await fate_of_token(workspace.send, new.user, new.name)
    return f"\n{words}" if words else ""


class NewTokenScreen(GuardedScreen[MadeToken | None]):
    """Asks whose token it is to be, its name, and when it ends.

    Args:
        where: the endpoint, in a word or two.
        users: logins to choose from, the one to begin with first.
        make: makes the token; None where the user doesn't want that after all. It raises
            SignInError in words.
        name: that is proposed for it.
    """

    BINDINGS = bindings("dialog", "fields")
    DEFAULT_CSS = f"NewTokenScreen {{ {BOX} }}"

    def __init__(
        self,
        where: str,
        users: list[str],
        make: Callable[[NewToken], Awaitable[AccessToken | None]],
        name: str = "",
    ) -> None:
        super().__init__()
        self._where = where
        self._users = users
        self._make = make
        self._proposed_name = name
        self.has_failed = False
        """Whether one could not be made; what was lost on its way may have made it all the same."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="question") as box:
            box.border_title = Content(
                printable(_("New access token · {where}").format(where=self._where))
            )
            box.border_subtitle = _("esc goes back")
            yield Static(
                _("It may do what the policies of its user allow. Its value is shown once."),
                markup=False,
            )
            users = ", ".join(self._users) or _("none is listed; POST /me/identity/user makes one")
            yield Static(
                printable(_("Users of the account: {users}").format(users=users)),
                classes="dim",
                markup=False,
            )
            first = self._users[0] if self._users else ""
            yield from self._line("user", pgettext("a field", "user"), first, _("a login"))
            yield from self._line(
                "name", pgettext("a field", "name"), self._proposed_name, _("as you like")
            )
            yield from self._line(
                "description", pgettext("a field", "description"), "", _("what it is for")
            )
            yield from self._line(
                "end",
                pgettext("a field", "ends"),
                _("90 days"),
                _("never, 90 days, or 2027-01-31"),
            )
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Make it  ^r"), id="make", variant="primary", compact=True)
                yield Button(_("Back  esc"), id="cancel", compact=True)

    def _line(self, name: str, label: str, value: str, placeholder: str) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(label)
            yield LineInput(value, id=name, placeholder=placeholder, enter_goes_on=True)

    def on_mount(self) -> None:
        self.query_one("#name" if self._users else "#user").focus()

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    @on(Button.Pressed, "#cancel")
    def _on_cancel(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#make")
    def _on_make(self) -> None:
        # Each request makes a token: held enter makes one.
        if presses_of(self.app).use():
            self._send()

    @work(exclusive=True, group="make")
    async def _send(self) -> None:
        say = self.query_one("#problem", Static)
        say.update("")
        try:
            end = read_end(self._text("end"), datetime.now(UTC))
            new = NewToken(self._text("user"), self._text("name"), self._text("description"), end)
            token = await self._make(new)
        except SignInError as error:
            self.has_failed = True
            say.update("\n".join(printable(line) for line in str(error).split("\n")))
            say.scroll_visible(animate=False)
            return
        if token is not None:
            self.dismiss(MadeToken(new.name, token))


class TokenValueScreen(GuardedScreen[None]):
    """Shows the value of a token that was made, masked until a key shows it; copies and saves it.

    It closes at once where the token was copied or saved, else after a question.
    """

    BINDINGS = bindings("token value")  # not for people
    DEFAULT_CSS = f"TokenValueScreen {{ {BOX} }}"

    def __init__(self, workspace: "Workspace", made: MadeToken) -> None:
        super().__init__()
        self._workspace = workspace
        self._made = made
        self._is_shown = False
        self.loss = _(
            "The token is neither copied nor saved. It can't be shown again, only revoked."
        )

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="question") as box:
            box.border_title = Content(
                printable(_("Access token {name}").format(name=self._made.name))
            )
            box.border_subtitle = _("esc closes")
            yield Static(
                _("It is shown only this once: copy it, or save it in ovh.conf."),
                markup=False,
            )
            yield Static("", id="value", markup=False, classes="gap")
            with Horizontal(classes="buttons gap"):  # not for people
                yield Button(_("Copy  y"), id="copy", variant="primary", compact=True)
                yield Button(_("Save  s"), id="save", compact=True)
                yield Button(_("Show  v"), id="show", compact=True)
                yield Button(_("Close  esc"), id="close", compact=True)

    def on_mount(self) -> None:
        self._draw()
        self.query_one("#copy").focus()

    def _draw(self) -> None:
        text = self._made.token.text
        shown = text if self._is_shown else f"{text[:_SHOWN_CHARACTERS]}{_HIDDEN}"
        self.query_one("#value", Static).update(printable(shown))
        self.query_one("#show", Button).label = _("Hide  v") if self._is_shown else _("Show  v")

    @on(Button.Pressed, "#show")
    def action_show(self) -> None:
        """Show the value, or hide it again."""
        self._is_shown = not self._is_shown
        self._draw()

    @on(Button.Pressed, "#copy")
    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        text = self._made.token.text
        if await copy_text(
            self.app, text, _("the token"), otherwise=_("Press s to save the token.")
        ):
            self.loss = ""

    @on(Button.Pressed, "#save")
    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        workspace, made = self._workspace, self._made
        if workspace.is_demo:
            self.notify(_("The demo keeps no keys: copy the token."), markup=False)
            return
        try:
            choice = await ask_where_to_keep(
                self.app,
                workspace,
                made.token,
                made.name,
                as_profile=True,
                unsaved=_("esc: back to the token"),
            )
        except ConfigError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if choice is not None:
            self.loss = ""
            self.notify(
                printable(_("Token saved in {path}").format(path=choice.path)), markup=False
            )

    @on(Button.Pressed, "#close")
    @work(exclusive=True, group="close")
    async def action_close(self) -> None:
        question = YesNoScreen(_("Close without the token?"), self.loss, _("Close"))
        if not self.loss or await self.app.push_screen_wait(question):
            self.dismiss(None)
