"""A line of tabs to choose from."""

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.tui.styles import component_style

__all__ = ["TabLine"]


class TabLine(Widget):
    """Names in a line, one of them active; chosen by mouse, or by the keys of whoever holds it."""

    COMPONENT_CLASSES = {"tab-line--tab", "tab-line--active"}
    DEFAULT_CSS = """
    TabLine {
        height: 1;
        & > .tab-line--tab { color: $text-muted; }
        & > .tab-line--active { color: $primary; text-style: bold reverse; }
    }
    """

    active: reactive[str] = reactive("", init=False)
    """The identifier of the active tab."""

    class Chosen(Message):
        """Another tab is active."""

        def __init__(self, tabs: "TabLine", tab: str) -> None:
            super().__init__()
            self.tabs = tabs
            self.tab = tab

        @property
        def control(self) -> "TabLine":
            return self.tabs

    def __init__(self, tabs: list[tuple[str, str]], *, active: str = "", id: str | None = None) -> None:
        """`tabs` are pairs of identifier and title."""
        super().__init__(id=id)
        self.tabs = tabs
        self.set_reactive(TabLine.active, active or tabs[0][0])

    def watch_active(self) -> None:
        self.refresh()
        self.post_message(self.Chosen(self, self.active))

    def step(self, by: int) -> None:
        """Make the next tab active (or the one before), round the ends."""
        names = [name for name, _ in self.tabs]
        self.active = names[(names.index(self.active) + by) % len(names)]

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        segments = []
        for name, title in self.tabs:
            style = component_style(self, "tab-line--active" if name == self.active else "tab-line--tab")
            segments += [Segment(f" {title} ", base + style), Segment(" ", base)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        at = 0
        for name, title in self.tabs:
            end = at + len(title) + 2
            if at <= event.x < end:
                self.active = name
                return
            at = end + 1
