"""What was tried: found as one types."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from ovh_explorer.text import printable
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.tui.widgets.search_input import SearchInput
from ovh_explorer.workspace.storage.history import MAX_FOUND, HistoryEntry

__all__ = ["Again", "HistoryScreen"]

_COLOURS = {"GET": "green", "POST": "blue", "PUT": "yellow", "DELETE": "red"}


@dataclass(frozen=True, slots=True)
class Again:
    """What is to be done.

    Attributes:
        tried: the request to open; with `send` it is sent too.
        clear: forget all of them.
        several: the requests, the oldest first, that `what` is to be done with: tell their
            ``rights``, write a ``script`` of them, ``compare`` two.
    """

    tried: HistoryEntry | None = None
    send: bool = False
    clear: bool = False
    several: tuple[HistoryEntry, ...] = ()
    what: str = ""


class HistoryScreen(Dialog[Again | None]):
    """Lists requests, the newest first, with those words in them that are typed."""

    BINDINGS = [
        ("escape", "dismiss", "close"),
        ("down", "move(1)", "down"),
        ("up", "move(-1)", "up"),
        ("pagedown", "move(10)", "page down"),
        ("pageup", "move(-10)", "page up"),
        ("ctrl+r", "again", "send again"),
        Binding("tab", "mark", "mark", priority=True),
        ("f5", "several('compare')", "compare"),
        ("f6", "several('rights')", "rights"),
        ("f7", "several('script')", "script"),
        ("f8", "clear", "forget all"),
    ]
    DEFAULT_CSS = """
    HistoryScreen { align: center top; }
    HistoryScreen > Vertical {
        width: 96%; max-width: 140; height: 80%; margin-top: 2; border: round $primary; background: $surface;
    }
    HistoryScreen Input { border: none; height: 1; margin: 0 1; padding: 0; }
    HistoryScreen #count { height: 1; padding: 0 1; color: $text-muted; }
    HistoryScreen ResultList { height: 1fr; }
    """

    def __init__(
        self,
        find: Callable[[str], list[HistoryEntry]],
        note: str = "",
        now: Callable[[], float] = time.time,
    ) -> None:
        """`find` gives the requests that have words in them; `note` says what is wrong with the
        history.
        """
        super().__init__()
        self._find = find
        self._note = note
        self._now = now
        self._shown: list[HistoryEntry] = []
        self._marked: dict[int, HistoryEntry] = {}

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "History"
            box.border_subtitle = "enter open · ^r send · tab mark · F5 compare · F6 rights · F7 script · F8 forget · esc"
            yield SearchInput(self._look, placeholder="words: a path, a value, a status, a profile")
            yield Static("", id="count", markup=False)
            yield ResultList()

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))
        self._look("")

    def _look(self, words: str) -> None:
        self._shown = self._find(words)
        now = self._now()
        lines = [_line(tried, now, marked=tried.id in self._marked) for tried in self._shown]
        self.query_one(ResultList).show(lines)
        self._count(words)

    def _count(self, words: str) -> None:
        nothing = "nothing was tried yet" if not words.strip() else "nothing found"
        count = f"{len(self._shown)} requests" if self._shown else nothing
        if len(self._shown) == MAX_FOUND:
            count = f"the newest {MAX_FOUND} requests"
        marked = f"{len(self._marked)} marked" if self._marked else ""
        said = " · ".join(part for part in (count, marked, self._note) if part)
        self.query_one("#count", Static).update(printable(said), layout=False)

    def action_move(self, step: int) -> None:
        self.query_one(ResultList).move(step)

    def _choose(self, *, send: bool) -> None:
        if self._shown:
            self.dismiss(Again(self._shown[self.query_one(ResultList).cursor], send=send))

    @on(Input.Submitted)
    @on(ResultList.Chosen)
    def _on_chosen(self) -> None:
        self._choose(send=False)

    def action_again(self) -> None:
        """Open the request and send it: once, for held ``^r`` is TRY on the main screen."""
        if presses_of(self.app).use():
            self._choose(send=True)

    def action_mark(self) -> None:
        """Mark a request, or take its mark away, and go on to the next."""
        if not self._shown:
            return
        results = self.query_one(ResultList)
        tried = self._shown[results.cursor]
        if self._marked.pop(tried.id, None) is None:
            self._marked[tried.id] = tried
        line = _line(tried, self._now(), marked=tried.id in self._marked)
        results.replace(results.cursor, line)
        self._count(self.query_one(Input).value)
        self.action_move(1)

    def action_several(self, what: str) -> None:
        """Do something with the marked requests; with all that are shown where none is marked."""
        chosen = list(self._marked.values()) or self._shown
        if what == "compare" and len(self._marked) != 2:
            self.notify("Mark the two requests to compare: tab.", severity="warning")
        elif chosen:
            self.dismiss(
                Again(several=tuple(sorted(chosen, key=lambda tried: tried.id)), what=what)
            )

    def action_clear(self) -> None:
        self.dismiss(Again(clear=True))


def _line(tried: HistoryEntry, now: float, *, marked: bool = False) -> Text:
    call = tried.call
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append("● " if marked else "  ", "bold")
    today = time.localtime(tried.at)[:3] == time.localtime(now)[:3]
    line.append(
        f"{time.strftime('%H:%M' if today else '%d %b', time.localtime(tried.at)):<7}", "dim"
    )
    if tried.status is None:
        line.append("  – ", "red")
    else:
        line.append(
            f"{tried.status:>3} ",
            "green" if tried.status < 300 else "yellow" if tried.status < 500 else "red",
        )
    line.append(f"{call.method:<6} ", f"bold {_COLOURS.get(call.method, '')}")
    path = call.path
    for name, value in call.path_values:
        path = path.replace(f"{{{name}}}", value or f"{{{name}}}")
    line.append("v2" if call.branch == "v2" else "", "bold cyan")
    line.append(printable(path))
    if call.query:
        line.append(
            printable("?" + "&".join(f"{name}={value}" for name, value in call.query)), "dim"
        )
    line.append(printable(f"  {tried.profile}"), "dim")
    if tried.problem:
        line.append(printable(f"  {tried.problem}"), "dim red")
    return line
