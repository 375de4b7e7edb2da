"""The line on top: program, endpoint, who is signed in, branch, how careful."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.text import printable
from ovh_explorer.tui.drawing.styles import component_style

__all__ = ["HeaderBar"]


class HeaderBar(Widget):
    """One line; its parts are set by the screen."""

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
    token_end: reactive[str] = reactive("")
    branch: reactive[str] = reactive("v1")
    read_only: reactive[bool] = reactive(False)
    note: reactive[str] = reactive("")
    pending: reactive[str] = reactive("")
    schemas_version: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        width = self.size.width
        parts = self._fitting(width)
        segments = [
            Segment(text, base + component_style(self, f"header--{kind}")) for kind, text in parts
        ]
        note = Segment(f"{printable(self.note)} ", base + component_style(self, "header--note"))
        strip = Strip(segments)
        if self.note and strip.cell_length + note.cell_length < width:
            strip = Strip.join(
                [strip.adjust_cell_length(width - note.cell_length, base), Strip([note])]
            )
        return strip.adjust_cell_length(width, base)

    def _fitting(self, width: int) -> list[tuple[str, str]]:
        """The parts that there is room for, in their order: whole ones are left out, the least
        important first.
        """
        # In their order on the line, each with how important it is, the most important 0.
        parts = [
            (7, "title", " ovh-explorer "),
            (1, "endpoint", printable(self.endpoint)),
            (3, "note", printable(self.identity)),
            (5, "note", printable(self.token_end)),
            (2, "note", printable(self.branch)),
            (
                6,
                "note",
                f"v2 schemas {printable(self.schemas_version)}" if self.schemas_version else "",
            ),
            (0, "warning", "read-only" if self.read_only else ""),
            (4, "warning", f"● {printable(self.pending)}" if self.pending else ""),
        ]
        kept = [part for part in parts if part[2]]
        while len(kept) > 1 and _width(_joined(kept)) > width:
            kept.remove(max(kept))
        pieces = _joined(kept)
        if pieces and _width(pieces) > width:
            kind, text = pieces[-1]
            pieces[-1] = (kind, f"{set_cell_size(text, max(0, width - _width(pieces[:-1]) - 1))}…")
        return pieces


def _joined(parts: list[tuple[int, str, str]]) -> list[tuple[str, str]]:
    """The parts with lines between them."""
    pieces: list[tuple[str, str]] = []
    for _, kind, text in parts:
        between = "│ " if pieces and pieces[-1][0] == "title" else " │ "
        before = "" if kind == "title" else " "
        pieces += [
            (kind if kind == "warning" else "note", between if pieces else before),
            (kind, text),
        ]
    return pieces


def _width(pieces: list[tuple[str, str]]) -> int:
    return sum(cell_len(text) for _, text in pieces)
