"""The command palette: Textual's own, which runs one command however often it is chosen."""

from textual.command import CommandPalette

from ovh_explorer.tui.dialogs.dialog import ResultScreen

__all__ = ["Palette"]


class Palette(CommandPalette, ResultScreen[None]):
    """Lists commands and runs the one that is chosen."""
