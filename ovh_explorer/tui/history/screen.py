"""The history: requests that were sent, found as the user types."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.translation.dates import moment_of
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.colour_roles import (
    colour,
    colour_classes,
    colour_css,
    http_colour,
    method_colour,
)
from ovh_explorer.tui.drawing.path_cuts import path_cuts
from ovh_explorer.tui.key_bindings import bindings, footer_keys
from ovh_explorer.tui.terminal.key_presses import presses_of
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.inputs import SearchInput
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.workspace.storage.history import MAX_FOUND, HistoryEntry

__all__ = [
    "ClearHistory",
    "CompareEntries",
    "HistoryChoice",
    "HistoryPlace",
    "HistoryScreen",
    "OpenEntry",
    "ShowRights",
    "WriteScript",
]

_BOLD = Style(bold=True)
# Columns of the mark.
_MARK = 2
# Columns beside a path: the mark, the time, the status, the method, the branch of v2, and a sign
# that there is more. Columns of what is shown of a long path at least.
_BEFORE_PATH = 25
_MIN_PATH = 24
_NOTHING_SENT = (
    N_("Press esc to close this, find an operation with ^f and send it with ^r."),
    N_("Each request is listed here then, with what came of it, without secrets."),
    N_("Press enter on one to open it filled in, ^r to send it again."),
)
_NOT_FOUND = (
    N_("Use fewer words: all of them have to be in the request."),
    N_("Type a part of a path, a value, a status or a profile: zone 404."),
    N_("Or type a time or a day as the lines show it: {time}."),
    N_("Press esc to close this."),
)


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Open a request, filled in; with `send` send it too."""

    entry: HistoryEntry
    send: bool = False


@dataclass(frozen=True, slots=True)
class ClearHistory:
    """Forget every request."""


@dataclass(frozen=True, slots=True)
class CompareEntries:
    """Compare the responses to two requests."""

    older: HistoryEntry
    newer: HistoryEntry


@dataclass(frozen=True, slots=True)
class ShowRights:
    """Tell which rights these requests need."""

    entries: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class WriteScript:
    """Write a script of these requests, the oldest first; `left_out` is how many that the program
    sent beside them are not among these.
    """

    entries: tuple[HistoryEntry, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """Where a user was in the history.

    Attributes:
        words: that were looked for.
        cursor: the line.
        marked: the requests that are marked.
    """

    words: str = ""
    cursor: int = 0
    marked: tuple[HistoryEntry, ...] = ()


HistoryChoice = OpenEntry | ClearHistory | CompareEntries | ShowRights | WriteScript
"""What the user wants done with the history."""


class HistoryScreen(Dialog[HistoryChoice | None]):
    """Lists requests, the newest first, that hold the words that are typed."""

    BINDINGS = bindings("dialog", "results", "history")
    COMPONENT_CLASSES = colour_classes("method", "http", "problem")
    DEFAULT_CSS = (
        colour_css("HistoryScreen", "method", "http", "problem")
        + """
    HistoryScreen { align: center top; }
    HistoryScreen > Vertical {
        width: 96%; max-width: 140; height: 80%; margin-top: 2;
        border: round $primary; background: $surface;
    }
    HistoryScreen Input { border: none; height: 1; margin: 0 1; padding: 0; }
    HistoryScreen #count { height: 1; padding: 0 1; color: $text-muted; }
    HistoryScreen ResultList { height: 1fr; }
    """
    )

    def __init__(
        self,
        find: Callable[[str], list[HistoryEntry]],
        note: Callable[[], str] = str,
        now: Callable[[], float] = time.time,
        *,
        place: HistoryPlace | None = None,
    ) -> None:
        """`find` gives the requests that hold words; `note` says what is wrong with the history,
        once it was looked at; `place` is where it begins.
        """
        super().__init__()
        self._find = find
        self._note = note
        self._now = now
        self._shown: list[HistoryEntry] = []
        self._start = place or HistoryPlace()
        self._words = ""
        # It says where the cursor was once the screen is closed.
        self._list = ResultList()
        self._marked = {entry.id: entry for entry in self._start.marked}
        # What is shown of the paths, with their queries.
        self._paths: dict[int, str] = {}

    def compose(self) -> ComposeResult:
        with FittedBox() as box:
            box.border_title = _("History")
            keys = footer_keys("dialog", "results", "history")
            box.say_keys(*(f"{key.shown} {key.label}" for key in keys))
            yield SearchInput(
                self._look, placeholder=_("search: path, value, status, profile, time")
            )
            yield Static("", id="count", markup=False)
            yield self._list

    def on_mount(self) -> None:
        field = self.query_one(Input)
        self.set_focus(field)
        with self.prevent(Input.Changed):
            field.value = self._start.words
        self._look(self._start.words, self._start.cursor)

    @property
    def place(self) -> HistoryPlace:
        """Where the user is, to begin there again."""
        return HistoryPlace(self._words, self._list.cursor, tuple(self._marked.values()))

    def _look(self, words: str, cursor: int = 0) -> None:
        self._words = words
        self._shown = self._find(words)
        self.query_one(ResultList).show(self._lines(), cursor, empty=self._advice(words))
        self._count(words)

    def _advice(self, words: str) -> tuple[str, ...]:
        """What to do where no request is listed."""
        if not words.strip():
            return tuple(map(_, _NOTHING_SENT))
        now = self._now()
        # One word can't be fewer.
        advice = _NOT_FOUND if len(words.split()) > 1 else _NOT_FOUND[1:]
        return tuple(_(line).format(time=moment_of(now, now)) for line in advice)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_anew)

    def _draw_anew(self) -> None:
        """Draw the lines for another width."""
        results = self.query_one(ResultList)
        if self._shown:
            results.show(self._lines(), results.cursor)

    def _lines(self) -> list[Text]:
        now = self._now()
        self._cut_paths()
        return [self._line(entry, now, marked=entry.id in self._marked) for entry in self._shown]

    def _cut_paths(self) -> None:
        """Keep of each path what there is room for."""
        width = self.query_one(ResultList).size.width
        room = max(_MIN_PATH, width - _BEFORE_PATH)
        paths = [printable(_target(entry)) for entry in self._shown]
        cuts = path_cuts(paths, [room] * len(paths))
        self._paths = {entry.id: cut for entry, cut in zip(self._shown, cuts, strict=True)}

    def _count(self, words: str) -> None:
        if len(self._shown) == MAX_FOUND:
            count = _("the newest {count} requests").format(count=MAX_FOUND)
        elif self._shown:
            words = ngettext("{count} request", "{count} requests", len(self._shown))
            count = words.format(count=number(len(self._shown)))
        else:
            count = _("nothing found") if words.strip() else _("no requests yet")
        marked = ""
        if self._marked:
            chosen = ngettext("{count} marked", "{count} marked", len(self._marked))
            marked = chosen.format(count=len(self._marked))
        said = " · ".join(part for part in (count, marked, self._note()) if part)
        self.query_one("#count", Static).update(printable(said), layout=False)

    def _line(self, entry: HistoryEntry, now: float, *, marked: bool = False) -> Text:
        call = entry.call
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(*(("● ", "bold") if marked else ("· ", "dim")))
        line.append(f"{moment_of(entry.at, now):<7}", "dim")
        if entry.status is None:
            line.append("  – ", colour(self, "problem-error"))
        else:
            line.append(f"{entry.status:>3} ", http_colour(self, entry.status))
        line.append(f"{call.method:<6} ", method_colour(self, call.method) + _BOLD)
        if call.branch == "v2":
            line.append("v2", "bold cyan")
        path, mark, query = self._paths[entry.id].partition("?")
        line.append(path, "dim" if entry.is_beside else "")
        line.append(mark + query, "dim")
        if entry.is_beside:
            why = _("for a question or a form")
            line.append(f"  {why}", "dim italic")
        line.append(printable(f"  {entry.profile}"), "dim")
        if entry.problem:
            line.append(printable(f"  {entry.problem}"), colour(self, "problem-error"))
        return line

    def action_move(self, step: int) -> None:
        self.query_one(ResultList).move(step)

    def action_page(self, step: int) -> None:
        self.query_one(ResultList).action_page(step)

    def _choose(self, *, send: bool) -> None:
        if self._shown:
            self.dismiss(OpenEntry(self._shown[self.query_one(ResultList).cursor], send=send))

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self._choose(send=False)

    @on(ResultList.Chosen)
    def _on_chosen(self, event: ResultList.Chosen) -> None:
        """A click on the mark of a request marks it, one on its words opens it."""
        if event.column < _MARK:
            self._mark()
        else:
            self._choose(send=False)

    @on(ResultList.Turned)
    def _on_turned(self, event: ResultList.Turned) -> None:
        self.action_move(event.step)

    def action_send(self) -> None:
        """Open the request and send it: once, for held ``^r`` is TRY on the main screen."""
        if presses_of(self.app).use():
            self._choose(send=True)

    def action_mark(self) -> None:
        """Mark a request, or take its mark away, and go on to the next."""
        if self._shown:
            self._mark()
            self.action_move(1)

    def _mark(self) -> None:
        """Mark the request of the cursor, or take its mark away."""
        results = self.query_one(ResultList)
        entry = self._shown[results.cursor]
        if self._marked.pop(entry.id, None) is None:
            self._marked[entry.id] = entry
        line = self._line(entry, self._now(), marked=entry.id in self._marked)
        results.replace(results.cursor, line)
        self._count(self.query_one(Input).value)

    def _chosen(self) -> tuple[HistoryEntry, ...]:
        """The marked requests, the oldest first; all that are shown where none is marked."""
        chosen = self._marked.values() or self._shown
        return tuple(sorted(chosen, key=lambda entry: entry.id))

    def action_compare(self) -> None:
        if len(self._marked) != 2:
            self.notify(_("Mark the two requests to compare: tab."), severity="warning")
            return
        self.dismiss(CompareEntries(*self._chosen()))

    def action_show_rights(self) -> None:
        if entries := self._chosen():
            self.dismiss(ShowRights(entries))

    def action_write_script(self) -> None:
        entries = self._chosen()
        # What is marked is meant; of all that is listed, what the user sent.
        own = entries if self._marked else tuple(one for one in entries if not one.is_beside)
        if entries:
            self.dismiss(WriteScript(own or entries, len(entries) - len(own) if own else 0))

    def action_clear(self) -> None:
        self.dismiss(ClearHistory())


def _target(entry: HistoryEntry) -> str:
    """The path of a request, filled in, and its query."""
    path = entry.call.path
    for name, value in entry.call.path_values:
        path = path.replace(f"{{{name}}}", value or f"{{{name}}}")
    query = "&".join(f"{name}={value}" for name, value in entry.call.query)
    return f"{path}?{query}" if query else path
