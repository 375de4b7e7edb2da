"""The account's keys: what they may do, when they were used, and an end to them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Input, Static

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.dialog import ResultScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.workspace.account.keys import KINDS, AccountKey, AccountKeys, ago
from ovh_explorer.workspace.workspace import ReadOnlyError, Workspace

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

__all__ = ["AccountKeysScreen"]

# Seconds between two drawings of a list that is still coming.
_DRAW = 0.15
_NAME = 24


class _Table(DataTable[Text]):
    """Rows, with the keys of the other lists here."""

    BINDINGS = [
        ("j", "cursor_down", "down"),
        ("k", "cursor_up", "up"),
        ("home,g", "scroll_top", "first"),
        ("end,G,shift+g", "scroll_bottom", "last"),
    ]

    def __init__(self) -> None:
        super().__init__(cursor_type="row")


class AccountKeysScreen(ResultScreen[None]):
    """Lists applications, consumer keys and service accounts; shows one, revokes one.

    Args:
        revoked: told when the keys one is signed in with are gone.
        now: the time, for words such as *3 days ago*.
    """

    BINDINGS = [
        ("escape", "leave", "close"),
        ("D,shift+d,delete", "revoke", "revoke"),
        ("r", "reload", "again"),
        ("m", "more", "more"),
        ("y", "copy", "copy"),
        ("slash", "find", "find"),
        ("pagedown,J,shift+j", "scroll_details(5)", "details down"),
        ("pageup,K,shift+k", "scroll_details(-5)", "details up"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    DEFAULT_CSS = """
    AccountKeysScreen {
        layout: vertical;
        & > #title { height: 1; background: $panel; text-style: bold; }
        & > #parts { height: 1fr; layout: vertical; }
        & DataTable { height: 1fr; width: 1fr; }
        & #details { height: 9; width: 1fr; border-top: solid $primary; padding: 0 1; }
        & > #filter { display: none; }
        & > #keys { height: 1; color: $text-muted; }
        & #problems { height: auto; max-height: 4; color: $text-error; padding: 0 1; }
    }
    AccountKeysScreen.-wide {
        & > #parts { layout: horizontal; }
        & #details { height: 1fr; width: 56; border-top: none; border-left: solid $primary; }
    }
    """

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
        self._keys = AccountKeys(
            workspace.session.send, workspace.settings.credentials, workspace.account.rights
        )
        self._shown: list[AccountKey] = []
        self._is_loading = False
        self._loading = 0
        self._timer: Timer | None = None
        self._revoking: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="title", markup=False)
        yield Static("", id="problems", markup=False)
        with Horizontal(id="parts"):
            yield _Table()
            with VerticalScroll(id="details", can_focus=False):
                yield Static("", id="words", markup=False)
        yield LineInput(placeholder="words: a name, a status, a rule", id="filter")
        keys = "enter/↑↓ choose · D revoke · y copy · / find · m more · r again · esc stops, closes"
        yield Static(keys, id="keys", markup=False)

    @property
    def table(self) -> "DataTable[Text]":
        return self.query_one(_Table)

    @property
    def key(self) -> AccountKey | None:
        """The key under the cursor."""
        row = self.table.cursor_row
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def on_mount(self) -> None:
        for label in ("", "name", "status", "rules", "last used", "ends"):
            self.table.add_column(label)
        self.table.focus()
        self.action_reload()

    # The list

    @work(exclusive=True, group="load")
    async def action_reload(self) -> None:
        """Ask for everything again."""
        workspace = self._workspace
        self._keys = AccountKeys(
            workspace.session.send, workspace.settings.credentials, workspace.account.rights
        )
        await self._load(self._keys.load)

    @work(exclusive=True, group="load")
    async def action_more(self) -> None:
        """Read more of those that are listed."""
        if self._keys.waiting:
            await self._load(self._keys.load_more)
        else:
            self.notify("There are no more keys.", timeout=3)

    async def _load(self, read: Callable[[Callable[[], None]], Awaitable[None]]) -> None:
        self._loading += 1
        number = self._loading
        self._is_loading = True
        self._draw()
        try:
            await read(self._told)
        finally:
            # Where another one began meanwhile, that one goes on.
            if number == self._loading:
                self._is_loading = False
                self._draw()

    def _told(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(_DRAW, self._draw)

    def _draw(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self.is_attached:
            return
        before = self.key
        words = self.query_one("#filter", Input).value
        known = self._keys.all
        self._shown = [key for key in known if key.matches(words)]
        now = self._now()
        table = self.table
        with self.app.batch_update():
            table.clear()
            for key in self._shown:
                table.add_row(*self._cells(key, now))
            at = next(
                (
                    i
                    for i, key in enumerate(self._shown)
                    if before is not None and key.id == before.id
                ),
                0,
            )
            table.move_cursor(row=at, animate=False)
        who = f"{self._workspace.title}, {self._workspace.account.name}"
        self.query_one("#title", Static).update(
            printable(f" Keys of {who}: {self._count(len(known), words)}")
        )
        problems = [f"{KINDS[kind].title}s: {words}" for kind, words in self._keys.problems.items()]
        self.query_one("#problems", Static).update("\n".join(printable(line) for line in problems))
        self.query_one("#problems").display = bool(problems)
        self._draw_details()

    def _count(self, known: int, words: str) -> str:
        """How many keys are shown, and of how many."""
        parts = [f"{len(self._shown):,} of {known:,}" if words else f"{known:,}"]
        if self._keys.waiting:
            parts.append(f"{known + self._keys.waiting:,} listed, m reads more")
        if self._is_loading:
            parts.append("reading… esc stops")
        return " · ".join(parts)

    def _cells(self, key: AccountKey, now: datetime) -> list[Text]:
        name = printable(key.name or key.id)
        name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
        ended = key.expires is not None and key.expires <= now
        good = key.status in ("validated", "active", "")
        rules = str(len(key.rules)) if key.kind == "credential" else ""
        mark = {"credential": "key", "application": "app", "client": "svc"}[key.kind]
        return [
            Text(f"{'●' if key.in_use else ' '} {mark}", "bold" if key.in_use else "dim"),
            Text(name, "bold" if key.in_use else ""),
            Text(printable(key.status or ("?" if key.problem else "")), "" if good else "yellow"),
            Text(rules, justify="right"),
            Text(
                ago(key.last_use, now)
                or ("never" if key.kind == "credential" and not key.problem else "")
            ),
            Text(ago(key.expires, now), "red" if ended else ""),
        ]

    @on(DataTable.RowHighlighted)
    def _draw_details(self) -> None:
        key = self.key
        words = Text()
        if key is None:
            words.append(
                "Nothing is found."
                if self._keys.all
                else ""
                if self._is_loading
                else "There are none."
            )
        else:
            if key.in_use:
                words.append("You are signed in with it.\n", "bold")
            for label, value in key.details(self._now()):
                words.append(f"{label:<16}", "dim")
                words.append(f"{printable(value)}\n")
        self.query_one("#words", Static).update(words)
        self.query_one("#details").scroll_home(animate=False)

    def action_scroll_details(self, by: int) -> None:
        self.query_one("#details").scroll_relative(y=by, animate=False)

    # Finding

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
        """The filter ends first, then what is read, then the screen."""
        line = self.query_one("#filter", Input)
        if line.display:
            line.value = ""
            line.display = False
            self.table.focus()
        elif self._is_loading:
            self.workers.cancel_group(self, "load")
        else:
            self.dismiss(None)

    # Doing something with one

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        """Copy the id, or the application key."""
        from ovh_explorer.tui.terminal.clipboard import CopyError, copy

        key = self.key
        if key is None:
            return
        text = key.text or key.id
        try:
            where = await copy(text, self.app.write_to_terminal)  # type: ignore[attr-defined]
        except CopyError as error:
            self.notify(printable(f"Not copied: {error}"), severity="error", markup=False)
        else:
            self.notify(printable(f"Copied {text} to {where}."), markup=False)

    def action_revoke(self) -> None:
        """Revoke what is under the cursor, after the questions that takes; once, however long the
        key is held.
        """
        is_asked = self._revoking is not None and not self._revoking.is_finished
        if self.key is not None and not is_asked and presses_of(self.app).use():
            self._revoking = self._ask_and_revoke(self.key)

    @work(group="revoke")
    async def _ask_and_revoke(self, key: AccountKey) -> None:
        call = key.deletion
        try:
            await self._workspace.read_only_mode.check(call)
        except ReadOnlyError as refusal:
            self.notify(printable(str(refusal)), severity="warning", timeout=8, markup=False)
            return
        if key.in_use and not await self._agreed_to_sign_out(key):
            return
        note = self._workspace.sent_recently.words(call)
        if key.kind == "application" and (count := self._keys.of_application(key)):
            least = "At least " if self._keys.waiting else ""
            note += f"\n{least}{count} consumer key{'s go' if count > 1 else ' goes'} with this application."
        who = f"{self._workspace.title}, {self._workspace.account.name or self._workspace.account.status}"
        url = self._workspace.url(call)
        effects = self._workspace.effects(call)
        question: ConfirmScreen = ConfirmScreen(
            call, url, where=who, note=note.strip(), effects=effects
        )
        if await self.app.push_screen_wait(question):
            await self._revoke(key)

    async def _agreed_to_sign_out(self, key: AccountKey) -> bool:
        title = f"You are signed in with this {KINDS[key.kind].title}"
        words = "Whatever uses it is signed out, this program too."
        return await self.app.push_screen_wait(YesNoScreen(title, words, "Revoke it all the same"))

    async def _revoke(self, key: AccountKey) -> None:
        from ovh_explorer.client.errors import ClientError

        call = key.deletion
        try:
            response = await self._workspace.send(call)
        except (ClientError, ReadOnlyError) as error:
            self.notify(printable(str(error)), severity="error", timeout=10, markup=False)
            return
        if response.error is not None:
            lines = await self._workspace.error_doctor.explain(call, response)
            self.notify(
                "\n".join(printable(line) for line in lines),
                severity="error",
                timeout=10,
                markup=False,
            )
            return
        self.notify(
            printable(f"Revoked: {KINDS[key.kind].title} {key.name or key.id}"), markup=False
        )
        if key.in_use:
            self._revoked()
        self.action_reload()
