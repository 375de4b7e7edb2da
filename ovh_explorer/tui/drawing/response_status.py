"""The two lines above a response: how a request goes, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from ovh_explorer.call import Call
from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.tui.response.render import RenderedResponse
from ovh_explorer.workspace.response.format import human_size

if TYPE_CHECKING:
    from ovh_explorer.client.response import Arriving

__all__ = ["Underway", "answer_place", "failure_text", "status_text", "table_place"]

_TURNS = "◐◓◑◒"
# Columns of a progress bar.
_BAR = 40
_REASON = 30


@dataclass
class Underway:
    """What is under way.

    Attributes:
        call: what the form said.
        started: by the clock of whoever asks.
        arriving: the answer, once its head is there.
        part: how much of a large answer is laid out, from 0 to 1.
        doing: how far what takes several requests is.
    """

    call: Call
    started: float
    arriving: "Arriving | None" = None
    part: float | None = None
    doing: str = ""

    @property
    def elsewhere(self) -> str:
        """A line that says that it is under way, while another operation is open."""
        return f"{_TURNS[0]} {self.call.method} {printable(self.call.masked().target)}… esc cancels"

    def text(self, now: float) -> Text:
        """All of it, while its operation is open."""
        seconds = now - self.started
        turn = _TURNS[int(seconds * 5) % 4]
        if self.doing and self.part is None:
            return Text(f"{turn} {printable(self.doing)}  {seconds:.1f} s  esc stops", "bold")
        arriving = self.arriving
        if arriving is None:
            return Text(f"{turn} {self.call.method}… {seconds:.1f} s  esc cancels", "bold")
        text = Text()
        text.append(
            f" {arriving.status} {_short(arriving.reason)} ",
            f"bold white on {_colour(arriving.status)}",
        )
        size = human_size(arriving.received)
        if arriving.total is not None:
            size += f" of {human_size(arriving.total)}"
        how_far = (
            f"laying out {self.part * 100:.0f} %" if self.part is not None else f"{seconds:.1f} s"
        )
        text.append(f" {turn} {size}  {how_far}  esc cancels", "bold")
        part = self.part
        if part is None and arriving.total:
            part = arriving.received / arriving.total
        if part is not None:
            text.append(f"\n{_bar(part)}")
        return text


def answer_place(path: str, line: int, height: int, width: int) -> str:
    """Where one is in an answer; of a path that is too long for `width` columns its end."""
    where = f"  line {line + 1:,} of {height:,}"
    words = printable(path) or "the whole answer"
    room = max(10, width - len(where))
    return (words if len(words) <= room else f"…{words[1 - room :]}") + where


def table_place(lines: TableLines) -> str:
    """Where one is in a table, and in which order it stands."""
    words = f"row {lines.row + 1:,} of {lines.height:,}"
    if lines.shown:
        words += f" · {lines.shown[lines.column].title}"
    if lines.sorted_by is not None:
        words += f" · by {lines.sorted_by.title} {'downwards' if lines.descending else 'upwards'}"
    hidden = len(lines.table.columns) - len(lines.shown)
    return words + (f" · {hidden} columns hidden" if hidden else "")


def _short(reason: str) -> str:
    """The word beside a status; a server may send any."""
    return printable(reason if len(reason) <= _REASON else f"{reason[:_REASON]}…")


def _bar(part: float) -> str:
    done = round(min(1.0, max(0.0, part)) * _BAR)
    return "━" * done + "╌" * (_BAR - done)


def status_text(found: RenderedResponse, about: str) -> Text:
    """Status, time and size of a response; of one that is not to what the form says, faintly, what
    it is to.
    """
    response = found.response
    status = f" {response.status} {_short(response.reason)} "
    if about:
        return Text.assemble(
            (status, "dim reverse"), (f"  response {printable(about)}", "bold yellow")
        )
    text = Text.assemble(
        (status, f"bold white on {_colour(response.status)}"),
        (f"  {response.elapsed * 1000:.0f} ms  {human_size(response.size)}", "bold"),
    )
    if found.expression:
        text.append(f"  filtered: {printable(found.expression)}", "italic")
    elif found.note:
        text.append(f"  {printable(found.note)}", "italic")
    return text


def failure_text(about: str) -> Text:
    """That there is no response, and to what."""
    if about:
        return Text.assemble(
            (" no response ", "dim reverse"), (f"  {printable(about)}", "bold yellow")
        )
    return Text(" no response ", "bold reverse red")


def _colour(status: int) -> str:
    return "dark_green" if status < 300 else "orange4" if status < 400 else "dark_red"
