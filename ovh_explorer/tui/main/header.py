"""The line on top: program, endpoint, who is signed in, branch, how careful."""

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
    branch: reactive[str] = reactive("v1")
    read_only: reactive[bool] = reactive(False)
    note: reactive[str] = reactive("")
    pending: reactive[str] = reactive("")
    schemas_version: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        left = [
            ("title", " ovh-explorer "),
            ("note", "│ "),
            ("endpoint", printable(self.endpoint)),
            (
                "note",
                "".join(f" │ {printable(part)}" for part in (self.identity, self.branch) if part),
            ),
        ]
        if self.schemas_version:
            left.append(("note", f" │ v2 schemas {printable(self.schemas_version)}"))
        if self.read_only:
            left.append(("warning", " │ read-only"))
        if self.pending:
            left.append(("warning", f" │ ● {printable(self.pending)}"))
        right = [("note", f"{printable(self.note)} ")] if self.note else []

        def strip(parts: list[tuple[str, str]]) -> Strip:
            return Strip(
                [
                    Segment(text, base + component_style(self, f"header--{kind}"))
                    for kind, text in parts
                ]
            )

        width = self.size.width
        end = strip(right)
        room = max(0, width - end.cell_length)
        return Strip.join([strip(left).adjust_cell_length(room, base), end]).adjust_cell_length(
            width, base
        )
