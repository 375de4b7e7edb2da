"""One path of the rights of a key, and its methods."""

from collections.abc import Iterable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from ovh_explorer.translation import _
from ovh_explorer.tui.signin.method_cells import MethodCells
from ovh_explorer.tui.widgets.inputs import LineInput

__all__ = ["PathInput", "RightsRow"]

# Of a row whose path is typed first.
_FIRST_METHODS = frozenset({"GET"})


class PathInput(LineInput):
    """The path of a row: enter goes to the row below, right from its end to the methods."""

    class Entered(Message):
        """Enter was pressed."""

    class Blank(Message):
        """A blank was typed, which no path has."""

    class RightAtEnd(Message):
        """Right was pressed behind the last character."""

    def on_key(self, event: events.Key) -> None:
        if event.character == " ":
            event.stop()
            event.prevent_default()
            self.post_message(self.Blank())

    async def action_submit(self) -> None:
        self.post_message(self.Entered())

    def action_cursor_right(self, select: bool = False) -> None:
        if self.cursor_position == len(self.value) and not select:
            self.post_message(self.RightAtEnd())
        else:
            super().action_cursor_right(select)


class RightsRow(Horizontal):
    """One path and its methods."""

    def __init__(self, path: str = "", methods: Iterable[str] = ()) -> None:
        super().__init__()
        self.cells = MethodCells(frozenset(methods))
        self.input = PathInput(path, placeholder=_("/path, or /path/*"))
        # The methods that it has once a path is typed.
        self._kept = self.cells.methods or _FIRST_METHODS
        self._had_path = bool(path)

    def compose(self) -> ComposeResult:
        yield self.input
        yield self.cells

    @property
    def path(self) -> str:
        # A blank is easily pasted along, and a rule with one matches nothing.
        return self.input.value.strip()

    def follow_path(self) -> None:
        """A row whose path is emptied is given up: its methods go, and come back with a path."""
        if self._had_path == bool(self.path):
            return
        cells = self.cells
        self._had_path = bool(self.path)
        if not self._had_path:
            self._kept, cells.methods = cells.methods, frozenset()
            cells.refresh()
        elif not cells.methods:
            cells.propose(self._kept)

    @property
    def included(self) -> str:
        """The path that a rule for what is below it is meant to include; "" for none."""
        root = self.path.removesuffix("/*")
        is_one = root != self.path and root.startswith("/") and self.cells.methods
        return root if is_one else ""

    def on_click(self, event: events.Click) -> None:
        """A click in the gap beside the path is one on the path: letters that are typed next would
        be lost.
        """
        if self.input.region.right <= event.screen_x < self.cells.region.x:
            self.input.focus()

    @on(PathInput.RightAtEnd)
    def _to_methods(self) -> None:
        self.cells.cursor = 0
        self.cells.focus()

    @on(MethodCells.BeforeTheFirst)
    def _to_path(self) -> None:
        self.input.focus()
