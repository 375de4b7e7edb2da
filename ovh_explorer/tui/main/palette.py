"""The command palette: Textual's own, which runs one command however often it is chosen."""

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette

from ovh_explorer.tui.dialogs.dialog import ResultScreen

__all__ = ["Palette"]


class Palette(CommandPalette, ResultScreen[None]):
    """Lists commands and runs the one that is chosen."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it. A search that still runs or waits to start would look for widgets that are
        gone.
        """
        self.workers.cancel_node(self)
        return super().dismiss(result)
