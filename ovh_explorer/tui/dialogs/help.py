"""Help: the keys, from their one table."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from ovh_explorer.tui.dialogs.dialog import Dialog
from ovh_explorer.tui.key_bindings import Where, bindings, help_sections

__all__ = ["HelpScreen"]


class HelpScreen(Dialog[None]):
    """All keys, by where they work; first those of the part that has the focus."""

    BINDINGS = bindings("dialog", "help")
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 90%; max-width: 84; height: 90%;
        border: round $primary; background: $surface; padding: 0 2;
    }
    HelpScreen Static { height: auto; }
    """

    def __init__(self, *first: Where) -> None:
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        text = Text()
        for title, keys in help_sections(*self._first):
            text.append(f"\n{title}\n", "bold")
            for key in keys:
                text.append(f"  {key.shown:<12}", "bold cyan")
                text.append(f"{key.help}\n")
        mouse = "click a product, an operation, a field, a tab, TRY, or a key below."
        text.append(f"\nWith the mouse: {mouse}\n", "dim")
        with VerticalScroll() as box:
            box.border_title = "Keys"
            box.border_subtitle = "esc closes"
            yield Static(text)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
