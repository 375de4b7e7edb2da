"""The wait until the owner of an account has validated a consumer key."""

from collections.abc import Awaitable, Callable
from time import monotonic

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.verify_screen import BOX, LinkActions, VerifiedKeys
from ovh_explorer.workspace.account.consumer_key import KeyPoll, KeyRequest, SignInError
from ovh_explorer.workspace.account.identity import Identity

__all__ = ["KeyWaitScreen"]

# After so long it is said that a refusal can't be seen.
_REFUSAL_NOTE_SECONDS = 30


class KeyWaitScreen(Dialog[VerifiedKeys | None]):
    """Shows the link and polls until the key is valid; esc stops that, for another time."""

    BINDINGS = bindings("dialog", "link")
    DEFAULT_CSS = f"KeyWaitScreen {{ {BOX} }}"

    def __init__(
        self,
        request: KeyRequest,
        wait: Callable[[KeyRequest, Callable[[KeyPoll], None]], Awaitable[Identity]],
        link_actions: LinkActions,
        *,
        delegated: bool,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._request = request
        self._wait = wait
        self._link_actions = link_actions
        self._delegated = delegated
        self._clock = clock
        self._started = clock()
        self._poll = KeyPoll(0)
        self._failed = ""

    def compose(self) -> ComposeResult:
        words = _("Open this page, log in and accept:")
        if self._delegated:
            words = _(
                "Send this link to the owner of the account, who opens it, logs in and accepts:"
            )
        with VerticalScroll(can_focus=False) as box:
            box.border_title = _("Validate the consumer key")
            box.border_subtitle = _("esc stops waiting")
            yield Static(words)
            yield Static(printable(self._request.link), id="link", markup=False)
            yield Static(
                _("The link works once and expires soon. Choose there how long the key is valid."),
                classes="dim",
            )
            with Horizontal(classes="buttons gap"):  # not for people
                yield Button(_("Open  F2"), id="open", compact=True)
                yield Button(_("Copy the link  F3"), id="copy", compact=True)
                yield Button(_("Stop  esc"), id="stop", compact=True)
            yield Static("", id="progress", classes="gap")
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one("#copy" if self._delegated else "#open").focus()
        self.set_interval(0.2, self._draw)
        self._draw()
        self._watch()

    @work(exclusive=True, group="wait")
    async def _watch(self) -> None:
        try:
            identity = await self._wait(self._request, self._note_poll)
        except SignInError as error:
            self._failed = _("This key can't be used: {error} Request another one.").format(
                error=error
            )
            self._draw()
        else:
            keys = self._request.credentials
            self.dismiss(VerifiedKeys(keys, identity, self._delegated, is_made=True))

    @property
    def has_failed(self) -> bool:
        """Whether the key will never be good, so that nobody needs to wait for it again."""
        return bool(self._failed)

    def _note_poll(self, poll: KeyPoll) -> None:
        self._poll = poll

    def _draw(self) -> None:
        seconds = int(self._clock() - self._started)
        progress = self.query_one("#progress", Static)
        problem = self.query_one("#problem", Static)
        if self._failed:
            progress.update("")
            problem.update(printable(self._failed))
            return
        waited = _("waiting for {seconds} s").format(seconds=seconds)
        if self._poll.number > 1:
            waited = _("waiting for {seconds} s, checked {count} times").format(
                seconds=seconds, count=self._poll.number
            )
        progress.update(Text(f"{'◐◓◑◒'[seconds % 4]} {waited}", "bold"))
        words = self._poll.problem
        if not words and seconds >= _REFUSAL_NOTE_SECONDS:
            words = _("Still not validated. If it was refused, press esc and request another one.")
        problem.update(printable(words))

    @on(Button.Pressed, "#stop")
    def _on_stop(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#open")
    def action_open_link(self) -> None:
        self._link_actions.open(self._request.link)

    @on(Button.Pressed, "#copy")
    def action_copy_link(self) -> None:
        self._link_actions.copy(self._request.link)
