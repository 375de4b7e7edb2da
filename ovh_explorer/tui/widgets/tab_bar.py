"""A line of tabs to choose from."""

from collections.abc import Mapping
from functools import partial

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.widgets.jump_places import JumpPlace

__all__ = ["TabBar"]

# Columns of the mark that says that there are more tabs.
_MARK = 2


class TabBar(Widget):
    """Names in a line, one of them active; chosen by mouse or by keys of the pane around it."""

    STAYS_CLEAR = True
    COMPONENT_CLASSES = {"tab-line--tab", "tab-line--active", "tab-line--wrong"}
    DEFAULT_CSS = """
    TabBar {
        height: 1;
        & > .tab-line--tab { color: $text-muted; }
        & > .tab-line--active { color: $text-primary; text-style: bold underline; }
        & > .tab-line--wrong { color: $text-error; }
    }
    """

    active: reactive[str] = reactive("", init=False)
    """The identifier of the active tab."""

    class Chosen(Message):
        """Another tab is active."""

        def __init__(self, tabs: "TabBar", tab: str) -> None:
            super().__init__()
            self.tabs = tabs
            self.tab = tab

        @property
        def control(self) -> "TabBar":
            return self.tabs

    class OpenMenu(Message):
        """The menu of the active tab is wanted: its title was clicked again, or the mark in it."""

    def __init__(
        self,
        tabs: list[tuple[str, str]],
        *,
        active: str = "",
        menu: str = "",
        id: str | None = None,
    ) -> None:
        """`tabs` are pairs of identifier and title; `menu` is the identifier of the tab that has a
        menu, whose title ends with a mark.
        """
        super().__init__(id=id)
        self._menu = menu
        self._all = self._titles = tabs
        self._wrong: set[str] = set()
        self.set_reactive(TabBar.active, active or tabs[0][0])

    @property
    def tabs(self) -> list[tuple[str, str]]:
        """Identifiers and titles, in their order."""
        return self._all

    @tabs.setter
    def tabs(self, tabs: list[tuple[str, str]]) -> None:
        self._all = tabs
        self.refresh()

    def mark_wrong(self, marks: Mapping[str, str]) -> None:
        """Have the tabs of these identifiers, and no others, say that something is wrong in them:
        by a mark behind the title.
        """
        marked = [(name, f"{title} {marks.get(name, '')}".strip()) for name, title in self._titles]
        if marked != self.tabs:
            self._wrong = set(marks)
            self.tabs = marked

    def watch_active(self) -> None:
        self.refresh()
        self.post_message(self.Chosen(self, self.active))

    def choose(self, name: str) -> None:
        """Make a tab active; of one that is, open the menu where it has one."""
        if name == self._menu == self.active:
            self.post_message(self.OpenMenu())
        self.active = name

    def step(self, by: int) -> None:
        """Make the next tab active (or the one before), round the ends."""
        names = [name for name, _ in self.tabs]
        self.active = names[(names.index(self.active) + by) % len(names)]

    def _shown(self) -> tuple[list[tuple[str, str]], bool, bool]:
        """The tabs there is room for, the active one among them, and whether some are left out
        before and after.
        """
        tabs = self.tabs
        active = next((index for index, (name, _) in enumerate(tabs) if name == self.active), 0)
        first = 0
        while first < active and _width(tabs[first : active + 1]) + _MARK * (
            first > 0
        ) > self._room(active + 1):
            first += 1
        last = active + 1
        while last < len(tabs) and _width(tabs[first : last + 1]) + _MARK * (
            first > 0
        ) <= self._room(last + 1):
            last += 1
        return tabs[first:last], first > 0, last < len(tabs)

    def _room(self, last: int) -> int:
        return self.size.width - _MARK * (last < len(self.tabs))

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        shown, before, after = self._shown()
        tab = base + component_style(self, "tab-line--tab")
        segments = [Segment("‹ ", tab)] if before else []
        for name, title in shown:
            style = base + component_style(self, "tab-line--active") if name == self.active else tab
            if name in self._wrong:
                style += component_style(self, "tab-line--wrong")
            segments += [Segment(f" {title} ", style), Segment(" ", base)]
        if after:
            segments.append(Segment("›", tab))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def jump_places(self) -> list[JumpPlace]:
        """The tabs."""
        shown, before, _ = self._shown()
        places = []
        at = _MARK * before
        for name, title in shown:
            places.append(JumpPlace(Offset(at, 0), partial(self.choose, name)))
            at += len(title) + 3
        return places

    def on_click(self, event: events.Click) -> None:
        shown, before, after = self._shown()
        at = _MARK * before
        if before and event.x < at:
            self.step(-1)
            return
        for name, title in shown:
            end = at + len(title) + 2
            if at <= event.x < end:
                if name == self._menu and event.x >= end - _MARK - 1:
                    self.active = name
                self.choose(name)
                return
            at = end + 1
        if after and event.x >= at:
            self.step(1)


def _width(tabs: list[tuple[str, str]]) -> int:
    return sum(len(title) + 3 for _, title in tabs)
