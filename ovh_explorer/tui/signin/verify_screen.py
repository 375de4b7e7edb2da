"""The base of the screens that sign in: keys are shown to the API before they are used."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static, TextArea

from ovh_explorer.config import ConfigError, Keys
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.workspace.account.consumer_key import SignInError
from ovh_explorer.workspace.account.identity import Identity

__all__ = ["BOX", "LinkActions", "VerifiedKeys", "VerifyScreen"]

# not for people: a style
BOX = """
    align: center middle;
    & > VerticalScroll {
        width: 96%; max-width: 110; height: auto; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    & Static { height: auto; }
    & .dim { color: $text-muted; }
    & .gap { margin: 1 0 0 0; }
    & #link { color: $text-accent; }
    & #problem { color: $text-error; }
    & .buttons { height: 1; }
    & .line { height: 1; }
    & .line > Static { width: auto; min-width: 22; padding-right: 1; }
    & .line > LineInput { width: 1fr; }
    & LineInput:focus { background: $primary 40%; text-style: underline; }
    & Button { margin: 0 2 0 0; }
    & Tick, & Tick:focus { border: none; padding: 0; margin: 0; height: 1; }
"""
"""The style that these screens share."""


@dataclass(frozen=True, slots=True)
class VerifiedKeys:
    """Keys that the API accepts, or that couldn't be shown to it and are used all the same.

    Attributes:
        is_delegated: whether they were asked for as keys of another user's account.
        is_made: whether they were made in this run: the user has them from nowhere else.
    """

    credentials: Keys
    identity: Identity
    is_delegated: bool = False
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class LinkActions:
    """What a screen can do with a link: open it in a browser, copy it."""

    open: Callable[[str], None]
    copy: Callable[[str], None]


class VerifyScreen(Dialog[VerifiedKeys | None]):
    """Asks for keys and verifies them. Subclasses compose :meth:`compose_end` last and call
    :meth:`verify`.

    Args:
        verify: asks the API who keys sign in.
        explain: what mends a refusal, by the API's word for it.
    """

    BINDINGS = bindings("dialog")
    YES = N_("Sign in")
    """What the button says that shows the keys to the API, in English."""
    MAKES = False
    """Whether the keys are made there."""

    def __init__(
        self, verify: Callable[[Keys], Awaitable[Identity]], explain: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._verify = verify
        self._explain = explain
        self._unverified: Keys | None = None

    def compose_end(self) -> ComposeResult:
        """The end of every such screen: a place for words, and the buttons."""
        yield Static("", id="problem", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_(self.YES), id="sign-in", variant="primary", compact=True)
            yield Button(_("Back  esc"), id="cancel", compact=True)

    @on(Button.Pressed, "#cancel")
    def _on_cancel(self) -> None:
        self.dismiss(None)

    def say(self, words: str, *, is_problem: bool = True) -> None:
        """Say what is wrong, or what goes on."""
        place = self.query_one("#problem", Static)
        place.update("\n".join(printable(line) for line in words.split("\n")))
        place.set_class(not is_problem, "dim")
        if words:
            place.scroll_visible(animate=False)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _on_changed(self) -> None:
        """What was wrong may be so no more: the keys are others."""
        if not self.query_one("#problem").has_class("dim"):
            self.say("")

    def verify(self, read: Callable[[], Keys]) -> None:
        """Show the keys that `read` gives to the API, and close with them.

        Where the API refuses them, say why and lose nothing.

        Held enter does it once: the second time may use keys that the API doesn't know.
        """
        if presses_of(self.app).use():
            self._show_to_api(read)

    @work(exclusive=True, group="verify")
    async def _show_to_api(self, read: Callable[[], Keys]) -> None:
        try:
            keys = read()
        except (ConfigError, SignInError) as error:
            self.say(str(error))
            return
        self.say(_("Checking the credentials…"), is_problem=False)
        identity = await self._verify(keys)
        if identity.verified or keys == self._unverified:
            self.dismiss(VerifiedKeys(keys, identity, is_made=self.MAKES))
        elif identity.code or identity.is_refused:
            self.say("\n".join(filter(None, (identity.problem, self._explain(identity.code)))))
        else:
            # Perhaps there is no network now: they can be used all the same.
            self._unverified = keys
            again = _("Press {button} again to use these keys anyway.").format(button=_(self.YES))
            self.say(f"{identity.problem}\n{again}")
