"""The two lines above a response: how a request goes, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from ovh_explorer.call import Call
from ovh_explorer.text import counted, printable
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.workspace.response.format import human_size

if TYPE_CHECKING:
    from ovh_explorer.client.response import PartialResponse

__all__ = [
    "RequestProgress",
    "failure_text",
    "note_text",
    "response_place",
    "status_text",
    "table_place",
]

_TURNS = "◐◓◑◒"
_BAR_COLUMNS = 40
_MAX_REASON_CHARACTERS = 30
_MIN_PATH_COLUMNS = 10


@dataclass
class RequestProgress:
    """How far the request is that is under way.

    Attributes:
        call: what the form said.
        started: when it began, in seconds of the clock that :meth:`text` is told.
        partial: the response, once its head is here.
        part: how much of a large response is laid out, from 0 to 1.
        doing: how far what takes several requests is, in words.
    """

    call: Call
    started: float
    partial: "PartialResponse | None" = None
    part: float | None = None
    doing: str = ""

    @property
    def elsewhere(self) -> str:
        """A line that says that it is under way, while another operation is open."""
        return f"{_TURNS[0]} {self.call.method} {printable(self.call.shown_target)}… esc cancels"

    def text(self, now: float) -> Text:
        """All of it, while its operation is open."""
        seconds = now - self.started
        turn = _TURNS[int(seconds * 5) % 4]
        if self.doing and self.part is None:
            return Text(f"{turn} {printable(self.doing)}  {seconds:.1f} s  esc cancels", "bold")
        if self.partial is None:
            return Text(f"{turn} {self.call.method}… {seconds:.1f} s  esc cancels", "bold")
        return self._partial_text(self.partial, turn, seconds)

    def _partial_text(self, partial: "PartialResponse", turn: str, seconds: float) -> Text:
        status = f" {partial.status} {_short(partial.reason)} "
        text = Text.assemble((status, f"bold white on {_colour(partial.status)}"))
        size = human_size(partial.received)
        if partial.total is not None:
            size += f" of {human_size(partial.total)}"
        part = self.part
        how_far = f"{seconds:.1f} s" if part is None else f"laying out {part * 100:.0f} %"
        text.append(f" {turn} {size}  {how_far}  esc cancels", "bold")
        if part is None and partial.total:
            part = partial.received / partial.total
        if part is not None:
            text.append(f"\n{_bar(part)}")
        return text


def response_place(path: str, line: int, height: int, width: int) -> str:
    """Where the cursor is in a response; of a path that is too long for `width` columns its end."""
    where = f"  line {line + 1:,} of {height:,}"
    words = printable(path) or "the whole response"
    room = max(_MIN_PATH_COLUMNS, width - len(where))
    return (words if len(words) <= room else f"…{words[1 - room :]}") + where


def table_place(lines: TableLines) -> str:
    """Where the cursor is in a table, and in which order that stands."""
    marks = f"{len(lines.marks):,} marked: a acts on them · " if lines.marks else ""
    words = f"{marks}row {lines.row + 1:,} of {lines.height:,}"
    if lines.shown:
        words += f" · {lines.shown[lines.column].title}"
    if lines.sorted_by is not None:
        words += (
            f" · by {lines.sorted_by.title} {'descending' if lines.descending else 'ascending'}"
        )
    hidden = len(lines.table.columns) - len(lines.shown)
    return words + (f" · {counted(hidden, 'column')} hidden" if hidden else "")


def _short(reason: str) -> str:
    """The word beside a status; a server may send any."""
    return printable(
        reason if len(reason) <= _MAX_REASON_CHARACTERS else f"{reason[:_MAX_REASON_CHARACTERS]}…"
    )


def _bar(part: float) -> str:
    done = round(min(1.0, max(0.0, part)) * _BAR_COLUMNS)
    return "━" * done + "╌" * (_BAR_COLUMNS - done)


def status_text(found: RenderedResponse, about: str) -> Text:
    """Status, time and size of a response; of one that is not to what the form says, faintly, what
    it is to.
    """
    response = found.response
    status = f" {response.status} {_short(response.reason)} "
    if about:
        return Text.assemble((status, "dim reverse"), (f"  response {printable(about)}", "bold"))
    text = Text.assemble(
        (status, f"bold white on {_colour(response.status)}"),
        (f"  {response.elapsed * 1000:.0f} ms  {human_size(response.size)}", "bold"),
    )
    if note := note_text(found):
        text.append("  ").append_text(note)
    return text


def note_text(found: RenderedResponse) -> Text:
    """How a response is shown, where that is not as it came."""
    how = f"filtered: {found.expression}" if found.expression else found.note
    words = " · ".join(filter(None, (found.watched, how)))
    return Text(printable(words), "italic")


def failure_text(about: str) -> Text:
    """That there is no response, and to what."""
    if about:
        return Text.assemble((" no response ", "dim reverse"), (f"  {printable(about)}", "bold"))
    return Text(" no response ", "bold reverse red")


def _colour(status: int) -> str:
    if status < 300:
        return "dark_green"
    return "orange4" if status < 400 else "dark_red"
