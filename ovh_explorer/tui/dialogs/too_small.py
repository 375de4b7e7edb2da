"""A terminal that is too small to work in: what is needed, until it has grown."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from ovh_explorer.tui.dialogs.dialog import Dialog

__all__ = ["MIN_COLUMNS", "MIN_LINES", "TooSmallScreen", "is_too_small"]

# In less, dialogs have no room for what they ask.
MIN_COLUMNS = 40
MIN_LINES = 10


def is_too_small(size: Size) -> bool:
    """Whether there is no room to work in."""
    return size.width < MIN_COLUMNS or size.height < MIN_LINES


class TooSmallScreen(Dialog[None]):
    """Covers everything, which goes on as it was below; ends when there is room, or when the user
    wants it so.
    """

    BINDINGS = [("escape", "dismiss", "go on")]
    DEFAULT_CSS = """
    TooSmallScreen { background: $background; overflow: hidden; }
    TooSmallScreen Static { width: 100%; height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def on_mount(self) -> None:
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        self._look()

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        size = self.app.size
        if is_too_small(size):
            needed = f"{MIN_COLUMNS}×{MIN_LINES} is needed. esc goes on, ^q quits."
            words = f"{size.width}×{size.height} is too small: {needed}"
            self.query_one(Static).update(words)
        elif self.is_active:
            self.dismiss()
