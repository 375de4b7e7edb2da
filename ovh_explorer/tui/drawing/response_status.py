"""The two lines above a response: how a request goes, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from ovh_explorer.call import Call
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.drawing.rendered_response import RenderedResponse
from ovh_explorer.tui.drawing.table_lines import TableLines
from ovh_explorer.workspace.calls.pagination import next_page
from ovh_explorer.workspace.response.format import human_size

if TYPE_CHECKING:
    from ovh_explorer.client.response import PartialResponse

__all__ = [
    "RequestProgress",
    "failure_text",
    "note_text",
    "part_words",
    "response_place",
    "status_text",
    "table_place",
]

_TURNS = "◐◓◑◒"
_OUTDATED = N_("from before your change · ^r reads it")
_BAR_COLUMNS = 40
_MAX_REASON_CHARACTERS = 30
_MIN_PATH_COLUMNS = 10
_MIN_FILTER_COLUMNS = 24


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
        request = f"{self.call.method} {printable(self.call.shown_target)}"
        return _("{turn} {request}… esc cancels").format(turn=_TURNS[0], request=request)

    def text(self, now: float) -> Text:
        """All of it, while its operation is open."""
        seconds = now - self.started
        turn = _TURNS[int(seconds * 5) % 4]
        if self.doing and self.part is None:
            words = _("{turn} {doing}  {seconds} s  esc cancels").format(
                turn=turn, doing=printable(self.doing), seconds=number(seconds, 1)
            )
            return Text(words, "bold")
        if self.partial is None:
            words = _("{turn} {method}… {seconds} s  esc cancels").format(
                turn=turn, method=self.call.method, seconds=number(seconds, 1)
            )
            return Text(words, "bold")
        return self._partial_text(self.partial, turn, seconds)

    def _partial_text(self, partial: "PartialResponse", turn: str, seconds: float) -> Text:
        status = f" {partial.status} {_short(partial.reason)} "
        text = Text.assemble((status, f"bold white on {_colour(partial.status)}"))
        size = human_size(partial.received)
        if partial.total is not None:
            size = _("{size} of {total}").format(size=size, total=human_size(partial.total))
        part = self.part
        how_far = f"{number(seconds, 1)} s"
        if part is not None:
            how_far = _("laying out {percent} %").format(percent=f"{part * 100:.0f}")
        words = _("{turn} {size}  {how_far}  esc cancels").format(
            turn=turn, size=size, how_far=how_far
        )
        text.append(f" {words}", "bold")
        if part is None and partial.total:
            part = partial.received / partial.total
        if part is not None:
            text.append(f"\n{_bar(part)}")
        return text


def response_place(path: str, line: int, height: int, width: int) -> str:
    """Where the cursor is in a response; of a path that is too long for `width` columns its end."""
    place = _("line {line} of {lines}").format(line=number(line + 1), lines=number(height))
    where = f"  {place}"
    words = printable(path) or _("the whole response")
    room = max(_MIN_PATH_COLUMNS, width - len(where))
    return (words if len(words) <= room else f"…{words[1 - room :]}") + where


def table_place(lines: TableLines, *, acts: bool) -> str:
    """Where the cursor is in a table, and in which order that stands; of marked rows, whether a key
    `acts` on them.
    """
    parts = []
    if marked := _marked_words(len(lines.marks), len(lines.hidden_marks), acts=acts):
        parts.append(marked)
    place = _("row {row} of {rows}")
    parts.append(place.format(row=number(lines.row + 1), rows=number(lines.height)))
    if lines.shown:
        parts.append(lines.shown[lines.column].title)
    if lines.sorted_by is not None:
        words = _("by {title} descending") if lines.descending else _("by {title} ascending")
        parts.append(words.format(title=lines.sorted_by.title))
    if hidden := len(lines.table.columns) - len(lines.shown):
        words = ngettext("{count} column hidden", "{count} columns hidden", hidden)
        parts.append(words.format(count=number(hidden)))
    return " · ".join(parts)


def _marked_words(in_sight: int, hidden: int, *, acts: bool) -> str:
    """How many rows are marked, how many of them a filter hides, and whether a key `acts` on them;
    "" for none.
    """
    marked = in_sight + hidden
    if not marked:
        return ""
    if in_sight and not acts and hidden:
        words = ngettext(
            "{count} marked, {hidden} out of sight: nothing acts on several rows",
            "{count} marked, {hidden} out of sight: nothing acts on several rows",
            marked,
        )
    elif in_sight and not acts:
        words = ngettext(
            "{count} marked: nothing acts on several rows",
            "{count} marked: nothing acts on several rows",
            marked,
        )
    elif not hidden:
        words = ngettext("{count} marked: a acts on them", "{count} marked: a acts on them", marked)
    elif in_sight:
        words = ngettext(
            "{count} marked, {hidden} out of sight: a acts on those in sight",
            "{count} marked, {hidden} out of sight: a acts on those in sight",
            marked,
        )
    else:
        words = ngettext(
            "{count} marked, out of sight: f with nothing shows it",
            "{count} marked, out of sight: f with nothing shows them",
            marked,
        )
    return words.format(count=number(marked), hidden=number(hidden))


def _short(reason: str) -> str:
    """The word beside a status; a server may send any."""
    return printable(
        reason if len(reason) <= _MAX_REASON_CHARACTERS else f"{reason[:_MAX_REASON_CHARACTERS]}…"
    )


def _bar(part: float) -> str:
    done = round(min(1.0, max(0.0, part)) * _BAR_COLUMNS)
    return "━" * done + "╌" * (_BAR_COLUMNS - done)


def status_text(found: RenderedResponse, about: str, *, is_outdated: bool = False) -> Text:
    """Status, time and size of a response; of one that is not to what the form says, or was
    read before something changed, faintly, that it is.
    """
    response = found.response
    status = f" {response.status} {_short(response.reason)} "
    if about or is_outdated:
        words = _("response {about}").format(about=printable(about)) if about else _(_OUTDATED)
        # First: who takes a part for the whole takes it for what is left after the change.
        is_filtered = _("filtered") if found.expression else ""
        words = " · ".join(filter(None, (part_words(found), is_filtered, words)))
        return Text.assemble((status, "dim reverse"), (f"  {words}", "bold"))
    text = Text.assemble(
        (status, f"bold white on {_colour(response.status)}"),
        # not for people: no words
        (f"  {response.elapsed * 1000:.0f} ms  {human_size(response.size)}", "bold"),
    )
    if note := note_text(found):
        text.append("  ").append_text(note)
    return text


def part_words(found: RenderedResponse) -> str:
    """How much of a list is shown, where that is not all of it; else ""."""
    rest = None if found.details is None else found.details.rest
    if rest is not None:
        return rest.words
    if next_page(found.call, found.response) is not None:
        return _("not the last page")
    return ""


def _part_note(found: RenderedResponse) -> str:
    """That what is shown is a part, and how to get the others; "" for what is whole."""
    rest = None if found.details is None else found.details.rest
    if rest is not None:
        return rest.advice
    return _("not the last page: m loads more") if part_words(found) else ""


def note_text(found: RenderedResponse, columns: int | None = None) -> Text:
    """How a response is shown, where that is not as it came, and whether it is a part. A filter
    that is too long for `columns` loses its end, not what is said behind it.
    """
    how = found.note
    if found.expression:
        how = _("filtered: {expression}").format(expression=found.expression)
        if not found.matches:
            how = _("no match · f changes it, f with nothing shows all · {filter}").format(
                filter=how
            )
    # First: the end of a line that is too long is cut.
    before, how, behind = map(printable, (_part_note(found), how, found.watched))
    words = " · ".join(filter(None, (before, how, behind)))
    if columns is not None and found.expression and found.matches and cell_len(words) > columns:
        room = max(_MIN_FILTER_COLUMNS, cell_len(how) - (cell_len(words) - columns))
        if cell_len(how) > room:
            how = f"{set_cell_size(how, room - 1)}…"
        words = " · ".join(filter(None, (before, how, behind)))
    return Text(words, "italic")


def failure_text(about: str) -> Text:
    """That there is no response, and to what."""
    words = _("no response")
    if about:
        return Text.assemble((f" {words} ", "dim reverse"), (f"  {printable(about)}", "bold"))
    return Text(f" {words} ", "bold reverse red")


def _colour(status: int) -> str:
    if status < 300:
        return "dark_green"
    return "orange4" if status < 400 else "dark_red"
