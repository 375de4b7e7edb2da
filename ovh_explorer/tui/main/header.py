"""The line on top: program, endpoint, who is signed in, branch, how careful."""

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.messages import OpenOperation

if TYPE_CHECKING:
    from ovh_explorer.workspace.navigation.target import OperationTarget

__all__ = ["HeaderBar"]

# How a part is drawn, its text, and its name.
_Piece = tuple[str, str, str]
# Of the endpoint's name, where there isn't room for all.
_SHORT_COLUMNS = 24
# The action of the screen that a click on a part runs, by its name.
_CLICKS = {
    "title": "app.command_palette",
    "endpoint": "choose_region",
    "identity": "sign_in",
    "limits": "sign_in",
    "branch": "next_branch",
    "schemas": "choose_schemas_version",
    "read-only": "toggle_read_only",
}


class HeaderBar(Widget):
    """One line; its parts are set by the screen. A click on one does what it is about.

    Attributes:
                if name == "pending" and self.to_refresh:
                    self.post_message(OpenOperation(self.to_refresh[0], send=True))
    """

    STAYS_CLEAR = True
    COMPONENT_CLASSES = {"header--title", "header--endpoint", "header--note", "header--warning"}
    DEFAULT_CSS = """
    HeaderBar {
        height: 1; background: $panel;
        & > .header--title { text-style: bold; }
        & > .header--endpoint { text-style: bold; color: $text-accent; }
        & > .header--note { color: $text-muted; }
        & > .header--warning { color: $text-warning; text-style: bold; }
    }
    """

    endpoint: reactive[str] = reactive("")
    identity: reactive[str] = reactive("")
    limits: reactive[str] = reactive("")
    token_end: reactive[str] = reactive("")
    branch: reactive[str] = reactive("v1")
    read_only: reactive[bool] = reactive(False)
    note: reactive[str] = reactive("")
    pending: reactive[str] = reactive("")
    schemas_version: reactive[str] = reactive("")

    to_refresh: "tuple[OperationTarget, ...]" = ()

    async def on_click(self, event: events.Click) -> None:
        at = 0
        for _kind, text, name in self._fitting(self.size.width):
            at += cell_len(text)
            if event.x < at:
                if name == "pending" and self.to_refresh:
                    self.post_message(OpenOperation(self.to_refresh[0], send=True))
                elif name in _CLICKS:
                    await self.screen.run_action(_CLICKS[name])
                return

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        width = self.size.width
        parts = self._fitting(width)
        segments = [
            Segment(text, base + component_style(self, f"header--{kind}"))
            for kind, text, _ in parts
        ]
        note = Segment(f"{printable(self.note)} ", base + component_style(self, "header--note"))
        strip = Strip(segments)
        if self.note and strip.cell_length + note.cell_length < width:
            strip = Strip.join(
                [strip.adjust_cell_length(width - note.cell_length, base), Strip([note])]
            )
        return strip.adjust_cell_length(width, base)

    @property
    def _pending_words(self) -> str:
        """What changes wait for, and the key of the commands, where it is the first."""
        return f"● {printable(self.pending)} · ^p" if self.pending else ""

    def _fitting(self, width: int) -> list[_Piece]:
        """The parts that there is room for, in their order: whole ones are left out, the least
        important first.
        """
        version = self.schemas_version
        schemas = _("v2 schemas {version}").format(version=printable(version)) if version else ""
        # In their order on the line, each with how important it is, the most important 0.
        parts = [
            (7, "title", " ovh-explorer ", "title"),
            (1, "endpoint", printable(self.endpoint), "endpoint"),
            (4, "note", printable(self.identity), "identity"),
            (5, "note", printable(self.limits), "limits"),
            (5, "note", printable(self.token_end), "identity"),
            (3, "note", printable(self.branch), "branch"),
            (6, "note", schemas, "schemas"),
            (0, "warning", _("read-only") if self.read_only else "", "read-only"),
            (2, "warning", self._pending_words, "pending"),
        ]
        kept = [part for part in parts if part[2]]
        if self.limits and _width(_joined(kept)) > width:
            # The program's name makes room for what a key may; a profile's name doesn't.
            untitled = [part for part in kept if part[3] != "title"]
            fits = _width(_joined(untitled)) <= width
            kept = untitled if fits else [part for part in kept if part[3] != "limits"]
        if _width(_joined(kept)) > width:
            # A long name of the endpoint makes room for what needs an action.
            kept = [
                (*part[:2], _short(part[2]), part[3]) if part[1] == "endpoint" else part
                for part in kept
            ]
        while len(kept) > 1 and _width(_joined(kept)) > width:
            kept.remove(max(kept))
        pieces = _joined(kept)
        if pieces and _width(pieces) > width:
            kind, text, name = pieces[-1]
            room = max(0, width - _width(pieces[:-1]) - 1)
            pieces[-1] = (kind, f"{set_cell_size(text, room)}…", name)
        return pieces


def _short(endpoint: str) -> str:
    """An endpoint's name in few columns: a URL without its scheme."""
    name = endpoint.partition("://")[2] or endpoint
    if cell_len(name) <= _SHORT_COLUMNS:
        return name
    return f"{set_cell_size(name, _SHORT_COLUMNS - 1)}…"


def _joined(parts: list[tuple[int, str, str, str]]) -> list[_Piece]:
    """The parts with lines between them."""
    pieces: list[_Piece] = []
    for _rank, kind, text, name in parts:
        between = "│ " if pieces and pieces[-1][0] == "title" else " │ "
        before = "" if kind == "title" else " "
        pieces += [
            (kind if kind == "warning" else "note", between if pieces else before, ""),
            (kind, text, name),
        ]
    return pieces


def _width(pieces: list[_Piece]) -> int:
    return sum(cell_len(text) for _kind, text, _name in pieces)
