"""Which methods a right is for: four cells, each on or off."""

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ovh_explorer.tui.drawing.styles import component_style
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.workspace.account.access_rules import METHODS

__all__ = ["MethodCells"]

# Not every terminal shows colours.
_ON = "✓"


class MethodCells(Widget, can_focus=True):
    """GET, POST, PUT and DELETE side by side; arrows and space, their first letters (U for PUT), or
    the mouse. The letters are for methods of a path: without one they begin it, which the editor
    around them does.
    """

    BINDINGS = bindings("rights")
    COMPONENT_CLASSES = {"cells--on", "cells--off", "cells--cursor"}
    DEFAULT_CSS = """
    MethodCells {
        width: 27; height: 1;
        & > .cells--on { background: $success-muted; color: $text-success; text-style: bold; }
        & > .cells--off { color: $text-disabled; }
        & > .cells--cursor { text-style: reverse; }
    }
    """

    class Changed(Message):
        """A method was switched on or off."""

    class BeforeTheFirst(Message):
        """Left was pressed on the first method."""

    def __init__(self, methods: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.methods = methods
        # Those that are on by themselves: the first letter says that they are meant.
        self._proposed: frozenset[str] = frozenset()
        self.cursor = 0

    def propose(self, methods: frozenset[str]) -> None:
        """Switch methods on that nobody chose yet: who then presses `g p` wants both."""
        self.methods = self._proposed = methods
        self.refresh()

    def render_line(self, y: int) -> Strip:
        base = self.visual_style.rich_style
        segments = []
        for index, method in enumerate(METHODS):
            is_on = method in self.methods
            style = base + component_style(self, "cells--on" if is_on else "cells--off")
            if self.has_focus and index == self.cursor:
                style += component_style(self, "cells--cursor")
            segments += [
                Segment(f"{_ON if is_on else ' '}{method} ", style),
                Segment(" " if index < len(METHODS) - 1 else "", base),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def watch_has_focus(self, _focus: bool) -> None:
        self.refresh()

    def action_move(self, by: int) -> None:
        """Go to the next method, or the one before; the path is before the first one."""
        to = self.cursor + by
        if to < 0:
            self.post_message(self.BeforeTheFirst())
            return
        self.cursor = min(to, len(METHODS) - 1)
        self.refresh()

    def action_switch(self, index: int | None = None) -> None:
        """Switch the method under the cursor; with an `index`, by its letter, that one."""
        is_meant = index is not None and METHODS[index] in self._proposed
        self.cursor = self.cursor if index is None else index
        self._proposed = frozenset()
        if not is_meant:
            self.methods = self.methods ^ {METHODS[self.cursor]}
        self.refresh()
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        place = 0
        for index, method in enumerate(METHODS):
            place += len(method) + 3
            if event.x < place:
                self.cursor = index
                self.action_switch()
                return
