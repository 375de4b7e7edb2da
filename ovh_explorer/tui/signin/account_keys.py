"""The account's keys: what they may do, when they were used, and revoking them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.tui.dialogs.dialog import ResultScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.drawing.colour_roles import colour_classes, colour_css
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.account_key_words import (
    column_titles,
    in_columns,
    keys_of_filter,
    keys_of_list,
    keys_title,
    named,
    place_name,
    revoke_own_title,
    revoke_own_words,
    revoked_words,
    unread_lines,
)
from ovh_explorer.tui.signin.cursor_place import CursorPlace
from ovh_explorer.tui.signin.keys_table import KeysTable, key_cells
from ovh_explorer.tui.signin.new_token import make_token
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.terminal.lifetime import stays
from ovh_explorer.tui.terminal.timers import begin_timer
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.copy import copy_text
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.workspace.account.account_key import AccountKey
from ovh_explorer.workspace.account.keys import AccountKeys
from ovh_explorer.workspace.calls.error_doctor import behind_dialog
from ovh_explorer.workspace.workspace import ReadOnlyError, Workspace

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

__all__ = ["AccountKeysScreen"]

# Between two drawings of a list that is still read.
_DRAW_SECONDS = 0.15


class AccountKeysScreen(ResultScreen[None]):
    """Lists applications, consumer keys, service accounts and access tokens; shows one, revokes
    one, makes a token.

    Args:
        revoked: called when the keys that sign are gone.
        now: the time, for words such as *3 days ago*.
    """

    BINDINGS = bindings("account keys")  # not for people
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    COMPONENT_CLASSES = colour_classes("problem")
    DEFAULT_CSS = (
        colour_css("AccountKeysScreen", "problem")
        + """
    AccountKeysScreen {
        layout: vertical;
        & > #box { height: 1fr; border: round $primary; background: $surface; }
        & #parts { height: 1fr; layout: vertical; }
        & DataTable { height: 1fr; width: 1fr; }
        & #details { width: 1fr; border-top: solid $primary; padding: 0 1; }
        & #filter { display: none; }
        & #details:focus { border-top: solid $accent; }
        & #problems { height: auto; max-height: 7; color: $text-error; padding: 0 1; }
    }
    AccountKeysScreen.-narrow #details { height: 50%; max-height: 9; }
    AccountKeysScreen.-short #problems { max-height: 2; }
    AccountKeysScreen.-wide {
        & #parts { layout: horizontal; }
        & #details { height: 1fr; width: 56; border-top: none; border-left: solid $primary; }
        & #details:focus { border-top: none; border-left: solid $accent; }
    }
    """
    )

    def __init__(
        self,
        workspace: Workspace,
        revoked: Callable[[], object],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._revoked = revoked
        self._now = now
        self._keys = self._new_keys()
        self._shown: list[AccountKey] = []
        self._place = CursorPlace()
        self._is_loading = False
        self._loading = 0
        self._timer: Timer | None = None
        self._revoking: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        with FittedBox(id="box"):
            yield Static("", id="problems", markup=False)
            with Horizontal(id="parts"):
                yield KeysTable()
                with VerticalScroll(id="details"):
                    yield Static("", id="words", markup=False)
            yield LineInput(placeholder=_("words: a name, a status, a rule"), id="filter")

    @property
    def table(self) -> KeysTable:
        return self.query_one(KeysTable)

    @property
    def key(self) -> AccountKey | None:
        """The key under the cursor."""
        row = self.table.cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def on_mount(self) -> None:
        for label in ("", *column_titles()):
            self.table.add_column(label)
        self.table.focus()
        self.action_reload()

    # The list

    @work(exclusive=True, group="load")
    async def action_reload(self) -> None:
        """Ask for everything again."""
        if self.key is not None:
            self._place.keep(place_name(self.key), self.table.cursor_row)
        self._keys = self._new_keys()
        await self._load(self._keys.load)

    def _new_keys(self) -> AccountKeys:
        """The keys of the account, of which nothing is read yet."""
        workspace, account = self._workspace, self._workspace.account
        return AccountKeys(
            workspace.session.send, workspace.settings.credentials, account.rights, account.token
        )

    @work(exclusive=True, group="load")
    async def action_more(self) -> None:
        """Read more of those that are listed."""
        if self._keys.waiting:
            await self._load(self._keys.load_more)
        else:
            self.notify(_("There are no more keys."), timeout=3)

    async def _load(self, read: Callable[[Callable[[], None]], Awaitable[None]]) -> None:
        self._loading += 1
        number = self._loading
        self._is_loading = True
        self._draw()
        try:
            await read(self._draw_soon)
        finally:
            # Where another one began meanwhile, that one goes on.
            if number == self._loading:
                self._is_loading = False
                self._draw()

    def _draw_soon(self) -> None:
        if self._timer is None:
            self._timer = begin_timer(self, _DRAW_SECONDS, self._draw)

    def _draw(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        # A worker that ends with this screen comes here once the table is gone.
        if not stays(self):
            return
        before = "" if self.key is None else place_name(self.key)
        words = self.query_one("#filter", Input).value
        known = self._keys.all
        self._shown = [key for key in known if key.matches(words)]
        now = self._now()
        table = self.table
        with self.app.batch_update():
            table.show([key_cells(self, key, now) for key in self._shown])
            names = [place_name(key) for key in self._shown]
            row = self._place.row(names, before, is_whole=not self._is_loading)
            table.move_cursor(row=row, animate=False)
        who = f"{self._workspace.title}, {self._workspace.account.who}"
        title = keys_title(who, self._count(len(known), words))
        box = self.query_one("#box", FittedBox)
        box.border_title = Content(printable(title))
        problems = unread_lines(self._keys.problems)
        self._say_keys()
        self.query_one("#problems", Static).update("\n".join(printable(line) for line in problems))
        self.query_one("#problems").display = bool(problems)
        self._draw_details()

    @on(events.DescendantFocus)
    def _say_keys(self) -> None:
        """Say what the keys do where the focus is: in the line of words to find they are text."""
        line = self.query_one("#filter", Input)
        keys = keys_of_filter()
        if self.focused is not line:
            keys = keys_of_list(
                bool(self._shown),
                makes="token" not in self._keys.problems,
                is_filtered=line.display,
                is_loading=self._is_loading,
            )
        self.query_one("#box", FittedBox).say_keys(*keys)

    def _count(self, known: int, words: str) -> str:
        """How many keys are shown, and of how many; nothing where that isn't known."""
        parts = [] if self._keys.problems and not known else [number(known)]
        if words:
            shown = number(len(self._shown))
            parts = [_("{count} of {all}").format(count=shown, all=number(known))]
        if self._keys.waiting:
            listed = number(known + self._keys.waiting)
            parts.append(_("{count} listed, m reads more").format(count=listed))
        if self._is_loading:
            parts.append(_("reading… esc stops"))
        return " · ".join(parts)

    @on(DataTable.RowHighlighted)
    def _draw_details(self) -> None:
        key = self.key
        words = Text(self._no_key()) if key is None else self._details(key)
        self.query_one("#words", Static).update(words)
        self.query_one("#details").scroll_home(animate=False)

    def _no_key(self) -> str:
        """What is said where no key is shown."""
        if self._keys.all:
            return _("No match.")
        if self._is_loading:
            return ""
        # Of what can't be listed there may be some.
        if self._keys.problems:
            return _("No list could be read.")
        return _("No keys of this kind.")

    def _details(self, key: AccountKey) -> Text:
        words = Text()
        if key.in_use:
            words.append(_("In use: you are signed in with it."), "bold").append("\n")
        for label, value in in_columns(key.details(self._now())):
            words.append(label, "dim")
            words.append(f"{printable(value)}\n")
        return words

    def action_scroll_details(self, by: int) -> None:
        self.query_one("#details").scroll_relative(y=by, animate=False)

    def action_show_help(self) -> None:
        from ovh_explorer.tui.signin.keys_help import show_keys_help

        show_keys_help(self)

    # The filter

    def action_find(self) -> None:
        line = self.query_one("#filter", Input)
        line.display = True
        self.set_focus(line)

    @on(Input.Changed, "#filter")
    def _on_words(self) -> None:
        self._draw()

    @on(Input.Submitted, "#filter")
    def _on_found(self) -> None:
        self.table.focus()

    def action_leave(self) -> None:
        """Close the filter first, then stop the reading, then close the screen."""
        line = self.query_one("#filter", Input)
        if line.display:
            line.value = ""
            line.display = False
            self.table.focus()
        elif self._is_loading:
            self.workers.cancel_group(self, "load")
        else:
            self.dismiss(None)

    # The key under the cursor

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        """Copy the id, or the application key."""
        if self.key is not None:
            text = self.key.text or self.key.id
            await copy_text(self.app, text, text, otherwise="")

    def action_revoke(self) -> None:
        """Revoke what is under the cursor, after the questions that takes; once, however long the
        key is held.
        """
        is_revoking = self._revoking is not None and not self._revoking.is_finished
        if self.key is not None and not is_revoking and presses_of(self.app).use():
            self._revoking = self._ask_and_revoke(self.key)

    @work(exclusive=True, group="new token")
    async def action_new_token(self) -> None:
        """Make a personal access token, and read the list again."""
        own = self._workspace.account.token
        users = [own.user] if own is not None and own.user else []
        users = list(dict.fromkeys([*users, *self._keys.users]))
        if presses_of(self.app).use() and await make_token(self.app, self._workspace, users):
            self.action_reload()

    @work(group="revoke")
    async def _ask_and_revoke(self, key: AccountKey) -> None:
        call = key.deletion
        try:
            await self._workspace.check(call)
        except ReadOnlyError as refusal:
            words = refusal_words(refusal, _("esc, then R,"))
            self.notify(words, severity="warning", timeout=8, markup=False)
            return
        if key.in_use and not await self._agreed_to_sign_out(key):
            return
        workspace = self._workspace
        question: ConfirmScreen = ConfirmScreen(
            call,
            workspace.url(call),
            where=f"{workspace.title}, {workspace.account.who or workspace.account.standing}",
            note=f"{workspace.sent.words(call)}\n{self._what_goes_along(key)}".strip(),
            effects=workspace.effects(call),
            item=named(key) if key.name else "",
        )
        if await self.app.push_screen_wait(question):
            await self._revoke(key)

    def _what_goes_along(self, key: AccountKey) -> str:
        """How many consumer keys are revoked with an application; "" for none."""
        count = self._keys.of_application(key) if key.kind == "application" else 0
        if not count:
            return ""
        words = ngettext(
            "{count} consumer key goes with this application.",
            "{count} consumer keys go with this application.",
            count,
        )
        if self._keys.waiting:
            words = ngettext(
                "At least {count} consumer key goes with this application.",
                "At least {count} consumer keys go with this application.",
                count,
            )
        return words.format(count=number(count))

    async def _agreed_to_sign_out(self, key: AccountKey) -> bool:
        title = revoke_own_title(key)
        words = revoke_own_words(key)
        return await self.app.push_screen_wait(YesNoScreen(title, words, _("Revoke it anyway")))

    async def _revoke(self, key: AccountKey) -> None:
        from ovh_explorer.client.errors import ClientError

        workspace, call = self._workspace, key.deletion
        try:
            response = await workspace.recorder.send(call, workspace.send)
        except ReadOnlyError as refusal:
            self._say_failure(refusal_words(refusal, _("esc, then R,")))
            return
        except ClientError as error:
            self._say_failure(printable(str(error)))
            return
        if response.error is not None:
            lines = await workspace.error_doctor.explain(call, response)
            # That key is the main screen's.
            self._say_failure("\n".join(map(printable, behind_dialog(lines))))
            return
        words = revoked_words(key)
        self.notify(printable(words), markup=False)
        if key.in_use:
            self._revoked()
        self.action_reload()

    def _say_failure(self, words: str) -> None:
        self.notify(words, severity="error", timeout=10, markup=False)
