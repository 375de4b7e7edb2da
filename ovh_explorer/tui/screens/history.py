"""What was tried: found as one types."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ovh_explorer.text import printable
from ovh_explorer.workspace.history import Tried

__all__ = ["Again", "HistoryScreen"]

_COLOURS = {"GET": "green", "POST": "blue", "PUT": "yellow", "DELETE": "red"}


@dataclass(frozen=True, slots=True)
class Again:
    """What is to be done: open a request, send it too, tell the `rights` that some need, or forget all of them."""

    tried: Tried | None = None
    send: bool = False
    clear: bool = False
    rights: tuple[Tried, ...] = ()


class HistoryScreen(ModalScreen[Again | None]):
    """Lists requests, the newest first, with those words in them that are typed."""

    BINDINGS = [
        ("escape", "dismiss", "close"),
        ("down", "move(1)", "down"),
        ("up", "move(-1)", "up"),
        ("pagedown", "move(10)", "page down"),
        ("pageup", "move(-10)", "page up"),
        ("ctrl+r", "again", "send again"),
        ("f6", "rights", "rights"),
        ("f8", "clear", "forget all"),
    ]
    DEFAULT_CSS = """
    HistoryScreen { align: center top; }
    HistoryScreen > Vertical {
        width: 96%; max-width: 140; height: 80%; margin-top: 2; border: round $primary; background: $surface;
    }
    HistoryScreen Input { border: none; height: 1; margin: 0 1; padding: 0; }
    HistoryScreen #count { height: 1; padding: 0 1; color: $text-muted; }
    HistoryScreen OptionList {
        height: 1fr; border: none; background: $surface; padding: 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(
        self, find: Callable[[str], list[Tried]], note: str = "", now: Callable[[], float] = time.time
    ) -> None:
        """`find` gives the requests that have words in them; `note` says what is wrong with the history."""
        super().__init__()
        self._find = find
        self._note = note
        self._now = now
        self._shown: list[Tried] = []

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "History"
            box.border_subtitle = "enter opens · ^r sends again · F6 their rights · F8 forgets all · esc"
            yield Input(placeholder="words: a path, a value, a status, a profile", compact=True)
            yield Static("", id="count", markup=False)
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))
        self._look("")

    @on(Input.Changed)
    def _on_words(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, words: str) -> None:
        self._shown = self._find(words)
        options = self.query_one(OptionList)
        options.clear_options()
        now = self._now()
        options.add_options([Option(_line(tried, now)) for tried in self._shown])
        if self._shown:
            options.highlighted = 0
        nothing = "nothing was tried yet" if not words.strip() else "nothing found"
        count = f"{len(self._shown)} requests" if self._shown else nothing
        self.query_one("#count", Static).update(printable(" · ".join(part for part in (count, self._note) if part)))

    def action_move(self, step: int) -> None:
        options = self.query_one(OptionList)
        if self._shown:
            at = 0 if options.highlighted is None else options.highlighted
            options.highlighted = max(0, min(len(self._shown) - 1, at + step))

    def _choose(self, *, send: bool) -> None:
        at = self.query_one(OptionList).highlighted
        if self._shown and at is not None:
            self.dismiss(Again(self._shown[at], send=send))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _on_chosen(self) -> None:
        self._choose(send=False)

    def action_again(self) -> None:
        self._choose(send=True)

    def action_rights(self) -> None:
        """The rights that what is shown needs."""
        if self._shown:
            self.dismiss(Again(rights=tuple(self._shown)))

    def action_clear(self) -> None:
        self.dismiss(Again(clear=True))


def _line(tried: Tried, now: float) -> Text:
    call = tried.call
    line = Text(no_wrap=True, overflow="ellipsis")
    today = time.localtime(tried.at)[:3] == time.localtime(now)[:3]
    line.append(f"{time.strftime('%H:%M' if today else '%d %b', time.localtime(tried.at)):<7}", "dim")
    if tried.status is None:
        line.append("  – ", "red")
    else:
        line.append(f"{tried.status:>3} ", "green" if tried.status < 300 else "yellow" if tried.status < 500 else "red")
    line.append(f"{call.method:<6} ", f"bold {_COLOURS.get(call.method, '')}")
    path = call.path
    for name, value in call.path_values:
        path = path.replace(f"{{{name}}}", value or f"{{{name}}}")
    line.append("v2" if call.branch == "v2" else "", "bold cyan")
    line.append(printable(path))
    if call.query:
        line.append(printable("?" + "&".join(f"{name}={value}" for name, value in call.query)), "dim")
    line.append(printable(f"  {tried.profile}"), "dim")
    if tried.problem:
        line.append(printable(f"  {tried.problem}"), "dim red")
    return line
