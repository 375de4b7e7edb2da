"""A terminal that is too small to work in: what is needed, until it has grown."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.terminal.size import MIN_SIZE, is_too_small

__all__ = ["TooSmallScreen"]


class TooSmallScreen(Dialog[None]):
    """Covers everything, which goes on as it was below; ends when there is room, or when the
    user wants it so.
    """

    # No key opened it.
    ENDS_TOASTS = False
    BINDINGS = bindings("dialog")
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
            needed = f"{MIN_SIZE.width}×{MIN_SIZE.height}"
            words = _(
                "{width}×{height} is too small: {needed} is needed. Press esc to continue, ^q to "
                "quit."
            )
            self.query_one(Static).update(
                words.format(width=size.width, height=size.height, needed=needed)
            )
        elif self.is_active:
            self.dismiss()
