"""What flows in a script: the requests with their values, where each comes from and why."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from ovh_explorer.call import Call, operation_title
from ovh_explorer.text import printable
from ovh_explorer.translation import N_, _, ngettext, number
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.drawing.colour_roles import colour_classes, colour_css, method_colour
from ovh_explorer.tui.drawing.path_cuts import path_cuts
from ovh_explorer.tui.key_bindings import bindings, footer_keys
from ovh_explorer.tui.widgets.fitted_line import FittedBox
from ovh_explorer.tui.widgets.result_list import ResultList
from ovh_explorer.workspace.recipes.flow import Flow, FlowMark
from ovh_explorer.workspace.recipes.places import Place

__all__ = ["FindFlow", "FlowScreen"]

FindFlow = Callable[[frozenset[tuple[int, Place]]], Flow]
"""Finds what flows, with some values kept as they are."""

_BOLD = Style(bold=True)
# Columns before a path: its number and its method. Columns of what is shown of a long one at least.
_BEFORE_PATH = 11
_MIN_PATH = 24
# What stands before a value: a mark is told from others without colours too.
_SIGNS = {"response": "←", "parameter": "$", "secret": "*", "fixed": "="}
_NOTHING = (
    N_("No value comes out of another response, and none is in several requests."),
    N_("Press enter to write the script as it is, esc to go back."),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: a request, or a value of one."""

    number: int
    mark: FlowMark | None = None


class FlowScreen(Dialog[Flow | None]):
    """Lists requests with the values that flow; a key keeps a value as it is. The result is what
    flows then, or None.

    Args:
        calls: the requests, the oldest first; their secrets are masked here.
        flow: what flows, nothing kept.
        find: finds it again.
        failed: how many more were chosen, which are left out as they failed.
    """

    BINDINGS = bindings("dialog", "results", "flow")
    # It goes on to the next choice.
    late_keys = frozenset({"enter"})
    COMPONENT_CLASSES = colour_classes("method")
    DEFAULT_CSS = (
        colour_css("FlowScreen", "method")
        + """
    FlowScreen { align: center top; }
    FlowScreen > Vertical {
        width: 96%; max-width: 140; height: 80%; margin-top: 2;
        border: round $primary; background: $surface;
    }
    FlowScreen #count, FlowScreen #why { height: 1; padding: 0 1; color: $text-muted; }
    FlowScreen #why { height: 2; color: $text; }
    FlowScreen ResultList { height: 1fr; }
    """
    )

    def __init__(self, calls: Sequence[Call], flow: Flow, find: FindFlow, failed: int = 0) -> None:
        super().__init__()
        self._calls = [call.masked() for call in calls]
        self._find = find
        self._failed = failed
        self._flow = flow
        self._lines: list[_Line] = []
        # What is shown of the path of each request.
        self._paths: list[str] = []

    @property
    def flow(self) -> Flow:
        """What flows now."""
        return self._flow

    def compose(self) -> ComposeResult:
        with FittedBox() as box:
            box.border_title = _("What flows")
            keys = footer_keys("dialog", "flow")
            box.say_keys(*(f"{key.shown} {key.label}" for key in keys))
            yield Static("", id="count", markup=False)
            yield ResultList()
            yield Static("", id="why", markup=False)

    def on_mount(self) -> None:
        self._show(0)
        first = next((at for at, line in enumerate(self._lines) if line.mark is not None), 0)
        self.action_move(first)

    def _show(self, cursor: int) -> None:
        self._lines = []
        marks: dict[int, list[FlowMark]] = {}
        for mark in self._flow.marks:
            marks.setdefault(mark.number, []).append(mark)
        for at in range(len(self._calls)):
            self._lines.append(_Line(at))
            self._lines += [_Line(at, mark) for mark in marks.get(at, ())]
        self._cut_paths()
        results = self.query_one(ResultList)
        texts = [self._text(line) for line in self._lines]
        results.show(texts, cursor, empty=tuple(map(_, _NOTHING)))
        flowing = sum(mark.kind == "response" for mark in self._flow.marks)
        count = len(self._calls)
        requests = ngettext("{count} request", "{count} requests", count)
        requests = requests.format(count=number(count))
        if self._failed:
            # The menu before had all of them.
            words = _("{count} of {total} requests: {failed} failed")
            requests = words.format(
                count=number(count),
                total=number(count + self._failed),
                failed=number(self._failed),
            )
        values = ngettext(
            "{count} value out of responses", "{count} values out of responses", flowing
        )
        parts = [
            requests,
            values.format(count=number(flowing)),
        ]
        if not self._flow.marks:
            parts = [requests] if self._failed else []
            parts.append(" ".join(map(_, _NOTHING)))
        said = " · ".join(part for part in parts if part)
        self.query_one("#count", Static).update(printable(said), layout=False)
        self._explain()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_anew)

    def _draw_anew(self) -> None:
        """Draw the lines for another width."""
        self._show(self.query_one(ResultList).cursor)

    def _cut_paths(self) -> None:
        """Keep of each path what there is room for, before what becomes of the request."""
        width = self.query_one(ResultList).size.width
        titles = [operation_title(call.branch, "", call.path).strip() for call in self._calls]
        ends = [len(self._what_becomes(at)) + 2 for at in range(len(self._calls))]
        rooms = [max(_MIN_PATH, width - _BEFORE_PATH - end) for end in ends]
        self._paths = path_cuts([printable(title) for title in titles], rooms)

    def _text(self, line: _Line) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        call = self._calls[line.number]
        mark = line.mark
        if mark is None:
            text.append(f"{line.number + 1:>3} ", "dim")
            text.append(f"{call.method:<6} ", method_colour(self, call.method) + _BOLD)
            text.append(self._paths[line.number])
            text.append(printable(f"  {self._what_becomes(line.number)}"), "dim")
            return text
        text.append(f"      {_SIGNS[mark.kind]} ", "bold")
        value = mark.text if mark.kind != "secret" else ""
        text.append(printable(mark.place[1].lstrip("/")))
        text.append(printable(f" {value}" if value else ""), "dim")
        text.append(printable(f"  {_source(mark)}"), "" if mark.kind == "fixed" else "bold")
        return text

    def _what_becomes(self, at: int) -> str:
        """What becomes of a request that isn't sent once, as it was; "" for one that is."""
        flow = self._flow
        if at not in flow.numbers:
            return _("left out: it was sent before")
        until = flow.recipe.steps[flow.numbers.index(at)].until
        return _("waits until {until}").format(until=until) if until else ""

    def _explain(self) -> None:
        """Say why of the line that the cursor is on."""
        results = self.query_one(ResultList)
        mark = self._lines[results.cursor].mark if self._lines else None
        why = "" if mark is None else mark.why
        self.query_one("#why", Static).update(printable(why), layout=False)

    @on(ResultList.Chosen)
    async def _on_chosen(self) -> None:
        self._explain()

    def action_move(self, step: int) -> None:
        self.query_one(ResultList).move(step)
        self._explain()

    def action_page(self, step: int) -> None:
        self.query_one(ResultList).action_page(step)
        self._explain()

    async def action_keep(self) -> None:
        """Keep the value as it is, or let it flow again."""
        results = self.query_one(ResultList)
        mark = self._lines[results.cursor].mark if self._lines else None
        if mark is None or mark.kind == "secret":
            words = _("A secret is written nowhere.")
            if mark is None:
                words = _("Choose a value: ↓ and ↑.")
            self.notify(words, severity="warning", markup=False)
            return
        if mark.kind == "fixed" and not mark.is_choice:
            self.notify(_("It stays as it is already."), severity="warning", markup=False)
            return
        fixed = {(item.number, item.place) for item in self._flow.marks if item.is_choice}
        fixed ^= {(mark.number, mark.place)}
        self._flow = await asyncio.to_thread(self._find, frozenset(fixed))
        self._show(results.cursor)

    def action_go_on(self) -> None:
        """Go on to the language."""
        self.dismiss(self._flow)


def _source(mark: FlowMark) -> str:
    match mark.kind:
        case "response":
            return _("out of the response: {name}").format(name=mark.name)
        case "parameter":
            return _("variable {name}").format(name=mark.name)
        case "secret":
            return _("from the environment: {name}").format(name=mark.name.upper())
        case _other:
            return _("kept as it is") if mark.is_choice else _("stays as it is")
